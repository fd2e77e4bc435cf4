"""Additions to a page on its way to the browser: the scripts that reload it in its place, and the problems."""

import html
from collections.abc import Iterable
from dataclasses import dataclass

from sitegen.serving.builds import ServedProblem
from sitegen.serving.terminal_lines import count_problems

OWN_FILES = ("/_sitegen/stay.js", "/_sitegen/overlay.css")
"""The addresses of files beside this module that pages load: their policy forbids scripts and styles within a page."""
STAY_ADDRESS, STYLE_ADDRESS = OWN_FILES
STYLE = f'<link rel="stylesheet" href="{STYLE_ADDRESS}">'


@dataclass(frozen=True, slots=True)
class Addition:
    """The settings of the additions, the same for every page of one moment."""

    host: str
    """The name by which the browser called."""
    port: int
    build: int
    """The number of the build that the page is of; the browser tells it when it connects."""
    problems: tuple[ServedProblem, ...]
    elements: str = ""
    """Elements that stand before all others."""


def add_to_page(page: bytes, addition: Addition) -> bytes:
    """Return the page with the addition before the end of its body, its own bytes as they were."""
    end = page.lower().rfind(b"</body")
    if end < 0:
        end = len(page)
    added = addition.elements + _write_problems(addition.problems) + _write_scripts(addition)
    return b"".join((page[:end], added.encode(), page[end:]))


def problems_page(addition: Addition) -> bytes:
    """Return a page of its own for problems, where there is no page yet to lay them over."""
    return add_to_page(_bare_page("sitegen: nothing could be built yet"), addition)


def missing_page(addition: Addition) -> bytes:
    """Return a page that says that there is none, for a site without a 404.html."""
    return add_to_page(_bare_page("404: there is no such page"), addition)


def _bare_page(title: str) -> bytes:
    return (
        f'<!doctype html>\n<html lang="en" dir="ltr"><head><meta charset="utf-8"><title>{title}</title>'
        f'{STYLE}</head>\n<body class="sitegen"><h1>{title}</h1></body></html>\n'
    ).encode()


def _write_scripts(addition: Addition) -> str:
    """Return the scripts' elements; livereload.js reads its settings from its own address, `snipver` is sent back."""
    settings = f"host={addition.host}&port={addition.port}&snipver={addition.build}&maxdelay=4000"
    return f'<script src="{STAY_ADDRESS}"></script><script async src="/livereload.js?{html.escape(settings)}"></script>'


def _write_problems(problems: tuple[ServedProblem, ...]) -> str:
    """Return the panel: errors first, warnings folded; folded as a whole where nothing but drafts is at fault."""
    if not problems:
        return ""
    errors = [problem for problem in problems if problem.is_error]
    warnings = [problem for problem in problems if not problem.is_error]
    texts = _write_texts(errors or warnings)
    if errors and warnings:
        texts += _write_folded("warnings", count_problems(warnings), _write_texts(warnings))
    if errors:
        heading = f"{count_problems(problems)}: not built; what you see is the last good version, if there is one"
        folded = _write_folded("errors", heading, texts, state=" open")
    else:
        folded = _write_folded("drafts", f"{count_problems(problems)} in drafts", texts)
    drafts = "" if errors else ' class="drafts"'
    return f'{STYLE}<div id="_sitegen-problems" role="alert" lang="en" dir="ltr"{drafts}>{folded}</div>'


def _write_folded(name: str, heading: str, texts: str, *, state: str = "") -> str:
    """Return what can be folded; by its name it is known again when the page is loaded anew."""
    return f'<details id="_sitegen-{name}"{state}><summary>{heading}</summary>{texts}</details>'


def _write_texts(problems: Iterable[ServedProblem]) -> str:
    return "".join(f"<pre>{html.escape(problem.text)}</pre>" for problem in problems)
