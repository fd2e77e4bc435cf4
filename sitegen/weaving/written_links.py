"""The links in texts with their places in the files, and the files of the site to which they lead."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import unquote

from sitegen.language.text_links import (
    ELSEWHERE,
    SCHEME,
    TextLinks,
    home_of,
    mark_address_of_note,
    mark_address_of_page,
)
from sitegen.model.addresses import page_address
from sitegen.model.problems import Report
from sitegen.model.text import Location, SourceText
from sitegen.model.urls import has_scheme
from sitegen.model.wording import Text, TextLink, Url, Wording


@dataclass(frozen=True, slots=True)
class LinkFinder:
    """Finds the links of the texts of one file, or of several."""

    editions: Sequence[TextLinks]
    html_of: Mapping[str, str]
    """The HTML of every wording, by its source."""
    read: Callable[[str], SourceText | None]
    """Returns a file by its path; each is asked for as often as it has texts with links."""
    report: Report

    def in_texts(self, texts: Iterable[Text], *, page: str = "") -> Iterator[TextLink]:
        """Yield the links of texts to files of the site, in each edition that shows them; `page` is a free page's name.

        Pictures of other hosts are reported (`external-image`).
        """
        for text in texts:
            shown: dict[int, list[TextLinks]] = {}
            for edition in self.editions:
                shown.setdefault(id(edition.edition.choose(text)), []).append(edition)
            for wording in text.wordings:
                html = self.html_of[wording.value]
                if SCHEME in html or ELSEWHERE in html or (page and 'href="' in html):
                    yield from self._in_wording(wording, shown.get(id(wording), self.editions[:1]), page)

    def in_addresses(self, urls: Iterable[Url]) -> Iterator[TextLink]:
        """Yield the same for addresses that are no texts, of authors and of the menu."""
        for url in urls:
            if not has_scheme(url.value):
                link = TextLink(url.where, url.value, "", "")
                yield from _lead(mark_address_of_note(url.value), link, self.editions)

    def _in_wording(self, wording: Wording, editions: Sequence[TextLinks], page: str) -> Iterator[TextLink]:
        from sitegen.weaving.markdown import list_addresses  # noqa: PLC0415 - slow to load, and mostly not needed

        source, home = self.read(wording.where.path), home_of(wording)
        start = _offset(source, wording.where) if source else 0
        place = start
        for address in list_addresses(wording.value):
            where, place = _locate(address.written, source, wording, (start, place))
            marked = mark_address_of_page(address.value) if page else mark_address_of_note(address.value)
            if marked.startswith("#"):
                marked = f"{SCHEME}{page_address(page)}{marked}"
            if marked.startswith(SCHEME):
                yield from _lead(marked, TextLink(where, address.written, "", "", address.is_picture), editions, home)
            elif address.is_picture and has_scheme(marked):
                self._warn_of_picture(address.written, where)

    def _warn_of_picture(self, written: str, where: Location) -> None:
        message = f"this picture lies with another host, which pages never ask, so it is shown as a link: {written}"
        way_out = (
            "put the picture into content/pages/pictures/, and name it here as pictures/NAME, or write a link:\n"
            f"[…]({written})"
        )
        self.report.warn("external-image", message, where, found=written, help=way_out)


def _lead(marked: str, link: TextLink, editions: Iterable[TextLinks], home: str = "") -> Iterator[TextLink]:
    """Yield a link with the file to which its address leads in each of these editions."""
    for edition in editions:
        file, _, fragment = edition.file_of(marked.removeprefix(SCHEME), home).partition("#")
        yield replace(link, file=unquote(file.partition("?")[0]), fragment=unquote(fragment))


def _locate(written: str, source: SourceText | None, wording: Wording, starts: tuple[int, int]) -> tuple[Location, int]:
    """Return where an address stands, and where the next may: behind the one before, else anywhere in the wording.

    Where it cannot be found, as escapes stand in it, the wording's own place stands for it.
    """
    start, place = starts
    if source and written:
        behind = re.compile(r"(?:\]\(\s*<?|\]:\s*<?)" + re.escape(written) + r"(?=[\s)>\"']|$)")
        found = behind.search(source.text, place) or behind.search(source.text, start)
        if found:
            return source.location(found.end() - len(written)), max(place, found.end())
    return wording.where, place


def _offset(source: SourceText, where: Location) -> int:
    return source.line_starts[min(where.line, len(source.line_starts)) - 1] + where.column - 1
