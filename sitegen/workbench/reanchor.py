"""Reanchoring: an article was edited, and the quotes of its sidecar follow it.

A sidecar is changed as it will stand on the disk, read again, and compared with what it is to say before anything is
told or written.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from sitegen.model.nearest import nearest_slug
from sitegen.model.problems import Problem, Report, Severity
from sitegen.model.project import Manuscript, Selector, Sidecar
from sitegen.model.settings import Settings
from sitegen.model.site_files import SEEDS, SIDECARS
from sitegen.model.text import Location, SourceText, Span
from sitegen.readers.files import decode_text, normal_lines
from sitegen.readers.project import read_project
from sitegen.readers.settings import SETTINGS_FILE
from sitegen.readers.sidecars import read_sidecar
from sitegen.refusal import Refusal
from sitegen.weaving.anchors import QuoteFinder
from sitegen.workbench.file_changes import replace_file, write_diff
from sitegen.workbench.moved_quotes import (
    AMBIGUOUS,
    CONTEXT,
    DRIFTED,
    INEXACT,
    UNPLACED,
    AnchorMover,
    FaultyAnchor,
    Move,
    find_faults,
)
from sitegen.workbench.yaml_edits import SelectorPlaces, apply_edits, find_selector_places


@dataclass(frozen=True, slots=True)
class ReanchorOptions:
    """The options of a reanchoring."""

    root: Path
    """The site's folder."""
    slugs: tuple[str, ...] = ()
    """Of these briefings only; of all where there are none."""
    with_inexact: bool = False
    """Quotes that are found in another spelling take on the article's."""


@dataclass(frozen=True)
class Question:
    """A quote that is not found as it is written, and what may be done with it."""

    path: str
    """Of the sidecar, relative to the site's folder."""
    fault: FaultyAnchor
    move: Move | None
    """What is proposed; None where only an editor can say which place is meant."""
    mover: AnchorMover

    @cached_property
    def places(self) -> tuple[Span, ...]:
        """Return the places of which one may be meant, where the quote stands in several."""
        return self.mover.equal_places(self.fault.anchor) if self.fault.problem.code == AMBIGUOUS else ()


Decide = Callable[[Question], Move | None]
"""Returns what is to be done with a quote; None to leave it as it is."""


def accept(question: Question) -> Move | None:
    """Return what is proposed."""
    return question.move


@dataclass(frozen=True, slots=True)
class MovedFile:
    """A sidecar whose quotes were moved."""

    path: str
    """Relative to the site's folder."""
    before: bytes
    after: bytes
    moves: tuple[Move, ...]
    """Of its quotes, in the order in which they are written."""
    diff: str


@dataclass(frozen=True, slots=True)
class Reanchoring:
    """Sidecars with moved quotes, and the quotes that are left."""

    files: tuple[MovedFile, ...]
    report: Report
    """The quotes that are left, and files that could not be read."""
    unplaced: tuple[Problem, ...]
    """The quotes that are missing or ambiguous."""

    @property
    def moved(self) -> int:
        """Return how many quotes are moved."""
        return sum(len(file.moves) for file in self.files)


def find_moves(options: ReanchorOptions, decide: Decide = accept) -> Reanchoring:
    """Return how the sidecars are to be changed so that their quotes are found; nothing is written.

    `decide` is asked for each quote that is not found word for word in one place, but for those that stand nowhere.
    Refusal where a slug is no briefing's.
    """
    reading, report = Report(), Report()
    project = read_project(options.root, reading)
    with_sidecar = [one for one in project.manuscripts if one.sidecar.where.path.startswith(f"{SIDECARS}/")]
    report.extend(_unread(reading, with_sidecar))
    chosen = _choose(with_sidecar, options.slugs)
    sidecars = [opened for one in chosen if (opened := open_sidecar(options.root, one, project.settings))]
    faults = [find_faults(opened.sidecar, opened.finder) for opened in sidecars]
    wanted = {DRIFTED, CONTEXT, AMBIGUOUS, *([INEXACT] if options.with_inexact else [])}
    pairs = zip(sidecars, faults, strict=True)
    moved = [
        opened.move_all([one for one in found if one.problem.code in wanted], decide, report) for opened, found in pairs
    ]
    files = tuple(file for file in moved if file)
    settled = {(file.path, move.old.where) for file in files for move in file.moves}
    unplaced = [
        one.problem
        for opened, found in zip(sidecars, faults, strict=True)
        for one in found
        if one.problem.code in UNPLACED and (opened.source.path, one.anchor.selector.where) not in settled
    ]
    return Reanchoring(files, report, tuple(unplaced))


def _unread(reading: Report, manuscripts: Iterable[Manuscript]) -> Iterator[Problem]:
    """Yield the errors that keep quotes from being looked at."""
    read = {manuscript.sidecar.where.path for manuscript in manuscripts}
    folders = (f"{SIDECARS}/", f"{SEEDS}/")
    for problem in reading:
        path = problem.where.path
        is_needed = path == SETTINGS_FILE or (path.startswith(folders) and path not in read)
        if is_needed and problem.severity is Severity.ERROR:
            yield problem


def _choose(manuscripts: Sequence[Manuscript], slugs: tuple[str, ...]) -> Sequence[Manuscript]:
    known = {manuscript.slug: manuscript for manuscript in manuscripts}
    for slug in slugs:
        if slug not in known:
            guess = nearest_slug(slug, known)
            meant = f"did you mean `{guess}`?" if guess else "`sitegen check` tells whether one cannot be read"
            raise Refusal(f"no briefing has the slug `{slug}`; {meant}", status=2)
    return [known[slug] for slug in dict.fromkeys(slugs)] if slugs else manuscripts


@dataclass(frozen=True)
class OpenSidecar:
    """A sidecar that is being changed, with its article."""

    manuscript: Manuscript
    content: bytes
    source: SourceText
    sidecar: Sidecar
    language: str
    """Of texts that name none."""

    @cached_property
    def finder(self) -> QuoteFinder:
        """Return what finds quotes in its article."""
        return QuoteFinder(self.manuscript.seed)

    def move_all(self, faults: Sequence[FaultyAnchor], decide: Decide, report: Report) -> MovedFile | None:
        """Return the file with the quotes moved of which that is decided, and can be done; None where none is moved.

        The others are reported, but for ambiguous ones.
        """
        mover = AnchorMover(self.manuscript.seed, self.finder)
        kept = self._kept([move for fault in faults if (move := self._decide(fault, mover, decide))])
        moved = {move.old.where for move in kept}
        report.extend(
            _left(fault)
            for fault in faults
            if fault.anchor.selector.where not in moved and fault.problem.code not in UNPLACED
        )
        if not kept:
            return None
        after = self._with_moves(kept)
        diff = write_diff(self.source.path, self.source.text, normal_lines(after.decode("utf-8")))
        return MovedFile(self.source.path, self.content, after, tuple(kept), diff)

    def _decide(self, fault: FaultyAnchor, mover: AnchorMover, decide: Decide) -> Move | None:
        proposed = None if fault.problem.code in UNPLACED else mover.move(fault)
        question = Question(self.source.path, fault, proposed, mover)
        return decide(question) if proposed or question.places else None

    @cached_property
    def _places(self) -> SelectorPlaces:
        return find_selector_places(self.source)

    def _kept(self, moves: list[Move]) -> list[Move]:
        """Return the moves after which the file says what it is to say: all, else one by one those that let it."""
        if self._holds(moves):
            return moves
        kept: list[Move] = []
        for move in moves:
            if self._holds([*kept, move]):
                kept.append(move)
        return kept

    def _holds(self, moves: list[Move]) -> bool:
        """Tell whether the changed file, read again, differs from the old one in the moved quotes and nothing else."""
        again = _read(self.source.path, self._with_moves(moves), self.language)
        expected = _with_selectors(self.sidecar, {move.old.where: move.new for move in moves})
        return again is not None and again[1] == expected

    def _with_moves(self, moves: list[Move]) -> bytes:
        edits = [edit for move in moves for edit in self._places.edits(move)]
        return apply_edits(self.content.decode("utf-8"), edits).encode("utf-8")


def open_sidecar(root: Path, manuscript: Manuscript, settings: Settings) -> OpenSidecar | None:
    """Return a briefing's sidecar as it stands on the disk now.

    None where it cannot be read any more, and where it is a link to an article: these are never written to.
    """
    path = manuscript.sidecar.where.path
    if (root / path).resolve().is_relative_to((root / SEEDS).resolve()):
        return None
    content, language = (root / path).read_bytes(), settings.editions[0]
    read = _read(path, content, language)
    return read and OpenSidecar(manuscript, content, *read, language)


def _read(path: str, content: bytes, language: str) -> tuple[SourceText, Sidecar] | None:
    report = Report()
    source = decode_text(path, content, report)
    file = source and read_sidecar(source, language=language, report=report)
    return (source, file.sidecar) if source and file else None


def _with_selectors(sidecar: Sidecar, new: dict[Location, Selector]) -> Sidecar:
    """Return the sidecar with some of its selectors, named by their places, replaced."""

    def moved(quotes: tuple[Selector, ...]) -> tuple[Selector, ...]:
        return tuple(new.get(quote.where, quote) for quote in quotes)

    return replace(
        sidecar,
        annotations=tuple(replace(note, at=moved(note.at)) for note in sidecar.annotations),
        mentions=tuple(replace(rule, at=moved(rule.at)) for rule in sidecar.mentions),
        not_mentions=tuple(replace(rule, at=moved(rule.at)) for rule in sidecar.not_mentions),
    )


def _left(fault: FaultyAnchor) -> Problem:
    """Return what is told of a quote that was not moved; where there is but one place, the file was in the way."""
    promise = "`sitegen reanchor` accepts it; or write"
    advice = "it cannot be moved without changing more of the file: write"
    return replace(fault.problem, help=fault.problem.help.replace(promise, advice, 1))


def write_moves(reanchoring: Reanchoring, *, root: Path) -> None:
    """Change the sidecars. OutputError where one was changed meanwhile, or the machine fails."""
    for file in reanchoring.files:
        replace_file(root / file.path, before=file.before, after=file.after)
