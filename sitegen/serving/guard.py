"""Requests that the server answers: those of pages that it served itself, by a name of its own.

Without this any page of the web could read drafts from an editor's machine: by DNS rebinding (a foreign Host) or
by a web socket (a foreign Origin).
"""

import ipaddress
from dataclasses import dataclass
from urllib.parse import urlsplit

LOCAL_NAMES = ("127.0.0.1", "localhost", "[::1]")
EVERYWHERE = ("0.0.0.0", "::", "")  # noqa: S104 - compared with, never bound to unasked


@dataclass(frozen=True, slots=True)
class Guard:
    """The names by which this server may be called."""

    host: str
    """Where the server listens, as its user wrote it."""
    port: int

    def allows_host(self, host: str) -> bool:
        """Tell whether a Host header names this server; where it listens everywhere, by any address in numbers."""
        name, port = split_host(host)
        if port != self.port:
            return False
        return name in LOCAL_NAMES or name == bracketed(self.host).lower() or (self._is_open and _is_address(name))

    def allows_origin(self, origin: str | None) -> bool:
        """Tell whether an Origin header, if there is one, is a page of this server."""
        if origin is None:
            return True
        scheme, _, rest = origin.partition("://")
        return scheme == "http" and self.allows_host(rest)

    @property
    def address(self) -> str:
        """Return the address to open in a browser."""
        return f"http://{LOCAL_NAMES[0] if self._is_open else bracketed(self.host)}:{self.port}/"

    @property
    def _is_open(self) -> bool:
        return self.host in EVERYWHERE


def bracketed(host: str) -> str:
    """Return a host as it stands in an address."""
    return f"[{host}]" if ":" in host and not host.startswith("[") else host


def split_host(host: str) -> tuple[str, int]:
    """Return name and port (80 where none is given) of a Host header; an empty name and 0 for what is none."""
    try:
        parts = urlsplit(f"//{host}")
        port = parts.port
    except ValueError:
        return "", 0
    if parts.netloc != host or "@" in host:
        return "", 0
    return bracketed(parts.hostname or ""), 80 if port is None else port


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name.strip("[]"))
    except ValueError:
        return False
    return True
