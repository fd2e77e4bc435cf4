"""Seeds and sidecars put together: each briefing as far as it could be read."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sitegen.model.forms import is_slug
from sitegen.model.nearest import nearest
from sitegen.model.problems import Report
from sitegen.model.project import Annotation, Manuscript, Seed, Sidecar
from sitegen.model.settings import Settings
from sitegen.model.text import Location, SourceText
from sitegen.readers.context import as_item, shown
from sitegen.readers.files import Limit, Root
from sitegen.readers.references import BriefingFile
from sitegen.readers.seeds import make_seed
from sitegen.readers.sidecars import SidecarFile, name_annotations, read_sidecar, stem_of
from sitegen.readers.slugs import free_slug, settle_slugs
from sitegen.readers.translations import check_translations

SEEDS: Final = "seeds"
SIDECARS: Final = "content/briefings"
_WRITTEN_SEED: Final = re.compile(r"^seed:[ ]*['\"]?([^'\"\n]*[^'\"\s])", re.MULTILINE)
_COMMENT_WORDS: Final = 2
"""Words of a comment that are looked for in the article: the first tells, the second makes sure of a lonely `#`."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What is needed to read a briefing."""

    disk: Root
    settings: Settings
    seeds: Mapping[str, str]
    """Names of the files in seeds/, by their composed Unicode form: some disks decompose names."""

    def seed_named(self, name: str) -> str | None:
        """Return the file's name as it is on the disk; None where there is no such seed."""
        return self.seeds.get(unicodedata.normalize("NFC", name))

    def seed_text(self, name: str, report: Report) -> SourceText | None:
        """Return a seed's text; None where it cannot be read, which is reported."""
        return self.disk.read_text(f"{SEEDS}/{name}", Limit(self.settings.limits.seed_bytes, "seed_bytes"), report)

    def sidecar_text(self, path: str, report: Report) -> SourceText | None:
        """Return a sidecar's text; None where it cannot be read, which is reported."""
        return self.disk.read_text(path, Limit(self.settings.limits.yaml_bytes, "yaml_bytes"), report)


def read_briefings(
    disk: Root, sidecar_names: Sequence[str], settings: Settings, report: Report
) -> tuple[BriefingFile, ...]:
    """Return every briefing of the site, drafts too: those with a sidecar first, then the seeds that have none."""
    seeds = disk.list_files(SEEDS, report)
    desk = Desk(disk, settings, {unicodedata.normalize("NFC", name): name for name in seeds})
    paths = [f"{SIDECARS}/{name}" for name in sidecar_names]
    sources = [desk.sidecar_text(path, report) for path in paths]
    language = settings.editions[0]
    files = [read_sidecar(one, language=language, report=report) if one else None for one in sources]
    spoken_of = {_seed_name(*one) for one in zip(paths, sources, files, strict=True)}
    unread = [_unread(path) for path, file in zip(paths, files, strict=True) if file is None]
    whole = [_assemble(file, desk, report) for file in settle_slugs((file for file in files if file), report)]
    known = [*whole, *unread]
    return (*known, *_drafts(desk, spoken_of, {one.slug for one in known}, report))


def _seed_name(path: str, source: SourceText | None, file: SidecarFile | None) -> str:
    """Return the seed that a sidecar speaks of, in its composed form, even where the sidecar could not be read."""
    written = _WRITTEN_SEED.search(source.text) if source and not file else None
    name = file.seed_name if file else written[1] if written else f"{stem_of(path)}.txt"
    return unicodedata.normalize("NFC", name)


def _unread(path: str) -> BriefingFile:
    return BriefingFile(stem_of(path), None, is_whole=False)


def _assemble(file: SidecarFile, desk: Desk, report: Report) -> BriefingFile:
    """Return a sidecar with its seed."""
    name = desk.seed_named(file.seed_name)
    if name is None:
        _refuse_seed(file, desk, report)
        return BriefingFile(file.slug, None, file.declared)
    source = desk.seed_text(name, report)
    sidecar = file.sidecar
    seed = source and make_seed(
        source,
        language=sidecar.lang or desk.settings.editions[0],
        paragraphs=sidecar.paragraphs or desk.settings.paragraphs,
        report=report,
    )
    if not seed:
        return BriefingFile(file.slug, None, file.declared)
    _look_for_cut_quotes(file, seed, report)
    check_translations(sidecar, seed, report)
    notes = _first_of_each_id(name_annotations(sidecar.annotations))
    manuscript = Manuscript(file.slug, seed, sidecar, notes, sidecar.draft)
    return BriefingFile(file.slug, manuscript, file.declared)


def _first_of_each_id(notes: tuple[Annotation, ...]) -> tuple[Annotation, ...]:
    """Return the notes without those whose id is taken; that is reported with the references."""
    first: dict[str, Annotation] = {}
    for note in notes:
        first.setdefault(note.id.value.lower() if note.id else "", note)
    return tuple(first.values())


def _refuse_seed(file: SidecarFile, desk: Desk, report: Report) -> None:
    written = file.sidecar.seed
    where = written.where if written else file.sidecar.where
    if "/" in file.seed_name or "\\" in file.seed_name:
        message = f"`seed` must be the name of a file in {SEEDS}/, without a folder: `{shown(file.seed_name)}`"
    else:
        message = f"the seed `{shown(file.seed_name)}` is not in {SEEDS}/"
    stems = {stem_of(name): name for name in desk.seeds.values()}
    guess = stems.get(nearest(stem_of(file.seed_name) or file.seed_name, stems) or "")
    way_out = (
        f"did you mean:\nseed: {as_item(guess)}"
        if guess
        else f"put the article into {SEEDS}/, or name its file:\nseed: …"
    )
    report.error("seed-missing", message, where, found=written.value if written else "", help=way_out)


def _drafts(desk: Desk, spoken_of: set[str], slugs: set[str], report: Report) -> Iterator[BriefingFile]:
    """Yield the seeds of which no sidecar speaks, as drafts."""
    for composed, name in desk.seeds.items():
        if composed in spoken_of or not name.endswith(".txt"):
            continue
        _warn_of_lonely_seed(name, report)
        source = desk.seed_text(name, report)
        seed = source and make_seed(
            source, language=desk.settings.editions[0], paragraphs=desk.settings.paragraphs, report=report
        )
        if seed:
            slug = free_slug(stem_of(name), slugs)
            slugs.add(slug)
            sidecar = Sidecar(where=Location(f"{SEEDS}/{name}"))
            yield BriefingFile(slug, Manuscript(slug, seed, sidecar, (), is_draft=True))


def _warn_of_lonely_seed(name: str, report: Report) -> None:
    stem = stem_of(name)
    message = "this seed has no sidecar and counts as a draft"
    sidecar = f"{stem}.yaml" if is_slug(stem) else f"{free_slug(stem, ())}.yaml"
    way_out = f"write {SIDECARS}/{sidecar}:\nseed: {as_item(name)}"
    report.warn("seed-without-sidecar", message, Location(f"{SEEDS}/{name}"), help=way_out)


def _look_for_cut_quotes(file: SidecarFile, seed: Seed, report: Report) -> None:
    """Warn of quotes that YAML cut at ` #`, where the article goes on with it."""
    if not file.comments:
        return
    for quote in file.quotes():
        comment = file.comments.get(quote.where, "")
        if comment and _is_in_article(quote.value + comment, seed.text):
            whole = f"{quote.value}{comment}"
            message = "the quote ends where ` #` begins a comment"
            way_out = f"if the rest is part of it, put it in quotes:\nexact: {as_item(whole)}"
            report.warn("comment-in-quote", message, quote.where, found=whole, help=way_out)


def _is_in_article(whole: str, text: str) -> bool:
    """Tell whether a quote with the beginning of the comment behind it is in the article, white space aside."""
    quote, _, comment = whole.partition(" #")
    words = [*quote.split(), *f"#{comment}".split()[:_COMMENT_WORDS]]
    return " ".join(words) in " ".join(text.split())
