"""Notes, summaries, definitions and free pages from Markdown to HTML: simple texts without the parser.

Most of them are simple. Measured in paired runs: with the parser for all of them, one note's edit among 100 briefings
takes 13 % more of the processor's time, most of it to load the parser, and a clean build 5 %.
"""

import re
from collections.abc import Iterable, Iterator

from sitegen.model.keys import find_in
from sitegen.model.problems import Report
from sitegen.model.wording import MarkdownText, Wording

_PLAIN = r"[^*_`\[\]<>&\\!|\x00-\x1f\x7f-\x9f\ufeff]"
"""A character that can mean nothing in Markdown, but for what begins a line."""
_WORDS = rf"[^\W_](?:{_PLAIN}*[^\W_])?"
"""Words of a line, between letters or digits: beside these, stars begin and end what is stressed."""
_STRESSED = rf"(?:(?<!\S)(?:\*\*{_WORDS}\*\*|\*{_WORDS}\*)(?![^\s.,;:?)،؛؟]))"
_LINK = rf"(?:\[{_WORDS}\]\(https?://[a-z0-9][a-z0-9.\-]*(?:[/?#][A-Za-z0-9._~/?#=+\-]*)?\))"
_LINE = rf"(?![#>+=~\-:\s]|\d+[.)])(?:{_PLAIN}++|{_STRESSED}|{_LINK})++"
_SIMPLE = re.compile(rf"{_LINE}(?:(?<!\s)\n++{_LINE})*+")
"""Paragraphs of words, stressed words and links in which nothing else can mean anything in Markdown."""

_PARAGRAPH_BREAK = re.compile(r"\n\n+")
_MARKED = re.compile(r"\*\*([^*]+)\*\*|\*([^*]+)\*|\[([^\]]+)\]\(([^)]+)\)")


def markdown_in(noun: object) -> Iterator[Wording]:
    """Yield every wording in Markdown within a noun."""
    for text in find_in(noun, MarkdownText):
        yield from text.wordings


def render_markdown(wordings: Iterable[Wording], report: Report) -> dict[str, str]:
    """Return the HTML of each wording by its source.

    Reports raw HTML (warning `raw-html`), addresses that are not allowed (`unsafe-url`) and text nested past the
    parser's limit (`too-nested`), each at the wording's place.
    """
    return {wording.value: _render_note(wording, report) for wording in wordings}


def render_pages(wordings: Iterable[Wording], report: Report) -> dict[str, str]:
    """Return the same for the bodies of free pages, whose headings can be linked to: `messages.html#anchor-missing`."""
    return {wording.value: _render_page(wording, report) for wording in wordings}


def _render_note(wording: Wording, report: Report) -> str:
    if _SIMPLE.fullmatch(wording.value.rstrip("\n")):
        return _write_paragraphs(wording.value.strip())
    from sitegen.weaving.markdown import parse_note  # noqa: PLC0415 - slow to load, and mostly not needed

    return parse_note(wording, report)


def _render_page(wording: Wording, report: Report) -> str:
    from sitegen.weaving.markdown import parse_page  # noqa: PLC0415 - as in `_render_note`

    return parse_page(wording, report)


def _write_paragraphs(text: str) -> str:
    """Return the HTML of simple paragraphs as the parser writes it; of all that it escapes they hold a " at most."""
    marked = _MARKED.sub(_write_marked, text.replace('"', "&quot;"))
    return "".join(f"<p>{paragraph}</p>\n" for paragraph in _PARAGRAPH_BREAK.split(marked))


def _write_marked(found: re.Match[str]) -> str:
    strong, stressed, words, address = found.groups()
    if strong:
        return f"<strong>{strong}</strong>"
    return f"<em>{stressed}</em>" if stressed else f'<a href="{address}">{words}</a>'
