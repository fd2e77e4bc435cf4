"""Pages printed as PDF by the browser that is installed: no other program joins Arabic letters across links."""

import os
import shutil
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from sitegen.publishing.git import run_program
from sitegen.refusal import WRONG_USE, Refusal

BROWSER: Final = "SITEGEN_BROWSER"
"""The variable of the environment that names another browser than the ones that are looked for."""
_BROWSERS: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
_ELSEWHERE: Final = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)
_PATIENCE: Final = 10_000
"""Milliseconds of the page's own time that scripts and fonts get."""


def find_browser(environment: Mapping[str, str]) -> str:
    """Return the program that prints; Refusal with status 2 that says how to get one where there is none."""
    named = environment.get(BROWSER, "")
    names = (named,) if named else (*_BROWSERS, *_ELSEWHERE)
    found = next(filter(None, (shutil.which(name, path=environment.get("PATH")) for name in names)), None)
    if found:
        return found
    missing = f"`{named}` ({BROWSER}) is no program" if named else "neither Chromium nor Chrome nor Edge was found"
    way_out = f"install Chromium, or name its program by {BROWSER}=PATH; or print the page from your own browser"
    raise Refusal(f"PDF is printed by a browser, and {missing}: {way_out}", status=WRONG_USE)


def print_page(page: Path, browser: str, environment: Mapping[str, str]) -> bytes:
    """Return a page of a built site as PDF; Refusal with status 3 where the browser makes none."""
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "page.pdf"
        command = [
            browser,
            "--headless",
            "--disable-gpu",
            "--no-first-run",
            f"--user-data-dir={folder}/profile",
            "--no-pdf-header-footer",
            f"--virtual-time-budget={_PATIENCE}",
            f"--print-to-pdf={made}",
            *(["--no-sandbox"] if _is_root() else []),
            page.resolve().as_uri(),
        ]
        answer = run_program(command, Path(folder), environment)
        if made.is_file() and made.stat().st_size:
            return made.read_bytes()
        told = answer.err.strip().rpartition("\n")[2]
        raise Refusal(f"{browser} printed nothing{f': {told}' if told else ''}", status=3)


def _is_root() -> bool:
    """Tell whether the system's administrator runs this, for whom Chromium has no sandbox: in containers it is so."""
    return sys.platform != "win32" and os.geteuid() == 0
