"""Addresses of briefings: each is one briefing's alone, former ones too."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from operator import attrgetter

from sitegen.model.forms import is_slug, propose_slug
from sitegen.model.problems import Report
from sitegen.model.project import BriefingSummary
from sitegen.model.site_files import refuse_alike_names
from sitegen.model.text import Location


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
