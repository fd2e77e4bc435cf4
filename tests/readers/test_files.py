import os
from pathlib import Path

import pytest

from sitegen.model.problems import Report
from sitegen.model.text import SourceText
from sitegen.readers.files import Root, SizeLimit, decode_text, normal_lines, our_version, refuse_conflict

ARABIC = "أعلن الرئيس الكازاخستاني قاسم جومرت توكاييف الثلاثاء أن قوات عسكرية بقيادة روسية ستبدأ المغادرة"


def decode(content: bytes) -> tuple[str | None, list[tuple[int, int, str, str]]]:
    report = Report()
    source = decode_text("seeds/a.txt", content, report)
    problems = [(one.where.line, one.where.column, one.code, one.message) for one in report]
    return source.text if source else None, problems


def test_a_byte_that_is_no_utf8_is_told_with_its_place() -> None:
    text, problems = decode("سطر\r\nاثنان ".encode() + b"\xff\xfe rest")
    assert text is None
    assert problems == [(2, 7, "not-utf8", "the byte 0xFF here is no UTF-8")]


@pytest.mark.parametrize("cut", [b"\xd8", b"\xe2\x80", b"\xed\xa0\x80", b"\xc0\xaf", b"\xf5\x80\x80\x80"])
def test_cut_overlong_and_surrogate_bytes_are_no_utf8(cut: bytes) -> None:
    text, problems = decode("نص ".encode() + cut)
    assert text is None
    assert problems[0][:3] == (1, 4, "not-utf8")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf16_is_recognised(encoding: str) -> None:
    text, problems = decode(f"title: {ARABIC}\nlanguages: [ar, en]\ntitle, description, and so on".encode(encoding))
    assert text is None
    assert problems == [(1, 1, "not-utf8", "the file looks like UTF-16; save it as UTF-8")]


def test_windows_1256_is_recognised() -> None:
    text, problems = decode(ARABIC.encode("windows-1256"))
    assert text is None
    assert problems == [(1, 1, "not-utf8", "the file looks like windows-1256; save it as UTF-8")]


def test_one_bad_byte_does_not_make_another_encoding() -> None:
    _, problems = decode(ARABIC.encode() + b"\xe9" + ARABIC.encode())
    assert problems == [(1, len(ARABIC) + 1, "not-utf8", "the byte 0xE9 here is no UTF-8")]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_marks_and_line_ends_are_normalised(ending: str) -> None:
    text, problems = decode(("\ufeff" + ending.join(["عنوان", "", "نص"])).encode())
    assert text == "عنوان\n\nنص"
    assert problems == []


def test_mixed_line_ends_are_all_one() -> None:
    assert normal_lines("a\r\nb\rc\nd\r\r\n\u2028\ufeff") == "a\nb\nc\nd\n\n\u2028\ufeff"


def test_controls_are_told_with_number_and_place() -> None:
    text, problems = decode("a\x00b\n\tc\x1b[31m \x9b \x7f\x0c".encode())
    assert text is None
    assert [(line, column, message) for line, column, _, message in problems] == [
        (1, 2, "the character U+0000 may not stand in a text"),
        (2, 3, "the character U+001B may not stand in a text"),
        (2, 9, "the character U+009B may not stand in a text"),
        (2, 11, "the character U+007F may not stand in a text"),
        (2, 12, "the character U+000C may not stand in a text"),
    ]


def test_marks_of_arabic_and_persian_are_welcome() -> None:
    marks = "\u200c\u200d\u200e\u200f\u061c\u0640\u064b\t"
    assert decode(marks.encode()) == (marks, [])


def test_a_file_is_measured_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "big.txt"
    path.touch()
    os.truncate(path, 100_000_000)
    report = Report()
    assert Root(tmp_path).read_text("big.txt", SizeLimit(5_000_000, "seed_bytes"), report) is None
    problem = next(iter(report))
    assert problem.message == "the file has 100,000,000 bytes, and at most 5,000,000 are read"
    assert problem.help == ("split it, or raise the limit in content/site.yaml:\nlimits:\n  seed_bytes: 100000000")


def test_files_are_listed_in_one_order_without_hidden_ones(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", ".hidden", "a.txt~", "ب.txt"):
        (tmp_path / name).touch()
    (tmp_path / "folder").mkdir()
    report = Report()
    assert Root(tmp_path.parent).list_files(tmp_path.name, ".txt", report) == ("a.txt", "b.txt", "ب.txt")
    assert Root(tmp_path).list_files("missing", ".txt", report) == ()
    assert len(report) == 0


def test_links_out_of_the_site_are_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.txt").write_text("secret", encoding="utf-8")
    site = tmp_path / "outside-not" / "seeds"
    site.mkdir(parents=True)
    (site / "real.txt").touch()
    (site / "inside.txt").symlink_to(site / "real.txt")
    (site / "out.txt").symlink_to(outside / "secret.txt")
    (site / "nowhere.txt").symlink_to(site / "missing.txt")
    (site / "circle.txt").symlink_to(site / "circle.txt")
    report = Report()
    root = Root(tmp_path / "outside-not")
    assert root.list_files("seeds", ".txt", report) == ("inside.txt", "real.txt")
    assert [(one.where.path, one.code, one.message) for one in report] == [
        ("seeds/circle.txt", "link-ignored", "this symbolic link leads in a circle and is not followed"),
        ("seeds/nowhere.txt", "link-ignored", "this symbolic link leads nowhere and is not followed"),
        ("seeds/out.txt", "link-ignored", "this symbolic link leads out of the site's folder and is not followed"),
    ]


def test_a_folder_that_is_a_link_out_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "a.txt").touch()
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "seeds").symlink_to(tmp_path / "elsewhere")
    report = Report()
    assert Root(tmp_path / "site").list_files("seeds", ".txt", report) == ()
    assert [one.code for one in report] == ["link-ignored"]


def test_pipes_are_left_alone(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    report = Report()
    assert Root(tmp_path.parent).list_files(tmp_path.name, ".txt", report) == ()
    assert [one.code for one in report] == ["not-a-file"]


CONFLICT = "a\n<<<<<<< HEAD\nours\n||||||| 1a2b3c4\nolder\n=======\ntheirs\n>>>>>>> other\nz\n"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (CONFLICT, 2),
        (CONFLICT.replace("<<<<<<< HEAD\n", ""), 3),
        ("a\n=======\nb\n>>>>>>> other\n", 2),
        ("a\n>>>>>>> other\n", 2),
        ("<<<<<<<\na\n=======\nb\n>>>>>>>\n", 1),
        ("<<<<<<< .mine\na", 1),
    ],
)
def test_a_merge_is_told_once_at_its_first_mark(text: str, line: int) -> None:
    report = Report()
    assert refuse_conflict(SourceText("seeds/a.txt", text), report)
    assert [(one.code, one.where.line, one.where.column) for one in report] == [("merge-conflict", line, 1)]


@pytest.mark.parametrize(
    "text",
    [
        "Title\n=======\ntext\n",
        "a\n>>>>>>>\nb\n",
        "<<<<<<<< a\n",
        " <<<<<<< HEAD\n=======\n >>>>>>> other\n",
        "a <<<<<<< b\n",
        "<<<<<<<a\n>>>>>>>b\n",
    ],
)
def test_lines_of_signs_may_be_text(text: str) -> None:
    report = Report()
    assert not refuse_conflict(SourceText("seeds/a.txt", text), report)
    assert not list(report)


def test_our_version_is_what_stood_on_this_side() -> None:
    assert our_version(SourceText("a", CONFLICT)).text == "a\nours\nz\n"
    assert our_version(SourceText("a", "a\nb\n")).text == "a\nb\n"
