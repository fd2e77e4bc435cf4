"""Compiled templates in a folder of the user's: found again, and never where they may be wrong or another's."""

import sys
from pathlib import Path

import pytest

from sitegen.pages import template_cache
from sitegen.pages.environment import PageEnvironment
from sitegen.pages.template_bounds import Bounds
from sitegen.pages.template_cache import TemplateCache, find_cache_folder
from sitegen.pages.template_loader import FolderLoader
from tests.pages.sample_site import THEME

SOURCE = "{{ number + 1 }}{{ 'ar'|direction }}"


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    templates, store = tmp_path / "templates", tmp_path / "cache" / "templates"
    templates.mkdir()
    (templates / "page.html").write_text(SOURCE, encoding="utf-8")
    return templates, store


class Watched(PageEnvironment):
    """Counts the templates that it compiles."""

    compiled = 0

    def compile(self, *args, **named):  # type: ignore[no-untyped-def] # noqa: ANN002, ANN003, ANN201 - passed on
        self.compiled += 1
        return super().compile(*args, **named)


def make(folders: tuple[Path, Path], *, bounds: Bounds | None = None) -> tuple[str, int]:
    """Return the page, and how many templates were compiled for it."""
    templates, store = folders
    cache = TemplateCache(store)
    environment = Watched(FolderLoader((templates,)), site_wide={}, template_cache=cache, bounds=bounds)
    return environment.get_template("page.html").render(number=1), environment.compiled


def the_file(folders: tuple[Path, Path]) -> Path:
    (file,) = folders[1].iterdir()
    return file


def test_a_template_is_compiled_once(folders: tuple[Path, Path]) -> None:
    assert [make(folders) for _ in range(3)] == [("2rtl", 1), ("2rtl", 0), ("2rtl", 0)]


def test_a_changed_template_is_compiled_again(folders: tuple[Path, Path]) -> None:
    make(folders)
    (folders[0] / "page.html").write_text("{{ number + 2 }}", encoding="utf-8")

    assert make(folders) == ("3", 1)


def test_a_template_elsewhere_is_another(folders: tuple[Path, Path], tmp_path: Path) -> None:
    make(folders)
    moved = folders[0].rename(tmp_path / "moved")

    assert make((moved, folders[1])) == ("2rtl", 1)


@pytest.mark.parametrize("damage", [b"", b"x", b"\0" * 500])
def test_a_damaged_file_is_not_there(folders: tuple[Path, Path], damage: bytes) -> None:
    make(folders)
    the_file(folders).write_bytes(damage)

    assert make(folders) == ("2rtl", 1)
    assert make(folders) == ("2rtl", 0)


def test_every_cut_and_every_changed_byte_is_noticed(folders: tuple[Path, Path]) -> None:
    make(folders)
    file, whole = the_file(folders), the_file(folders).read_bytes()
    for place in range(0, len(whole), 97):
        file.write_bytes(whole[:place])
        assert make(folders) == ("2rtl", 1)
        file.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert make(folders) == ("2rtl", 1)


def test_a_file_under_another_name_is_not_taken(folders: tuple[Path, Path]) -> None:
    make(folders)
    first = the_file(folders)
    (folders[0] / "page.html").write_text("{{ number + 2 }}", encoding="utf-8")
    make(folders)
    (second,) = (file for file in folders[1].iterdir() if file != first)
    second.write_bytes(first.read_bytes())

    assert make(folders) == ("3", 1)


@pytest.mark.parametrize("name", ["__version__", "jinja2.__version__"])
def test_another_versions_code_is_not_taken(
    folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    make(folders)
    monkeypatch.setattr(f"{template_cache.__name__}.{name}", "0.0")

    assert make(folders) == ("2rtl", 1)


def test_a_template_that_counts_is_another(folders: tuple[Path, Path]) -> None:
    assert make(folders) == ("2rtl", 1)
    assert [make(folders, bounds=Bounds(1000)) for _ in range(2)] == [("2rtl", 1), ("2rtl", 0)]
    assert make(folders) == ("2rtl", 0)


def test_what_another_state_of_this_program_compiled_is_not_taken(
    folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    make(folders)
    monkeypatch.setattr(template_cache, "_COMPILING", ("environment.py",))

    assert make(folders) == ("2rtl", 1)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_a_folder_in_which_others_may_write_is_not_trusted(folders: tuple[Path, Path]) -> None:
    make(folders)
    folders[1].chmod(0o777)

    assert [make(folders) for _ in range(2)] == [("2rtl", 1), ("2rtl", 1)]


def test_a_folder_that_cannot_be_made_is_done_without(folders: tuple[Path, Path]) -> None:
    folders[1].parent.write_text("a file is in its place", encoding="utf-8")

    assert make(folders) == ("2rtl", 1)


def test_the_oldest_files_are_removed(folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(template_cache, "_KEPT_FILES", 4)
    for number in range(12):
        (folders[0] / "page.html").write_text(f"{number}", encoding="utf-8")
        assert make(folders) == (f"{number}", 1)
        assert len(list(folders[1].iterdir())) <= 4


def test_kept_templates_make_the_same_pages(tmp_path: Path) -> None:
    names = sorted(path.relative_to(THEME).as_posix() for path in THEME.rglob("*.html"))
    for _ in range(2):
        store = TemplateCache(tmp_path / "store")
        environment = PageEnvironment(FolderLoader((THEME,)), site_wide={}, template_cache=store)
        assert [environment.get_template(name).name for name in names] == names
    assert len(list((tmp_path / "store").iterdir())) == len(names)


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="they have places of their own")
def test_the_cache_folder_is_the_users(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    assert find_cache_folder() == tmp_path / ".cache" / "sitegen"
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    assert find_cache_folder() == tmp_path / ".cache" / "sitegen"
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    assert find_cache_folder() == tmp_path / "xdg" / "sitegen"
