"""Quotes from an article that was edited since: which of its words may be theirs, and which text is nearest to them."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from typing import Final

from sitegen.language.common_words import days_and_months, is_function_word
from sitegen.language.folding import fold
from sitegen.language.words import is_of_word, spelling, split_words, word_end, word_key
from sitegen.model.project import Selector
from sitegen.model.text import Span
from sitegen.weaving.contexts import count_context_edits, filter_by_context, first_words, last_words, place_of
from sitegen.weaving.quotable import Quotable
from sitegen.weaving.string_search import Approximation, edit_distances, find_closest, settle_borders

SHORTEST_CLOSE: Final = 12
"""Folded characters that a quote needs to be found by likeness: shorter unrelated words are too often alike."""

FEWEST_WORDS_CLOSE: Final = 2
"""Words that it needs, for the same reason."""

EDITED_SHARE: Final = 4
"""One in so many characters of a quote or its context may be edited; the others must stand as they are."""

RESPELLED_SHARE: Final = 3
"""One in so many letters of a word may be edited; where more are, it is another word."""

LONGEST_WITHOUT_EXCHANGE: Final = 4
"""Letters of a word in which none may be another: Iran is not Iraq, nor رفض رفع."""

MOST_WORDS_SHORT: Final = 4
"""Words of a quote up to which none may have become another: what is left says too little."""

FEWEST_WORDS_BESIDE: Final = 3
"""Words of a longer quote that must stand, all of them, before or after a word that became another."""

FEWEST_WORDS_TO_BORDER: Final = 8
"""The same where that word is the quote's first or last: news say the same of one after the other."""

NEAR_SHARE: Final = 2
"""One in so many may differ in the nearest text that a message shows: beyond that it helps nobody."""

MOST_CLOSE: Final = 50
"""Where more places are equally close, the quote says too little to list them all."""

SHORTEST_BEGINNING: Final = 4
"""Folded characters of a quote's beginning that are worth showing where its end is not in the article."""


_QUANTIFIERS: Final = """
some many few several most all any each every both much other such عدة معظم جميع أغلب كثير عديد بضعة
همه برخی بعضی چند כל כמה רוב הרבה מעט
"""
"""They say how much of what is spoken of: beside function words, what may be exchanged in a quote that stays one."""

_NEGATIONS: Final = """
لا لم لن ليس ليست ليسوا لست لسنا غير عدم دون بدون ألا لئلا بلا نه نیست نیستند نبود هیچ هیچگاه هرگز
לא אין בלי ללא אינו אינה אינם אינן איננו מעולם no not never none nor neither without cannot t
ne pas non sans jamais nicht kein keine keinen keinem keiner nie niemals ohne nunca sin не нет ни без никогда değil yok
"""
"""With one of them more or less, the closest of words say the opposite; `t` is what the apostrophe of don't parts."""

_NUMBERS_IN_WORDS: Final = """
صفر واحد واحدة اثنان اثنين اثنا اثني ثلاثة ثلاث أربعة أربع خمسة خمس ستة ست سبعة سبع ثمانية ثماني تسعة تسع عشرة عشر
عشرون عشرين ثلاثون ثلاثين أربعون أربعين خمسون خمسين ستون ستين سبعون سبعين ثمانون ثمانين تسعون تسعين
مئة مائة مئات مئتان مئتين مئتي ألف ألفا ألفان ألفين ألفي آلاف مليون مليونا مليونان مليونين مليوني ملايين
مليار مليارا ملياران مليارين ملياري مليارات تريليون نصف ثلث ربع
دو سه چهار پنج شش هفت هشت ده بیست سی چهل پنجاه شصت هفتاد هشتاد نود صد هزار میلیون میلیارد تریلیون نیم
שניים שתיים שני שתי שלושה שלוש ארבעה ארבע חמישה חמש שישה שש שבעה שבע שמונה תשעה תשע עשרה עשר עשרים שלושים ארבעים
חמישים שישים שבעים שמונים תשעים מאה מאות אלף אלפים אלפי מיליון מיליוני מיליארד מיליארדי חצי
two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen
twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands million millions
billion billions trillion trillions dozen dozens half
"""
"""Another number is another thing, in words as in digits."""


_LANGUAGES_OF_DATES: Final = ("ar", "ar-LB", "en", "fa", "he")
"""Languages by whose days and months a quote is compared, whatever the article's: Arabic has two sets of months."""

_LATIN: Final = "en"
"""A language with whose function words others in Latin script are listed; they stand in articles of any language."""


@dataclass(frozen=True)
class EditedQuote:
    """A quote that the article does not hold."""

    selector: Selector
    quotable: Quotable

    @cached_property
    def close_spans(self) -> tuple[Span, ...]:
        """Return the places that take the fewest edits: of the quote at most a quarter, counted in whole words."""
        quote = self._quote
        if len(quote) < SHORTEST_CLOSE or len(quote.split()) < FEWEST_WORDS_CLOSE:
            return ()
        spans = dict.fromkeys(self._draw(place) for place in self._closest)
        return tuple(span for span in spans if span and self._count_edits(span) * EDITED_SHARE <= len(quote))

    @property
    def safe_spans(self) -> tuple[Span, ...]:
        """Return those of them that pass for the quote, so that it may be moved there.

        No number changed and no negation came or went; no word became another, but in a long quote one beside which the
        others stand; it crosses no paragraph break
        that the quote did not; and of a quote that says little, what stood around it stands there still.
        """
        return tuple(filter(self._may_be_quote, self.close_spans))

    @property
    def nearest(self) -> Span | None:
        """Return the text that is nearest to a quote, else the longest beginning of it that the text holds."""
        quote, folded = self._quote, self.quotable.folded
        near = (place for place in self._closest if place.edits * NEAR_SHARE <= len(quote))
        if (place := next(near, None)) and (span := self._draw(place)):
            return span
        lengths = range(1, len(quote) + 1)
        length = bisect_left(lengths, 1, key=lambda length: int(quote[:length] not in folded.text))
        if length < SHORTEST_BEGINNING:
            return None
        start = folded.text.index(quote[:length])
        return folded.span(start, word_end(folded.text, min(start + length + 1, len(folded.text))))

    @cached_property
    def _quote(self) -> str:
        return self.quotable.folded_quote(self.selector.exact.value)

    @cached_property
    def _plain(self) -> str:
        return self.quotable.with_plain_breaks(self.selector.exact.value)

    @cached_property
    def _closest(self) -> tuple[Approximation, ...]:
        return find_closest(self._quote, self.quotable.folded.text, most=MOST_CLOSE)

    def _draw(self, place: Approximation) -> Span | None:
        """Return the place in the seed's text, in whole words, without paragraphs and signs that the quote lacks."""
        folded, quote = self.quotable.folded, self._quote
        borders = settle_borders(quote, folded.text, place, most_edits=len(quote) // EDITED_SHARE)
        kept = place_of(self._within_paragraphs(folded.span(*borders)), folded)
        start, end = kept.start, kept.end
        while start < end and _stands_too_much(quote[0], folded.text[start]):
            start += 1
        while start < end and _stands_too_much(quote[-1], folded.text[end - 1]):
            end -= 1
        return folded.span(start, end) if start < end else None

    def _within_paragraphs(self, span: Span) -> Span:
        """Return the longest part of a stretch that crosses no more paragraph breaks than the quote does."""
        paragraphs = self.quotable.paragraphs(span)
        count = self._plain.count("\n") + 1
        runs = zip(paragraphs, paragraphs[count - 1 :], strict=False)
        return max((Span(first.start, last.end) for first, last in runs), key=len, default=span)

    def _count_edits(self, span: Span) -> int:
        place, text = place_of(span, self.quotable.folded), self.quotable.folded.text
        *_, edits = edit_distances(self._quote, text[place.start : place.end], skipping=1)
        return edits

    def _may_be_quote(self, span: Span) -> bool:
        """Tell whether a close place may be the quote, edited."""
        old, new = _tokens(self._plain), _tokens(self.quotable.with_plain_breaks(span.of(self.quotable.text)))
        changes = _changes(old, new)
        if any(token.folded == "\n" for _, gained in changes for token in gained):
            return False
        lost, gained = _unmatched(changes)
        if any(token.is_number or token.is_of_date or token.is_negation for token in (*lost, *gained)):
            return False
        if any(_is_opposite(before.folded, after.folded) for before in lost for after in gained):
            return False
        if sum(any(map(is_of_word, piece)) for piece in self._quote.split()) <= MOST_WORDS_SHORT:
            is_whole = not lost or (not gained and not {0, len(old) - 1}.intersection(token.index for token in lost))
            return is_whole and self._stands_in_context(span)
        replaced = [token for token in lost if gained and _is_content_word(token, self.quotable.seed.language)]
        return not replaced or (
            all(_stands_beside(token, old, new) for token in replaced) and self._stands_in_context(span)
        )

    def _stands_in_context(self, span: Span) -> bool:
        """Tell whether prefix or suffix stands there, or both were edited a little; true where none is given."""
        prefix, suffix = (context.value if context else "" for context in (self.selector.prefix, self.selector.suffix))
        if not (prefix or suffix):
            return True
        place, folded, text = place_of(span, self.quotable.folded), self.quotable.folded, self.quotable.text
        alone = [part for part in ((prefix, ""), ("", suffix)) if any(part)]
        if any(filter_by_context((place,), folded, prefix=before, suffix=after) for before, after in alone):
            return True
        pairs = (prefix, last_words(text[: span.start], prefix)), (suffix, first_words(text[span.end :], suffix))
        if any(becomes_another(*pair, self.quotable.seed.language) for pair in pairs):
            return False
        edits, length = count_context_edits(place, folded, prefix=prefix, suffix=suffix)
        return edits * EDITED_SHARE <= length


def becomes_another(old: str, new: str, language: str) -> bool:
    """Tell whether a content word of a text is another word in a later version of it."""
    lost, gained = _unmatched(_changes(_tokens(old), _tokens(new)))
    return bool(gained) and any(_is_content_word(token, language) for token in lost)


@dataclass(frozen=True, slots=True)
class _Token:
    """A word, or a paragraph break."""

    index: int
    """Among all of its text."""
    spelling: str
    folded: str

    @property
    def is_number(self) -> bool:
        """Tell whether it is a number, in digits or words: another is another thing, however alike they look."""
        return any(map(str.isdigit, self.folded)) or _is_listed(self.folded, _FOLDED_NUMBERS, after="وفبكلוב")

    @property
    def is_of_date(self) -> bool:
        """Tell whether it is a day or a month: likewise."""
        key = word_key(self.spelling)
        return any(key in days_and_months(language) for language in _LANGUAGES_OF_DATES)

    @property
    def is_negation(self) -> bool:
        """Tell whether it is a word that turns others into their opposite."""
        return _is_listed(self.folded, _FOLDED_NEGATIONS, after="وفוש")

    @property
    def is_quantifier(self) -> bool:
        """Tell whether it says how much of something is spoken of."""
        return self.spelling.casefold() in _QUANTIFIERS.split()


_Change = tuple[Sequence[_Token], Sequence[_Token]]


def _tokens(text: str) -> list[_Token]:
    """Return the words of a text in which breaks are line ends, and the breaks between them."""
    lines = [[(spelling(word.text), fold(word.text).text) for word in split_words(line)] for line in text.split("\n")]
    pairs = [pair for line in lines for pair in (("\n", "\n"), *line)][1:]
    return [_Token(index, *pair) for index, pair in enumerate(pairs)]


def _changes(old: Sequence[_Token], new: Sequence[_Token]) -> list[_Change]:
    """Return what of the old words became what of the new ones."""
    before, after = ([token.folded for token in tokens] for tokens in (old, new))
    codes = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    return [(old[first:last], new[from_:to]) for tag, first, last, from_, to in codes if tag != "equal"]


def _unmatched(changes: list[_Change]) -> tuple[list[_Token], list[_Token]]:
    """Return the old words that are left out or became others, and the new ones: none that was respelled or moved."""
    changes = [change for change in changes if _joined(change[0]) != _joined(change[1])]
    lost = [token for before, _ in changes for token in before]
    gained = [token for _, after in changes for token in after]
    for is_same in (_is_equal, _is_respelled):
        for token in tuple(lost):
            if match := next((other for other in gained if is_same(token, other)), None):
                lost.remove(token)
                gained.remove(match)
    return lost, gained


def _joined(tokens: Sequence[_Token]) -> str:
    return "".join(token.folded for token in tokens)


def _is_equal(old: _Token, new: _Token) -> bool:
    return old.folded == new.folded


def _is_respelled(old: _Token, new: _Token) -> bool:
    """Tell whether two words are spellings of one, or quantifiers, which may be exchanged."""
    if any(token.is_number or token.is_negation for token in (old, new)) or _is_opposite(old.folded, new.folded):
        return False
    if old.is_of_date and new.is_of_date:
        return False
    if old.is_quantifier and new.is_quantifier:
        return True
    words = old.folded, new.folded
    if all(word.startswith(_ARTICLE) for word in words):
        words = old.folded.removeprefix(_ARTICLE), new.folded.removeprefix(_ARTICLE)
    if len(words[0]) == len(words[1]) <= LONGEST_WITHOUT_EXCHANGE:
        return words[0] == words[1]
    *_, edits = (len(words[0]), *edit_distances(*words, skipping=1))
    return edits * RESPELLED_SHARE <= max(map(len, words))


def _is_opposite(old: str, new: str) -> bool:
    """Tell whether one of two words is the other with a prefix of negation: نمی‌شود, unclear."""
    shorter, longer = sorted((old, new), key=len)
    return longer.endswith(shorter) and longer.removesuffix(shorter) in _NEGATING_PREFIXES


def _is_listed(folded: str, listed: frozenset[str], *, after: str) -> bool:
    """Tell whether a word is among those listed, also after a letter that is written together with it: ولن, بمليون."""
    return folded in listed or (folded[0] in after and folded[1:].removeprefix(_ARTICLE) in listed)


def _folded(words: str) -> frozenset[str]:
    return frozenset(fold(word).text for word in words.split())


_FOLDED_NEGATIONS: Final = _folded(_NEGATIONS)
_FOLDED_NUMBERS: Final = _folded(_NUMBERS_IN_WORDS)
_NEGATING_PREFIXES: Final = frozenset(("ن", "un", "in", "im", "il", "ir", "non", "dis"))
_ARTICLE: Final = "ال"
"""Nearly every second Arabic word begins with it: that two words do makes them no more alike."""


def _is_content_word(token: _Token, language: str) -> bool:
    """Tell whether a word says something by itself; a letter alone, as behind an apostrophe, does not."""
    written = (token.spelling, token.spelling.casefold())
    is_joining = any(is_function_word(word, one) for word in written for one in (language, _LATIN))
    return token.is_number or (len(token.folded) > 1 and not token.is_quantifier and not is_joining)


def _stands_beside(token: _Token, old: list[_Token], new: list[_Token]) -> bool:
    """Tell whether all of the quote before a word, or all of it after that, stands as it stood."""
    before = [one.folded for one in old[: token.index]]
    after = [one.folded for one in old[token.index + 1 :]]
    words = [one.folded for one in new]
    fewest = FEWEST_WORDS_BESIDE if before and after else FEWEST_WORDS_TO_BORDER
    return (len(before) >= fewest and words[: len(before)] == before) or (
        len(after) >= fewest and words[-len(after) :] == after
    )


def _stands_too_much(own: str, there: str) -> bool:
    """Tell whether white space, or a sign where the quote has a word, stands at the border of a place."""
    return there == " " or (is_of_word(own) and not is_of_word(there))
