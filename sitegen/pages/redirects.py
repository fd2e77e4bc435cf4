"""Former addresses of briefings: a page at each that leads to where the briefing is now."""

from collections.abc import Iterator
from dataclasses import dataclass

from sitegen.language.editions import Edition
from sitegen.model.page_addresses import absolute_url, briefing_address
from sitegen.model.site import Abstract, Site


@dataclass(frozen=True, slots=True)
class Redirect:
    """A former address of a briefing, within an edition."""

    briefing: Abstract
    former: str
    address: str
    """Where the briefing is now, within the edition."""
    url: str
    """Its full address; empty where the site has none."""


def list_redirects(site: Site, edition: Edition) -> Iterator[Redirect]:
    """Yield the former addresses of all briefings, but for those that another briefing has now."""
    taken = {briefing.slug.lower() for briefing in site.briefings}
    for briefing in site.briefings:
        address = briefing_address(briefing.slug)
        url = site.settings.url
        whole = absolute_url(edition.path(address), url=url.value) if url else ""
        for alias in briefing.sidecar.aliases:
            if alias.value.lower() not in taken:
                taken.add(alias.value.lower())
                yield Redirect(briefing, briefing_address(alias.value), address, whole)
