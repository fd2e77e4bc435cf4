"""The site's pages as templates make them, its menu, and what is told of editions without words of their own."""

import re
from collections.abc import Callable
from dataclasses import replace
from html import unescape
from pathlib import PurePosixPath
from posixpath import dirname, join, normpath
from typing import cast

import html5lib
import pytest

from sitegen.language.editions import list_editions
from sitegen.model.problems import Problem, Report
from sitegen.pages.page_renderer import PageRenderer, report_missing_words
from sitegen.records.library import Library
from tests.pages.long_site import long_site
from tests.pages.sample_site import SEED_TEXT, THEME, make_sample, make_settings, render_pages

Pages = dict[str, str]


def text_of(html: str) -> str:
    """Return what a reader sees of some HTML, white space as it stands."""
    return unescape(re.sub(r"<[^>]*>", "", html))


def element(html: str, start: str) -> str:
    """Return the HTML from a line's beginning to the list item's or paragraph's end."""
    return html[html.index(start) :].split("\n</li>", 1)[0]


def test_every_edition_has_the_same_pages(sample: Pages) -> None:
    pages = {path for path in sample if path.endswith(".html") and path != "404.html"}
    arabic = {path for path in pages if not path.startswith("en/")}

    assert {path.removeprefix("en/") for path in pages - arabic} == arabic
    assert arabic >= {
        "index.html",
        "briefings/date.html",
        "actors.html",
        "actors/minister.html",
        "a-z.html",
        "places.html",
        "terms.html",
        "sources.html",
        "topics/budget.html",
        "about.html",
    }


def test_the_output_is_the_same_each_time() -> None:
    first, second = (list(render_pages(make_sample(), Report(), templates=(THEME,))) for _ in range(2))

    assert first == second


def test_pages_are_html_without_parse_errors(sample: Pages) -> None:
    for path, html in sample.items():
        if path.endswith(".html"):
            parser = html5lib.HTMLParser(strict=False)
            parser.parse(html)
            known = {"unexpected-inline-element-in-table"}
            assert [error for error in parser.errors if error[1] not in known] == [], path


def test_ids_are_unique_and_links_within_the_site_resolve(sample: Pages) -> None:
    ids = {path: re.findall(r'\sid="([^"]*)"', html) for path, html in sample.items() if path.endswith(".html")}
    for path, found in ids.items():
        assert len(found) == len(set(found)), path
        for link in re.findall(r'(?:href|src)="([^"]*)"', sample[path]):
            if re.match(r"[a-z]+:", link) or path == "404.html" or link.endswith((".xml", ".json", ".csv", ".tbx")):
                continue
            target, _, fragment = link.partition("#")
            target, _, _ = target.partition("?")
            file = normpath(join(dirname(path), target)) if target else path
            assert file in sample, (path, link)
            assert not fragment or fragment in ids[file], (path, link)


def test_language_and_direction_are_the_editions(sample: Pages) -> None:
    assert '<html lang="ar" dir="rtl">' in sample["briefings/date.html"]
    assert '<html lang="en" dir="ltr">' in sample["en/briefings/date.html"]


@pytest.mark.parametrize("path", ["briefings/date.html", "en/briefings/date.html"])
def test_the_article_is_the_seeds_own_text(sample: Pages, path: str) -> None:
    seeds = re.findall(r'<div [^>]*data-seed="date.txt" lang="ar" dir="rtl">(.*?)</div>', sample[path], re.DOTALL)
    bare = [re.sub(r"<sup [^>]*data-generated[^>]*>.*?</sup>", "", seed) for seed in seeds]

    assert [text_of(seed) for seed in bare] == [line for line in SEED_TEXT.split("\n") if line]


def test_each_note_stands_once_with_links_back(sample: Pages) -> None:
    html = sample["briefings/date.html"]

    assert re.findall(r'<li id="(\w+)" data-note="(\w+)"', html) == [
        (note, note) for note in ("q1", "cl1", "tr1", "f1", "lost")
    ]
    claim = element(html, '<li id="cl1"')
    assert re.findall(r'href="#(_r-[^"]*)" role="doc-backlink"', claim) == ["_r-cl1", "_r-cl1.2"]


def test_a_claim_takes_from_its_entry_what_it_does_not_say(sample: Pages) -> None:
    claim = element(sample["en/briefings/date.html"], '<li id="cl1"')

    assert "The date stands" in claim
    assert "Disputed" in claim
    assert "Speaks against it" in claim
    assert "May\u00a02024" in claim
    assert "Possibly true" in claim


def test_figures_and_translations_show_their_own_keys(sample: Pages) -> None:
    html = sample["en/briefings/date.html"]

    assert "About 12,500 pounds" in text_of(element(html, '<li id="f1"'))
    assert '<q class="original" lang="en" dir="ltr">The date “stands”</q>' in element(html, '<li id="tr1"')


def test_notes_that_were_not_placed_are_shown_as_such(sample: Pages) -> None:
    after = sample["en/briefings/date.html"].split("Not placed: the article does not have these words", 1)[1]

    assert 'data-note="lost"' in after


def test_what_is_missing_is_shown_without_a_link(sample: Pages) -> None:
    html = sample["briefings/date.html"]

    assert '<span class="unlinked"><bdi>gone#x</bdi></span>' in html
    assert '<span class="unlinked"><bdi>hidden</bdi></span>' in html


def test_the_cast_shows_the_roles_of_the_articles_date(sample: Pages) -> None:
    cast = sample["en/briefings/date.html"].split('id="_cast"', 1)[1].split("</section>", 1)[0]

    assert "Finance minister" in cast
    assert "Deputy" not in cast
    assert 'id="paper"' in cast


def test_rights_of_article_and_notes_stand_apart(sample: Pages) -> None:
    article, notes = re.findall(
        r"<dt>(?:Rights in the article|Licence of the notes)</dt><dd>(.*?)</dd>", sample["en/briefings/date.html"]
    )

    assert article == "With their owners. No licence of this site covers the article."
    assert 'href="https://creativecommons.org/licenses/by/4.0/"' in notes


def test_a_draft_is_marked(sample: Pages) -> None:
    assert "Draft: not published" in sample["en/briefings/english.html"]
    assert "Draft: not published" not in sample["en/briefings/date.html"]


def test_markup_in_texts_is_shown_as_text(sample: Pages) -> None:
    for path, html in sample.items():
        if path.endswith(".html"):
            assert "<delayed>" not in html, path
            assert "<new>" not in html, path


def test_a_dossier_links_to_every_mention_in_its_sentence(sample: Pages) -> None:
    html = sample["actors/minister.html"]
    sentence = html.split('<ol class="passages"', 1)[1].split(">", 1)[1].split("</ol>", 1)[0]

    assert text_of(sentence).strip() == SEED_TEXT.split("\n")[2]
    assert '<a href="../briefings/date.html#_m18">سامي العلي</a>' in sentence
    assert '<a href="../briefings/date.html#_m63">العلي</a>' in sentence
    assert 'href="../briefings/date.html#q1"' in html


def test_relations_are_shown_from_both_sides(sample: Pages) -> None:
    assert "Succeeded" in sample["en/actors/minister.html"]
    assert "Preceded" in sample["en/actors/rival.html"]
    assert "Finance minister" in sample["en/actors/ministry.html"]


def test_texts_without_a_wording_are_marked_with_their_language(sample: Pages) -> None:
    assert '<h1><bdi lang="ar" dir="rtl">الوزارة</bdi></h1>' in sample["en/actors/ministry.html"]
    assert '<h1><bdi lang="en" dir="ltr">About</bdi></h1>' in sample["about.html"]


def test_alternates_and_canonical_need_an_address(sample: Pages, render: Callable[..., Pages]) -> None:
    with_url, without = sample["en/a-z.html"], render("ar", "en", url="")["en/a-z.html"]

    assert '<link rel="canonical" href="https://example.org/news/en/a-z.html">' in with_url
    assert '<link rel="alternate" hreflang="ar" href="https://example.org/news/a-z.html">' in with_url
    assert "canonical" not in without
    assert 'rel="alternate"' not in without


def test_404_has_absolute_links_and_both_languages(sample: Pages) -> None:
    html = sample["404.html"]

    assert 'href="/news/assets/style.css"' in html
    assert 'href="/news/en/a-z.html"' in html
    assert "الصفحة غير موجودة" in html
    assert "Page not found" in html


def test_digits_follow_the_setting_in_arabic_script_alone(render: Callable[..., Pages]) -> None:
    pages = render("ar", "en", digits="arab")

    assert "٢٠٢٤" in pages["briefings/date.html"]
    assert "٢٠٢٤" not in pages["en/index.html"]


def test_an_edition_without_an_interface_shows_english_and_says_so(render: Callable[..., Pages]) -> None:
    site = make_sample()
    assert site
    pages = render("ar", "fr")

    assert '<html lang="fr" dir="ltr">' in pages["fr/actors.html"]
    assert '<h1><bdi lang="en" dir="ltr">Actors</bdi></h1>' in pages["fr/actors.html"]
    assert "<bdi" not in pages["fr/actors.html"].split("<title>", 1)[1].split("</title>", 1)[0]


def test_the_theme_asks_no_other_host_and_keeps_styles_and_scripts_in_files(sample: Pages) -> None:
    for path, content in sample.items():
        if PurePosixPath(path).suffix == ".css":
            assert "@import" not in content, path
            assert not re.search(r"url\((?!\"?[\w-]+\.)", content), path
        if PurePosixPath(path).suffix == ".html":
            scripts = re.findall(r"<script(?![^>]*application/ld\+json)[^>]*>", content)
            assert [tag for tag in scripts if not re.search(r' src="[./]*(?:news/)?assets/\w+\.js"', tag)] == [], path
            assert not re.search(r"<style|\sstyle=|\son\w+=\"", content), path


def test_assets_and_the_marker_for_github_pages_are_there(sample: Pages) -> None:
    assert {"assets/style.css", "assets/icon.svg", ".nojekyll"} <= set(sample)


def test_every_link_of_a_site_with_long_lists_leads_to_what_it_names() -> None:
    pages = long_site().pages
    ids = {path: re.findall(r'\bid="([^"]+)"', html) for path, html in pages.items()}
    lost = [
        (path, link)
        for path, html in pages.items()
        if path != "404.html"
        for link in re.findall(r'href="([^"]+\.html(?:#[^"]*)?|#[^"]+)"', html)
        if not link.startswith("https:") and not _is_found(path, link, ids)
    ]

    assert lost == []
    assert all(len(set(found)) == len(found) for found in ids.values())


def _is_found(path: str, link: str, ids: dict[str, list[str]]) -> bool:
    file, _, fragment = link.partition("#")
    target = normpath(join(dirname(path), file)) if file else path
    return target in ids and (not fragment or fragment in ids[target])


def test_plans_read_lines_alone() -> None:
    """A page's share of a list is known before anything that it shows is looked up."""
    site = long_site().site
    renderer = PageRenderer(replace(site, library=cast("Library", _LinesAlone(site.library))), templates=(THEME,))

    planned = [page.address for family in renderer.families(renderer.editions[0]) for page in family.plan()]

    assert len(planned) == len(set(planned)) > 100


class _LinesAlone:
    """A library of which nothing but lines may be asked."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def __getattr__(self, name: str) -> object:
        assert name not in {"abstract", "find", "heads", "note", "sentences", "definitions"}, name
        return getattr(self._library, name)


def problems_of(*languages: str) -> list[Problem]:
    settings, report = make_settings(*languages), Report()
    report_missing_words(list_editions(settings), settings, report)
    return list(report)


def test_languages_with_an_interface_are_passed_over() -> None:
    assert problems_of("ar", "fa-AF", "he", "en") == []


def test_a_language_without_an_interface_is_told() -> None:
    (problem,) = problems_of("ar", "ku")

    assert problem.code == "no-interface-language"
    assert problem.found == "ku"
    assert problem.help == "languages with an interface: ar, en, fa, he"
