"""What a page's policy would forbid, found in its HTML alone: styles, scripts and handlers within the page."""

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from tests.browser.built_site import BuiltSite, Finding

POLICY = "default-src 'self'; base-uri 'none'; form-action 'self'"
DATA_BLOCK = "application/ld+json"


def find_policy_faults(site: BuiltSite) -> Iterator[Finding]:
    """Yield each page that lacks the policy, or holds what the policy forbids."""
    for page in site.pages:
        for fault in read_faults(page):
            yield Finding(site.name_of(page), "policy", fault)


def read_faults(page: Path) -> Iterator[str]:
    """Yield what is wrong on one page."""
    reader = PolicyReader()
    reader.feed(page.read_text(encoding="utf-8"))
    reader.close()
    yield from reader.faults
    if reader.metas[:2] != [("charset", "utf-8"), ("content-security-policy", POLICY)]:
        yield f"the first in its head is not charset and policy: {reader.metas[:2]}"


class PolicyReader(HTMLParser):
    """Collects what is written in a page in the place of a file, and the metas that rule it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.metas: list[tuple[str, str]] = []
        """What stands in the head before the title: (name, value)."""
        self.faults: list[str] = []
        self._is_before_title = True

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self._is_before_title = self._is_before_title and tag in ("html", "head", "meta")
        if self._is_before_title and tag == "meta":
            kind = "charset" if "charset" in values else values.get("http-equiv", "").lower()
            self.metas.append((kind, values.get("charset", values.get("content", ""))))
        if tag == "style" or (tag == "script" and "src" not in values and values.get("type") != DATA_BLOCK):
            self.faults.append(f"<{tag}> within the page")
        for name, value in values.items():
            if name == "style" or name.startswith("on"):
                self.faults.append(f"<{tag} {name}={value!r}>")
            if value.strip().lower().startswith("javascript:"):
                self.faults.append(f"<{tag} {name}={value!r}>")
