"""Former addresses of briefings lead to where they are."""

import re

import pytest

from tests.pages.ledger_folder import ledger_pages


@pytest.mark.parametrize("former", ["first", "old-one"])
@pytest.mark.parametrize("edition", ["", "ar/"])
def test_a_former_address_leads_to_the_present_one(edition: str, former: str) -> None:
    html = ledger_pages()[f"{edition}briefings/{former}.html"]

    assert '<meta http-equiv="refresh" content="0; url=one.html">' in html
    assert f'<link rel="canonical" href="https://example.org/l/{edition}briefings/one.html">' in html
    assert '<meta name="robots" content="noindex">' in html
    assert '<a href="one.html">' in html


def test_former_addresses_are_not_in_the_sitemap() -> None:
    places = re.findall("<loc>(.*?)</loc>", ledger_pages()["sitemap.xml"])

    assert "https://example.org/l/briefings/one.html" in places
    assert not [place for place in places if "first" in place or "old-one" in place]
