"""Every format in which a briefing leaves the house beside its page: a new one is one line here."""

from collections.abc import Callable, Iterator
from typing import Final

from sitegen.exports.social_cards import export_social_cards
from sitegen.exports.web_annotation import export_web_annotations
from sitegen.model.briefing import Briefing
from sitegen.model.site import Site
from sitegen.model.site_files import Artifact

BRIEFING_FORMATS: Final[tuple[Callable[[Briefing, Site], Iterator[Artifact]], ...]] = (
    export_web_annotations,
    export_social_cards,
)
"""What is made of each briefing."""


def export_briefing(briefing: Briefing, site: Site) -> Iterator[Artifact]:
    """Yield a briefing in every format."""
    for export in BRIEFING_FORMATS:
        yield from export(briefing, site)
