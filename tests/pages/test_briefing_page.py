"""The page of a briefing: every key of a note, reading aids, the translation beside the article, the page's head."""

import json
import re
from collections.abc import Mapping
from functools import cache
from html import unescape
from pathlib import Path
from tempfile import TemporaryDirectory

import html5lib
import pytest

from sitegen.build import BuildOptions, make_site
from sitegen.model.problems import Report
from sitegen.model.site import Portrait
from sitegen.model.vocabularies import KINDS
from tests.pages.reading import text_of
from tests.pages.sample_site import THEME, make_sample, render_pages

Pages = Mapping[str, str]

SITE = "{languages: [en, ar], title: The desk, url: https://example.org/b, repo_url: https://github.com/a/b}\n"
SEED = "نهر\n\nعنوان فرعي\n\nالمنسوب يرتفع.\nقال الوزير: </script>.\nنهاية.\n"
SIDECAR = """
lang: ar
published: "2024-05-01"
date: "2024-05-02"
updated: "2024-05-03"
title: {en: River}
summary: {en: The *level* rises.}
authors: [{name: A. Writer}, {name: B. Writer}]
topics: [water]
related: [other]
params: {colour: blue}
translation:
  en: [River, A subtitle, The level is rising., ~, The end.]
  fr: [Fleuve, ~, Le niveau monte., ~, ~]
actors: [{id: teller, type: person, name: {en: The Teller}, description: {en: Who tells it.}}]
sources: [{id: s_own, title: {en: Own source}}]
annotations:
  - {id: context1, kind: context, at: المنسوب, title: {en: T}, body: {en: B}, author: C. Writer, created: "2024-05-02",
     modified: "2024-05-03", sources: [s_own], refs: [teller, other#x, context1], params: {tone: calm}}
  - {id: definition1, kind: definition, at: يرتفع, body: {en: To rise.}}
  - {id: event1, kind: event, entry: e_flood, certainty: planned}
  - {id: quote1, kind: quote, at: قال الوزير, speaker: teller, via: teller, verb: قال, stance: warn, form: partial,
     said: "2024-04-30", lang: fr}
  - {id: claim1, kind: claim, entry: c_level, status: disputed, as_of: "2024-05",
     evidence: [{source: s_own, supports: partly, note: {en: In part.}}]}
  - {id: figure1, kind: figure, at: المنسوب يرتفع, value: {range: [1000, 2000], unit: {en: metres}, modifier: at_least},
     status: outdated, as_of: "2024-06"}
  - {id: update1, kind: update, date: 2024-07~, body: {en: It fell.}}
  - {id: translation1, kind: translation, at: نهاية, translation: {en: the end}, original: {lang: fr, text: la fin,
     date: "2024-04"}}
  - {id: language1, kind: language, at: نهاية, body: {en: L}}
  - {id: framing1, kind: framing, body: {en: F}}
  - {id: assessment1, kind: assessment, likelihood: very_likely, basis: {en: Two gauges.}}
  - {id: assessment2, kind: assessment, confidence: low}
  - {id: question1, kind: question, title: {en: Why now?}}
  - {id: crossref1, kind: crossref, refs: [other#x]}
revisions:
  - {date: "2024-05-03", note: {en: A number *corrected*.}, refs: [figure1, other#x]}
  - {date: "2024-05-04", note: {en: A note added.}}
"""
FILES = {
    "content/site.yaml": SITE,
    "content/claims.yaml": "claims: [{id: c_level, text: {en: The level is high.}, credibility: 2}]\n",
    "content/events.yaml": 'events: [{id: e_flood, date: "2024-06-01", title: {en: The flood}}]\n',
    "content/topics.yaml": "topics: [{id: water, name: {en: 'Water & \"ice\"'}}]\n",
    "seeds/river.txt": SEED,
    "content/briefings/river.yaml": SIDECAR,
    "seeds/other.txt": "Another\n\nNothing.\n",
    "content/briefings/other.yaml": "{lang: en, annotations: [{id: x, kind: context, at: Nothing, body: N}]}\n",
    "templates/briefing.html": """{% extends "theme/briefing.html" %}
{% block rights %}
{% if sidecar.params.colour is defined %}<p>{{ sidecar.params.colour }}</p>{% endif %}
{% for note in briefing.notes if note.annotation.params.tone is defined %}
<i>{{ note.annotation.params.tone }}</i>
{% endfor %}
{{ super() }}
{% endblock %}
""",
}


def build(files: Mapping[str, str]) -> Pages:
    with TemporaryDirectory() as folder:
        for name, content in files.items():
            path = Path(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")
        built = make_site(BuildOptions(root=Path(folder)))
        assert built.artifacts, [problem.message for problem in built.report]
        return {file.path: file.content.decode() for file in built.artifacts if file.path.endswith(".html")}


@cache
def pages() -> Pages:
    return build(FILES)


@pytest.fixture(scope="module")
def english() -> str:
    """The briefing's page in the English edition; the article is Arabic."""
    return pages()["briefings/river.html"]


@pytest.fixture(scope="module")
def arabic() -> str:
    return pages()["ar/briefings/river.html"]


def note(html: str, note_id: str) -> str:
    """Return the HTML of a note."""
    return html[html.index(f'<li id="{note_id}"') :].split("\n</li>\n", 1)[0]


def words(html: str) -> str:
    """Return what a reader sees, white space made even."""
    return " ".join(text_of(html.replace("</dt>", "</dt> ")).split())


def test_pages_are_html_without_parse_errors(english: str, arabic: str) -> None:
    for html in (english, arabic):
        parser = html5lib.HTMLParser(strict=False)
        parser.parse(html)
        assert parser.errors == []


# --- Notes --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_stands_once_with_its_label(english: str, kind: str) -> None:
    assert english.count(f'data-note="{kind}1"') == 1
    assert f'icon-{kind}"' in note(english, f"{kind}1")


@pytest.mark.parametrize(
    ("note_id", "expected"),
    [
        ("context1", ["T", "B", "Note by C. Writer", "Written on 2 May 2024", "Changed on 3 May 2024", "Own source"]),
        ("event1", ["The flood", "Date 1 June 2024", "Certainty Planned", "This event across the briefings"]),
        (
            "quote1",
            ["Speaker The Teller", "Through The Teller", "Verb قال", "Said as Warning", "Form Partly verbatim",
             "Said on 30 April 2024", "Said in French"],
        ),
        (
            "claim1",
            ["The level is high.", "Disputed", "As of May 2024", "Credibility 2 Probably true", "Speaks for it in part",
             "In part.", "This claim across the briefings"],
        ),
        ("figure1", ["At least 1,000 to 2,000 metres", "Outdated", "As of June 2024"]),
        ("update1", ["Date about July 2024", "It fell."]),
        ("translation1", ["نهاية", "Translation the end", "Original wording (French) la fin", "April 2024"]),
        ("assessment1", ["Likelihood Very likely", "Rests on Two gauges."]),
        ("assessment2", ["Confidence Low confidence"]),
        ("question1", ["Why now?"]),
        ("crossref1", ["See also", "Another"]),
    ],
)  # fmt: skip
def test_a_note_shows_the_keys_of_its_kind(english: str, note_id: str, expected: list[str]) -> None:
    shown = words(note(english, note_id))

    assert [part for part in expected if part not in shown] == []


def test_a_note_links_to_itself_and_back(english: str) -> None:
    html = note(english, "context1")

    assert '<a class="note-number" href="#context1" aria-label="Link to note 2">2</a>' in html
    assert 'href="#_r-context1" role="doc-backlink"' in html


def test_references_lead_into_other_briefings(english: str) -> None:
    html = note(english, "context1")

    assert 'href="#teller"' in html
    assert 'href="other.html#x"' in html
    assert "Another" in words(html)


def test_what_is_not_in_the_article_is_told_apart(english: str) -> None:
    placed, general, outside = english.split('<ol class="notes-list" role="list">')[1:]

    assert re.findall('data-note="([a-z]+)1"', outside) == ["event", "claim", "update"]
    assert "The article does not say this; the editors of this briefing added it." in general
    assert set(re.findall('data-note="([a-z]+)1"', general)) == {"framing", "assessment", "question", "crossref"}
    assert 'data-note="quote1"' in placed


def test_numbers_of_notes_have_the_editions_digits() -> None:
    files = {**FILES, "content/site.yaml": "{languages: [ar, en], digits: arab}\n"}
    arabic, english = (build(files)[f"{folder}briefings/river.html"] for folder in ("", "en/"))

    assert 'role="doc-noteref">١</a>' in arabic
    assert 'role="doc-noteref">1</a>' in english


def test_params_can_be_read_by_an_editors_own_templates(english: str) -> None:
    assert "<p>blue</p><i>calm</i>\n" in english


# --- Reading aids -------------------------------------------------------------------------------------------------


def test_the_last_revision_and_what_changed_stand_beside_the_title(english: str) -> None:
    opening = english.split("</header>\n\n", 1)[0]
    changes = opening.split('<details class="revisions">', 1)[1]

    assert "Last revised 4 May 2024" in words(opening)
    assert changes.index("A note added.") < changes.index("A number")
    assert 'href="#figure1"' in changes
    assert 'href="other.html#x"' in changes


def test_the_citation_is_ready_to_be_taken(english: str, arabic: str) -> None:
    pattern = r'<p class="citation">(.*?)</p>'
    in_english, in_arabic = (words(re.search(pattern, html, re.DOTALL)[1]) for html in (english, arabic))  # type: ignore[index]

    assert in_english == (
        "A. Writer, B. Writer, annotated briefing on “نهر [River]”, The desk, 4 May 2024, "
        "https://example.org/b/briefings/river.html"
    )
    assert in_arabic == (
        "A. Writer، B. Writer، إيجاز مشروح لمقال «نهر»، The desk، 4 مايو/أيار 2024، "
        "https://example.org/b/ar/briefings/river.html"
    )


def test_an_error_is_reported_with_the_pages_title_and_address(english: str) -> None:
    link = unescape(re.search(r'<a class="report" href="([^"]*)"', english)[1])  # type: ignore[index]

    assert link.startswith("https://github.com/a/b/issues/new?title=Error+in+%E2%80%9CRiver%E2%80%9D&body=https")


def test_without_repository_and_address_nothing_is_promised() -> None:
    html = build({**FILES, "content/site.yaml": "{languages: [en]}\n"})["briefings/river.html"]

    assert 'class="report"' not in html
    assert "og:" not in html
    assert "feed.xml" not in html
    assert "https://" not in re.search(r'<p class="citation">(.*?)</p>', html, re.DOTALL)[1]  # type: ignore[index]


def test_the_reading_time_is_told(english: str) -> None:
    assert "Reading time 1 minute" in words(english)


# --- Side by side -------------------------------------------------------------------------------------------------


def test_the_translation_stands_in_the_rows_of_its_paragraphs(english: str) -> None:
    facing = english.split('<section class="facing" lang="en" dir="ltr"', 1)[1].split("</section>", 1)[0]

    assert re.findall(r'<p style="--row:(\d)">(.*?)</p>', facing) == [("1", "The level is rising."), ("3", "The end.")]
    assert [f".pair [data-block]:nth-child({row}){{--row:{row}}}" in english for row in (1, 2, 3, 4)] == [
        True,
        True,
        True,
        False,
    ]
    assert '<p class="translated-deck">A subtitle</p>' in english


def test_the_article_alone_is_the_seed(english: str) -> None:
    bare = re.sub(r"<sup [^>]*data-generated[^>]*>.*?</sup>", "", english)
    tree = html5lib.parse(bare, namespaceHTMLElements=False)
    blocks = [block for seed in tree.iter() if seed.get("data-seed") for block in seed]

    assert all(block.get("data-block") for block in blocks)
    assert ["".join(block.itertext()) for block in blocks] == [line for line in SEED.split("\n") if line]


def test_other_translations_can_be_opened(english: str, arabic: str) -> None:
    opened = re.findall(r'<details class="other-translation">\n<summary>(.*?)</summary>\n<div lang="(\w+)"', english)

    assert opened == [("Translation into French", "fr")]
    assert arabic.count('<details class="other-translation">') == 2
    assert 'class="facing"' not in arabic


# --- Head ---------------------------------------------------------------------------------------------------------


def test_the_head_has_what_others_show_of_the_page(english: str) -> None:
    tags = dict(re.findall(r'<meta property="([^"]*)" content="([^"]*)">', english))

    assert tags == {
        "og:type": "article",
        "og:title": "River",
        "og:description": "The level rises.",
        "og:url": "https://example.org/b/briefings/river.html",
        "og:locale": "en",
        "og:site_name": "The desk",
        "article:published_time": "2024-05-02",
        "article:modified_time": "2024-05-04",
        "article:tag": "Water &amp; &#34;ice&#34;",
        "og:image": "https://example.org/b/cards/river.png",
        "og:image:type": "image/png",
        "og:image:width": "1200",
        "og:image:height": "630",
        "og:image:alt": "River · The desk",
    }
    assert '<link rel="alternate" type="application/atom+xml" href="../feed.xml">' in english
    assert '<link rel="alternate" type="application/feed+json" href="../feed.json">' in english


def test_other_pages_have_a_head_too() -> None:
    tags = dict(re.findall(r'<meta property="([^"]*)" content="([^"]*)">', pages()["ar/a-z.html"]))

    assert tags["og:type"] == "website"
    assert tags["og:title"] == "الفهرس · The desk"
    assert tags["og:locale"] == "ar"


def test_the_page_describes_itself_to_search_engines(english: str) -> None:
    (block,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', english)
    described = json.loads(block)

    assert described["headline"] == "River"
    assert described["datePublished"] == "2024-05-02"
    assert english.count("<script") == 1


def test_no_text_ends_the_description() -> None:
    described = {"headline": "</script><!--<script>"}
    portrait = Portrait(described, None)
    artifacts = render_pages(make_sample(), Report(), templates=(THEME,), describe=lambda *_: portrait)
    html = next(file.content.decode() for file in artifacts if file.path == "briefings/date.html")
    (block,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)

    assert json.loads(block) == described
