"""Numbers in digits and in words: their values, and where they end."""

import re
from dataclasses import dataclass
from typing import Final

from sitegen.model.text import Span
from sitegen.workbench.drafting.sentences import Sentence
from sitegen.workbench.drafting.word_lists import WordLists, word_key_of_list


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number in an article."""

    span: Span
    end: int
    """The index of the word behind it."""
    value: float
    is_in_digits: bool


def read_numeral(sentence: Sentence, at: int, lists: WordLists) -> Numeral | None:
    """Return the number that begins with a word of a sentence; None where none does."""
    reading = _NumeralReading(sentence, lists, at)
    while reading.take():
        pass
    if reading.end == at:
        return None
    start = reading.start if reading.start is not None else sentence.words[at].span.start
    end = max(reading.last, sentence.words[reading.end - 1].span.end)
    return Numeral(Span(start, end), reading.end, reading.total + (reading.group or 0), reading.start is not None)


class _NumeralReading:
    """A number that is being read, word by word."""

    def __init__(self, sentence: Sentence, lists: WordLists, at: int) -> None:
        self._sentence = sentence
        self._lists = lists
        self._at = at
        self.end = at
        self.total: float = 0
        self.group: float | None = None
        """The part that a scale may still multiply: five hundred in five hundred thousand."""
        self.start: int | None = None
        """Where digits begin."""
        self.last = 0

    def take(self) -> bool:
        """Take the next words into the number; False where they are none of it."""
        if self.end >= len(self._sentence.words) or (self.end > self._at and not self._is_joined()):
            return False
        return self._take_digits() or self._take_scale() or self._take_word()

    def _is_joined(self) -> bool:
        return self._sentence.between(self.end).strip() in ("", "-", "\u2011")

    def _take_digits(self) -> bool:
        if self.end > self._at:
            return False
        word = self._sentence.words[self.end]
        found = find_digits(self._sentence.text, word.span, self._lists.language)
        if not found:
            return False
        self.start, self.last = found.start(), found.end()
        self.group = value_of_digits(found[0])
        self.end = max(self.end + 1, self._sentence.index_at(found.end()))
        return True

    def _take_scale(self) -> bool:
        whole = self._sentence.match(self._lists["whole scales"], self.end) if self._may_begin_part() else None
        if whole and not (self.group and self._next_is_unlinked()):
            self.total += (self.group or 0) + float(whole[1])
            self.group = None
            self.end += whole[0]
            return True
        joined = self.end > self._at and self._has_conjunction(self.end)
        scale = self._sentence.match(self._lists["scales"], self.end)
        if not scale or (self.group is None and self.end > self._at and not joined):
            return False
        self.total += (1 if self.group is None or joined else self.group) * float(scale[1])
        self.total += self.group if joined and self.group else 0
        self.group = None
        self.end += scale[0]
        return True

    def _next_is_unlinked(self) -> bool:
        return self.end > self._at and not self._has_conjunction(self.end)

    def _may_begin_part(self) -> bool:
        return self.end == self._at or self._has_conjunction(self.end)

    def _take_word(self) -> bool:
        if self.start is not None and self.group is not None and self.total == 0:
            return False
        fraction = self._sentence.match(self._lists["fractions"], self.end) if self.total else None
        if fraction:
            self.total += float(fraction[1]) * self._last_scale()
            self.end += fraction[0]
            return True
        found = self._sentence.match(self._lists["numbers"], self.end)
        linked = self._lists.language not in ("ar", "he") or self._may_begin_part()
        if not found or not linked:
            return False
        value = float(found[1])
        if value == _HUNDRED and self.group and self.group < _HUNDRED and not self._has_conjunction(self.end):
            self.group *= value
        elif self.group is not None and not _may_follow(self.group, value):
            return False
        else:
            self.group = (self.group or 0) + value
        self.end += found[0]
        return True

    def _last_scale(self) -> float:
        scale = 1.0
        while self.total % (scale * 1000) == 0:
            scale *= 1000
        return scale

    def _has_conjunction(self, index: int) -> bool:
        key = self._sentence.words[index].key
        return key[:1] in ("و", "ו") and len(key) > 1


def find_digits(text: str, word: Span, language: str) -> re.Match[str] | None:
    """Return the digits with which a word begins, or that stand behind its proclitics, with their separators."""
    prefix = _PREFIX.get(language, "")
    lead = re.compile(f"{prefix}(?=\\d)").match(text, word.start, word.end)
    if not lead or _goes_before(text, word.start, language):
        return None
    found = _DIGITS.match(text, lead.end())
    if not found or text[found.end() : found.end() + 1] in _JOINING_BEHIND:
        return None
    return found if found.end() >= word.end or text[found.end() : word.end] in _ERAS else None


def _goes_before(text: str, start: int, language: str) -> bool:
    """Tell whether the sign before a word makes its digits part of something else: COVID-19, 5.6; but ב-15."""
    before = text[max(0, start - 1) : start]
    if before in (".", ",") and text[max(0, start - 2) : start - 1].isdecimal():
        return True
    is_prefix = language == "he" and before in ("-", "\u05be") and bool(_HEBREW_PREFIX.search(text[:start]))
    return before in _JOINING and not is_prefix


def value_of_digits(written: str) -> float:
    """Return the value: a comma or full stop before three last digits parts thousands, if it is no decimal sign."""
    plain = word_key_of_list(written).replace("\u066c", ",").replace("\u066b", ".")
    plain = "".join(str(int(character)) if character.isdecimal() else character for character in plain)
    parts = re.split(r"[.,\u066b\u066c]", plain)
    if len(parts) == 1:
        return float(plain)
    is_thousands = all(len(part) == _GROUP for part in parts[1:]) and len(parts[0]) <= _GROUP
    if is_thousands and ("," in plain or "\u066c" in plain or len(parts) > _TWO) and parts[0] != "0":
        return float("".join(parts))
    return float("".join(parts[:-1]) + "." + parts[-1])


def _may_follow(group: float, value: float) -> bool:
    """Tell whether a number word goes on with the group: behind twenty comes a unit, behind hundred what is less."""
    smallest = next((power for power in (100, 10, 1) if group % power == 0), 1)
    if value < 10:  # noqa: PLR2004 - a unit stands before tens in Arabic and behind them in English
        return group % 10 == 0
    return value < smallest or (group < 10 and value < _HUNDRED) or (group % _HUNDRED < 10 and value < _HUNDRED)  # noqa: PLR2004


_HUNDRED: Final = 100
_GROUP: Final = 3
_TWO: Final = 2
_DIGITS: Final = re.compile(r"\d+(?:[.,\u066b\u066c]\d+)*")
_PREFIX: Final = {"ar": "[وفبلك]{0,2}\u0640?", "he": "[ובלמהש]{0,2}"}
"""What may be written together with digits: و60."""
_JOINING: Final = ("-", "\u2011", "/", ":", "_", "#", "\u2013")
_ERAS: Final = ("هـ", "م", "ه")
"""Letters that stand for an era right behind a year."""
_HEBREW_PREFIX: Final = re.compile(r"(?<!\w)[ובכלמהש]{1,2}[-\u05be]\Z")
_JOINING_BEHIND: Final = ("/", ":", "_")
