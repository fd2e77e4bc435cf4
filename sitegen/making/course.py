"""How an update is run over an archive, and run again where it must be."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace

from sitegen.archive.archive import ARCHIVE_FAULTS, KEY, Archive, Work
from sitegen.engine.build_key import build_key, inputs_signature
from sitegen.engine.changes import (
    BRIEFINGS,
    DRAFTS,
    FILES,
    INPUTS,
    REPORT,
    Counts,
    OutputState,
    Sources,
    changed_outputs,
    remember_outputs,
)
from sitegen.making.manner import Manner
from sitegen.making.order import Order
from sitegen.making.pieces import SiteFacts
from sitegen.making.shop import Shop, open_shop
from sitegen.making.update import FactsChangedError, StoppedError, Update
from sitegen.model.problems import Report, write_problems
from sitegen.output.output_folder import Changes, put_artifacts
from sitegen.progress import Progress

_LAST: dict[tuple[Order, str], Shop] = {}
"""The set-up of this process's last build: who builds again, as the preview does, need not read what did not change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """What every run of an update needs."""

    order: Order
    is_stopped: Callable[[Report], bool]
    manner: Manner
    progress: Progress
    sources: Sources
    key: str = ""
    """See `build_key`; empty where nothing is to be remembered."""

    def follow(
        self,
        archive: Archive,
        carry_out: Callable[[Update], None],
        *,
        damaged: Collection[str] = (),
        listed: Collection[str] = (),
        on_restart: Callable[[], None] = lambda: None,
    ) -> tuple[Report, bool]:
        """Return what is wrong with the site, and whether it was made."""
        setup = Report()
        self.progress("reading settings, registers and templates", 0, 0)
        shop = self._open_shop(setup)
        facts: SiteFacts | None = None
        while True:
            update = Update(
                shop=shop,
                archive=archive,
                sources=self.sources,
                manner=self.manner,
                is_stopped=self.is_stopped,
                setup=setup,
                damaged=damaged,
                listed=listed,
                progress=self.progress,
                facts=facts,
            )
            try:
                carry_out(update)
            except StoppedError:
                update.refuse_changes()
                return update.report, False
            except OSError:  # of a source that was there when the build began, or the machine fails
                update.refuse_changes()
                raise
            except FactsChangedError:
                facts, archive = update.facts_now, replace(archive, is_fresh=False)
                on_restart()
                continue
            return update.report, True

    def _open_shop(self, report: Report) -> Shop:
        known = (self.order, self.key)
        shop = open_shop(self.order, report, _LAST.get(known) if self.key else None)
        # What was read must be what the key was made from: it was made before.
        if self.key and known not in _LAST and build_key(self.order) == self.key:
            _LAST.clear()
            _LAST[known] = shop
        return shop


def build_upon(
    archive: Archive, sight: OutputState, course: Course, work: Work, *, around: str
) -> tuple[Report, Changes | None, Counts]:
    """Bring an archive and the output up to date, and tell whether the next build may go on from that, or why not.

    Return what is wrong, what changed (None where problems stop the build), and how many briefings are published.
    The key is noted in the archive, and the signature of the inputs with what is `around` them, for the next build to
    compare; without a key the archive is left as it was.
    """
    changes: Changes | None = None
    ours: Collection[str] | None = None

    def put(update: Update) -> None:
        nonlocal changes, ours
        changes = put_artifacts(sight.output, update.artifacts(), keep=lambda: update.kept)
        ours = None if update.kept is None else update.kept.union(update.made)

    damaged = () if archive.is_fresh else changed_outputs(archive.store.connection, sight)
    listed = () if archive.is_fresh or damaged else sight.output.ours
    report, is_whole = course.follow(archive, put, damaged=damaged, listed=listed)
    counts = Counts(archive.items.published(), archive.items.drafts_left_out())
    if not (is_whole and changes and course.key):
        archive.store.rollback()
        return report, changes if is_whole else None, counts
    signature = inputs_signature(around, course.sources.inventories.values())
    files = len(sight.output.ours if ours is None else ours)
    told = {REPORT: write_problems(report), FILES: str(files)}
    told |= {BRIEFINGS: str(counts.briefings), DRAFTS: str(counts.drafts)}
    try:
        remember_outputs(archive.store.connection, sight, changes, ours)
        for name, value in {**told, INPUTS: signature, KEY: course.key, "unfinished": ""}.items():
            archive.plans.write_note(name, value)
        archive.store.commit()
        work.is_done = True
    except ARCHIVE_FAULTS as error:  # the site is built: that nothing is kept of it is no reason to fail
        work.fault = f"{archive.path}: {error}"
    return report, changes, counts
