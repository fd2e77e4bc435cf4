"""Sources that are saved, removed or replaced while a site is made: one more try, or an error that names them."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sitegen.build import BuildOptions, build_site, check_site, make_site
from tests.engine import edits
from tests.engine.crowd import pages_in

pytestmark = pytest.mark.slow

SOURCES: Final = (
    "content/briefings/water-plan.yaml",
    "content/site.yaml",
    "content/actors.yaml",
    "content/pages/about.md",
    "seeds/water-plan.txt",
    "templates/home.html",
)
LIST_TEMPLATE: Final = '{% extends "theme/home.html" %}'


def cut(file: Path) -> None:
    """As an editor begins to save."""
    file.write_text("", encoding="utf-8")


def spoil(file: Path) -> None:
    file.write_text("{{ [", encoding="utf-8")


def replace(file: Path) -> None:
    """As editors save that write beside the file first."""
    new = file.with_name("new")
    new.write_bytes(file.read_bytes() if file.exists() else b"")
    new.replace(file)


def remove(file: Path) -> None:
    file.unlink(missing_ok=True)


CHANGES: Final = (cut, spoil, replace, remove)


class Meddler:
    """Changes a file when a build reaches a step, in so many tries, and perhaps puts it back some steps later."""

    def __init__(
        self, file: Path, change: Callable[[Path], None], step: int, *, tries: int = 1, back: int | None = None
    ) -> None:
        self._file, self._change, self._whole = file, change, file.read_bytes()
        self._step, self._tries, self._back = step, tries, back
        self._at = 0
        self._begun = 0

    def __call__(self, stage: str, _done: int, _of: int) -> None:
        if stage.startswith("reading settings"):
            self._begun, self._at = self._begun + 1, 0
        if self._begun <= self._tries and self._at == self._step:
            self._change(self._file)
        if self._begun == 1 and self._back is not None and self._at == self._step + self._back:
            self.put_back()
        self._at += 1

    def put_back(self) -> None:
        """Write what stood there before."""
        if not self._file.exists() or self._file.read_bytes() != self._whole:
            self._file.write_bytes(self._whole)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return small_site(tmp_path)


def small_site(folder: Path) -> Path:
    root = Path(shutil.copytree(edits.SMALL, folder / "small"))
    edits.write(root, "templates/home.html", LIST_TEMPLATE)
    return root


def is_named(path: str, report: object) -> bool:
    return any(problem.where.path == path for problem in report)  # type: ignore[attr-defined]


@pytest.mark.parametrize("path", SOURCES)
@pytest.mark.parametrize("change", [cut, replace])
def test_a_file_that_changes_again_and_again_is_named(root: Path, path: str, change: Callable[[Path], None]) -> None:
    options = BuildOptions(root=root, clean=True)
    build_site(options, root / "site")
    before = pages_in(root / "site")
    built = build_site(options, root / "site", progress=Meddler(root / path, change, 3, tries=2))
    assert built.changes is None
    assert [(each.code, each.where.path) for each in built.report] == [("source-changed", path)]
    assert pages_in(root / "site") == before


def test_a_check_takes_one_more_try_too(root: Path) -> None:
    options, file = BuildOptions(root=root), root / "seeds" / "water-plan.txt"
    told = [each.code for each in check_site(options)]
    assert [each.code for each in check_site(options, progress=Meddler(file, replace, 0))] == told
    assert [each.code for each in check_site(options, progress=Meddler(file, replace, 0, tries=2))] == [
        "source-changed"
    ]


@given(
    st.sampled_from(SOURCES),
    st.sampled_from(CHANGES),
    st.integers(0, 30),
    st.sampled_from([None, None, 0, 1, 5]),
    st.booleans(),
)
@settings(max_examples=int(os.environ.get("SITEGEN_EXAMPLES", "12")), suppress_health_check=list(HealthCheck))
def test_after_a_change_meanwhile_the_site_is_that_of_a_clean_build(
    path: str,
    change: Callable[[Path], None],
    step: int,
    back: int | None,
    is_warm: bool,  # noqa: FBT001 - drawn
) -> None:
    with TemporaryDirectory() as folder:
        root = small_site(Path(folder))
        options = BuildOptions(root=root)
        if is_warm:
            build_site(options, root / "site")
            with (root / "seeds" / "river-diary.txt").open("a", encoding="utf-8") as seed:
                seed.write("\nسطر جديد.\n")
        meddler = Meddler(root / path, change, step, back=back)
        build_site(options, root / "site", progress=meddler)
        meddler.put_back()
        again, expected = build_site(options, root / "site"), make_site(options)
        assert list(again.report) == list(expected.report)
        assert pages_in(root / "site") == {file.path: file.content for file in expected.artifacts}
