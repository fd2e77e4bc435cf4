"""The fonts that a site ships: their stylesheet, files and licences, what is kept of them, and what is told."""

import re
import shutil
import sys
from collections.abc import Iterator, Mapping
from importlib.metadata import PackageNotFoundError
from pathlib import Path
from types import ModuleType

import pytest

from sitegen.build import Build, BuildOptions, BuiltSite, build_site, check_site, make_site
from sitegen.model.problems import Severity
from sitegen.pages import fonts
from sitegen.pages.font_cache import WebFont

REGULAR = "{family: Naskh, file: naskh.ttf, script: arab, use: text, license: OFL.txt}"
BOLD = "{family: Naskh, file: more/bold.ttf, script: arab, use: text, license: OFL.txt}"
SERIF = "{family: Serif, file: naskh.ttf, script: latn, use: text, license: more/LICENSE}"
HEBREW = "{family: Naskh, file: naskh.ttf, script: hebr, use: text, license: OFL.txt}"


@pytest.fixture(autouse=True)
def cuts(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Put a cutter in the place of fontTools that takes no time; return the contents that it was given.

    What it takes for a font is its weight in words: `700`, `700 restricted`.
    """
    module, given = ModuleType("sitegen.pages.font_subset"), list[str]()

    class BadFontError(Exception):
        way_out = "another font"

    def subset_font(content: bytes, characters: frozenset[int], letters: str) -> WebFont:
        given.append(content.decode())
        weight, *more = content.decode().split()
        if not weight.isdigit():
            raise BadFontError("cannot be read")
        shown = f"wOF2 {weight} {letters} {len(characters)}"
        return WebFont((int(weight), int(weight)), "italic" in more, "may not" * ("restricted" in more), shown.encode())

    vars(module).update(BadFontError=BadFontError, subset_font=subset_font)
    monkeypatch.setitem(sys.modules, "sitegen.pages.font_subset", module)
    monkeypatch.setattr(fonts, "version", lambda _name: "1.0")
    fonts._versions.cache_clear()  # noqa: SLF001
    yield given
    fonts._versions.cache_clear()  # noqa: SLF001


def write_site(root: Path, *entries: str, files: Mapping[str, bytes] | None = None, more: str = "") -> Path:
    """Write a site that ships these fonts."""
    settings = "title: متن\nlanguages: [ar, en]\n" + more
    settings += "fonts:\n" + "".join(f"  - {entry}\n" for entry in entries) if entries else ""
    written = {
        "content/site.yaml": settings.encode(),
        "content/fonts/naskh.ttf": b"400",
        "content/fonts/more/bold.ttf": b"900 italic",
        "content/fonts/OFL.txt": b"A licence.\n",
        "content/fonts/more/LICENSE": b"Another.\n",
        "content/briefings/a.yaml": b"annotations: []\n",
        "seeds/a.txt": "عنوان\n\nلجهاز\n".encode(),
        **(files or {}),
    }
    for name, content in written.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(content)
    return root


def made(root: Path) -> dict[str, bytes]:
    built = make_site(BuildOptions(root=root))
    assert not built.report.count(Severity.ERROR), list(built.report)
    return {file.path: file.content for file in built.artifacts}


def put(root: Path, *, clean: bool = False) -> BuiltSite:
    return build_site(BuildOptions(root=root, clean=clean), root / "site")


def told(build: Build) -> list[tuple[str, int, int]]:
    return [(one.code, one.where.line, one.where.column) for one in build.report.without_hints()]


def files_in(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


# --- what is shipped


def test_a_site_without_fonts_ships_none(tmp_path: Path) -> None:
    files = made(write_site(tmp_path))
    assert not [path for path in files if "font" in path]
    assert not [path for path, content in files.items() if path.endswith(".html") and b"fonts.css" in content]


def test_every_page_links_the_stylesheet_which_names_the_fonts(tmp_path: Path) -> None:
    files = made(write_site(tmp_path, REGULAR, BOLD, SERIF, HEBREW))
    css = files["assets/fonts.css"].decode()
    named = re.findall(r'url\("([^"]*)"\)', css)
    assert [re.sub("-[0-9a-f]{8}[.]", ".", name) for name in named] == [
        "fonts/naskh-arab.woff2",
        "fonts/more/bold-arab.woff2",
        "fonts/naskh-latn.woff2",
        "fonts/naskh-hebr.woff2",
    ]
    assert all(files[f"assets/{name}"][:4] == b"wOF2" for name in named)
    assert re.findall("font-weight: (.*);", css) == ["400", "900", "400", "400"]
    assert re.findall("font-style: (.*);", css) == ["normal", "italic", "normal", "normal"]
    pages = {path: content.decode() for path, content in files.items() if path.endswith(".html")}
    assert '<link rel="stylesheet" href="../assets/fonts.css">' in pages["briefings/a.html"]
    assert '<link rel="stylesheet" href="../../assets/fonts.css">' in pages["en/briefings/a.html"]
    assert all("assets/fonts.css" in html for html in pages.values())
    assert not [path for path, html in pages.items() if "woff2" in html]


def test_licences_stand_beside_the_fonts(tmp_path: Path) -> None:
    files = made(write_site(tmp_path, REGULAR, BOLD, SERIF))
    assert files["assets/fonts/OFL.txt"] == b"A licence.\n"
    assert files["assets/fonts/more/LICENSE"] == b"Another.\n"


def test_families_are_told_to_the_theme_by_script_and_use(tmp_path: Path) -> None:
    title = REGULAR.replace("use: text", "use: title").replace("Naskh", "'A \"b\\'")
    label = SERIF.replace("use: text", "use: label")
    css = made(write_site(tmp_path, REGULAR, BOLD, title, label, HEBREW))["assets/fonts.css"].decode()
    assert re.findall("  (--own.*);", css) == [
        '--own-arab-text: "Naskh"',
        '--own-arab-title: "A \\22 b\\5c "',
        '--own-latn-label: "Serif"',
        '--own-hebr-text: "Naskh"',
        '--own-hebr-title: "Naskh"',
    ]


def test_the_theme_takes_every_family_that_it_is_told() -> None:
    style = (Path(__file__).parent.parent.parent / "templates/assets/style.css").read_text(encoding="utf-8")
    names = {f"--own-{script}-{use}" for script in ("arab", "latn", "hebr") for use in ("text", "title", "label")}
    assert set(re.findall(r"var\((--own-[\w-]+),", style)) == names


def test_a_font_that_is_named_for_two_uses_is_one_face(tmp_path: Path) -> None:
    files = made(write_site(tmp_path, REGULAR, REGULAR.replace("text", "label")))
    assert files["assets/fonts.css"].count(b"@font-face") == 1
    assert len([path for path in files if path.endswith(".woff2")]) == 1


def test_names_of_files_are_addresses_in_the_stylesheet(tmp_path: Path) -> None:
    entry = REGULAR.replace("naskh.ttf", '"خط (1).ttf"')
    files = made(write_site(tmp_path, entry, files={"content/fonts/خط (1).ttf": b"400"}))
    (path,) = (path for path in files if path.endswith(".woff2"))
    assert path.startswith("assets/fonts/خط (1)-arab-")
    assert b'url("fonts/%D8%AE%D8%B7%20%281%29-arab-' in files["assets/fonts.css"]


# --- what is kept


def test_a_font_is_cut_once_and_clean_builds_are_equal(tmp_path: Path, cuts: list[str]) -> None:
    root = write_site(tmp_path, SERIF, HEBREW)
    put(root)
    first = files_in(root / "site")
    assert cuts == ["400", "400"]
    shutil.rmtree(root / "site")
    assert put(root, clean=True).changes
    assert files_in(root / "site") == first
    assert len(cuts) == 2


def test_what_is_kept_and_damaged_is_made_again(tmp_path: Path, cuts: list[str]) -> None:
    root = write_site(tmp_path, HEBREW)
    put(root)
    first = files_in(root / "site")
    (kept,) = (root / ".sitegen/fonts").iterdir()
    kept.write_bytes(kept.read_bytes()[:-1])
    put(root, clean=True)
    assert len(cuts) == 2
    assert files_in(root / "site") == first


def test_another_font_changes_the_stylesheet_and_no_page(tmp_path: Path) -> None:
    root = write_site(tmp_path, HEBREW)
    put(root)
    (root / "content/fonts/naskh.ttf").write_bytes(b"500")
    changes = put(root).changes
    assert changes
    assert [re.sub("-[0-9a-f]{8}", "", path) for path in changes.paths] == [
        "assets/fonts.css",
        *["assets/fonts/naskh-hebr.woff2"] * 2,
    ]
    assert len(list((root / ".sitegen/fonts").iterdir())) == 1
    assert files_in(root / "site") == {**files_in(root / "site"), **made(root)}


def test_a_new_word_changes_no_font(tmp_path: Path, cuts: list[str]) -> None:
    root = write_site(tmp_path, HEBREW)
    put(root)
    (root / "seeds/a.txt").write_text("عنوان\n\nכל מלה\n", encoding="utf-8")
    changes = put(root).changes
    assert changes
    assert not [path for path in changes.paths if "font" in path]
    assert len(cuts) == 1


def test_a_font_that_is_gone_from_the_output_is_put_there_again(tmp_path: Path) -> None:
    root = write_site(tmp_path, HEBREW)
    put(root)
    first = files_in(root / "site")
    next((root / "site/assets/fonts").glob("*.woff2")).unlink()
    put(root)
    assert files_in(root / "site") == first


def test_a_check_writes_nothing(tmp_path: Path) -> None:
    root = write_site(tmp_path, HEBREW)
    before = files_in(root)
    assert not check_site(BuildOptions(root=root)).count(Severity.ERROR)
    assert files_in(root) == before


def test_a_link_in_the_place_of_what_is_kept_is_left_alone(tmp_path: Path) -> None:
    root = write_site(tmp_path / "site", HEBREW)
    (tmp_path / "elsewhere").mkdir()
    (root / ".sitegen").mkdir()
    (root / ".sitegen/fonts").symlink_to(tmp_path / "elsewhere")
    assert put(root).changes
    assert list((tmp_path / "elsewhere").iterdir()) == []


# --- what is told


def test_what_is_wrong_is_told_at_its_place_and_again_by_the_next_build(tmp_path: Path) -> None:
    other = REGULAR.replace("naskh.ttf", "other.ttf")
    files = {
        "content/fonts/other.ttf": b"400 restricted",
        "content/fonts/damaged.ttf": b"damaged",
    }
    root = write_site(tmp_path, REGULAR, other, REGULAR.replace("naskh.ttf", "damaged.ttf"), files=files)
    expected = [("duplicate-id", 5, 27), ("font-restricted", 5, 27), ("bad-font", 6, 27)]
    assert told(make_site(BuildOptions(root=root))) == expected
    (root / "content/site.yaml").write_text(
        f"title: متن\nfonts:\n  - {other.replace('arab', 'hebr')}\n", encoding="utf-8"
    )
    first, again = put(root), put(root)
    assert list(first.report) == list(again.report) == list(put(root, clean=True).report)
    assert [one.code for one in first.report if one.severity is Severity.WARNING] == ["font-restricted"]


def test_a_wrong_font_is_left_out_where_the_build_goes_on(tmp_path: Path) -> None:
    root = write_site(tmp_path, HEBREW, HEBREW.replace("naskh.ttf", "none.ttf"))
    built = build_site(BuildOptions(root=root, keep_going=True), root / "site")
    assert built.report.count(Severity.ERROR) == 1
    assert (root / "site/assets/fonts.css").read_text(encoding="utf-8").count("@font-face") == 1


def test_links_out_of_the_folder_are_not_followed(tmp_path: Path) -> None:
    root = write_site(tmp_path / "site", HEBREW.replace("naskh.ttf", "out.ttf"))
    (tmp_path / "out.ttf").write_bytes(b"400")
    (root / "content/fonts/out.ttf").symlink_to(tmp_path / "out.ttf")
    assert [code for code, *_ in told(make_site(BuildOptions(root=root)))] == ["outside-folder", "font-missing"]
    shutil.rmtree(root / "content/fonts")
    (root / "content/fonts").symlink_to(tmp_path)
    codes = [code for code, *_ in told(make_site(BuildOptions(root=root)))]
    assert codes == ["link-ignored", "font-missing", "font-missing"]


def test_an_asset_of_the_same_name_is_told(tmp_path: Path) -> None:
    files = {"templates/assets/Fonts.css": b"", "templates/assets/fonts/OFL.txt": b"", "templates/assets/own.css": b""}
    built = make_site(BuildOptions(root=write_site(tmp_path, HEBREW, files=files)))
    assert [(one.code, one.where.path) for one in built.report if one.severity is Severity.ERROR] == [
        ("reserved-name", "templates/assets/Fonts.css"),
        ("reserved-name", "templates/assets/fonts/OFL.txt"),
    ]


def test_without_the_libraries_it_is_told_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def find_none(name: str) -> str:
        raise PackageNotFoundError(name)

    monkeypatch.setattr(fonts, "version", find_none)
    built = make_site(BuildOptions(root=write_site(tmp_path, HEBREW)))
    assert told(built) == [("fonttools-missing", 4, 27)]
    assert [one.help for one in built.report if one.severity is Severity.ERROR] == [
        "install them beside sitegen: pip install fonttools brotli"
    ]
