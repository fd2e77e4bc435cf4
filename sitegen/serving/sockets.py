"""The port that the server listens on."""

import errno
import os
import socket
import sys
from collections.abc import Sequence

from sitegen.refusal import Refusal

DEFAULT_PORT = 8000
LAST_PORT = 8099
"""Up to this port a free one is looked for when none was asked for."""
BACKLOG = 128
_TAKEN = frozenset((errno.EADDRINUSE, errno.EACCES))
"""A port that cannot be had while the next one may: Windows keeps some for itself and denies them."""

Sockets = tuple[socket.socket, ...]


def bind(host: str, port: int | None) -> Sockets:
    """Return sockets for all addresses of a host, bound and not yet listening.

    Without a port: the first free one from 8000 on. Refusal with status 3 where none is to be had.
    """
    ports: Sequence[int] = range(DEFAULT_PORT, LAST_PORT + 1) if port is None else (port,)
    for each in ports:
        try:
            return _bind_all(host, each)
        except OSError as error:
            if error.errno not in _TAKEN or each == ports[-1]:
                raise _refusal(host, each, error) from error
    raise AssertionError  # the last port returns or raises


def listen(sockets: Sockets, host: str, port: int | None) -> Sockets:
    """Let browsers connect, and return the sockets that listen.

    They are others, on the next free port, where another server that was bound as well began to listen first and no
    port was asked for; else Refusal with status 3.
    """
    while True:
        try:
            for each in sockets:
                each.listen(BACKLOG)
        except OSError as error:
            taken = port_of(sockets)
            close(sockets)
            if port is not None or error.errno not in _TAKEN:
                raise _refusal(host, taken, error) from error
            sockets = bind(host, None)
        else:
            return sockets


def port_of(sockets: Sockets) -> int:
    """Return the port that all of them have."""
    number: int = sockets[0].getsockname()[1]
    return number


def close(sockets: Sockets) -> None:
    """Let the port go."""
    for each in sockets:
        each.close()


def _bind_all(host: str, port: int) -> Sockets:
    sockets: list[socket.socket] = []
    try:
        found = socket.getaddrinfo(host.strip("[]") or None, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        for family, kind, protocol, _, address in dict.fromkeys(found):
            taken = port_of(tuple(sockets)) if sockets else port
            sockets.append(_bind_one(family, kind, protocol, (address[0], taken, *address[2:])))
    except UnicodeError as error:  # a name that no domain can have, to the library of names
        raise Refusal(f"--host {host}: no host can have this name", status=2) from error
    except OSError:
        close(tuple(sockets))
        raise
    return tuple(sockets)


def _bind_one(family: int, kind: int, protocol: int, address: tuple[object, ...]) -> socket.socket:
    bound = socket.socket(family, kind, protocol)
    try:
        if sys.platform == "win32":  # where SO_REUSEADDR would share the port with another server
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            bound.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        bound.settimeout(0)
        bound.bind(address)
    except OSError:
        bound.close()
        raise
    return bound


def _refusal(host: str, port: int, error: OSError) -> Refusal:
    if error.errno == errno.EADDRINUSE:
        return Refusal(f"port {port} of {host} is in use by another program; choose one with --port", status=3)
    reason = error.strerror or os.strerror(error.errno or 0)
    return Refusal(f"cannot listen on port {port} of {host}: {reason}", status=3)
