"""Licences: where their deeds stand."""

import pytest

from sitegen.model.settings import licence_deed


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
