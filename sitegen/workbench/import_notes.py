"""Notes of other tools into the sidecar of a seed: read, anchored anew, written behind those that are there.

The sidecar is composed as it will stand on the disk, read again, and compared with what it is to say before anything
is written; what it could not hold is left out, told, and kept in a file beside it.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePath
from typing import Final

from sitegen.language.scripts import guess_language, scripts_of
from sitegen.model.forms import is_slug
from sitegen.model.nearest import nearest
from sitegen.model.problems import Problem, Report, Severity
from sitegen.model.project import Annotation, Manuscript, Seed
from sitegen.model.site_files import SEEDS, SIDECARS, stem_of
from sitegen.model.text import Location, SourceText, Span
from sitegen.output.errors import machine_fault
from sitegen.readers.briefings import BriefingFile, free_slug, read_briefing, read_briefing_text
from sitegen.readers.files import decode_text, normal_lines
from sitegen.readers.project import SharedContent, check_references, list_briefings, read_shared_content
from sitegen.readers.references import briefings_named, describe_briefings
from sitegen.refusal import WRONG_USE, Refusal
from sitegen.schemas.schema_files import schema_line
from sitegen.weaving.anchors import QuoteFinder
from sitegen.weaving.pasting import write_scalar
from sitegen.workbench.exchange_files import write_file
from sitegen.workbench.file_changes import replace_file
from sitegen.workbench.foreign_notes import ForeignNote
from sitegen.workbench.hypothesis_notes import read_hypothesis
from sitegen.workbench.linked_data_notes import read_linked_data
from sitegen.workbench.located_json import read_json
from sitegen.workbench.note_anchors import QuoteAnchorer
from sitegen.workbench.note_yaml import Line, add_notes, write_note
from sitegen.workbench.sheet_notes import read_note_sheet

MOST_BYTES: Final = 64 * 2**20
"""Of a file of notes: a hundred times what anybody exports."""

_ORDER: Final = (
    "id",
    "kind",
    "at",
    "entry",
    "title",
    "text",
    "speaker",
    "via",
    "verb",
    "stance",
    "form",
    "said",
    "body",
)
"""Keys that stand first in a note, in this order; the others as they come."""
_TEXTS: Final = ("title", "body", "text", "author", "verb", "translation", "basis")
_WHOLE: Final = frozenset(("id", "kind", "at"))
"""Keys without which a note is not this note."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportWish:
    """The options of an import."""

    root: Path
    """The site's folder."""
    file: Path
    seed: str
    """The name of the seed's file, its stem, or its path."""
    form: str = ""
    """`hypothesis`, `jsonld` or `csv`; empty to tell by the file."""
    headings: Mapping[str, str] = field(default_factory=dict)
    """The file's own headings by our columns."""


@dataclass(slots=True, kw_only=True)
class Imported:
    """A sidecar with more notes, before it is written."""

    path: str
    """Of the sidecar, relative to the site's folder."""
    before: bytes | None
    """None where there is no sidecar yet."""
    after: bytes
    added: int
    kept: list[dict[str, object]]
    """What did not fit."""
    report: Report


def import_notes(wish: ImportWish) -> Imported:
    """Return the sidecar with the notes of the file, as far as they fit; nothing is written.

    What does not fit is reported. Refusal with status 2 where there is no such seed, or its sidecar cannot be added to.
    """
    report = Report()
    shared = list_briefings(read_shared_content(wish.root, Report()), Report())
    target = _find_target(wish, shared)
    source = _read_source(wish.file, report)
    notes = _read_notes(source, wish, target, report) if source else []
    fitting = _Import(shared, target, report).compose(notes)
    fitting.report = report
    return fitting


def write_import(found: Imported, *, root: Path) -> None:
    """Write the sidecar, and beside it what did not fit; OutputError where the machine fails."""
    if found.added:
        target = root / found.path
        if found.before is None:
            _write_new(target, found.after)
        else:
            replace_file(target, before=found.before, after=found.after)
    if found.kept:
        file = root / kept_path(found.path)
        there = _kept_there(file)
        entries = there + [one for one in found.kept if one not in there]
        kept = json.dumps({"notes": entries}, ensure_ascii=False, indent=1) + "\n"
        # Half a character, which an escape can bring, stays one.
        write_file(file, kept.encode(errors="backslashreplace"))


def kept_path(sidecar: str) -> str:
    """Return the path of the file that keeps what did not fit into a sidecar."""
    return f"{sidecar.removesuffix('.yaml')}.import.json"


def _write_new(path: Path, content: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            file.write(content)
    except OSError as error:
        raise machine_fault(path, error) from error


def _kept_there(file: Path) -> list[object]:
    """Return what an earlier import kept; Refusal where the file was made by somebody else."""
    if not file.exists():
        return []
    try:
        notes = json.loads(file.read_bytes())["notes"]
        if isinstance(notes, list):
            return notes
    except (ValueError, LookupError, TypeError):
        pass
    raise Refusal(f"{file} is not what an import keeps: move it away, and run the command again", status=WRONG_USE)


@dataclass(frozen=True, slots=True)
class _Target:
    """The seed and its sidecar."""

    path: str
    content: bytes | None
    """None where there is no sidecar yet."""
    text: SourceText
    """Of the sidecar, or of the one that is begun."""
    briefing: BriefingFile
    manuscript: Manuscript

    @property
    def seed(self) -> Seed:
        return self.manuscript.seed

    @property
    def language(self) -> str:
        """Return the language of texts that name none."""
        return self.seed.language


def _find_target(wish: ImportWish, shared: SharedContent) -> _Target:
    inputs, name = shared.inputs, PurePath(wish.seed).name
    seed = inputs.seed_named(name) or inputs.seed_named(f"{name}.txt")
    if seed is None:
        stems = {stem_of(one): one for one in inputs.seeds.values()}
        guess = stems.get(nearest(stem_of(name) or name, stems) or "")
        meant = f"did you mean `{guess}`?" if guess else f"name a file in {SEEDS}/"
        raise Refusal(f"there is no seed `{wish.seed}`; {meant}", status=WRONG_USE)
    stem = stem_of(seed) or seed
    own = f"{SIDECARS}/{stem}.yaml"
    paths = [path for path in shared.sidecars if path == own] + [path for path in shared.sidecars if path != own]
    for path in paths:
        read = read_briefing(path, inputs, Report())
        if read.summary.seed == seed or inputs.seed_named(read.summary.seed) == seed:
            return _open_target(path, (wish.root / path).read_bytes(), shared)
    if own in shared.sidecars:
        raise Refusal(f"{own} speaks of another seed, and nothing is written over", status=WRONG_USE)
    return _begin_target(own, seed, shared)


def _open_target(path: str, content: bytes, shared: SharedContent) -> _Target:
    report = Report()
    text = decode_text(path, content, report)
    briefing = read_briefing_text(path, text, shared.inputs, report)
    if text is None or briefing.manuscript is None:
        raise Refusal(f"{path} cannot be read: `sitegen check` tells why, and nothing was added", status=1)
    return _Target(path, content, text, briefing, briefing.manuscript)


def _begin_target(path: str, seed: str, shared: SharedContent) -> _Target:
    """Return the sidecar of a seed that has none: a draft."""
    settings, report = shared.settings, Report()
    article = shared.inputs.seed_text(seed, report)
    if article is None:
        fault = next(iter(report))
        place = f"{fault.where.path}:{fault.where.line}:{fault.where.column}"
        raise Refusal(f"{place}: {fault.message}", status=1)
    stem = stem_of(seed)
    lines = [schema_line(path), "draft: true   # take this line out to publish", f"seed: {write_scalar(seed)}"]
    if not is_slug(stem):
        lines.append(f"slug: {_proposed_slug(stem, shared)}")
    lines.append(f"lang: {guess_language(article.text, settings.editions)}")
    text = SourceText(path, "\n".join(lines) + "\n")
    briefing = read_briefing_text(path, text, shared.inputs, report)
    if briefing.manuscript is None:
        raise Refusal(f"{SEEDS}/{seed} cannot be read: `sitegen check` tells why", status=1)
    return _Target(path, None, text, briefing, briefing.manuscript)


def _proposed_slug(stem: str, shared: SharedContent) -> str:
    from_stem = {stem_of(path) for path in shared.sidecars}
    return free_slug(stem, from_stem)


def _read_source(file: Path, report: Report) -> SourceText | None:
    if not file.is_file():
        raise Refusal(f"{file}: there is no such file", status=WRONG_USE)
    if file.stat().st_size > MOST_BYTES:
        message = f"the file has {file.stat().st_size:,} bytes, and at most {MOST_BYTES:,} are read"
        report.error("too-large", message, Location(str(file)), help="export fewer notes at a time")
        return None
    content = file.read_bytes()
    source = decode_text(str(file), content, report)
    # Line ends within the cells of a sheet are those of the text.
    return source and replace(source, text=normal_lines(source.text))


def _read_notes(source: SourceText, wish: ImportWish, target: _Target, report: Report) -> list[ForeignNote]:
    form = wish.form or ("csv" if wish.headings or wish.file.suffix.lower() in (".csv", ".tsv", ".txt") else "")
    if form == "csv":
        slugs = frozenset((target.manuscript.slug, stem_of(target.seed.name)))
        return read_note_sheet(source, wish.headings, slugs=slugs, report=report)
    if wish.headings:
        raise Refusal("`--map` names the columns of a CSV file", status=WRONG_USE)
    content = read_json(source, report)
    if content is None:
        return []
    if not form:
        is_linked = "Annotation" in json.dumps(content)[:MOST_BYTES] and '"@context"' in source.text
        form = "jsonld" if is_linked else "hypothesis"
    read = read_linked_data if form == "jsonld" else read_hypothesis
    return read(source, content, report)


@dataclass(slots=True)
class _NoteToAdd:
    """A note as it is to be written, and what is left of the tool's own."""

    source: ForeignNote
    keys: dict[str, object]
    left: dict[str, object]


class _Import:
    """Puts notes into one sidecar."""

    def __init__(self, shared: SharedContent, target: _Target, report: Report) -> None:
        self._shared = shared
        self._target = target
        self._report = report
        self._anchorer = QuoteAnchorer(target.seed)
        self._finder = QuoteFinder(target.seed)
        self._kept: list[dict[str, object]] = []

    def compose(self, notes: Sequence[ForeignNote]) -> Imported:
        drafts = [draft for note in notes if (draft := self._draft(note))]
        drafts = list(self._without_known(drafts))
        text, drafts = self._fit(drafts)
        self._tell_left(drafts)
        for draft in drafts:
            self._keep(draft.source, draft.left)
        target = self._target
        return Imported(
            path=target.path,
            before=target.content,
            after=text.encode("utf-8"),
            added=len(drafts),
            kept=self._kept,
            report=self._report,
        )

    def _draft(self, note: ForeignNote) -> _NoteToAdd | None:
        """Return a note with its anchors; None where a quote has no place, which is told."""
        anchors = []
        for quote in note.quotes:
            report = Report()
            anchor = self._anchorer.anchor(quote, note.where, report)
            if anchor is None:
                self._refuse(note, report)
                return None
            anchors.append(anchor["exact"] if [*anchor] == ["exact"] else anchor)
        keys = {**note.keys, **({"at": anchors[0] if len(anchors) == 1 else anchors} if anchors else {})}
        for key in _TEXTS:
            if key in keys:
                keys[key] = self._in_a_language(keys[key])
        for key in ("speaker", "via"):
            if isinstance(keys.get(key), str):
                keys[key] = self._speaker(str(keys[key]))
        ordered = [*(key for key in _ORDER if key in keys), *(key for key in keys if key not in _ORDER)]
        return _NoteToAdd(
            note, {key: keys[key] for key in ordered if keys[key] not in ("", [], {}, None)}, dict(note.left)
        )

    def _in_a_language(self, text: object) -> object:
        """Return a text as a sidecar has it: in the briefing's own language a string, else by its language."""
        if isinstance(text, str):
            text = {"": text}
        if not isinstance(text, Mapping):
            return text
        named = {language or self._guess(str(words)): str(words) for language, words in text.items()}
        return named[self._target.language] if [*named] == [self._target.language] else named

    def _guess(self, words: str) -> str:
        """Return the article's language if the words may be in it by their letters, else an edition's, else any."""
        expected = (self._target.language, *self._shared.settings.editions)
        guessed = guess_language(words, expected)
        # A note is a few words, which tell their script well and their language badly.
        return next((one for one in expected if scripts_of(one) & scripts_of(guessed)), guessed)

    def _speaker(self, written: str) -> object:
        """Return an id that is known, else the words for somebody who is not named."""
        local = dict(self._target.briefing.summary.local)
        known = written == "author" or written in self._shared.known.register_of or written in local
        return written if known else {self._guess(written): written}

    def _without_known(self, drafts: Iterable[_NoteToAdd]) -> Iterator[_NoteToAdd]:
        """Yield the notes whose ids are free; others are refused, and so is what is there already."""
        taken = {written.value.lower(): written for written in self._target.briefing.summary.declared}
        there = {self._content(note) for note in self._target.manuscript.annotations}
        for draft in drafts:
            own_id = str(draft.keys.get("id", ""))
            first = taken.get(own_id.lower()) if own_id else None
            if first:
                place = f"{first.where.path}:{first.where.line}:{first.where.column}"
                message = f"the id `{own_id}` is taken at {place}; the note was not imported"
                self._report.error("duplicate-id", message, draft.source.where, help="nothing is ever written over")
                self._keep(draft.source, {**draft.source.keys, **draft.left})
            elif not own_id and self._content_of(draft) in there:
                message = "the same note stands in the sidecar already; it was not imported again"
                self._report.warn("note-not-imported", message, draft.source.where)
            else:
                yield draft

    def _content(self, note: Annotation) -> tuple[object, ...]:
        body = note.body.wordings[0].value if note.body else ""
        return (note.kind, self._finder.place(note.at, Report()) if note.at else (), body.strip())

    def _content_of(self, draft: _NoteToAdd) -> tuple[object, ...]:
        body = draft.keys.get("body", "")
        words = next(iter(body.values()), "") if isinstance(body, Mapping) else str(body)
        spans: set[Span] = set()
        for quote in draft.source.quotes:
            found = self._anchorer.find(quote, draft.source.where, Report())
            spans |= {found} if found else set()
        return (draft.keys["kind"], tuple(sorted(spans)), str(words).strip())

    def _fit(self, drafts: list[_NoteToAdd]) -> tuple[str, list[_NoteToAdd]]:
        """Return the sidecar with these notes, without the keys and notes that it cannot hold, which are told."""
        raw = (self._target.content or self._target.text.text.encode()).decode("utf-8")
        while drafts:
            lines = [line for index, draft in enumerate(drafts) for line in write_note(index, draft.keys)]
            text, first = self._text(raw, lines)
            faults = list(self._faults(text, first, lines))
            if not faults:
                return text, drafts
            drafts = list(self._without_faults(drafts, faults))
        return raw, drafts

    def _text(self, raw: str, lines: Sequence[Line]) -> tuple[str, int]:
        """Return the sidecar with lines added, and the number of the first; Refusal where what stood there changes."""
        target, before = self._target, self._target.manuscript.sidecar
        added = add_notes(target.text, raw, lines)
        if added is None:
            message = f"{target.path}: `annotations` is written on one line: write each note behind a dash"
            raise Refusal(message, status=1)
        source = SourceText(target.path, normal_lines(added[0]))
        read = read_briefing_text(target.path, source, self._shared.inputs, Report()).manuscript
        kept = read and replace(read.sidecar, annotations=read.sidecar.annotations[: len(before.annotations)])
        if kept != before:
            raise Refusal(f"{target.path}: no note can be added without changing what stands there", status=1)
        return added

    def _faults(self, text: str, first: int, lines: Sequence[Line]) -> Iterator[tuple[int, str, Problem]]:
        """Yield what is wrong with the new lines: the note, its key, and the problem."""
        report = Report()
        source = SourceText(self._target.path, normal_lines(text))
        file = read_briefing_text(self._target.path, source, self._shared.inputs, report)
        named = briefings_named(file.manuscript.sidecar) if file.manuscript else ()
        others = [file]
        if named:
            paths = (path for path in self._shared.sidecars if path != self._target.path)
            others += [read_briefing(path, self._shared.inputs, Report()) for path in paths]
        check_references(file, self._shared, describe_briefings(one.summary for one in others), report)
        for problem in report:
            index = problem.where.line - first
            if problem.severity is Severity.ERROR and problem.where.path == source.path and 0 <= index < len(lines):
                yield lines[index].note, lines[index].key, problem

    def _without_faults(
        self, drafts: list[_NoteToAdd], faults: Sequence[tuple[int, str, Problem]]
    ) -> Iterator[_NoteToAdd]:
        for index, draft in enumerate(drafts):
            own = [(key, problem) for number, key, problem in faults if number == index]
            whole = next((problem for key, problem in own if key in _WHOLE), None)
            if whole:
                report = Report([whole])
                self._refuse(draft.source, report)
                continue
            for key, problem in own:
                if key in draft.keys:
                    draft.left[key] = draft.keys.pop(key)
                    message = f"`{key}` was left out: {problem.message}"
                    self._report.warn("note-not-imported", message, draft.source.where, help=problem.help)
            yield draft

    def _tell_left(self, drafts: Sequence[_NoteToAdd]) -> None:
        """Tell once of each thing of the tool's own that a sidecar has no place for."""
        having: dict[str, list[ForeignNote]] = {}
        for draft in drafts:
            for key in draft.source.left:
                having.setdefault(key, []).append(draft.source)
        for key, notes in having.items():
            count = f"{len(notes)} note{'' if len(notes) == 1 else 's'}"
            message = f"`{key}` has no place in a sidecar; it was left out of {count}"
            self._report.warn("note-not-imported", message, notes[0].where)

    def _refuse(self, note: ForeignNote, report: Report) -> None:
        problem = next(iter(report))
        message = f"a note was not imported: {problem.message}"
        self._report.warn("note-not-imported", message, note.where, found=problem.found, help=problem.help)
        self._keep(
            note, {**note.keys, "quotes": [_plain_quote(one.exact, one.prefix, one.suffix) for one in note.quotes]}
        )

    def _keep(self, note: ForeignNote, left: Mapping[str, object]) -> None:
        if left:
            own_id = {"id": note.keys["id"]} if note.keys.get("id") else {}
            where = {"file": PurePath(note.where.path).name, "line": note.where.line}
            self._kept.append({**where, **own_id, "left": dict(left)})


def _plain_quote(exact: str, prefix: str, suffix: str) -> dict[str, str]:
    told = {"exact": exact, "prefix": prefix, "suffix": suffix}
    return {key: value for key, value in told.items() if value}
