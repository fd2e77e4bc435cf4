"""A publication: a built site is looked over and pushed to the branch that GitHub Pages shows."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sitegen import __version__
from sitegen.model.problems import Report
from sitegen.model.settings import Limits
from sitegen.output.manifest import Listing, list_folder, read_manifest
from sitegen.publishing.delivery import fetch_published, follow_locally, push_snapshot, refuse_foreign_site
from sitegen.publishing.domain import CNAME, own_domain
from sitegen.publishing.git import Git, silent_environment
from sitegen.publishing.links import DeadLink, DeadLinkFinder
from sitegen.publishing.repository import Destination, Repository, find_destination, open_repository
from sitegen.publishing.snapshot import Change, Draft, find_committer, take_snapshot
from sitegen.readers.files import Root, SizeLimit
from sitegen.readers.settings import SETTINGS_FILE, read_settings
from sitegen.refusal import Refusal

EPOCH: Final = "SOURCE_DATE_EPOCH"

MOST_BYTES: Final = 1_000_000_000
"""Of a site: https://docs.github.com/en/pages/getting-started-with-github-pages/github-pages-limits."""

MOST_BYTES_OF_A_FILE: Final = 100_000_000
"""GitHub takes none from git that is larger than 100 MiB; round numbers stay a little below."""

_UNFIT: Final = re.compile('\\A"|[\x00-\x1f\x7f-\x9f\ud800-\udfff]')
"""In the stream that ghp-import writes, a quotation mark begins a quoted path and a line's end ends a path."""

Listener = Callable[[str], None]
"""Is told what is being done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishOptions:
    """The options of a publication."""

    root: Path
    """The site's folder."""
    remote: str = "origin"
    """A remote's name, or an address."""
    branch: str = "gh-pages"
    message: str = ""
    """Of the commit; empty for one that names version and number of briefings."""
    dry_run: bool = False
    """Do everything but push."""
    replace: bool = False
    """Replace a site there that sitegen did not make."""
    with_history: bool = True
    """Build upon what is published; otherwise one commit takes its place."""

    @property
    def folder(self) -> Path:
        """Return the folder that is published."""
        return self.root / "site"


@dataclass(frozen=True, slots=True)
class Route:
    """From which repository to which branch."""

    repository: Repository
    destination: Destination
    seconds: int | None
    """When the commit is to have been made, since 1970; None: now."""


@dataclass(frozen=True, slots=True)
class Inspection:
    """Faults of a built folder; each in a line."""

    faults: tuple[str, ...]
    """They keep it from being published."""
    doubts: tuple[str, ...]
    """Links to places that a page does not have."""
    briefings: int


@dataclass(frozen=True, slots=True)
class Plan:
    """Message and address of a publication."""

    message: str
    """Of the commit."""
    address: str
    """The site's, empty where it has none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """The changes that were pushed, or would be."""

    changes: tuple[Change, ...]
    """Against what was published, sorted by path."""
    is_first: bool
    """Nothing stood at the destination."""
    is_needed: bool
    """There was something to push."""
    remark: str
    """A line on the local branch that its user should know; mostly empty."""

    def count(self, letter: str) -> int:
        """Return how many files changed in this way: `A` new, `M` changed, `D` gone."""
        return sum(change.letter == letter for change in self.changes)


def find_route(options: PublishOptions, environment: Mapping[str, str]) -> Route:
    """Return from where to where. Refusal with status 2 for wrong options, with status 3 where git knows no way."""
    repository = open_repository(Git(options.root, silent_environment(environment)))
    destination = find_destination(repository, remote=options.remote, branch=options.branch)
    return Route(repository, destination, _seconds(environment.get(EPOCH, "")))


def _seconds(epoch: str) -> int | None:
    if not epoch:
        return None
    if not (epoch.isascii() and epoch.isdigit()):
        raise Refusal(f"{EPOCH}={epoch}: expected a number of seconds since 1970", status=2)
    return int(epoch)


def read_address(root: Path) -> str:
    """Return `url` of a site whose settings are in order; empty where it has none."""
    limit = SizeLimit(Limits().yaml_bytes, "yaml_bytes")
    if not (root / SETTINGS_FILE).is_file():
        return ""
    source = Root(root).read_text(SETTINGS_FILE, limit, Report())
    return str(read_settings(source, Report()).url or "") if source else ""


def inspect_pages(folder: Path, *, address: str) -> Inspection:
    """Return what keeps a built folder from being published, and which links lead to no place of their page."""
    listing, ours = list_folder(folder), frozenset(read_manifest(folder) or ())
    check = DeadLinkFinder(listing.files, address)
    for page in sorted(ours):
        if page.endswith(".html"):
            check.look_at(page, (folder / page).read_text(encoding="utf-8"))
    faults = (*_find_faults(folder, listing), *map(_tell_dead_link, check.dead_links()))
    briefings = sum(path.startswith("data/briefings/") for path in ours)
    return Inspection(faults, tuple(map(_tell_dead_link, check.dead_fragments())), briefings)


def _find_faults(folder: Path, listing: Listing) -> Iterator[str]:
    yield from find_others(listing.others)
    yield from find_unfit(listing.files)
    yield from find_oversize({path: (folder / path).stat().st_size for path in listing.files})


def find_oversize(sizes: Mapping[str, int]) -> Iterator[str]:
    """Yield what is too large for GitHub Pages, told of files in bytes by their paths."""
    for path, size in sorted(sizes.items()):
        if size > MOST_BYTES_OF_A_FILE:
            yield f"{path}: {_megabytes(size)}, and GitHub takes no file above {_megabytes(MOST_BYTES_OF_A_FILE)}"
    total = sum(sizes.values())
    if total > MOST_BYTES:
        yield f": {_megabytes(total)} in all, and GitHub Pages takes no more than {_megabytes(MOST_BYTES)}"


def find_unfit(paths: Iterable[str]) -> Iterator[str]:
    """Yield the files, of those that are there, whose names git or ghp-import would not take or would mistake."""
    for path in sorted(paths):
        names = path.split("/")
        if any(name.casefold() == ".git" for name in names):
            yield f"{path}: what is called .git is not published; move it out of the folder"
        elif _UNFIT.search(path):
            yield f"{path!a}: a file of this name cannot be published; give it another one"


def find_others(paths: Iterable[str]) -> Iterator[str]:
    """Yield what is neither a file nor a folder: a link could publish what lies elsewhere, a pipe never ends."""
    for path in sorted(paths):
        yield f"{path}: a symbolic link or a device is not published; put a copy of the file in its place"


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:,.1f} MB"


def _tell_dead_link(link: DeadLink) -> str:
    others = {1: "", 2: " and 1 more page"}.get(link.pages, f" and {link.pages - 1} more pages")
    place = f"{link.target.path}{'#' if link.target.fragment else ''}{link.target.fragment}"
    return f"{link.page}{others}: a link leads to {place}, which is not there"


def publish_pages(options: PublishOptions, route: Route, plan: Plan, tell: Listener) -> Publication:
    """Push the built folder, and return what changed by that.

    Refusal with status 3 (2 for a branch that must not be overwritten, or not unasked); the local one is as it was.
    """
    git, destination = route.repository.git, route.destination
    committer = find_committer(git, seconds=route.seconds)
    tell(f"fetching {destination.branch} from {destination.remote}")
    with fetch_published(route.repository, destination) as base:
        if not options.replace:
            refuse_foreign_site(git, base, destination)
        domain = _choose_domain(git, options.folder, base=base, address=plan.address)
        draft = Draft(options.folder, base if options.with_history else "", plan.message, domain)
        tell(f"committing {options.folder}")
        with take_snapshot(git, draft, committer, published=base) as snapshot:
            is_needed = bool(snapshot.changes) or not base or (not options.with_history and _has_history(git, base))
            remark = ""
            if is_needed and not options.dry_run:
                tell(f"pushing to {destination}")
                push_snapshot(git, snapshot, destination, replaced=None if options.with_history else base)
                remark = follow_locally(git, destination, base=base, commit=snapshot.commit)
            return Publication(changes=snapshot.changes, is_first=not base, is_needed=is_needed, remark=remark)


def _choose_domain(git: Git, folder: Path, *, base: str, address: str) -> str:
    """Return what CNAME is to say where the folder has none of the user's: the own domain, else what it says now.

    GitHub writes that file to the branch itself when the domain is chosen there; without it the site leaves its domain.
    """
    if (folder / CNAME).exists():
        return ""
    published = git.ask("cat-file", "blob", f"{base}:{CNAME}").line.strip() if base else ""
    return own_domain(address) or published


def _has_history(git: Git, base: str) -> bool:
    return git.ask("rev-parse", "--quiet", "--verify", f"{base}^").status == 0


def default_message(briefings: int) -> str:
    """Return the message of a commit for which nobody gave one."""
    count = {0: "no briefings", 1: "1 briefing"}.get(briefings, f"{briefings} briefings")
    return f"Publish {count} (sitegen {__version__})"
