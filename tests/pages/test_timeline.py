import re

import pytest

from sitegen.pages.timeline import TimelineItem, group_by_time
from tests.pages.ledger_folder import ledger_pages
from tests.pages.long_site import long_site
from tests.pages.reading import place_in, section_with, text_of


def grouped(*dates: str) -> list[tuple[str, list[tuple[str, list[str]]]]]:
    years = group_by_time(TimelineItem(date, None) for date in dates)
    return [(year.date, [(month.date, [item.date for item in month.items]) for month in year.months]) for year in years]


@pytest.mark.parametrize(
    ("date", "year", "month"),
    [
        ("2024-05-02", "2024", "2024-05"),
        ("2024-05-02T10:00:00Z", "2024", "2024-05"),
        ("2024-05?", "2024", "2024-05"),
        ("2024-05-XX", "2024", "2024-05"),
        ("2024", "2024", ""),
        ("2024-XX", "2024", ""),
        ("2024~", "2024", ""),
        ("2023-24", "2023", "2023-24"),
        ("2024-05-30/2024-06-02", "2024", "2024-05"),
        ("2024-05/..", "2024", "2024-05"),
        ("../2024-05-02", "2024", "2024-05"),
        ("199X?", "199X", ""),
        ("19XX/2001", "19XX", ""),
        ("0000", "0000", ""),
        ("-0043-03-15", "-0043", "-0043-03"),
        ("Y17000", "Y17000", ""),
        ("Y-17000", "Y-17000", ""),
    ],
)
def test_a_date_stands_in_its_year_and_month(date: str, year: str, month: str) -> None:
    assert grouped(date) == [(year, [(month, [date])])]


def test_time_runs_on_and_what_has_no_date_is_last() -> None:
    assert grouped("", "2024-05-02", "2023-24", "2024", "2023-11", "2024-05") == [
        ("2023", [("2023-11", ["2023-11"]), ("2023-24", ["2023-24"])]),
        ("2024", [("", ["2024"]), ("2024-05", ["2024-05", "2024-05-02"])]),
        ("", [("", [""])]),
    ]


def test_the_sites_timeline_has_events_and_briefings_in_order() -> None:
    html = ledger_pages()["timeline.html"]
    title = r'(?:<h4 class="timeline-title">(?:<a [^>]*>)?|<p><a href="briefings/\w+\.html">)(.*?)<'
    items = [text_of(found) for found in re.findall(title, html)]

    assert items == ["Before all", "A winter", "The flood", "The river", "The river again", "The vote", "The handshake"]


def test_an_event_of_a_register_stands_once_with_what_differs() -> None:
    html = ledger_pages()["timeline.html"]
    flood = section_with(html, '<li data-row id="e_flood"')

    assert html.count('id="e_flood"') == 1
    assert 'href="briefings/one.html#e1"' in flood
    assert "1–2 May 2024" in text_of(place_in(flood, "briefings/two.html#e1"))
    assert 'href="actors/cabinet.html"' in flood


def test_certainty_is_told_in_words_and_what_we_add_is_marked() -> None:
    vote = text_of(
        section_with(
            ledger_pages()["timeline.html"], '<li data-row id="e_vote" class="timeline-planned timeline-added"'
        )
    )

    assert "Planned: announced for this date" in vote
    assert "July 2024 (uncertain)" in vote
    assert "From a note, not from the article" in vote
    assert "The date or the event is not certain" in vote


def test_headings_are_in_the_language_of_the_edition() -> None:
    assert "مايو/أيار 2024" in text_of(ledger_pages()["ar/timeline.html"])


def test_a_long_timeline_begins_with_its_years_and_its_end() -> None:
    html = long_site().pages["timeline.html"]

    assert re.findall(r'href="timeline\.(\d+)\.html">.*?<span class="count">(\d+)<', html) == [
        ("1999", "1"),
        ("2000", "16"),
        ("2001", "16"),
        ("2002", "16"),
        ("2003", "16"),
        ("2004", "1"),
    ]
    assert "Title 59" in html
    assert "Title 40" not in html


def test_the_pages_of_a_year_hold_all_its_events_once() -> None:
    pages = [long_site().pages[path] for path in long_site().parts("timeline.2001.html")]
    events = [found for html in pages for found in re.findall(r'<li data-row id="([^"]*)"', html)]

    assert sorted(events) == sorted(["e2", *(f"_b{number:03}.e1" for number in range(1, 60, 4))])
    assert len(pages) > 1


def test_an_event_of_many_briefings_has_all_its_places_on_pages_of_its_own() -> None:
    pages = [long_site().pages[path] for path in long_site().parts("events/e2.html")]
    places = [found for html in pages for found in re.findall(r'<li><a href="\.\./(\S+)#e2"', html)]

    assert sorted(places) == [f"briefings/b{number:03}.html" for number in range(60)]
