"""A briefing in the words of schema.org."""

import pytest

from sitegen.exports.schema_org import schema_org
from sitegen.language.editions import list_editions
from sitegen.records.site import Site
from tests.pages.sample_site import make_sample, make_settings


@pytest.fixture
def site() -> Site:
    return make_sample()


def test_a_briefing_in_an_edition(site: Site) -> None:
    assert schema_org(site.newest[0], site, list_editions(site.settings)[1]) == {
        "@context": "https://schema.org",
        "@type": "Article",
        "url": "https://example.org/news/en/briefings/date.html",
        "headline": "The date stands",
        "inLanguage": ["en", "ar"],
        "datePublished": "2024-05-01",
        "author": [{"name": "The desk"}],
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "keywords": ["Budget", "شؤون"],
        "isBasedOn": {
            "@type": "Article",
            "headline": "الموعد ثابت",
            "inLanguage": "ar",
            "datePublished": "2024-05-01",
            "url": "https://www.example.org/a?b=1&c=2",
            "publisher": {"@type": "Organization", "name": "Wire"},
        },
        "mentions": [
            {"@type": "Person", "name": "Sami al-Ali", "url": "https://example.org/news/en/actors/minister.html"},
            {"@type": "Place", "name": "The City", "url": "https://example.org/news/en/places/city.html"},
        ],
    }


def test_without_an_address_it_gives_none() -> None:
    site = make_sample(make_settings(url=""))
    described = schema_org(site.newest[1], site, list_editions(site.settings)[0])
    assert "url" not in described
    assert "mentions" not in schema_org(site.newest[0], site, list_editions(site.settings)[0]), "a name leads nowhere"
    assert described["headline"] == "Nothing <new>"
