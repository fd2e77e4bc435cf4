"""`sitegen annotate`: the requests by which a page's script reads and changes sources, and who may make them.

What a request does is not known here: the command hands in the function that answers. A page of another site can
neither read the token of the run, which stands in our pages, nor send JSON with it.
"""

import asyncio
import json
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from tornado.web import RequestHandler, stream_request_body

from sitegen.serving.guard import Guard

MOST_BYTES: Final = 256 * 1024
"""Of a request: a note is a few hundred."""
PREFIX: Final = "/_sitegen/annotate/"
TOKEN_HEADER: Final = "X-Sitegen-Token"  # noqa: S105 - a name
OWN_FILES_OF_ANNOTATING: Final = ("/_sitegen/annotate.js", "/_sitegen/annotate.css")
"""The addresses of the files beside this module by which pages can be written on."""

AnswerFunction = Callable[[str, Mapping[str, Any]], tuple[int, Mapping[str, Any]]]
"""Takes what is asked for (`state`, `save` …) and the request's JSON; returns the status and the JSON to answer."""


@dataclass(frozen=True, slots=True)
class Annotating:
    """The part of a server that lets its pages change sources."""

    answer: AnswerFunction
    """Called in threads of its own, several at a time."""
    token: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    """Of this run; only pages of this server know it."""

    def elements_for(self, address: str) -> str:
        """Return what a page at this address loads to be written on; nothing where it is no briefing's."""
        if not address.rpartition("/")[0].endswith("/briefings"):
            return ""
        script, style = OWN_FILES_OF_ANNOTATING
        return f'<link rel="stylesheet" href="{style}"><script src="{script}" defer data-token="{self.token}"></script>'


@stream_request_body
class RequestOfScript(RequestHandler):
    """Answers what a page's script asks; what is not to be answered is refused before its body is read."""

    SUPPORTED_METHODS = ("POST",)

    def initialize(self, annotating: Annotating, guard: Guard) -> None:
        """Take what the handler is handed."""
        self._annotating = annotating
        self._guard = guard
        self._body = bytearray()

    def set_default_headers(self) -> None:
        """Let nobody keep an answer or read it as something else."""
        self.set_header("Cache-Control", "no-store")
        self.set_header("X-Content-Type-Options", "nosniff")
        self.clear_header("Server")

    def prepare(self) -> None:
        """Refuse foreign pages, other content than JSON, and what is too large."""
        headers, guard = self.request.headers, self._guard
        if not (guard.allows_host(self.request.host) and guard.allows_origin(headers.get("Origin"))):
            self._tell(403, "foreign host or origin")
        elif not secrets.compare_digest(headers.get(TOKEN_HEADER, "").encode(), self._annotating.token.encode()):
            self._tell(403, "the page is of another run of `sitegen annotate`: load it again")
        elif headers.get("Content-Type", "").partition(";")[0].strip().lower() != "application/json":
            self._tell(415, "JSON is expected")
        elif not headers.get("Content-Length", "").isdecimal():
            self._tell(411, "the length is expected in Content-Length")
        elif int(headers["Content-Length"]) > MOST_BYTES:
            self._tell(413, f"at most {MOST_BYTES:,} bytes are read")

    def data_received(self, chunk: bytes) -> None:
        """Take in a piece of the body."""
        self._body += chunk

    async def post(self) -> None:
        """Answer a request that may be made."""
        try:
            asked = json.loads(self._body)
        except ValueError:
            asked = None
        if not isinstance(asked, dict):
            self._tell(400, "a map in JSON is expected")
            return
        name = self.request.path.removeprefix(PREFIX)
        loop = asyncio.get_running_loop()
        status, answer = await loop.run_in_executor(None, self._annotating.answer, name, asked)
        self._answer(status, answer)

    def write_error(self, status_code: int, **_reasons: object) -> None:
        """Tell the status and nothing of the machine."""
        self._tell(status_code, self._reason)

    def _tell(self, status: int, fault: str) -> None:
        if status in (411, 413):  # what follows is not read
            self.set_header("Connection", "close")
        self._answer(status, {"error": fault})

    def _answer(self, status: int, answer: Mapping[str, Any]) -> None:
        self.set_status(status)
        self.set_header("Content-Type", "application/json; charset=utf-8")
        self.finish(json.dumps(answer, ensure_ascii=False, separators=(",", ":")))


def request_rules(annotating: Annotating, guard: Guard) -> list[Any]:
    """Return tornado's rules for the requests."""
    return [(f"{PREFIX}[a-z-]+", RequestOfScript, {"annotating": annotating, "guard": guard})]
