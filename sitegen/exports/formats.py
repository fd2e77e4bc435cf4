"""Every format in which the site leaves the house beside its pages. The wing's door: a new format is one line here."""

from collections.abc import Callable, Iterator
from typing import Final

from sitegen.exports.actors_data import export_actors
from sitegen.exports.atom import export_atom
from sitegen.exports.feeds import Feed, list_feeds
from sitegen.exports.json_feed import export_json_feed
from sitegen.exports.robots import export_robots
from sitegen.exports.site_data import export_site_data
from sitegen.exports.social_cards import export_social_cards
from sitegen.exports.web_annotation import export_web_annotations
from sitegen.model.artifact import Artifact
from sitegen.model.briefing import Briefing
from sitegen.model.site import Site

BRIEFING_FORMATS: Final[tuple[Callable[[Briefing, Site], Iterator[Artifact]], ...]] = (
    export_web_annotations,
    export_social_cards,
)
"""What is made of each briefing."""

SITE_FORMATS: Final[tuple[Callable[[Site], Iterator[Artifact]], ...]] = (export_actors, export_site_data, export_robots)
"""What is made of the whole site."""

FEED_FORMATS: Final[tuple[Callable[[Feed], Artifact], ...]] = (export_atom, export_json_feed)
"""What is made of an edition's newest briefings."""


def export_briefing(briefing: Briefing, site: Site) -> Iterator[Artifact]:
    """Yield a briefing in every format."""
    for export in BRIEFING_FORMATS:
        yield from export(briefing, site)


def export_feeds(site: Site) -> Iterator[Artifact]:
    """Yield the feeds of every edition."""
    for feed in list_feeds(site):
        yield from (export_feed(feed) for export_feed in FEED_FORMATS)
