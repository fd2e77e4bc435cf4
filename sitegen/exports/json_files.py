"""JSON as this site writes it: in UTF-8, always in the same order, a line for each entry of a list, no spaces else.

Not indented deeper: files with an entry a line are still read and compared with ease, and are written twenty times as
fast, since the standard library's fast encoder does not indent.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from json.encoder import encode_basestring
from typing import Final

from sitegen.model.site_files import Artifact
from sitegen.model.wording import Text

Json = Mapping[str, object]

_ENCODER: Final = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":"))
_NUMBERS: Final = frozenset((int, float, bool))
"""Their values say something though Python may take them for false."""


def json_file(path: str, content: Json) -> Artifact:
    """Return a file of JSON; keys stay in the order in which they were given.

    The entries of a long list can come one by one: then they are never all in memory but as bytes.
    """
    members = {
        key: map(written, value) if isinstance(value, list | Iterator) else written(value)
        for key, value in content.items()
    }
    return written_file(path, members)


def written_file(path: str, members: Mapping[str, str | Iterable[str]]) -> Artifact:
    """Return the same of members that are JSON already, lists of such as their entries."""
    return Artifact(path, b"".join(_lines(members)))


def written_object(members: Mapping[str, str]) -> str:
    """Return an object as JSON; its members are JSON already, and those that are empty are left out."""
    said = [f'"{key}":{value}' for key, value in members.items() if value]
    return f"{{{','.join(said)}}}"


written_text: Final[Callable[[str], str]] = encode_basestring
"""Returns a text as JSON."""
written: Final[Callable[[object], str]] = _ENCODER.encode
"""Returns anything as JSON."""


def by_language(text: Text | None) -> dict[str, str]:
    """Return what a text says, by language, in the writer's order; empty where there is none."""
    return {wording.language: wording.value for wording in text.wordings} if text else {}


def without_gaps(content: Json) -> dict[str, object]:
    """Return the same without the keys that say nothing: None, and what is empty."""
    return {key: value for key, value in content.items() if value or type(value) in _NUMBERS}


def _lines(members: Mapping[str, str | Iterable[str]]) -> Iterator[bytes]:
    """Yield an object member by member, those that are lists entry by entry."""
    before = "{\n"
    for key, value in members.items():
        yield f"{before}{written_text(key)}:".encode()
        if isinstance(value, str):
            yield value.encode()
        else:
            yield from _entries(value)
        before = ",\n"
    yield b"\n}\n" if members else b"{\n\n}\n"


def _entries(entries: Iterable[str]) -> Iterator[bytes]:
    before = "[\n"
    for entry in entries:
        yield f"{before}{entry}".encode()
        before = ",\n"
    yield b"[]" if before == "[\n" else b"\n]"
