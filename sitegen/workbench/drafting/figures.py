"""Numbers that count something, with their units and what the article says of how exact they are."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from sitegen.model.text import Span
from sitegen.workbench.drafting.numerals import Numeral, read_numeral
from sitegen.workbench.drafting.proposals import ProposedFigure
from sitegen.workbench.drafting.sentences import Sentence
from sitegen.workbench.drafting.word_lists import PhraseList, WordLists


def find_figures(sentence: Sentence, lists: WordLists, dates: Iterable[Span]) -> Iterator[ProposedFigure]:
    """Yield the figures of a sentence; what dates cover is none."""
    taken = tuple(dates)
    at = 0
    while at < len(sentence.words):
        found = _find_at(sentence, at, lists)
        if found and not any(found.figure.span.overlaps(span) for span in taken):
            yield found.figure
        at = found.end if found else at + 1


@dataclass(frozen=True, slots=True)
class _FoundFigure:
    figure: ProposedFigure
    end: int


def _find_at(sentence: Sentence, at: int, lists: WordLists) -> _FoundFigure | None:
    vague = sentence.match(lists["vague numbers"], at)
    if vague:
        return _vague(sentence, at, at + vague[0], lists)
    dual = sentence.match(lists["duals"], at)
    if dual:
        span, modifier, note = _with_modifiers(sentence, (at, at + dual[0]), sentence.span_of(at, at + dual[0]), lists)
        why = f"a dual is the number {dual[1]}{note}"
        unit = sentence.span_of(at, at + dual[0]).of(sentence.text)
        amounts = (float(dual[1]),)
        return _FoundFigure(
            ProposedFigure(span=span, amounts=amounts, unit=unit, modifier=modifier, why=why), at + dual[0]
        )
    numeral = read_numeral(sentence, at, lists)
    is_one = numeral is not None and numeral.value <= 1 and not numeral.is_in_digits
    if numeral is None or is_one or sentence.listed(lists["no figure behind"], at - 1):
        return None
    return _counted(sentence, at, numeral, lists)


def _vague(sentence: Sentence, at: int, end: int, lists: WordLists) -> _FoundFigure:
    end_of_unit = _end_of_unit(sentence, end, lists)
    unit = sentence.span_of(end, end_of_unit).of(sentence.text) if end_of_unit > end else ""
    why = f"“{sentence.span_of(at, end).of(sentence.text)}” is a number that nobody counted"
    span = sentence.span_of(at, end_of_unit)
    return _FoundFigure(ProposedFigure(span=span, amounts=(), unit=unit, modifier="vague", why=why), end_of_unit)


def _counted(sentence: Sentence, at: int, numeral: Numeral, lists: WordLists) -> _FoundFigure | None:
    """Return a number with what it counts; None where it seems to count nothing."""
    amounts: tuple[float, ...] = (numeral.value,)
    last, end = numeral.span, numeral.end
    following = _second_of_range(sentence, at, numeral, lists)
    if following:
        first = numeral.value * _shared_scale(numeral.value, following.value)
        amounts, last, end = (first, following.value), following.span, following.end
    unit, end_offset, end = _unit_behind(sentence, last, end, lists)
    if not unit and not following and not _counts_alone(sentence, numeral):
        return None
    whole = Span(numeral.span.start, end_offset)
    span, modifier, note = _with_modifiers(sentence, (at, end), whole, lists)
    written = Span(numeral.span.start, last.end).of(sentence.text)
    counted = f"“{written}” counts “{unit}”" if unit else f"“{written}” is a number"
    if len(amounts) > 1 and amounts[0] >= amounts[1]:
        return None
    modifier = "" if following else modifier
    figure = ProposedFigure(span=span, amounts=amounts, unit=unit, modifier=modifier, why=counted + note)
    return _FoundFigure(figure, end)


def _second_of_range(sentence: Sentence, at: int, numeral: Numeral, lists: WordLists) -> Numeral | None:
    """Return the second number of a range: between 50 and 60, 50 to 60."""
    index = numeral.end
    if index >= len(sentence.words):
        return None
    if _is_behind(sentence, at, lists["between"]):
        joined = sentence.words[index].key[:1] in ("و", "ו")
        index += 0 if joined else 1
    elif sentence.match(lists["and"], index) and len(sentence.words[index].key) > 1:
        index += 1
    else:
        return None
    second = read_numeral(sentence, index, lists) if index < len(sentence.words) else None
    return second if second and second.value > numeral.value else None


def _shared_scale(first: float, second: float) -> float:
    """Return the scale that both numbers of a range share and the second one has: between 12 and 14 billion."""
    scale = 1.0
    while second / scale >= 1000 and second % (scale * 1000) == 0 and first * scale * 1000 < second:  # noqa: PLR2004 - scales go by thousands
        scale *= 1000
    return scale


def _is_behind(sentence: Sentence, at: int, phrases: PhraseList) -> bool:
    return any(
        (found := sentence.match(phrases, at - length)) is not None and found[0] == length for length in range(1, 3)
    )


def _unit_behind(sentence: Sentence, number: Span, end: int, lists: WordLists) -> tuple[str, int, int]:
    """Return the unit behind a number, the offset where it ends, and the index of the word behind it."""
    sign = sentence.text[number.end : number.end + 2].strip()[:1]
    if sign and sign in _SIGNS:
        return sign, sentence.text.index(sign, number.end) + 1, end
    before = sentence.text[max(0, number.start - 1) : number.start]
    percent = sentence.match(lists["percent"], end)
    if percent and sentence.between(end).isspace():
        last = end + percent[0]
        return sentence.span_of(end, last).of(sentence.text), sentence.words[last - 1].span.end, last
    end_of_unit = _end_of_unit(sentence, end, lists)
    if end_of_unit > end:
        return (
            sentence.span_of(end, end_of_unit).of(sentence.text),
            sentence.words[end_of_unit - 1].span.end,
            end_of_unit,
        )
    return (before if before in _CURRENCIES else ""), number.end, end


def _end_of_unit(sentence: Sentence, at: int, lists: WordLists) -> int:
    """Return the index behind the unit that begins at a word; `at` where none does."""
    if at >= len(sentence.words) or not sentence.between(at).isspace() or sentence.listed(lists["no units"], at):
        return at
    if any(map(str.isdigit, sentence.words[at].key)) or sentence.match(lists["behind numbers"], at):
        return at
    if lists.language == "ar" and sentence.words[at].key.startswith("و") and len(sentence.words[at].key) > _LONG:
        return at
    end = at + 1
    while end < len(sentence.words) and sentence.between(end).isspace() and sentence.keys[end] in lists["of a unit"]:
        end += 1
    return end


def _counts_alone(sentence: Sentence, numeral: Numeral) -> bool:
    """Tell whether a number without a unit counts something: it is in digits, large, and none of a year's."""
    is_year = _YEARS[0] <= numeral.value <= _YEARS[1] and "," not in numeral.span.of(sentence.text)
    before = sentence.text[max(0, numeral.span.start - 1) : numeral.span.start]
    behind = sentence.text[numeral.span.end : numeral.span.end + 1]
    return numeral.value >= _LEAST and not is_year and before != "(" and behind not in ("-", "\u2013")


def _with_modifiers(sentence: Sentence, words: tuple[int, int], whole: Span, lists: WordLists) -> tuple[Span, str, str]:
    """Return a number's span with what is said of its exactness, the modifier, and words on it for the reason."""
    first, end = words
    behind = sentence.match(lists["behind numbers"], end)
    if behind:
        whole = Span(whole.start, sentence.words[end + behind[0] - 1].span.end)
        return whole, behind[1], f", and “{sentence.span_of(end, end + behind[0]).of(sentence.text)}” follows"
    for length in range(_LONGEST_MODIFIER, 0, -1):
        found = sentence.match(lists["before numbers"], first - length)
        if found and found[0] == length:
            start, modifier = first - length, found[1]
            negation = _negation_before(sentence, start, lists) if modifier == "more_than" else None
            if negation is not None:
                modifier = "at_most"
                start = negation if start - negation <= _NEAR else start
            words_before = sentence.span_of(start, first).of(sentence.text)
            return Span(sentence.words[start].span.start, whole.end), modifier, f", behind “{words_before}”"
    return whole, "", ""


def _negation_before(sentence: Sentence, start: int, lists: WordLists) -> int | None:
    for index in range(start - 1, max(-1, start - 1 - _REACH), -1):
        if sentence.between(index + 1).strip() or sentence.keys[index] in lists["no units"]:
            return None
        if sentence.words[index].key in lists["negations"]:
            return index
    return None


_SIGNS: Final = ("%", "٪", "$", "€", "£")
_CURRENCIES: Final = ("$", "€", "£", "₪")
_LEAST: Final = 100
_YEARS: Final = (1200, 2100)
_LONG: Final = 3
_LONGEST_MODIFIER: Final = 4
"""Words of the longest phrase before a number."""
_REACH: Final = 7
"""Words between a negation and the phrase that it turns."""
_NEAR: Final = 3
"""Words from which on the negation is no part of the figure's words."""
