"""The register of the output folder: what was entered comes back, and what went is forgotten."""

import sqlite3

import pytest

from sitegen.archive.outputs import TABLES, Outputs


@pytest.fixture
def outputs() -> Outputs:
    connection = sqlite3.connect(":memory:")
    connection.executescript(TABLES)
    return Outputs(connection)


def test_a_stamp_takes_the_place_of_the_former(outputs: Outputs) -> None:
    outputs.put({"index.html": 1, "a-z.html": -(1 << 63)})
    outputs.put({"index.html": (1 << 63) - 1})

    assert outputs.stamps() == {"index.html": (1 << 63) - 1, "a-z.html": -(1 << 63)}


def test_all_files_take_the_place_of_all_former_ones(outputs: Outputs) -> None:
    outputs.put({"gone.html": 1, "same.html": 2, "other.html": 3})
    outputs.replace({"same.html": 2, "other.html": 4, "new.html": 5})

    assert outputs.stamps() == {"same.html": 2, "other.html": 4, "new.html": 5}
