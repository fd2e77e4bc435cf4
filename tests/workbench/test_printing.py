"""Pages as PDF: printed by the browser that is there, and told how to get one where none is."""

import os
from pathlib import Path

import pytest

from sitegen.refusal import Refusal
from sitegen.workbench.printing import BROWSER, find_browser, print_page
from tests.browser.inspection import CHROMIUM
from tests.needs import need


def test_without_a_browser_it_is_told_how_to_get_one(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match=f"install Chromium, or name its program by {BROWSER}=PATH"):
        find_browser({"PATH": str(tmp_path)})
    with pytest.raises(Refusal, match=r"`no-such` \(SITEGEN_BROWSER\) is no program"):
        find_browser({**os.environ, BROWSER: "no-such"})


def test_a_page_is_printed(tmp_path: Path) -> None:
    need(str(CHROMIUM), found=CHROMIUM.exists())
    page = tmp_path / "page.html"
    page.write_text("<!DOCTYPE html><title>x</title><p>ماء", "utf-8")
    made = print_page(page, find_browser({**os.environ, BROWSER: str(CHROMIUM)}), os.environ)
    assert made.startswith(b"%PDF-")
    assert made.rstrip().endswith(b"%%EOF")


def test_a_browser_that_prints_nothing_is_told(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="printed nothing"):
        print_page(tmp_path / "page.html", "true", os.environ)
