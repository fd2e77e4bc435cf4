"""Names and sources: entries in the registers or the briefing, other names of them, and rules for single places."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from sitegen.language.folding import fold
from sitegen.language.proclitics import readings_of_first
from sitegen.language.words import is_word_border, split_words
from sitegen.model.keys import key_fields
from sitegen.model.problems import Report
from sitegen.model.project import Manuscript
from sitegen.model.registers import Actor, Entry, Place, Registers, Source, Term, name_of
from sitegen.model.site_files import CONTENT
from sitegen.model.text import Location, SourceText, Span
from sitegen.readers.briefings import read_briefing_text
from sitegen.readers.files import normal_lines
from sitegen.readers.registers import read_register
from sitegen.readers.yaml_nodes import MapNode, Node, ScalarNode
from sitegen.refusal import WRONG_USE, Refusal
from sitegen.weaving.mentions import build_matcher, find_mentions
from sitegen.weaving.string_search import find_all
from sitegen.workbench.annotated_site import OpenBriefing
from sitegen.workbench.file_changes import ChangedFile
from sitegen.workbench.open_change import SIDECAR_KEYS, Change, ChangeConflict, Keys, OpenChange, as_map, given_keys
from sitegen.workbench.yaml_items import Path, YamlFile
from sitegen.workbench.yaml_style import Value

_NOUNS: Final[Mapping[str, type]] = {
    "actors": Actor,
    "places": Place,
    "terms": Term,
    "sources": Source,
}
"""The registers to which entries are added, and their nouns."""
_LONG: Final = 5
"""Letters of a word from which on what stands before its article is taken for no letter of its own."""


def change_name(opened: OpenChange, change: Change) -> None:
    """Write what is said of a selected name: who it is, who it is not, another name, or a new entry."""
    choose = as_map(change.get("choose"))
    selected = opened.selected(change)
    if len(selected) != 1:
        raise Refusal("a name stands in one place: select its words", status=WRONG_USE)
    whole = opened.spans({**change, "at": [selected[0].start, selected[0].end], "words": []})[0]
    name, span = _without_proclitics(opened, selected[0], whole)
    if "is" in choose:
        entry = _known(opened, str(choose["is"]))
        _add_rule(opened, "mentions", {"ref": entry.id.value, "at": opened.anchor([span])})
    elif "alias_of" in choose:
        _add_alias(opened, _known(opened, str(choose["alias_of"])), name)
    elif choose.get("not"):
        at = opened.quotable.quote(span) if choose.get("every") else opened.anchor([span])
        ref = {"ref": str(choose["ref"])} if choose.get("ref") else {}
        _add_rule(opened, "not_mentions", {**ref, "at": at})
    elif "new" in choose:
        _add_named(opened, choose["new"], str(choose.get("destination")), name)
    elif "other" in choose:
        entry_id = _add_named(opened, choose["other"], str(choose.get("destination")), "")
        _add_rule(opened, "mentions", {"ref": entry_id, "at": opened.anchor([span])})
    else:
        raise Refusal("choose who or what the name means", status=WRONG_USE)


def add_source(opened: OpenChange, change: Change) -> None:
    """Add a source to the register or to the briefing; Refusal where one has its address already."""
    keys = given_keys(change.get("keys"))
    url = str(change.get("url") or "").strip()
    if url and "URL" not in keys:
        keys["URL"] = url
    known = (*opened.briefing.shared.registers.sources.values(), *opened.briefing.manuscript.sidecar.local_sources)
    for source in known:
        if source.url and str(source.url) == keys.get("URL"):
            raise Refusal(f"the source `{source.id}` has this address already", status=WRONG_USE)
    _add_entry(opened, "sources", keys, str(change.get("destination")))


def find_new_links(briefing: OpenBriefing, files: Sequence[ChangedFile]) -> tuple[Span, ...]:
    """Return the words of the article that become links, or links to something else, by changes of files."""
    manuscript, registers = briefing.manuscript, briefing.shared.registers
    for file in files:
        source = SourceText(file.path, normal_lines((file.after or b"").decode("utf-8")))
        if file.path == briefing.path:
            read = read_briefing_text(file.path, source, briefing.shared.inputs, Report()).manuscript
            manuscript = read or manuscript
        else:
            language = briefing.shared.settings.editions[0]
            registers = _with_file(registers, source, file.path.split("/")[1].removesuffix(".yaml"), language)
    before = set(_links(briefing.manuscript, briefing.shared.registers))
    return tuple(words for words, ids in _links(manuscript, registers) if (words, ids) not in before)


def _links(manuscript: Manuscript, registers: Registers) -> Iterator[tuple[Span, tuple[str, ...]]]:
    for mention in find_mentions(manuscript, build_matcher(registers), Report()):
        yield mention.words, tuple(meaning.id for meaning in mention.meanings)


def _with_file(registers: Registers, source: SourceText, register: str, language: str) -> Registers:
    read = read_register(source, register, language=language, report=Report())
    there = {key: entry for key, entry in getattr(registers, register).items() if entry.where.path != source.path}
    return replace(registers, **{register: there | {entry.id.value: entry for entry in read.entries}})


# Words


def _without_proclitics(opened: OpenChange, selected: Span, whole: Span) -> tuple[str, Span]:
    """Return a name as one would list it, and its letters' place, without what is written onto its first word.

    Taken off is what the selection leaves out, what known names do without, and what the article does without
    elsewhere; else what stands before an article alone.
    """
    text, language = opened.seed.text, opened.seed.language
    first = next((word.span for word in split_words(text, whole)), whole)
    first = Span(whole.start, max(first.end, whole.start))
    rest = text[first.end : whole.end]
    mentions = find_mentions(opened.briefing.manuscript, build_matcher(opened.briefing.shared.registers), Report())
    known = {found.name.start for found in mentions if found.words == whole}
    readings = [one for one in readings_of_first(first.of(text), language) if one.start and not one.is_last]
    for reading in readings:
        start, letters = first.start + reading.start, " ".join(reading.words)
        is_selected = selected.start == start
        has_article = letters.startswith(_ARTICLE) and len(letters) >= _LONG
        if is_selected or start in known or has_article or _has_words(opened, letters + rest):
            span = Span(start, whole.end)
            is_as_written = span.of(text).startswith(letters)
            return " ".join((letters + rest).split()), span if is_as_written else whole
    return " ".join(whole.of(text).split()), whole


def _has_words(opened: OpenChange, words: str) -> bool:
    """Tell whether these words stand in the article, whole."""
    folded = opened.quotable.folded.text
    found = find_all(opened.quotable.folded_quote(words), folded)
    return any(is_word_border(folded, one.start) and is_word_border(folded, one.end) for one in found)


_ARTICLE: Final = "ال"


# Entries


def _known(opened: OpenChange, entry_id: str) -> Entry:
    """Return an entry of the briefing or the registers; ChangeConflict where there is none any more."""
    local = opened.briefing.manuscript.sidecar.local_definitions
    found = next((one for one in local if one.id.value == entry_id), None)
    entry = found or opened.briefing.shared.registers.find(entry_id)
    if entry is None:
        raise ChangeConflict(f"nothing has the id `{entry_id}` any more", {})
    return entry


def _add_rule(opened: OpenChange, key: str, rule: dict[str, Value]) -> None:
    opened.file.insert((key,), len(opened.file.items((key,))), rule, order=SIDECAR_KEYS)


def _add_alias(opened: OpenChange, entry: Entry, words: str) -> None:
    if not isinstance(entry, Actor | Place | Term):
        raise Refusal(f"`{entry.id}` has no other names: choose an actor, place or term", status=WRONG_USE)
    if words in _names(entry):
        raise Refusal(f"`{words}` is a name of `{entry.id}` already", status=WRONG_USE)
    file = opened.file if entry.where.path == opened.briefing.path else opened.register(entry.where.path)
    path = (*_path_of(file, entry.where), "aliases")
    alias: Value = words if file.language == opened.seed.language else {"text": {opened.seed.language: words}}
    file.insert(path, len(file.items(path)), alias, order=_key_order(entry.register + "s"))


def _names(entry: Entry) -> Iterator[str]:
    texts = [name_of(entry), *(alias.text for alias in getattr(entry, "aliases", ()))]
    yield from (wording.value for text in texts for wording in text.wordings)


def _path_of(file: YamlFile, where: Location) -> Path:
    """Return the way to an entry by its place."""
    for key in _top_keys(file):
        for index, node in enumerate(file.items((key,))):
            if (node.line, node.column) == (where.line, where.column):
                return (key, index)
    raise ChangeConflict(f"{file.path} was changed meanwhile", {})


def _top_keys(file: YamlFile) -> list[str]:
    pairs = file.root.pairs if isinstance(file.root, MapNode) else ()
    return [key.value for key, _ in pairs if isinstance(key, ScalarNode)]


def _add_named(opened: OpenChange, written: object, destination: str, words: str) -> str:
    """Add an entry for a name, and its id to the briefing's list; return the id."""
    keys = given_keys(written)
    register = str(keys.pop("register", "actors"))
    if register not in ("actors", "places", "terms"):
        raise Refusal("a name is an actor, a place or a term", status=WRONG_USE)
    texts = as_map(keys.get("term" if register == "terms" else "name"))
    names = [str(one) for one in texts.values()] + [str(one) for one in keys.get("aliases", [])]
    if words and fold(words).text not in {fold(name).text for name in names}:
        keys["aliases"] = [*keys.get("aliases", []), words]
    _add_entry(opened, register, keys, destination)
    if destination == "register":
        listed = opened.file.items((register,))
        opened.file.insert((register,), len(listed), str(keys["id"]), order=SIDECAR_KEYS)
    return str(keys["id"])


def _add_entry(opened: OpenChange, register: str, keys: Keys, destination: str) -> None:
    entry_id = keys.get("id")
    if not entry_id:
        raise Refusal("a new entry needs an id", status=WRONG_USE)
    local = opened.briefing.manuscript.sidecar.local_definitions
    if opened.briefing.shared.registers.find(entry_id) or any(one.id.value == entry_id for one in local):
        raise Refusal(f"the id `{entry_id}` is taken: choose another one", status=WRONG_USE)
    order = _key_order(register)
    entry = {key: keys[key] for key in sorted(keys, key=lambda key: order.index(key) if key in order else len(order))}
    if destination == "briefing":
        opened.file.insert((register,), len(opened.file.items((register,))), entry, order=SIDECAR_KEYS)
        return
    if destination != "register":
        raise Refusal("a new entry stands in the register or in the briefing: choose one", status=WRONG_USE)
    file = opened.register(_register_path(opened, register))
    key = next(iter(_top_keys(file)), register)
    file.insert((key,), _place_of_entry(file.items((key,)), entry), entry)


def _key_order(register: str) -> list[str]:
    noun: type = _NOUNS[register]
    keys = [one.name for one in key_fields(noun)]
    return [*_FIRST, *(key for key in keys if key not in _FIRST)]


_FIRST: Final = ("id", "type")


def _register_path(opened: OpenChange, register: str) -> str:
    """Return the file of a register to which entries are added: that at the top, else the last one of its folder."""
    path = f"{CONTENT}/{register}.yaml"
    entries = getattr(opened.briefing.shared.registers, register).values()
    paths = [path] if opened.has_file(path) else [entry.where.path for entry in entries]
    return max(paths, default=path)


def _place_of_entry(items: Sequence[Node], entry: Keys) -> int:
    """Return before which item a new one stands: by its id where these are sorted, else behind the last of its type."""
    ids = [_scalar(item, "id") for item in items]
    if len(ids) > _FEW and ids == sorted(ids):
        return sum(one <= str(entry["id"]) for one in ids)
    same = [index for index, item in enumerate(items, 1) if _scalar(item, "type") == entry.get("type")]
    return same[-1] if same else len(items)


_FEW: Final = 3
"""Entries that may stand in the order of their ids by chance."""


def _scalar(node: Node, key: str) -> str:
    pairs = node.pairs if isinstance(node, MapNode) else ()
    return next((value.value for name, value in pairs if _is(name, key) and isinstance(value, ScalarNode)), "")


def _is(node: Node, key: str) -> bool:
    return isinstance(node, ScalarNode) and node.value == key
