"""Save notes of a made-up archive while `sitegen serve` shows it, and tell how soon a real browser has them.

    python -m tests.bench.serve [--count 100] [--saves 15] [--idle 10] [--profile heavy] [--poll]

A time runs from the moment before the sidecar is written to the page's load event in Chromium. The build's share is
what the server tells, the browser's runs from its first step to the new page; what is left is the watching, putting
things off to do them together, and telling the browser. The processor's time without a change is of all the server's
processes, and in part of a browser that shows a page.
"""

import argparse
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import IO, Final

from playwright.sync_api import Page

from tests.bench.articles import LIGHT, PROFILES, Profile, make_article
from tests.bench.contenders import REPOSITORY
from tests.bench.generate import write_files
from tests.bench.sitegen_files import note_file, site_files
from tests.bench.tables import align
from tests.browser.inspection import open_browser

GOALS: Final = {100: 0.15, 10_000: 0.3}
"""Seconds from a save to the reloaded page, by the number of briefings."""
IDLE_GOAL: Final = 0.01
"""Of a core's time while nothing is changed."""
WARM_UP: Final = 2
"""Saves that come before those that count: the browser and the system's memory settle."""
PATIENCE: Final = 120_000
"""Milliseconds until a page that never shows what was saved is given up."""
PAUSE: Final = 0.3
"""Seconds between two saves, so that none meets the work of the one before."""
REPORT_LOAD: Final = """
addEventListener("load", () => { window.loadedAt = Date.now(); });
"""
ADDED: Final = "تصحيح"
"""What the edits put before their number."""


@dataclass(frozen=True, slots=True)
class Save:
    """What one save took, in seconds."""

    total: float
    """From before the file was written to the page's load event."""
    build: float
    """As the server tells it, in hundredths."""
    browser: float
    """From when the browser left the old page to the new one's load event."""

    @property
    def between(self) -> float:
        """Return what neither the build nor the browser took."""
        return self.total - self.build - self.browser


@dataclass(frozen=True, slots=True)
class Server:
    """A running `sitegen serve`."""

    process: "subprocess.Popen[str]"
    terminal: IO[str]
    """What it tells, line by line."""
    address: str
    """Ends with a slash."""
    started: float
    """Seconds until it served, the first build among them."""

    def read_seconds_of_build(self) -> float:
        """Wait for the next build to be told, and return its seconds."""
        return float(_read_until(self.terminal, r" in (\d+\.\d\d) s")[1])


@contextmanager
def run_server(site: Path, *options: str) -> Iterator[Server]:
    """Serve a site while the block runs. RuntimeError where the server ends by itself."""
    command = (sys.executable, "-m", "sitegen", "serve", "-C", str(site), "--port", "0", *options)
    began = time.perf_counter()
    process = subprocess.Popen(command, cwd=REPOSITORY, stdout=subprocess.PIPE, text=True, encoding="utf-8")
    if process.stdout is None:
        raise AssertionError
    with process, process.stdout as terminal:
        try:
            address = _read_until(terminal, r"serving (http://\S+)")[1]
            yield Server(process, terminal, address, time.perf_counter() - began)
        finally:
            process.send_signal(signal.SIGINT)


def measure_saves(server: Server, page: Page, site: Path, profile: Profile, *, saves: int) -> Iterator[Save]:
    """Yield what each save of the first article's sidecar takes; the first few are not told."""
    article = make_article(0, profile)
    page.add_init_script(REPORT_LOAD)
    page.goto(f"{server.address}briefings/{article.stem}.html")
    page.wait_for_function("window.LiveReload?.connector.protocol === 7")
    for revision in range(1, WARM_UP + saves + 1):
        time.sleep(PAUSE)
        began = time.time()
        write_files(site, [note_file(article, revision)])
        save = _wait_for_revision(server, page, revision, began)
        if revision > WARM_UP:
            yield save


def _wait_for_revision(server: Server, page: Page, revision: int, began: float) -> Save:
    shown = f"document.querySelector('main')?.textContent.includes('{ADDED} {revision}')"
    page.wait_for_function(f"window.loadedAt && {shown}", timeout=PATIENCE)
    page.wait_for_function("window.LiveReload?.connector.protocol === 7")
    left, loaded = page.evaluate("[performance.timeOrigin, window.loadedAt]")
    return Save(loaded / 1000 - began, server.read_seconds_of_build(), (loaded - left) / 1000)


def measure_idle(server: Server, *, seconds: float) -> float | None:
    """Return the part of a core that the server takes while nothing happens; None where the system does not tell."""
    before, began = processor_seconds(server.process.pid), time.perf_counter()
    time.sleep(seconds)
    after, ended = processor_seconds(server.process.pid), time.perf_counter()
    return None if before is None or after is None else (after - before) / (ended - began)


def processor_seconds(process: int) -> float | None:
    """Return what a process and those that it started have taken so far; None where there is no /proc."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
        children = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii").split()
    except OSError:
        return None
    # User and system time are the 14th and 15th field (man proc_pid_stat); the third is the first behind the name.
    own = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return own + sum(processor_seconds(int(child)) or 0.0 for child in children)


def write_saves(saves: Sequence[Save], count: int) -> str:
    """Return a table of milliseconds: median and worst of the whole and of its parts."""
    parts = {
        "save to reloaded page": [save.total for save in saves],
        "of it the build": [save.build for save in saves],
        "of it the browser": [save.browser for save in saves],
        "of it between them": [save.between for save in saves],
    }
    rows = [[f"{count} articles, {len(saves)} saves", "median ms", "worst ms"]]
    rows += [[name, f"{median(seconds) * 1000:.0f}", f"{max(seconds) * 1000:.0f}"] for name, seconds in parts.items()]
    return align(rows)


def write_goals(saves: Sequence[Save], idle: float | None, count: int) -> str:
    """Return the goals that apply beside what was measured."""
    lines = []
    if count in GOALS:
        reached = median(save.total for save in saves)
        lines.append(f"save to reloaded page: {reached:.3f} s, goal {GOALS[count]:.2f} s")
    if idle is not None:
        lines.append(f"idle: {idle:.2%} of a core, goal {IDLE_GOAL:.0%}")
    return "\n".join(lines)


def _read_until(terminal: IO[str], pattern: str) -> re.Match[str]:
    for line in terminal:
        if found := re.search(pattern, line):
            return found
    raise RuntimeError("the server ended by itself")


def _tell(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def _measure(site: Path, wanted: argparse.Namespace) -> None:
    profile = PROFILES[wanted.profile]
    write_files(site, site_files(wanted.count, profile))
    with run_server(site, *(["--poll"] if wanted.poll else [])) as server:
        _tell(f"first build served after {server.started:.2f} s")
        with open_browser() as browser:
            page = browser.new_page(bypass_csp=True)
            saves = list(measure_saves(server, page, site, profile, saves=wanted.saves))
            _tell(write_saves(saves, wanted.count))
            idle = measure_idle(server, seconds=wanted.idle)
    _tell(write_goals(saves, idle, wanted.count))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=100, help="number of articles")
    parser.add_argument("--saves", type=int, default=15, metavar="N")
    parser.add_argument(
        "--idle", type=float, default=10.0, metavar="SECONDS", help="how long to look while nothing happens"
    )
    parser.add_argument("--profile", choices=PROFILES, default=LIGHT.name, help="how much is said of each article")
    parser.add_argument("--poll", action="store_true", help="serve with --poll")
    return parser.parse_args()


def main() -> int:
    """Print the figures; the exit status tells nothing."""
    wanted = _arguments()
    _tell(f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}")
    with tempfile.TemporaryDirectory(prefix="sitegen-serve-") as folder:
        _measure(Path(folder), wanted)
    return 0


if __name__ == "__main__":
    sys.exit(main())
