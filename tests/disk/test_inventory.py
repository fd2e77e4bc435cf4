"""Two inventories tell which files are others: that came, went or changed, or of which that cannot be told."""

import pytest

from sitegen.disk.inventory import changed_files, take_inventory
from sitegen.disk.stamps import MISSING, UNSURE

BEFORE = {"a.yaml": 1, "b/c.yaml": 2, "b/خبر.txt": 3, "b-d.yaml": MISSING}


@pytest.mark.parametrize(
    ("now", "changed"),
    [
        (BEFORE, set()),
        ({**BEFORE, "b/خبر.txt": 4}, {"b/خبر.txt"}),
        ({**BEFORE, "a.yaml": UNSURE}, {"a.yaml"}),
        ({**BEFORE, "a.yaml": MISSING, "b-d.yaml": 5}, {"a.yaml", "b-d.yaml"}),
        ({**BEFORE, "new.yaml": 1}, {"new.yaml"}),
        ({"a.yaml": 1, "b-d.yaml": MISSING, "z.yaml": UNSURE}, {"b/c.yaml", "b/خبر.txt", "z.yaml"}),
        ({}, set(BEFORE)),
    ],
)
def test_what_changed_is_told(now: dict[str, int], changed: set[str]) -> None:
    assert changed_files(take_inventory(BEFORE), take_inventory(now)) == changed


def test_what_was_not_sure_then_or_now_may_have_changed() -> None:
    unsure = take_inventory({"a.yaml": UNSURE, "b.yaml": 1})
    assert changed_files(unsure, take_inventory({"a.yaml": 5, "b.yaml": 1})) == {"a.yaml"}
    assert changed_files(unsure, unsure) == {"a.yaml"}
    assert changed_files(unsure, take_inventory({"a.yaml": UNSURE})) == {"a.yaml", "b.yaml"}
    assert not unsure.is_sure


def test_the_order_in_which_files_were_met_does_not_matter() -> None:
    assert take_inventory(BEFORE) == take_inventory(dict(reversed(BEFORE.items())))
    assert take_inventory({}).names == []
