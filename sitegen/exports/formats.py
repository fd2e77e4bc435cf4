"""Every format in which a briefing is exported, and what its page's head says to other programs.

A new format is one line here. Formats of the whole site stand in `site_formats.py`: an edit of one note needs none.
"""

from collections.abc import Callable, Iterator
from typing import Final

from sitegen.exports.schema_org import schema_org
from sitegen.exports.search_index import export_search_text
from sitegen.exports.social_cards import export_social_cards, find_card
from sitegen.exports.web_annotation import export_web_annotations
from sitegen.language.editions import Edition
from sitegen.model.briefing import Briefing
from sitegen.model.site_files import Artifact
from sitegen.records.site import Portrait, Site

BRIEFING_FORMATS: Final[tuple[Callable[[Briefing, Site], Iterator[Artifact]], ...]] = (
    export_web_annotations,
    export_search_text,
    export_social_cards,
)
"""They are made of each briefing."""


def export_briefing(briefing: Briefing, site: Site) -> Iterator[Artifact]:
    """Yield a briefing in every format; of one that was withdrawn only what it is found by."""
    if briefing.sidecar.withdrawn:
        yield from export_search_text(briefing, site)
        return
    for export in BRIEFING_FORMATS:
        yield from export(briefing, site)


def describe_page(briefing: Briefing, site: Site, edition: Edition) -> Portrait:
    """Return what the head of a briefing's page carries in one edition."""
    return Portrait(schema_org(briefing, site, edition), find_card(briefing, site, edition))
