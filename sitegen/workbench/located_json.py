"""JSON whose objects remember where they stand in their file, so that messages can say it."""

import json
import re
from json.decoder import JSONDecodeError
from typing import Final

from sitegen.model.problems import Report
from sitegen.model.text import Location, SourceText

DEEPEST_JSON: Final = 100
"""Levels of nesting: annotations need ten, and Python's own stack ends at some hundreds."""

_SPACE: Final = re.compile(r"[ \t\n\r]*")
_SCALAR: Final = json.JSONDecoder()


class LocatedMap(dict[str, object]):
    """An object of JSON."""

    where: Location


def read_json(source: SourceText, report: Report) -> object:
    """Return what a file of JSON holds, objects as LocatedMaps; None where it is none, which is reported."""
    reader = _JsonReader(source)
    try:
        return reader.whole()
    except JSONDecodeError as fault:
        way_out = "export it anew from the tool that wrote it, or name another form by `--format`"
        message = f"this is no JSON: {fault.msg[:1].lower()}{fault.msg[1:]}"
        report.error("bad-exchange-file", message, source.location(fault.pos), help=way_out)
        return None


class _JsonReader:
    def __init__(self, source: SourceText) -> None:
        self._source = source
        self._text = source.text

    def whole(self) -> object:
        """Return the one value of the file; JSONDecodeError where there is none, or more."""
        value, end = self.value(self.skip(0), 0)
        if self.skip(end) != len(self._text):
            raise JSONDecodeError("more stands behind the end", self._text, self.skip(end))
        return value

    def skip(self, position: int) -> int:
        """Return where the next sign stands."""
        found = _SPACE.match(self._text, position)
        return found.end() if found else position

    def value(self, start: int, depth: int) -> tuple[object, int]:
        """Return the value that begins here, and where it ends; JSONDecodeError where there is none."""
        if depth > DEEPEST_JSON:
            raise JSONDecodeError(f"it is nested deeper than {DEEPEST_JSON} levels", self._text, start)
        opening = self._text[start : start + 1]
        if opening == "{":
            return self._map(start, depth)
        if opening == "[":
            return self._list(start, depth)
        try:
            return _SCALAR.raw_decode(self._text, start)
        except ValueError as fault:  # a number of more digits than Python reads is no JSONDecodeError
            raise JSONDecodeError("a value was expected", self._text, start) from fault

    def _map(self, start: int, depth: int) -> tuple[LocatedMap, int]:
        found = LocatedMap()
        found.where = self._source.location(start)
        position = self.skip(start + 1)
        if self._text.startswith("}", position):
            return found, position + 1
        while True:
            if not self._text.startswith('"', position):
                raise JSONDecodeError("a name in quotation marks was expected", self._text, position)
            key, position = self.value(position, depth + 1)
            position = self._expect(":", position)
            found[str(key)], position = self.value(position, depth + 1)
            position = self.skip(position)
            if self._text.startswith("}", position):
                return found, position + 1
            position = self._expect(",", position)

    def _list(self, start: int, depth: int) -> tuple[list[object], int]:
        found: list[object] = []
        position = self.skip(start + 1)
        if self._text.startswith("]", position):
            return found, position + 1
        while True:
            item, position = self.value(position, depth + 1)
            found.append(item)
            position = self.skip(position)
            if self._text.startswith("]", position):
                return found, position + 1
            position = self._expect(",", position)

    def _expect(self, sign: str, position: int) -> int:
        position = self.skip(position)
        if not self._text.startswith(sign, position):
            raise JSONDecodeError(f"`{sign}` was expected", self._text, position)
        return self.skip(position + 1)
