"""The sight of an output folder: the same, whoever looks; any change of a file of ours shows, and of no other."""

import os
from pathlib import Path

import pytest

from sitegen.disk.stamps import MISSING
from sitegen.making import sight
from sitegen.making.sight import Sight, look_at
from sitegen.model.artifact import Artifact
from sitegen.output import hold_output, put_artifacts

PAGES = [Artifact("a/one.html", b"one"), Artifact("index.html", b"home"), Artifact("z.html", b"last")]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    with hold_output(tmp_path / "site", root=tmp_path) as output:
        put_artifacts(output, PAGES)
    return tmp_path


def seen(root: Path, *, aside: bool = False) -> Sight:
    with hold_output(root / "site", root=root) as output, look_at(output, aside=aside) as found:
        assert found.digest
        return found


def test_whoever_looks_sees_the_same(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = seen(root)
    monkeypatch.setattr(sight, "WORTH_A_PROCESS", 1)
    aside = seen(root, aside=True)

    assert list(here.stamp_of) == ["a/one.html", "index.html", "z.html"]
    assert aside.stamp_of == here.stamp_of
    assert aside.digest == here.digest


def test_a_page_that_is_gone_or_another_shows(root: Path) -> None:
    before, page = seen(root), root / "site" / "index.html"
    page.write_bytes(b"HOME")
    written = seen(root)
    page.unlink()
    gone = seen(root)

    assert len({before.digest, written.digest, gone.digest}) == 3
    assert gone.stamp_of["index.html"] == MISSING
    assert {path for path, one in gone.stamp_of.items() if before.stamp_of[path] != one} == {"index.html"}


def test_a_link_is_not_what_it_leads_to(root: Path) -> None:
    before, page = seen(root), root / "site" / "index.html"
    os.link(page, root / "site" / "copy.html")
    page.unlink()
    page.symlink_to("copy.html")

    assert seen(root).stamp_of["index.html"] != before.stamp_of["index.html"]


def test_what_is_not_ours_does_not_matter(root: Path) -> None:
    before = seen(root)
    (root / "site" / "CNAME").write_text("example.net", encoding="ascii")

    assert seen(root).digest == before.digest


def test_half_of_what_was_told_counts_as_nothing(root: Path) -> None:
    whole = seen(root)
    half = Sight(whole.output, lambda: whole.stamps.tobytes()[:8])

    assert half.stamps == whole.stamps
