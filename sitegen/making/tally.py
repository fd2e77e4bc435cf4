"""What a run over an archive has learnt so far: its stages add to it, and later ones go by it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from sitegen.archive.store import Key
from sitegen.making.pieces import SiteFacts
from sitegen.model.problems import Report
from sitegen.model.site_files import Artifact


@dataclass
class Tally:
    """What is known of the run."""

    facts: SiteFacts | None = None
    """What is taken for granted of the whole site; None where nothing is known of it yet."""
    later: Report = field(default_factory=Report)
    """What is wrong with the lists, or was found in settling them; the archive has what is wrong with briefings."""
    changed: set[Key] = field(default_factory=set)
    """What lists and pages over several briefings can rest on, as far as it is another now."""
    touched: set[str] = field(default_factory=set)
    """Slugs of briefings of which other briefings' pages may say something new."""
    entered: set[str] = field(default_factory=set)
    """Paths of briefings that were read."""
    unmade: set[str] = field(default_factory=set)
    """Paths of briefings that wait for the others: that were read, or name what none of those was called before."""
    read: set[str] = field(default_factory=set)
    """Paths of the sidecars and seeds that were read."""
    made: set[str] = field(default_factory=set)
    """Paths of files that were made."""
    made_before: set[str] = field(default_factory=set)
    """Paths of files of briefings that are made once more only to tell what is wrong with them."""
    failed: set[str] = field(default_factory=set)
    """Paths of pages of lists that could not be made."""

    def take(self, artifacts: Iterable[Artifact]) -> Iterator[Artifact]:
        """Yield artifacts, and note that they were made."""
        for artifact in artifacts:
            self.made.add(artifact.path)
            yield artifact
