"""Where pages stand, how they link to each other, and whole addresses whatever the site's own looks like."""

import pytest

from sitegen.model.addresses import (
    absolute_uri,
    absolute_url,
    base_path,
    edition_folder,
    entry_address,
    page_address,
    reference_id,
    relative_link,
)


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("index.html", "index.html", "index.html"),
        ("index.html", "actors/a.html#_quotes", "actors/a.html#_quotes"),
        ("briefings/b.html", "briefings/b.html#a01", "#a01"),
        ("briefings/b.html", "briefings/c.html#a01", "c.html#a01"),
        ("briefings/b.html", "assets/style.css", "../assets/style.css"),
        ("en/briefings/b.html", "assets/style.css", "../../assets/style.css"),
        ("en/briefings/b.html", "briefings/b.html", "../../briefings/b.html"),
        ("briefings/b.html", "en/briefings/b.html", "../en/briefings/b.html"),
    ],
)
def test_links_are_relative(source: str, target: str, expected: str) -> None:
    assert relative_link(target, source=source) == expected


@pytest.mark.parametrize(
    ("url", "expected"), [(None, "/"), ("https://a.example", "/"), ("https://a.example/b/c/", "/b/c/")]
)
def test_the_base_path_is_that_of_the_sites_address(url: str | None, expected: str) -> None:
    assert base_path(url) == expected


@pytest.mark.parametrize(
    ("path", "url", "expected"),
    [
        ("index.html", "https://example.org", "https://example.org/"),
        ("index.html", "https://example.org/news", "https://example.org/news/"),
        ("en/index.html", "https://example.org/news/", "https://example.org/news/en/"),
        ("en/a-z.html", "https://example.org/news", "https://example.org/news/en/a-z.html"),
        ("briefings/a.html#_m3", "https://example.org/news", "https://example.org/news/briefings/a.html#_m3"),
    ],
)
def test_whole_addresses_name_folders_for_their_index(path: str, url: str, expected: str) -> None:
    assert absolute_url(path, url=url) == expected
    assert absolute_uri(path, url=url) == expected


@pytest.mark.parametrize(
    ("path", "url", "expected"),
    [
        ("topics/a b.html", "https://example.org", "https://example.org/topics/a%20b.html"),
        ("a.html", "https://bücher.example/x%20y/", "https://xn--bcher-kva.example/x%20y/a.html"),
        ("a.html", "https://bücher.example:8080/", "https://xn--bcher-kva.example:8080/a.html"),
        ("a.html", "https://a.example/موقع", "https://a.example/%D9%85%D9%88%D9%82%D8%B9/a.html"),
    ],
)
def test_what_programs_read_is_in_ascii(path: str, url: str, expected: str) -> None:
    assert absolute_uri(path, url=url) == expected


def test_what_people_read_keeps_its_letters() -> None:
    assert absolute_url("a.html", url="https://bücher.example/موقع/") == "https://bücher.example/موقع/a.html"


def test_every_entry_has_a_page_of_its_own() -> None:
    assert entry_address("actor", "ali") == "actors/ali.html"
    assert entry_address("topic", "water") == "topics/water.html"
    assert entry_address("event", "e1") == "events/e1.html"


def test_the_home_page_has_the_name_that_servers_look_for() -> None:
    assert [page_address(name) for name in ("home", "a-z", "about")] == ["index.html", "a-z.html", "about.html"]


def test_the_first_edition_stands_at_the_root() -> None:
    assert [edition_folder(language, position) for position, language in enumerate(("fa", "en"))] == ["", "en/"]


def test_a_notes_first_number_has_no_counter() -> None:
    assert [reference_id("a01", piece) for piece in (1, 2)] == ["_r-a01", "_r-a01.2"]
