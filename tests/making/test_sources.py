"""A site's sources are the same whoever looks at them; where the content changed, another process may."""

import os
import signal
from pathlib import Path

import pytest

from sitegen.disk.inventory import Inventory, take_inventory
from sitegen.disk.stamps import NEVER, scan_folder, stamp
from sitegen.making import sources
from sitegen.making.sources import Sources, composed_name, look_over, scan_sources

CONTENT = ("content/briefings/a.yaml", "content/site.yaml")
SEEDS = ("seeds/خبر.txt",)


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(sources, "WORTH_A_PROCESS", 0)
    for path in (*CONTENT, *SEEDS, "templates/base.html"):
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(path, encoding="utf-8")
    return tmp_path


def inventory(root: Path, *paths: str) -> Inventory:
    return take_inventory({path: stamp(root / path, NEVER) for path in paths})


def look(root: Path, last: Inventory | None) -> Sources:
    with look_over(root, NEVER, lambda: last) as found:
        assert found.inventories == {"content": inventory(root, *CONTENT), "seeds": inventory(root, *SEEDS)}
        return found


def test_whoever_looks_finds_the_same(root: Path) -> None:
    assert scan_sources(root, NEVER).inventories == look(root, None).inventories
    assert not look(root, None).has_changed
    assert not look(root, inventory(root, *CONTENT)).has_changed
    assert look(root, inventory(root, "content/site.yaml")).has_changed


def test_what_goes_after_the_look_was_there(root: Path) -> None:
    expected = inventory(root, *SEEDS)
    found = scan_sources(root, NEVER)
    with look_over(root, NEVER, None) as alone:
        (root / SEEDS[0]).unlink()
        assert alone.seeds == found.seeds == expected


def test_where_no_process_may_be_forked_nothing_is_compared(root: Path) -> None:
    with look_over(root, NEVER, None) as found:
        assert not found.has_changed
        assert found.seeds == inventory(root, *SEEDS)


def test_where_the_other_process_is_killed_this_one_looks(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    me, scan = os.getpid(), scan_folder

    def be_killed(*place: object, **options: object) -> dict[str, int]:
        if os.getpid() != me:
            os.kill(os.getpid(), signal.SIGKILL)
        return scan(*place, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(sources, "scan_folder", be_killed)
    assert look(root, take_inventory({})).has_changed


def test_what_changed_is_told_of_content_and_seeds(root: Path) -> None:
    before = scan_sources(root, NEVER)
    before_seeds = before.seeds
    (root / CONTENT[0]).unlink()
    (root / SEEDS[0]).write_text("another text", encoding="utf-8")
    now = scan_sources(root, NEVER)
    assert now.changed_since(before.content, before_seeds) == {CONTENT[0], "content/briefings/", SEEDS[0]}
    assert now.seeds_digest == before.seeds_digest
    (root / "seeds" / "new.txt").touch()
    assert scan_sources(root, NEVER).seeds_digest != before.seeds_digest


def test_a_seed_is_called_as_sidecars_call_it() -> None:
    assert composed_name("seeds/cafe\u0301.txt") == "caf\u00e9.txt"
