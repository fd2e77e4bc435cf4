"""Changes that an editor makes on a page, as changes of files: pure functions of the files as they stand."""

from collections.abc import Callable, Mapping
from typing import Final

from sitegen.model.project import Annotation
from sitegen.model.text import Span
from sitegen.readers.yaml_nodes import ListNode
from sitegen.refusal import WRONG_USE, Refusal
from sitegen.workbench.annotated_site import OpenBriefing, id_of
from sitegen.workbench.entry_changes import add_source, change_name
from sitegen.workbench.file_changes import ChangedFile
from sitegen.workbench.open_change import (
    ANNOTATIONS,
    SIDECAR_KEYS,
    Change,
    ChangeConflict,
    Keys,
    OpenChange,
    ReadFile,
    as_map,
    given_keys,
    merge,
)
from sitegen.workbench.written_keys import keys_of
from sitegen.workbench.yaml_items import Path

NOTE_KEYS: Final = (
    "id", "kind", "entry", "at", "speaker", "via", "verb", "stance", "form", "said", "lang", "original", "translation",
    "text", "date", "place", "title", "value", "status", "as_of", "credibility", "evidence", "certainty", "likelihood",
    "confidence", "basis", "body", "refs", "sources", "author", "created", "modified", "params",
)  # fmt: skip
"""The keys of a note in the order in which they are written."""


def make_change(change: Change, briefing: OpenBriefing, read: ReadFile) -> tuple[ChangedFile, ...]:
    """Return the files that a change changes; nothing is written.

    Refusal, with what to do, where it cannot be made; ChangeConflict where others changed the same.
    """
    made = _CHANGES.get(str(change.get("do")))
    if made is None:
        raise Refusal(f"there is no change `{change.get('do')}`", status=WRONG_USE)
    opened = OpenChange(briefing, read)
    made(opened, change)
    return opened.changes()


def _add_note(opened: OpenChange, change: Change) -> None:
    spans, keys = opened.spans(change), given_keys(change.get("note"))
    if "kind" not in keys:
        raise Refusal("a note needs a kind", status=WRONG_USE)
    if spans:
        keys["at"] = opened.anchor(spans)
    note = {key: keys[key] for key in sorted(keys, key=_rank_of_key)}
    place = opened.place_in_order(spans)
    opened.file.insert((ANNOTATIONS,), place, note, order=SIDECAR_KEYS)


def _rank_of_key(key: str) -> int:
    return NOTE_KEYS.index(key) if key in NOTE_KEYS else len(NOTE_KEYS)


def _edit_note(opened: OpenChange, change: Change) -> None:
    note, number = opened.note(str(change.get("id")))
    path = (ANNOTATIONS, number)
    now = keys_of(note)
    if str(now.get("id", "")).startswith("_"):
        del now["id"]  # a made one, which no writer can have written
    before, after = as_map(change.get("before")), given_keys(change.get("note"))
    merged = merge(now, before, after, f"{opened.briefing.path}: the note")
    opened.file.change(path, now, merged, order=NOTE_KEYS)
    if "at" in change:
        _move_note(opened, number, note, opened.spans(change))


def _move_note(opened: OpenChange, number: int, note: Annotation, spans: tuple[Span, ...]) -> None:
    """Write other places of a note."""
    path = (ANNOTATIONS, number, "at")
    if spans == tuple(sorted(opened.briefing.places[id_of(note)])):
        return
    if spans:
        opened.file.rewrite(path, opened.anchor(spans), order=NOTE_KEYS)
    elif note.at:
        opened.file.remove(path)


def _delete_note(opened: OpenChange, change: Change) -> None:
    note, number = opened.note(str(change.get("id")))
    before, now = as_map(change.get("before")), keys_of(note)
    changed = [key for key, value in before.items() if now.get(key) != value]
    if changed:
        raise ChangeConflict(f"{opened.briefing.path}: `{changed[0]}` of the note was changed meanwhile", now)
    opened.file.remove((ANNOTATIONS, number))


def _move_anchor(opened: OpenChange, change: Change) -> None:
    """Write one quote of a note anew, on the words that are selected for it."""
    note, number = opened.note(str(change.get("id")))
    index, spans = change.get("index"), opened.spans(change)
    if not isinstance(index, int) or not 0 <= index < len(note.at) or len(spans) != 1:
        raise Refusal("one quote of the note moves to one place: select its words", status=WRONG_USE)
    path: Path = (ANNOTATIONS, number, "at")
    path = (*path, index) if isinstance(opened.file.at(path), ListNode) else path
    opened.file.rewrite(path, opened.anchor(spans))


# The briefing


def _edit_briefing(opened: OpenChange, change: Change) -> None:
    now = _without_defaults(keys_of(opened.briefing.manuscript.sidecar)) if opened.briefing.content else {}
    before, given = _without_defaults(as_map(change.get("before"))), as_map(change.get("keys"))
    before = {key: value for key, value in before.items() if key in given}
    merged = merge(now, before, _without_defaults(given_keys(given)), opened.briefing.path)
    for key in given:
        if key in merged and key in now:
            opened.file.change((key,), now[key], merged[key])
        elif key in merged:
            opened.file.set((key,), merged[key], order=SIDECAR_KEYS)
        elif key in now:
            opened.file.remove((key,))


def _without_defaults(keys: Keys) -> Keys:
    """Return the keys of a briefing without those that say what holds anyway."""
    return {key: value for key, value in keys.items() if not (key in _FALSE_ANYWAY and value is False)}


_FALSE_ANYWAY: Final = ("draft", "noindex")


_CHANGES: Final[Mapping[str, Callable[[OpenChange, Change], None]]] = {
    "add-note": _add_note,
    "edit-note": _edit_note,
    "delete-note": _delete_note,
    "move-anchor": _move_anchor,
    "edit-briefing": _edit_briefing,
    "name": change_name,
    "add-source": add_source,
}
