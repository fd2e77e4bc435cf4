"""The lists of actors, places and terms; long ones name their entries, which have pages of their own."""

import re
from pathlib import Path

from tests.pages.ledger_folder import FILES, build_pages, ledger_pages, write_folder
from tests.pages.long_site import NAMES, SHORT, long_site
from tests.pages.reading import section_with, text_of


def test_actors_stand_by_type_in_the_order_of_the_closed_set() -> None:
    html = ledger_pages()["actors.html"]

    assert re.findall(r'<h2 id="_(\w+)">', html) == ["person", "institution", "party"]
    assert re.findall(r'href="#_(\w+)">[^<]*<span class="count">(\d)', html) == [
        ("person", "2"),
        ("institution", "2"),
        ("party", "1"),
    ]


def test_many_actors_stand_on_several_pages_each_once() -> None:
    found = [
        re.findall(r'<h3><a href="actors/(\w+)\.html">', long_site().pages[path])
        for path in long_site().parts("actors.html")
    ]

    assert [len(actors) for actors in found] == [2 * SHORT.entries, len(NAMES) - 2 * SHORT.entries]
    assert len({actor for actors in found for actor in actors}) == len(NAMES)


def test_a_long_list_names_its_entries_under_their_ids_and_leads_to_their_pages() -> None:
    first, second = long_site().parts("places.html")
    lines = [
        re.findall(r'<li id="(\w+)"><span><a href="places/(\w+)\.html">', long_site().pages[path])
        for path in (first, second)
    ]

    assert [len(page) for page in lines] == [SHORT.names, len(NAMES) - SHORT.names]
    assert all(entry == page for found in lines for entry, page in found)


def test_an_entrys_own_page_says_all_of_it_and_leads_to_every_place() -> None:
    html = long_site().pages["terms/t3.html"]

    assert "<h1>Dalalism</h1>" in html
    assert "What Dalal does." in text_of(html)
    assert sorted(re.findall(r'href="\.\./briefings/b(\d+)\.html#_m', html)) == ["003", "015", "027", "039", "051"]


def test_mentions_in_articles_and_references_lead_to_the_entrys_own_page() -> None:
    html = long_site().pages["briefings/b004.html"]

    assert 'data-place="p8" data-start="' in html
    assert 'href="../places/p8.html"' in html
    assert 'href="../terms/t3.html"' in html
    assert "places.html#" not in html


NAMES_OVER_TIME = """
places:
  - id: capital
    name: Astana
    names: [{name: Nur-Sultan}, {name: Astana, from: "2022-09-19"}, {name: Former, to: "1998"}]
"""


def test_a_name_lasted_until_the_next_one_began_and_the_names_share_a_label(tmp_path: Path) -> None:
    pages = build_pages(write_folder(tmp_path, {**FILES, "content/places.yaml": NAMES_OVER_TIME}))
    names = section_with(pages["places.html"], '<dl class="fact-pairs">')

    assert text_of(names.replace("</dd>", "; ")) == (
        "Name over timeNur-Sultan until 19 September 2022; Astana since 19 September 2022; Former until 1998;"
    )
