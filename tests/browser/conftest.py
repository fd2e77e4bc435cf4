"""The tools of the browser tests. One that is missing skips its tests on a desk and fails them in CI."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser import inspection, validators


def need(what: str, *, found: bool) -> None:
    """Skip the test, or in CI fail it, when a tool is missing."""
    if found:
        return
    reason = f"{what} is missing; `make test` installs it"
    if os.environ.get("CI"):
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return a headless Chromium; every check that opens a page may also run axe-core in it."""
    need(str(inspection.CHROMIUM), found=inspection.CHROMIUM.exists())
    need("axe-core", found=inspection.AXE.is_file())
    with inspection.open_browser() as chromium:
        yield chromium


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
