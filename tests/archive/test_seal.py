"""Whatever writes to a sealed file shows, were it the same size and told to be as old."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from sitegen.archive.seal import break_seal, is_sealed, seal


@pytest.fixture
def sealed(tmp_path: Path) -> Path:
    file = tmp_path / "archive.sqlite"
    file.write_bytes(b"0123456789")
    seal(file)
    return file


def overwrite_unseen(file: Path) -> None:
    before = file.stat()
    file.write_bytes(b"9876543210")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


def put_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


def put_link(file: Path) -> None:
    file.rename(file.with_name("other"))
    file.symlink_to("other")


def put_pipe_for_the_seal(file: Path) -> None:
    mark = file.with_name(f"{file.name}.seal")
    mark.unlink()
    os.mkfifo(mark)


CHANGES: dict[str, Callable[[Path], object]] = {
    "broken": break_seal,
    "overwritten": overwrite_unseen,
    "cut off": lambda file: os.truncate(file, 5),
    "gone": Path.unlink,
    "another file": lambda file: file.replace(file.with_name("away")) and file.write_bytes(b"0123456789"),
    "a link": put_link,
    "a folder": put_folder,
    "a journal beside it": lambda file: file.with_name(f"{file.name}-journal").touch(),
    "a log beside it": lambda file: file.with_name(f"{file.name}-wal").touch(),
    "a pipe as seal": put_pipe_for_the_seal,
    "bytes as seal": lambda file: file.with_name(f"{file.name}.seal").write_bytes(b"\xff\xfe"),
}


def test_a_sealed_file_is_sealed_until_the_seal_is_broken(sealed: Path) -> None:
    assert is_sealed(sealed)
    assert is_sealed(sealed)
    break_seal(sealed)
    assert not is_sealed(sealed)
    break_seal(sealed)
    seal(sealed)
    assert is_sealed(sealed)


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_change_shows(sealed: Path, change: Callable[[Path], object]) -> None:
    change(sealed)
    assert not is_sealed(sealed)


def test_a_seal_is_written_through_no_link(sealed: Path) -> None:
    victim = sealed.with_name("victim")
    victim.write_text("mine", encoding="ascii")
    sealed.with_name(f"{sealed.name}.seal-draft").symlink_to(victim)
    seal(sealed)
    assert victim.read_text(encoding="ascii") == "mine"
    assert is_sealed(sealed)
