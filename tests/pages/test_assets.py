"""Pictures of free pages: copied for every edition, and nothing else with them."""

from pathlib import Path

from sitegen.model.problems import Report
from sitegen.model.site_files import PICTURES
from sitegen.pages.assets import copy_assets, copy_pictures, list_pictures


def test_pictures_stand_in_every_edition(tmp_path: Path) -> None:
    folder = tmp_path / PICTURES
    folder.mkdir(parents=True)
    (folder / "a.PNG").write_bytes(b"picture")
    (folder / "notes.txt").write_text("mine", encoding="utf-8")
    (folder / "drawing.svg").write_text("<svg/>", encoding="utf-8")

    copied = [(file.path, file.content) for file in copy_pictures(tmp_path, ["", "en/"])]

    assert copied == [("pictures/a.PNG", b"picture"), ("en/pictures/a.PNG", b"picture")]


def test_a_link_out_of_the_folder_is_left_out_with_a_warning(tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(b"secret")
    folder = tmp_path / PICTURES
    folder.mkdir(parents=True)
    (folder / "a.png").symlink_to(tmp_path / "secret.png")
    report = Report()

    assert list_pictures(tmp_path, report) == {}
    assert [problem.code for problem in report] == ["outside-folder"]


def test_a_site_needs_no_pictures(tmp_path: Path) -> None:
    assert list(copy_pictures(tmp_path, [""])) == []


def test_stylesheets_and_scripts_go_without_comments_and_needless_spaces(tmp_path: Path) -> None:
    written = """/*! Don't */
/* why
   so */
a, b :is(i,
    u)::before {
  content: "/* no comment */ ; \\"";

  background: url(a/*b*/.svg) 0 calc(1px + 2px) !important;
}
"""
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets/a.css").write_text(written, encoding="utf-8")
    (tmp_path / "assets/a.js").write_text("/*! kept */\n// gone\nlet a = `  b`;\n", encoding="utf-8")

    copied = {file.path: file.content.decode() for file in copy_assets([tmp_path])}

    content, background = (
        'content:"/* no comment */ ; \\"";',
        "background:url(a/*b*/.svg) 0 calc(1px + 2px) !important;",
    )
    shortened = f"/*! Don't */ a,b :is(i,u)::before{{{content}{background}}}"
    assert copied == {"assets/a.css": shortened, "assets/a.js": "/*! kept */let a=`  b`;"}
