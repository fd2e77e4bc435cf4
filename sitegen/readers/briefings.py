"""Seeds and sidecars put together: each briefing as far as it could be read, under a slug that no other one has."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import blake2b
from operator import attrgetter
from typing import Final

from sitegen.model.forms import is_slug, propose_slug
from sitegen.model.nearest import nearest
from sitegen.model.problems import Report
from sitegen.model.project import Annotation, BriefingSummary, Manuscript, Seed, Sidecar
from sitegen.model.settings import Settings
from sitegen.model.site_files import SEEDS, SIDECARS, refuse_alike_names, stem_of
from sitegen.model.text import Location, SourceText
from sitegen.model.wording import Written
from sitegen.readers.context import as_item, shown
from sitegen.readers.files import Root, SizeLimit, normal_lines
from sitegen.readers.references import BROKEN_PIECE, local_registers
from sitegen.readers.seeds import make_seed
from sitegen.readers.sidecars import SidecarFile, name_annotations, read_sidecar
from sitegen.readers.texts import check_translations

_WRITTEN: Final = re.compile(r"^(seed|slug):[ ]*['\"]?([^'\"\n]*[^'\"\s])", re.MULTILINE)
_WRITTEN_DRAFT: Final = re.compile(r"^draft:[ \t]*['\"]?([^'\"#\s]*)", re.MULTILINE)
_DIGEST_BYTES: Final = 16
"""Enough to tell any two texts apart."""
_COMMENT_WORDS: Final = 2
"""Words of a comment that are looked for in the article: the first tells, the second makes sure of a lonely `#`."""


@dataclass(frozen=True, slots=True)
class BriefingInputs:
    """The inputs of briefings: the site's folder, the settings, and the names of the seeds."""

    disk: Root
    settings: Settings
    seeds: Mapping[str, str]
    """Names of the files in seeds/, by their composed Unicode form: some disks decompose names."""

    def seed_named(self, name: str) -> str | None:
        """Return the file's name as it is on the disk; None where there is no such seed."""
        return self.seeds.get(unicodedata.normalize("NFC", name))

    def seed_text(self, name: str, report: Report) -> SourceText | None:
        """Return a seed's text; None where it cannot be read, which is reported."""
        return self.disk.read_text(f"{SEEDS}/{name}", SizeLimit(self.settings.limits.seed_bytes, "seed_bytes"), report)

    def sidecar_text(self, path: str, report: Report) -> SourceText | None:
        """Return a sidecar's text; None where it cannot be read, which is reported."""
        return self.disk.read_text(path, SizeLimit(self.settings.limits.yaml_bytes, "yaml_bytes"), report)


@dataclass(frozen=True, slots=True)
class BriefingFile:
    """A briefing as far as it could be read."""

    summary: BriefingSummary
    manuscript: Manuscript | None
    """None where sidecar or seed could not be read."""
    digest: bytes = b""
    """Of the sidecar's text; empty where there is none, or no manuscript."""


def find_inputs(disk: Root, settings: Settings, report: Report) -> BriefingInputs:
    """Return the inputs of briefings; names of seeds that differ in case alone are reported."""
    seeds = disk.list_files(SEEDS, ".txt", report)
    refuse_alike_names((f"{SEEDS}/{name}" for name in seeds), report)
    by_composed: dict[str, str] = {}
    for name in seeds:
        by_composed.setdefault(unicodedata.normalize("NFC", name), name)
    return BriefingInputs(disk, settings, by_composed)


def read_briefing(path: str, inputs: BriefingInputs, report: Report) -> BriefingFile:
    """Return the briefing of a sidecar, as far as it and its seed can be read."""
    return read_briefing_text(path, inputs.sidecar_text(path, report), inputs, report)


def read_briefing_text(path: str, source: SourceText | None, inputs: BriefingInputs, report: Report) -> BriefingFile:
    """Return the same of a sidecar's text, which may not be on the disk yet; None where it could not be read."""
    file = read_sidecar(source, language=inputs.settings.editions[0], report=report) if source else None
    if file is None:
        return BriefingFile(_unread(path, source.text if source else _remains(path, inputs, report)), None)
    seed = _seed_of(file, inputs, report)
    if not seed:
        return BriefingFile(_summarise(file, (), is_shown=False), None)
    sidecar = file.sidecar
    _look_for_cut_quotes(file, seed, report)
    check_translations(sidecar, seed, report)
    notes = _first_of_each_id(name_annotations(sidecar.annotations))
    summary = _summarise(file, local_registers(sidecar, notes, file.declared), is_shown=True)
    digest = blake2b(source.text.encode(), digest_size=_DIGEST_BYTES).digest() if source else b""
    return BriefingFile(summary, Manuscript(file.slug, seed, sidecar, notes, sidecar.draft), digest)


def lonely_seeds(inputs: BriefingInputs, summaries: Iterable[BriefingSummary]) -> Iterator[tuple[str, str]]:
    """Yield the seeds of which no sidecar speaks, each with the slug of its draft."""
    summaries = tuple(summaries)
    spoken_of, slugs = {summary.seed for summary in summaries}, {summary.slug for summary in summaries}
    for composed, name in inputs.seeds.items():
        if composed not in spoken_of and name.lower().endswith(".txt"):
            slug = free_slug(stem_of(name), slugs)
            slugs.add(slug)
            yield name, slug


def read_lonely_seed(name: str, slug: str, inputs: BriefingInputs, report: Report) -> BriefingFile:
    """Return the draft that a seed without a sidecar is."""
    where = Location(f"{SEEDS}/{name}")
    message = "this seed has no sidecar and counts as a draft"
    way_out = f"write {SIDECARS}/{slug}.yaml:\nseed: {as_item(name)}"
    report.warn("seed-without-sidecar", message, where, help=way_out)
    source = inputs.seed_text(name, report)
    seed = source and make_seed(
        source, language=inputs.settings.editions[0], paragraphs=inputs.settings.paragraphs, report=report
    )
    summary = BriefingSummary(
        slug=slug, slug_where=where, seed=unicodedata.normalize("NFC", name), is_shown=bool(seed), is_draft=True
    )
    return BriefingFile(summary, Manuscript(slug, seed, Sidecar(where=where), (), is_draft=True) if seed else None)


def settle_slugs(summaries: Iterable[BriefingSummary], report: Report) -> Iterator[BriefingSummary]:
    """Yield the briefings whose slugs are their own; the rest, and aliases that are taken, are reported and dropped.

    A draft takes nothing from a briefing that is none.
    """
    summaries = sorted(summaries, key=attrgetter("is_draft"))
    taken: dict[str, Location] = {}
    kept = [summary for summary in summaries if _is_free(summary.slug, summary.slug_where, taken, report)]
    refuse_alike_names((summary.slug_where.path for summary in kept), report)
    return (_with_free_aliases(summary, taken, report) for summary in kept)


def free_slug(stem: str, taken: Iterable[str]) -> str:
    """Return a free slug for a seed without a sidecar: its stem where that is one, else a proposed one."""
    slug = stem if is_slug(stem) else propose_slug(stem)
    others = {one.lower() for one in taken}
    count = 1
    candidate = slug
    while candidate.lower() in others:
        count += 1
        candidate = f"{slug}-{count}"
    return candidate


def _unread(path: str, text: str) -> BriefingSummary:
    """Return the summary of a sidecar that cannot be read, with the seed and slug that it seems to name.

    The slug is an alias, so that it takes no other briefing's place.
    """
    written = {found[1]: found[2] for found in reversed(list(_WRITTEN.finditer(text)))}
    seed = unicodedata.normalize("NFC", written.get("seed", f"{stem_of(path)}.txt"))
    where, slug = Location(path), written.get("slug", "")
    aliases = (Written(slug, where),) if is_slug(slug) else ()
    said = _WRITTEN_DRAFT.findall(text)
    is_draft = bool(said) and all(value == "true" for value in said)  # every line that speaks of it must say so
    return BriefingSummary(
        slug=stem_of(path), slug_where=where, seed=seed, aliases=aliases, is_whole=False, is_draft=is_draft
    )


def _remains(path: str, inputs: BriefingInputs, report: Report) -> str:
    """Return the readable rest of a sidecar that is no text throughout; empty where it was not to be read at all."""
    if not any(one.where.path == path and one.code in ("bad-character", "not-utf8") for one in report):
        return ""
    return normal_lines((inputs.disk.folder / path).read_bytes().decode("utf-8", errors="replace"))


def _summarise(file: SidecarFile, local: tuple[tuple[str, str], ...], *, is_shown: bool) -> BriefingSummary:
    return BriefingSummary(
        slug=file.slug,
        slug_where=file.slug_where,
        seed=unicodedata.normalize("NFC", file.seed_name),
        aliases=file.sidecar.aliases,
        declared=file.declared,
        local=local or tuple((written.value, BROKEN_PIECE) for written in file.declared),
        is_shown=is_shown,
        is_draft=file.sidecar.draft,
        is_withdrawn=file.sidecar.withdrawn is not None,
    )


def _seed_of(file: SidecarFile, inputs: BriefingInputs, report: Report) -> Seed | None:
    """Return the article of a sidecar; None where there is none, or it cannot be read, which is reported."""
    name = inputs.seed_named(file.seed_name)
    if name is None:
        _refuse_seed(file, inputs, report)
        return None
    source = inputs.seed_text(name, report)
    if source is None:
        return None
    return make_seed(
        source,
        language=file.sidecar.lang.value if file.sidecar.lang else inputs.settings.editions[0],
        paragraphs=file.sidecar.paragraphs or inputs.settings.paragraphs,
        deck=file.sidecar.deck,
        report=report,
    )


def _first_of_each_id(notes: tuple[Annotation, ...]) -> tuple[Annotation, ...]:
    """Return the notes without those whose id is taken; that is reported with the references."""
    first: dict[str, Annotation] = {}
    for note in notes:
        first.setdefault(note.id.value.lower() if note.id else "", note)
    return tuple(first.values())


def _refuse_seed(file: SidecarFile, inputs: BriefingInputs, report: Report) -> None:
    written = file.sidecar.seed
    where = written.where if written else file.sidecar.where
    if "/" in file.seed_name or "\\" in file.seed_name:
        message = f"`seed` must be the name of a file in {SEEDS}/, without a folder: `{shown(file.seed_name)}`"
    else:
        message = f"the seed `{shown(file.seed_name)}` is not in {SEEDS}/"
    stems = {stem_of(name): name for name in inputs.seeds.values()}
    guess = stems.get(nearest(stem_of(file.seed_name) or file.seed_name, stems) or "")
    way_out = (
        f"did you mean:\nseed: {as_item(guess)}"
        if guess
        else f"put the article into {SEEDS}/, or write the name of its file behind `seed:`"
    )
    report.error("seed-missing", message, where, found=written.value if written else "", help=way_out)


def _look_for_cut_quotes(file: SidecarFile, seed: Seed, report: Report) -> None:
    """Warn of quotes that YAML cut at ` #`, where the article goes on with it."""
    if not file.comments:
        return
    for quote, key in file.quotes():
        comment = file.comments.get(quote.where, "")
        if comment and _is_in_article(quote.value + comment, seed.text):
            whole = f"{quote.value}{comment}"
            message = "the quote ends where ` #` begins a comment"
            way_out = f"if the rest is part of it, put it in quotes:\n{key}{as_item(whole)}"
            report.warn("comment-in-quote", message, quote.where, found=whole, help=way_out)


def _is_in_article(whole: str, text: str) -> bool:
    """Tell whether a quote with the beginning of the comment behind it is in the article, white space aside."""
    quote, _, comment = whole.partition(" #")
    words = [*quote.split(), *f"#{comment}".split()[:_COMMENT_WORDS]]
    return " ".join(words) in " ".join(text.split())


def _is_free(slug: str, where: Location, taken: dict[str, Location], report: Report) -> bool:
    first = taken.setdefault(slug.lower(), where)
    if first is where:
        return True
    message = f"the slug `{slug}` is taken at {first.path}:{first.line}:{first.column}"
    way_out = "give one of the two another slug; upper and lower case are alike"
    report.error("slug-taken", message, where, found=slug, help=way_out)
    return False


def _with_free_aliases(summary: BriefingSummary, taken: dict[str, Location], report: Report) -> BriefingSummary:
    if not summary.aliases:
        return summary
    return replace(
        summary, aliases=tuple(one for one in summary.aliases if _is_free(one.value, one.where, taken, report))
    )
