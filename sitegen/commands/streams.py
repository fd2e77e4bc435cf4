"""Standard output and standard error as commands need them: no reader and no character set ends a command."""

import io
import os
import sys
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer  # exists for type checkers alone


def prepare_streams() -> None:
    """Replace the two streams of this process, once, before anything is said."""
    sys.stdout = _prepared(sys.stdout, is_line_buffered=sys.stdout is not None and sys.stdout.isatty())
    sys.stderr = _prepared(sys.stderr, is_line_buffered=True)


class _Descriptor(io.FileIO):
    """A stream's end: when its reader hangs up (`sitegen check | head`), what is left is dropped, and work goes on."""

    is_broken = False

    def write(self, content: "ReadableBuffer") -> int:
        """Write, or drop; OSError the first time that the machine fails, so that it is told once."""
        try:
            if not self.is_broken:
                return super().write(content)
        except BrokenPipeError:
            self.is_broken = True
        except OSError:
            self.is_broken = True
            raise
        return memoryview(content).nbytes


def _prepared(stream: TextIO | None, *, is_line_buffered: bool) -> TextIO:
    """Return a stream to the same place; letters that its character set lacks are written as escapes.

    What was closed from the start leads nowhere, so that no file which is opened later takes its number. A console of
    Windows keeps its stream, which can write all letters there (PEP 528); bytes would be read by its code page.
    """
    if sys.platform == "win32" and isinstance(stream, io.TextIOWrapper) and stream.isatty():
        stream.reconfigure(errors="backslashreplace", line_buffering=True)
        return stream
    descriptor = stream.fileno() if stream else os.open(os.devnull, os.O_WRONLY)
    return io.TextIOWrapper(
        io.BufferedWriter(_Descriptor(descriptor, "wb", closefd=False)),
        encoding=stream.encoding if stream else "utf-8",
        errors="backslashreplace",
        line_buffering=is_line_buffered,
    )
