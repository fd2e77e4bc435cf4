import os
from pathlib import Path

import pytest

from sitegen import excerpts
from sitegen.excerpts import line_reader


def test_lines_count_from_one_whatever_ends_them(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes("\ufeffone\r\ntwo\rthree\n".encode())
    read_line = line_reader(tmp_path)
    assert [read_line("a.yaml", number) for number in range(6)] == ["", "one", "two", "three", "", ""]


def test_what_cannot_be_read_has_no_lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    (tmp_path / "large.txt").write_text("large", encoding="utf-8")
    monkeypatch.setattr(excerpts, "LARGEST", 4)
    read_line = line_reader(tmp_path)
    assert [read_line(path, 1) for path in ("pipe.yaml", "large.txt", "nowhere.txt", ".")] == [""] * 4


def test_no_line_is_read_through_a_link_out_of_the_site(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    (site / "own.txt").write_text("own", encoding="utf-8")
    (site / "out.yaml").symlink_to(tmp_path / "secret.txt")
    (site / "within.yaml").symlink_to(site / "own.txt")
    read_line = line_reader(site)
    assert [read_line(path, 1) for path in ("out.yaml", "within.yaml")] == ["", "own"]
