from pathlib import Path

import pytest

from sitegen.model.problems import Report
from sitegen.model.project import Sidecar
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


@pytest.mark.parametrize(
    ("title", "pasted"),
    [
        ("{en: Oil, gas: the war}", '{en: "Oil, gas: the war"}'),
        ("{en: Oil, gas: the war, ar: نفط}", '{en: "Oil, gas: the war", ar: نفط}'),
        ("{ar: نفط, en: Crude Oil, gas: a, b}", '{ar: نفط, en: "Crude Oil, gas: a, b"}'),
    ],
)
def test_a_word_behind_a_comma_that_looks_like_a_tag_is_told(tmp_path: Path, title: str, pasted: str) -> None:
    problems = _problems_of(tmp_path, f"title: {title}\n")
    assert ("unquoted-text", "gas", f"put the value in quotes:\ntitle: {pasted}") in problems


def test_a_rare_language_is_one_behind_a_quoted_text_or_on_its_own_line(tmp_path: Path) -> None:
    for text in ('{en: "Oil", gas: "the war"}', "\n  en: Oil\n  gas: the war", "{ar: نفط, arz: نفط, ckb: نەوت}"):
        assert _problems_of(tmp_path, f"title: {text}\n") == []


def test_tags_that_are_written_wrongly_are_told_with_the_right_ones(tmp_path: Path) -> None:
    sidecar = "lang: ara\ntitle: {ara: عنوان, eng: Title, en_US: Headline}\nsummary: {eng-GB: x}\n"
    assert [(code, found, told.split()[-1]) for code, found, told in _problems_of(tmp_path, sidecar)] == [
        ("bad-language", "ara", "ar"),
        ("bad-language", "ara", "`ar`?"),
        ("bad-language", "eng", "`en`?"),
        ("bad-language", "en_US", "`en-US`?"),
        ("bad-language", "eng-GB", "`en-GB`?"),
    ]


def test_a_map_of_languages_in_the_place_of_a_point_is_told_once(tmp_path: Path) -> None:
    sidecar = "key_points:\n  - {ar: نعم, en: 'Yes, it is'}\n"
    assert _problems_of(tmp_path, sidecar) == [("wrong-type", "", 'write:\n- {text: {ar: نعم, en: "Yes, it is"}}')]


def _problems_of(root: Path, sidecar: str) -> list[tuple[str, str, str]]:
    report = Report()
    read_project(lay_out(root, {"content/briefings/a.yaml": sidecar, "seeds/a.txt": "عنوان"}), report)
    return [(one.code, one.found, one.help) for one in report if one.code != "url-missing"]


def test_a_translation_has_one_item_a_block_and_a_tilde_for_none() -> None:
    sidecar, problems = decode(Sidecar, "translation:\n  en:\n    - Title\n    - ~\n    - 'no'\n")
    assert problems == []
    assert sidecar is not None
    (english,) = sidecar.translation
    assert english.language == "en"
    assert [block and block.value for block in english.blocks] == ["Title", None, "no"]


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (
            "translation: Title",
            "1:14 wrong-type: `translation` in a briefing must be a map of languages, and here stands a text",
        ),
        ("translation: {english: [a]}", "1:15 bad-language: `english` in `translation` in a briefing is no language"),
        (
            "translation: {en: a}",
            "1:19 wrong-type: `en` in `translation` in a briefing must be a list of blocks, and here stands a text",
        ),
    ],
)
def test_what_is_no_translation_is_told(written: str, told: str) -> None:
    assert decode(Sidecar, written)[1] == [told]


@pytest.mark.parametrize(
    ("items", "told", "way_out"),
    [
        (
            "[One]",
            "the translation `en` has 1 item, seeds/a.txt has 2 blocks",
            "add one item a block, `- ~` where there is no translation; the first without one is line 3",
        ),
        (
            "[One, Two, Three]",
            "the translation `en` has 3 items, seeds/a.txt has 2 blocks",
            "take 1 out, or join what belongs to one block; title and deck are blocks too",
        ),
    ],
)
def test_the_items_are_counted(tmp_path: Path, items: str, told: str, way_out: str) -> None:
    for folder in ("seeds", "content/briefings"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "seeds/a.txt").write_text("واحد\n\nاثنان\n", encoding="utf-8")
    (tmp_path / "content/briefings/a.yaml").write_text(f"translation: {{en: {items}}}\n", encoding="utf-8")
    report = Report()
    read_project(tmp_path, report)
    assert [(problem.code, problem.message, problem.help) for problem in report] == [
        ("translation-count", told, way_out)
    ]
