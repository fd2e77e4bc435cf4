import pytest

from sitegen.language.families import family_of


@pytest.mark.parametrize(
    ("language", "family"),
    [
        ("ar", "arabic"),
        ("AR-eg", "arabic"),
        ("arz", "arabic"),
        ("fa-AF", "persian"),
        ("he", "hebrew"),
        ("ur", "other"),
        ("", "other"),
    ],
)
def test_families(language: str, family: str) -> None:
    assert family_of(language) == family
