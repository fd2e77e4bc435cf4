"""A text as HTML, each run of the other direction in an element of its own (R22, R27 of the rules for pages).

`escape_text` and `mark_html` do what markupsafe does, but make no object where none is needed: pages are
full of words that hold nothing to escape.
"""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterator
from functools import lru_cache, partial
from html import unescape
from itertools import pairwise
from typing import Final

from markupsafe import Markup, escape

from sitegen.language.tags import direction
from sitegen.model.text import Span

mark_html: Final[Callable[[str], Markup]] = partial(str.__new__, Markup)
"""Makes HTML of a string that is HTML: of words of ours, or escaped ones."""

_MUST_BE_ESCAPED: Final = re.compile("[&<>\"']").search


def escape_text(text: str) -> str:
    """Return a text escaped. To look first is cheaper than to escape: most words hold nothing to escape."""
    return escape(text) if _MUST_BE_ESCAPED(text) else text


_LEFT = r"A-Za-z\u00AA\u00BA\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u024F\u0370-\u052F\u1E00-\u1FFF"
_ARABIC = (
    r"\u0620-\u065F\u066E-\u06D3\u06D5-\u06DC\u06DF-\u06E8\u06EA-\u06EF\u06FA-\u06FF"
    r"\u0750-\u077F\u0870-\u08FF\uFB50-\uFDFF\uFE70-\uFEFC"
)
_HEBREW = r"\u0590-\u05FF\uFB1D-\uFB4F"
_RIGHT = _ARABIC + _HEBREW + r"\u0700-\u074F\u0780-\u086F"
_JOINT = r"[\s\d.,:;/@&+#_'’\-–()]*"
"""What may stand inside a run without ending it: several words, an address, a name with initials."""
_TIGHT_JOINT = r"[\d.,:;/@&+#_'’\-–()$€£¥%°=~*?!|·×²³]*"
"""What may stand inside a word of a run, as in US$5m and in an address with a query."""
_RIGHT_JOINT = r"[\s\d.,:;/@&+#_'’\-–()،؛؟٪٫٬…«»“”!]*"
"""What may stand inside a run of Arabic or Hebrew: the signs of its own sentences too."""

_PATH = r"""(?:[^\s<>"'«»“”‘’()،؛؟]|\([^\s()]*\))*(?<![.,:;!?…])"""
_ADDRESS = rf"(?:[A-Za-z][A-Za-z\d+.-]{{1,20}}://|www\.){_PATH}|(?<![@.\w-])(?:[A-Za-z\d-]+\.)+[A-Za-z]{{2,}}/{_PATH}"
"""An address with letters of any script; behind it stands no sentence's end."""
_MAIL_ADDRESS = r"[A-Za-z\d][A-Za-z\d.+_-]{0,63}@[A-Za-z\d-]+(?:\.[A-Za-z\d-]+)+"
_HANDLE = r"(?<![A-Za-z\d])@(?=[\d_]*[A-Za-z])[A-Za-z\d_]+(?:[.@-][A-Za-z\d_]+)*"
_HASHTAG = rf"\#(?=[\d_]*[{_LEFT}])\w+"
"""One that begins with an Arabic letter is read from the right."""
_BETWEEN_DIGITS = r"[ \u00A0\u2009\u202F./\-–]"
_PHONE_NUMBER = (
    rf"(?<![A-Za-z\d+])(?=\(?\+?(?:\d(?:{_BETWEEN_DIGITS}|[()]){{0,2}}){{6}}\d)"
    r"(?:\(\+\d{1,4}\)|\+\d|(?<!\w)(?<!\d[.,:/٫٬-])[0٠۰]{2}[1-9١-٩۱-۹])"
    rf"(?:{_BETWEEN_DIGITS}?(?:\d|\(\d{{1,5}}\)(?={_BETWEEN_DIGITS}?\d)))*"
)
"""A number that begins with + or 00 and has seven digits or more. Others with spaces may be several numbers."""
_HYPHENATED_NUMBER = r"(?<!\d)\d+(?:-\d+)+"
"""Among right-to-left letters numbers with hyphens change places,"""
_SIGNED_NUMBER = r"(?<!\w)[-+−]\d[\d.,]*"
"""and a sign goes to the number's other side."""

_WORD_UNIT = f"{_ADDRESS}|{_MAIL_ADDRESS}|{_HANDLE}|{_HASHTAG}"
_NUMBER_UNIT = f"{_PHONE_NUMBER}|{_HYPHENATED_NUMBER}"
_UNIT: Final = re.compile(f"{_WORD_UNIT}|{_NUMBER_UNIT}")
_MAY_HOLD_UNIT: Final = re.compile(r"[@#+]|://|www\.|[A-Za-z]/|\d-\d|[0٠۰]{2}[1-9١-٩۱-۹]")
"""Something that every unit has, and most articles do not."""

_FOREIGN_RUN: Final = {
    "rtl": re.compile(
        f"(?:{_WORD_UNIT}|[{_LEFT}])"
        f"(?:[{_LEFT}\\d\u0300-\u036f]|{_JOINT}(?:{_ADDRESS}|[{_LEFT}\\d])|{_TIGHT_JOINT}[{_LEFT}\\d])*"
        f"|(?P<number>{_NUMBER_UNIT}|{_SIGNED_NUMBER})"
    ),
    "ltr": re.compile(f"[{_RIGHT}](?:[{_RIGHT}\\d]|{_RIGHT_JOINT}[{_RIGHT}\\d])*|(?P<number>(?!))"),
}
"""A run from its first letter to its last letter or digit; a `number` is whole."""
_SIGNS_BEFORE: Final = frozenset("@#$€£¥°~_")
_ONLY_BEFORE_OTHERS: Final = frozenset("+-−./,:–%²³")
"""Between digits and signs before a word; they begin one themselves in -5, .NET, /etc and --help alone."""
_SIGNS_BEHIND: Final = {"rtl": frozenset("+#°%*™®©$€£¥_²³′″=~"), "ltr": frozenset("+#°%*™®©$€£¥_²³′″=~؟٪؛،")}
_COUNTERPARTS: Final = {")": "(", "]": "[", "»": "«", "”": "“"}
_OPENED: Final = frozenset(_COUNTERPARTS.values())
_AROUND_PIECES: Final = " \n\t\u00a0.,:;-–'’،؛"
_BRACKET: Final = re.compile(r"[()\[\]«»“”]")
_HARMLESS = rf"{_ARABIC}{_HEBREW} \n.,:;!?()\[\]،؛؟«»…–—-"
"""No run among right-to-left letters begins with one of these, but for signs, and behind them comes a digit."""
_MAY_BEGIN_RUN: Final = {"rtl": re.compile(f"[^{_HARMLESS}]"), "ltr": re.compile(f"[{_RIGHT}]")}
"""A character that every run has: most texts have none, and looking for one is quick."""
_MAY_CHANGE: Final = {"rtl": _MAY_BEGIN_RUN["rtl"], "ltr": re.compile(f"[{_RIGHT}<>&'\"]")}
"""A character that every text of an HTML has that does not stay as it is when its runs are isolated."""

_PARAGRAPH: Final = re.compile(r"<p>([^<]*)</p>\n?")
"""A paragraph without other elements, as most are."""
_TAG: Final = re.compile(r"(<[^>]*>)")
_CODE_TAG: Final = re.compile(r'<(?:(?:pre|code)\b[^>]*\bdir="(?P<direction>rtl|ltr)"|/code>)')
_LANGUAGE_OF_BASE: Final = {"ltr": "en", "rtl": "ar"}
"""Any language of the direction does: only the direction is asked of it."""


def isolate_runs(text: str, language: str) -> Markup:
    """Return a line as HTML in which each run of the other direction stands tightly in `bdi`.

    A run in the script of Arabic or Hebrew within a text of another script also says which language it is in, since
    fonts and readings are chosen by it: the most likely one, as nobody told.
    """
    if not _search_for(language)(text):
        return mark_html(escape_text(text)) if type(text) is str else escape(text)
    pieces, done = [], 0
    for run in _foreign_runs(text, direction(language)):
        run_language = likely_language(run.of(text))
        opened = f'<bdi lang="{run_language}" dir="rtl">' if run_language else '<bdi dir="ltr">'
        pieces += [escape(text[done : run.start]), f"{opened}{escape(run.of(text))}</bdi>"]
        done = run.end
    return mark_html("".join([*pieces, escape(text[done:])]))


@lru_cache(maxsize=4096)
def isolate_html(html: str, language: str) -> Markup:
    """Return HTML made from Markdown with the runs of the other direction in its text isolated.

    In code, whose language nobody knows, they are those of the other direction than its own, line by line.
    """
    may_change = _MAY_CHANGE[direction(language)].search
    paragraph = _PARAGRAPH.fullmatch(html)
    if paragraph and not may_change(html, *paragraph.span(1)):
        return mark_html(html)
    pieces: list[str] = []
    base = ""
    holds_code = "<code" in html or "<pre" in html
    for part in _TAG.split(html):
        if part.startswith("<"):
            code = _CODE_TAG.match(part) if holds_code else None
            base = base if code is None else code["direction"] or ""
            pieces.append(part)
        elif base:
            lines = unescape(part).split("\n")
            pieces.append("\n".join(isolate_runs(line, _LANGUAGE_OF_BASE[base]) for line in lines))
        else:
            pieces.append(isolate_runs(unescape(part), language) if may_change(part) else part)
    return mark_html("".join(pieces))


def find_units(text: str, language: str) -> tuple[Span, ...]:
    """Return the units that are read from the left as a whole in a text whose language is written from the right.

    That is phone numbers, numbers with hyphens, handles, addresses and mail addresses, hashtags in Latin letters. None
    begins or ends inside a word.
    """
    if direction(language) == "ltr" or not _MAY_HOLD_UNIT.search(text):
        return ()
    found = (Span(*unit.span()) for unit in _UNIT.finditer(text))
    return tuple(unit for unit in found if not (_is_in_word(text, unit.start) or _is_in_word(text, unit.end)))


def likely_language(run: str) -> str:
    """Return the language that right-to-left letters are most likely in, as nobody told; empty where there are none."""
    if re.search(f"[{_HEBREW}]", run):
        return "he"
    return "ar" if re.search(f"[{_RIGHT}]", run) else ""


@lru_cache(maxsize=256)
def _search_for(language: str) -> Callable[[str], object]:
    """Return the test whether a text of this language may hold a run of the other direction."""
    return _MAY_BEGIN_RUN[direction(language)].search


def _foreign_runs(text: str, base: str) -> Iterator[Span]:
    """Yield the runs of the other direction than `base` with the digits and signs that are written to them."""
    run, signs = Span(0, 0), _SIGNS_BEHIND[base]
    for found in _FOREIGN_RUN[base].finditer(text):
        start, end = found.span()
        if not found["number"]:
            start, end = _start_with_signs(text, start, after=run.end), _end_with_signs(text, found.span(), signs)
        if start == run.end and run:
            start = run.start
        elif run:
            yield from _with_counterparts(text, run, signs)
        run = Span(start, end)
    if run:
        yield from _with_counterparts(text, run, signs)


def _start_with_signs(text: str, letter: int, *, after: int) -> int:
    """Return the start of the digits and signs that stand before a letter without a space."""
    start = letter
    while start > after and (text[start - 1].isdecimal() or text[start - 1] in _SIGNS_BEFORE | _ONLY_BEFORE_OTHERS):
        start -= 1
    while start < letter and not _may_begin(text, start):
        start += 1
    return start


def _may_begin(text: str, offset: int) -> bool:
    """Tell whether a run may begin at a digit or sign: a dash or a full stop is more often the sentence's."""
    sign, following = text[offset], text[offset + 1 : offset + 2]
    if sign.isdecimal() or sign in _SIGNS_BEFORE:
        return True
    if offset and not text[offset - 1].isspace() and text[offset - 1] not in _OPENED:
        return False
    if sign in "./":
        return following.isalnum()
    return sign in "+-−" and (following.isdecimal() or sign == following == "-")


def _end_with_signs(text: str, run: tuple[int, int], signs: Collection[str]) -> int:
    """Return the end of the signs that stand behind a run without a space; none are its own where a word goes on."""
    start, end = run
    last = end
    while last < len(text) and text[last] in signs:
        last += 1
    if text[last : last + 1] == "/" and not {".", "/"}.isdisjoint(text[start:end].rpartition(" ")[2]):
        last += 1
    return end if last < len(text) and text[last].isalnum() else last


def _with_counterparts(text: str, run: Span, signs: Collection[str]) -> Iterator[Span]:
    """Yield a run so that no bracket or quotation mark stands in it without its counterpart.

    One that stands right beside the run is taken in; where it stands elsewhere the run is cut.
    """
    if not _BRACKET.search(text, run.start, run.end):
        yield run
        return
    start, end = run.start, run.end
    opened, lonely = list[int](), list[int]()
    for bracket in _BRACKET.finditer(text, start, end):
        counterpart = _COUNTERPARTS.get(bracket[0])
        if counterpart is None:
            opened.append(bracket.start())
        elif opened and text[opened[-1]] == counterpart:
            opened.pop()
        elif start and text[start - 1] == counterpart:
            start -= 1
        else:
            lonely.append(bracket.start())
    while opened and _COUNTERPARTS.get(text[end : end + 1]) == text[opened[-1]]:
        opened.pop()
        end += 1
    if end > run.end:
        end = _end_with_signs(text, (start, end), signs)
    borders = [start - 1, *sorted([*lonely, *opened]), end]
    for before, after in pairwise(borders):
        piece = text[before + 1 : after]
        bare = piece.strip(_AROUND_PIECES)
        if bare:
            first = before + 1 + piece.index(bare)
            yield Span(first, first + len(bare))


def _is_in_word(text: str, offset: int) -> bool:
    return 0 < offset < len(text) and _is_of_word(text[offset - 1]) and _is_of_word(text[offset])


def _is_of_word(character: str) -> bool:
    return unicodedata.category(character)[0] in "LMN" or character in "ـ\u200c\u200d"
