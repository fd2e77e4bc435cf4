"""The index: filed in each edition's own alphabet, whole on one page or cut, with every place of every entry."""

import re
from collections import Counter

from sitegen.language.editions import list_editions
from sitegen.pages.index import IndexLetter, plan_index
from tests.pages.long_site import SHORT, long_site
from tests.pages.reading import section_with
from tests.pages.sample_site import make_sample, make_settings


def letters_in(position: int) -> tuple[IndexLetter, ...]:
    site = make_sample()
    edition = list_editions(make_settings("ar", "en"))[position]
    (page,) = plan_index(site, edition)
    letters = page.fill()["letters"]
    assert isinstance(letters, tuple)
    return letters


def test_entries_are_filed_by_last_name_and_without_the_article() -> None:
    filed = {letter.letter: [line.id for line in letter.entries] for letter in letters_in(0)}

    assert filed == {
        "ب": ["rival"],
        "ج": ["_date-paper"],
        "ع": ["t_term", "minister"],
        "م": ["city"],
        "و": ["ministry"],
    }


def test_each_edition_files_in_its_own_alphabet() -> None:
    assert [letter.letter for letter in letters_in(1)] == ["A", "B", "D", "T", "ج", "و"]


def test_lines_lead_to_every_mention() -> None:
    lines = {line.id: line for letter in letters_in(0) for line in letter.entries}

    anchors = [occurrence.anchor for occurrence in lines["minister"].appearances[0].occurrences]
    assert anchors == ["_m18", "_m63"]
    assert lines["_date-paper"].address == "briefings/date.html#paper"
    assert lines["ministry"].appearances == ()


def test_every_page_of_a_long_index_has_its_entries_and_the_way_to_every_letter() -> None:
    pages = [long_site().pages[path] for path in long_site().parts("a-z.html")]
    entries = [re.findall(r'<li id="(\w[\w-]*)">', html) for html in pages]
    menus = {tuple(re.findall(r"_letter-(\d+)\"><bdi>", html.split("</nav>")[2])) for html in pages}

    assert max(map(len, entries)) == SHORT.entries
    counted = Counter(entry for page in entries for entry in page)
    assert len(counted) == 3 * 12 + 60
    assert set(counted.values()) == {1}
    assert len(pages) > 1
    assert len(menus) <= 2


def test_a_full_page_shows_the_newest_places_and_leads_to_the_entrys_page() -> None:
    (line,) = (
        section_with(html, '<li id="a0">')
        for path, html in long_site().pages.items()
        if path.startswith("a-z") and '<li id="a0">' in html
    )

    assert line.count("&nbsp;<span class=") == SHORT.places
    assert '<a href="actors/a0.html#_mentions">All: 60 briefings</a>' in line


def test_the_first_page_knows_the_folders_of_its_entries_for_the_script_that_leads_on() -> None:
    first, second = (long_site().pages[path] for path in long_site().parts("a-z.html")[:2])

    assert 'data-entries="actors" data-places="p0 p1 ' in first
    assert "assets/redirect.js" in first
    assert "data-entries" not in second
    assert 'data-entries="places"' in long_site().pages["places.html"]
    assert 'data-entries="actors"' in long_site().pages["actors.html"]
    assert 'data-entries="events"' in long_site().pages["timeline.html"]
