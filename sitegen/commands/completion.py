"""What a shell may complete: names that stand in the site's files, read without the care that a build takes."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import click

from sitegen.commands.options import find_site
from sitegen.model.site_files import SIDECARS

_SLUG: Final = re.compile(rb"^slug:[ \t]*[\"']?([A-Za-z0-9_-]+)", re.MULTILINE)


def complete_slugs(context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[str]:
    """Return the slugs of briefings that begin with what is typed, but for those that are named already."""
    given = context.params.get("root") or (context.parent.params.get("root") if context.parent else None)
    root = given or find_site(Path())
    named = context.params.get("slugs") or ()
    return sorted(slug for slug in _slugs(root) if slug.startswith(incomplete) and slug not in named) if root else []


def _slugs(root: Path) -> Iterator[str]:
    for sidecar in (root / SIDECARS).glob("*.yaml"):
        if sidecar.is_file():
            found = _SLUG.search(sidecar.read_bytes())
            yield found[1].decode("ascii") if found else sidecar.stem
