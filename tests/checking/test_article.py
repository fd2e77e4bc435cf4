"""What an article shows by itself: whether it is in its language, how its lines came, characters that turn it."""

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from sitegen.checking.article import check_article, hint_at_wrapped_lines
from sitegen.model.problems import Report
from sitegen.model.project import Manuscript, Sidecar
from sitegen.model.settings import Settings
from sitegen.model.text import Location, SourceText
from sitegen.model.wording import Written
from sitegen.readers.seeds import make_seed

CASES = Path(__file__).parent / "cases/articles.txt"

SIDECAR = Location("content/briefings/a.yaml")
EDITIONS = Settings(languages=(Written("ar", SIDECAR), Written("en", SIDECAR)))


class Case(NamedTuple):
    """An article and what is told of it."""

    title: str
    given: str
    expected: str


def read_cases() -> list[Case]:
    """Return the cases of the file: `=== language: title`, the article, `~~~`, and a line for each problem."""
    cases = []
    for block in CASES.read_text(encoding="utf-8").split("=== ")[1:]:
        title, _, rest = block.partition("\n")
        given, _, expected = rest.partition("~~~\n")
        written = re.sub("<([0-9A-F]{4})>", lambda found: chr(int(found[1], 16)), given)
        cases.append(Case(title, written, expected.strip("\n")))
    return cases


def manuscript_of(text: str, *, language: str = "ar", said: bool = False, paragraphs: str | None = None) -> Manuscript:
    """Return an article with a sidecar that names its language or not."""
    seed = make_seed(SourceText("seeds/a.txt", text), language=language, paragraphs="line", report=Report())
    assert seed is not None
    lang = Written(language, Location(SIDECAR.path, 3, 7)) if said else None
    sidecar = Sidecar(where=SIDECAR, lang=lang, paragraphs=paragraphs)
    return Manuscript("a", seed, sidecar, (), is_draft=False)


def told(manuscript: Manuscript) -> list[str]:
    report = Report()
    check_article(manuscript, EDITIONS, report)
    hint_at_wrapped_lines(manuscript, report)
    return [f"{one.severity}[{one.code}] {one.where.line}: {one.help.partition(chr(10))[2]}".strip() for one in report]


@pytest.mark.parametrize("case", read_cases(), ids=lambda case: case.title)
def test_articles_are_told_of_as_they_are(case: Case) -> None:
    language, _, how = case.title.partition(":")[0].partition(" ")
    manuscript = manuscript_of(case.given, language=language, said=how == "said")
    assert told(manuscript) == case.expected.split("\n") * bool(case.expected)


def test_where_the_sidecar_says_how_lines_are_meant_nothing_is_told() -> None:
    (case,) = (one for one in read_cases() if one.title.endswith("from a PDF"))
    assert told(manuscript_of(case.given)) == ["hint[lines-wrapped] 3: paragraphs: blank-line"]
    assert told(manuscript_of(case.given, paragraphs="line")) == []


def test_the_place_of_a_language_that_is_named_is_told() -> None:
    report = Report()
    check_article(manuscript_of("Ferry strike ends after nine days\n", said=True), EDITIONS, report)
    (problem,) = report
    assert (problem.where.path, problem.where.line, problem.found) == (SIDECAR.path, 3, "ar")
    assert problem.help == "write:\nlang: en"
