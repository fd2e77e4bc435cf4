"""References that lead nowhere, or to a thing of another sort: they are found only when all files have been read."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, is_dataclass
from functools import cache, cached_property
from itertools import count
from typing import Any, Final, get_args, get_origin

from sitegen.language.folding import fold
from sitegen.language.personal_names import last_names
from sitegen.model.forms import AUTHOR, is_id, propose_id
from sitegen.model.keys import key_fields
from sitegen.model.nearest import nearest_few
from sitegen.model.problems import Report
from sitegen.model.project import Annotation, BriefingSummary, Sidecar
from sitegen.model.registers import Actor, Alias, Entry, name_of
from sitegen.model.vocabularies import ACTOR_TYPES
from sitegen.model.wording import Reference, Text, Written
from sitegen.readers.characters import first_unseen, name_unseen
from sitegen.readers.context import as_item, shown
from sitegen.readers.registers import NOUN_OF_REGISTER, RegisterFile, refuse_second_id
from sitegen.readers.samples import TITLE_OF_REGISTER
from sitegen.readers.synonyms import named_value

ANYTHING: Final = "any"
"""In `Key.refers_to`: notes of the same briefing, entries of all registers, `slug#id`."""
BROKEN_PIECE: Final = "broken"
"""The register of an id whose piece was left out: its sort cannot be told, so it may be anything."""


@dataclass(frozen=True, slots=True)
class Pointer:
    """A reference with the key that carries it."""

    reference: Reference
    key: str
    refers_to: tuple[str, ...]
    is_item: bool = False
    """One of a list."""
    takes_words: bool = False
    """A map of languages may stand in its place, for one who is not named."""

    def sample(self, value: str) -> str:
        """Return how a value is written there, ready to paste."""
        return f"- {value}" if self.is_item else f"{self.key}: {value}"


@dataclass(frozen=True)
class NameList:
    """Finds entries by their names and aliases in any language; names are read when the first is looked up."""

    _entries: tuple[Entry, ...]

    def find(self, name: str) -> tuple[tuple[str, str], ...]:
        """Return the ids of the entries that are called so, with their registers; else of persons of this last name."""
        folded = fold(name).text
        return (self._by_name.get(folded) or self._by_last_name.get(folded, ())) if self._entries else ()

    @cached_property
    def _by_name(self) -> Mapping[str, tuple[tuple[str, str], ...]]:
        return self._filed(_names_of)

    @cached_property
    def _by_last_name(self) -> Mapping[str, tuple[tuple[str, str], ...]]:
        return self._filed(_last_names_of)

    def _filed(self, names_of: Callable[[Entry], Iterable[str]]) -> Mapping[str, tuple[tuple[str, str], ...]]:
        found: dict[str, tuple[tuple[str, str], ...]] = {}
        for entry in self._entries:
            for name in dict.fromkeys(names_of(entry)):
                found[name] = (*found.get(name, ()), (entry.id.value, entry.register))
        return found


@dataclass(frozen=True, slots=True)
class OtherBriefings:
    """The other briefings of a site, as far as references need them."""

    slugs: Collection[str] = ()
    """Of all of them."""
    summaries: Mapping[str, BriefingSummary] = field(default_factory=dict)
    """Of those at least that are named, by slug."""
    slug_of_alias: Mapping[str, str] = field(default_factory=dict)
    """The same word twice: the slug, as it seems, of a briefing that could not be read."""


@dataclass(frozen=True, slots=True)
class ReferenceTargets:
    """Everything that a reference may mean."""

    register_of: Mapping[str, str]
    """Register by the id of an entry: `actor`, or `broken`."""
    first_of: Mapping[str, Written]
    """Where an id stands, by the id in lower case."""
    unread: frozenset[str]
    """Registers of which a file could not be read."""
    files: Mapping[str, str]
    """By register the file to which an entry may be added, where there is one."""
    names: NameList
    """What the registers' entries are called."""
    language: str
    """Of texts that name none."""
    others: OtherBriefings


@dataclass(frozen=True, slots=True)
class Local:
    """What references within a briefing may mean beside the registers."""

    register_of: Mapping[str, str]
    """Register by the id of a note or definition of its own."""
    names: NameList
    """What its own definitions are called."""
    language: str = ""
    """Of its texts that name none; empty for the site's."""


def find_targets(files: Iterable[RegisterFile], language: str) -> ReferenceTargets:
    """Return the targets in registers, while no briefing is known; texts that name no language are in this one."""
    files = tuple(files)
    register_of: dict[str, str] = {}
    first_of: dict[str, Written] = {}
    unread = set()
    paths: dict[str, str] = {}
    for file in files:
        register: str = getattr(NOUN_OF_REGISTER[file.register], "register", "")
        for written in file.declared:
            register_of.setdefault(written.value, register)
            first_of.setdefault(written.value.lower(), written)
        if not file.is_whole:
            unread.add(register)
        paths.setdefault(register, file.path)
    names = NameList(tuple(entry for file in files for entry in file.entries))
    return ReferenceTargets(register_of, first_of, frozenset(unread), paths, names, language, OtherBriefings())


def describe_briefings(summaries: Iterable[BriefingSummary]) -> OtherBriefings:
    """Return these briefings, which are all there are, as references need them."""
    by_slug = {summary.slug: summary for summary in summaries}
    slug_of_alias = {
        alias.value: summary.slug if summary.is_whole else alias.value
        for summary in by_slug.values()
        for alias in summary.aliases
    }
    return OtherBriefings(by_slug, by_slug, slug_of_alias)


def briefings_named(noun: object) -> tuple[str, ...]:
    """Return the slugs, as they are written, of the briefings that a noun refers to, each once."""
    pointers = (
        pointer
        for pointer in pointers_in(noun)
        if pointer.refers_to == ("briefing",) or _is_place(pointer.reference.id)
    )
    return tuple(dict.fromkeys(pointer.reference.id.partition("#")[0] for pointer in pointers))


def pointers_in(noun: object) -> Iterator[Pointer]:
    """Yield every reference in a noun and the nouns within it."""
    noun_type: type = type(noun)
    for attribute, key, refers_to, hint in _ways_to_references(noun_type):
        value: Any = getattr(noun, attribute)
        if value is None or value == ():
            continue
        for one in value if type(value) is tuple else (value,):
            if type(one) is Reference:
                is_item, takes_words = get_origin(hint) is tuple, Text in get_args(hint)
                # a note's `entry` is of the register that its kind names: a claim's or an event's
                wanted = (noun.kind,) if key == "entry" and isinstance(noun, Annotation) else refers_to
                yield Pointer(one, key, wanted, is_item, takes_words)
            elif not isinstance(one, Written | Text):
                yield from pointers_in(one)


def local_registers(
    sidecar: Sidecar, notes: Iterable[Annotation], declared: Iterable[Written]
) -> tuple[tuple[str, str], ...]:
    """Return a briefing's own ids with their registers."""
    found = {written.value: BROKEN_PIECE for written in declared}
    definitions = (*sidecar.actors, *sidecar.places, *sidecar.terms, *sidecar.sources)
    found.update((one.id.value, one.register) for one in definitions if not isinstance(one, Reference))
    found.update((note.id.value, "annotation") for note in notes if note.id)
    return tuple(found.items())


class ReferenceChecker:
    """Looks up every reference, when all has been read; remembers what it proposed, as one slip often comes again."""

    def __init__(self, known: ReferenceTargets, report: Report) -> None:
        self._known = known
        self._report = report
        self._guesses: dict[tuple[str, tuple[str, ...]], tuple[str, ...]] = {}

    def check_entries(self, entries: Iterable[object]) -> None:
        """Report the references of registers' entries that lead nowhere."""
        for entry in entries:
            self._check(entry, _NOTHING_LOCAL)

    def check_briefing(self, summary: BriefingSummary, sidecar: Sidecar | None) -> None:
        """Report a briefing's references that lead nowhere, and its ids that stand twice or hide a register's.

        Without a sidecar, which then could not be read, or its seed could not, only ids are looked at.
        """
        own: dict[str, Written] = {}
        for written in summary.declared:
            folded = written.value.lower()
            first = self._known.first_of.get(folded) or own.get(folded)
            if first:
                refuse_second_id(written, first, self._report)
            own.setdefault(folded, written)
        if sidecar:
            names = NameList(sidecar.local_definitions)
            language = sidecar.lang.value if sidecar.lang else self._known.language
            self._check(sidecar, Local(dict(summary.local), names, language))

    def _check(self, noun: object, local: Local) -> None:
        """Report every reference in a noun that leads nowhere."""
        for pointer in pointers_in(noun):
            if pointer.refers_to == ("briefing",):
                self._check_slug(pointer)
            elif _is_place(pointer.reference.id):
                self._check_elsewhere(pointer)
            else:
                self._check_id(pointer, local)

    def _check_id(self, pointer: Pointer, local: Local) -> None:
        written, wanted = pointer.reference.id, pointer.refers_to
        if written == AUTHOR and AUTHOR in wanted:
            return
        register = local.register_of.get(written) or self._known.register_of.get(written)
        if register is None:
            unread = self._known.unread
            may_be_unread = bool(unread) if wanted == (ANYTHING,) else not unread.isdisjoint(wanted)
            if not may_be_unread:
                self._refuse_unknown(pointer, local)
        elif register not in wanted and wanted != (ANYTHING,) and register != BROKEN_PIECE:
            message = f"`{written}` is {TITLE_OF_REGISTER[register]}, and `{pointer.key}` must be {_either(wanted)}"
            self._refuse(pointer, message, self._nearest(pointer, local) or f"name {_either(wanted)}")

    def _check_slug(self, pointer: Pointer) -> None:
        written = pointer.reference.id
        others = self._known.others
        if written in others.slugs or others.slug_of_alias.get(written) == written:
            return
        if written in others.slug_of_alias:
            now = others.slug_of_alias[written]
            self._refuse(pointer, f"the briefing `{shown(written)}` is called `{now}` now", f"write:\n- {now}")
            return
        guesses = nearest_few(written, others.slugs)
        way_out = (
            _did_you_mean(guesses)
            or "write a briefing's `slug`, which by default is its sidecar's name without `.yaml`"
        )
        self._refuse(pointer, f"no briefing has the slug `{shown(written)}`", way_out)

    def _check_elsewhere(self, pointer: Pointer) -> None:
        slug, _, written = pointer.reference.id.partition("#")
        if pointer.refers_to != (ANYTHING,):
            wanted = _either(pointer.refers_to)
            message = f"`{pointer.key}` must be {wanted}, and `{shown(pointer.reference.id)}` is a place in a briefing"
            self._refuse(pointer, message, "name an entry of a register, without `#`")
            return
        others = self._known.others
        summary = others.summaries.get(slug)
        if summary is None and others.slug_of_alias.get(slug) == slug:
            return
        if summary is None:
            way_out = _did_you_mean(tuple(f"{one}#{written}" for one in nearest_few(slug, others.slugs)))
            self._refuse(pointer, f"no briefing has the slug `{shown(slug)}`", way_out or "write `slug#id`")
        elif summary.is_whole and written not in (ids := dict(summary.local)):
            way_out = _did_you_mean(tuple(f"{slug}#{one}" for one in nearest_few(written, ids)))
            message = f"the briefing `{slug}` has no note or definition `{shown(written)}`"
            self._refuse(pointer, message, way_out or "give the note there an `id`, and name it here")

    def _refuse_unknown(self, pointer: Pointer, local: Local) -> None:
        written, wanted = pointer.reference.id, tuple(one for one in pointer.refers_to if one != AUTHOR)
        unseen = first_unseen(written)
        seen = f" (it holds {name_unseen(unseen)})" if unseen else ""
        what = "nothing here" if wanted == (ANYTHING,) else f"no {' or '.join(wanted)}"
        called_so = self._called_so(pointer, local)
        ways_out = [_did_you_mean(called_so) or self._nearest(pointer, local)]
        if pointer.takes_words and not called_so and not (ways_out[0] and is_id(written)):
            words = as_text(written, language=local.language or self._known.language)
            ways_out.append(f"for one who is not named, write a map of languages:\n{pointer.sample(words)}")
        if written == AUTHOR:
            ways_out = [f"`{AUTHOR}`, the article itself, is a `speaker` and nothing else; take it out here"]
        elif not ways_out[0] and wanted != (ANYTHING,):
            ways_out.append(self._entry_to_add(pointer, wanted[0], local))
        help_text = "\n".join(way for way in ways_out if way)
        self._refuse(
            pointer, f"{what} has the id `{shown(written)}`{seen}", help_text or "check the spelling of the id"
        )

    def _entry_to_add(self, pointer: Pointer, register: str, local: Local) -> str:
        """Return the place for a new entry of the written name, the entry, and the line that then names it."""
        written, known = pointer.reference.id, self._known
        taken = {*known.first_of, *(one.lower() for one in local.register_of)}
        entry_id = free_id(written, taken)
        entry = draft_entry(register, entry_id, written, language=local.language or known.language)
        path = known.files.get(register)
        place = f"add it under `{register}s:` in {path}:" if path else f"write content/{register}s.yaml:\n{register}s:"
        naming = f"\nand name it here:\n{pointer.sample(as_item(entry_id))}" if entry_id != written else ""
        return f"{place}\n{entry}{naming}"

    def _called_so(self, pointer: Pointer, local: Local) -> tuple[str, ...]:
        """Return the ids of the entries that fit and bear the written words as a name."""
        written, wanted = pointer.reference.id, pointer.refers_to
        named = (*self._known.names.find(written), *local.names.find(written))
        return tuple(dict.fromkeys(one for one, register in named if wanted == (ANYTHING,) or register in wanted))

    def _nearest(self, pointer: Pointer, local: Local) -> str:
        written, wanted = pointer.reference.id, pointer.refers_to
        if (written, wanted) not in self._guesses:
            self._guesses[written, wanted] = nearest_few(written, _fitting(self._known.register_of, wanted))
        extra = (AUTHOR,) if AUTHOR in wanted else ()
        candidates = (*self._guesses[written, wanted], *_fitting(local.register_of, wanted), *extra)
        return _did_you_mean(nearest_few(written, candidates))

    def _refuse(self, pointer: Pointer, message: str, way_out: str) -> None:
        reference = pointer.reference
        self._report.error("unknown-ref", message, reference.where, found=reference.id, help=way_out)


_NOTHING_LOCAL: Final = Local({}, NameList(()))


def free_id(written: str, taken: Collection[str]) -> str:
    """Return an id made from a name, or the id itself if it is one, that is not among those taken (in lower case)."""
    proposed = written if is_id(written) else propose_id(written)
    numbered = (proposed if number == 1 else f"{proposed}_{number}" for number in count(1))
    return next(one for one in numbered if one.lower() not in taken)


def as_text(written: str, *, language: str) -> str:
    """Return words as YAML's map of languages; of an id its words, in English as all ASCII is."""
    words = written.replace("_", " ").replace("-", " ").strip().capitalize() if is_id(written) else written
    return f"{{{'en' if written.isascii() else language}: {as_item(words)}}}"


def draft_entry(register: str, entry_id: str, written: str, *, language: str) -> str:
    """Return an entry of a register as YAML, an item of its list, with all that it must have, under the written name.

    The language is the file's.
    """
    name = as_text(written, language=language)
    noun = NOUN_OF_REGISTER[f"{register}s"]
    needed = (field.name for field in key_fields(noun) if field.required and field.name != "id")
    kind = [f"type: {_type_of(written)}"] if noun is Actor else []
    return "\n    ".join([f"  - id: {as_item(entry_id)}", *kind, *(f"{key}: {name}" for key in needed)])


def _is_place(written: str) -> bool:
    """Tell whether a place in a briefing is meant, and no words among which a `#` stands."""
    return "#" in written and not any(map(str.isspace, written))


@cache
def _ways_to_references(noun: type) -> tuple[tuple[str, str, tuple[str, ...], Any], ...]:
    """Return the fields of a noun in which references may be: attribute, key, registers, type."""
    ways = ((one.attribute, one.name, one.key.refers_to, one.type) for one in key_fields(noun))
    return tuple(way for way in ways if way[2] or _leads_on(way[3]))


def _leads_on(hint: object) -> bool:
    if isinstance(hint, type) and is_dataclass(hint):
        noun: type = hint
        return bool(_ways_to_references(noun))
    return any(_leads_on(part) for part in get_args(hint))


def _fitting(register_of: Mapping[str, str], wanted: tuple[str, ...]) -> tuple[str, ...]:
    """Return the ids of the wanted registers."""
    return tuple(one for one, register in register_of.items() if wanted == (ANYTHING,) or register in wanted)


def _either(wanted: tuple[str, ...]) -> str:
    return " or ".join("`author`" if one == AUTHOR else TITLE_OF_REGISTER[one] for one in wanted)


def _did_you_mean(guesses: tuple[str, ...]) -> str:
    return f"did you mean {' or '.join(f'`{one}`' for one in guesses)}?" if guesses else ""


def _type_of(words: str) -> str:
    """Return the type of actor that a name's first or last word tells: a ministry is an institution."""
    ends = words.split()[:1] + words.split()[-1:]
    return next((kind for kind in (named_value(word, ACTOR_TYPES) for word in ends) if kind), "person")


def _names_of(entry: Entry) -> Iterator[str]:
    """Yield the names of an entry, folded."""
    aliases: Iterable[Alias] = getattr(entry, "aliases", ())
    texts: list[Text] = [name_of(entry), *(alias.text for alias in aliases)]
    yield from (fold(wording.value).text for text in texts for wording in text.wordings)


def _last_names_of(entry: Entry) -> Iterator[str]:
    """Yield the last names of a person, folded."""
    if isinstance(entry, Actor) and (entry.type == "person" or entry.family):
        yield from (fold(wording.value).text for wording in (entry.family.wordings if entry.family else ()))
        for wording in name_of(entry).wordings:
            yield from (fold(name).text for name in last_names(wording.value, wording.language))
