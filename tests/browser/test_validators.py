"""The validators find what is broken on purpose."""

from pathlib import Path

import pytest

from tests.browser.built_site import BuiltSite
from tests.browser.validators import find_html_errors, find_style_errors

PAGE = '<!doctype html><html lang="ar" dir="rtl"><meta charset="utf-8"><title>صفحة</title><p>{}</p></html>'
PHYSICAL = ("padding-left: 1em", "text-align: left", "float: right", "clear: left", "width: 3em", "direction: rtl")


@pytest.mark.usefixtures("nu_checker")
def test_the_nu_checker_names_page_place_and_fault(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "index.html").write_text(PAGE.format("نص"), encoding="utf-8")
    (tmp_path / "en" / "bad.html").write_text(PAGE.format("<a href=x><button>نص</button></a>"), encoding="utf-8")
    (found,) = find_html_errors(BuiltSite(tmp_path))
    assert (found.page, found.rule) == ("en/bad.html", "nu")
    assert found.detail.startswith("1:")
    assert "button" in found.detail


@pytest.mark.usefixtures("stylelint")
def test_logical_stylesheets_pass(tmp_path: Path) -> None:
    sheet = "@media (min-width: 30em) { p { margin-inline: 0 1em; text-align: start; float: inline-end } }"
    (tmp_path / "style.css").write_text(sheet)
    assert list(find_style_errors(BuiltSite(tmp_path))) == []


@pytest.mark.usefixtures("stylelint")
def test_each_physical_declaration_is_found_at_its_line(tmp_path: Path) -> None:
    (tmp_path / "style.css").write_text("p {\n" + "".join(f"{line};\n" for line in PHYSICAL) + "}\n")
    found = list(find_style_errors(BuiltSite(tmp_path)))
    assert {finding.rule for finding in found} == {"R30"}
    lines = {int(finding.detail.split(":")[0]) for finding in found}
    assert lines == set(range(2, 2 + len(PHYSICAL)))


@pytest.mark.usefixtures("stylelint")
def test_style_elements_are_checked_too(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(PAGE.format("<style>p { left: 0 }</style>"), encoding="utf-8")
    (found,) = find_style_errors(BuiltSite(tmp_path))
    assert found.page == "index.html <style>"
