from sitegen.model.problems import Report
from sitegen.model.settings import Settings
from sitegen.model.text import SourceText
from sitegen.readers.settings import read_settings
from tests.readers.reading import told


def read(text: str) -> tuple[Settings, list[str]]:
    report = Report()
    return read_settings(SourceText("content/site.yaml", text), report), told(report)


def test_settings_that_are_wrong_are_the_defaults() -> None:
    settings, problems = read("digits: roman\nparagraphs: lines\nlanguages: [english]\n")
    assert (settings.digits, settings.paragraphs, settings.editions) == ("latn", "line", ("ar",))
    assert [problem.split()[1] for problem in problems] == ["unknown-value:", "unknown-value:", "bad-language:"]


def test_texts_are_in_the_first_editions_language() -> None:
    settings, _ = read("title: Site\nlanguages: [fa, en]\n")
    assert settings.title is not None
    assert settings.title.wordings[0].language == "fa"


def test_settings_are_a_map() -> None:
    settings, problems = read("- title\n")
    assert settings == Settings()
    assert problems == ["1:1 wrong-type: the settings must be a map of keys, and here stands a list"]
    assert read("")[1] == ["1:1 empty-file: nothing stands in this file"]
