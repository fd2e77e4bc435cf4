"""HTML of other tools' notes as Markdown: paragraphs, emphasis, links and lists; everything else is its text."""

import re
from html.parser import HTMLParser
from typing import Final

_MARKS: Final = {"strong": "**", "b": "**", "em": "*", "i": "*", "code": "`"}
_BLOCKS: Final = frozenset(("p", "div", "ul", "ol", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "table"))
_SILENT: Final = frozenset(("script", "style", "template"))
_MARKDOWN: Final = re.compile(r"([\\`*_\[\]<>])")


def markdown_of(html: str) -> str:
    """Return a text of HTML as Markdown that shows the same words."""
    reader = _MarkdownWriter()
    reader.feed(html)
    reader.close()
    lines = (re.sub(r"[ \t]+", " ", line).strip() for line in "".join(reader.pieces).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


class _MarkdownWriter(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self._addresses: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in _SILENT
        if tag in _BLOCKS:
            self.pieces.append("\n\n")
        elif tag == "br":
            self.pieces.append("\\\n")
        elif tag == "li":
            self.pieces.append("\n- ")
        elif tag == "a":
            self._addresses.append(dict(attrs).get("href") or "")
            self.pieces.append("[" if self._addresses[-1] else "")
        else:
            self.pieces.append(_MARKS.get(tag, ""))

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in _SILENT and self._silent > 0
        if tag in _BLOCKS:
            self.pieces.append("\n\n")
        elif tag == "a" and self._addresses:
            address = self._addresses.pop()
            self.pieces.append(f"](<{address}>)" if address else "")
        else:
            self.pieces.append(_MARKS.get(tag, ""))

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.pieces.append(_MARKDOWN.sub(r"\\\1", re.sub(r"\s+", " ", data)))
