from sitegen.language.editions import list_editions
from sitegen.model.problems import Problem, Report
from sitegen.pages.interface import report_missing_words
from tests.pages.sample_site import make_settings


def problems_of(*languages: str) -> list[Problem]:
    settings, report = make_settings(*languages), Report()
    report_missing_words(list_editions(settings), settings, report)
    return list(report)


def test_languages_with_an_interface_are_passed_over() -> None:
    assert problems_of("ar", "fa-AF", "he", "en") == []


def test_a_language_without_an_interface_is_told() -> None:
    (problem,) = problems_of("ar", "ku")

    assert problem.code == "no-interface-language"
    assert problem.found == "ku"
    assert problem.help == "languages with an interface: ar, en, fa, he"
