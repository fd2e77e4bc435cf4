"""Lists of briefings, cut into pages: the newest first, the old ones where they always were."""

import re

from tests.pages.ledger_folder import ledger_pages
from tests.pages.long_site import BRIEFINGS, SHORT, long_site
from tests.pages.reading import section_with, text_of


def titles(path: str) -> list[str]:
    return [text_of(title) for title in re.findall(r'class="card-title">(.*?)</h2>', long_site().pages[path])]


def test_every_briefing_has_one_card_and_no_page_has_too_many() -> None:
    pages = [titles(path) for path in long_site().parts("index.html")]

    assert sorted(title for page in pages for title in page) == sorted(f"Title {n}" for n in range(BRIEFINGS))
    assert all(len(page) <= 2 * SHORT.cards for page in pages)
    assert len(pages) > 1


def test_the_newest_stand_on_the_first_page_and_the_oldest_on_page_1() -> None:
    assert titles("index.html")[0] == f"Title {BRIEFINGS - 1}"
    assert titles("index.1.html")[-1] == "Title 0"


def test_the_first_page_leads_to_the_page_on_which_each_year_begins() -> None:
    years = re.findall(r'<li><a href="(index\S*html)"><time datetime="(\d+)">', long_site().pages["index.html"])

    assert [year for _, year in years] == ["2004", "2003", "2002", "2001", "2000"]
    assert all(f'datetime="{year}-12' in long_site().pages[page] for page, year in years)


def test_pages_behind_the_first_lead_back_and_leave_out_what_it_said() -> None:
    html = long_site().pages["index.4.html"]

    assert '<h1><a href="index.html">' in html
    assert '<nav class="aids"' not in html
    assert '<a href="index.4.html" aria-current="page">4</a>' in html


def test_the_briefings_of_a_topic_are_cut_alike() -> None:
    assert len(long_site().parts("topics/water.html")) == len(long_site().parts("index.html"))
    assert "60 briefings" in text_of(long_site().pages["topics/water.html"])


def test_a_topic_has_its_briefings_by_date() -> None:
    titles = re.findall(r'class="card-title">(.*?)</h2>', ledger_pages()["topics/water.html"])

    assert [text_of(title) for title in titles] == ["The river again", "The river"]


def test_the_other_topics_of_its_briefings_stand_below() -> None:
    others = ledger_pages()["topics/water.html"].split("Other topics", 1)[1]

    assert re.findall(r'href="(\w+)\.html">[^<]*<span class="count">(\d)', others) == [("rain", "1")]
    assert "Other topics" not in ledger_pages()["topics/snow.html"]


def test_the_newest_briefing_leads_with_its_claims_that_hold_least() -> None:
    html = ledger_pages()["index.html"]
    lead = section_with(html, '<article class="lead-card"')

    assert text_of(section_with(lead, '<h2 class="card-title">')) == "The river again"
    assert text_of(section_with(lead, '<section class="lead-claims"')) == (
        "Claims put to the test Outdated The level is rising. Unverified Yes is true."
    )
    assert 'href="briefings/two.html#c1"' in lead
    assert html.count('href="briefings/two.html"') == 1


def test_a_row_says_how_many_notes_and_claims_there_are_and_how_many_are_disputed() -> None:
    row = section_with(ledger_pages()["index.html"], '<li class="card"')

    assert text_of(section_with(row, '<p class="meta">')) == "7 notes 2 claims 1 of them disputed"


def test_doors_with_numbers_lead_to_what_lies_across_the_briefings() -> None:
    doors = section_with(ledger_pages()["index.html"], '<nav class="doors"')

    assert re.findall(r'href="(\S+)"', doors) == ["claims.html", "actors.html", "timeline.html"]
    assert text_of(doors) == "5 Claims 1 of them disputed 5 Actors 5 Events"
