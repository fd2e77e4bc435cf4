"""Former addresses of briefings: a page at each that leads to where the briefing is now."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from sitegen.language.editions import Edition
from sitegen.model.addresses import absolute_url, briefing_address
from sitegen.model.briefing import Abstract
from sitegen.model.site import Site
from sitegen.pages.family import ListPage, Nouns


@dataclass(frozen=True, slots=True)
class Redirect:
    """A former address of a briefing, within an edition."""

    briefing: Abstract
    former: str
    address: str
    """Where the briefing is now, within the edition."""
    url: str
    """Its full address; empty where the site has none."""


def plan_redirects(site: Site, edition: Edition) -> Iterator[ListPage]:
    """Yield the former addresses of all briefings, but for those that another briefing has now."""
    taken = {line.slug.lower() for line in site.library.briefings()}
    for slug, alias in site.library.aliases():
        if alias.lower() not in taken:
            taken.add(alias.lower())
            former = briefing_address(alias)
            yield ListPage(former, "redirect.html", partial(_fill, slug, former, site, edition))


def _fill(slug: str, former: str, site: Site, edition: Edition) -> Nouns:
    address, url = briefing_address(slug), site.settings.url
    whole = absolute_url(edition.path(address), url=url.value) if url else ""
    return {"redirect": Redirect(site.library.abstract(slug), former, address, whole)}
