"""Addresses of briefings: each is one briefing's alone, former ones too."""

from collections.abc import Iterable
from dataclasses import replace

from sitegen.model.forms import is_slug, propose_slug
from sitegen.model.problems import Report
from sitegen.model.text import Location
from sitegen.model.wording import Written
from sitegen.readers.sidecars import SidecarFile


def settle_slugs(files: Iterable[SidecarFile], report: Report) -> tuple[SidecarFile, ...]:
    """Return the sidecars whose slugs are their own; the rest, and aliases that are taken, are reported and dropped."""
    files = tuple(files)
    taken: dict[str, Location] = {}
    kept = [file for file in files if _is_free(file.slug, file.slug_where, taken, report)]
    return tuple(_with_free_aliases(file, taken, report) for file in kept)


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


def _with_free_aliases(file: SidecarFile, taken: dict[str, Location], report: Report) -> SidecarFile:
    aliases = file.sidecar.aliases
    kept: tuple[Written, ...] = tuple(one for one in aliases if _is_free(one.value, one.where, taken, report))
    return file if len(kept) == len(aliases) else replace(file, sidecar=replace(file.sidecar, aliases=kept))
