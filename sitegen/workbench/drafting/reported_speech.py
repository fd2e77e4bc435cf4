"""What is said in an article: words in quotation marks, and speech that is reported behind أن, that and the like."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from sitegen.model.text import Span
from sitegen.workbench.drafting.attribution import Attribution, SpeechVerb
from sitegen.workbench.drafting.proposals import ProposedQuote, ProposedSpeaker
from sitegen.workbench.drafting.sentences import Sentence
from sitegen.workbench.drafting.word_lists import WordLists


def find_quotes(sentences: Iterable[Sentence], lists: WordLists, attribution: Attribution) -> Iterator[ProposedQuote]:
    """Yield what is said in an article, in its order; who spoke last is carried from sentence to sentence."""
    last: ProposedSpeaker | None = None
    for sentence in sentences:
        reading = _SpeechReading(sentence, lists, attribution, last)
        yield from reading.quotes()
        last = reading.last if reading.has_voice else attribution.subject_at_front(sentence) or reading.last


@dataclass(frozen=True, slots=True)
class _Voice:
    """Who says something, by which verb."""

    verb: SpeechVerb | None
    speaker: ProposedSpeaker | None
    how: str
    stands_behind: bool = False
    """The verb follows what is said."""


class _SpeechReading:
    """One sentence that is searched for speech."""

    def __init__(
        self, sentence: Sentence, lists: WordLists, attribution: Attribution, last: ProposedSpeaker | None
    ) -> None:
        self._sentence = sentence
        self._lists = lists
        self._attribution = attribution
        self.last = last
        self._verbs = tuple(self._find_verbs())
        self._voices: dict[SpeechVerb, _Voice] = {}
        self._leading: tuple[SpeechVerb, ...] = ()
        """The verbs that are not part of what another one reports."""

    @property
    def has_voice(self) -> bool:
        """Tell whether somebody speaks in the sentence."""
        return bool(self._verbs or self._sentence.quotations)

    def quotes(self) -> list[ProposedQuote]:
        """Return what is said, in the order of the text."""
        for verb in self._verbs:
            self._voices[verb] = self._voice_of(verb)
        self._leading = tuple(self._find_leading())
        marked = [self._marked(span) for span in self._sentence.quotations if not self._is_name(span)]
        indirect = [found for verb in self._leading if (found := self._indirect(verb, [one.span for one in marked]))]
        indirect += [] if indirect else list(self._attributed_clauses())
        return sorted((*marked, *indirect), key=lambda quote: quote.span.start)

    def _find_verbs(self) -> Iterator[SpeechVerb]:
        for at, length, stance in self._sentence.matches(self._lists["verbs of speech"]):
            is_impersonal = self._sentence.match(self._lists["impersonal"], at) is not None
            if not (self._sentence.is_quoted(at) or is_impersonal or self._is_no_verb(at)):
                yield SpeechVerb(at, at + length, stance, self._text_of_verb(at, at + length))

    def _text_of_verb(self, at: int, end: int) -> str:
        text = self._sentence.span_of(at, end).of(self._sentence.text)
        is_joined = self._sentence.match(self._lists["verbs of speech"], at, with_proclitics=False) is None
        return text[1:] if is_joined and text[:1] in ("و", "ف", "ו") else text

    def _find_leading(self) -> Iterator[SpeechVerb]:
        covered = 0
        for verb in self._verbs:
            if verb.first >= covered:
                yield verb
                start = self._start_of_reported(verb)
                covered = self._end_of_reported(start) if start is not None else covered

    def _is_no_verb(self, at: int) -> bool:
        """Tell whether a word is a noun that looks like a verb: one behind a preposition or an article."""
        return at > 0 and self._sentence.keys[at - 1] in self._lists["no verb behind"]

    def _voice_of(self, verb: SpeechVerb) -> _Voice:
        stop = self._stop_behind(verb)
        speaker, how = self._attribution.speaker_of(self._sentence, verb, stop=stop, last=self.last)
        if speaker and (how != "who spoke last"):
            self.last = speaker
        return _Voice(verb, speaker, how)

    def _stop_behind(self, verb: SpeechVerb) -> int:
        """Return the index before which a verb's subject stands: the next complementiser, quotation or verb."""
        for index in range(verb.end, len(self._sentence.words)):
            if self._sentence.is_quoted(index) or ":" in self._sentence.between(index):
                return index
            if self._is_complementiser(index):
                return index
        return len(self._sentence.words)

    def _is_complementiser(self, index: int) -> bool:
        found = self._sentence.match(self._lists["complementisers"], index)
        return found is not None and self._sentence.keys[index - 1] not in self._lists["no complementiser behind"]

    # Words in quotation marks

    def _is_name(self, span: Span) -> bool:
        """Tell whether quotation marks hold a name: the newspaper "…"."""
        first = self._sentence.index_at(span.start)
        words = self._words_in(span)
        if words > _LONGEST_NAME or first == 0:
            return False
        lead = self._sentence.text[max(0, span.start - 4) : span.start].rstrip('"«“')
        if words <= _SHORT_NAME and lead.endswith(("لـ", " ل")):
            return True
        return self._sentence.match(self._lists["named in quotation marks"], first - 1) is not None

    def _words_in(self, span: Span) -> int:
        return sum(span.contains(word.span) for word in self._sentence.words)

    def _marked(self, span: Span) -> ProposedQuote:
        first, end = self._sentence.index_at(span.start), self._sentence.index_at(span.end)
        voice = self._voice_around(first, end)
        form = self._form(span, first, end, voice)
        verb = voice.verb.text if voice.verb else ""
        stance = voice.verb.stance if voice.verb else ""
        why = self._tell(form, voice)
        speaker = None if form == "scare" and not voice.verb else voice.speaker
        span = Span(span.start, span.end - 1) if span.of(self._sentence.text)[-1] in (",", "،") else span
        return ProposedQuote(span=span, form=form, stance=stance, verb=verb, speaker=speaker, why=why)

    def _tell(self, form: str, voice: _Voice) -> str:
        what = "words in quotation marks" if form != "indirect" else "reported speech"
        if voice.verb:
            what += f", with “{voice.verb.text}”"
        if voice.speaker and voice.how:
            what += f"; the speaker is {voice.how}"
        return what if voice.speaker else f"{what}; who speaks was not found"

    def _voice_around(self, first: int, end: int) -> _Voice:
        """Return who says the words between two indexes: by the nearest verb before, else one right behind."""
        behind = self._behind(end)
        before = [verb for verb in self._leading if verb.end <= first]
        if behind and (not before or self._opens_clause(first)):
            return behind
        if before:
            return self._voices[before[-1]]
        if behind:
            return behind
        attributed = self._attributed(range(first - 1, -1, -1), first)
        if attributed:
            return attributed
        if self._lists["carries without verb"].meaning("yes") is not None or self._is_whole(first, end):
            return _Voice(None, self.last, "who spoke last" if self.last else "")
        return _Voice(None, None, "")

    def _is_whole(self, first: int, end: int) -> bool:
        return first == 0 and end >= len(self._sentence.words)

    @property
    def _is_verb_last(self) -> bool:
        return self._lists["subject before verb"].meaning("yes") is not None

    def _opens_clause(self, first: int) -> bool:
        return first == 0 or self._sentence.between(first).strip(' "“«')[:1] in (".", ":", ";")

    def _behind(self, end: int) -> _Voice | None:
        """Return who is named behind the words, by a verb or by “according to”."""
        for verb in self._verbs:
            near = verb.first - end <= (_REACH if self._is_verb_last else 1)
            if verb.first >= end and near:
                voice = self._voices[verb]
                return _Voice(verb, voice.speaker, voice.how, stands_behind=True)
        own = self._sentence.match(self._lists["own words"], end)
        if own:
            return _Voice(None, self.last, "who spoke last", stands_behind=True)
        return self._attributed(range(end, min(end + 2, len(self._sentence.words))), len(self._sentence.words))

    def _attributed(self, indexes: Iterable[int], stop: int) -> _Voice | None:
        for index in indexes:
            found = self._sentence.match(self._lists["attributions"], index)
            if found:
                start = index + found[0]
                speaker = self._attribution.speaker_behind(self._sentence, start, stop)
                if speaker:
                    self.last = speaker
                    phrase = self._sentence.span_of(index, start).of(self._sentence.text)
                    return _Voice(None, speaker, f"told behind “{phrase}”", stands_behind=True)
        return None

    def _form(self, span: Span, first: int, end: int, voice: _Voice) -> str:
        words = self._words_in(span)
        if voice.verb is None and voice.speaker is None:
            return "scare" if words <= _LONGEST_SCARE else "partial"
        if self._is_distanced(words, first, voice):
            return "scare"
        if words >= _LONG or any(mark in span.of(self._sentence.text)[:-1] for mark in (". ", "! ", "؟ ", "? ")):
            return "direct"
        if self._is_whole(first, end) or (voice.stands_behind and first == 0 and words > 1):
            return "direct"
        if words >= _SHORTEST_DIRECT and self._is_led(first, voice):
            return "direct"
        behind = self._sentence.text[span.end + 1 : span.end + 2]
        ends = end >= len(self._sentence.words) or behind in (".", "،", ",", ";", "؛")
        has_pronoun = first > 0 and self._sentence.keys[first - 1] not in self._lists["bare complementisers"]
        is_clause = first > 0 and self._is_complementiser(first - 1) and ends and not has_pronoun
        return "direct" if is_clause and words >= _SHORTEST_CLAUSE else "partial"

    def _is_distanced(self, words: int, first: int, voice: _Voice) -> bool:
        """Tell whether a lone word far behind the verb is quoted to keep a distance."""
        if words > 1 or voice.verb is None or voice.stands_behind or first - voice.verb.end <= _FAR:
            return False
        return not any(self._is_complementiser(index) for index in range(voice.verb.end, first))

    def _is_led(self, first: int, voice: _Voice) -> bool:
        """Tell whether the words follow a colon, or the verb with nothing but its subject between."""
        if first and ":" in self._sentence.between(first):
            return True
        if voice.verb is None or voice.stands_behind:
            return False
        is_linked = any(self._is_complementiser(index) for index in range(voice.verb.end, first))
        lead = self._sentence.between(first)
        is_quoted = any(self._sentence.is_quoted(index) for index in range(voice.verb.end, first))
        is_governed = first > voice.verb.end and self._sentence.keys[first - 1] in self._lists["governing"]
        goes_on = voice.verb.first > 0 and self._sentence.is_quoted(voice.verb.first - 1)
        is_near = first - voice.verb.end <= _NEAR and (lead[:1].isspace() or goes_on)
        return is_near and not is_linked and not is_quoted and not is_governed

    # Reported speech

    def _indirect(self, verb: SpeechVerb, marked: list[Span]) -> ProposedQuote | None:
        start = self._start_of_reported(verb)
        if start is None:
            return None
        end = self._end_of_reported(start)
        if end - start < _SHORTEST_REPORTED:
            return None
        span = self._with_closing_mark(self._sentence.span_of(start, end))
        quoted = sum(self._words_in(one) for one in marked if span.overlaps(one))
        if quoted >= (end - start) * _QUOTED_SHARE or any(one.contains(span) for one in marked):
            return None
        voice = self._voices[verb]
        why = self._tell("indirect", voice)
        return ProposedQuote(
            span=span, form="indirect", stance=verb.stance, verb=verb.text, speaker=voice.speaker, why=why
        )

    def _quotation_at(self, index: int) -> Span:
        word = self._sentence.words[index].span
        return next(one for one in self._sentence.quotations if one.contains(word))

    def _attributed_clauses(self) -> Iterator[ProposedQuote]:
        """Yield what is reported behind “according to” and a conjunction, as in وبحسب مصدر، فإن."""
        for at, length, _ in self._sentence.matches(self._lists["attributions"]):
            behind = range(at + length, min(at + length + _NEAR, len(self._sentence.words)))
            start = next((index for index in behind if self._sentence.keys[index].startswith("فان")), None)
            if start is None or start + _SHORTEST_REPORTED >= len(self._sentence.words):
                continue
            speaker = self._attribution.speaker_behind(self._sentence, at + length, start)
            span = self._with_closing_mark(self._sentence.span_of(start + 1, len(self._sentence.words)))
            phrase = self._sentence.span_of(at, at + length).of(self._sentence.text)
            why = f"reported speech; the speaker is told behind “{phrase}”"
            yield ProposedQuote(span=span, form="indirect", stance="neutral", speaker=speaker, why=why)

    def _with_closing_mark(self, span: Span) -> Span:
        closed = (one for one in self._sentence.quotations if span.start < one.start < span.end <= one.end)
        quotation = next(closed, None)
        return Span(span.start, quotation.end + 1) if quotation else span

    def _start_of_reported(self, verb: SpeechVerb) -> int | None:
        """Return the index behind the word that begins what a verb reports; None where none does."""
        following = next((other.first for other in self._verbs if other.first > verb.first), len(self._sentence.words))
        for index in range(verb.end, min(following, verb.end + _LONGEST_SUBJECT, len(self._sentence.words))):
            if self._sentence.is_quoted(index):
                if self._words_in(self._quotation_at(index)) > _LONGEST_NAME:
                    return None
                continue
            found = self._sentence.match(self._lists["complementisers"], index)
            if found and self._is_complementiser(index):
                return index + found[0] if index + found[0] < len(self._sentence.words) else None
        return None

    def _end_of_reported(self, start: int) -> int:
        """Return the index behind reported speech: the sentence's end, or where another verb of speech goes on."""
        for verb in self._verbs:
            clause = self._before_clause(verb.first, start)
            if verb.first > start and self._begins_speech(verb, clause):
                return clause
        own = self._sentence.match(self._lists["attributions"], start)
        return len(self._sentence.words) if not own else start

    def _begins_speech(self, verb: SpeechVerb, clause: int) -> bool:
        gap = self._sentence.between(clause)
        is_participle = self._sentence.keys[verb.first] in self._lists["participles of speech"]
        reports = self._start_of_reported(verb) is not None or self._stop_behind(verb) < len(self._sentence.words)
        begins = bool(gap.strip()) or is_participle or self._sentence.words[clause].key[:1] == "و"
        return begins and reports and self._sentence.keys[verb.first - 1] not in self._lists["relatives"]

    def _before_clause(self, index: int, start: int) -> int:
        """Return where the words before a clause end: small words that lead to its verb are of the clause."""
        while index > start + 1 and self._sentence.keys[index - 1] in self._lists["before verbs"]:
            index -= 1
        return index


_LONGEST_NAME: Final = 4
_SHORT_NAME: Final = 2
"""Words of a newspaper's name to which somebody speaks: لـ«الشرق»."""
_LONGEST_SCARE: Final = 3
_LONG: Final = 12
_SHORTEST_DIRECT: Final = 3
_SHORTEST_CLAUSE: Final = 3
_SHORTEST_REPORTED: Final = 3
_LONGEST_SUBJECT: Final = 26
_QUOTED_SHARE: Final = 0.2
"""Of reported speech, from which on what is quoted in it says enough."""
_FAR: Final = 5
_NEAR: Final = 12
_REACH: Final = 11
"""Words between a quotation and the verb behind it: “…,” the secretary of state, Antony Blinken, said."""
