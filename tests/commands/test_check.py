"""`sitegen check` of briefings that are named."""

import json
from pathlib import Path

import pytest

from sitegen.cli import run


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return a site in which each briefing, a draft and the settings have something wrong."""
    files = {
        "content/site.yaml": "titel: x\n",
        "content/briefings/north.yaml": "seed: مقال.txt\nsumary: x\n",
        "content/briefings/south.yaml": "slug: the-south\npublishd: x\n",
        "content/briefings/half.yaml": "draft: true\ndate: x\n",
        "content/briefings/torn.yaml": "title: 'x\n",
        "seeds/مقال.txt": "عنوان\nفقرة \u202eس.\n",
        "seeds/south.txt": "عنوان\nفقرة.\n",
        "seeds/half.txt": "عنوان\nفقرة.\n",
        "seeds/lone.txt": "عنوان\nفقرة.\n",
    }
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    return tmp_path


def checked(site: Path, capsys: pytest.CaptureFixture[str], *slugs: str) -> tuple[int, dict[str, set[str]]]:
    status = run(["-C", str(site), "check", *slugs, "--format", "json"])
    found: dict[str, set[str]] = {}
    for row in json.loads(capsys.readouterr().out):
        found.setdefault(row["path"], set()).add(row["code"])
    return status, found


@pytest.mark.parametrize(
    ("slugs", "status", "paths"),
    [
        (("north",), 1, {"content/briefings/north.yaml", "seeds/مقال.txt"}),
        (("the-south",), 1, {"content/briefings/south.yaml"}),
        (("half",), 0, {"content/briefings/half.yaml"}),
        (("torn",), 1, {"content/briefings/torn.yaml"}),
        (("lone",), 0, {"seeds/lone.txt"}),
        (("half", "the-south"), 1, {"content/briefings/half.yaml", "content/briefings/south.yaml"}),
    ],
)
def test_only_the_problems_of_the_briefings_named_are_told(
    slugs: tuple[str, ...], status: int, paths: set[str], site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ended, found = checked(site, capsys, *slugs)
    assert (ended, set(found)) == (status, paths)


def test_without_a_name_all_are_told(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, found = checked(site, capsys)
    assert status == 2
    assert {"content/site.yaml", "content/briefings/north.yaml", "content/briefings/half.yaml"} <= found.keys()


@pytest.mark.parametrize(
    ("slug", "way_out"), [("nroth", "did you mean `north`?"), ("south", "`the-south`"), ("zzz", "")]
)
def test_a_slug_that_is_none_is_wrong_use(
    slug: str, way_out: str, site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["-C", str(site), "check", slug]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith(f"sitegen: no briefing has the slug `{slug}`; ")
    assert way_out in told.err
    assert not (site / "site").exists()
