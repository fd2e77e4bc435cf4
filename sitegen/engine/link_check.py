"""Links in texts that lead nowhere: each is looked at again when its text changed, or what it leads to did.

What is on a page is read from the page, as templates may be anybody's. Only pages to which a link with a fragment leads
are read, and notes are known without their briefing's page.
"""

import posixpath
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from sitegen.engine.archive import Archive
from sitegen.engine.link_table import KeptLink
from sitegen.engine.setup import Setup
from sitegen.engine.steps import Stage, neighbour_key
from sitegen.language.text_links import briefing_of
from sitegen.model.addresses import INDEX, LIST_OF_REGISTER, briefing_address
from sitegen.model.nearest import nearest
from sitegen.model.problems import Problem, Severity
from sitegen.model.registers import Actor, Place, Term
from sitegen.model.site_files import Artifact
from sitegen.model.text import Location
from sitegen.model.urls import propose_address
from sitegen.model.wording import TextLink
from sitegen.pages.assets import PICTURE_SUFFIXES
from sitegen.readers.free_pages import SITE_PAGES
from sitegen.records.keys import Key

_OF_SHARED: Final = ""
"""The owner of the links in registers, settings and free pages, which an archive has for good."""
_TOP: Final = ("top", ":~:")
"""Fragments that browsers understand without a place of that name (HTML Living Standard, 7.4.6.4)."""


@dataclass
class LinkCheck:
    """One build's look at the links."""

    setup: Setup
    archive: Archive
    entered: Collection[str]
    """The files of the briefings that were read in this build."""
    is_whole: bool
    """Every page is made in this build."""
    _names: dict[str, frozenset[str]] = field(default_factory=dict)
    """The places on the pages that were read."""
    _is_stopped: bool = False
    """Problems stop the pages from being made: what an earlier build made says nothing."""

    def __post_init__(self) -> None:
        if self.archive.is_fresh:
            self.archive.links.put(_OF_SHARED, self.setup.links)

    @cached_property
    def briefings_to_read(self) -> frozenset[str]:
        """Return the files of the briefings on whose pages a place is sought that is no note."""
        slugs = {self._briefing_of(one.link) for one in self._fresh if not self._is_note(one.link)} - {""}
        return frozenset(path for slug in slugs if (path := self.archive.files.path_of(slug)))

    @cached_property
    def pages_to_read(self) -> frozenset[str]:
        """Return the other pages on which a place is sought."""
        return frozenset(one.link.file for one in self._fresh if not self._briefing_of(one.link))

    def read(self, artifacts: Iterable[Artifact]) -> None:
        """Note what is on the pages to whose places a link leads."""
        for artifact in artifacts:
            if artifact.path.endswith(".html") and self.archive.links.into(artifact.path):
                # Imported where there is such a page: to change a note mostly touches none.
                from sitegen.publishing.links import read_page  # noqa: PLC0415

                self._names[artifact.path] = read_page(artifact.content.decode())[1]

    def judge(self, touched: Collection[str], changed: Collection[Key]) -> None:
        """Note which links are dead, of those at least for which something changed.

        `touched` are the files of the briefings whose pages were looked at again, `changed` the keys with other facts.
        """
        links = self.archive.links
        if self.is_whole or not self.archive.steps.has_same_files:
            due = links.all()
        else:
            owners = {*self.entered, *touched}
            owners |= (
                {_OF_SHARED} if any(neighbour_key(slug) in changed for slug in self.setup.linked_briefings) else set()
            )
            due = [one for owner in sorted(owners) for one in links.of(owner)]
            due += [one for page in sorted(self._names) for one in links.into(page)]
        for one in due:
            if self._can_tell(one.link):
                links.judge(one, self._problem_of(one.link))

    def surely_dead(self) -> Iterator[Problem]:
        """Yield what is wrong with links as far as it can be told where problems stop the pages from being made."""
        self._is_stopped = True
        told: set[tuple[Location, str]] = set()
        for one in self.archive.links.all():
            link = one.link
            if (link.where, link.written) not in told and self._is_surely_dead(link):
                told.add((link.where, link.written))
                yield self._tell_nothing_there(link)

    def _is_surely_dead(self, link: TextLink) -> bool:
        if not link.file or self._is_draft(link):
            return True
        slug = self._briefing_of(link)
        if not slug:
            return not self._may_have_file(link)
        path = self.archive.files.path_of(slug)
        if not path:
            return slug not in {
                alias.value for _, summary, _ in self.archive.files.summaries() for alias in summary.aliases
            }
        summary = self.archive.files.summary(path)
        is_note_meant = link.fragment and ".html" not in link.written and not link.fragment.startswith("_")
        is_note_there = link.fragment in dict(summary.local) and not summary.is_withdrawn
        return bool(is_note_meant) and summary.is_whole and not is_note_there

    def _may_have_file(self, link: TextLink) -> bool:
        """Tell whether a file that is of no briefing may come of what was read."""
        prefix = next((folder for folder in self.setup.folders if link.file.startswith(folder)), "")
        folder, _, name = link.file.removeprefix(prefix).rpartition("/")
        if folder == "pictures":
            pictures = self.setup.build_settings.root / "content" / "pages" / folder
            return posixpath.splitext(name)[1].lower() in PICTURE_SUFFIXES and (pictures / name).is_file()
        if folder or not name.endswith(".html"):
            return bool(folder) or _host_meant(link.written) == ""
        stem = name.partition(".")[0]
        is_broken = any(one.where.path.startswith(f"content/pages/{stem}.") for one in self.setup.problems)
        return is_broken or stem in SITE_PAGES or stem in self._free_pages

    @property
    def _free_pages(self) -> frozenset[str]:
        return frozenset(page.name for page in self.setup.shared.pages)

    @cached_property
    def _fresh(self) -> list[KeptLink]:
        """Return the links to places on pages that are new, or whose page is."""
        links = self.archive.links
        if self.is_whole:
            found = links.all()
        else:
            found = [one for owner in self.entered for one in links.of(owner)]
            files = [file for owner in self.entered for file in self.archive.steps.files_of(Stage.PAGE, owner)]
            found += [one for file in files for one in links.into(file)]
        return [one for one in found if one.link.fragment and one.link.file.endswith(".html")]

    def _briefing_of(self, link: TextLink) -> str:
        return briefing_of(link.file, self.setup.folders)

    def _is_note(self, link: TextLink) -> bool:
        path = self.archive.files.path_of(self._briefing_of(link))
        if not path or (link.fragment, "annotation") not in (summary := self.archive.files.summary(path)).local:
            return False
        return not summary.is_withdrawn

    def _is_withdrawn(self, slug: str) -> bool:
        path = self.archive.files.path_of(slug) if slug else None
        return path is not None and self.archive.files.summary(path).is_withdrawn

    def _is_draft(self, link: TextLink) -> bool:
        slug = self._briefing_of(link)
        path = self.archive.files.path_of(slug) if slug and not self.setup.build_settings.shows_drafts else None
        return bool(path) and self.archive.files.is_draft(path or "")

    def _has_file(self, file: str) -> bool:
        return not self._is_stopped and self.archive.steps.has_file(file)

    def _can_tell(self, link: TextLink) -> bool:
        """Tell whether all that decides on a link is known in this run; else it is as it was before."""
        is_elsewhere = bool(link.fragment) and link.file.endswith(".html") and self._has_file(link.file)
        return not is_elsewhere or link.file in self._names or self._is_note(link) or self._is_draft(link)

    def _problem_of(self, link: TextLink) -> Problem | None:
        """Return what is wrong with a link; None where it holds."""
        is_there = link.file and not self._is_draft(link) and self._has_file(link.file)
        is_there = is_there and self._holds(link) and not _is_no_picture(link)
        return None if is_there else self._tell_nothing_there(link)

    def _tell_nothing_there(self, link: TextLink) -> Problem:
        """Return what is wrong with a link that does not hold."""
        slug = self._briefing_of(link)
        if not link.file:
            return _tell(link, "this link leads nowhere", self._way_out_of_nothing(link))
        if self._is_draft(link):
            message = f"this link leads to the draft `{slug}`, and is shown without a link"
            return _tell(link, message, f"publish {slug} (take `draft: true` out of its sidecar), or take the link out")
        is_on_page = link.fragment and slug and self.archive.files.path_of(slug)
        if not (is_on_page or self._has_file(link.file)):
            return _tell(link, *self._missing_file(link))
        if _is_no_picture(link):
            message = f"`{link.written}` is no picture, so readers see none here"
            return _tell(link, message, f"write a link, without the `!`:\n[…]({link.written})")
        if self._is_withdrawn(slug):
            message = (
                f"the briefing `{slug}` is withdrawn, and its page has no `{link.fragment}`, to which this link leads"
            )
            return _tell(link, message, self._page_alone(link, slug))
        what = f"the briefing `{slug}` has no note" if slug else f"the page `{link.file}` has no place"
        return _tell(link, f"{what} `{link.fragment}`, to which this link leads", self._nearest_place(link))

    def _page_alone(self, link: TextLink, slug: str) -> str:
        path = link.written.partition("#")[0]
        if not path:
            return "take the link out, and leave its words"
        return f"take the link out, or link to the page alone: `{path if '.html' in path else briefing_address(slug)}`"

    def _holds(self, link: TextLink) -> bool:
        fragment = link.fragment
        if not fragment or not link.file.endswith(".html") or fragment.startswith(_TOP):
            return True
        return self._is_note(link) or fragment in self._names.get(link.file, ()) or self._is_led_on(link)

    def _is_led_on(self, link: TextLink) -> bool:
        """Tell whether a fragment is an entry's on the list of its register, which leads on to it where it is split."""
        folder, _, listed = link.file.rpartition("/")
        entry = self.setup.shared.registers.find(link.fragment)
        if entry is None or (folder and f"{folder}/" not in self.setup.folders):
            return False
        is_indexed = listed == INDEX and isinstance(entry, Actor | Place | Term)
        return is_indexed or LIST_OF_REGISTER.get(entry.register) == listed

    def _way_out_of_nothing(self, link: TextLink) -> str:
        if len(link.written) > 1:
            return f"`#id` is a note of the briefing in which it stands; here write `slug{link.written}`"
        return "write the address to which it leads"

    def _missing_file(self, link: TextLink) -> tuple[str, str]:
        """Return what is said of a link to a file that is not there, and the way out."""
        suffix = posixpath.splitext(link.file)[1].lower()
        if "pictures/" in link.file and suffix not in PICTURE_SUFFIXES:
            kinds = ", ".join(sorted(PICTURE_SUFFIXES))
            message = f"the picture `{link.written}` is not copied, as it is none of {kinds}"
            return message, "save it as one of these"
        what = "picture" if link.is_picture else "page or file"
        message = f"this link leads nowhere: the site has no {what} `{link.file}`"
        if host := _host_meant(link.written):
            return message, f"for another site write the whole address: {host}"
        if guess := self._nearest_file(link):
            _, mark, fragment = link.written.partition("#")
            return message, f"did you mean `{guess if '#' in guess else f'{guess}{mark}{fragment}'}`?"
        if link.is_picture:
            return message, "put the picture into content/pages/pictures/, and name it as pictures/NAME"
        return (
            message,
            "write an address counted from the root of the edition, such as places.html or briefings/SLUG.html",
        )

    def _nearest_file(self, link: TextLink) -> str:
        """Return the address of the file whose name is most like that of a link's, as it would be written there."""
        prefix = next((folder for folder in self.setup.folders if link.file.startswith(folder)), "")
        wanted = link.file.removeprefix(prefix)
        if self._briefing_of(link):
            _, mark, fragment = link.written.partition("#")
            slug = nearest(self._briefing_of(link), self._slugs)
            is_short = mark and "/" not in link.written and "." not in link.written
            return (f"{slug}#{fragment}" if is_short else f"briefings/{slug}.html") if slug else ""
        stem, ending = posixpath.splitext(wanted)
        files = (file.removeprefix(prefix) for file in self._list_files(prefix))
        alike = {posixpath.splitext(file)[0]: file for file in files if not ending or file.endswith(ending)}
        return alike.get(nearest(stem, alike) or "", "")

    @cached_property
    def _slugs(self) -> Collection[str]:
        return [summary.slug for _, summary, is_published in self.archive.files.summaries() if is_published]

    def _list_files(self, prefix: str) -> Iterator[str]:
        """Yield the files of an edition that are of no briefing."""
        if self._is_stopped:
            yield from sorted(f"{prefix}{name}.html" for name in {*SITE_PAGES, *self._free_pages})
            return
        files = self.archive.steps.files()
        others = self.setup.folders - {prefix} if not prefix else frozenset[str]()
        for file in files:
            is_own = file.startswith(prefix) and not file.startswith(tuple(others))
            if is_own and "briefings/" not in file and not file.startswith(("data/briefings/", f"{prefix}cards/")):
                yield file

    def _nearest_place(self, link: TextLink) -> str:
        names = sorted(self._names.get(link.file, ()))
        path = self.archive.files.path_of(self._briefing_of(link))
        if path:
            names = [name for name, register in self.archive.files.summary(path).local if register == "annotation"]
        guess = nearest(link.fragment, names)
        if guess:
            return f"did you mean `{link.written.partition('#')[0]}#{guess}`?"
        return (
            "give what you mean an `id`, and name it here" if path else "look at the page for the names of its places"
        )


def _is_no_picture(link: TextLink) -> bool:
    """Tell whether a file of another kind is shown as a picture; those of the theme may be drawings too."""
    return link.is_picture and posixpath.splitext(link.file)[1].lower() not in {*PICTURE_SUFFIXES, ".svg"}


def _host_meant(written: str) -> str:
    """Return the whole address of another site that a writer may have meant, else empty."""
    proposed = propose_address(written)
    return "" if proposed.startswith("https://example.org/") else proposed


def _tell(link: TextLink, message: str, way_out: str) -> Problem:
    return Problem("dead-link", Severity.WARNING, message, link.where, link.written, way_out)
