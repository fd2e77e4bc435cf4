import pytest

from sitegen.language.editions import list_editions
from tests.pages.sample_site import make_settings


@pytest.mark.parametrize(
    ("language", "digits"), [("ar", "arabext"), ("fa", "arabext"), ("fa-AF", "arabext"), ("he", "latn"), ("en", "latn")]
)
def test_an_edition_with_an_interface_has_the_digits_of_its_script(language: str, digits: str) -> None:
    (edition,) = list_editions(make_settings(language, digits="arabext"))

    assert not edition.catalogue.is_fallback
    assert edition.digits == digits


def test_the_first_edition_stands_at_the_root() -> None:
    first, second = list_editions(make_settings("fa", "en"))

    assert (first.path("a-z.html"), first.dir) == ("a-z.html", "rtl")
    assert (second.path("a-z.html"), second.dir) == ("en/a-z.html", "ltr")


def test_an_edition_speaks_its_language_of_every_region() -> None:
    (edition,) = list_editions(make_settings("en-GB"))

    assert edition.speaks("en-US")
    assert not edition.speaks("ar")
