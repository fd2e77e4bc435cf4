"""The commands by their names, each with its module and what it does in a line.

Nothing is imported to print this list; that a line is the command's own is held by a test.
"""

COMMANDS = {
    "init": ("sitegen.commands.init", "Make a new site with an example that builds"),
    "new": ("sitegen.commands.new", "Begin a briefing: an article's seed and its sidecar"),
    "serve": ("sitegen.commands.serve", "Show the site while you write, and again at every change"),
    "check": ("sitegen.commands.check", "Tell all problems of all files, drafts included; write nothing"),
    "reanchor": ("sitegen.commands.reanchor", "Move quotes after an article was edited"),
    "schema": ("sitegen.commands.schema", "Write JSON Schemas of the YAML files, for editors"),
    "build": ("sitegen.commands.build", "Make the site"),
    "publish": ("sitegen.commands.publish", "Build the site and push it to a branch for GitHub Pages"),
    "clean": ("sitegen.commands.clean", "Remove what sitegen made, and nothing of yours"),
}
"""In the order of an editor's work."""
