"""A page that is being made: its address, its edition, the same page in the other editions."""

from dataclasses import dataclass
from functools import cached_property, lru_cache

from sitegen.language.editions import Edition
from sitegen.model.addresses import HOME, MISSING, absolute_url, base_path, relative_link


@dataclass(frozen=True, slots=True)
class Alternate:
    """The same page in one of the editions."""

    edition: Edition
    link: str
    """From the page that is being made."""
    url: str
    """Its full address; empty where the site has none."""
    is_current: bool


@dataclass(frozen=True)
class Page:
    """A page of an edition."""

    address: str
    """Within its edition."""
    edition: Edition
    _editions: tuple[Edition, ...]
    _url: str
    """The site's address; empty where it has none."""

    @cached_property
    def path(self) -> str:
        """Return where the page stands in the output."""
        return self.edition.path(self.address)

    @property
    def is_missing_page(self) -> bool:
        """Tell whether this is 404.html, which is shown under any address."""
        return self.address == MISSING

    def link(self, address: str, edition: Edition | None = None) -> str:
        """Return the link from here to an address within this edition, or within another."""
        return self.link_file((edition or self.edition).prefix + address)

    def link_file(self, path: str) -> str:
        """Return the link from here to a file of the site; a relative one, but on the page for what is missing."""
        if self.address == MISSING:
            return base_path(self._url) + path
        file, mark, fragment = path.partition("#")
        if not mark:
            return _link_from(self._folder, path)
        return mark + fragment if file == self.path else _link_from(self._folder, file) + mark + fragment

    @cached_property
    def _folder(self) -> str:
        """Return the page's folder with its slash."""
        return self.path[: self.path.rfind("/") + 1]

    @property
    def url(self) -> str:
        """Return the page's full address; empty where the site has none."""
        return self.full_address(self.path)

    def full_address(self, path: str) -> str:
        """Return the full address of a file of the site; empty where the site has none."""
        return absolute_url(path, url=self._url) if self._url else ""

    @cached_property
    def alternates(self) -> tuple[Alternate, ...]:
        """Return the same page in every edition; 404.html stands once, so from there it is each edition's home."""
        return tuple(self._alternate(edition) for edition in self._editions)

    def _alternate(self, edition: Edition) -> Alternate:
        address = HOME if self.is_missing_page else self.address
        path = edition.path(address)
        url = "" if self.is_missing_page else self.full_address(path)
        is_current = edition.prefix == self.edition.prefix and not self.is_missing_page
        return Alternate(edition, self.link_file(path), url, is_current)


@lru_cache(maxsize=1 << 14)
def _link_from(folder: str, file: str) -> str:
    """Return the link from any file of a folder, which is given with its slash, to a file."""
    return relative_link(file, source=folder)
