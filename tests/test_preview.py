"""What an editor sees of `sitegen serve`: her note in the browser as she saves it, her mistakes over the page."""

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

SMALL = Path(__file__).parent / "sites" / "small"
PATIENCE = 30_000
"""Milliseconds that a change may take to be seen before the test gives up; how long it takes is no test's matter."""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SMALL, tmp_path / "site-folder"))


@pytest.fixture
def address(site: Path) -> Iterator[str]:
    """Return where the site is served, by the command as a user types it."""
    command = [sys.executable, "-m", "sitegen", "serve", "-C", str(site), "--port", "0"]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout
        found = None
        while found is None:
            line = server.stdout.readline()
            assert line, "the server ended before it served"
            found = re.search(r"serving (http://\S+)", line)
        yield found[1].rstrip("/")
        server.send_signal(signal.SIGINT)
        server.stdout.read()
        assert server.wait(timeout=30) == 130


def test_a_note_is_changed_broken_and_mended(site: Path, address: str, browser: Browser) -> None:
    sidecar = site / "content/briefings/river-diary.yaml"
    written = sidecar.read_text(encoding="utf-8")
    page = browser.new_page()
    page.goto(f"{address}/briefings/river-diary.html")
    note = page.locator("[data-note=n1]")
    expect(note).to_contain_text("By train.")

    sidecar.write_text(written.replace("By train.", "By bicycle."), encoding="utf-8")
    expect(note).to_contain_text("By bicycle.", timeout=PATIENCE)

    sidecar.write_text(written.replace("came to River Town", "went to River Town"), encoding="utf-8")
    expect(page.get_by_text("error[anchor-drifted]")).to_be_visible(timeout=PATIENCE)
    expect(note).to_contain_text("By bicycle.")

    sidecar.write_text(written, encoding="utf-8")
    expect(note).to_contain_text("By train.", timeout=PATIENCE)
    expect(page.get_by_text("error[anchor-drifted]")).to_have_count(0)


def test_drafts_are_shown_and_the_published_folder_is_left_alone(site: Path, address: str, browser: Browser) -> None:
    page = browser.new_page()
    answer = page.goto(f"{address}/briefings/draft.html")
    assert answer
    assert answer.status == 200
    assert not (site / "site").exists()
