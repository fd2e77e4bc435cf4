"""What a change does to a file, as people and `patch` read it."""

from difflib import unified_diff


def write_diff(path: str, before: str, after: str) -> str:
    """Return the unified diff of a file's two texts, whose lines end at LF; empty where they are equal."""
    lines = unified_diff(_lines(before), _lines(after), fromfile=path, tofile=path, lineterm="")
    return "\n".join(lines)


def _lines(text: str) -> list[str]:
    return text.removesuffix("\n").split("\n")
