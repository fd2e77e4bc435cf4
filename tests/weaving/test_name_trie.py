from sitegen.model.text import Span
from sitegen.weaving.name_forms import actor_forms
from sitegen.weaving.name_trie import NameTrie, find_candidates, grow_trie
from tests.weaving.mention_cases import make_actor


def trie_of(*names: str) -> NameTrie:
    return grow_trie(form for name in names for form in actor_forms(make_actor({"id": "a", "name": name})))


def found(text: str, *names: str, language: str = "ar") -> list[tuple[str, str]]:
    candidates = find_candidates(text, Span(0, len(text)), language=language, tries=(trie_of(*names),))
    return [(candidate.name.of(text), candidate.words.of(text)) for candidate in candidates]


def test_every_name_at_every_word_also_where_they_overlap() -> None:
    assert found("عين شمس", "عين", "عين شمس", "شمس") == [("عين", "عين"), ("عين شمس", "عين شمس"), ("شمس", "شمس")]


def test_only_within_the_stretch() -> None:
    text = "عين شمس عين"
    candidates = find_candidates(text, Span(4, 7), language="ar", tries=(trie_of("عين", "شمس"),))
    assert [candidate.name for candidate in candidates] == [Span(4, 7)]


def test_a_sign_that_the_text_lacks_is_counted() -> None:
    text = "حركة حماس"
    candidates = find_candidates(text, Span(0, len(text)), language="ar", tries=(trie_of("حماس", "«حماس»"),))
    assert [candidate.departures for candidate in candidates] == [0, 1]


def test_several_tries() -> None:
    text = "عين شمس"
    tries = (trie_of("عين"), trie_of("شمس"))
    assert len(list(find_candidates(text, Span(0, len(text)), language="ar", tries=tries))) == 2


def test_the_signs_of_a_name_may_stand_off_but_not_beyond_the_block() -> None:
    assert found('قال " حماس " ذلك', '"حماس"') == [('" حماس "', '" حماس "')]
    assert found("C", "C++", language="en") == []
