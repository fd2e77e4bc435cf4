"""One briefing from its files to its rows and pages. It knows what all share, and nothing of the others until told."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from hashlib import blake2b
from typing import Final

from sitegen.archive.codec import encode
from sitegen.archive.rows import BRIEFINGS, HEADS, WHOLE, Row, make_rows
from sitegen.checking.article import check_article
from sitegen.checking.hints import give_briefing_hints
from sitegen.checking.references import check_listed_but_not_named, check_references_to_drafts
from sitegen.exports.formats import export_briefing
from sitegen.gather import day_of, gather_briefing, gather_record, markdown_in
from sitegen.language.layout import guess_title
from sitegen.language.text_links import briefing_of
from sitegen.making.pieces import Finished, Item, SiteFacts, World, Woven
from sitegen.making.shop import Shop
from sitegen.model.briefing import Briefing, Placement
from sitegen.model.problems import Report
from sitegen.model.project import Annotation, Manuscript, Seed, Selector
from sitegen.model.site_files import SEEDS, Artifact
from sitegen.model.vocabularies import GROUP_OF_KIND
from sitegen.model.wording import TextLink
from sitegen.readers import references
from sitegen.readers.briefings import BriefingFile, read_briefing, read_lonely_seed
from sitegen.readers.project import check_references
from sitegen.readers.seeds import has_deck_of_its_own, name_blocks
from sitegen.weaving import notes
from sitegen.weaving.anchors import QuoteFinder
from sitegen.weaving.fragment import weave_prose
from sitegen.weaving.mentions import find_mentions

NEIGHBOUR_LISTS: Final = (BRIEFINGS, HEADS)
"""What pages of other briefings need of a briefing's rows."""

_LONGEST_NUMBER: Final = 9
"""Digits of `headline` that are read: no article has so many blocks."""

MOST_KEPT: Final = 128
"""Briefings that a process keeps until it knows the others: a few megabytes."""


def weave_item(item: Item, shop: Shop, facts: SiteFacts | None) -> Woven:
    """Return what comes of a briefing's files by themselves.

    Its pages are among it where they name no other briefing and facts are given; else they wait for `finish_item`.
    """
    report = Report()
    file = _read(item, shop, report)
    briefing = _weave(file, shop, report)
    links = shop.find_links(briefing.sidecar, report) if briefing else ()
    named = _briefings_named(file, links, shop)
    if not named:
        check_references(file, shop.shared, references.OtherBriefings(), report)
    is_made = facts is not None and not named
    artifacts = tuple(_make_files(briefing, shop, facts, report)) if briefing and facts and is_made else ()
    if not is_made and len(shop.kept) < MOST_KEPT:
        shop.kept[item] = (file, briefing)
    return Woven(
        item=item,
        summary=file.summary,
        problems=tuple(report),
        named=named,
        is_made=is_made,
        day=day_of(briefing.abstract) if briefing else 0,
        rows=tuple(_make_rows(briefing, file.digest)) if briefing else None,
        artifacts=artifacts,
        links=links,
    )


def _briefings_named(file: BriefingFile, links: Iterable[TextLink], shop: Shop) -> tuple[str, ...]:
    """Return the other briefings to which references or links lead, there or not."""
    referred = references.briefings_named(file.manuscript.sidecar) if file.manuscript else ()
    linked = {briefing_of(link.file, shop.folders) for link in links} - {"", file.summary.slug}
    return tuple(dict.fromkeys([*referred, *sorted(linked)]))


def _make_rows(briefing: Briefing, sidecar: bytes) -> Iterator[Row]:
    """Yield a briefing's rows, last one that differs where anything of the briefing does: for who shows the whole.

    `sidecar` is its digest: with the article it says it all, as an archive is of one set of registers and settings.
    """
    yield from make_rows(gather_record(briefing))
    yield Row(WHOLE, 0, "", _digest(briefing, sidecar))


def _digest(briefing: Briefing, sidecar: bytes) -> str:
    digest = blake2b(sidecar, digest_size=16)
    digest.update(briefing.seed.text.encode())
    return encode(digest.hexdigest())


def finish_item(item: Item, shop: Shop, world: World, facts: SiteFacts | None) -> Finished:
    """Return what was left: problems with references to other briefings, and, where facts are given, the files."""
    report = Report()
    file, briefing = shop.kept.pop(item) if item in shop.kept else _weave_again(item, shop)
    summaries = {slug: neighbour.summary for slug, neighbour in world.neighbours.items()}
    check_references(file, shop.shared, references.OtherBriefings(world.slugs, summaries, world.slug_of_alias), report)
    if file.manuscript:
        drafts = [summary.slug for summary in summaries.values() if summary.is_draft]
        _check_drafts(file.manuscript, drafts, shop, report)
    shop.meet(world.neighbours.values())
    artifacts = tuple(_make_files(briefing, shop, facts, report)) if briefing and facts else ()
    return Finished(item, tuple(report), artifacts)


def read_whole(item: Item, shop: Shop) -> tuple[Briefing | None, str]:
    """Return a briefing that was woven before, and what its row of the list WHOLE holds, if it is as it was.

    None where it is not published. Its problems are known.
    """
    file, briefing = _weave_again(item, shop)
    return briefing, _digest(briefing, file.digest) if briefing else ""


def _read(item: Item, shop: Shop, report: Report) -> BriefingFile:
    inputs = shop.shared.inputs
    if item.slug:
        return read_lonely_seed(item.path.removeprefix(f"{SEEDS}/"), item.slug, inputs, report)
    file = read_briefing(item.path, inputs, report)
    return _without_aliases(file, item.refused_aliases) if item.refused_aliases else file


def _without_aliases(file: BriefingFile, refused: frozenset[str]) -> BriefingFile:
    """Return a briefing without the former slugs that are another's."""
    aliases = tuple(alias for alias in file.summary.aliases if alias.value not in refused)
    summary, manuscript = replace(file.summary, aliases=aliases), file.manuscript
    if not manuscript:
        return BriefingFile(summary, None)
    manuscript = replace(manuscript, sidecar=replace(manuscript.sidecar, aliases=aliases))
    return BriefingFile(summary, manuscript, file.digest)


def _weave_again(item: Item, shop: Shop) -> tuple[BriefingFile, Briefing | None]:
    """Return what was woven before, perhaps by another process; what was wrong with it has been told."""
    file = _read(item, shop, Report())
    return file, _weave(file, shop, Report())


def _check_drafts(manuscript: Manuscript, drafts: Iterable[str], shop: Shop, report: Report) -> None:
    """Warn of references to drafts where readers do not see those; a check reads drafts, but shows them to nobody."""
    if not (shop.order.shows_drafts or manuscript.is_draft):
        check_references_to_drafts([manuscript], drafts, report)


def _weave(file: BriefingFile, shop: Shop, report: Report) -> Briefing | None:
    """Return the briefing with what lies on its text; None where it is not published.

    A draft that is left out is woven all the same, so that what it has wrong is known, unless it is a seed alone.
    """
    manuscript = file.manuscript
    is_left_out = manuscript is not None and manuscript.is_draft and not shop.order.with_drafts
    if manuscript is None or (is_left_out and manuscript.sidecar.where.path.startswith(f"{SEEDS}/")):
        return None
    check_article(manuscript, shop.shared.settings, report)
    manuscript = _with_headline(manuscript, report)
    shop.html_of.take_in(notes.render_markdown(markdown_in(manuscript.sidecar), report))
    placements = _place_notes(manuscript, report)
    mentions = find_mentions(manuscript, shop.matcher, report)
    if is_left_out:
        return None
    digits = shop.shared.settings.digits
    prose = weave_prose(manuscript.seed, placements=placements, mentions=mentions, digits=digits)
    briefing = gather_briefing(manuscript, prose, shop.shared.registers)
    check_listed_but_not_named(briefing, shop.shared.registers, report)
    if shop.with_hints:
        give_briefing_hints(briefing, shop.shared.registers, shop.registered_words, report)
    return briefing


def _make_files(briefing: Briefing, shop: Shop, facts: SiteFacts, report: Report) -> Iterator[Artifact]:
    """Yield the files that are a briefing's own."""
    press, site = shop.press(facts)
    yield from press.print_briefing(briefing, report)
    yield from export_briefing(briefing, site)


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
