from pathlib import Path

from sitegen.model.problems import Report
from sitegen.model.registers import Actor
from sitegen.model.text import Location
from sitegen.readers.project import read_project
from tests.readers.reading import decode, lay_out


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


def test_the_name_of_a_language_is_answered_with_its_tag(tmp_path: Path) -> None:
    sidecar = "lang: English\ntitle: {عربي: عنوان, nonsense: x}\ntranslation: {French: [a]}\n"
    report = Report()
    read_project(lay_out(tmp_path, {"content/briefings/a.yaml": sidecar, "seeds/a.txt": "x"}), report)
    assert [one.help for one in report if one.code == "bad-language"] == [
        "write a BCP 47 tag:\nlang: en",
        "languages are written as BCP 47 tags; did you mean `ar`?",
        "write languages as BCP 47 tags:\ntitle:\n  ar: …",
        "write a BCP 47 tag: `fr`",
    ]
