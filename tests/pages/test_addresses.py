import pytest

from sitegen.pages.addresses import absolute_url, base_path, relative_link


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
    ("path", "expected"),
    [
        ("index.html", "https://a.example/b/"),
        ("en/index.html", "https://a.example/b/en/"),
        ("en/a-z.html", "https://a.example/b/en/a-z.html"),
    ],
)
def test_full_addresses_name_folders_for_their_index(path: str, expected: str) -> None:
    assert absolute_url(path, url="https://a.example/b") == expected
