"""What a briefing is called to the readers of a language."""

from dataclasses import replace

import pytest

from sitegen.model.briefing import Briefing, Meaning, Mention, make_headline
from sitegen.model.project import Block, Sidecar
from sitegen.model.text import Span
from sitegen.model.wording import BlockTranslation, Wording
from tests.pages.sample_site import HERE, arabic_briefing


def with_sidecar(sidecar: Sidecar) -> Briefing:
    briefing = arabic_briefing()
    return replace(briefing, manuscript=replace(briefing.manuscript, sidecar=sidecar))


def translated(language: str, title: str | None) -> Briefing:
    """Return a briefing whose title nobody translated, with the translation of its first block."""
    block = Wording(language, title, HERE) if title else None
    translation = BlockTranslation(language, (block,), HERE)
    return with_sidecar(replace(arabic_briefing().sidecar, title=None, translation=(translation,)))


def test_a_title_that_is_translated_stands_before_the_articles_own() -> None:
    headline = make_headline(arabic_briefing(), "en")

    assert str(headline.shown) == "The date stands"
    assert str(headline.original) == "الموعد  ثابت"


@pytest.mark.parametrize("language", ["ar", "ar-EG", "fr"])
def test_the_articles_own_title_serves_its_language_and_those_without_a_translation(language: str) -> None:
    headline = make_headline(arabic_briefing(), language)

    assert (str(headline.shown), headline.original) == ("الموعد  ثابت", None)


def test_the_first_blocks_translation_is_the_title_where_none_is_given() -> None:
    assert str(make_headline(translated("en", "Title"), "en").shown) == "Title"
    assert str(make_headline(translated("en-GB", "Title"), "en").shown) == "Title"
    assert str(make_headline(translated("en", None), "en").shown) == "الموعد  ثابت"


def test_pairs_are_those_whom_one_block_names_however_often_it_does() -> None:
    ali, mona, oslo = Meaning("actor", "ali"), Meaning("actor", "mona", is_local=True), Meaning("place", "oslo")
    briefing = arabic_briefing()
    starts = (0, 20, 40)
    blocks = tuple(Block("paragraph", Span(start, start + 15)) for start in starts)
    manuscript = replace(briefing.manuscript, seed=replace(briefing.seed, blocks=blocks))
    named = [(0, 0, ali), (0, 3, mona), (0, 6, ali), (0, 9, oslo), (1, 0, mona), (2, 0, mona), (2, 3, ali)]
    spans = [Span(starts[block] + place, starts[block] + place + 2) for block, place, _ in named]
    mentions = tuple(Mention(span, span, (meaning,)) for span, (*_, meaning) in zip(spans, named, strict=True))

    prose = replace(briefing.prose, mentions=mentions)
    assert Briefing(manuscript, prose, ()).pairs == {(ali, mona): 2}


def test_a_long_list_of_actors_makes_no_pairs() -> None:
    briefing = arabic_briefing()
    block = Block("paragraph", Span(0, 1000))
    manuscript = replace(briefing.manuscript, seed=replace(briefing.seed, blocks=(block,)))
    spans = [Span(start, start + 1) for start in range(100)]
    mentions = tuple(Mention(span, span, (Meaning("actor", f"a{span.start}"),)) for span in spans)

    assert not Briefing(manuscript, replace(briefing.prose, mentions=mentions), ()).pairs
