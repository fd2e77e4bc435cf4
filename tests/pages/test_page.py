"""Links from a page to others, whatever the folder in which it stands."""

import pytest

from sitegen.language.editions import list_editions
from sitegen.pages.page import Page
from tests.pages.sample_site import make_settings

ARABIC, ENGLISH = EDITIONS = list_editions(make_settings("ar", "en"))


@pytest.mark.parametrize(
    ("address", "edition", "target", "expected"),
    [
        ("index.html", ARABIC, "briefings/a.html", "briefings/a.html"),
        ("briefings/a.html", ARABIC, "briefings/b.html", "b.html"),
        ("briefings/a.html", ARABIC, "briefings/a.html", "a.html"),
        ("briefings/a.html", ARABIC, "briefings/a.html#n1", "#n1"),
        ("briefings/a.html", ARABIC, "briefings/b.html#n1", "b.html#n1"),
        ("briefings/a.html", ENGLISH, "index.html", "../index.html"),
        ("briefings/a.html", ENGLISH, "actors/x.html#y#z", "../actors/x.html#y#z"),
        ("404.html", ARABIC, "actors/x.html", "/news/actors/x.html"),
    ],
)
def test_links_within_an_edition(address: str, edition: object, target: str, expected: str) -> None:
    (found,) = (one for one in EDITIONS if one is edition)

    assert Page(address, found, EDITIONS, "https://example.org/news").link(target) == expected


def test_links_to_another_edition_and_to_files() -> None:
    page = Page("briefings/a.html", ENGLISH, EDITIONS, "")

    assert page.link("briefings/a.html", ARABIC) == "../../briefings/a.html"
    assert page.link_file("assets/style.css") == "../../assets/style.css"
    assert page.path == "en/briefings/a.html"
