"""Links of a built site, resolved from its files alone: each target is a file of it, each fragment an id there."""

import os
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from tests.browser.built_site import BuiltSite, Finding

ADDRESS_ATTRIBUTES = ("href", "src", "poster", "action", "data", "cite", "xlink:href")
ADDRESS_IN_CSS = re.compile(r"""(?:url\(\s*|@import\s+)["']?([^"')\s]+)""")
# Files beside the pages that tell machines the site's addresses.
MACHINES_FILES = ("sitemap.xml", "robots.txt", "feed.xml", "feed.json")


@dataclass
class Document:
    """The ids of a page and the addresses that it refers to."""

    ids: list[str] = field(default_factory=list)
    references: list[str] = field(default_factory=list)


class DocumentReader(HTMLParser):
    """Collects a document from its tags."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.document = Document()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value for name, value in attrs if value is not None}
        references = [values[name] for name in ADDRESS_ATTRIBUTES if name in values]
        references += [part.split()[0] for part in values.get("srcset", "").split(",") if part.split()]
        references += ADDRESS_IN_CSS.findall(values.get("style", ""))
        if tag == "meta" and values.get("http-equiv", "").lower() == "refresh":
            references += re.findall(r"url=['\"]?([^'\"]+)", values.get("content", ""), re.IGNORECASE)
        self.document.references += references
        if "id" in values:
            self.document.ids.append(values["id"])


def find_broken_links(site: BuiltSite) -> Iterator[Finding]:
    """Yield each address that leads nowhere, leaves the site's folder, or that a page on a disk could not follow."""
    documents = {page: read_document(page) for page in site.pages}
    for page, document in documents.items():
        for reference in document.references:
            yield from check_reference(site, page, reference, documents)
        for name in sorted(name for name, count in Counter(document.ids).items() if count > 1):
            yield Finding(site.name_of(page), "links", f"the id {name!r} stands twice")
    for sheet in sorted(site.folder.rglob("*.css")):
        for reference in ADDRESS_IN_CSS.findall(sheet.read_text(encoding="utf-8")):
            yield from check_reference(site, sheet, reference, documents)
    for path in (site.folder / name for name in MACHINES_FILES):
        for reference in addresses_in(site, path):
            yield from check_reference(site, path, reference, documents)


def read_document(page: Path) -> Document:
    reader = DocumentReader()
    reader.feed(page.read_text(encoding="utf-8"))
    reader.close()
    return reader.document


def addresses_in(site: BuiltSite, path: Path) -> list[str]:
    """Return the site's own addresses in a file that is no page."""
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    return re.findall(re.escape(site.address) + r"[^\s\"'<>&\\]*", text)


def check_reference(
    site: BuiltSite, source: Path, reference: str, documents: dict[Path, Document]
) -> Iterator[Finding]:
    """Yield what is wrong with one address; those of other hosts are not asked."""
    target = find_target(site, source, reference)
    if target is None:
        return
    fragment = unquote(urlsplit(reference).fragment.split(":~:")[0])
    complaint = complain_about(site, target)
    if complaint is None and target in documents and fragment not in {"", "top", *documents[target].ids}:
        complaint = f"no id {fragment!r} there"
    if complaint:
        yield Finding(site.name_of(source), "links", f"{reference}: {complaint}")


def find_target(site: BuiltSite, source: Path, reference: str) -> Path | None:
    """Return the file that an address means; a path from the root is one outside the site, as it is on a disk."""
    parts = urlsplit(reference.strip())
    if parts.scheme in {"http", "https"}:
        return site.file_at(reference)
    if parts.scheme:
        return None
    if source.name == "404.html" and (parts.path.startswith("/") or parts.netloc):
        return site.file_at(urljoin(site.address, reference)) or Path(parts.path)
    if not parts.path and not parts.netloc:
        return source
    if parts.netloc:
        return Path("/", parts.netloc)
    return Path(os.path.normpath(source.parent / unquote(parts.path)))


def complain_about(site: BuiltSite, target: Path) -> str | None:
    if not target.is_relative_to(site.folder):
        return "leaves the site's folder"
    if target.is_dir():
        return "a folder; links go to files"
    return None if target.is_file() else "no such file"
