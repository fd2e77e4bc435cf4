"""This repository's own site, both editions: built as its editors build it, looked at as its readers do."""

import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import ClassVar

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.built_site import BuiltSite, Finding, expect_none, is_redirect
from tests.browser.inspection import (
    DESK_IN_THE_DARK,
    WITHOUT_SCRIPTS,
    find_barriers,
    find_what_needs_scripts,
    inspect,
    look_at,
)
from tests.browser.links import find_broken_links
from tests.browser.paper import texts_by_page
from tests.browser.policy import find_policy_faults
from tests.browser.validators import find_html_errors, find_style_errors

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
EDITIONS = ("ar", "en")
# What `inspect` answers on each page; rules.js says what each rule is.
CHECKS = (
    *("axe", "policy", "requests", "scripts", "without-scripts"),
    *("R01", "R02", "R03", "R04", "R10", "R11", "R12", "R13", "R14", "R15", "R16"),
    *("R20", "R21", "R22", "R23", "R26", "R27", "R30"),
)

Inspect = Callable[[str], list[Finding]]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    built = BuiltSite(tmp_path_factory.mktemp("built") / "site", languages=EDITIONS)
    command = [sys.executable, "-m", "sitegen", "-C", str(ROOT), "build", "--base-url", built.address]
    done = subprocess.run(
        [*command, "--output", str(built.folder)],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return built


@pytest.fixture(scope="session")
def findings_in(browser: Browser, site: BuiltSite) -> Inspect:
    """Return a function that gives all findings in an edition, looked for once."""
    return cache(lambda language: inspect(browser, site, site.edition(language)))


def test_both_editions_have_the_same_pages(site: BuiltSite) -> None:
    first, second = ({site.name_of(page) for page in site.edition(language)} for language in EDITIONS)
    assert {f"en/{name}" for name in first - {"404.html"}} == second


def test_the_site_has_all_kinds_of_pages(site: BuiltSite) -> None:
    names = {site.name_of(page) for page in site.pages}
    expected = {"index.html", "actors.html", "a-z.html", "places.html", "terms.html", "sources.html"}
    assert expected | {f"en/{name}" for name in expected} | {"404.html"} <= names
    for folder in ("briefings", "actors", "en/briefings", "en/actors"):
        assert any(name.startswith(f"{folder}/") for name in names), folder


class EditionChecks:
    """The checks of one edition; a class each, so that two workers take one edition each."""

    language: ClassVar[str]

    @pytest.mark.parametrize("check", CHECKS)
    def test_no_finding(self, findings_in: Inspect, check: str) -> None:
        expect_none(finding for finding in findings_in(self.language) if finding.rule == check)

    def test_every_finding_belongs_to_a_check(self, findings_in: Inspect) -> None:
        assert {finding.rule for finding in findings_in(self.language)} <= set(CHECKS)


class TestArabicEdition(EditionChecks):
    language = "ar"


class TestEnglishEdition(EditionChecks):
    language = "en"


@pytest.mark.stress
def test_every_page_is_good_in_the_dark_and_without_scripts(site: BuiltSite, browser: Browser) -> None:
    """`inspect` looks at a few of each template in these ways."""
    pages = [page for page in site.pages if not is_redirect(page)]
    expect_none(look_at(browser, site, pages, DESK_IN_THE_DARK, (find_barriers,)))
    expect_none(look_at(browser, site, pages, WITHOUT_SCRIPTS, (find_what_needs_scripts,)))


def test_no_page_holds_what_its_policy_forbids(site: BuiltSite) -> None:
    expect_none(find_policy_faults(site))


def test_a_briefing_prints_on_few_full_pages(site: BuiltSite, page: Page) -> None:
    page.goto((site.folder / "briefings/kazakhstan-csto-withdrawal.html").as_uri())
    page.wait_for_selector("[data-laid]", state="attached")
    page.emulate_media(media="print")
    assert page.locator(".points li").last.is_visible()
    assert not page.locator(".masthead").is_visible()
    address = "getComputedStyle(document.querySelector('.source-list [href^=http]'), '::after').content"
    assert "https://" in page.evaluate(address)
    texts = texts_by_page(page.pdf(format="A4"))
    assert len(texts) <= 16
    assert min(texts[:-1]) > max(texts) / 4, texts


def test_every_link_and_fragment_resolves(site: BuiltSite) -> None:
    expect_none(find_broken_links(site))


@pytest.mark.usefixtures("nu_checker")
def test_the_nu_checker_finds_no_error(site: BuiltSite) -> None:
    expect_none(find_html_errors(site))


@pytest.mark.usefixtures("stylelint")
def test_the_stylesheets_are_logical(site: BuiltSite) -> None:
    expect_none(find_style_errors(site))
