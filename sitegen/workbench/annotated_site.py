"""A site as one who writes on its pages sees it: registers and settings read anew where files changed, one briefing.

No request reads all briefings: which file is whose is known by the first lines of each, kept by the file's state.
"""

import os
import re
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Final

from sitegen.language.editions import Edition, list_editions
from sitegen.model.forms import is_slug
from sitegen.model.nearest import nearest_slug
from sitegen.model.problems import Problem, Report
from sitegen.model.project import Annotation, Manuscript
from sitegen.model.site_files import CONTENT, SEEDS, SIDECARS, stem_of
from sitegen.model.text import SourceText, Span
from sitegen.readers.briefings import (
    BriefingFile,
    find_inputs,
    free_slug,
    read_briefing,
    read_briefing_text,
    read_lonely_seed,
)
from sitegen.readers.files import Root, decode_text, normal_lines
from sitegen.readers.project import SharedContent, check_references, read_shared_content
from sitegen.readers.references import OtherBriefings, briefings_named
from sitegen.readers.registers import NOUN_OF_REGISTER
from sitegen.refusal import CONTENT_AT_FAULT, WRONG_USE, Refusal
from sitegen.weaving.anchors import QuoteFinder

_WRITTEN: Final = re.compile(r"^(seed|slug):[ ]*['\"]?([^'\"\n#]*[^'\"\s#])", re.MULTILINE)
_FileState = tuple[int, int, int]
"""What is another one after each save: inode, size and time."""


@dataclass(frozen=True)
class OpenBriefing:
    """A briefing as its files stand, or as they would after a change."""

    slug: str
    path: str
    """Of the sidecar, relative to the site's folder; where it would be, for a seed that has none."""
    content: bytes | None
    """The sidecar's bytes; None for a seed that has none."""
    source: SourceText
    """The sidecar's text; empty where there is none."""
    file: BriefingFile
    manuscript: Manuscript
    shared: SharedContent
    others: OtherBriefings
    read: tuple[Problem, ...]
    """What is wrong with the sidecar by itself."""

    @cached_property
    def finder(self) -> QuoteFinder:
        """Return what finds quotes in the article."""
        return QuoteFinder(self.manuscript.seed)

    @cached_property
    def places(self) -> Mapping[str, tuple[Span, ...]]:
        """Return where each note stands, by its id; none for a note of the whole article, or one that has no place."""
        return {id_of(note): self.finder.place(note.at, Report()) or () for note in self.manuscript.annotations}

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """Return all that is wrong with the sidecar: what it says, whom it names, the words that it quotes."""
        report = Report(self.read)
        check_references(self.file, self.shared, self.others, report)
        sidecar = self.manuscript.sidecar
        for note in self.manuscript.annotations:
            if note.at:
                self.finder.place(note.at, report)
        for rule in sidecar.mentions:
            for quote in rule.at:
                self.finder.place((quote,), report)
        for denial in sidecar.not_mentions:
            for quote in denial.at:
                self.finder.place((replace(quote, occurrence=quote.occurrence or "all"),), report)
        return tuple(problem for problem in report if problem.where.path == self.path)

    def note(self, note_id: str) -> Annotation | None:
        """Return the note with an id, be it written or made."""
        return next((one for one in self.manuscript.annotations if id_of(one) == note_id), None)


@dataclass
class AnnotatedSite:
    """A site's folder."""

    root: Path
    _shared: tuple[object, SharedContent] | None = field(default=None, init=False)
    _sidecars: dict[str, tuple[_FileState, str, str]] = field(default_factory=dict, init=False)
    """Of each sidecar its state, slug and seed, by its path."""

    def shared(self) -> SharedContent:
        """Return settings and registers as they stand; nothing is read where no file changed."""
        states = tuple(self._shared_files())
        if self._shared is None or self._shared[0] != states:
            self._shared = states, read_shared_content(self.root, Report())
        inputs = find_inputs(self._shared[1].inputs.disk, self._shared[1].settings, Report())
        return replace(self._shared[1], inputs=inputs)

    def editions(self) -> tuple[Edition, ...]:
        """Return the site's editions."""
        return list_editions(self.shared().settings)

    def slugs(self) -> list[str]:
        """Return the slugs of all briefings, those of seeds without a sidecar too, sorted."""
        self._look_at_sidecars()
        return sorted({slug for _, slug, _ in self._sidecars.values()} | self._lonely(self.shared()).keys())

    def open(self, slug: str) -> OpenBriefing:
        """Return a briefing as its files stand.

        Refusal with status 2 where there is none of this slug, with status 1 where it cannot be read.
        """
        shared = self.shared()
        path = self._path_of(slug)
        if path:
            return self.read(slug, path, (self.root / path).read_bytes(), shared)
        seed = self._lonely(shared).get(slug)
        if seed is None:
            guess = nearest_slug(slug, self.slugs())
            meant = f"did you mean `{guess}`?" if guess else f"write its sidecar, or put its article into {SEEDS}/"
            raise Refusal(f"no briefing has the slug `{slug}`; {meant}", status=WRONG_USE)
        file = read_lonely_seed(seed, slug, shared.inputs, Report())
        if file.manuscript is None:
            raise Refusal(f"{SEEDS}/{seed} cannot be read; `sitegen check` tells why", status=CONTENT_AT_FAULT)
        path = f"{SIDECARS}/{stem_of(seed)}.yaml"
        return OpenBriefing(
            slug, path, None, SourceText(path, ""), file, file.manuscript, shared, OtherBriefings(), read=()
        )

    def read(self, slug: str, path: str, content: bytes, shared: SharedContent) -> OpenBriefing:
        """Return a briefing whose sidecar holds these bytes, on the disk or not yet; Refusal where they are none."""
        report = Report()
        source = decode_text(path, content, report)
        file = read_briefing_text(path, source, shared.inputs, report) if source else None
        if source is None or file is None or file.manuscript is None:
            fault = next(iter(report), None)
            told = f"{fault.where.line}:{fault.where.column}: {fault.message}" if fault else " it cannot be read"
            raise Refusal(f"{path}:{told}", status=CONTENT_AT_FAULT)
        named = briefings_named(file.manuscript.sidecar)
        others = self._others(named, shared) if named else OtherBriefings()
        return OpenBriefing(slug, path, content, source, file, file.manuscript, shared, others, tuple(report))

    def _others(self, named: tuple[str, ...], shared: SharedContent) -> OtherBriefings:
        """Return all briefings by their slugs, and of those that are named what stands in them."""
        slugs = self.slugs()
        paths = {slug: path for path, (_, slug, _) in self._sidecars.items()}
        read = [read_briefing(paths[slug], shared.inputs, Report()) for slug in named if slug in paths]
        return OtherBriefings(slugs, {one.summary.slug: one.summary for one in read})

    def _path_of(self, slug: str) -> str:
        """Return the path of the sidecar of a briefing; empty where it has none."""
        if not is_slug(slug):
            return ""
        likely = f"{SIDECARS}/{slug}.yaml"
        if any(path == likely for path, _ in self._files(SIDECARS)) and self._glance(likely)[0] == slug:
            return likely
        self._look_at_sidecars()
        paths = [path for path, (_, one, _) in self._sidecars.items() if one == slug]
        return min(paths, default="")

    def _lonely(self, shared: SharedContent) -> dict[str, str]:
        """Return the seeds without a sidecar by the slugs of their drafts, as `read_project` gives them."""
        spoken_of = {seed for _, _, seed in self._sidecars.values()}
        slugs = {slug for _, slug, _ in self._sidecars.values()}
        lonely: dict[str, str] = {}
        for composed, name in shared.inputs.seeds.items():
            if composed not in spoken_of and name.lower().endswith(".txt"):
                lonely[free_slug(stem_of(name), slugs | lonely.keys())] = name
        return lonely

    def _look_at_sidecars(self) -> None:
        """Read the first lines of the sidecars that came or changed since they were last looked at."""
        found: dict[str, tuple[_FileState, str, str]] = {}
        for path, state in self._files(SIDECARS):
            known = self._sidecars.get(path)
            found[path] = known if known and known[0] == state else (state, *self._glance(path))
        self._sidecars = found

    def _glance(self, path: str) -> tuple[str, str]:
        """Return the slug and the seed that a sidecar names."""
        text = ""
        with suppress(OSError):
            text = normal_lines((self.root / path).read_bytes().decode("utf-8", errors="replace"))
        written = {found[1]: found[2] for found in reversed(list(_WRITTEN.finditer(text)))}
        slug = written.get("slug", stem_of(path))
        return slug, unicodedata.normalize("NFC", written.get("seed", f"{stem_of(path)}.txt"))

    def _shared_files(self) -> Iterator[tuple[str, _FileState]]:
        """Yield the files of settings, registers and pages with their states."""
        yield from self._files(CONTENT)
        for folder in (*NOUN_OF_REGISTER, "pages"):
            yield from self._files(f"{CONTENT}/{folder}", (".yaml", ".md"))

    def _files(self, folder: str, endings: tuple[str, ...] = (".yaml",)) -> Iterator[tuple[str, _FileState]]:
        """Yield the files of a folder with their states, links to what lies out of the site left out."""
        disk = Root(self.root)
        if not disk.has_folder(folder, Report()):
            return
        with suppress(OSError), os.scandir(self.root / folder) as entries:
            for entry in entries:
                name = entry.name
                if (
                    not name.endswith(endings)
                    or name.startswith(".")
                    or (entry.is_symlink() and not self._holds(entry))
                ):
                    continue
                with suppress(OSError):
                    found = entry.stat()
                    yield f"{folder}/{name}", (found.st_ino, found.st_size, found.st_mtime_ns)

    def _holds(self, link: "os.DirEntry[str]") -> bool:
        """Tell whether a link leads to something in the site."""
        with suppress(OSError, RuntimeError):
            return Path(link.path).resolve(strict=True).is_relative_to(self.root.resolve())
        return False


def id_of(note: Annotation) -> str:
    """Return a note's id, be it written or made."""
    return note.id.value if note.id else ""
