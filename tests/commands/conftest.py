import shutil
from pathlib import Path

import pytest

from tests.commands.typed import SMALL


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SMALL, tmp_path / "site"))


@pytest.fixture
def broken(site: Path) -> Path:
    """Return a site with an error beside the warning that it has anyway."""
    path = site / "content/briefings/river-diary.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("published", "publisht"), encoding="utf-8")
    return site
