"""The register of the files that a site was made from: what was entered comes back, bytes that are no text included."""

import sqlite3

import pytest

from sitegen.archive.codec import CodecError
from sitegen.archive.inputs import TABLES, Inputs
from sitegen.disk.inventory import take_inventory

FILES = {"seeds/خبر.txt": -(1 << 63), "content/site.yaml": (1 << 63) - 1, "content/\udcff.yaml": 0}


@pytest.fixture
def connection() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    connection.executescript(TABLES)
    return connection


def test_the_last_inventory_comes_back(connection: sqlite3.Connection) -> None:
    inputs = Inputs(connection)
    assert inputs.read() is None
    for files in (FILES, {}, {"content/site.yaml": 5}):
        inputs.replace(take_inventory(files))
        assert inputs.read() == take_inventory(files)


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE inputs SET stamps = substr(stamps, 1, 10)",
        "UPDATE inputs SET stamps = substr(stamps, 1, 8)",
        "UPDATE inputs SET paths = 5",
    ],
)
def test_a_damaged_register_is_refused(connection: sqlite3.Connection, damage: str) -> None:
    inputs = Inputs(connection)
    inputs.replace(take_inventory(FILES))
    connection.execute(damage)
    with pytest.raises(CodecError):
        inputs.read()
