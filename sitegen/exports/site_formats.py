"""Every format in which a whole site is exported beside its pages, its feeds too: a new one is one line here."""

from collections.abc import Callable, Iterator
from typing import Final

from sitegen.exports.actors_data import export_actors
from sitegen.exports.feeds import Feed, export_atom, export_json_feed, list_feeds
from sitegen.exports.site_data import export_site_data
from sitegen.exports.sitemap import export_robots
from sitegen.exports.spreadsheets import export_claims, export_mentions, export_quotes
from sitegen.exports.termbase import export_termbase
from sitegen.model.site_files import Artifact
from sitegen.records.site import Site

SITE_FORMATS: Final[tuple[Callable[[Site], Iterator[Artifact]], ...]] = (
    export_actors,
    export_claims,
    export_mentions,
    export_quotes,
    export_site_data,
    export_termbase,
    export_robots,
)
"""They are made of the whole site."""

FEED_FORMATS: Final[tuple[Callable[[Feed], Artifact], ...]] = (export_atom, export_json_feed)
"""They are made of an edition's newest briefings."""


def export_feeds(site: Site) -> Iterator[Artifact]:
    """Yield the feeds of every edition."""
    for feed in list_feeds(site):
        yield from (export_feed(feed) for export_feed in FEED_FORMATS)
