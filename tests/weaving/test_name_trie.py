from sitegen.weaving.name_forms import actor_forms
from sitegen.weaving.name_trie import grow_trie
from tests.weaving.mention_cases import make_actor


def test_names_that_are_written_alike_end_together() -> None:
    actors = [make_actor({"id": identifier, "type": "person", "name": "علي كاسترو"}) for identifier in "ab"]
    actors.append(make_actor({"id": "c", "name": "علي كاسترو"}))
    node = grow_trie(form for actor in actors for form in actor_forms(actor)).follow(("علي", "كاسترو"))
    assert node
    assert [[form.meaning.id for form in forms] for forms in node.names.values()] == [["a", "b"], ["c"]]


def test_words_are_followed_in_any_spelling_and_no_further_than_they_go() -> None:
    trie = grow_trie(actor_forms(make_actor({"id": "a", "name": "أحمد علي"})))
    assert trie.follow(("احمد",)) is trie.follow(("أحمد",))
    assert trie.follow(("احمد", "على")) is not None
    assert trie.follow(("علي",)) is None
    assert trie.follow(("أحمد", "علي", "علي")) is None
    assert trie.follow(()) is trie


def test_another_sign_between_the_words_makes_another_name() -> None:
    trie = grow_trie(actor_forms(make_actor({"id": "a", "name": "A.B"})))
    assert trie.follow(("A",)) is not None
    assert trie.follow(("A", "B")) is None
