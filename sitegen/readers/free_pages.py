"""Free pages: `content/pages/<name>.md`, in other languages `<name>.<lang>.md`, Markdown with front matter."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Annotated, Final

from sitegen.model.forms import is_language, is_slug, is_windows_name, propose_slug
from sitegen.model.keys import Key
from sitegen.model.nearest import nearest
from sitegen.model.problems import Report
from sitegen.model.project import FreePage
from sitegen.model.registers import Params
from sitegen.model.settings import Settings
from sitegen.model.text import Location, SourceText
from sitegen.model.wording import MarkdownText, Text, Wording
from sitegen.readers.context import Context, shown
from sitegen.readers.decode import decode_noun
from sitegen.readers.documents import language_of, read_root
from sitegen.readers.sidecars import stem_of

FENCE: Final = "---"
SITE_PAGES: Final = (
    "index",
    "actors",
    "a-z",
    "places",
    "terms",
    "sources",
    "timeline",
    "claims",
    "quotes",
    "search",
    "404",
)
"""Pages that sitegen makes itself, so that no free page can bear their names."""
_FRONT_MATTER: Final = f"{FENCE}\ntitle: …\n{FENCE}"


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatter:
    """What stands between the two `---` at the head of a free page."""

    where: Location = field(compare=False)
    title: Annotated[Text, Key("The page's title.")]
    lang: Annotated[str | None, Key("The page's language: a BCP 47 tag.", form="language")] = None
    params: Params = None


@dataclass(frozen=True, slots=True)
class PageFile:
    """One language of a free page."""

    name: str
    where: Location
    title: Text
    body: Wording
    params: Mapping[str, object] | None


def read_page(source: SourceText, *, language: str, report: Report) -> PageFile | None:
    """Return one language of a free page; None where name or front matter are wrong, which is reported."""
    name, tag = _name_and_language(stem_of(source.path))
    if not _is_usable_name(name, source.path, report):
        return None
    head, body, body_line = _split(source)
    where = Location(source.path)
    if head is None:
        message = "a free page begins with its front matter"
        report.error("missing-key", message, where, help=f"write at the top of the file:\n{_FRONT_MATTER}")
        return None
    root = read_root(head, report, expected=_FRONT_MATTER)
    if root is None:
        return None
    own_language = language_of(root) or tag or language
    matter = decode_noun(FrontMatter, root, Context(source.path, own_language, report))
    if matter is None:
        return None
    wording = Wording(own_language, body, Location(source.path, body_line))
    return PageFile(name, where, matter.title, wording, matter.params)


def join_languages(files: Iterable[PageFile], report: Report) -> tuple[FreePage, ...]:
    """Return the pages, each with its languages, by name; a language that comes twice is reported and left out."""
    ordered = sorted(files, key=lambda file: (file.name.lower(), file.where.path.count("."), file.where.path))
    groups = groupby(ordered, key=lambda file: file.name.lower())
    return tuple(_joined(tuple(group), report) for _, group in groups)


def check_menu(settings: Settings, pages: Iterable[FreePage], report: Report) -> None:
    """Report entries of the menu that lead to no page."""
    known = {*SITE_PAGES, *(page.name for page in pages)} - {"404"}
    for item in settings.nav:
        if item.page and item.page.value not in known:
            written = item.page.value
            guess = nearest(written, known)
            way_out = (
                f"did you mean `{guess}`?" if guess else f"write the page first: content/pages/{shown(written)}.md"
            )
            message = f"no page has the name `{shown(written)}`"
            report.error("unknown-ref", message, item.page.where, found=written, help=way_out)


def _joined(files: tuple[PageFile, ...], report: Report) -> FreePage:
    kept: dict[str, PageFile] = {}
    for file in files:
        first = kept.setdefault(file.body.language.lower(), file)
        if first is not file or file.name != files[0].name:
            kept_file = files[0] if first is file else first
            message = f"this page has the name and language of {kept_file.where.path}"
            report.error("slug-taken", message, file.where, help="give it another name or language")
    pages = tuple(kept.values())
    params = next((file.params for file in pages if file.params), None)
    return FreePage(files[0].name, _joined_titles(pages), MarkdownText(tuple(file.body for file in pages)), params)


def _joined_titles(pages: tuple[PageFile, ...]) -> Text:
    """Return the titles of all languages; a file has the last word on the title in its own."""
    titles: dict[str, Wording] = {}
    for file in pages:
        for wording in file.title.wordings:
            if wording.language == file.body.language or wording.language not in titles:
                titles[wording.language] = wording
    return Text(tuple(titles.values()))


def _name_and_language(stem: str) -> tuple[str, str]:
    name, dot, tag = stem.rpartition(".")
    return (name, tag) if dot and is_language(tag) else (stem, "")


def _is_usable_name(name: str, path: str, report: Report) -> bool:
    where = Location(path)
    if not is_slug(name):
        message = f"the page's name `{shown(name)}` must hold only ASCII letters, digits, `-` and `_`"
        report.error("bad-slug", message, where, found=name, help=f"call the file {propose_slug(name)}.md")
        return False
    if name.lower() in SITE_PAGES or is_windows_name(name):
        taken = "Windows takes" if is_windows_name(name) else "sitegen makes a page of"
        report.error(
            "reserved-name", f"{taken} the name `{name}`", where, found=name, help="give the file another name"
        )
        return False
    return True


def _split(source: SourceText) -> tuple[SourceText | None, str, int]:
    """Return front matter, body and the body's first line; the front matter keeps its line numbers."""
    lines = source.text.split("\n")
    if lines[0].rstrip() != FENCE:
        return None, source.text, 1
    ends = (number for number, line in enumerate(lines[1:], start=1) if line.rstrip() == FENCE)
    end = next(ends, None)
    if end is None:
        return None, source.text, 1
    return SourceText(source.path, "\n".join(["", *lines[1:end]])), "\n".join(lines[end + 1 :]), end + 2
