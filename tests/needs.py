"""Tools that tests need: one that is missing skips its tests on a developer's machine and fails them in CI."""

import os

import pytest


def need(what: str, *, found: bool) -> None:
    """Skip the test, or in CI fail it, when a tool is missing."""
    if found:
        return
    reason = f"{what} is missing; `make test` installs it"
    if os.environ.get("CI"):
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason, allow_module_level=True)
