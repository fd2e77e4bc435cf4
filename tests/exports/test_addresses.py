"""Whole addresses, whatever the site's own looks like."""

import pytest

from sitegen.exports.addresses import absolute_url, entry_path, list_editions, local_path
from sitegen.model.project import Settings
from sitegen.model.text import Location
from sitegen.model.wording import Written

HERE = Location("content/site.yaml")


@pytest.mark.parametrize(
    ("path", "url", "expected"),
    [
        ("index.html", "https://example.org", "https://example.org/"),
        ("index.html", "https://example.org/news", "https://example.org/news/"),
        ("en/index.html", "https://example.org/news/", "https://example.org/news/en/"),
        ("briefings/a.html#_m3", "https://example.org/news", "https://example.org/news/briefings/a.html#_m3"),
        ("topics/a b.html", "https://example.org", "https://example.org/topics/a%20b.html"),
        ("a.html", "https://أخبار.example:8080/موقع", None),
        ("a.html", "https://bücher.example/x%20y/", "https://xn--bcher-kva.example/x%20y/a.html"),
    ],
)
def test_absolute_url(path: str, url: str, expected: str | None) -> None:
    found = absolute_url(path, url)
    assert found.isascii()
    assert expected is None or found == expected


def test_a_port_stays_behind_a_host_in_other_letters() -> None:
    assert absolute_url("a.html", "https://bücher.example:8080/") == "https://xn--bcher-kva.example:8080/a.html"


def test_every_entry_has_a_place() -> None:
    assert entry_path("actor", "ali") == "actors/ali.html"
    assert entry_path("topic", "water") == "topics/water.html"
    assert entry_path("event", "e1") == "timeline.html#e1"
    assert local_path("summit", "salim") == "a-z.html#_summit-salim"


def test_the_first_edition_stands_at_the_root() -> None:
    settings = Settings(languages=(Written("fa", HERE), Written("en", HERE)))
    assert [(edition.language, edition.prefix) for edition in list_editions(settings)] == [("fa", ""), ("en", "en/")]
