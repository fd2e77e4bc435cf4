import pytest

from sitegen.model.problems import Report
from sitegen.pages.edition import list_editions
from tests.pages.sample_site import make_settings


@pytest.mark.parametrize(
    ("language", "digits"), [("ar", "arabext"), ("fa", "arabext"), ("fa-AF", "arabext"), ("he", "latn"), ("en", "latn")]
)
def test_an_edition_with_an_interface_has_the_digits_of_its_script(language: str, digits: str) -> None:
    report = Report()
    (edition,) = list_editions(make_settings(language, digits="arabext"), report)

    assert not edition.catalogue.is_fallback
    assert edition.digits == digits
    assert not list(report)


def test_a_language_without_an_interface_is_told() -> None:
    report = Report()
    _, edition = list_editions(make_settings("ar", "ku"), report)
    (problem,) = report

    assert edition.catalogue.is_fallback
    assert edition.catalogue.language == "en"
    assert problem.code == "no-interface-language"
    assert problem.found == "ku"
    assert problem.help == "languages with an interface: ar, en, fa, he"
