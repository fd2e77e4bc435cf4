"""The search finds what readers mean: names in any spelling, half-remembered words, numbers, phrases."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.search.measure import SITE, ask, build, read_queries, report

FLOOR = 0.98
"""The share of queries that have what they mean among the first three results: it may only rise, to 0.98."""


@pytest.mark.slow
def test_what_is_meant_stands_among_the_first_three(browser: Browser, tmp_path: Path) -> None:
    page = browser.new_page()
    answers = ask(page, build(SITE, tmp_path), read_queries())
    page.close()
    share = sum(answer.is_right for answer in answers) / len(answers)
    assert share >= FLOOR, report(answers)
