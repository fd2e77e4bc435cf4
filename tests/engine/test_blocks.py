"""What an article is, from its files to all that shows it: agency lines, title, deck, paragraphs."""

import json
import re
from html import unescape
from pathlib import Path

import pytest

from sitegen.build import Build, BuildOptions, make_site
from tests.documentation import write_files

WIRE = """XYZ0123 4 I 0310 MAR /AGY-CB77
WATER-SUMMIT

قمة في الوادي تبحث تقاسم المياه

الوزراء يختلفون

عمّان 10-3 (وكالة) - اجتمع وزراء المياه الثلاثاء في الوادي.
ولم يصدر عن الاجتماع بيان مشترك.
"""
WRAPPED = """قمة في الوادي
تبحث  تقاسم المياه

الوزراء يختلفون

قالت وزيرة المياه ليلى
حداد إن الماء حق، ثم
غادرت.
"""
SETTINGS = "title: Site\nlanguages: [ar, en]\nurl: https://example.org/\n"


def build(root: Path, article: str, sidecar: str, *, settings: str = SETTINGS) -> Build:
    files = {
        "content/site.yaml": settings,
        "seeds/wire.txt": article,
        "content/briefings/wire.yaml": sidecar,
        "content/actors.yaml": "actors: [{id: haddad, type: person, name: {ar: ليلى حداد}}]\n",
    }
    return make_site(BuildOptions(root=write_files(root, files)))


def file_of(built: Build, path: str) -> str:
    (content,) = (file.content for file in built.artifacts if file.path == path)
    return content.decode()


def blocks_of(page: str) -> list[tuple[str, int, str]]:
    """Return role, offset and text of each block, without what was generated."""
    found = re.findall(r'<(h1|p) data-block="([a-z-]+)" data-start="(\d+)"[^>]*>(.*?)</\1>', page, flags=re.DOTALL)
    return [(role, int(start), unescape(re.sub(r"<[^>]*>", "", inner))) for _, role, start, inner in found]


def told(built: Build) -> list[str]:
    return [f"{one.code} {one.where.line}:{one.where.column} {one.help}" for one in built.report]


@pytest.mark.parametrize(
    ("sidecar", "roles"),
    [
        ("annotations: []", "title paragraph paragraph paragraph paragraph paragraph"),
        ("headline: 3", "agency-line agency-line title deck paragraph paragraph"),
        ('headline: "3"', "agency-line agency-line title deck paragraph paragraph"),
        ("headline: تقاسم المياه", "agency-line agency-line title deck paragraph paragraph"),
        ("headline: {exact: في الوادي, occurrence: 1}", "agency-line agency-line title deck paragraph paragraph"),
        ("headline: 3\ndeck: false", "agency-line agency-line title paragraph paragraph paragraph"),
        ("headline: 2\ndeck: true", "agency-line title deck paragraph paragraph paragraph"),
        ("headline: 1\ndeck: true", "title deck paragraph paragraph paragraph paragraph"),
        ("headline: 6", "agency-line agency-line agency-line agency-line agency-line title"),
    ],
)
def test_the_sidecar_says_which_block_is_the_title(sidecar: str, roles: str, tmp_path: Path) -> None:
    built = build(tmp_path, WIRE, sidecar)
    assert told(built) == []
    for path in ("briefings/wire.html", "en/briefings/wire.html"):
        blocks = blocks_of(file_of(built, path))
        assert [role for role, _, _ in blocks] == roles.split()
        assert [text for _, _, text in blocks] == [line for line in WIRE.split("\n") if line]
        assert all(WIRE.startswith(text, start) for _, start, text in blocks)


@pytest.mark.parametrize("sidecar", ["headline: 7", "headline: 0", "headline: 70000000000", "headline: المياه¶الوزراء"])
def test_a_headline_that_is_no_block_is_told_with_the_number_of_one(sidecar: str, tmp_path: Path) -> None:
    (problem,) = told(build(tmp_path / "wrong", WIRE, sidecar))
    assert problem.startswith("unknown-value 1:11 ")
    mended = problem.partition("\n")[2]
    assert mended == "headline: 3"
    assert told(build(tmp_path / "mended", WIRE, mended)) == []


@pytest.mark.parametrize("quote", ["كلمات ليست في المقال", "قمة في الوادي تبحث تقسيم المياه", "المياه"])
def test_words_that_settle_no_block_are_told_as_those_of_notes_are(quote: str, tmp_path: Path) -> None:
    (problem,) = told(build(tmp_path, WIRE, f"headline: {quote}"))
    assert problem.startswith("anchor-")
    assert problem.endswith("\nheadline: 3")


def test_the_title_after_agency_lines_serves_all_that_name_the_briefing(tmp_path: Path) -> None:
    built = build(tmp_path, WIRE, "headline: 3\n")
    title = "قمة في الوادي تبحث تقاسم المياه"
    assert f"<title>{title} · Site</title>" in file_of(built, "briefings/wire.html")
    for path in ("index.html", "feed.xml", "feed.json", "data/site.json", "briefings/wire.html"):
        text = file_of(built, path)
        assert title in text, path
    assert "XYZ0123" not in file_of(built, "index.html")


def test_a_title_in_the_articles_own_language_serves_lists_and_the_heading_stays_the_seeds(tmp_path: Path) -> None:
    sidecar = "headline: 3\ntitle: {ar: قمة المياه, en: Water summit}\n"
    built = build(tmp_path, WIRE, sidecar)
    page = file_of(built, "briefings/wire.html")
    assert "<title>قمة المياه · Site</title>" in page
    assert '<meta property="og:title" content="قمة المياه">' in page
    assert '"headline": "قمة المياه"' in page.replace('":"', '": "')
    assert [text for role, _, text in blocks_of(page) if role == "title"] == ["قمة في الوادي تبحث تقاسم المياه"]
    for path in ("index.html", "feed.xml", "feed.json"):
        assert "قمة المياه" in file_of(built, path), path
        assert "Water summit" in file_of(built, f"en/{path}"), path
    (briefing,) = json.loads(file_of(built, "data/site.json"))["briefings"]
    assert briefing["title"] == {"ar": "قمة المياه", "en": "Water summit"}


def test_a_title_without_a_language_is_in_the_articles_own(tmp_path: Path) -> None:
    built = build(tmp_path, WIRE, "headline: 3\ntitle: قمة المياه\n")
    assert "<title>قمة المياه · Site</title>" in file_of(built, "briefings/wire.html")


def test_a_translation_has_an_item_for_each_agency_line_and_its_title_is_the_titles(tmp_path: Path) -> None:
    items = ["~", "~", "A summit", "Ministers differ", "They met.", "~"]
    lines = "".join(f"    - {item}\n" for item in items)
    built = build(tmp_path, WIRE, f"headline: 3\ntranslation:\n  en:\n{lines}")
    assert told(built) == []
    assert "A summit" in file_of(built, "en/index.html")
    page = file_of(built, "en/briefings/wire.html")
    assert "<title>A summit · Site</title>" in page
    assert '<p class="translated-deck">Ministers differ</p>' in page


def test_translations_of_agency_lines_and_deck_are_shown_without_one_of_the_title_too(tmp_path: Path) -> None:
    items = ["Water & rivers, urgent", "~", "~", "Ministers differ", "They met.", "~"]
    lines = "".join(f"    - {item}\n" for item in items)
    built = build(tmp_path, WIRE, f"headline: 3\ntranslation:\n  en:\n{lines}")
    assert told(built) == []
    page = file_of(built, "en/briefings/wire.html")
    assert '<p class="translated-agency-line">Water &amp; rivers, urgent</p>' in page
    assert '<p class="translated-deck">Ministers differ</p>' in page
    assert "translated-title" not in page
    assert 'class="translated"' not in file_of(built, "briefings/wire.html")


@pytest.mark.parametrize("where", ["site", "sidecar"])
def test_runs_of_lines_are_blocks_where_blank_lines_part_them(where: str, tmp_path: Path) -> None:
    key = "paragraphs: blank-line\n"
    notes = "annotations: [{kind: context, at: ثم غادرت, body: x}, {kind: context, at: تبحث  تقاسم, body: x}]\n"
    sidecar, settings = (notes + key, SETTINGS) if where == "sidecar" else (notes, SETTINGS + key)
    built = build(tmp_path, WRAPPED, sidecar, settings=settings)
    assert told(built) == []
    page = file_of(built, "briefings/wire.html")
    assert [(role, text) for role, _, text in blocks_of(re.sub(r"<sup.*?</sup>", "", page))] == [
        ("title", "قمة في الوادي\nتبحث  تقاسم المياه"),
        ("paragraph", "الوزراء يختلفون"),
        ("paragraph", "قالت وزيرة المياه ليلى\nحداد إن الماء حق، ثم\nغادرت."),
    ]
    assert "<title>قمة في الوادي تبحث  تقاسم المياه · Site</title>" in page
    assert re.search(r'data-actor="haddad"[^>]*>ليلى\nحداد</a>', page)


def test_invisible_lines_part_blocks_on_the_page(tmp_path: Path) -> None:
    article = "عنوان\n\u200f\nمقدمة\n\u200b\ufeff\nنص.\nنص آخر.\n\u061c\n"
    built = build(tmp_path, article, "annotations: []")
    assert [(role, text) for role, _, text in blocks_of(file_of(built, "briefings/wire.html"))] == [
        ("title", "عنوان"),
        ("deck", "مقدمة"),
        ("paragraph", "نص."),
        ("paragraph", "نص آخر."),
    ]


def test_a_draft_that_is_left_out_is_told_nothing_of_its_characters(tmp_path: Path) -> None:
    article, summary = "عنوان\nقال \u202eكلمة.\n", 'summary: "\u202eكلمة"\n'
    assert told(build(tmp_path / "draft", article, f"draft: true\n{summary}")) == []
    assert [one.split()[0] for one in told(build(tmp_path / "shown", article, summary))] == ["bidi-control"] * 2
