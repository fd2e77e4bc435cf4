"""The site's menu: what the settings say, else every list that holds something and the free pages."""

from collections.abc import Iterator
from dataclasses import dataclass

from sitegen.model.addresses import (
    ACTORS,
    CLAIMS,
    HOME,
    INDEX,
    LISTS,
    PLACES,
    QUOTES,
    SOURCES,
    TERMS,
    TIMELINE,
    page_address,
)
from sitegen.model.site import Site
from sitegen.model.wording import Text


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """A line of the menu."""

    label: Text | None
    """Without one the interface names the page."""
    address: str = ""
    """Within the edition; empty for an address elsewhere or a page that is not there."""
    url: str = ""
    """An address elsewhere."""


def make_menu(site: Site) -> tuple[MenuEntry, ...]:
    """Return the menu, the same in every edition."""
    return tuple(_written(site)) if site.settings.nav else tuple(_default(site))


def _written(site: Site) -> Iterator[MenuEntry]:
    titles = {page.name: page.title for page in site.pages}
    for item in site.settings.nav:
        if item.page and page_address(item.page.value) in LISTS:
            yield MenuEntry(item.label, page_address(item.page.value))
        elif item.page and item.page.value in titles:
            yield MenuEntry(item.label or titles[item.page.value], page_address(item.page.value))
        elif item.url:
            yield MenuEntry(item.label, url=item.url.value)


def _default(site: Site) -> Iterator[MenuEntry]:
    registers = site.registers
    filled = {
        HOME: True,
        ACTORS: bool(registers.actors),
        CLAIMS: bool(registers.claims or "claim" in site.filled),
        QUOTES: "quote" in site.filled,
        TIMELINE: bool(registers.events or "event" in site.filled),
        INDEX: bool(registers.actors or registers.places or registers.terms or "mention" in site.filled),
        PLACES: bool(registers.places),
        TERMS: bool(registers.terms),
        SOURCES: bool(registers.sources),
    }
    yield from (MenuEntry(None, address) for address in LISTS if filled[address])
    yield from (MenuEntry(page.title, page_address(page.name)) for page in site.pages)
