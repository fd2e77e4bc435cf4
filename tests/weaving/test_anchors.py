"""Anchors: case files for the rules, properties for what cases cannot cover."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random

import pytest
import regex
import yaml
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from sitegen.language.folding import fold
from sitegen.model.problems import Problem, Report, Severity
from sitegen.model.project import Block, Seed, Selector
from sitegen.model.text import Location, SourceText, Span
from sitegen.model.wording import Written
from sitegen.weaving.anchors import QuoteFinder
from sitegen.weaving.string_search import find_all

CASES = Path(__file__).parent / "cases" / "anchors"
WHERE = Location("content/briefings/article.yaml", 3, 5)


@dataclass
class Case:
    """One case: an article with ⟦the place⟧ marked, selectors, and each problem with what its text must say."""

    title: str
    lines: list[str] = field(default_factory=list)
    selectors: list[Selector] = field(default_factory=list)
    problems: list[list[str]] = field(default_factory=list)
    paragraphs: str = "line"

    @property
    def marked(self) -> str:
        return "\n".join(self.lines)

    @property
    def expected(self) -> tuple[Span, ...] | None:
        starts = [found.start() - 2 * index for index, found in enumerate(re.finditer("⟦", self.marked))]
        ends = [found.start() - 2 * index - 1 for index, found in enumerate(re.finditer("⟧", self.marked))]
        spans = tuple(Span(start, end) for start, end in zip(starts, ends, strict=True) if start < end)
        return spans or None

    @property
    def seed(self) -> Seed:
        return make_seed(re.sub("[⟦⟧]", "", self.marked), paragraphs=self.paragraphs)


def make_seed(text: str, *, paragraphs: str = "line") -> Seed:
    block = r"[^\n]*\S[^\n]*" if paragraphs == "line" else r"[^\n]*\S[^\n]*(?:\n[^\n]*\S[^\n]*)*"
    blocks = tuple(Block("paragraph", Span(*found.span())) for found in re.finditer(block, text))
    return Seed("article.txt", SourceText("seeds/article.txt", text), "ar", blocks, paragraphs == "blank-line")


def make_selector(exact: str, **context: object) -> Selector:
    selector = Selector(where=WHERE, exact=Written(exact, WHERE))
    for key, value in context.items():
        if key == "occurrence":
            selector = replace(selector, occurrence=value if value == "all" else int(str(value)))
        elif key == "prefix":
            selector = replace(selector, prefix=Written(str(value), WHERE))
        else:
            selector = replace(selector, suffix=Written(str(value), WHERE))
    return selector


def read_cases() -> Iterator[Case]:
    """Yield the cases of all files: a title, then indented `key: value` lines; {U+200F} is a character, ⏎ a break."""
    for path in sorted(CASES.glob("*.txt")):
        case: Case | None = None
        for line in path.read_text("utf-8").split("\n"):
            if line and not line.startswith((" ", "#")):
                case = Case(f"{path.stem}: {line}")
                yield case
            elif line.startswith(" ") and line.strip() and case:
                key, _, value = line.strip().partition(":")
                read_field(case, key, written(value))


def written(value: str) -> str:
    bare = value.strip()
    bare = bare[1:-1] if bare.startswith('" ') or bare.endswith(' "') else bare
    return re.sub(r"\{U\+(\w+)\}", lambda found: chr(int(found[1], 16)), bare).replace("⏎", "\n")


def read_field(case: Case, key: str, value: str) -> None:
    if key == "article":
        case.lines.append(value)
    elif key == "exact":
        case.selectors.append(make_selector(value))
    elif key in {"prefix", "suffix", "occurrence"}:
        case.selectors[-1] = make_selector_with(case.selectors[-1], key, value)
    elif key == "problem":
        case.problems.append([part.strip() for part in value.split("|")])
    elif key == "paragraphs":
        case.paragraphs = value
    else:
        raise ValueError(key)


def make_selector_with(selector: Selector, key: str, value: str) -> Selector:
    written_fields = {
        name: str(old) for name in ("prefix", "suffix", "occurrence") if (old := getattr(selector, name)) is not None
    }
    return make_selector(selector.exact.value, **{**written_fields, key: value})


@pytest.mark.parametrize("case", [pytest.param(case, id=case.title) for case in list(read_cases())])
def test_case(case: Case) -> None:
    report = Report()
    found = QuoteFinder(case.seed).place(tuple(case.selectors), report)
    assert found == case.expected
    assert [problem.code for problem in report] == [code for code, *_ in case.problems]
    for problem, (_, *parts) in zip(report, case.problems, strict=True):
        for part in parts:
            assert part in f"{problem.message}\n{problem.help}"
        assert problem.where == WHERE


def test_a_finder_finds_close_places_for_reanchoring() -> None:
    text = "البلاد التي أعلنوا فيها الحرب"
    finder = QuoteFinder(make_seed(text))
    assert [span.of(text) for span in finder.find_close(make_selector("البلاد التي أعلنت"))] == ["البلاد التي أعلنوا"]
    assert finder.find_close(make_selector("شيء آخر لا يشبهه")) == ()
    assert finder.find_close(make_selector("")) == ()


def test_a_quote_that_stands_everywhere_lists_a_hundred_places() -> None:
    problem = only_problem("a " * 300, make_selector("a"))
    assert problem.help.count("# line 1") == 100
    assert "and 200 more places" in problem.help


def test_what_was_found_is_the_first_line_shortened() -> None:
    problem = only_problem("one", make_selector("x" * 300 + "\nsecond"))
    assert problem.found == "x" * 159 + "…"


def only_problem(text: str, selector: Selector) -> Problem:
    report = Report()
    QuoteFinder(make_seed(text)).place((selector,), report)
    (problem,) = report
    return problem


WORDS = (
    "قال",
    "الرَّئيسُ",
    "السابق",
    "وقال",
    "«نعم»",
    "على",
    "علي",
    "١٢",
    "و",
    "cat",
    "Cat",
    "cafe\u0301",
    "👩🏽\u200d🚀",
)
ARTICLES = st.lists(
    st.tuples(st.sampled_from(WORDS), st.sampled_from((" ", "  ", "\n", "\n\n", "، ", " \u200f", "ـ "))),
    min_size=1,
    max_size=25,
).map(lambda pairs: "".join(word + gap for word, gap in pairs))


@st.composite
def articles_with_span(draw: st.DrawFn) -> tuple[str, Span]:
    text = draw(ARTICLES)
    borders = [0, *(found.end() for found in regex.finditer(r"\X", text))]
    first, last = sorted((draw(st.integers(0, len(borders) - 1)), draw(st.integers(0, len(borders) - 1))))
    span = Span(borders[first], borders[last])
    quote = span.of(text)
    assume(fold(quote).text.strip() and quote == quote.strip("\n"))
    return text, span


def pasted(problem: Problem) -> list[Selector]:
    """Return the selectors that a problem's help offers, as YAML reads them."""
    blocks = re.split(r"^# .*\n", problem.help, flags=re.MULTILINE)[1:]
    return [make_selector(**yaml.safe_load(block)["at"]) for block in blocks]


@given(articles_with_span(), st.sampled_from(("line", "blank-line")))
def test_the_quote_of_a_span_finds_it_or_is_ambiguous_and_each_suggestion_settles_it(
    article: tuple[str, Span], paragraphs: str
) -> None:
    text, span = article
    seed, report = make_seed(text, paragraphs=paragraphs), Report()
    found = QuoteFinder(seed).place((make_selector(span.of(text)),), report)
    if found is not None:
        assert found == (span,)
        assert len(report) == 0
        return
    (problem,) = report
    assert problem.code == "anchor-ambiguous"
    places = [QuoteFinder(seed).place((selector,), Report()) for selector in pasted(problem)]
    assert None not in places
    assert (span,) in places
    assert len(set(places)) == len(places)
    assert places == sorted(places, key=str) or [p[0] for p in places if p] == sorted(p[0] for p in places if p)


VARIANTS = {
    "ى": "ي",
    "ي": "ى",
    "أ": "ا",
    " ": "\u00a0",
    "«": "“",
    "»": "”",
    "١": "1",
    "َ": "",
    "ُ": "",
    "ـ": "",
    "c": "C",
}


@given(articles_with_span())
# Most spans of most articles have no variant, or stand more than once: they are passed over quickly.
@settings(suppress_health_check=[HealthCheck.filter_too_much])
def test_a_folded_variant_finds_the_span_with_a_warning(article: tuple[str, Span]) -> None:
    text, span = article
    quote = span.of(text)
    variant = "".join(VARIANTS.get(character, character) for character in quote)
    assume(
        variant != quote and quote == quote.strip() and variant not in text and fold(variant).text == fold(quote).text
    )
    assume(len(list(find_all(fold(variant).text.strip(), fold(text).text))) == 1)
    report = Report()
    found = QuoteFinder(make_seed(text)).place((make_selector(variant),), report)
    assert found is not None
    assert {problem.code for problem in report} <= {"anchor-inexact", "anchor-inside-cluster"}
    assert fold(found[0].of(text)).text.strip() == fold(quote).text.strip()
    assert found[0].start <= span.start + len(quote)


@given(articles_with_span(), st.data())
def test_an_edited_quote_is_never_placed_elsewhere_in_silence(article: tuple[str, Span], data: st.DataObject) -> None:
    text, span = article
    quote = span.of(text)
    position = data.draw(st.integers(0, len(quote)))
    edited = quote[:position] + "ظ" + quote[position:]
    report = Report()
    assert QuoteFinder(make_seed(text)).place((make_selector(edited),), report) is None
    assert [problem.code for problem in report] in (["anchor-drifted"], ["anchor-missing"])


# --- What nobody sees and few can type --------------------------------------------------------------------------------

SEEDS = sorted((Path(__file__).parents[1] / "sites" / "small" / "seeds").glob("*.txt"))
INVISIBLE = "\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\ufeff"
FINAL_HARAKAT = "\u064b\u064c\u064d\u064e\u064f\u0650\u0652"


def retyped(quote: str, random: Random) -> str:
    """Return the quote as an editor may type it: one thing that can hardly be seen is put in or left out."""
    pattern, put = random.choice(
        (
            (r" ", "\u00a0"),
            (r" ", "  "),
            (r"(?<=\w)(?=\w)", random.choice(INVISIBLE)),
            (r"(?<=[\u0628-\u063a\u0641-\u0647])(?=[ ،.])", random.choice(FINAL_HARAKAT)),
            (r"(?<!\d)[،,](?!\d)", " "),
            (r"(?<=[^\W\d]) (?=[^\W\d])", "، "),
            (r"(?<!\w)و(?=\w)", "و "),
            (r"(?<!\w)و (?=\w)", "و"),
        )
    )
    places = [found.span() for found in re.finditer(pattern, quote)]
    start, end = random.choice(places or [(0, 0)])
    return quote[:start] + (put if places else "") + quote[end:]


def bare(text: str) -> str:
    return re.sub(r"[\s,]", "", fold(text).text)


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_what_can_hardly_be_seen_keeps_no_quote_from_its_place_and_leads_to_no_other(path: Path) -> None:
    text, tried = path.read_text("utf-8"), 0
    random = Random(7)  # noqa: S311 - to vary quotes, the same ones in every run
    finder, words = QuoteFinder(make_seed(text)), [found.span() for found in re.finditer(r"\S+", text)]
    for _ in range(150):
        first = random.randrange(len(words))
        last = min(len(words) - 1, first + random.randrange(8))
        span = Span(words[first][0], words[last][1])
        quote = retyped(retyped(span.of(text), random), random)
        if "\n" in quote or len(list(find_all(bare(quote), bare(text)))) != 1:
            continue
        report = Report()
        (found,) = finder.place((make_selector(quote),), report) or [Span(0, 0)]
        assert [problem.message for problem in report if problem.severity is not Severity.HINT] == []
        assert bare(found.of(text)) == bare(quote)
        assert found.overlaps(span)
        tried += 1
    assert tried > 50
