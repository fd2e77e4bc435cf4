"""The page of a briefing: every key of a note, reading aids, the translation beside the article, the page's head."""

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from html import unescape
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree.ElementTree import Element

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.build import BuildOptions, make_site
from sitegen.language.editions import Edition, list_editions
from sitegen.language.words import split_words
from sitegen.model.briefing import Briefing, Note, Placement
from sitegen.model.problems import Report
from sitegen.model.project import Annotation, Block, Revision, Seed, Sidecar
from sitegen.model.text import SourceText, Span
from sitegen.model.vocabularies import KINDS
from sitegen.model.wording import BlockTranslation, Wording
from sitegen.pages.briefing_page import (
    BriefingPage,
    ListedNote,
    choose_facing,
    count_words,
    last_revised,
    list_others,
    list_revisions,
    make_briefing_page,
    reading_minutes,
)
from sitegen.records.site import Portrait, Site
from tests.pages.reading import text_of
from tests.pages.sample_site import (
    HERE,
    THEME,
    arabic_briefing,
    date,
    make_sample,
    make_settings,
    markdown,
    render_pages,
    written,
)

Pages = Mapping[str, str]

SITE = "{languages: [en, ar], title: The desk, url: https://example.org/b, repo_url: https://github.com/a/b}\n"
SEED = "نهر\n\nعنوان فرعي\n\nالمنسوب يرتفع.\nقال الوزير: </script>.\nنهاية الوزير.\n"
SIDECAR = """
lang: ar
published: "2024-05-01"
date: "2024-05-02"
updated: "2024-05-03"
title: {en: River}
summary: {en: The *level* rises.}
key_points: [{text: {en: A point.}, refs: [context1, crossref1]}]
authors: [{name: A. Writer}, {name: B. Writer}]
topics: [water]
related: [other]
params: {colour: blue}
translation:
  en: [River, A subtitle, The level is rising., ~, The end.]
  fr: [Fleuve, ~, Le niveau monte., ~, ~]
actors: [{id: teller, type: person, name: {en: The Teller, ar: الوزير}, description: {en: Who tells it.}}]
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


def tree_of(html: str) -> Element:
    return html5lib.parse(html, namespaceHTMLElements=False)


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
    assert f'data-kind="{kind}"' in note(english, f"{kind}1")


def test_every_kind_has_its_own_drawing() -> None:
    """A note's kind says how many drawings of the file stand above its own."""
    styles = (THEME / "assets/reading.css").read_text(encoding="utf-8")
    places = {kind: int(place) for kind, place in re.findall(r"\[data-kind=(\w+)\] \{\s*--icon: (\d+);", styles)}
    drawn = re.findall(r'<g id="(\w+)"', (THEME / "assets/icons.svg").read_text(encoding="utf-8"))

    assert sorted(drawn) == sorted(KINDS)
    assert [kind for kind in drawn if drawn.index(kind) != places.get(kind, 0)] == []


@pytest.mark.parametrize(
    ("note_id", "expected"),
    [
        ("context1", ["T", "B", "Note by C. Writer", "Written on 2 May 2024", "Changed on 3 May 2024", "Own source"]),
        ("event1", ["The flood", "1 June 2024 · Planned: announced for this date", "This event across the briefings"]),
        (
            "quote1",
            ["The Teller · Through The Teller · قال · Warning · Partly verbatim · 30 April 2024 · Said in French"],
        ),
        (
            "claim1",
            ["The level is high.", "Disputed", "As of May 2024 · Credibility 2 Probably true", "Speaks for it in part",
             "In part.", "This claim across the briefings"],
        ),
        ("figure1", ["At least 1,000 to 2,000 metres", "Outdated", "As of June 2024"]),
        ("update1", ["about July 2024", "It fell."]),
        ("translation1", ["نهاية", "Translation the end", "Original wording (French) la fin", "April 2024"]),
        ("assessment1", ["Very likely", "Rests on Two gauges."]),
        ("assessment2", ["Low confidence"]),
        ("question1", ["Why now?"]),
        ("crossref1", ["See also", "Another"]),
    ],
)  # fmt: skip
def test_a_note_shows_the_keys_of_its_kind(english: str, note_id: str, expected: list[str]) -> None:
    shown = words(note(english, note_id))

    assert [part for part in expected if part not in shown] == []


def test_a_note_links_to_itself_and_back(english: str) -> None:
    html = note(english, "context1")

    assert '<a href="#context1">2</a>' in html
    assert '<q><a href="#_r-context1" role="doc-backlink"><bdi lang="ar" dir="rtl">المنسوب</bdi></a></q>' in html


def test_a_note_says_what_it_is_and_what_it_weighs(english: str) -> None:
    found = [element for element in tree_of(english).iter() if element.get("data-note")]
    hooks = {
        element.get("id"): tuple(element.get(f"data-{key}") for key in ("kind", "group", "rank", "status"))
        for element in found
    }

    assert len(found) == len(hooks) == 14
    assert all(element.get("data-note") == element.get("id") for element in found)
    assert hooks["claim1"] == ("claim", "verify", "9", "disputed")
    assert hooks["quote1"] == ("quote", "voice", "0", None)
    assert hooks["definition1"] == ("definition", "explain", "3", None)


def test_a_number_says_whose_it_is_and_of_what_group(english: str) -> None:
    numbers = [element for element in tree_of(english).iter() if element.get("data-number-of")]
    described = {
        number.get("data-number-of"): (number.get("class"), number.get("dir"), number.get("data-generated"))
        for number in numbers
    }

    assert described["context1"] == ("explain", "rtl", "")
    assert described["figure1"] == ("verify", "rtl", "")
    assert {number[0].get("href") for number in numbers} == {f"#{note_id}" for note_id in described}


@pytest.mark.parametrize(
    ("note_id", "gist"),
    [
        ("quote1", "The Teller: Warning, Partly verbatim"),
        ("claim1", "The level is high."),
        ("figure1", "At least 1,000 to 2,000 metres"),
        ("translation1", "the end"),
        ("assessment2", "Assessment"),
    ],
)
def test_a_note_without_a_title_is_told_in_a_line(english: str, note_id: str, gist: str) -> None:
    (line,) = re.findall(r'<p class="note-gist">(.*?)</p>', note(english, note_id))

    assert words(line) == gist
    assert 'class="note-title"' not in note(english, note_id)


def test_a_note_with_a_body_alone_says_it_once(english: str) -> None:
    assert 'class="note-gist"' not in note(english, "definition1")
    assert words(note(english, "definition1")).count("To rise.") == 1


def test_a_note_with_a_title_needs_no_other_line(english: str) -> None:
    assert '<h3 class="note-title">T</h3>' in note(english, "context1")
    assert 'class="note-gist"' not in note(english, "context1")


def test_references_lead_into_other_briefings(english: str) -> None:
    html = note(english, "context1")

    assert 'href="#teller"' in html
    assert 'href="other.html#x"' in html
    assert "Another" in words(html)


def test_what_is_not_in_the_article_is_told_apart(english: str) -> None:
    placed, general, outside = english.split('<ol class="notes-list')[1:]

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


def test_the_page_begins_with_the_article_and_what_belongs_to_it_follows_the_notes(english: str) -> None:
    steps = [
        'class="masthead"',
        '<h1 data-block="title"',
        'class="byline"',
        'id="_summary"',
        'id="_points"',
        'id="_bar"',
        'data-block="paragraph"',
        'id="_notes"',
        'id="_cast"',
        'id="_timeline"',
        'id="_sources"',
        'id="_related-title"',
        'id="_about"',
        'class="colophon"',
    ]
    places = [english.index(step) for step in steps]

    assert places == sorted(places)


def test_key_points_are_closed_and_rest_on_bare_numbers(english: str) -> None:
    (points,) = re.findall(r'<details class="points" id="_points">(.*?)</details>', english, re.DOTALL)

    assert [words(link) for link in re.findall(r"<a .*?</a>", points)] == ["2", "14"]
    assert re.findall(r'<a class="([^"]*)" href="([^"]*)"', points) == [
        ("kind-context", "#context1"),
        ("kind-crossref", "#crossref1"),
    ]


def test_the_bar_has_a_button_for_each_group_names_switches_and_steps(english: str, arabic: str) -> None:
    for html in (english, arabic):
        bar = html.split('id="_bar"', 1)[1].split('<section class="text"', 1)[0]
        layers = dict(re.findall(r'data-layer="(\w+)" aria-pressed="(\w+)"', bar))
        switches = dict(re.findall(r'data-switch="(\w+)" aria-pressed="(\w+)"', bar))

        assert layers == dict.fromkeys(["explain", "voice", "verify", "language", "names"], "true")
        assert switches == {"lines": "false", "spoken": "true", "keys": "true", "text": "false"}
        assert re.findall(r'data-step="(\w+)"', bar) == ["previous", "next"]


def test_the_first_mention_of_a_name_is_told_apart(english: str) -> None:
    mentions = re.findall(r'<a (?:class="(\w+)" )?id="\w+" data-(actor)="(\w+)"', english)

    assert mentions == [("first", "actor", "teller"), ("", "actor", "teller")]


def test_who_is_who_says_each_name_once(english: str) -> None:
    named = [element for element in tree_of(english).iter() if element.get("data-who")]

    assert [element.get("data-who") for element in named] == ["teller"]
    told = " ".join("".join(named[0].itertext()).split())
    assert "The Teller" in told
    assert "2 mentions" in told
    assert "Who tells it." in told


def test_what_was_changed_stands_beside_the_day_of_the_last_revision(english: str) -> None:
    about = english.split('id="_about"', 1)[1]
    changes = about.split('<details class="revisions">', 1)[1]

    assert "Last revised 4 May 2024" in words(about)
    assert changes.index("A note added.") < changes.index("A number")
    assert 'href="#figure1"' in changes
    assert 'href="other.html#x"' in changes


def test_the_citation_is_ready_to_be_taken(english: str, arabic: str) -> None:
    pattern = r'<dd class="citation">(.*?)</dd>'
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
    assert "https://" not in re.search(r'<dd class="citation">(.*?)</dd>', html, re.DOTALL)[1]  # type: ignore[index]


def test_the_reading_time_is_told(english: str) -> None:
    (byline,) = re.findall(r'<div class="byline">(.*?)</ul>', english, re.DOTALL)

    assert words(byline) == "1 May 2024 Arabic 1 minute 14 notes"


# --- Side by side -------------------------------------------------------------------------------------------------


def test_the_translation_stands_in_the_rows_of_its_paragraphs(english: str) -> None:
    facing = english.split('<section class="facing" lang="en" dir="ltr"', 1)[1].split("</section>", 1)[0]

    assert re.findall(r"<p>(.*?)</p>", facing) == ["The level is rising.", "", "The end."]
    assert english.count('data-block="paragraph"') == 3
    assert '<p class="translated-deck">A subtitle</p>' in english


def test_the_article_alone_is_the_seed(english: str) -> None:
    bare = re.sub(r"<sup [^>]*data-generated[^>]*>.*?</sup>", "", english)
    blocks = [block for seed in tree_of(bare).iter() if seed.get("data-seed") for block in seed]

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
    others = re.sub(re.escape(block), "", english)
    assert re.findall(r"<script (?!type)[^>]*>", others) == [
        f'<script src="../assets/{name}.js" defer>' for name in ("placement", "reading", "find")
    ]


def test_no_text_ends_the_description() -> None:
    described = {"headline": "</script><!--<script>"}
    portrait = Portrait(described, None)
    artifacts = render_pages(make_sample(), Report(), templates=(THEME,), describe=lambda *_: portrait)
    html = next(file.content.decode() for file in artifacts if file.path == "briefings/date.html")
    (block,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)

    assert json.loads(block) == described


def sheet_of(site: Site) -> BriefingPage:
    return make_briefing_page(site.newest[0], site, list_editions(site.settings)[0])


def general(kind: str) -> ListedNote:
    """Return a note without words to stand on."""
    annotation = Annotation(where=HERE, id=written("x"), kind=kind)
    return ListedNote(Note(1, annotation, Placement("x", "explain", ()), annotation), "explain", ())


def test_words_that_a_note_names_twice_are_recalled_once_and_lead_to_both_places(sample: Pages) -> None:
    site = make_sample()
    spans = (Span(0, 6), Span(8, 12), Span(45, 51))
    first = site.newest[0].notes[0]
    twice = replace(first, placement=Placement("q1", "voice", spans), words=("الموعد", "ثابت", "الموعد"))
    told = replace(site.newest[0], notes=(twice, *site.newest[0].notes[1:]))
    places = sheet_of(replace(site, newest=(told,))).notes[0].places

    assert [(place.words, place.anchors) for place in places] == [
        ("الموعد", ("_r-q1", "_r-q1.3")),
        ("ثابت", ("_r-q1.2",)),
    ]
    assert '<q><a href="#_r-cl1" role="doc-backlink">الموعد</a></q>' in sample["briefings/date.html"]


def test_notes_stand_in_parts() -> None:
    parts = {part.name: [listed.note.id for listed in part.notes] for part in sheet_of(make_sample()).note_parts}

    assert parts == {"placed": ["q1", "cl1"], "general": ["tr1"], "outside": ["f1"], "unplaced": ["lost"]}


@pytest.mark.parametrize("kind", ["event", "update", "claim", "figure", "quote"])
def test_what_happened_or_was_said_without_a_place_is_not_in_the_article(kind: str) -> None:
    assert general(kind).part == "outside"


@pytest.mark.parametrize("kind", ["context", "framing", "question", "assessment", "crossref"])
def test_what_is_thought_of_the_article_is_about_the_whole_of_it(kind: str) -> None:
    assert general(kind).part == "general"


def test_a_quote_without_a_body_weighs_nothing_and_names_its_speaker_shortly() -> None:
    notes = {listed.note.id: listed for listed in sheet_of(make_sample()).notes}

    assert notes["q1"].rank == 0
    assert notes["cl1"].rank > 0


def test_sources_come_in_the_order_of_their_use() -> None:
    listed = sheet_of(make_sample()).sources

    assert [(source.source.id.value, [note.id for note in source.notes]) for source in listed] == [("s_wire", ["cl1"])]


def test_rights_are_the_briefings_else_the_sites() -> None:
    site = make_sample()
    own = replace(site.settings, license=None)

    assert str(sheet_of(site).notes_license.wordings[0]) == "CC-BY-4.0"  # type: ignore[union-attr]
    assert sheet_of(replace(site, settings=own)).notes_license is None


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
    assert [str(wording) for wording in facing.paragraphs] == ["First"]


def test_paragraphs_keep_their_rows_where_one_has_no_translation() -> None:
    translated = briefing(
        translation("en", "Title", "Deck", "One", None, "Three"), roles="title deck paragraph paragraph paragraph"
    )
    facing = choose_facing(translated, edition("en"))

    assert facing
    assert str(facing.deck) == "Deck"
    assert [wording and str(wording) for wording in facing.paragraphs] == ["One", None, "Three"]


def test_what_is_before_the_title_is_translated_too() -> None:
    translated = briefing(
        translation("en", "Urgent 0417", None, "Title", "One"), roles="agency-line agency-line title paragraph"
    )
    facing = choose_facing(translated, edition("en"))

    assert facing
    assert [str(line) for line in facing.agency_lines] == ["Urgent 0417"]
    assert [str(wording) for wording in facing.paragraphs] == ["One"]


def test_a_translation_that_is_too_short_is_shown_as_far_as_it_goes() -> None:
    facing = choose_facing(briefing(translation("en", "Title"), roles="title paragraph"), edition("en"))

    assert facing
    assert facing.paragraphs == ()


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


@pytest.mark.parametrize(
    ("language", "words", "minutes"),
    [("ar", 0, 0), ("ar", 1, 1), ("ar", 138, 1), ("ar-EG", 139, 2), ("en", 228, 1), ("en", 1000, 5), ("fa", 185, 2)],
)
def test_begun_minutes_count(language: str, words: int, minutes: int) -> None:
    text = " ".join(["كلمة"] * words) + " — 、!"
    seed = Seed("a.txt", SourceText("seeds/a.txt", text), language, (Block("paragraph", Span(0, len(text))),))

    assert reading_minutes(seed) == minutes


LETTERS = "ابي ة\u0640\u064b\u200c\u200fʿʼaé1٣. ،«»'-\n\u00a0\u2028\u3000日ª²"


@given(st.one_of(st.text(LETTERS), st.text()))
def test_words_are_those_that_are_found_elsewhere(text: str) -> None:
    assert count_words(text) == len(split_words(text))


@pytest.mark.parametrize(
    ("updated", "revisions", "expected"),
    [
        (None, [], None),
        ("2024-05-02", [], "2024-05-02"),
        (None, ["2024-05-01", "2024-05-03"], "2024-05-03"),
        ("2024-05", ["2024-05-03"], "2024-05"),
        ("2024-04", ["2024-05-03"], "2024-05-03"),
        ("2024-05-03", ["2024-05-03~"], "2024-05-03"),
    ],
)
def test_the_latest_change_counts(updated: str | None, revisions: list[str], expected: str | None) -> None:
    sidecar = Sidecar(
        where=HERE,
        updated=date(updated) if updated else None,
        revisions=tuple(Revision(where=HERE, date=date(day)) for day in revisions),
    )

    assert last_revised(sidecar) == (date(expected) if expected else None)


def test_the_newest_change_comes_first() -> None:
    days = ("2024-05-01", "2024-06", "2024-05-01", "2023")
    sidecar = Sidecar(
        where=HERE,
        revisions=tuple(
            Revision(where=HERE, date=date(day), note=markdown(en=str(number))) for number, day in enumerate(days)
        ),
    )

    assert [str(revision.note.wordings[0]) for revision in list_revisions(sidecar) if revision.note] == list("1023")
