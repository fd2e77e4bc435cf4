"""How an article came: lines of an agency before its title, lines that a page of fixed width broke."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from sitegen.language.scripts import holds_script_of
from sitegen.model.text import BLANK, Span

MOST_AGENCY_LINES: Final = 8
"""Lines before a title: agencies write two to four."""
LONGEST_TITLE: Final = 160
"""Characters: a longer block is a paragraph."""
FEWEST_BREAKS: Final = 4
"""Breaks within paragraphs that tell of a page's width; fewer come about by chance."""
NARROWEST: Final = 30
"""Characters of the longest lines: shorter ones are verses, lists or captions."""


def guess_title(blocks: Sequence[str], language: str) -> int:
    """Return which block is most likely the title, from 0: the first that an agency did not write for its desks.

    Those lines hold no letter of the article's script, or capitals and digits alone, or codes among which letters stand
    singly (`4 ع 0288`), or keywords that slashes join to one (`اقتصاد/موانئ`). A headline may be in capitals
    too: it is the last such line where a paragraph follows.
    """
    for index, block in enumerate(blocks[: MOST_AGENCY_LINES + 1]):
        if _is_agency_line(block, language):
            continue
        is_paragraph = len(block) > LONGEST_TITLE or _FINISHED.search(block)
        return index - 1 if index and is_paragraph and _is_headline_in_capitals(blocks[index - 1]) else index
    return 0


def is_hard_wrapped(text: str, lines: Sequence[Span]) -> bool:
    """Tell whether most line ends of a text were set by a page's width: each line is as full as the next word allows.

    `lines` are those that are not empty. Verses and lists are none: they are short, lack the marks of sentences within
    their lines and at their ends, or begin each line with a capital.
    """
    pairs = [(one, two) for one, two in pairwise(lines) if text.count("\n", one.end, two.start) == 1]
    if len(pairs) < FEWEST_BREAKS:
        return False
    lengths = sorted(len(one) for one, _ in pairs)
    width = lengths[len(lengths) * 9 // 10]
    if width < NARROWEST or lengths[-1] > width * 1.3:
        return False
    broken = [(one.of(text), two.of(text)) for one, two in pairs]
    full = sum(len(one) + 1 + len(two.split(maxsplit=1)[0]) > width * 0.9 for one, two in broken)
    unfinished = sum(not _FINISHED.search(one) for one, _ in broken)
    with_marks = sum(bool(_MARK_WITHIN.search(one)) for one, _ in broken)
    capitals = sum(two.lstrip()[:1].isupper() for _, two in broken)
    many = len(pairs) * 2 / 3
    if full < many or unfinished < len(pairs) * 0.6 or with_marks * 8 < len(pairs) or capitals * 2 > len(pairs):
        return False
    ends = [lines[index].of(text) for index in _ends_of_runs(text, lines)]
    return sum(bool(_SENTENCE_END.search(end)) for end in ends) * 2 >= len(ends)


def _is_agency_line(block: str, language: str) -> bool:
    is_keywords = len(block.split()) == 1 and bool(_JOINED_KEYWORDS.fullmatch(block.strip()))
    return is_keywords or not holds_script_of(block, language) or _is_in_capitals(block) or _is_coded(block)


def _is_coded(block: str) -> bool:
    """Tell whether two words hold numbers, and all others are signs, single letters or capitals."""
    words = block.split()
    numbered = sum(any(map(str.isdigit, word)) for word in words)
    return numbered > 1 and all(
        any(map(str.isdigit, word)) or sum(map(str.isalpha, word)) <= 1 or _is_in_capitals(word) for word in words
    )


def _is_in_capitals(block: str) -> bool:
    letters = [character for character in block if character.isalpha()]
    return bool(letters) and all(map(str.isupper, letters))


def _is_headline_in_capitals(block: str) -> bool:
    """Tell whether a line in capitals says something: words with spaces between them, and no numbers of its desk."""
    words = block.split()
    return _is_in_capitals(block) and len(words) >= FEWEST_WORDS and not any(map(str.isdigit, block))


FEWEST_WORDS: Final = 3
"""Words of a headline in capitals: shorter ones are an agency's keywords."""


def _ends_of_runs(text: str, lines: Sequence[Span]) -> list[int]:
    """Return the indexes of the lines behind which a paragraph of several lines ends."""
    follows = [text.count("\n", one.end, two.start) == 1 for one, two in pairwise(lines)]
    return [index for index, goes_on in enumerate([*follows, False]) if index and follows[index - 1] and not goes_on]


_JOINED_KEYWORDS: Final = re.compile(r"[^\W\d_]{2,}(?:-[^\W\d_]+)*(?:/[\w-]+)+|[^\W\d_]{2,}(?:[-_]\w+){2,}")
"""Words that slashes or several hyphens join, without a space."""
_CLOSING: Final = rf"[\"'”’»“)\]{BLANK}]*"
_FINISHED: Final = re.compile(rf"[.!?؟…۔。！？:؛;،,]{_CLOSING}$")
_SENTENCE_END: Final = re.compile(rf"[.!?؟…۔。！？:]{_CLOSING}$")
_MARK_WITHIN: Final = re.compile(r"\w[\"'”’»)\]]*[.!?؟…۔؛;،,:][\"'”’»)\]]*\s+\S")
