import os
from pathlib import Path

from tests.bench.articles import LIGHT
from tests.bench.contenders import Contender, our_contender
from tests.bench.measure import run_measured


def inodes(contender: Contender) -> dict[str, int]:
    files = (path for path in contender.site.rglob("*") if path.is_file())
    return {path.relative_to(contender.site).as_posix(): path.stat().st_ino for path in files}


def test_in_a_fresh_checkout_every_file_is_new_and_one_note_is_made_again(tmp_path: Path) -> None:
    ours = our_contender(tmp_path, 4, LIGHT)
    run_measured(ours.command)
    page = ours.site / "site/index.html"
    os.utime(page, (1, 1))
    before = inodes(ours)
    ours.check_out()
    after = inodes(ours)
    assert before.keys() == after.keys()
    assert not [path for path in before if before[path] == after[path]]
    assert page.stat().st_mtime > 1
    ours.edit("fresh", 1)
    text = page.stat()
    run_measured(ours.command)
    assert page.stat().st_mtime_ns == text.st_mtime_ns
    assert "تصحيح 1" in (ours.site / "site/briefings/briefing-000001.html").read_text(encoding="utf-8")
    ours.clear_away()


def test_what_no_workflow_keeps_is_not_there_in_a_fresh_checkout(tmp_path: Path) -> None:
    (tmp_path / "site/public").mkdir(parents=True)
    (tmp_path / "site/content/public").mkdir(parents=True)
    theirs = Contender("other", tmp_path / "site", (), leftovers=("public",), kept=(), edits={})
    theirs.check_out()
    assert sorted(path.name for path in theirs.site.iterdir()) == ["content"]
    assert (theirs.site / "content/public").is_dir()
