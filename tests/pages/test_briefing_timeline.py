"""A briefing's own timeline: its events and what came after, each fact once."""

import re
from pathlib import Path

from tests.pages.ledger_folder import FILES, build_pages, ledger_pages, write_folder
from tests.pages.reading import section_with, text_of

SECTION = '<section class="briefing-timeline" id="_timeline"'


def test_it_has_the_events_and_what_came_after_and_says_once_what_bold_letters_mean() -> None:
    timeline = section_with(ledger_pages()["briefings/two.html"], SECTION)

    assert [text_of(date) for date in re.findall(r'<p class="timeline-date">(.*?)</p>', timeline)] == [
        "1990s",
        "winter 2023",
        "1–2 May 2024",
        "August 2024",
    ]
    assert 'href="#u1"' in timeline
    assert timeline.count("timeline-added") == 3
    assert timeline.count("In bold what the article tells; notes add the rest.") == 1


TWICE = """
lang: en
published: "2024-05-03"
annotations:
  - {id: q1, kind: quote, at: the level is rising}
  - {id: e1, kind: event, at: the flood, entry: e_flood}
  - {id: u1, kind: update, date: "2024-05-02", title: It fell the same day, refs: [e1]}
  - {id: u2, kind: update, date: "2024-05-02", title: The register says so, refs: [e_flood]}
  - {id: u3, kind: update, date: "2024-05-02", title: Another matter}
  - {id: u4, kind: update, date: "2024-06", title: Later, refs: [e1]}
"""


def test_an_update_of_an_events_day_that_refers_to_it_is_the_same_fact(tmp_path: Path) -> None:
    pages = build_pages(write_folder(tmp_path, {**FILES, "content/briefings/one.yaml": TWICE}))
    timeline = section_with(pages["briefings/one.html"], SECTION)
    facts = [text_of(fact) for fact in re.findall(r'<p class="timeline-title">(.*?)</p>', timeline, re.DOTALL)]

    assert facts == [
        "The flood note 2 note 3 note 4",
        "Another matter From a note, not from the article note 5",
        "Later From a note, not from the article note 6",
    ]
