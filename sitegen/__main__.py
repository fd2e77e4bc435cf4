"""`python -m sitegen` and the `sitegen` command: a version or the overview at once, all else through the parser."""

import os
import sys

from sitegen import __version__


def main() -> None:
    """Run the command and end the process with its exit status."""
    arguments = sys.argv[1:]
    if arguments == ["--version"]:
        sys.exit(_print(f"sitegen {__version__}\n"))
    if arguments in (["--help"], ["-h"]):
        from sitegen.commands.overview import write_overview  # noqa: PLC0415 - a version needs no list of commands

        sys.exit(_print(write_overview()))
    _read_names_as_unicode()
    _end(_run(arguments))


def _end(status: int) -> None:
    """End the process: at once where only memory would be tidied up, piece by piece, which the system does faster."""
    import threading  # noqa: PLC0415 - a version needs none

    # Threads and processes of these have something to do at the end.
    if threading.active_count() == 1 and sys.modules.keys().isdisjoint(("multiprocessing", "asyncio", "coverage")):
        try:
            for stream in filter(None, (sys.stdout, sys.stderr)):
                stream.flush()
            os._exit(status)
        except (OSError, ValueError):
            pass
    sys.exit(status)


def _read_names_as_unicode() -> None:
    """Begin again where the locale would have files' names read in another character set: the site is the same in all.

    What is printed stays in the locale's own.
    """
    if sys.getfilesystemencoding() == "utf-8" or "utf8" in sys._xoptions:  # noqa: SLF001 - public in all but name
        return
    environment = {"PYTHONIOENCODING": sys.stdout.encoding if sys.stdout else "utf-8", **os.environ}
    os.execve(sys.executable, [sys.executable, "-X", "utf8", *sys.orig_argv[1:]], environment)  # noqa: S606 - itself


def _print(text: str) -> int:
    """Write past the buffer, which would be written again, and complain, when a reader has hung up."""
    try:
        os.write(1, text.encode("ascii"))
    except BrokenPipeError:
        return 0
    except OSError as fault:
        sys.stderr.write(f"sitegen: {fault.strerror}\n")
        return 3
    return 0


def _run(arguments: list[str]) -> int:
    try:
        from sitegen.cli import run  # noqa: PLC0415 - the parser is not needed for the answers above
        from sitegen.commands.terminal import prepare_streams  # noqa: PLC0415
        from sitegen.garbage import collect_seldom  # noqa: PLC0415
    except KeyboardInterrupt:
        return 130
    prepare_streams()
    collect_seldom()
    return run(arguments)


if __name__ == "__main__":
    main()
