"""Which addresses name a domain of the site's own, and where the others' sites stand."""

import pytest

from sitegen.publishing.domain import own_domain, pages_address


@pytest.mark.parametrize(
    ("address", "domain"),
    [
        ("https://water.example.org", "water.example.org"),
        ("https://Water.Example.org/", "water.example.org"),
        ("https://example.org./", "example.org"),
        ("https://موقع.example/", "xn--4gbrim.example"),
    ],
)
def test_an_address_at_the_top_of_a_domain_names_it(address: str, domain: str) -> None:
    assert own_domain(address) == domain


@pytest.mark.parametrize(
    "address",
    [
        "",
        "https://salma.github.io/",
        "https://salma.github.io/water/",
        "https://github.io/",
        "https://salma.gitlab.io/",
        "https://salma.codeberg.page/",
        "https://example.org/water/",
        "http://localhost/",
        "http://localhost:8000/",
        "https://example.org:8443/",
        "http://127.0.0.1/",
        "http://[::1]/",
        "https://a..b/",
        "https://[",
    ],
)
def test_other_addresses_name_none(address: str) -> None:
    assert own_domain(address) == ""


@pytest.mark.parametrize(
    ("repository", "address"),
    [
        ("https://github.com/Salma/water.git", "https://salma.github.io/water/"),
        ("https://github.com/salma/Water-News/", "https://salma.github.io/Water-News/"),
        ("git@github.com:salma/water.git", "https://salma.github.io/water/"),
        ("ssh://github.com/salma/water", "https://salma.github.io/water/"),
        ("https://github.com/Salma/salma.github.io", "https://salma.github.io/"),
        ("https://gitlab.com/salma/water.git", ""),
        ("https://notgithub.com/salma/water", ""),
        ("https://example.org/github.com", ""),
        ("/srv/github.com/water.git", ""),
    ],
)
def test_a_repository_at_github_has_its_site_there(repository: str, address: str) -> None:
    assert pages_address(repository) == address
