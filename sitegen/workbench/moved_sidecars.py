"""A sidecar with its quotes moved: the file as it will stand on the disk, read again before anyone is told of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from sitegen.model.problems import Problem, Report
from sitegen.model.project import Manuscript, Selector, Sidecar
from sitegen.model.settings import Settings
from sitegen.model.site_files import SEEDS
from sitegen.model.text import Location, SourceText
from sitegen.readers.files import decode_text, normal_lines
from sitegen.readers.sidecars import read_sidecar
from sitegen.weaving.anchors import QuoteFinder
from sitegen.workbench.diffs import write_diff
from sitegen.workbench.drifted import Fault
from sitegen.workbench.edits import apply_edits
from sitegen.workbench.moved_anchors import AnchorMover, Move
from sitegen.workbench.selector_edits import SelectorPlaces, find_selector_places


@dataclass(frozen=True, slots=True)
class MovedFile:
    """A sidecar whose quotes were moved."""

    path: str
    """Relative to the site's folder."""
    before: bytes
    after: bytes
    moved: int
    """How many quotes."""
    diff: str


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

    def move_all(self, faults: Sequence[Fault], report: Report) -> MovedFile | None:
        """Return the file with all these quotes moved that can be, None where none can; the others are reported."""
        mover = AnchorMover(self.manuscript.seed, self.finder)
        kept = self._kept([move for fault in faults if (move := mover.move(fault))])
        moved = {move.old.where for move in kept}
        report.extend(_left(fault) for fault in faults if fault.anchor.selector.where not in moved)
        if not kept:
            return None
        after = self._with_moves(kept)
        diff = write_diff(self.source.path, self.source.text, normal_lines(after.decode("utf-8")))
        return MovedFile(self.source.path, self.content, after, len(kept), diff)

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


def _left(fault: Fault) -> Problem:
    """Return what is told of a quote that was not moved; where there is but one place, the file was in the way."""
    promise = "`sitegen reanchor` accepts it; or write"
    advice = "it cannot be moved without changing more of the file: write"
    return replace(fault.problem, help=fault.problem.help.replace(promise, advice, 1))
