"""Names that stand often in an article and are in no register."""

from sitegen.checking.capitalised_names import find_capitalised_names
from sitegen.checking.recurring import Recurring
from sitegen.checking.titled_names import find_titled_names
from sitegen.language.families import family_of
from sitegen.language.words import split_words, word_key
from sitegen.model.briefing import Briefing
from sitegen.model.forms import propose_id
from sitegen.model.problems import Report
from sitegen.model.registers import Actor, Place, Registers, Source, Term, Topic
from sitegen.model.wording import Text
from sitegen.weaving.pasting import write_scalar

Named = Actor | Place | Term | Source | Topic
"""Entries whose names an article may hold."""


def words_of_registers(registers: Registers) -> frozenset[str]:
    """Return the keys (`words.word_key`) of all words of all names in the registers; made once a run."""
    named: list[Named] = [*registers.actors.values(), *registers.places.values(), *registers.terms.values()]
    others: list[Named] = [*registers.sources.values(), *registers.topics.values()]
    return frozenset(key for entry in named + others for key in _keys_of(entry))


def hint_at_strangers(briefing: Briefing, registered: frozenset[str], report: Report) -> None:
    """Give a hint for each name that stands at least three times, with the entry to be pasted.

    `registered` is what `words_of_registers` gives. Only what is surely a name is told: capitals in scripts that have
    them, in Arabic a name that follows a title.
    """
    sidecar, seed = briefing.sidecar, briefing.seed
    known = registered.union(key for entry in sidecar.local_definitions for key in _keys_of(entry))
    taken = [mention.words for mention in briefing.prose.mentions]
    find = find_titled_names if family_of(seed.language) == "arabic" else find_capitalised_names
    for name in find(seed, known):
        if not any(span.overlaps(name.span) for span in taken):
            _tell(briefing, name, report)


def _keys_of(entry: Named) -> frozenset[str]:
    """Return the keys of the words of an entry's names, of a source those of who made it."""
    if isinstance(entry, Source):
        return _keys(entry.container_title, entry.publisher, entry.author)
    texts: list[Text | None] = [entry.name]
    if isinstance(entry, Actor | Place | Term):
        texts += [alias.text for alias in entry.aliases]
    if isinstance(entry, Actor):
        texts.append(entry.family)
    if isinstance(entry, Place):
        texts += [former.name for former in entry.names]
    if isinstance(entry, Term):
        texts.append(entry.abbr)
    return _keys(*texts)


def _keys(*texts: Text | None) -> frozenset[str]:
    wordings = (wording.value for text in texts if text for wording in text.wordings)
    return frozenset(word_key(word.text) for wording in wordings for word in split_words(wording))


def _tell(briefing: Briefing, name: Recurring, report: Report) -> None:
    words = name.span.of(briefing.seed.text)
    recurs = "the name stands" if name.last_word == words else f"`{name.last_word}` stands"
    report.hint(
        "name-unregistered",
        f"`{words}` is in no register, and {recurs} {name.count} times in this article",
        briefing.seed.source.location(name.span.start),
        found=words,
        help="add it under `actors:` in content/actors.yaml, or to places or terms:\n"
        f"  - id: {propose_id(words)}\n    name:\n      {briefing.seed.language}: {write_scalar(words)}",
    )
