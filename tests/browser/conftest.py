"""The tools of the browser tests."""

import shutil
from pathlib import Path

import pytest

from tests.browser import validators
from tests.needs import need


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
