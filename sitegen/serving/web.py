"""The web server's answers: files of the built site, as a web host would give them, with our addition in each page."""

import asyncio
import mimetypes
import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from tornado.web import Application, RequestHandler

from sitegen.output.journal import is_swapping
from sitegen.serving.annotating import OWN_FILES_OF_ANNOTATING, Annotating, request_rules
from sitegen.serving.builds import ShownPages
from sitegen.serving.guard import Guard, split_host
from sitegen.serving.overlay import OWN_FILES, Addition, add_to_page, missing_page, problems_page
from sitegen.serving.reloading import reload_handlers

LONGEST_SWAP = 10.0
"""Seconds that a request waits while new pages are put in place."""
SWAP_PAUSE = 0.005
"""Seconds between two looks whether they are."""

HTML = "text/html; charset=utf-8"
CONTENT_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".html": HTML,
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".jsonld": "application/ld+json; charset=utf-8",
    ".md": "text/markdown; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".webmanifest": "application/manifest+json; charset=utf-8",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".xml": "application/xml; charset=utf-8",
}
"""By suffix, on every machine the same; what is not here is looked up in Python's own table."""
OTHER_TYPES = mimetypes.MimeTypes()


def make_application(
    showing: ShownPages, guard: Guard, *, on_lost: Callable[[], None], annotating: Annotating | None = None
) -> Application:
    """Return the web application; it writes no log, as its user wants to read the builds.

    `on_lost` is called when a page is asked for and nothing of what was built is there any more. Pages can be written
    on where `annotating` says how.
    """
    handed = {"showing": showing, "guard": guard, "on_lost": on_lost, "annotating": annotating}
    own_files = (*OWN_FILES, *(OWN_FILES_OF_ANNOTATING if annotating else ()))
    rules: list[Any] = [
        *reload_handlers(showing, guard),
        *(request_rules(annotating, guard) if annotating else ()),
        ("|".join(map(re.escape, own_files)), OwnFileHandler, handed),
        (r".*", PageHandler, handed),
    ]
    return Application(rules, log_function=lambda _handler: None)


def locate(folder: Path, address: str) -> Path | None:
    """Return the file that an address (percent-encoded, from `/` on) stands for, or None.

    A folder's file is its index.html. Nothing outside the folder is ever found, by whatever dots, slashes, backslashes,
    NULs or symbolic links, nor what sitegen keeps there for itself.
    """
    try:
        names = unquote(address, errors="strict").removeprefix("/").split("/")
    except UnicodeDecodeError:
        return None
    if names[-1] == "":
        names[-1] = "index.html"
    if names[0].startswith(".sitegen") or not all(map(_is_file_name, names)):
        return None
    try:
        place = folder.joinpath(*names).resolve()
        return place if place.is_relative_to(folder) and place.is_file() else None
    except (OSError, RuntimeError, ValueError):  # a name that is too long, links that go round in a circle
        return None


def content_type(path: Path) -> str:
    """Return the Content-Type of a file."""
    suffix = path.suffix.lower()
    return CONTENT_TYPES.get(suffix) or OTHER_TYPES.guess_type(f"x{suffix}")[0] or "application/octet-stream"


class PageHandler(RequestHandler):
    """Answers GET and HEAD."""

    SUPPORTED_METHODS = ("GET", "HEAD")

    def initialize(
        self, showing: ShownPages, guard: Guard, on_lost: Callable[[], None], annotating: Annotating | None
    ) -> None:
        """Take what all handlers are handed."""
        self._showing = showing
        self._guard = guard
        self._on_lost = on_lost
        self._annotating = annotating
        if annotating:  # no foreign page may lie over ours and have its buttons pressed
            self.set_header("X-Frame-Options", "DENY")

    def set_default_headers(self) -> None:
        """Let browsers keep nothing: every page may be another one a moment later."""
        self.set_header("Cache-Control", "no-store")
        self.set_header("X-Content-Type-Options", "nosniff")
        self.clear_header("Server")

    def prepare(self) -> None:
        """Refuse foreign hosts and origins."""
        request = self.request
        if not (self._guard.allows_host(request.host) and self._guard.allows_origin(request.headers.get("Origin"))):
            self._answer(403, "text/plain; charset=utf-8", b"403: foreign host or origin\n")

    async def get(self) -> None:
        """Answer with the file, the folder's index, or the site's own 404 page."""
        await _wait_for_swap(self._showing.folder)
        address = self.request.path
        elements = self._annotating.elements_for(address) if self._annotating else ""
        addition = Addition(*split_host(self.request.host), self._showing.build, self._showing.problems, elements)
        place = locate(self._showing.folder, address)
        if place is None and locate(self._showing.folder, f"{address}/"):
            self.redirect(f"{address}/")
        elif place:
            self._answer_with_file(200, place, addition)
        else:
            self._answer_without_file(addition)

    head = get

    def compute_etag(self) -> None:
        """Return none: nothing is kept, so nothing needs to be compared."""

    def write_error(self, status_code: int, **_reasons: object) -> None:
        """Tell the status and nothing of the machine."""
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish(f"{status_code}: {self._reason}\n")

    def _answer_with_file(self, status: int, place: Path, addition: Addition) -> None:
        kind = content_type(place)
        content = place.read_bytes()
        self._answer(status, kind, add_to_page(content, addition) if kind == HTML else content)

    def _answer_without_file(self, addition: Addition) -> None:
        own_page = locate(self._showing.folder, "/404.html")
        if own_page:
            self._answer_with_file(404, own_page, addition)
        elif addition.problems and locate(self._showing.folder, "/") is None:
            self._answer(200, HTML, problems_page(addition))
        else:
            if not (addition.problems or self._showing.folder.is_dir()):
                self._on_lost()
            self._answer(404, HTML, missing_page(addition))

    def _answer(self, status: int, kind: str, content: bytes) -> None:
        self.set_status(status)
        self.set_header("Content-Type", kind)
        self.finish(content)


class OwnFileHandler(PageHandler):
    """Answers with what the additions to pages load."""

    async def get(self) -> None:
        """Answer with the file of this package."""
        file = Path(__file__).with_name(self.request.path.rpartition("/")[2])
        self._answer(200, content_type(file), file.read_bytes())

    head = get


def _is_file_name(name: str) -> bool:
    return name not in ("", ".", "..") and "\\" not in name and name.isprintable()


async def _wait_for_swap(folder: Path) -> None:
    deadline = time.monotonic() + LONGEST_SWAP
    while is_swapping(folder) and time.monotonic() < deadline:
        await asyncio.sleep(SWAP_PAUSE)
