"""What rows can be filtered by: values of registers and of single briefings, and how a split list tells it."""

import re
from html import unescape

import pytest

from tests.pages.ledger_folder import ledger_pages
from tests.pages.long_site import SHORT, long_site


def values_of(html: str, key: str) -> list[str]:
    """Return the values of a key in their order, each with its number of rows."""
    links = re.findall(rf'data-filter="{key}" data-value="([^"]*)".*?<span class="count">([^<]*)<', html)
    return [f"{unescape(value)} {rows}" for value, rows in links]


@pytest.mark.parametrize(
    ("page", "key", "expected"),
    [
        ("claims.html", "status", ["disputed 1", "unverified 2", "not_checkable 2"]),
        ("claims.html", "topic", ["water 3", "rain 2"]),
        ("claims.html", "speaker", ["_unnamed 2", "A diplomat 1", "A source 1", "badr 1", "ali 1", "The Teller 1"]),
        ("ar/claims.html", "speaker", ["_unnamed 2", "الراوي 1", "ali 1", "مصدر 1", "badr 1", "A diplomat 1"]),
        (
            "quotes.html",
            "speaker",
            ["_unnamed 2", "A diplomat 1", "An informed source 1", "ali 1", "The Teller 1", "author 1", "_nobody 1"],
        ),
        ("quotes.html", "stance", ["assert 1"]),
        ("quotes.html", "briefing", ["one 3", "two 3"]),
        ("timeline.html", "year", ["199X 1", "2023 1", "2024 2", "undated 1"]),
        ("timeline.html", "actor", ["ali 1", "cabinet 1"]),
        ("timeline.html", "place", ["cabinet 1"]),
    ],
)
def test_the_values_of_a_key(page: str, key: str, expected: list[str]) -> None:
    assert values_of(ledger_pages()[page], key) == expected


def test_only_the_key_of_the_groups_leads_to_headings() -> None:
    html = ledger_pages()["claims.html"]

    assert 'data-value="disputed" href="?status=disputed#_status-disputed"' in html
    assert 'data-value="A diplomat" href="?speaker=A%20diplomat"' in html


@pytest.mark.parametrize(("name", "rows"), [("claims", 66), ("quotes", 126), ("timeline", 66)])
def test_the_scripts_of_a_split_list_hold_all_its_rows_and_what_each_can_be_found_by(name: str, rows: int) -> None:
    pages = long_site().pages
    scripts = [pages[f"{name}.rows.{number}.js"] for number in range(1, -(-rows // SHORT.found) + 1)]

    assert [script.count("<li data-row>") for script in scripts[:-1]] == [SHORT.found] * (len(scripts) - 1)
    assert sum(script.count("<li data-row>") for script in scripts) == rows
    assert f"{name}.rows.{len(scripts) + 1}.js" not in pages
    found_by = re.search(r'takeFacets\("([^"]*)"', pages[f"{name}.rows.js"])
    assert found_by
    assert len(found_by[1].split("|")) == rows


def test_the_page_of_a_split_list_has_the_commonest_values_and_a_script_the_others() -> None:
    pages = long_site().pages
    listed, more = (len(values_of(pages[page], "speaker")) for page in ("quotes.html", "quotes.rows.js"))

    assert listed == SHORT.values
    assert more == 12 + 30 + 3 - listed  # those of the register, of single briefings, and author, unnamed and its name
