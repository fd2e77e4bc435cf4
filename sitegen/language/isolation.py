"""Runs of the other direction in a text, each put into an element of its own (R22, R27 of the rules for pages)."""

import re
from collections.abc import Callable
from functools import lru_cache
from html import unescape
from typing import Final

from markupsafe import Markup, escape

from sitegen.language.direction import direction
from sitegen.language.html_text import escape_text, mark_html

_LEFT = r"A-Za-z\u00AA\u00BA\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u024F\u0370-\u052F\u1E00-\u1FFF"
_ARABIC = (
    r"\u0620-\u065F\u066E-\u06D3\u06D5-\u06DC\u06DF-\u06E8\u06EA-\u06EF\u06FA-\u06FF"
    r"\u0750-\u077F\u0870-\u08FF\uFB50-\uFDFF\uFE70-\uFEFC"
)
_HEBREW = r"\u0590-\u05FF\uFB1D-\uFB4F"
_RIGHT = _ARABIC + _HEBREW + r"\u0700-\u074F\u0780-\u086F"
_JOINT = r"[\s\d.,:;/@&+#_'’\-–()]*"
"""What may stand inside a run without ending it: several words, an address, a name with initials."""

_TURNED_NUMBER = r"(?<!\w)[-+−]\d[\d.,]*|\d+(?:-\d+)+"
"""Among right-to-left letters a sign goes to the number's other side, and numbers with hyphens change places."""

_FOREIGN_RUN: Final = {
    "rtl": re.compile(f"[{_LEFT}](?:[{_LEFT}\\d]|{_JOINT}[{_LEFT}\\d])*|{_TURNED_NUMBER}"),
    "ltr": re.compile(f"[{_RIGHT}](?:[{_RIGHT}\\d]|{_JOINT}[{_RIGHT}\\d])*"),
}
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
    for run in _FOREIGN_RUN[direction(language)].finditer(text):
        pieces += [escape(text[done : run.start()]), _isolated(run.group())]
        done = run.end()
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


def likely_language(run: str) -> str:
    """Return the language that right-to-left letters are most likely in, as nobody told; empty where there are none."""
    if re.search(f"[{_HEBREW}]", run):
        return "he"
    return "ar" if re.search(f"[{_RIGHT}]", run) else ""


@lru_cache(maxsize=256)
def _search_for(language: str) -> Callable[[str], object]:
    """Return what tells whether a text of this language may hold a run of the other direction."""
    return _MAY_BEGIN_RUN[direction(language)].search


def _isolated(run: str) -> Markup:
    language = likely_language(run)
    opened = f'<bdi lang="{language}" dir="rtl">' if language else '<bdi dir="ltr">'
    return mark_html(f"{opened}{escape(run)}</bdi>")
