"""A briefing in one piece: the article whole, the notes behind it, nothing that needs the page."""

import json

import pytest

from tests.exports.feed_reading import blocks_of, read_html
from tests.exports.sample_folder import HOSTILE, SEED, Files

PAGE = "https://example.org/news/en/briefings/summit.html"


@pytest.fixture
def content(sample: Files) -> str:
    html: str = json.loads(sample["en/feed.json"])["items"][0]["content_html"]
    return html


def test_the_article_is_there_character_for_character(content: str) -> None:
    assert blocks_of(read_html(content)) == [line for line in SEED.split("\n") if line]


def test_the_article_and_the_notes_have_their_languages(content: str) -> None:
    root = read_html(content)[0]
    assert (root.get("lang"), root.get("dir")) == ("en", "ltr")
    article = root.find("div")
    assert article is not None
    assert (article.get("lang"), article.get("dir")) == ("ar", "rtl")
    arabic = root.find(".//li[@data-note='a1']/div")
    assert arabic is not None
    assert (arabic.get("lang"), arabic.get("dir"), "".join(arabic.itertext()).strip()) == ("ar", "rtl", "مرجح.")


def test_what_is_read_first_comes_first(content: str) -> None:
    assert content.index("<strong>deal</strong>") < content.index("First point") < content.index("<h1")


def test_each_note_stands_once_under_its_number(content: str) -> None:
    document = read_html(content)
    listed = [item.get("data-note") for item in document.iterfind(".//ol/li")]
    assert listed == ["q1", "t1", "c1", "r1", "x1", "q2", "f1", "a1", "hidden-note"]
    numbers = {link.get("href"): link.text for link in document.iterfind(".//sup/a")}
    assert numbers == {f"{PAGE}#{note}": str(listed.index(note) + 1) for note in ("q1", "t1", "c1", "r1", "x1")}


def test_a_note_says_what_it_is_about_and_what_it_rests_on(content: str) -> None:
    claim = read_html(content).find(".//li[@data-note='c1']")
    assert claim is not None
    assert [mark.text for mark in claim.iterfind("p/mark")] == ["الماء كثير", "لا نعرف"]
    said = " ".join("".join(claim.itertext()).split())
    assert said == (
        "Claim · Disputedالماء كثير … لا نعرفSami al-AliThere is much water."
        "Speaks against itIt says no.Wire <report>Wire <report>"
    )


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("q1", "Quote · Assertion · Verbatim"),
        ("a1", "Assessment · Likely"),
        ("x1", "Context"),
    ],
)
def test_a_note_says_of_what_kind_it_is(content: str, note: str, expected: str) -> None:
    heading = read_html(content).find(f".//li[@data-note='{note}']/p")
    assert heading is not None
    assert "".join(heading.itertext()) == expected


def test_labels_are_in_the_language_of_the_edition(sample: Files) -> None:
    content = json.loads(sample["feed.json"])["items"][0]["content_html"]
    heading = read_html(content).find(".//li[@data-note='q1']/p")
    assert heading is not None
    assert "".join(heading.itertext()) == "اقتباس · تأكيد · نص حرفي"


def test_a_note_without_a_title_is_named_by_kind_and_number(content: str) -> None:
    links = [link.text for link in read_html(content).iterfind(".//li[@data-note='x1']/ul/li/a")]
    assert links == ["Quote 1", "Sami al-Ali", "Discussion question 9"]


def test_runs_of_the_other_direction_are_isolated(sample: Files) -> None:
    content = json.loads(sample["feed.json"])["items"][0]["content_html"]
    source = read_html(content).find(".//li[@data-note='c1']/ul[last()]/li/a/bdi")
    assert source is not None
    assert (source.get("lang"), source.get("dir"), source.text) == ("en", "ltr", "Wire <report>")


def test_a_figure_is_printed(content: str) -> None:
    figure = read_html(content).find(".//li[@data-note='f1']")
    assert figure is not None
    assert "".join(figure.itertext()) == "FigureAbout 1 to 2.5 litres"


def test_a_speaker_who_is_not_named_is_told_in_words(content: str) -> None:
    quote = read_html(content).find(".//li[@data-note='q2']")
    assert quote is not None
    assert "".join(quote.itertext()) == "QuoteAn informed source through ناطق"
    assert [(one.get("lang"), one.get("dir")) for one in quote.iter("bdi")] == [("ar", "rtl")]


def test_links_are_whole_and_ids_are_gone(content: str) -> None:
    for element in read_html(content).iter():
        assert element.get("id") is None
        assert element.get("class") is None
        assert element.get("href", "https://").startswith("https://")


def test_hostile_text_stays_text(content: str) -> None:
    document = read_html(content)
    assert document.find(".//script") is None
    assert blocks_of(document)[3] == HOSTILE
    heading = document.find(".//li[@data-note='x1']/p/strong")
    assert heading is not None
    assert "".join(heading.itertext()) == HOSTILE
