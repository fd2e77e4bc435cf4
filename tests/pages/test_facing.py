from dataclasses import replace

import pytest

from sitegen.language.editions import Edition, list_editions
from sitegen.model.briefing import Briefing
from sitegen.model.project import Block
from sitegen.model.text import Span
from sitegen.model.wording import BlockTranslation, Wording
from sitegen.pages.facing import choose_facing, list_others
from tests.pages.sample_site import HERE, arabic_briefing, make_settings


def translation(language: str, *blocks: str | None) -> BlockTranslation:
    wordings = (Wording(language, block, HERE) if block else None for block in blocks)
    return BlockTranslation(language, tuple(wordings), HERE)


def briefing(*translations: BlockTranslation, roles: str = "title paragraph") -> Briefing:
    arabic = arabic_briefing()
    blocks = tuple(Block(role, Span(0, 1)) for role in roles.split())  # type: ignore[arg-type]
    seed = replace(arabic.seed, blocks=blocks)
    sidecar = replace(arabic.sidecar, title=None, translation=translations)
    return replace(arabic, manuscript=replace(arabic.manuscript, seed=seed, sidecar=sidecar))


def edition(language: str) -> Edition:
    return list_editions(make_settings(language))[0]


def test_the_translation_into_the_editions_language_stands_beside_the_article() -> None:
    facing = choose_facing(briefing(translation("fr", "T", "A"), translation("en", "Title", "First")), edition("en"))

    assert facing
    assert facing.language == "en"
    assert [(row.number, str(row.wording)) for row in facing.rows] == [(1, "First")]


def test_paragraphs_keep_their_rows_where_one_has_no_translation() -> None:
    translated = briefing(
        translation("en", "Title", "Deck", "One", None, "Three"), roles="title deck paragraph paragraph paragraph"
    )
    facing = choose_facing(translated, edition("en"))

    assert facing
    assert str(facing.deck) == "Deck"
    assert [(row.number, str(row.wording)) for row in facing.rows] == [(1, "One"), (3, "Three")]
    assert facing.paragraphs == 3


def test_what_is_before_the_title_is_translated_too() -> None:
    translated = briefing(
        translation("en", "Urgent 0417", None, "Title", "One"), roles="agency-line agency-line title paragraph"
    )
    facing = choose_facing(translated, edition("en"))

    assert facing
    assert [str(line) for line in facing.agency_lines] == ["Urgent 0417"]
    assert [(row.number, str(row.wording)) for row in facing.rows] == [(1, "One")]


def test_a_translation_that_is_too_short_is_shown_as_far_as_it_goes() -> None:
    facing = choose_facing(briefing(translation("en", "Title"), roles="title paragraph"), edition("en"))

    assert facing
    assert facing.rows == ()


@pytest.mark.parametrize(("language", "chosen"), [("en", "en-GB"), ("en-GB", "en-GB"), ("en-US", "en-US")])
def test_a_regions_translation_serves_its_language(language: str, chosen: str) -> None:
    facing = choose_facing(briefing(translation("en-GB", "T", "A"), translation("en-US", "T", "B")), edition(language))

    assert facing
    assert facing.language == chosen


def test_an_article_in_the_editions_own_language_has_none_beside_it() -> None:
    arabic = briefing(translation("ar", "T", "A"), translation("en", "T", "A"))

    assert choose_facing(arabic, edition("ar")) is None
    assert [other.language for other in list_others(arabic, edition("ar"))] == ["ar", "en"]
    assert [other.language for other in list_others(arabic, edition("en"))] == ["ar"]
