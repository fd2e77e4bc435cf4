"""Licences: where their deeds stand, and whose word counts."""

import pytest

from sitegen.model.licences import article_rights, licence_deed, notes_licence
from sitegen.model.project import Sidecar
from sitegen.model.settings import License, Settings
from sitegen.model.text import Location
from sitegen.model.wording import Text, Wording

HERE = Location("content/site.yaml")


def text(words: str) -> Text:
    return Text((Wording("en", words, HERE),))


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


def test_the_briefings_own_word_counts_before_the_sites_part_by_part() -> None:
    sites = License(where=HERE, article=text("theirs"), annotations=text("ours"))
    settings = Settings(license=sites)
    sidecar = Sidecar(where=HERE, license=License(where=HERE, annotations=text("mine")))
    assert notes_licence(sidecar, settings) == text("mine")
    assert article_rights(sidecar, settings) == text("theirs")
    assert article_rights(Sidecar(where=HERE), Settings()) is None
