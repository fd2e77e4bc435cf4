"""The address of a site on GitHub Pages: a domain of its own, told there by the file CNAME, or one below GitHub's."""

import ipaddress
import re
from typing import Final
from urllib.parse import urlsplit

CNAME: Final = "CNAME"

_HOSTS_OF_PAGES: Final = ("github.io", "gitlab.io", "codeberg.page")
"""Hosts of everybody's pages, each under a name of its own that is given, not chosen."""

_ON_GITHUB: Final = re.compile(r"(?:^|@|//)github\.com[:/]/*(?P<owner>[\w-]+)/(?P<name>[\w.-]+?)(?:\.git)?/*$")
"""A repository there, by the web's way of naming it or by that of ssh."""


def own_domain(address: str) -> str:
    """Return the domain that stands at the site's own disposal, in ASCII; empty where its address names none.

    An address with a path names none either: the domain is then that of another repository, beside whose site this
    one stands.
    """
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return ""
    host = _in_ascii(host.rstrip("."))
    if port or parts.path.strip("/") or "." not in host or _is_number(host):
        return ""
    is_given = any(host == one or host.endswith(f".{one}") for one in _HOSTS_OF_PAGES)
    return "" if is_given else host


def pages_address(repository: str) -> str:
    """Return where GitHub shows the site of a repository that has no domain of its own; empty for other hosts'."""
    found = _ON_GITHUB.search(repository)
    if not found:
        return ""
    host = f"{found['owner'].lower()}.github.io"
    return f"https://{host}/" if found["name"].lower() == host else f"https://{host}/{found['name']}/"


def _in_ascii(host: str) -> str:
    """Return a name as the domain name system knows it: «موقع.example» as `xn--4gbrim.example`."""
    try:
        return host.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return ""


def _is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
