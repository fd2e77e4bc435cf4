from sitegen.model.registers import Actor
from sitegen.model.text import Location
from tests.readers.reading import decode


def test_a_string_is_in_the_files_language() -> None:
    actor, _ = decode(Actor, "id: a\nname: اسم\n", language="fa")
    assert actor is not None
    assert [(one.language, one.value, one.where) for one in actor.name.wordings] == [
        ("fa", "اسم", Location("file.yaml", 2, 7))
    ]


def test_a_map_names_its_languages() -> None:
    actor, problems = decode(Actor, "id: a\nname: {ar: اسم, en: Name, zh-Hant: 名, fr: }\n")
    assert problems == []
    assert actor is not None
    assert [(one.language, one.value) for one in actor.name.wordings] == [
        ("ar", "اسم"), ("en", "Name"), ("zh-Hant", "名"),
    ]  # fmt: skip


def test_what_is_no_language_is_told() -> None:
    _, problems = decode(Actor, "id: a\nname: {english: Name, text: اسم, ar: اسم, AR: اسم}\n")
    assert problems == [
        "2:8 bad-language: `english` in `name` in an actor is no language; a text is a string or a map of languages",
        "2:23 bad-language: `text` in `name` in an actor is no language; a text is a string or a map of languages",
        "2:43 duplicate-key: `AR` stands twice in `name` in an actor, first at file.yaml:2:34",
    ]


def test_a_text_without_a_wording_is_missing() -> None:
    actor, problems = decode(Actor, "id: a\nname: {ar: , en: ''}\n")
    assert actor is None
    assert problems == ["1:1 missing-key: an actor needs `name`"]
