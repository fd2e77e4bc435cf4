"""Which addresses name a domain of the site's own."""

import pytest

from sitegen.publishing.domain import own_domain


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
