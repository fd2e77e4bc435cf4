"""What `sitegen --help` prints: text of our own, so that nothing, not even `typing`, is imported to print it."""

from sitegen.commands.table import COMMANDS

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
