"""What an editor sees of `sitegen serve`: her note in the browser as she saves it, her mistakes over the page."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.inspection import VIOLATION

SMALL = Path(__file__).parent / "sites" / "small"
PATIENCE = 30_000
"""Milliseconds that a change may take to be seen before the test gives up; how long it takes is no test's matter."""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SMALL, tmp_path / "site-folder"))


@contextmanager
def serving(site: Path, *options: str, **environment: str) -> Iterator[str]:
    """Serve by the command as a user types it, and yield the address."""
    command = [sys.executable, "-m", "sitegen", "serve", "-C", str(site), *options]
    with subprocess.Popen(command, env={**os.environ, **environment}, stdout=subprocess.PIPE, text=True) as server:
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


@pytest.fixture
def address(site: Path) -> Iterator[str]:
    """Return where the site is served."""
    with serving(site, "--port", "0") as address:
        yield address


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Return a page in which nothing may offend the pages' policy, of ours as little as of the site's."""
    page = browser.new_page(viewport={"width": 1280, "height": 600})
    page.set_default_timeout(PATIENCE)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    yield page
    page.close()
    assert [text for text in said if VIOLATION in text] == []


def wait_for_reloads(page: Page) -> None:
    """Wait until the page would be told to reload; asked from here, as the policy forbids `eval`."""
    end = time.monotonic() + PATIENCE / 1000
    while not page.evaluate("window.LiveReload?.connector.protocol === 7"):
        assert time.monotonic() < end
        page.wait_for_timeout(20)


def test_a_note_is_changed_broken_and_mended(site: Path, address: str, page: Page) -> None:
    sidecar = site / "content/briefings/river-diary.yaml"
    written = sidecar.read_text(encoding="utf-8")
    page.goto(f"{address}/briefings/river-diary.html")
    note = page.locator("[data-note=n1]")
    expect(note).to_contain_text("By train.")

    sidecar.write_text(written.replace("By train.", "By bicycle."), encoding="utf-8")
    expect(note).to_contain_text("By bicycle.", timeout=PATIENCE)

    sidecar.write_text(written.replace("came to River Town", "went to River Town"), encoding="utf-8")
    expect(page.get_by_text("error[anchor-")).to_be_visible(timeout=PATIENCE)
    expect(page.locator("#_sitegen-problems")).to_have_css("position", "fixed")
    expect(note).to_contain_text("By bicycle.")

    sidecar.write_text(written, encoding="utf-8")
    expect(note).to_contain_text("By train.", timeout=PATIENCE)
    expect(page.get_by_text("error[anchor-")).to_have_count(0)


def test_drafts_and_seeds_without_sidecar_are_shown_and_marked(site: Path, address: str, page: Page) -> None:
    sidecar = site / "content/briefings/river-diary.yaml"
    sidecar.write_text(f"draft: true\n{sidecar.read_text(encoding='utf-8')}", encoding="utf-8")
    (site / "seeds/new-one.txt").write_text("A new one\n\nIts first line.\n", encoding="utf-8")
    page.goto(f"{address}/briefings/new-one.html")
    expect(page.get_by_text("A new one").first).to_be_visible()
    for slug in ("draft", "new-one", "river-diary"):
        page.goto(f"{address}/briefings/{slug}.html")
        expect(page.locator(".opening .draft")).to_be_visible()
    page.goto(f"{address}/briefings/water-plan.html")
    expect(page.locator(".draft")).to_have_count(0)
    page.goto(address)
    expect(page.locator(".draft")).to_have_count(3)


def test_what_is_wrong_with_a_draft_lies_folded_over_pages_that_were_built(
    site: Path, address: str, page: Page
) -> None:
    page.goto(f"{address}/briefings/river-diary.html")
    sidecar = site / "content/briefings/river-diary.yaml"
    written = sidecar.read_text(encoding="utf-8").replace("By train.", "By bicycle.")
    sidecar.write_text(f"draft: true\nsumary: x\n{written}", encoding="utf-8")
    expect(page.locator("[data-note=n1]")).to_contain_text("By bicycle.", timeout=PATIENCE)
    summary = page.get_by_text(re.compile(r"\d warnings? in drafts"))
    expect(summary).to_be_visible()
    expect(page.get_by_text("warning[unknown-key]")).to_be_hidden()
    summary.click()
    expect(page.get_by_text("warning[unknown-key]")).to_be_visible()
    sidecar.write_text(f"sumary: x\n{written}", encoding="utf-8")
    expect(page.get_by_text("error[unknown-key]")).to_be_visible(timeout=PATIENCE)


def test_the_published_folder_is_left_alone(site: Path, address: str) -> None:
    sidecar = site / "content/briefings/river-diary.yaml"
    sidecar.write_text(sidecar.read_text(encoding="utf-8").replace("By train.", "By bicycle."), encoding="utf-8")
    wait_for_text(f"{address}/briefings/river-diary.html", "By bicycle.")
    assert not (site / "site").exists()


def wait_for_text(address: str, text: str) -> None:
    end = time.monotonic() + PATIENCE / 1000
    while text not in urllib.request.urlopen(address).read().decode():  # noqa: S310 - our own server
        assert time.monotonic() < end
        time.sleep(0.05)


TEXTS = ("Diary", "Haddad", "minister", "came", "Town", "Layla", "stayed")
MANY_NOTES = "annotations:\n" + "".join(
    f"  - {{id: n{number}, kind: context, at: {{exact: {text}, occurrence: 1}}, body: {{en: Note {number}.}}}}\n"
    for number, text in enumerate(TEXTS, 1)
)
WHERE = """() => ({
  opened: document.querySelector("[data-face=open]")?.id,
  focus: document.activeElement.getAttribute("href"),
  menu: document.querySelector("details.bar-menu").open,
  window: scrollY,
})"""


def test_an_open_note_stays_open_where_it_was(site: Path, address: str, page: Page) -> None:
    sidecar = site / "content/briefings/river-diary.yaml"
    page.goto(f"{address}/briefings/river-diary.html")
    wait_for_reloads(page)
    sidecar.write_text(f"lang: en\n{MANY_NOTES}", encoding="utf-8")
    page.locator("#n6 header > a").click()
    page.evaluate("document.querySelector('details.bar-menu').open = true")
    page.evaluate("document.querySelector('#n6 header > a').focus({ preventScroll: true })")
    page.evaluate("scrollTo({ top: 120, behavior: 'instant' })")
    wait_for_reloads(page)
    before = page.evaluate(WHERE)
    assert before == {"opened": "n6", "focus": "#n6", "menu": True, "window": 120}

    sidecar.write_text(f"lang: en\n{MANY_NOTES.replace('Note 2.', 'Note 2 is longer.')}", encoding="utf-8")
    expect(page.locator("#n2")).to_contain_text("longer", timeout=PATIENCE)
    wait_for_reloads(page)
    assert page.evaluate(WHERE) == before


def test_the_sites_own_styles_are_replaced_without_loading_the_page_anew(site: Path, address: str, page: Page) -> None:
    styles = site / "templates/assets/style.css"
    styles.parent.mkdir(parents=True)
    page.goto(address)
    wait_for_reloads(page)
    styles.write_text("h1 { color: rgb(1, 2, 3) }", encoding="utf-8")
    # Awaited on the page itself: one that is opened as the file is there may be told of it, and load anew, later.
    expect(page.locator("h1").first).to_have_css("color", "rgb(1, 2, 3)", timeout=PATIENCE)
    wait_for_reloads(page)
    page.evaluate("window.isTheSamePage = true")
    styles.write_text("h1 { color: rgb(3, 2, 1) }", encoding="utf-8")
    expect(page.locator("h1").first).to_have_css("color", "rgb(3, 2, 1)", timeout=PATIENCE)
    assert page.evaluate("window.isTheSamePage")


@pytest.mark.slow
def test_what_editors_leave_beside_a_file_is_no_problem(site: Path, address: str) -> None:
    sidecar = site / "content/briefings/river-diary.yaml"
    sidecar.with_name(".#river-diary.yaml").symlink_to("editor@desk.1234")
    for name in ("#river-diary.yaml#", "river-diary.yaml~", ".river-diary.yaml.swp", "._river-diary.yaml", "4913"):
        sidecar.with_name(name).write_bytes(b"\0no: [yaml")
    sidecar.write_text(sidecar.read_text(encoding="utf-8").replace("By train.", "By bicycle."), encoding="utf-8")
    wait_for_text(f"{address}/briefings/river-diary.html", "By bicycle.")
    page = urllib.request.urlopen(address).read().decode()  # noqa: S310
    for told in ("file-ignored", "link-ignored", "bad-yaml", "bad-character", "4913"):
        assert told not in page


@pytest.mark.slow
def test_the_browser_is_opened_when_asked_for(site: Path, tmp_path: Path) -> None:
    opened, browser = tmp_path / "opened", tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" > "{opened}.part" && mv "{opened}.part" "{opened}"\n', encoding="utf-8")
    browser.chmod(0o755)
    with serving(site, "--port", "0", "--open", BROWSER=str(browser)) as address:
        end = time.monotonic() + PATIENCE / 1000
        while not opened.exists():
            assert time.monotonic() < end
            time.sleep(0.05)
        assert opened.read_text(encoding="utf-8").strip() == f"{address}/"


@pytest.mark.slow
def test_the_command_polls_and_listens_where_it_is_told(site: Path) -> None:
    sidecar = site / "content/briefings/river-diary.yaml"
    with serving(site, "--port", "0", "--host", "localhost", "--poll") as address:
        assert address.startswith("http://localhost:")
        sidecar.write_text(sidecar.read_text(encoding="utf-8").replace("By train.", "By bicycle."), encoding="utf-8")
        wait_for_text(f"{address}/briefings/river-diary.html", "By bicycle.")


def test_a_port_that_is_asked_for_and_busy(site: Path, address: str) -> None:
    port = address.rpartition(":")[2]
    command = [sys.executable, "-m", "sitegen", "serve", "-C", str(site), "--port", port]
    refused = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert refused.returncode == 3
    assert refused.stderr == (
        f"sitegen: port {port} of 127.0.0.1 is in use by another program; choose one with --port\n"
    )
