"""Markdown to HTML by the parser, with what it must not let through. Raw HTML is off and shown as text."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token

from sitegen.language.isolation import likely_language
from sitegen.language.tags import first_direction
from sitegen.language.text_links import ELSEWHERE, mark_address_of_note, mark_address_of_page
from sitegen.model.problems import Report
from sitegen.model.urls import has_scheme, is_safe_address
from sitegen.model.wording import Wording

NESTING_LIMIT = 40
"""Quotes in lists in quotes …: beyond this depth the parser drops text in silence, so it is an error."""

_HARMLESS_LINK = re.compile(
    r"\]\((?:https?://[A-Za-z0-9][A-Za-z0-9.\-]*|[A-Za-z0-9_][A-Za-z0-9._\-]*|(?=#))"
    r"(?:[/?#][A-Za-z0-9._~/%#?=+\-]*)?\)"
)
"""A link to an address, on the web or of this site, that is allowed and that nothing in Markdown can make another."""


@dataclass(frozen=True, slots=True)
class Address:
    """An address in a Markdown text."""

    written: str
    """As it was written, but for Markdown's own escapes."""
    value: str
    """As HTML has it: what is no ASCII is escaped."""
    is_picture: bool


TokenStep = Callable[[list[Token]], None]
"""Changes the tokens of one text before they become HTML."""


def parse_note(wording: Wording, report: Report) -> str:
    """Return a wording's HTML; see `notes.render_markdown` for what is reported."""
    return _parse(wording, report, _NOTE_STEPS)


def parse_page(wording: Wording, report: Report) -> str:
    """Return the HTML of a free page's body, whose headings can be linked to."""
    return _parse(wording, report, _PAGE_STEPS)


def list_addresses(source: str) -> tuple[Address, ...]:
    """Return the addresses that a Markdown text has, in the order of the text; none of links that are not allowed."""
    parser = _parser()
    parser.written.clear()
    links = (token for token in _all_tokens(parser.parse(source)) if token.type in ("link_open", "image"))
    found = [(token, token.attrGet("src" if token.type == "image" else "href")) for token in links]
    return tuple(
        Address(parser.written.get(str(address), str(address)), str(address), token.type == "image")
        for token, address in found
    )


def _parse(wording: Wording, report: Report, steps: Iterable[TokenStep]) -> str:
    parser = _parser()
    tokens = parser.parse(wording.value)
    _report_depth(tokens, wording, report)
    if _may_hold_what_is_refused(wording.value):
        seen = _seeing_parser().parse(wording.value)
        _report_addresses(seen, wording, report)
        _report_raw_html(seen, wording, report)
    if "&#" in wording.value:
        _report_references(wording, report)
    for step in steps:
        step(tokens)
    html = str(parser.renderer.render(tokens, parser.options, {}))
    return _SCROLLED.sub(lambda found: _scrollable(found[0]), html)


def _scrollable(tag: str) -> str:
    """Return the tag of a code block or a table so that one can scroll it without a mouse.

    A code block takes its code's direction: its lines begin where the block does.
    """
    if tag.startswith("<pre>"):
        return f'<pre{tag.removeprefix("<pre><code")} tabindex="0"><code'
    return f'<div class="table" tabindex="0">{tag}' if tag == "<table>" else f"{tag}</div>"


def _lower_headings(tokens: list[Token]) -> None:
    """Make the first level the second: h1 is the page's title."""
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{max(2, int(token.tag[1]))}"


def _align_cells(tokens: list[Token]) -> None:
    """Give cells of a table classes for the sides that their column names, as the policy forbids styles in a page.

    What Markdown calls left is where a line begins: in a table that is read from the right that is its right side.
    """
    for token in tokens:
        side = token.type in ("th_open", "td_open") and _CLASS_OF_ALIGNMENT.get(str(token.attrs.pop("style", "")))
        if side:
            token.attrs["class"] = side


def _link_pictures_elsewhere(tokens: list[Token]) -> None:
    """Put a link in the place of a picture of another host, which no page may ask for; within a link its words."""
    for token in tokens:
        children, depth = token.children or (), 0
        shown: list[Token] = []
        for child in children:
            depth += child.nesting if child.type in ("link_open", "link_close") else 0
            if child.type == "image" and has_scheme(str(child.attrGet("src"))):
                shown += _as_link(child, is_linked=depth > 0)
            else:
                shown.append(child)
        if children:
            token.children = shown


def _as_link(picture: Token, *, is_linked: bool) -> Iterator[Token]:
    address = str(picture.attrGet("src"))
    words = Token("text", "", 0, content=_plain_words(picture) or picture.content or address)
    if is_linked:
        yield words
        return
    yield Token("link_open", "a", 1, attrs={"href": address, "class": ELSEWHERE})
    yield words
    yield Token("link_close", "a", -1)


def _mark_links_of_note(tokens: list[Token]) -> None:
    _mark_links(tokens, mark_address_of_note)


def _mark_links_of_page(tokens: list[Token]) -> None:
    _mark_links(tokens, mark_address_of_page)


def _mark_links(tokens: list[Token], mark: Callable[[str], str]) -> None:
    """Mark the addresses without a scheme, so that they can be made to lead from where the text is shown."""
    for token in _all_tokens(tokens):
        for name in ("href", "src"):
            if name in token.attrs:
                token.attrSet(name, mark(str(token.attrs[name])))


def _direct_code(tokens: list[Token]) -> None:
    """Give code its own direction: left to right, but pieces within a line and blocks of `text` as they begin."""
    for token in _all_tokens(tokens):
        is_text = token.type == "code_inline" or token.info.strip() == "text"
        if token.type in ("fence", "code_block", "code_inline"):
            direction = (is_text and first_direction(token.content)) or "ltr"
            if direction == "rtl":
                token.attrSet("lang", likely_language(token.content))
            token.attrSet("dir", direction)


def _name_headings(tokens: list[Token]) -> None:
    """Give each heading the id that its words make, as other Markdown readers do: lower case, spaces as hyphens."""
    taken: Counter[str] = Counter()
    for heading, inline in pairwise(tokens):
        if heading.type == "heading_open":
            name = "-".join(_HEADING_WORD.findall(_plain_words(inline).lower())) or "section"
            taken[name] += 1
            heading.attrSet("id", name if taken[name] == 1 else f"{name}-{taken[name]}")


def _plain_words(inline: Token) -> str:
    return " ".join(child.content for child in inline.children or () if child.type in ("text", "code_inline"))


_BIDI_REFERENCE = re.compile("&#(?:x0*20(?:2[a-e]|6[6-9])|0*82(?:3[4-8]|9[4-7]));", re.IGNORECASE)
"""U+202A to U+202E and U+2066 to U+2069 by their numbers (CommonMark 0.31, section 2.5)."""
_SCROLLED = re.compile(r'<pre><code(?: lang="[a-z]+")? dir="[lr]t[lr]"|</?table>')
_HEADING_WORD = re.compile(r"[^\W_]+(?:[-_][^\W_]+)*")
_CLASS_OF_ALIGNMENT = {"text-align:center": "align-center", "text-align:right": "align-end"}
_ALL_STEPS: tuple[TokenStep, ...] = (_align_cells, _lower_headings, _direct_code, _link_pictures_elsewhere)
_NOTE_STEPS: tuple[TokenStep, ...] = (*_ALL_STEPS, _mark_links_of_note)
_PAGE_STEPS: tuple[TokenStep, ...] = (*_ALL_STEPS, _mark_links_of_page, _name_headings)


class _StrictMarkdown(MarkdownIt):
    """Lets only addresses through that `model/urls.py` allows; a link to any other stays text."""

    def __init__(self) -> None:
        super().__init__("commonmark", {"html": False, "maxNesting": NESTING_LIMIT})
        self.written: dict[str, str] = {}
        """The addresses of the text that was parsed last, as they were written, by what became of them."""

    def normalizeLink(self, url: str) -> str:  # noqa: N802 - the library's name
        normal = super().normalizeLink(url)
        self.written[normal] = url
        return normal

    def validateLink(self, url: str) -> bool:  # noqa: N802 - the library's name
        return is_safe_address(url)


class _SeeingMarkdown(MarkdownIt):
    """Lets every address through: it shows what was written, nothing of it is published."""

    def validateLink(self, url: str) -> bool:  # noqa: N802, ARG002 - the library's name and argument
        return True


@cache
def _parser() -> _StrictMarkdown:
    parser = _StrictMarkdown()
    parser.enable("table")
    return parser


@cache
def _seeing_parser() -> MarkdownIt:
    return _SeeingMarkdown("commonmark", {"html": True, "maxNesting": NESTING_LIMIT})


def _all_tokens(tokens: Iterable[Token]) -> Iterable[Token]:
    for token in tokens:
        yield token
        yield from token.children or ()


def _report_depth(tokens: list[Token], wording: Wording, report: Report) -> None:
    places = _TextPositions(wording)
    for block in tokens:
        for token in (block, *(block.children or ())):
            if token.level >= NESTING_LIMIT - 1:
                report.error(
                    "too-nested",
                    f"quotes, lists and emphasis are nested more than {NESTING_LIMIT} deep; text beyond that would be"
                    " lost",
                    wording.place_of(places.find("", block)),
                    help="make the text flatter: fewer quotes in quotes and lists in lists",
                )
                return


def _may_hold_what_is_refused(source: str) -> bool:
    """Tell whether raw HTML and addresses must be looked for, which needs a second parser that lets all through."""
    return "<" in source or "]:" in source or source.count("](") != len(_HARMLESS_LINK.findall(source))


def _report_references(wording: Wording, report: Report) -> None:
    """Warn of numbers of characters (`&#8238;`) that turn the direction, as the characters themselves are warned of."""
    for found in _BIDI_REFERENCE.finditer(wording.value):
        report.warn(
            "bidi-control",
            f"`{found[0]}` makes a character that turns the direction of what follows",
            wording.place_of(found.start()),
            found=found[0],
            help="delete it; the direction follows from the language",
        )


class _TextPositions:
    """Finds pieces of a text in it, in their order."""

    def __init__(self, wording: Wording) -> None:
        self._text = wording.value
        self._starts = [0, *(found.end() for found in re.finditer("\n", self._text))]
        self._searched = 0

    def find(self, words: str, block: Token) -> int:
        """Return the offset of words of a block: of the next such words in it, else of any, else of the block."""
        first, end = block.map or (0, len(self._starts))
        start = self._starts[min(first, len(self._starts) - 1)]
        stop = self._starts[end] if end < len(self._starts) else len(self._text)
        found = self._text.find(words, max(start, self._searched), stop)
        self._searched = max(self._searched, found + 1)
        if found >= 0:
            return found
        anywhere = self._text.find(words)
        return anywhere if anywhere >= 0 else start


def _report_addresses(tokens: list[Token], wording: Wording, report: Report) -> None:
    places = _TextPositions(wording)
    for block in tokens:
        for token in block.children or ():
            address = str(token.attrs.get("href") or token.attrs.get("src") or "")
            if address and not is_safe_address(address):
                report.error(
                    "unsafe-url",
                    f"this address is not allowed in a link: {address}",
                    wording.place_of(places.find(address, block)),
                    found=address,
                    help="write an address that begins with https://, http:// or mailto:, or a path within the site",
                )


def _report_raw_html(tokens: list[Token], wording: Wording, report: Report) -> None:
    """Warn of HTML, once a line: what closes an element is told with what opens it."""
    places, told = _TextPositions(wording), set[int]()
    for block in tokens:
        for token in (block, *(block.children or ())):
            if token.type not in ("html_inline", "html_block"):
                continue
            first_line = token.content.strip().split("\n")[0]
            offset = places.find(first_line, block)
            line = wording.value.count("\n", 0, offset)
            if line in told or (told and first_line.startswith("</")):
                continue
            told.add(line)
            report.warn(
                "raw-html",
                f"raw HTML is not allowed in notes and is shown as text: {first_line}",
                wording.place_of(offset),
                found=first_line,
                help="use Markdown instead, or write &lt; for a < that is meant as such",
            )
