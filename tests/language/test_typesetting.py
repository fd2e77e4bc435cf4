"""Figures as the readers of an edition see them; what else is set is tested where pages show it."""

import pytest

from sitegen.language.editions import list_editions
from sitegen.language.typesetting import Typesetter
from sitegen.model.project import Value
from sitegen.model.text import Location
from sitegen.model.wording import Text, Wording
from tests.pages.sample_site import make_settings

HERE = Location("content/briefings/a.yaml")
LITRES = Text((Wording("en", "litres", HERE), Wording("ar", "لترات", HERE)))


def figure(value: Value, language: str = "en") -> str:
    (edition,) = list_editions(make_settings(language, digits="arab"))
    return str(Typesetter(edition, {}).figure(value))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Value(where=HERE, amount=1234), "1,234"),
        (Value(where=HERE, amount=3, unit=LITRES), "3 litres"),
        (Value(where=HERE, range=(1, 2.5), unit=LITRES, modifier="approx"), "About 1 to 2.5 litres"),
        (Value(where=HERE, modifier="vague"), " (not exactly stated)"),
    ],
)
def test_a_figure_has_its_unit_and_says_how_exact_it_is(value: Value, expected: str) -> None:
    assert figure(value) == expected


def test_a_figure_is_in_the_digits_of_the_edition() -> None:
    assert figure(Value(where=HERE, range=(1, 2.5), unit=LITRES), "ar") == "من ١ إلى ٢٫٥ لترات"


def test_a_text_is_set_anew_where_another_took_its_place_in_memory() -> None:
    (edition,) = list_editions(make_settings("en"))
    typesetter = Typesetter(edition, {})
    for number in range(10_000):
        text = Text((Wording("en", f"<{number}>", HERE),))
        assert typesetter.say(text) == typesetter.say(text) == f"&lt;{number}&gt;"


def test_small_numbers_are_written_as_they_are() -> None:
    (edition,) = list_editions(make_settings("ar", digits="arab"))
    typesetter = Typesetter(edition, {})

    assert [typesetter.number(number) for number in (0, 1, 999, 1000, 1.5)] == ["٠", "١", "٩٩٩", "١٬٠٠٠", "١٫٥"]


def test_a_date_in_words_alone_does_not_part() -> None:
    (edition,) = list_editions(make_settings("ar"))
    typesetter = Typesetter(edition, {})

    assert typesetter.date_words("2022-01-06") == "6\u00a0يناير/كانون\u00a0الثاني\u00a02022"
