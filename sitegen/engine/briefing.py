"""One briefing from its files to its rows and pages. It knows what all share, and nothing of the others until told."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from typing import Final

from sitegen.checking.article import check_article
from sitegen.checking.briefing_references import (
    check_listed_but_not_named,
    check_references_into_withdrawn,
    check_references_to_drafts,
)
from sitegen.checking.hints import give_briefing_hints
from sitegen.engine.briefing_files import without_aliases
from sitegen.engine.build_settings import BuildSettings
from sitegen.engine.setup import BriefingItem, Neighbour, Setup, SiteFlags, setup_for
from sitegen.exports.formats import export_briefing
from sitegen.language.layout import guess_title
from sitegen.language.text_links import briefing_of
from sitegen.model.briefing import Briefing, Placement, gather_briefing, withdraw
from sitegen.model.problems import Problem, Report
from sitegen.model.project import Annotation, BriefingSummary, Manuscript, Seed, Selector
from sitegen.model.site_files import SEEDS, Artifact
from sitegen.model.vocabularies import GROUP_OF_KIND
from sitegen.model.wording import TextLink
from sitegen.readers import references
from sitegen.readers.briefings import BriefingFile, read_briefing, read_lonely_seed
from sitegen.readers.project import check_references
from sitegen.readers.seeds import has_deck_of_its_own, name_blocks
from sitegen.records.rows import day_of, make_rows
from sitegen.records.tables import BriefingRecords
from sitegen.weaving import notes
from sitegen.weaving.anchors import QuoteFinder
from sitegen.weaving.fragment import weave_prose
from sitegen.weaving.mentions import find_mentions

_LONGEST_NUMBER: Final = 9
"""Digits of `headline` that are read: no article has so many blocks."""

MOST_KEPT: Final = 128
"""Briefings that a process keeps until it knows the others: a few megabytes."""


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The other briefings, as far as one needs them."""

    slugs: tuple[str, ...] = ()
    """Of all of them where one that is named is not there; else of those that are named."""
    slug_of_alias: Mapping[str, str] = field(default_factory=dict)
    named: Mapping[str, Neighbour] = field(default_factory=dict)
    """Those that are named, by slug."""

    @property
    def known(self) -> references.OtherBriefings:
        """Return the same as references are checked against it."""
        summaries = {slug: neighbour.summary for slug, neighbour in self.named.items()}
        return references.OtherBriefings(self.slugs, summaries, self.slug_of_alias)


@dataclass(frozen=True, slots=True)
class BriefingPages:
    """The files of a briefing."""

    item: BriefingItem
    problems: tuple[Problem, ...]
    """With references and templates."""
    artifacts: tuple[Artifact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WovenBriefing:
    """A briefing by itself."""

    item: BriefingItem
    summary: BriefingSummary
    problems: tuple[Problem, ...]
    named: tuple[str, ...]
    """What stands where slugs of other briefings should: without them neither references nor pages can be settled."""
    day: int
    """See `records.rows.day_of`."""
    rows: BriefingRecords | None
    """None where the briefing is not published."""
    digest: str
    """Differs where the sidecar or the article does; empty where the briefing is not published."""
    links: tuple[TextLink, ...]
    """Those of its texts that lead to files of the site."""
    pages: BriefingPages | None
    """None where the briefing names others, or the site's flags are not known yet."""


def weave_briefings(
    items: Sequence[BriefingItem], build_settings: BuildSettings, flags: SiteFlags | None
) -> Sequence[WovenBriefing]:
    """Return these briefings read and woven, as any process does it; see `weave_briefing`."""
    setup = setup_for(build_settings)
    return [weave_briefing(item, setup, flags) for item in items]


def make_pages(
    items: Sequence[tuple[BriefingItem, Neighbours]], build_settings: BuildSettings, flags: SiteFlags | None
) -> Sequence[BriefingPages]:
    """Return the files of these briefings, each with what it needs of the others, as any process makes them."""
    setup = setup_for(build_settings)
    return [make_briefing_pages(item, setup, neighbours, flags) for item, neighbours in items]


def weave_briefing(item: BriefingItem, setup: Setup, flags: SiteFlags | None) -> WovenBriefing:
    """Return a briefing read and woven, with its pages where it names no other briefing and flags are given.

    Else it is kept for `make_briefing_pages`, while there is room.
    """
    report = Report()
    file = _read(item, setup, report)
    briefing = _weave(file, setup, report)
    links = setup.find_links(briefing.sidecar, report) if briefing else ()
    named = _briefings_named(file, links, setup)
    pages = None
    # A draft may have to give up its slug, so that its pages wait until slugs are settled.
    if flags and not named and not file.summary.is_draft:
        pages = BriefingPages(item, *_make_pages(file, briefing, setup, Neighbours(), flags))
    elif len(setup.kept) < MOST_KEPT:
        setup.kept[item] = (file, briefing)
    digest = _digest(briefing, file.digest) if briefing else ""
    return WovenBriefing(
        item=item,
        summary=file.summary,
        problems=tuple(report),
        named=named,
        day=day_of(briefing.abstract) if briefing else 0,
        rows=make_rows(briefing, digest, setup.sheet_rows.of(briefing), setup.terms_of(briefing)) if briefing else None,
        digest=digest,
        links=links,
        pages=pages,
    )


def make_briefing_pages(
    item: BriefingItem, setup: Setup, neighbours: Neighbours, flags: SiteFlags | None
) -> BriefingPages:
    """Return the files of a briefing, none where no flags are given, and what is wrong with its references."""
    file, briefing = setup.kept.pop(item) if item in setup.kept else _weave_again(item, setup)
    return BriefingPages(item, *_make_pages(file, briefing, setup, neighbours, flags))


def _make_pages(
    file: BriefingFile, briefing: Briefing | None, setup: Setup, neighbours: Neighbours, flags: SiteFlags | None
) -> tuple[tuple[Problem, ...], tuple[Artifact, ...]]:
    report = Report()
    check_references(file, setup.shared, neighbours.known, report)
    # A check reads drafts, but shows them to nobody.
    if file.manuscript and not (setup.build_settings.shows_drafts or file.manuscript.is_draft):
        drafts = [slug for slug, neighbour in neighbours.named.items() if neighbour.summary.is_draft]
        check_references_to_drafts([file.manuscript], drafts, report)
    if file.manuscript and not file.manuscript.sidecar.withdrawn:
        summaries = {slug: neighbour.summary for slug, neighbour in neighbours.named.items()}
        withdrawn = [slug for slug, one in summaries.items() if one.is_withdrawn and not one.is_draft]
        check_references_into_withdrawn(file.manuscript, withdrawn, report)
    setup.meet(neighbours.named.values())
    artifacts: tuple[Artifact, ...] = ()
    if briefing and flags:
        renderer, site = setup.renderer(flags)
        artifacts = (*renderer.render_briefing(briefing, report), *export_briefing(briefing, site))
    return tuple(report), artifacts


def _briefings_named(file: BriefingFile, links: Iterable[TextLink], setup: Setup) -> tuple[str, ...]:
    """Return the other briefings to which references or links lead, there or not."""
    referred = references.briefings_named(file.manuscript.sidecar) if file.manuscript else ()
    linked = {briefing_of(link.file, setup.folders) for link in links} - {"", file.summary.slug}
    return tuple(dict.fromkeys([*referred, *sorted(linked)]))


def _digest(briefing: Briefing, sidecar: bytes) -> str:
    """Return the digest of a briefing.

    `sidecar` is its sidecar's: with the article it says all, as an archive is of one set of registers and settings.
    """
    digest = blake2b(sidecar, digest_size=16)
    digest.update(briefing.seed.text.encode())
    return digest.hexdigest()


def read_whole(item: BriefingItem, setup: Setup) -> tuple[Briefing | None, str]:
    """Return a briefing that was woven before, and its digest.

    None where it is not published. Its problems are known.
    """
    file, briefing = _weave_again(item, setup)
    return briefing, _digest(briefing, file.digest) if briefing else ""


def read_to_export(item: BriefingItem, setup: Setup, report: Report) -> Briefing | None:
    """Return a briefing; None where it cannot be read. What is wrong with it is reported, references aside."""
    return _weave(_read(item, setup, report), setup, report)


def _read(item: BriefingItem, setup: Setup, report: Report) -> BriefingFile:
    inputs = setup.shared.inputs
    if item.slug:
        return read_lonely_seed(item.path.removeprefix(f"{SEEDS}/"), item.slug, inputs, report)
    file = read_briefing(item.path, inputs, report)
    if not item.refused_aliases:
        return file
    summary, manuscript = without_aliases(file.summary, item.refused_aliases), file.manuscript
    if manuscript:
        manuscript = replace(manuscript, sidecar=replace(manuscript.sidecar, aliases=summary.aliases))
    return BriefingFile(summary, manuscript, file.digest)


def _weave_again(item: BriefingItem, setup: Setup) -> tuple[BriefingFile, Briefing | None]:
    """Return what was woven before, perhaps by another process; what was wrong with it has been told."""
    file = _read(item, setup, Report())
    return file, _weave(file, setup, Report())


def _weave(file: BriefingFile, setup: Setup, report: Report) -> Briefing | None:
    """Return the briefing with what lies on its text; None where it is not published.

    A draft that is left out is woven all the same, so that what it has wrong is known, unless it is a seed alone.
    """
    manuscript = file.manuscript
    is_left_out = manuscript is not None and manuscript.is_draft and not setup.build_settings.with_drafts
    if manuscript is None or (is_left_out and manuscript.sidecar.where.path.startswith(f"{SEEDS}/")):
        return None
    check_article(manuscript, setup.shared.settings, report)
    manuscript = _with_topics(_with_headline(manuscript, report), setup)
    setup.html_of.take_in(notes.render_markdown(notes.markdown_in(manuscript.sidecar), report))
    placements = _place_notes(manuscript, report)
    mentions = find_mentions(manuscript, setup.matcher, report)
    if is_left_out:
        return None
    digits = setup.shared.settings.digits
    prose = weave_prose(manuscript.seed, placements=placements, mentions=mentions, digits=digits)
    briefing = gather_briefing(manuscript, prose, setup.shared.registers)
    if manuscript.sidecar.withdrawn:
        return withdraw(briefing)
    check_listed_but_not_named(briefing, setup.shared.registers, report)
    if setup.with_hints:
        give_briefing_hints(briefing, setup.shared.registers, setup.registered_words, report)
    return briefing


def _with_headline(manuscript: Manuscript, report: Report) -> Manuscript:
    """Return a manuscript whose title is the block that `headline` says, by its number or by words of it."""
    seed, sidecar = manuscript.seed, manuscript.sidecar
    title = _find_title(sidecar.headline, seed, report) if sidecar.headline else None
    if not title:
        return manuscript
    spans = [block.span for block in seed.blocks]
    shows_deck = sidecar.deck is None and not seed.is_parted_by_blank_lines
    has_deck = has_deck_of_its_own(seed.text, spans, title) if shows_deck else bool(sidecar.deck)
    return replace(manuscript, seed=replace(seed, blocks=name_blocks(spans, has_deck=has_deck, title=title)))


def _with_topics(manuscript: Manuscript, setup: Setup) -> Manuscript:
    """Return a manuscript that calls its topics by the ids of their entries, where they have entries."""
    topics = manuscript.sidecar.topics
    named = tuple(replace(one, value=setup.topic_of(one.value)) for one in topics)
    return manuscript if named == topics else replace(manuscript, sidecar=replace(manuscript.sidecar, topics=named))


def _find_title(headline: tuple[Selector, ...], seed: Seed, report: Report) -> int | None:
    """Return which block is the title, from 0; None where `headline` tells none, which is reported."""
    written, count = headline[0].exact, len(seed.blocks)
    guess = guess_title([block.span.of(seed.text) for block in seed.blocks], seed.language)
    way_out = f"write the number of the block that is the title, counted from 1:\nheadline: {guess + 1}"
    if headline == (Selector(where=written.where, exact=written),) and written.value.isdecimal():
        if 1 <= (number := int(written.value[:_LONGEST_NUMBER])) <= count:
            return number - 1
        message = f"`headline` is {number}, and {seed.source.path} has {count} block{'' if count == 1 else 's'}"
        report.error("unknown-value", message, written.where, found=written.value, help=way_out)
        return None
    of_quote = Report()
    spans = QuoteFinder(seed).place(headline, of_quote) or ()
    report.extend(replace(problem, help=way_out) for problem in of_quote)
    found = [index for index, block in enumerate(seed.blocks) if any(span.overlaps(block.span) for span in spans)]
    if len(found) > 1:
        message = f"the words of `headline` stand in {len(found)} blocks, and the title is one"
        report.error("unknown-value", message, written.where, found=written.value, help=way_out)
    return found[0] if len(found) == 1 else None


def _place_notes(manuscript: Manuscript, report: Report) -> tuple[Placement, ...]:
    """Return the placements in the order of notes' numbers: by place, the longer first, the whole article's last."""
    finder = QuoteFinder(manuscript.seed)
    placements = [
        placement for annotation in manuscript.annotations if (placement := _place_note(annotation, finder, report))
    ]
    return tuple(sorted(placements, key=_reading_order))


def _place_note(annotation: Annotation, finder: QuoteFinder, report: Report) -> Placement | None:
    if annotation.id is None:
        return None
    spans = finder.place(annotation.at, report) if annotation.at else ()
    if spans is None:
        return None
    return Placement(annotation.id.value, GROUP_OF_KIND[annotation.kind], spans)


def _reading_order(placement: Placement) -> tuple[bool, int, int]:
    if not placement.spans:
        return (True, 0, 0)
    return (False, placement.spans[0].start, -placement.spans[0].end)
