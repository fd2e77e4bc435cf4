"""The files that a change is made to: a briefing's sidecar and the registers, as they stand and as they are to be."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

from sitegen.language.words import split_words, widen_to_clusters, widen_to_words
from sitegen.model.forms import is_slug
from sitegen.model.keys import key_fields
from sitegen.model.project import Annotation, Sidecar
from sitegen.model.site_files import SEEDS, stem_of
from sitegen.model.text import Location, Span
from sitegen.refusal import WRONG_USE, Refusal
from sitegen.schemas.schema_files import schema_line
from sitegen.weaving.pasting import write_scalar
from sitegen.weaving.quotable import Quotable
from sitegen.workbench.annotated_site import OpenBriefing, id_of
from sitegen.workbench.file_changes import ChangedFile
from sitegen.workbench.yaml_items import YamlFile
from sitegen.workbench.yaml_style import Value

Keys = dict[str, Any]
"""Of a note, briefing or entry, as `keys_of` gives them."""
Change = Mapping[str, Any]
"""What is to be changed, as a page's script tells it."""
ReadFile = Callable[[str], bytes | None]
"""Returns a file's bytes by its path; None where there is none."""

SIDECAR_KEYS: Final = tuple(one.name for one in key_fields(Sidecar))
ANNOTATIONS: Final = "annotations"


class ChangeConflict(Refusal):
    """What a change was made from is not what stands there now."""

    def __init__(self, message: str, now: Keys) -> None:
        super().__init__(message, status=WRONG_USE)
        self.now = now
        """The keys as they stand; none where there is nothing any more."""


class OpenChange:
    """A briefing's sidecar, and the registers, while they are being changed."""

    def __init__(self, briefing: OpenBriefing, read: ReadFile) -> None:
        self.briefing = briefing
        self._read = read
        self._before: dict[str, bytes | None] = {briefing.path: briefing.content}
        self.seed = briefing.manuscript.seed
        self.quotable = Quotable(self.seed)
        raw = _begin(briefing) if briefing.content is None else briefing.content.decode("utf-8")
        self.file = YamlFile(briefing.path, raw, self.seed.language)
        self._files = {briefing.path: self.file}
        self._raw = {briefing.path: raw}

    def register(self, path: str) -> YamlFile:
        """Return a file of a register; one that is begun where there is none."""
        if path not in self._files:
            content = self._before[path] = self._read(path)
            self._raw[path] = f"{schema_line(path)}\n" if content is None else content.decode("utf-8")
            language = self.briefing.shared.settings.editions[0]
            self._files[path] = YamlFile(path, self._raw[path], language)
        return self._files[path]

    def has_file(self, path: str) -> bool:
        """Tell whether a file of a register is there."""
        return self._read(path) is not None

    def changes(self) -> tuple[ChangedFile, ...]:
        """Return the files that were changed, each read again and compared with what it is to say."""
        changed = [(path, file) for path, file in self._files.items() if file.raw != self._raw[path]]
        for _, file in changed:
            file.check()
        return tuple(ChangedFile(path, self._before[path], file.raw.encode("utf-8")) for path, file in changed)

    def note(self, note_id: str) -> tuple[Annotation, int]:
        """Return a note and the number of its item; ChangeConflict where it is gone."""
        note = self.briefing.note(note_id)
        if note is None:
            raise ChangeConflict(f"{self.briefing.path}: the note `{note_id}` is not there any more", {})
        return note, self._number_of(note.where)

    def _number_of(self, where: Location) -> int:
        listed = self.file.items((ANNOTATIONS,))
        return next(
            index for index, node in enumerate(listed) if (node.line, node.column) == (where.line, where.column)
        )

    def place_in_order(self, spans: Sequence[Span]) -> int:
        """Return before which item a note on these spans is to stand: behind the one that comes before it in the text.

        A note of the whole article stands behind the others of that sort, at the list's end where there are none.
        """
        listed = self.file.items((ANNOTATIONS,))
        notes = [(self._number_of(note.where), note) for note in self.briefing.manuscript.annotations]
        whole = [number for number, note in notes if not note.at]
        if not spans:
            return whole[-1] + 1 if whole else len(listed)
        places = ((self.briefing.places[id_of(note)], number) for number, note in notes)
        starts = [(min(place.start for place in found), number) for found, number in places if found]
        before = [one for one in starts if one[0] <= spans[0].start]
        if before:
            return max(before)[1] + 1
        return min((number for _, number in starts), default=len(listed)) if starts else len(listed)

    def anchor(self, spans: Sequence[Span]) -> Value:
        """Return `at` for these spans: the article's words, and what settles their place where they recur."""
        selectors = [_selector(one) for one in self.quotable.selectors(spans)]
        return selectors[0] if len(selectors) == 1 else selectors

    def spans(self, change: Change) -> tuple[Span, ...]:
        """Return the places of a change in the order of the text, widened to whole characters and words."""
        spans = self.selected(change)
        widened = [widen_to_clusters(self.seed.text, span) for span in spans]
        if change.get("whole_words", True):
            words_there = split_words(self.seed.text)
            widened = [widen_to_words(span, words_there) for span in widened]
        return tuple(_joined(sorted(widened)))

    def selected(self, change: Change) -> list[Span]:
        """Return the places of a change as they were selected; ChangeConflict where other words stand there now."""
        written, words = change.get("at") or [], change.get("words") or []
        words = [words] if isinstance(words, str) else words
        is_one = isinstance(written, list) and written and isinstance(written[0], int)
        spans = [_span(one, self.seed.text) for one in ([written] if is_one else written)]
        for span, expected in zip(spans, words, strict=False):
            if "".join(span.of(self.seed.text).split()) != "".join(str(expected).split()):
                raise ChangeConflict(f"{SEEDS}/{self.seed.name} was changed: select the words again", {})
        return [_trimmed(span, self.seed.text) for span in spans]


def _begin(briefing: OpenBriefing) -> str:
    """Return the first lines of the sidecar of a seed that has none: a draft."""
    seed = briefing.manuscript.seed
    stem = stem_of(briefing.path)
    lines = [schema_line(briefing.path), "draft: true   # take this line out to publish"]
    lines.append(f"seed: {write_scalar(seed.name)}")
    if not is_slug(stem) or briefing.slug != stem:
        lines.append(f"slug: {briefing.slug}")
    lines.append(f"lang: {seed.language}")
    return "\n".join(lines) + "\n"


def _span(written: object, text: str) -> Span:
    places = written if isinstance(written, list | tuple) else ()
    if [type(one) for one in places] != [int, int]:
        raise Refusal("a place is two numbers: where it begins and where it ends", status=WRONG_USE)
    start, end = places
    if not 0 <= start < end <= len(text) or not text[start:end].strip():
        raise Refusal("select some words of the article", status=WRONG_USE)
    return Span(start, end)


def _trimmed(span: Span, text: str) -> Span:
    words = span.of(text)
    return Span(span.start + len(words) - len(words.lstrip()), span.end - len(words) + len(words.rstrip()))


def _joined(spans: Iterable[Span]) -> list[Span]:
    """Return sorted spans of which those that overlap are one."""
    joined: list[Span] = []
    for span in spans:
        if joined and span.start < joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined


def _selector(keys: dict[str, str | int]) -> Value:
    return str(keys["exact"]) if [*keys] == ["exact"] else dict(keys)


def tidy(value: object) -> Any:  # noqa: ANN401 - a value of JSON
    """Return a value without what is empty in it; texts without white space around them."""
    if isinstance(value, str):
        return value.replace("\r\n", "\n").replace("\r", "\n").strip()
    if isinstance(value, Mapping):
        kept = {str(key): tidy(part) for key, part in value.items()}
        return {key: part for key, part in kept.items() if part not in ("", None, [], {})}
    if isinstance(value, list | tuple):
        return [one for part in value if (one := tidy(part)) not in ("", None, [], {})]
    return value


def given_keys(written: object) -> Keys:
    """Return the keys that an editor gives."""
    return {key: value for key, value in as_map(tidy(written)).items() if key != "at"}


def as_map(written: object) -> Keys:
    """Return a map of JSON; an empty one where it is none."""
    return dict(written) if isinstance(written, Mapping) else {}


def merge(now: Keys, before: Keys, after: Keys, what: str) -> Keys:
    """Return what stands there now with what was changed from `before` to `after`, in maps key by key.

    `params`, which no form shows, stay. ChangeConflict where others changed the same in another way.
    """
    return _merge(now, before, after, lambda key: ChangeConflict(f"{what}: `{key}` was changed meanwhile", now))


def _merge(now: Keys, before: Keys, after: Keys, conflict: Callable[[str], ChangeConflict]) -> Keys:
    merged = dict(now)
    for key in [*before, *(key for key in after if key not in before)]:
        old, new, there = before.get(key), after.get(key), now.get(key)
        if new in (tidy(old), there) or (new is None and key == "params"):
            continue
        if all(isinstance(one, dict) for one in (old, new, there)):
            merged[key] = _merge(as_map(there), as_map(old), as_map(new), conflict)
        elif there != old:
            raise conflict(key)
        elif new is None:
            merged.pop(key, None)
        else:
            merged[key] = new
    return {key: merged[key] for key in [*(key for key in after if key in merged), *merged]}
