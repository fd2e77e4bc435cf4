"""The language server, started once; where it is missing its tests are skipped, and fail in CI."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from sitegen.schemas.schema_files import SCHEMAS, write_schemas
from tests.editor.language_server import SERVER, LanguageServer, open_server


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a site's folder with nothing in it but the schemas."""
    folder = tmp_path_factory.mktemp("site")
    write_schemas(folder / SCHEMAS)
    return folder


@pytest.fixture(scope="session")
def server(site: Path) -> Iterator[LanguageServer]:
    if shutil.which("node") is None or not SERVER.is_file():
        reason = "the YAML language server is missing; `make test` installs it"
        if os.environ.get("CI"):
            pytest.fail(reason, pytrace=False)
        pytest.skip(reason)
    with open_server(site) as running:
        yield running
