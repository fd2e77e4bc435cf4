"""`python -m sitegen` and the `sitegen` command: a version at once, all else through the command line's parser."""

import sys

from sitegen import __version__


def main() -> None:
    """Run the command and end the process with its exit status."""
    if sys.argv[1:] == ["--version"]:
        sys.stdout.write(f"sitegen {__version__}\n")
        return
    from sitegen.cli import run  # noqa: PLC0415 - the parser is not needed to print a version

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
