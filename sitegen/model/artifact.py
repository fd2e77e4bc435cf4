"""What is written: files of the finished site."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Artifact:
    """A file of the finished site."""

    path: str
    """Relative to the output folder, with `/`."""
    content: bytes
