from pathlib import Path

import pytest

from sitegen.model.problems import Report
from sitegen.model.project import Sidecar
from sitegen.readers.project import read_project
from tests.readers.reading import decode


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
