"""What entries are filed under: `sort` to the letter, else the family name, else the name without its article."""

import pytest

from sitegen.language.editions import list_editions
from sitegen.model.registers import Actor
from sitegen.pages.filing import file_entries, letter_of
from tests.pages.sample_site import HERE, make_settings, text, written

ARABIC = list_editions(make_settings())[0]


def actor(identifier: str, name: str, *, sort: str = "", family: str = "") -> Actor:
    return Actor(
        where=HERE,
        id=written(identifier),
        name=text(ar=name),
        sort=text(ar=sort) if sort else None,
        family=text(ar=family) if family else None,
    )


@pytest.mark.parametrize(
    ("entry", "letter"),
    [
        (actor("a", "الكرملين"), "ك"),
        (actor("b", "منى الباهي", family="الباهي"), "ب"),
        (actor("c", "الباهي لدغم", sort="الباهي"), "ا"),
        (actor("d", "سامي نور", sort="نور"), "ن"),
    ],
)
def test_the_letter_of_an_entry(entry: Actor, letter: str) -> None:
    assert letter_of(entry, ARABIC).replace("أ", "ا") == letter


def test_entries_stand_in_the_order_of_their_letters() -> None:
    entries = [actor("d", "سامي نور", sort="نور"), actor("a", "الكرملين"), actor("c", "الباهي لدغم", sort="الباهي")]
    assert [entry.id.value for entry in file_entries(entries, ARABIC)] == ["c", "a", "d"]
