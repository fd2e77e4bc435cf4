"""What holds for all tests: no deadlines and no memory of former runs in property tests, nobody's own git settings."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser

from tests.browser import inspection
from tests.needs import need

os.environ.setdefault("GIT_CONFIG_GLOBAL", os.devnull)
os.environ.setdefault("GIT_TERMINAL_PROMPT", "0")

# Machines differ in speed, so no example fails for its time; in CI the examples are the same each time.
settings.register_profile(
    "sitegen",
    deadline=None,
    max_examples=100,
    database=None,
    derandomize=bool(os.environ.get("CI")),
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("quick", parent=settings.get_profile("sitegen"), max_examples=20)
settings.load_profile("sitegen")


OF_POSIX = (
    *("test_cli.py", "output/", "test_preview.py", "test_publish.py", "serving/test_server.py"),
    *("commands/test_completion.py", "commands/test_streams.py", "engine/test_background.py"),
    *("engine/test_cluster.py", "engine/test_interrupted_builds.py", "engine/test_workers.py", "publishing/"),
    *("engine/test_caches.py", "engine/test_saves_during_builds.py", "test_file_kinds.py"),
)
"""Tests that send signals, fork, take rights away or run a shell's scripts, none of which Windows has."""


TOOLS = frozenset({"browser", "nu_checker", "stylelint", "server", "repo", "installed"})
"""Fixtures that give a browser, a program in Java or of npm, a git remote, or an installation from the network."""


@pytest.hookimpl(tryfirst=True)  # before pytest itself chooses by `-m`
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs such a tool, and skip on Windows what only POSIX systems can be tested for.

    `test_portability.py` holds what both have.
    """
    for item in items:
        if isinstance(item, pytest.Function) and not TOOLS.isdisjoint(item.fixturenames):
            item.add_marker(pytest.mark.tools)
        if os.name != "posix" and item.path.relative_to(Path(__file__).parent).as_posix().startswith(OF_POSIX):
            item.add_marker(pytest.mark.skip(reason="tests what POSIX systems alone have"))


def pytest_addoption(parser: pytest.Parser) -> None:
    """Offer `--rewrite`: expected files are written anew, and the difference is read in review."""
    parser.addoption("--rewrite", action="store_true", help="write expected files anew")


@pytest.fixture
def rewrite(request: pytest.FixtureRequest) -> bool:
    """Tell whether expected files are to be written anew."""
    return bool(request.config.getoption("--rewrite"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return a headless Chromium, one for all tests: Playwright runs once in a process."""
    need(str(inspection.CHROMIUM), found=inspection.CHROMIUM.exists())
    need("axe-core", found=inspection.AXE.is_file())
    with inspection.open_browser() as chromium:
        yield chromium
