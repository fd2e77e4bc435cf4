"""Licences: where their deeds stand. The policy as pages carry it."""

import pytest

from sitegen.model.settings import Policy, licence_deed
from sitegen.model.text import Location
from sitegen.model.wording import Written


@pytest.mark.parametrize(
    ("name", "deed"),
    [
        ("CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/"),
        ("cc-by-nc-sa-3.0", "https://creativecommons.org/licenses/by-nc-sa/3.0/"),
        ("CC0-1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
        ("MIT", ""),
        ("All rights reserved", ""),
    ],
)
def test_deed(name: str, deed: str) -> None:
    assert licence_deed(name) == deed


def test_a_site_that_says_nothing_loads_nothing_of_others() -> None:
    assert Policy().text == "default-src 'self'; base-uri 'none'; form-action 'self'"


def test_sources_are_added_to_the_site_itself() -> None:
    written = tuple(Written(source, Location("content/site.yaml")) for source in ("https://a.example", "data:"))
    assert Policy(img_src=written, form_action=written[:1]).text == (
        "default-src 'self'; base-uri 'none'; form-action 'self' https://a.example; "
        "img-src 'self' https://a.example data:"
    )
