from sitegen.model.text import Span
from sitegen.weaving.name_forms import actor_forms
from sitegen.weaving.namesakes import Candidate, settle
from tests.weaving.mention_cases import make_actor


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
