"""`sitegen new` as a user types it."""

import json
import subprocess
import sys
from contextlib import chdir, redirect_stderr, redirect_stdout
from datetime import datetime
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

from sitegen.cli import run

ARTICLE = "\ufeffعنوان المقال\r\n\r\nقالت ليلى حداد  إن الماء حق.\r\n".encode()


def sitegen(*arguments: str, cwd: Path, epoch: str = "") -> tuple[int, str, str]:
    """Return exit status, standard output and standard error."""
    told, complained = (TextIOWrapper(BytesIO(), encoding="utf-8", write_through=True) for _ in range(2))
    with chdir(cwd), redirect_stdout(told), redirect_stderr(complained), pytest.MonkeyPatch.context() as here:
        here.setenv("SOURCE_DATE_EPOCH", epoch)
        status = run(arguments)
    for stream in (told, complained):
        stream.seek(0)
    return status, told.read(), complained.read()


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "my site" / "content").mkdir(parents=True)
    (tmp_path / "my site/content/site.yaml").write_text("title: A\nlanguages: [ar, en]\n", encoding="utf-8")
    return tmp_path / "my site"


def test_it_says_what_it_made(site: Path) -> None:
    status, told, complained = sitegen("new", "water", cwd=site)
    assert (status, complained) == (0, "")
    assert told.splitlines() == [
        "made seeds/water.txt: put the article into it",
        "made content/briefings/water.yaml: put your notes on it here; a draft until you take out `draft: true`",
    ]
    status, told, _ = sitegen("check", "--format", "json", cwd=site)
    assert status == 0
    assert {row["code"] for row in json.loads(told)} <= {"url-missing", "rights-unstated"}


def test_the_day_is_the_present_one_or_that_of_the_epoch(site: Path) -> None:
    before = datetime.now().astimezone().date()
    sitegen("new", "now", cwd=site)
    after = datetime.now().astimezone().date()
    assert any(f'date: "{day}"' in (site / "content/briefings/now.yaml").read_text("utf-8") for day in (before, after))
    sitegen("new", "then", cwd=site, epoch="1773532800")
    assert 'date: "2026-03-15"' in (site / "content/briefings/then.yaml").read_text("utf-8")
    status, _, told = sitegen("new", "never", cwd=site, epoch="yesterday")
    assert (status, told) == (
        2,
        "sitegen: SOURCE_DATE_EPOCH=yesterday: expected a number of seconds since 1970\n",
    )
    assert not (site / "seeds/never.txt").exists()


def test_an_article_that_is_written_already_is_taken_as_it_is(site: Path) -> None:
    (site.parent / "تقرير.txt").write_bytes(ARTICLE)
    status, told, _ = sitegen("new", "water", "--from", "../تقرير.txt", cwd=site)
    assert (status, told.splitlines()[0]) == (0, "made seeds/water.txt: the article as it came")
    assert (site / "seeds/water.txt").read_bytes() == ARTICLE
    command = [sys.executable, "-W", "error", "-m", "sitegen", "-C", str(site), "new", "again", "--from", "-"]
    assert subprocess.run(command, input=ARTICLE, check=False, capture_output=True).returncode == 0
    assert (site / "seeds/again.txt").read_bytes() == ARTICLE


def test_nothing_is_written_over(site: Path) -> None:
    sitegen("new", "water", cwd=site)
    (site / "seeds/water.txt").write_bytes(ARTICLE)
    status, _, told = sitegen("new", "WATER", "--title", "Another", cwd=site)
    assert (status, told) == (
        2,
        "sitegen: `WATER` is taken: seeds/water.txt is there, and nothing is written over; try: sitegen new water-2\n",
    )
    assert (site / "seeds/water.txt").read_bytes() == ARTICLE


def test_a_name_that_is_no_slug_is_answered_with_one(site: Path) -> None:
    status, _, told = sitegen("new", "قمة المياه", cwd=site)
    assert status == 2
    assert told.endswith("try: sitegen new qma-almyah\n")
    assert not (site / "seeds").exists()


def test_wrong_uses_are_told_as_such(site: Path) -> None:
    (site.parent / "one.txt").write_bytes(ARTICLE)
    assert sitegen("new", cwd=site)[0] == 2
    assert sitegen("new", "water", "--from", "../nowhere.txt", cwd=site)[0] == 2
    assert sitegen("new", "water", "--from", "../one.txt", "--title", "Two", cwd=site)[0] == 2
    assert not (site / "seeds").exists()


def test_it_works_where_the_site_has_faults_of_its_own(site: Path) -> None:
    (site / "content/site.yaml").write_text("titel: [\n", encoding="utf-8")
    assert sitegen("new", "water", cwd=site)[0] == 0
