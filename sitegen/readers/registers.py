"""The registers: `content/actors.yaml`, `content/actors/*.yaml`, and so on for the other six; rules between entries."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

from sitegen.model.forms import is_windows_name
from sitegen.model.nearest import nearest_meaning
from sitegen.model.problems import Report
from sitegen.model.registers import Actor, Claim, Entry, Event, Place, Registers, Source, Term, Topic
from sitegen.model.text import Location, SourceText
from sitegen.model.wording import Text, Wording, Written
from sitegen.readers.context import Context, Label, as_item, refuse_type, shown
from sitegen.readers.decode import decode_noun
from sitegen.readers.documents import read_root
from sitegen.readers.maps import refuse_duplicate, refuse_key
from sitegen.readers.samples import sample_of
from sitegen.readers.yaml_nodes import ListNode, MapNode, Node, ScalarNode

NOUN_OF_REGISTER: Final[Mapping[str, type]] = MappingProxyType(
    {
        "actors": Actor,
        "places": Place,
        "terms": Term,
        "sources": Source,
        "topics": Topic,
        "claims": Claim,
        "events": Event,
    }
)
"""Each register's noun by its name: the file's, the folder's and the top key's."""


@dataclass(frozen=True, slots=True)
class RegisterFile:
    """What one file of a register holds."""

    register: str
    """`actors`, `places` …"""
    path: str
    entries: tuple[Entry, ...]
    declared: tuple[Written, ...]
    """Every id that stands in it, those of broken entries too."""
    is_whole: bool
    """False where the file could not be read, so that an id that is not found may well stand in it."""


def read_register(source: SourceText, register: str, *, language: str, report: Report) -> RegisterFile:
    """Return the entries of one file of a register; texts that name no language are in `language`."""
    noun = NOUN_OF_REGISTER[register]
    label = Label(register, f"the register {register}", is_item=True)
    sample = f"{register}:\n  " + label.sample_map(sample_of(noun)).replace("\n", "\n  ")
    root = read_root(source, report, expected=sample)
    if root is None:
        return unread_register(register, source.path)
    context = Context(source.path, language, report, source=source)
    nodes = _items(root, register, context, sample)
    if nodes is None:
        return unread_register(register, source.path)
    decoded: Iterable[Any] = (decode_noun(noun, node, context, label) for node in nodes)
    entries = tuple(entry for entry in decoded if entry is not None)
    return RegisterFile(register, source.path, entries, tuple(context.declared), is_whole=True)


def unread_register(register: str, path: str) -> RegisterFile:
    """Return the stand-in for a file that could not be read."""
    return RegisterFile(register, path, (), (), is_whole=False)


def join_registers(files: Iterable[RegisterFile], report: Report) -> Registers:
    """Return all entries by their ids, in the order of files and lines.

    Ids are one namespace without regard to case: of those that stand twice the first is kept, and both are told.
    """
    files = tuple(files)
    kept = _first_of_each(files, report)
    entries: dict[str, dict[str, Any]] = {register: {} for register in NOUN_OF_REGISTER}
    for file in files:
        entries[file.register].update((one.id.value, one) for one in file.entries if one.id.where in kept)
    return Registers(**entries)


def check_parents(actors: Mapping[str, Actor], report: Report) -> None:
    """Report each circle of parents once, at its first actor, with the chain."""
    settled: set[str] = set()
    for start in actors:
        chain: list[str] = []
        current: str | None = start
        while current and current in actors and current not in settled and current not in chain:
            chain.append(current)
            parent = actors[current].parent
            current = parent.id if parent else None
        if current and current in chain:
            circle = chain[chain.index(current) :]
            message = f"actors are parts of each other in a circle: {' → '.join([*circle, circle[0]])}"
            if parent := actors[circle[0]].parent:
                report.error("parent-cycle", message, parent.where, found=parent.id, help="take one `parent` out")
        settled.update(chain)


def check_names(actors: Mapping[str, Actor], report: Report) -> None:
    """Warn of names that two actors bear everywhere and at all times, so that no article can tell them apart."""
    first: dict[str, tuple[Actor, Wording]] = {}
    for actor in actors.values():
        for wording in _names_found_everywhere(actor):
            name = unicodedata.normalize("NFC", wording.value).casefold()
            other, place = first.setdefault(name, (actor, wording))
            if other is not actor:
                where = place.where
                message = (
                    f"`{wording.value}` is a name of `{other.id}` too, at {where.path}:{where.line}:{where.column}"
                )
                narrow = f"`match` or `valid`:\n- {{text: {as_item(wording.value)}, match: briefing}}"
                if wording in actor.name.wordings:
                    narrow = "`match` beside its `name`:\nmatch: briefing"
                way_out = f"it is linked only where one of them is listed; narrow it by {narrow}"
                report.warn("alias-twice", message, wording.where, found=wording.value, help=way_out)


def refuse_second_id(second: Written, first: Written, report: Report) -> None:
    """Report an id that is taken, with both places."""
    where = first.where
    message = f"the id `{second.value}` is taken at {where.path}:{where.line}:{where.column}"
    case = "" if second.value == first.value else "; upper and lower case are alike"
    report.error(
        "duplicate-id", message, second.where, found=second.value, help=f"give one of the two another id{case}"
    )


def _first_of_each(files: Iterable[RegisterFile], report: Report) -> set[Location]:
    """Return the places of the ids that are the first of their kind; the others are reported."""
    first: dict[str, Written] = {}
    for file in files:
        for written in file.declared:
            known = first.setdefault(written.value.lower(), written)
            if known is not written:
                refuse_second_id(written, known, report)
            elif is_windows_name(written.value):  # each entry has a page that is called by its id
                message = f"no file can be called `{written.value}` on Windows"
                way_out = f"take another id:\nid: {written.value}_1"
                report.error("reserved-name", message, written.where, found=written.value, help=way_out)
    return {written.where for written in first.values()}


def _items(root: Node, register: str, context: Context, sample: str) -> list[Node] | None:
    """Return the list under the register's key; None where there is something else, which is reported."""
    title = f"the register {register}"
    if type(root) is not MapNode:
        refuse_type(root, context, title, expected=f"a map with the key `{register}`", sample=sample)
        return None
    file_name = context.path.rpartition("/")[2].removesuffix(".yaml")  # a register's folder may hold several files
    found: ScalarNode | None = None
    items: list[Node] | None = []
    for key, value in root.pairs:
        if type(key) is not ScalarNode:
            refuse_key(key, context, title)
        elif key.value not in (register, file_name):
            guess = nearest_meaning(key.value, (register,))
            alone = f"the file's only key is `{register}:`, and its entries stand below it"
            message = f"unknown key `{shown(key.value)}` in the register {register}"
            way_out = f"did you mean `{register}`?" if guess else alone
            context.report.error("unknown-key", message, context.at(key), found=key.value, help=way_out)
            items = None if found is None else items
        elif found is not None:
            refuse_duplicate(key, context, title, found)
        else:
            found, items = key, _listed(value, register, context, sample)
    return items


def _listed(value: Node, register: str, context: Context, sample: str) -> list[Node] | None:
    if type(value) is ListNode:
        return value.items
    if type(value) is ScalarNode and value.is_null:
        return []
    refuse_type(value, context, f"`{register}`", expected="a list", sample=sample)
    return None


def _names_found_everywhere(actor: Actor) -> Iterator[Wording]:
    names: dict[str, Wording] = {}
    texts: list[Text] = [actor.name] if actor.match in (None, "auto") else []
    texts += [
        alias.text for alias in actor.aliases if (alias.match or actor.match or "auto") == "auto" and not alias.valid
    ]
    for text in texts:
        for wording in text.wordings:
            names.setdefault(wording.value, wording)
    yield from names.values()
