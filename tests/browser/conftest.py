"""The tools of the browser tests: a tab for each module, validators."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, ViewportSize

from tests.browser import validators
from tests.needs import need

DESK: ViewportSize = {"width": 1280, "height": 800}


@pytest.fixture(scope="module")
def context(browser: Browser, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    """Return a reader who wants no motion, so that nothing has to be waited for.

    A module's `CONTEXT` holds what is otherwise with its reader, as `Browser.new_context` takes it.
    """
    context = browser.new_context(reduced_motion="reduce", **getattr(request.module, "CONTEXT", {}))
    yield context
    context.close()


@pytest.fixture(scope="module")
def tab(context: BrowserContext) -> Page:
    """Return the module's tab."""
    return context.new_page()


@pytest.fixture
def page(tab: Page) -> Iterator[Page]:
    """Return the module's tab, empty and as wide as a desk's: Chromium takes half a second for a new one.

    No script of a page may fail. What outlasts a page, as routes and scripts of a test, needs a tab of its own.
    """
    faults: list[str] = []

    def notice(error: Error) -> None:
        faults.append(str(error))

    tab.goto("about:blank")
    tab.set_viewport_size(DESK)
    tab.emulate_media(media="null", color_scheme="light", forced_colors="none")
    tab.mouse.move(0, 0)
    tab.on("pageerror", notice)
    yield tab
    tab.remove_listener("pageerror", notice)
    assert faults == []


@pytest.fixture(scope="session")
def nu_checker() -> Path:
    need("java", found=shutil.which("java") is not None)
    need("the Nu checker", found=validators.NU_CHECKER.is_file())
    return validators.NU_CHECKER


@pytest.fixture(scope="session")
def stylelint() -> Path:
    need("node", found=shutil.which("node") is not None)
    need("stylelint", found=validators.STYLELINT.is_file())
    return validators.STYLELINT
