"""References that lead nowhere, or to something of another sort: what can be told only when all has been read."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, is_dataclass
from functools import cache
from typing import Any, Final, get_args

from sitegen.model.forms import AUTHOR
from sitegen.model.keys import key_fields
from sitegen.model.nearest import nearest_few
from sitegen.model.problems import Report
from sitegen.model.project import Annotation, Face, Sidecar
from sitegen.model.wording import Reference, Written
from sitegen.readers.context import shown
from sitegen.readers.nouns import TITLE_OF_REGISTER
from sitegen.readers.registers import NOUN_OF_REGISTER, RegisterFile, refuse_second_id
from sitegen.readers.unseen import first_unseen, name_unseen

ANYTHING: Final = "any"
"""In `Key.refers_to`: notes of the same briefing, entries of all registers, `slug#id`."""
BROKEN_PIECE: Final = "broken"
"""The register of an id whose piece was left out: what it was cannot be told, so it may be anything."""


@dataclass(frozen=True, slots=True)
class Pointer:
    """A reference with the key that carries it."""

    reference: Reference
    key: str
    refers_to: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """Everything that a reference may mean."""

    register_of: Mapping[str, str]
    """Register by the id of an entry: `actor`, or `broken`."""
    first_of: Mapping[str, Written]
    """Where an id stands, by the id in lower case."""
    unread: frozenset[str]
    """Registers of which a file could not be read."""
    world: "World"


@dataclass(frozen=True, slots=True)
class World:
    """What is known of the other briefings of a site."""

    slugs: Collection[str] = ()
    """Of all of them."""
    faces: Mapping[str, Face] = field(default_factory=dict)
    """Of those at least that are named, by slug."""
    slug_of_alias: Mapping[str, str] = field(default_factory=dict)


def know_registers(files: Iterable[RegisterFile]) -> Known:
    """Return what references may mean where no other briefing is known."""
    register_of: dict[str, str] = {}
    first_of: dict[str, Written] = {}
    unread = set()
    for file in files:
        register: str = getattr(NOUN_OF_REGISTER[file.register], "register", "")
        for written in file.declared:
            register_of.setdefault(written.value, register)
            first_of.setdefault(written.value.lower(), written)
        if not file.is_whole:
            unread.add(register)
    return Known(register_of, first_of, frozenset(unread), World())


def know_world(faces: Iterable[Face]) -> World:
    """Return what is known of these briefings, which are all there are."""
    by_slug = {face.slug: face for face in faces}
    return World(by_slug, by_slug, {alias.value: face.slug for face in by_slug.values() for alias in face.aliases})


def briefings_named(noun: object) -> tuple[str, ...]:
    """Return the slugs, or what is written in their place, of the briefings that a noun refers to, each once."""
    found = (pointer.reference.id.partition("#")[0] for pointer in pointers_in(noun) if _leads_elsewhere(pointer))
    return tuple(dict.fromkeys(found))


def _leads_elsewhere(pointer: Pointer) -> bool:
    return pointer.refers_to == ("briefing",) or "#" in pointer.reference.id


def pointers_in(noun: object) -> Iterator[Pointer]:
    """Yield every reference in a noun and the nouns within it."""
    noun_type: type = type(noun)
    for attribute, key, refers_to in _ways_to_references(noun_type):
        value: Any = getattr(noun, attribute)
        if value is None or value == ():
            continue
        for one in value if type(value) is tuple else (value,):
            if type(one) is Reference:
                yield Pointer(one, key, _wanted(noun, key, refers_to))
            elif not isinstance(one, Written):
                yield from pointers_in(one)


def _wanted(noun: object, key: str, refers_to: tuple[str, ...]) -> tuple[str, ...]:
    """Return the registers that fit; a note's `entry` is of the register of its kind."""
    return (noun.kind,) if key == "entry" and isinstance(noun, Annotation) else refers_to


@cache
def _ways_to_references(noun: type) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """Return the fields of a noun in which references may be: attribute, key, registers."""
    ways = ((one.attribute, one.name, one.key.refers_to, one.type) for one in key_fields(noun))
    return tuple(
        (attribute, key, refers_to) for attribute, key, refers_to, hint in ways if refers_to or _leads_on(hint)
    )


def _leads_on(hint: object) -> bool:
    if isinstance(hint, type) and is_dataclass(hint):
        noun: type = hint
        return bool(_ways_to_references(noun))
    return any(_leads_on(part) for part in get_args(hint))


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

    def __init__(self, known: Known, report: Report) -> None:
        self._known = known
        self._report = report
        self._guesses: dict[tuple[str, tuple[str, ...]], tuple[str, ...]] = {}

    def check_entries(self, entries: Iterable[object]) -> None:
        """Report the references of registers' entries that lead nowhere."""
        for entry in entries:
            self._check(entry, {})

    def check_briefing(self, face: Face, sidecar: Sidecar | None) -> None:
        """Report a briefing's references that lead nowhere, and its ids that stand twice or hide a register's.

        Without a sidecar, which then could not be read, or its seed could not, only ids are looked at.
        """
        own: dict[str, Written] = {}
        for written in face.declared:
            folded = written.value.lower()
            first = self._known.first_of.get(folded) or own.get(folded)
            if first:
                refuse_second_id(written, first, self._report)
            own.setdefault(folded, written)
        if sidecar:
            self._check(sidecar, dict(face.local))

    def _check(self, noun: object, local: Mapping[str, str]) -> None:
        """Report every reference in a noun that leads nowhere; `local` has the registers of the briefing's own ids."""
        for pointer in pointers_in(noun):
            if pointer.refers_to == ("briefing",):
                self._check_slug(pointer)
            elif "#" in pointer.reference.id:
                self._check_elsewhere(pointer)
            else:
                self._check_id(pointer, local)

    def _check_id(self, pointer: Pointer, local: Mapping[str, str]) -> None:
        written, wanted = pointer.reference.id, pointer.refers_to
        if written == AUTHOR and AUTHOR in wanted:
            return
        register = local.get(written) or self._known.register_of.get(written)
        if register is None:
            if not self._may_be_unread(wanted):
                self._refuse_unknown(pointer, local)
        elif register not in wanted and wanted != (ANYTHING,) and register != BROKEN_PIECE:
            message = f"`{written}` is {TITLE_OF_REGISTER[register]}, and `{pointer.key}` must be {_either(wanted)}"
            self._refuse(pointer, message, self._nearest(pointer, local) or f"name {_either(wanted)}")

    def _may_be_unread(self, wanted: tuple[str, ...]) -> bool:
        unread = self._known.unread
        return bool(unread) if wanted == (ANYTHING,) else not unread.isdisjoint(wanted)

    def _check_slug(self, pointer: Pointer) -> None:
        written = pointer.reference.id
        world = self._known.world
        if written in world.slugs:
            return
        if written in world.slug_of_alias:
            now = world.slug_of_alias[written]
            self._refuse(pointer, f"the briefing `{shown(written)}` is called `{now}` now", f"write:\n- {now}")
            return
        guesses = nearest_few(written, world.slugs)
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
        world = self._known.world
        face = world.faces.get(slug)
        if face is None:
            way_out = _did_you_mean(tuple(f"{one}#{written}" for one in nearest_few(slug, world.slugs)))
            self._refuse(pointer, f"no briefing has the slug `{shown(slug)}`", way_out or "write `slug#id`")
        elif face.is_whole and written not in (ids := dict(face.local)):
            way_out = _did_you_mean(tuple(f"{slug}#{one}" for one in nearest_few(written, ids)))
            message = f"the briefing `{slug}` has no note or definition `{shown(written)}`"
            self._refuse(pointer, message, way_out or "give the note there an `id`, and name it here")

    def _refuse_unknown(self, pointer: Pointer, local: Mapping[str, str]) -> None:
        written, wanted = pointer.reference.id, tuple(one for one in pointer.refers_to if one != AUTHOR)
        unseen = first_unseen(written)
        seen = f" (it holds {name_unseen(unseen)})" if unseen else ""
        what = "nothing here" if wanted == (ANYTHING,) else f"no {' or '.join(wanted)}"
        way_out = self._nearest(pointer, local)
        if not way_out and wanted != (ANYTHING,):
            way_out = f"add it to content/{wanted[0]}s.yaml:\n{wanted[0]}s:\n  - id: {shown(written)}"
        self._refuse(pointer, f"{what} has the id `{shown(written)}`{seen}", way_out or "check the spelling of the id")

    def _nearest(self, pointer: Pointer, local: Mapping[str, str]) -> str:
        written, wanted = pointer.reference.id, pointer.refers_to
        if (written, wanted) not in self._guesses:
            self._guesses[written, wanted] = nearest_few(written, _fitting(self._known.register_of, wanted))
        extra = (AUTHOR,) if AUTHOR in wanted else ()
        candidates = (*self._guesses[written, wanted], *_fitting(local, wanted), *extra)
        return _did_you_mean(nearest_few(written, candidates))

    def _refuse(self, pointer: Pointer, message: str, way_out: str) -> None:
        reference = pointer.reference
        self._report.error("unknown-ref", message, reference.where, found=reference.id, help=way_out)


def _fitting(register_of: Mapping[str, str], wanted: tuple[str, ...]) -> tuple[str, ...]:
    """Return the ids of the wanted registers."""
    return tuple(one for one, register in register_of.items() if wanted == (ANYTHING,) or register in wanted)


def _either(wanted: tuple[str, ...]) -> str:
    return " or ".join("`author`" if one == AUTHOR else TITLE_OF_REGISTER[one] for one in wanted)


def _did_you_mean(guesses: tuple[str, ...]) -> str:
    return f"did you mean {' or '.join(f'`{one}`' for one in guesses)}?" if guesses else ""
