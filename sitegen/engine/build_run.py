"""One run of the stages of a build: what it works with, and what it has learnt."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Final

from sitegen.checking.severities import apply_levels
from sitegen.engine.archive import Archive
from sitegen.engine.build_settings import Workers
from sitegen.engine.changes import Sources
from sitegen.engine.setup import Setup, SiteFlags
from sitegen.model.problems import Report
from sitegen.model.site_files import Artifact
from sitegen.progress import Progress, no_progress
from sitegen.records.keys import key_of

if TYPE_CHECKING:
    from sitegen.engine.lists import ListMaker

FLAGS: Final = key_of("flags")
"""See `SiteFlags`: all pages read it."""


class StoppedError(Exception):
    """Problems stop the build; the report has them."""


@dataclass
class BuildRun:
    """One run of the stages over an archive."""

    setup: Setup
    archive: Archive
    sources: Sources
    workers: Workers
    is_stopped: Callable[[Report], bool]
    """Tells whether these problems forbid to build."""
    put: Callable[[Artifact], None]
    """Takes each file that was made; one that is made again takes the place of the former."""
    setup_problems: Report
    """What is wrong with what all briefings share."""
    damaged: Collection[str] = ()
    """Files of the last build that are gone from the output folder or hold something else."""
    is_written: bool = False
    """What is made goes to the disk, so that fonts that were made ready may be kept there too."""
    progress: Progress = no_progress
    report: Report = field(default_factory=Report)
    """What is wrong with the site; whole when the stages ended or were stopped."""
    made: set[str] = field(default_factory=set)
    """Paths of the files that this run made."""
    flags: SiteFlags | None = None
    """What is known of the whole site: of the last build or from a sample until all briefings are read."""
    entered: set[str] = field(default_factory=set)
    """Paths of the briefings that this run read."""
    made_early: set[str] = field(default_factory=set)
    """Those whose pages were made at once, by what was known of the whole site then."""
    touched_pages: set[str] = field(default_factory=set)
    """Those whose pages were made, or looked at again, in this run."""
    files_read: set[str] = field(default_factory=set)
    """Paths of the sidecars and seeds that this run read."""
    is_complete: bool = False
    """All stages ended."""
    is_filling: bool = False
    """Records go into an empty archive, which is faster without its indexes."""

    def refuse_changes(self) -> None:
        """Raise SourcesChangedError where a file that this run read is another now."""
        self.sources.refuse_changes(None if self.archive.is_fresh else self.files_read)

    @cached_property
    def kept(self) -> set[str] | None:
        """Return the files of former builds that stay as they are; None where the same files are there as before.

        Known when the stages ended.
        """
        steps = self.archive.steps
        if self.archive.is_fresh or self.damaged or not steps.has_same_files:
            return set(steps.files()) - self.made
        return None

    @cached_property
    def is_making(self) -> bool:
        """Tell whether pages are to be made at all: not where what all briefings share stops the build already."""
        return not self.is_stopped(apply_levels(self.setup_problems, self.setup.levels))

    def take(self, artifacts: Iterable[Artifact]) -> list[str]:
        """Hand files on, and return their paths."""
        paths = []
        for artifact in artifacts:
            self.put(artifact)
            paths.append(artifact.path)
        self.made.update(paths)
        return paths

    @cached_property
    def list_maker(self) -> "ListMaker":
        """Return what makes lists over the archive in this process."""
        # Imported where a list is made: mostly a change touches none.
        from sitegen.engine.lists import ListMaker  # noqa: PLC0415

        return ListMaker(self.setup, self.archive.connection, self.known_flags)

    @property
    def is_whole(self) -> bool:
        """Tell whether every page is made in this run: none was made before, or what all depend on is another."""
        return self.archive.is_fresh or FLAGS in self.archive.steps.changed

    @property
    def known_flags(self) -> SiteFlags:
        """Return the flags of the whole site, which are known once all briefings were read."""
        if self.flags is None:
            raise TypeError("no briefing was read yet")
        return self.flags

    @property
    def flags_to_make(self) -> SiteFlags | None:
        """Return the flags, where pages are to be made at all."""
        return self.flags if self.is_making else None
