"""The sample folder's exports, built once for each way of asking."""

import pytest

from tests.exports.sample_folder import Files, build, files_of, write_folder


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Files:
    """The exports of the folder as it is."""
    return files_of(build(write_folder(tmp_path_factory.mktemp("sample"))))


@pytest.fixture(scope="session")
def without_url(tmp_path_factory: pytest.TempPathFactory) -> Files:
    """The exports of the same folder without `url`."""
    settings = "title: {ar: متن}\nlanguages: [ar, en]\n"
    return files_of(build(write_folder(tmp_path_factory.mktemp("sample"), settings=settings)))
