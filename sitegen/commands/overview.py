"""The commands, and what `sitegen --help` prints: nothing, not even `typing`, is imported to print it."""

COMMANDS = {
    "init": ("sitegen.commands.init", "Make a new site with an example that builds"),
    "new": ("sitegen.commands.new", "Begin a briefing: an article's seed and its sidecar"),
    "draft": ("sitegen.commands.draft", "Write a first sidecar for a seed, by rules"),
    "serve": ("sitegen.commands.serve", "Show the site while you write, and again at every change"),
    "annotate": ("sitegen.commands.annotate", "Write notes where you read, in the browser"),
    "check": ("sitegen.commands.check", "Tell all problems of all files, drafts included; write nothing"),
    "reanchor": ("sitegen.commands.reanchor", "Move quotes after an article was edited"),
    "import": ("sitegen.commands.import_notes", "Add notes from other tools to the sidecar of an article"),
    "export": ("sitegen.commands.export", "Write the notes of briefings into files for other programs"),
    "schema": ("sitegen.commands.schema", "Write JSON Schemas of the YAML files, for editors"),
    "build": ("sitegen.commands.build", "Make the site"),
    "publish": ("sitegen.commands.publish", "Build the site and push it to a branch for GitHub Pages"),
    "clean": ("sitegen.commands.clean", "Remove what sitegen made, and nothing of yours"),
}
"""Each with its module and its line (a test holds it to be the command's own), in the order of an editor's work."""

OVERVIEW = """\
Usage: sitegen COMMAND [OPTIONS]

Turn articles and the notes on them into a website of annotated briefings.

Commands:
{commands}

Options, before the command's name or behind it:
  -C DIR         The site's folder (default: this one, or the nearest above).
  -q, --quiet    Say nothing but errors.
  -v, --verbose  Tell where time goes, what was made and why.
  -h, --help     Explain sitegen, or a command.
  --version      Show the version.

Examples:
  sitegen init my-site           begin with an example, in a new folder
  sitegen serve                  see each change as soon as you save it
  sitegen check                  learn what is still wrong, and the way out
  sitegen build                  make site/, ready to be published
  sitegen -C ~/briefings build   the same from anywhere
  sitegen build --help           what else a command can do, with examples
"""


def write_overview() -> str:
    """Return the text that teaches the commands."""
    rows = (f"  {name:<10} {told}." for name, (_, told) in COMMANDS.items())
    return OVERVIEW.format(commands="\n".join(rows))
