import pytest

from sitegen.model.problems import Report
from sitegen.model.project import Annotation, Selector, Sidecar, Value
from sitegen.model.registers import Actor, Evidence, Link, Place
from sitegen.model.settings import Limits, Policy
from sitegen.model.text import SourceText
from sitegen.readers.context import Context
from sitegen.readers.decode import decode_noun
from sitegen.readers.scalars import figure_in
from sitegen.readers.yaml_nodes import parse_yaml
from tests.readers.reading import decode


@pytest.mark.parametrize("text", ["no", "on", "12:30", "010", "1_000", "2022-01-11", "0x10", "1e3", ".5"])
def test_what_yaml_would_guess_at_stays_text(text: str) -> None:
    place, problems = decode(Place, f"id: a\nname: {text}\ntype: {text}\n")
    assert problems == []
    assert place is not None
    assert str(place.name.wordings[0]) == text
    assert place.type == text


def test_closed_sets_hold_texts_that_look_like_something_else() -> None:
    evidence, problems = decode(Evidence, "supports: true\n")
    assert problems == []
    assert evidence is not None
    assert evidence.supports == "true"
    note, problems = decode(Annotation, "kind: claim\ncredibility: 2\n")
    assert problems == []
    assert note is not None
    assert note.credibility == "2"


def test_values_outside_their_set_are_told() -> None:
    _, problems = decode(Annotation, "kind: claim\nstatus: Confirmed\n")
    assert problems == ["2:9 unknown-value: unknown value `Confirmed` of `status` in an annotation"]


@pytest.mark.parametrize("date", ["2022-01-11", '"2022-01-11"', "2022", "2022-01~", "2019-03-20/..", "2022-XX"])
def test_dates_are_edtf_quoted_or_not(date: str) -> None:
    sidecar, problems = decode(Sidecar, f"published: {date}\n")
    assert problems == []
    assert sidecar is not None
    assert str(sidecar.published) == date.strip('"')


def test_days_that_are_none_are_told() -> None:
    _, problems = decode(Sidecar, "published: 2024-02-30\n")
    assert problems == [
        "1:12 bad-date: `published` in a briefing: 30 February does not exist: February 2024 has 29 days"
    ]


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("3rd", "must begin with a letter and hold only ASCII letters, digits, `-` and `_`: `3rd`"),
        ("Author", "may not be the word that as a speaker means the article itself: `Author`"),
        ("a\u200bb", "holds a character that cannot be seen, U+200B (ZERO WIDTH SPACE): `a\u200bb`"),
        ("a\ufeffb", "holds a character that cannot be seen, U+FEFF (ZERO WIDTH NO-BREAK SPACE): `a\ufeffb`"),
        ("a" * 201, f"is longer than 200 characters: `{'a' * 59}…`"),
    ],
)
def test_what_is_wrong_with_an_id_is_told(written: str, message: str) -> None:
    actor, problems = decode(Actor, f'id: "{written}"\nname: n\n')
    assert actor is None
    assert problems == [f"1:5 bad-id: `id` in an actor {message}"]


@pytest.mark.parametrize("slug", ["..", "a/b", "a\\b", "a%2eb", "ا" * 128, "a.b", "a."])
def test_slugs_cannot_leave_their_folder(slug: str) -> None:
    sidecar, problems = decode(Sidecar, f"slug: '{slug}'\n")
    assert sidecar is not None
    assert sidecar.slug is None
    assert [problem.split()[1] for problem in problems] == ["bad-slug:"]


@pytest.mark.parametrize("address", ["javascript:x", "data:x", "vbscript:x", "//example.org", "file:///x"])
def test_addresses_that_could_do_harm_are_refused(address: str) -> None:
    link, problems = decode(Link, f"'{address}'\n")
    assert link is None
    assert problems == [f"1:1 unsafe-url: `url` in a link is no address that may stand in a link: `{address}`"]


@pytest.mark.parametrize(
    ("written", "number"), [("2", 2), ('"2"', 2), ("-1.5", -1.5), ("+3", 3), ("0.25", 0.25), ("2e3", 2000), ("0", 0)]
)
def test_numbers(written: str, number: float) -> None:
    value, problems = decode(Value, f"amount: {written}\n")
    assert problems == []
    assert value is not None
    assert value.amount == number


@pytest.mark.parametrize(
    ("written", "proposed"),
    [
        ("010", "10"), ("1_000", "1000"), ("8,000", "8000"), ("1,234,567.5", "1234567.5"), ("43,24", "43.24"),
        ("٢٠٠٠", "2000"), ("٤٣٫٢٤", "43.24"), ("۲٬۰۰۰", "2000"), ("−5", "-5"), ("12:30", "1"), (".inf", "1"),
        ("0x10", "1"), ("1e999", "1"), ("9" * 30, "1"),
    ],
)  # fmt: skip
def test_what_is_no_number_is_told_with_the_number_that_is_meant(written: str, proposed: str) -> None:
    report = Report()
    node = parse_yaml(SourceText("f.yaml", f"amount: {written}\n"), report)
    assert node is not None
    decode_noun(Value, node, Context("f.yaml", "ar", report))
    problems = list(report)
    assert [one.message for one in problems] == ["`amount` in a `value` must be a number, and here stands a text"]
    assert problems[0].help == f"write:\namount: {proposed}"


def test_an_occurrence_is_a_number_or_all() -> None:
    for written, meant in (("2", 2), ("all", "all")):
        selector, problems = decode(Selector, f"exact: x\noccurrence: {written}\n")
        assert problems == []
        assert selector is not None
        assert selector.occurrence == meant
    assert decode(Selector, "exact: x\noccurrence: 0\n")[1] == [
        "2:13 unknown-value: `occurrence` in an `at` must be at least 1"
    ]
    assert decode(Selector, "exact: x\noccurrence: every\n")[1] == [
        "2:13 wrong-type: `occurrence` in an `at` must be a whole number or `all`, and here stands a text"
    ]


def test_numbers_have_bounds() -> None:
    assert decode(Place, "{id: a, name: n, lat: 90.5, lon: -181}")[1] == [
        "1:23 unknown-value: `lat` in a place must be between -90 and 90",
        "1:34 unknown-value: `lon` in a place must be between -180 and 180",
    ]
    assert decode(Limits, "seed_bytes: 0")[1] == ["1:13 unknown-value: `seed_bytes` in the `limits` must be at least 1"]


@pytest.mark.parametrize("written", ["yes", "True", "1", "on", "[true]"])
def test_true_and_false_are_the_only_truths(written: str) -> None:
    sidecar, problems = decode(Sidecar, f"draft: {written}\n")
    assert sidecar is not None
    assert not sidecar.draft
    assert [problem.split(", ")[0] for problem in problems] == [
        "1:8 wrong-type: `draft` in a briefing must be `true` or `false`"
    ]


@pytest.mark.parametrize(
    ("written", "lines"),
    [
        ("more than 1,200 workers", "amount: 1200\nunit: workers\nmodifier: more_than"),
        ("أكثر من ١٢٠٠ عامل", "amount: 1200\nunit: عامل\nmodifier: more_than"),
        ("60", "amount: 60"),
        ("about 3.5", "amount: 3.5\nmodifier: approx"),
        ("dozens", ""),
    ],
)
def test_a_figure_in_words_is_told_in_keys(written: str, lines: str) -> None:
    assert figure_in(written) == lines


def test_directives_and_sources_of_the_policy_are_known() -> None:
    text = """\
img-src: [https://a.example, "data:"]
script-src: ["'sha256-abc='", "'unsafe-inline'", "data:"]
script: [x]
"""
    policy, problems = decode(Policy, text)
    assert policy is not None
    assert [str(source) for source in policy.img_src] == ["https://a.example", "data:"]
    assert [str(source) for source in policy.script_src] == ["'sha256-abc='"]
    assert problems == [
        "2:31 unsafe-url: `script-src` in the `policy` is no source that the policy may name: `'unsafe-inline'`",
        "2:50 unsafe-url: `script-src` in the `policy` is no source that the policy may name: `data:`",
        "3:1 unknown-key: unknown key `script` in the `policy`",
    ]
