from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.language.words import split_words, widen_to_words
from sitegen.model.problems import Report, Severity
from sitegen.model.project import Manuscript
from sitegen.model.text import Span
from sitegen.weaving.mentions import Candidate, build_matcher, find_mentions, settle
from sitegen.weaving.name_forms import actor_forms
from tests.weaving.mention_cases import (
    Case,
    make_actor,
    make_case,
    make_registers,
    make_seed,
    make_sidecar,
    mark,
    read_cases,
)

CASES = tuple(read_cases(Path(__file__).parent / "cases" / "mentions"))
SEED = Path(__file__).parent.parent.parent / "seeds" / "000_591920ff02ea5ff2.txt"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_articles_as_a_reader_would_mark_them(case: Case) -> None:
    mentions, report = case.find()
    assert mark(case.text, mentions) == case.marked
    assert [problem.code for problem in report] == list(case.problems)
    words = split_words(case.text)
    for mention in mentions:
        assert mention.words == widen_to_words(mention.name, words)


def test_an_ambiguous_name_is_a_warning_at_its_place_with_a_rule_to_paste() -> None:
    case = make_case(
        {
            "title": "namesakes",
            "register": {"actors": [{"id": "a", "name": "محمد علي"}, {"id": "b", "name": "محمد علي"}]},
            "article": "قال محمد علي\nثم خرج محمد علي",
        },
        "",
    )
    _, report = case.find()
    first, second = report
    assert (first.severity, first.code) == (Severity.WARNING, "mention-ambiguous")
    assert [(p.where.path, p.where.line, p.where.column) for p in (first, second)] == [
        ("seeds/case.txt", 1, 5),
        ("seeds/case.txt", 2, 8),
    ]
    assert first.message == "“محمد علي” may be `a` or `b`, and nothing here tells which"
    assert first.found == "محمد علي"
    assert second.help == (
        "list the one that is meant under `actors:`, or say what this place means, in case.yaml:\n"
        "mentions:\n"
        "  - ref: a\n"
        "    at:\n"
        "      exact: محمد علي\n"
        "      occurrence: 2"
    )


REGISTER = {
    "actors": [
        {"id": "tokayev", "type": "person", "name": "قاسم جومرت توكاييف", "aliases": ["الرئيس الكازاخستاني"]},
        {"id": "nazarbayev", "type": "person", "name": "نور سلطان نزارباييف"},
        {"id": "massimov", "type": "person", "name": "كريم ماسيموف"},
        {"id": "putin", "type": "person", "name": "فلاديمير بوتين"},
        {"id": "smailov", "type": "person", "name": "علي خان سميلوف"},
        {"id": "kz", "type": "state", "name": "كازاخستان"},
        {"id": "ru", "type": "state", "name": "روسيا"},
        {"id": "west", "type": "bloc", "name": "الغرب"},
        {"id": "kremlin", "type": "institution", "name": "الكرملين"},
        {"id": "parliament", "type": "institution", "name": "البرلمان"},
        {"id": "csto", "type": "organisation", "name": "منظمة معاهدة الأمن الجماعي"},
        {"id": "force", "type": "armed_force", "name": "القوة المتعددة الجنسيات", "aliases": ["القوة العسكرية"]},
    ],
    "places": [{"id": "astana", "name": "أستانا", "aliases": ["نور سلطان"]}, {"id": "almaty", "name": "ألماتي"}],
}
BRIEFING: dict[str, Any] = {
    "published": "2022-01-11",
    "places": ["astana", "almaty"],
    "mentions": [
        {"ref": "nazarbayev", "at": {"exact": "الرئيس السابق", "suffix": " دعا"}},
        {"ref": "massimov", "at": {"exact": "الرئيس السابق", "suffix": " لجهاز"}},
        {"ref": "force", "at": {"exact": "الكتيبة", "occurrence": 1}},
    ],
    "not_mentions": [{"ref": "force", "at": "القوة العسكرية"}],
}


def test_the_traps_of_a_real_article() -> None:
    seed = make_seed(SEED.read_text(encoding="utf-8"))
    report = Report()
    manuscript = Manuscript("article", seed, make_sidecar(BRIEFING), (), is_draft=False)
    found = find_mentions(manuscript, build_matcher(make_registers(REGISTER)), report)
    assert not list(report)
    names = [(mention.meanings[0].id, mention.name.of(seed.text), mention.words.of(seed.text)) for mention in found]
    assert ("astana", "نور سلطان", "نور سلطان") in names
    assert ("csto", "منظمة معاهدة الأمن الجماعي", "لمنظمة معاهدة الأمن الجماعي") in names
    assert ("parliament", "البرلمان", "والبرلمان") in names
    assert [name for name in names if name[0] == "nazarbayev"] == [
        ("nazarbayev", name, name) for name in ("نور سلطان نزارباييف", "نزارباييف", "الرئيس السابق")
    ]
    assert [name for identifier, name, _ in names if identifier == "massimov"] == ["الرئيس السابق", "كريم ماسيموف"]
    counts = {identifier: sum(name[0] == identifier for name in names) for identifier, _, _ in names}
    assert counts == {
        "ru": 2,
        "kz": 9,
        "tokayev": 9,
        "astana": 1,
        "force": 2,
        "almaty": 2,
        "csto": 2,
        "parliament": 1,
        "smailov": 1,
        "massimov": 2,
        "putin": 2,
        "kremlin": 1,
        "west": 1,
        "nazarbayev": 3,
    }


WORDS = st.sampled_from(["كا", "با", "عين", "شمس", "و"])
NAMES = st.lists(st.lists(WORDS, min_size=1, max_size=3).map(" ".join), min_size=1, max_size=5, unique=True)
ARTICLES = st.lists(WORDS, max_size=15).map(" ".join)


@given(NAMES, ARTICLES)
def test_whole_words_longest_first_then_earliest(names: list[str], article: str) -> None:
    registers = make_registers({"actors": [{"id": f"n{i}", "name": name} for i, name in enumerate(names)]})
    manuscript = Manuscript("a", make_seed(article, "en"), make_sidecar({}), (), is_draft=False)
    found = find_mentions(manuscript, build_matcher(registers), Report())
    assert [mention.words for mention in found] == longest_first(names, article)


def longest_first(names: list[str], article: str) -> list[Span]:
    """Return the same by trying every name at every word."""
    starts = [word.span.start for word in split_words(article)]
    fitting = [
        Span(start, start + len(name))
        for start in starts
        for name in names
        if f"{article} ".startswith(f"{name} ", start)
    ]
    chosen: list[Span] = []
    for span in sorted(fitting, key=lambda span: (-len(span), span.start)):
        if not any(span.overlaps(other) for other in chosen):
            chosen.append(span)
    return sorted(chosen)


PIECES = st.sampled_from(
    [
        "والكرملين",
        "للكرملين",
        "كاسترو",
        "بوتين",
        "Putin",
        "PUTIN's",
        "على",
        " ",
        " ",
        "\n",
        "-",
        "’",
        "\u200c",
        "\u0640",
        "\u064e",
    ]
)


@given(st.lists(PIECES, max_size=20).map("".join), st.sampled_from(("ar", "fa", "he", "en")))
def test_mentions_are_sorted_whole_words_within_a_block(article: str, language: str) -> None:
    actors = [
        {"id": "kremlin", "name": "الكرملين"},
        {"id": "castro", "type": "person", "name": "بوتين كاسترو"},
        {"id": "putin", "name": {"ar": "بوتين", "en": "Putin"}},
        {"id": "ali", "name": "علي"},
    ]
    seed = make_seed(article, language)
    manuscript = Manuscript("a", seed, make_sidecar({}), (), is_draft=False)
    found = find_mentions(manuscript, build_matcher(make_registers({"actors": actors})), Report())
    words = split_words(article)
    for mention in found:
        assert mention.name
        assert mention.words == widen_to_words(mention.name, words)
        assert any(block.span.contains(mention.words) for block in seed.blocks)
    assert all(one.words.end <= other.words.start for one, other in pairwise(found))


@given(st.lists(WORDS, min_size=1, max_size=8), st.data())
def test_what_a_rule_says_is_always_found_and_what_it_denies_never(words: list[str], data: st.DataObject) -> None:
    article = " ".join(words)
    names = data.draw(NAMES)
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, len(words) - 1))
    quote = " ".join(words[first : last + 1])
    at = {"exact": quote, "occurrence": data.draw(st.integers(1, article.count(quote)))}
    registers = make_registers(
        {"actors": [{"id": "x", "name": "غير"}, *({"id": f"n{i}", "name": name} for i, name in enumerate(names))]}
    )
    for key in ("mentions", "not_mentions"):
        rule = {"at": at} | ({"ref": "x"} if key == "mentions" else {})
        manuscript = Manuscript("a", make_seed(article), make_sidecar({key: [rule]}), (), is_draft=False)
        report = Report()
        found = find_mentions(manuscript, build_matcher(registers), report)
        assert not report.count(Severity.ERROR)
        said = [mention.name.of(article) for mention in found if mention.meanings[0].id == "x"]
        assert said == ([quote] if key == "mentions" else [])


@given(
    st.lists(st.text(min_size=1, max_size=6), min_size=1, max_size=4),
    st.text(max_size=12),
    st.sampled_from(("ar", "fa", "he")),
)
def test_no_text_is_too_strange(names: list[str], rest: str, language: str) -> None:
    article = " ".join((*names, rest)).replace("\r", " ")
    registers = make_registers({"actors": [{"id": f"n{i}", "name": name} for i, name in enumerate(names)]})
    manuscript = Manuscript("a", make_seed(article, language), make_sidecar({}), (), is_draft=False)
    for mention in find_mentions(manuscript, build_matcher(registers), Report()):
        assert mention.words.contains(mention.name)
        assert mention.name


def candidate(identifier: str, start: int, end: int, *, is_last_name: bool = False) -> Candidate:
    name = "فيدل كاسترو" if is_last_name else "كاسترو"
    forms = actor_forms(make_actor({"id": identifier, "type": "person", "name": name}))
    form = next(form for form in forms if form.is_last_name is is_last_name)
    return Candidate(form, Span(start, end), Span(start, end))


def settled(*candidates: Candidate, listed: str = "") -> list[tuple[int, str]]:
    return [
        (item.stretch.name.start, " ".join(meaning.id for meaning in item.meanings) or f"{len(item.rivals)} rivals")
        for item in settle(candidates, frozenset(listed.split()))
    ]


def test_the_longest_then_the_earliest_and_what_is_left_beside_them() -> None:
    assert settled(candidate("a", 0, 5), candidate("b", 4, 10), candidate("c", 11, 13), candidate("d", 12, 14)) == [
        (4, "b"),
        (11, "c"),
    ]


def test_of_namesakes_the_listed_one_then_the_one_whose_whole_name_it_is() -> None:
    whole, last, other = candidate("a", 0, 3), candidate("b", 0, 3, is_last_name=True), candidate("c", 0, 3)
    assert settled(whole, last, listed="b") == [(0, "b")]
    assert settled(whole, last) == [(0, "a")]
    assert settled(whole, other) == [(0, "2 rivals")]
    assert settled(whole, other, listed="a c") == [(0, "2 rivals")]


def test_of_namesakes_that_are_only_folded_alike_the_one_that_is_written() -> None:
    near = candidate("a", 0, 3)._replace(departures=1)
    assert settled(near, candidate("b", 0, 3)) == [(0, "b")]
    assert settled(near, candidate("b", 0, 3), listed="a") == [(0, "a")]
