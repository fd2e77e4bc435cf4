import pytest

from sitegen.model.project import Annotation, Sidecar
from sitegen.model.registers import Actor, Evidence, Link, Place
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
