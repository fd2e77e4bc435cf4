"""The validators that need no browser: the Nu checker for the HTML, stylelint for the stylesheets."""

import json
import re
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from tests.browser.built_site import BuiltSite, Finding

HERE = Path(__file__).parent
NU_CHECKER = HERE / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
STYLELINT = HERE / "node_modules" / "stylelint" / "bin" / "stylelint.mjs"
STYLE_ELEMENT = re.compile(r"<style\b[^>]*>(.*?)</style>", re.DOTALL | re.IGNORECASE)


def find_html_errors(site: BuiltSite) -> Iterator[Finding]:
    """Yield the Nu checker's errors on all pages, from one run over the folder."""
    options = ("--errors-only", "--skip-non-html", "--format", "json")
    done = subprocess.run(
        ["java", "-jar", NU_CHECKER, *options, site.folder],
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    for message in read_answer(done)["messages"]:
        page = Path(unquote(urlsplit(message.get("url", "")).path))
        name = site.name_of(page) if page.is_relative_to(site.folder) else str(page)
        place = f"{message.get('lastLine', '?')}:{message.get('firstColumn', message.get('lastColumn', '?'))}"
        yield Finding(name, "nu", f"{place}: {message['message']} {message.get('extract', '')!r}")


def find_style_errors(site: BuiltSite) -> Iterator[Finding]:
    """Yield what in the stylesheets, and in the pages' style elements, is not logical (R30)."""
    with tempfile.TemporaryDirectory() as folder:
        sheets = {sheet: site.name_of(sheet) for sheet in sorted(site.folder.rglob("*.css"))}
        for number, (css, page) in enumerate(sorted(style_elements(site).items())):
            copy = Path(folder, f"{number}.css")
            copy.write_text(css, encoding="utf-8")
            sheets[copy] = f"{page} <style>"
        yield from lint(sheets)


def style_elements(site: BuiltSite) -> dict[str, str]:
    """Return the text of each style element, with the first page that has it."""
    found: dict[str, str] = {}
    for page in site.pages:
        for css in STYLE_ELEMENT.findall(page.read_text(encoding="utf-8")):
            found.setdefault(css, site.name_of(page))
    return found


def lint(sheets: dict[Path, str]) -> Iterator[Finding]:
    if not sheets:
        return
    config = ("--config", HERE / "stylelint.config.mjs", "--config-basedir", HERE)
    # A built site may lie in a folder that an ignore file names.
    options = ("--formatter", "json", "--no-color", "--ignore-path", "/dev/null")
    command: list[str | Path] = ["node", STYLELINT, *options, *config, *sheets]
    done = subprocess.run(command, check=False, capture_output=True, text=True, encoding="utf-8", cwd=HERE)
    for sheet in read_answer(done):
        for warning in sheet["warnings"]:
            yield Finding(sheets[Path(sheet["source"])], "R30", f"{warning['line']}: {warning['text']}")


def read_answer(done: subprocess.CompletedProcess[str]) -> Any:  # noqa: ANN401 (each tool has a JSON of its own)
    """Return the JSON that a tool answers with, on standard error; fails with its words when it broke down."""
    try:
        return json.loads(done.stderr or done.stdout)
    except ValueError as error:
        raise RuntimeError(f"{done.args} ended with {done.returncode}: {done.stdout}{done.stderr}") from error
