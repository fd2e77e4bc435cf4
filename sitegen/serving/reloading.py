"""The one place that knows livereload: its protocol and its script, on our terms.

Its own server builds on the loop that answers requests, answers any Host and Origin, polls and loses reloads; of it
only the handlers are used, with a watcher that leaves the watching to us.
"""

import asyncio
import json
from collections.abc import Iterable
from typing import Any

from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler
from livereload.watcher import Watcher

from sitegen.serving.builds import ShownPages
from sitegen.serving.guard import Guard

EVERY_PAGE = "*"


class _NoWatcher(Watcher):  # type: ignore[misc] # livereload ships no types
    """Told to livereload in place of its own watcher, which polls."""

    def start(self, callback: object) -> bool:  # noqa: ARG002 - the signature is livereload's
        return True


LiveReloadHandler.watcher = _NoWatcher()
LiveReloadHandler.live_css = True


class ReloadHandler(LiveReloadHandler):  # type: ignore[misc]
    """A browser's web socket: told to reload when the pages change, and at once if its page is an older one."""

    def initialize(self, showing: ShownPages, guard: Guard) -> None:
        """Take what all handlers are handed."""
        self._showing = showing
        self._guard = guard
        self._build: object = None

    def prepare(self) -> None:
        """Refuse foreign hosts; origins are refused by `check_origin`."""
        if not self._guard.allows_host(self.request.host):
            self.set_status(403)
            self.finish()

    def check_origin(self, origin: str) -> bool:
        """Tell whether a page of ours asks."""
        return self._guard.allows_origin(origin)

    def write_message(self, message: object, binary: bool = False) -> asyncio.Future[None]:  # noqa: FBT001, FBT002 - tornado's
        """Send; a browser that has just gone is no fault, though nobody waits for this to end."""
        sending: asyncio.Future[None] = super().write_message(message, binary)
        sending.add_done_callback(lambda sent: sent.cancelled() or sent.exception())
        return sending

    def on_message(self, message: str | bytes) -> None:
        """Answer livereload's handshake; whoever speaks another language is hung up on."""
        try:
            said = json.loads(message)
            super().on_message(message)
        except (ValueError, TypeError, AttributeError):
            self.close()
            return
        if said["command"] == "hello":
            self._build = said.get("snipver")
        if said["command"] == "info" and self._build not in (None, self._showing.build):
            self.send_message(_reload(EVERY_PAGE))


class ScriptHandler(LiveReloadJSHandler):  # type: ignore[misc]
    """livereload's script."""

    def initialize(self, guard: Guard) -> None:
        """Take what the handler is handed."""
        self._guard = guard

    def prepare(self) -> None:
        """Refuse foreign hosts."""
        self.set_header("Cache-Control", "no-store")
        if not self._guard.allows_host(self.request.host):
            self.set_status(403)
            self.finish()


def reload_handlers(showing: ShownPages, guard: Guard) -> list[Any]:
    """Return tornado's rules for livereload's addresses."""
    return [
        (r"/livereload", ReloadHandler, {"showing": showing, "guard": guard}),
        (r"/livereload\.js", ScriptHandler, {"guard": guard}),
    ]


def reload_pages(paths: Iterable[str] = (EVERY_PAGE,)) -> None:
    """Tell all browsers to load their page anew, or only the style sheets of these paths; on the IO loop."""
    for path in paths:
        LiveReloadHandler.reload_waiters(path)


def hang_up() -> None:
    """Close the web sockets of all browsers."""
    for waiter in LiveReloadHandler.waiters.copy():
        waiter.close()


def _reload(path: str) -> dict[str, object]:
    return {"command": "reload", "path": path, "liveCSS": True, "liveImg": True}
