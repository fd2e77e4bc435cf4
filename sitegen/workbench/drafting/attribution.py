"""Who speaks: the subject of a verb of speech, somebody without a name, or who spoke last."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from sitegen.model.text import Span
from sitegen.workbench.drafting.proposals import ProposedSpeaker
from sitegen.workbench.drafting.sentences import Sentence
from sitegen.workbench.drafting.word_lists import WordLists


@dataclass(frozen=True, slots=True)
class NamedActor:
    """A place in the article that names an actor."""

    span: Span
    id: str
    is_person: bool


@dataclass(frozen=True, slots=True)
class SpeechVerb:
    """A verb of speech in a sentence."""

    first: int
    end: int
    stance: str
    text: str
    """As it stands in the article, without a conjunction before it."""


@dataclass(frozen=True)
class Attribution:
    """Tells who speaks in an article."""

    lists: WordLists
    names: Sequence[NamedActor]

    def speaker_of(
        self, sentence: Sentence, verb: SpeechVerb, *, stop: int, last: ProposedSpeaker | None
    ) -> tuple[ProposedSpeaker | None, str]:
        """Return who a verb's subject is, and how that was found.

        `stop` is the index before which the subject stands, if it stands behind the verb; `last` spoke last.
        """
        behind = self._behind(sentence, verb, stop)
        before = self._before(sentence, verb)
        order = (before, behind) if self.lists["subject before verb"].meaning("yes") is not None else (behind, before)
        for found in order:
            if found:
                return found
        return (last, "who spoke last") if last else (None, "")

    def speaker_behind(self, sentence: Sentence, start: int, stop: int) -> ProposedSpeaker | None:
        """Return who is told by the words from an index on: behind “according to”."""
        return self._in_words(sentence, start, stop)

    def subject_at_front(self, sentence: Sentence) -> ProposedSpeaker | None:
        """Return the person whom the first words of a sentence name, of whom the next one may go on to speak."""
        if sentence.is_of_title or not sentence.words:
            return None
        front = sentence.span_of(0, min(_NEAR, len(sentence.words)))
        inside = [name for name in self.names if front.contains(name.span)]
        persons = [name for name in inside if name.is_person]
        at_front = [name for name in inside if name.span.start <= sentence.words[0].span.end]
        return ProposedSpeaker(actor=(persons or at_front)[0].id) if persons or at_front else None

    def _behind(self, sentence: Sentence, verb: SpeechVerb, stop: int) -> tuple[ProposedSpeaker, str] | None:
        if self._follows_relative(sentence, verb) or sentence.keys[verb.first] in self.lists["participles of speech"]:
            return None
        found = self._in_words(sentence, verb.end, stop)
        return (found, "the verb's subject behind it") if found else None

    def _in_words(self, sentence: Sentence, start: int, stop: int) -> ProposedSpeaker | None:
        end = self._end_of_subject(sentence, start, min(stop, start + _LONGEST))
        if end <= start or sentence.keys[start] in self.lists["carried"]:
            return None
        found = self._named_in(sentence, start, end)
        if found:
            return ProposedSpeaker(actor=found.id)
        return self._description(sentence, start, end)

    def _end_of_subject(self, sentence: Sentence, start: int, stop: int) -> int:
        end = start
        while end < min(stop, len(sentence.words)):
            if end > start and sentence.between(end).strip(" \u00a0\n"):
                if not self._is_apposition(sentence, start, end):
                    break
            elif end == start and sentence.between(end).strip():
                break
            if sentence.is_quoted(end):
                break
            title = sentence.match(self.lists["titles"], end, with_proclitics=False)
            if title and title[0] > 1:
                end += title[0]
            elif self._ends_subject(sentence, end) and not self._goes_on_in_title(sentence, start, end, stop):
                break
            else:
                end += 1
        return min(end, stop, len(sentence.words))

    def _goes_on_in_title(self, sentence: Sentence, start: int, end: int, stop: int) -> bool:
        """Tell whether a title goes on behind a preposition, as in المشرفة على الدراسة, and a person's name follows."""
        if end == start or not sentence.listed(self.lists["titles"], start) or sentence.is_quoted(end):
            return False
        named = self._persons_in(sentence, start, end)
        following = min(end + _REACH_OF_TITLE, stop, len(sentence.words))
        return not named and bool(self._persons_in(sentence, end, following))

    def _persons_in(self, sentence: Sentence, start: int, end: int) -> list[NamedActor]:
        whole = sentence.span_of(start, end) if end > start else None
        return [name for name in self.names if whole and name.is_person and whole.contains(name.span)]

    def _is_apposition(self, sentence: Sentence, start: int, end: int) -> bool:
        """Tell whether the words behind a comma say who the subject is: a name, then a title, or the other way."""
        if sentence.between(end).strip() not in ("،", ","):
            return False
        has_name = self._named_in(sentence, start, end) is not None
        follows = self._named_in(sentence, end, min(end + _NEAR, len(sentence.words))) is not None
        return not has_name and follows

    def _ends_subject(self, sentence: Sentence, index: int) -> bool:
        names = ("ends of a name", "complementisers", "verbs of speech", "attributions")
        key = sentence.keys[index]
        if any(key in self.lists[name] for name in names):
            return True
        is_title = sentence.match(self.lists["titles"], index, with_proclitics=False) is not None
        is_verb = sentence.match(self.lists["verbs of speech"], index) is not None
        return is_verb and not is_title

    def _named_in(self, sentence: Sentence, start: int, end: int) -> NamedActor | None:
        """Return the actor whom a subject names: the person who stands at the end of a title, else what comes first."""
        if end <= start:
            return None
        whole = sentence.span_of(start, end)
        inside = [name for name in self.names if whole.contains(name.span)]
        persons = [name for name in inside if name.is_person and not self._is_of_title(sentence, start, name)]
        if persons:
            return persons[0]
        first = sentence.words[start].span
        is_unnamed = sentence.match(self.lists["unnamed"], start, with_proclitics=False) is not None
        at_front = [name for name in inside if name.span.start <= first.end and not is_unnamed]
        return at_front[0] if at_front else None

    def _is_of_title(self, sentence: Sentence, start: int, name: NamedActor) -> bool:
        """Tell whether a name is but part of a title: المتحدث باسم نزارباييف."""
        index = sentence.index_at(name.span.start)
        before = range(max(start, index - 3), index)
        return any(sentence.keys[one] in self.lists["on behalf of"] for one in before)

    def _description(self, sentence: Sentence, start: int, end: int) -> ProposedSpeaker | None:
        if end - start > _LONGEST_DESCRIPTION:
            end = start + _LONGEST_DESCRIPTION
        words = " ".join(sentence.span_of(start, end).of(sentence.text).split())
        return ProposedSpeaker(description=words) if words else None

    def _follows_relative(self, sentence: Sentence, verb: SpeechVerb) -> bool:
        return verb.first > 0 and sentence.keys[verb.first - 1] in self.lists["relatives"]

    def _before(self, sentence: Sentence, verb: SpeechVerb) -> tuple[ProposedSpeaker, str] | None:
        """Return the subject before a verb: the antecedent of a relative pronoun, or the first name of the clause."""
        start = self._start_of_clause(sentence, verb)
        if start >= verb.first:
            return None
        whole = Span(sentence.words[start].span.start, sentence.words[verb.first].span.start)
        inside = [name for name in self.names if whole.contains(name.span)]
        if self._follows_relative(sentence, verb):
            return (ProposedSpeaker(actor=inside[-1].id), "the name before the verb") if inside else None
        persons = [name for name in inside if name.is_person]
        chosen = (persons or inside)[:1] if self._may_open_with_subject(sentence, start, inside) else []
        if chosen:
            return ProposedSpeaker(actor=chosen[0].id), "the verb's subject before it"
        return self._description_before(sentence, start, verb)

    def _may_open_with_subject(self, sentence: Sentence, start: int, inside: Iterable[NamedActor]) -> bool:
        first = next(iter(inside), None)
        return first is not None and sentence.index_at(first.span.start) - start <= _NEAR_FRONT

    def _description_before(
        self, sentence: Sentence, start: int, verb: SpeechVerb
    ) -> tuple[ProposedSpeaker, str] | None:
        if self.lists["subject before verb"].meaning("yes") is None:
            unnamed = sentence.match(self.lists["unnamed"], start)
            if not unnamed or verb.first - start > _LONGEST_DESCRIPTION:
                return None
        if sentence.keys[start] in self.lists["carried"] or verb.first - start > _LONGEST:
            return None
        end = next(
            (index for index in range(start, verb.first) if sentence.keys[index] in self.lists["ends of a name"]),
            verb.first,
        )
        while end > start and sentence.keys[end - 1] in self.lists["before verbs"]:
            end -= 1
        words = " ".join(sentence.span_of(start, end).of(sentence.text).split()) if end > start else ""
        return (ProposedSpeaker(description=words), "the words before the verb") if words else None

    def _start_of_clause(self, sentence: Sentence, verb: SpeechVerb) -> int:
        index = verb.first
        while index > 0:
            gap = sentence.between(index).strip()
            if (gap and gap not in (",", "،", "-")) or sentence.is_quoted(index - 1):
                break
            index -= 1
        return index


_LONGEST: Final = 18
"""Words behind a verb among which its subject stands."""
_LONGEST_DESCRIPTION: Final = 7
_NEAR: Final = 8
_REACH_OF_TITLE: Final = 7
_NEAR_FRONT: Final = 4
