"""The register of the files that a site was made from: what was entered comes back, bytes that are no text included."""

import sqlite3

import pytest

from sitegen.archive.damage import CodecError
from sitegen.archive.inputs import TABLES, Inputs
from sitegen.disk.inventory import take_inventory

FILES = {"seeds/خبر.txt": -(1 << 63), "content/site.yaml": (1 << 63) - 1, "content/\udcff.yaml": 0}


@pytest.fixture
def connection() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    connection.executescript(TABLES)
    return connection


def test_the_last_inventories_come_back_by_folder(connection: sqlite3.Connection) -> None:
    inputs = Inputs(connection)
    assert inputs.read("content") is None
    for files in (FILES, {}, {"content/site.yaml": 5}):
        inputs.replace({"content": take_inventory(files), "seeds": take_inventory({"seeds/a.txt": 1})})
        assert inputs.read("content") == take_inventory(files)
    assert inputs.read("seeds") == take_inventory({"seeds/a.txt": 1})


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE inputs SET inventory = substr(inventory, 1, 4)",
        "UPDATE inputs SET inventory = substr(inventory, 1, 12)",
        "UPDATE inputs SET inventory = substr(inventory, 1, 50)",
        "UPDATE inputs SET inventory = 5",
    ],
)
def test_a_damaged_register_is_refused(connection: sqlite3.Connection, damage: str) -> None:
    inputs = Inputs(connection)
    inputs.replace({"content": take_inventory(FILES)})
    connection.execute(damage)
    with pytest.raises(CodecError):
        inputs.read("content")
