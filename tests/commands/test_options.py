"""Where a command works: the folder of a site, from anywhere in it; outside of any it does nothing."""

from pathlib import Path

import pytest

from sitegen.commands.options import find_site
from tests.commands.typed import run

NEEDING = (
    ("build",),
    ("check",),
    ("check", "north"),
    ("clean",),
    ("new", "north"),
    ("publish",),
    ("reanchor", "--write"),
    ("schema",),
    ("serve", "--port", "0"),
)


def files_in(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("typed", NEEDING, ids=" ".join)
@pytest.mark.parametrize("named", ["", "-C"])
def test_outside_of_a_site_nothing_is_done(typed: tuple[str, ...], named: str, tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters/notes.txt").write_text("mine", encoding="utf-8")
    arguments = ("-C", "letters", *typed) if named else typed
    done = run(*arguments, cwd=tmp_path if named else tmp_path / "letters")
    assert (done.returncode, done.stdout) == (2, "")
    assert f"{tmp_path / 'letters'} holds no site, neither content/ nor seeds/" in done.stderr
    assert "`-C DIR`" in done.stderr
    assert "`sitegen init DIR`" in done.stderr
    assert done.stderr.count("\n") == 1
    assert files_in(tmp_path) == {"letters/notes.txt": b"mine"}
    assert {path.name for path in tmp_path.rglob("*")} == {"letters", "notes.txt"}


def test_a_folder_named_within_a_site_is_answered_with_the_site(site: Path) -> None:
    done = run("-C", str(site / "content"), "check", cwd=site)
    assert done.returncode == 2
    assert done.stderr.endswith(f": the site around it is named by `-C {site}`\n")
    assert not (site / "content/site").exists()


def test_help_needs_no_site(tmp_path: Path) -> None:
    assert run("build", "--help", cwd=tmp_path).returncode == 0


@pytest.mark.slow
@pytest.mark.parametrize("place", ["content", "content/briefings", "seeds", "templates/parts"])
def test_within_a_site_its_folder_is_found(place: str, site: Path) -> None:
    (site / place).mkdir(parents=True, exist_ok=True)
    assert run("build", cwd=site / place).returncode == 0
    assert (site / "site/index.html").is_file()
    assert not (site / place / "site").exists()


def test_the_nearest_site_is_taken(site: Path) -> None:
    inner = site / "content/pages/example"
    (inner / "seeds").mkdir(parents=True)
    assert find_site(inner) == inner
    assert find_site(inner / "seeds") == inner
    assert find_site(inner.parent) == site


def test_the_folder_that_is_named_is_the_sites_own(site: Path) -> None:
    refused = run("-C", "content", "build", cwd=site)
    assert refused.returncode == 2
    assert "nor does a folder above" not in refused.stderr


@pytest.mark.parametrize("name", ["content", "seeds"])
def test_a_folder_that_holds_anything_of_a_site_is_one(name: str, tmp_path: Path) -> None:
    (tmp_path / name).mkdir()
    assert run("new", "north", cwd=tmp_path).returncode == 0
    assert (tmp_path / "content/briefings/north.yaml").is_file()


@pytest.mark.parametrize("typed", [("build",), ("build", "--output", "site/x")], ids=" ".join)
def test_an_output_whose_links_go_round_in_a_circle_is_one_line(typed: tuple[str, ...], site: Path) -> None:
    (site / "site").symlink_to("site")
    done = run(*typed, cwd=site)
    assert done.returncode == 3
    assert done.stderr.endswith("its symbolic links go round in a circle\n")
    assert done.stderr.count("\n") == 1
