"""Tests of links in texts: what an address without a scheme means, and what stands for it on each page."""

from functools import partial

import pytest

from sitegen.language.editions import Edition, list_editions
from sitegen.language.text_links import TextLinks, briefing_of, mark_address_of_note, mark_address_of_page
from sitegen.model.addresses import relative_link
from sitegen.model.settings import Settings
from sitegen.model.text import Location
from sitegen.model.wording import LinkingWording, Wording, Written

NOWHERE = Location("")
ARABIC, ENGLISH = list_editions(Settings(languages=(Written("ar", NOWHERE), Written("en", NOWHERE))))
OF_BRIEFING = LinkingWording("en", "", NOWHERE, briefing="water")
OF_REGISTER = Wording("en", "", NOWHERE)


@pytest.mark.parametrize(
    ("written", "marked"),
    [
        ("places.html", "edition:places.html"),
        ("/places.html", "edition:places.html"),
        ("../places.html", "edition:places.html"),
        ("../../briefings/./x/../water.html#c1", "edition:briefings/water.html#c1"),
        ("%2e%2e/places.html", "edition:places.html"),
        ("/", "edition:index.html"),
        ("../", "edition:index.html"),
        ("en/", "edition:en/index.html"),
        ("claims.html?status=disputed#x", "edition:claims.html?status=disputed#x"),
        ("?status=disputed", "edition:index.html?status=disputed"),
        ("#c1", "edition:#c1"),
        ("water#c1", "edition:briefings/water.html#c1"),
        ("/water#c1", "edition:water#c1"),
        ("", "edition:"),
        ("https://example.org/a#b", "https://example.org/a#b"),
        ("mailto:a@example.org", "mailto:a@example.org"),
    ],
)
def test_an_address_in_a_text_counts_from_the_root_of_the_edition(written: str, marked: str) -> None:
    assert mark_address_of_note(written) == marked


@pytest.mark.parametrize(
    ("written", "marked"),
    [
        ("places.html", "edition:places.html"),
        ("../data/site.json", "edition:/data/site.json"),
        ("#heading", "#heading"),
        ("?status=disputed", "?status=disputed"),
        ("water#c1", "edition:water#c1"),
        ("https://example.org/", "https://example.org/"),
    ],
)
def test_an_address_on_a_free_page_counts_from_the_page(written: str, marked: str) -> None:
    assert mark_address_of_page(written) == marked


@pytest.mark.parametrize(
    ("marked", "page", "link"),
    [
        ("places.html", "claims.html", "places.html"),
        ("places.html", "actors/haddad.html", "../places.html"),
        ("places.html", "en/index.html", "places.html"),
        ("places.html", "en/briefings/water.html", "../places.html"),
        ("#c1", "briefings/water.html", "#c1"),
        ("#c1", "en/claims.html", "briefings/water.html#c1"),
        ("briefings/fire.html#c1", "en/briefings/water.html", "fire.html#c1"),
        ("data/site.json", "en/claims.html", "../data/site.json"),
        ("sitemap.xml", "en/claims.html", "../sitemap.xml"),
        ("feed.xml", "en/claims.html", "feed.xml"),
        ("en/feed.xml", "claims.html", "en/feed.xml"),
        ("en/feed.xml", "en/actors/haddad.html", "../feed.xml"),
        ("/data/site.json", "en/about.html", "../data/site.json"),
        ("/places.html", "en/about.html", "../places.html"),
    ],
)
def test_a_link_leads_to_one_place_from_every_page(marked: str, page: str, link: str) -> None:
    edition = ENGLISH if page.startswith("en/") else ARABIC
    html = f'<p><a href="edition:{marked}">x</a></p>'
    placed = links_of(edition=edition).place(html, OF_BRIEFING, partial(relative_link, source=page))
    assert placed == f'<p><a href="{link}">x</a></p>'


def test_what_leads_to_no_published_briefing_is_shown_without_a_link() -> None:
    html = '<a href="edition:briefings/draft.html#a" title="t"><em>x</em></a>, <a href="edition:#a">y</a>'
    links = links_of(unpublished={"draft"})
    assert links.place(html, OF_REGISTER, str) == "<em>x</em>, y"
    assert links.place(html, OF_BRIEFING, str) == '<em>x</em>, <a href="briefings/water.html#a">y</a>'


def test_addresses_of_authors_and_the_menu_are_placed_as_links_are() -> None:
    link_file = partial(relative_link, source="en/briefings/water.html")
    links = links_of(edition=ENGLISH)
    assert links.place_address("about.html", link_file) == "../about.html"
    assert links.place_address("data/site.json", link_file) == "../../data/site.json"
    assert links.place_address("https://example.org", link_file) == "https://example.org"


def test_pictures_are_placed_as_links_are() -> None:
    html = '<img src="edition:pictures/map.png" alt="" />'
    placed = links_of(edition=ENGLISH).place(html, OF_REGISTER, partial(relative_link, source="en/actors/haddad.html"))
    assert placed == '<img src="../pictures/map.png" alt="" />'


def test_a_page_of_a_briefing_is_known_in_every_edition() -> None:
    assert briefing_of("en/briefings/water.html#c1", {"en/"}) == "water"
    assert briefing_of("briefings/water.html?x", {"en/"}) == "water"
    assert briefing_of("actors/briefings/water.html", {"en/"}) == ""


def links_of(edition: Edition = ARABIC, unpublished: frozenset[str] | set[str] = frozenset()) -> TextLinks:
    return TextLinks(edition, {"en/"}, lambda slug: slug == "fire", unpublished)
