"""Free pages: `content/pages/<name>.md`, in other languages `<name>.<lang>.md`, Markdown with front matter."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, takewhile
from typing import Annotated, Final

from sitegen.language.locales import is_named_language, meant_language
from sitegen.model.forms import is_language, is_slug, is_windows_name, propose_slug
from sitegen.model.keys import Key
from sitegen.model.nearest import nearest
from sitegen.model.problems import Report
from sitegen.model.project import FreePage
from sitegen.model.registers import Params
from sitegen.model.settings import Settings
from sitegen.model.site_files import stem_of
from sitegen.model.text import Location, SourceText
from sitegen.model.wording import MarkdownText, Text, Wording
from sitegen.readers.context import Context, as_item, shown
from sitegen.readers.decode import decode_noun
from sitegen.readers.documents import language_of, read_root
from sitegen.readers.files import refuse_conflict

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
_MOST_KEYS_SHOWN: Final = 8
"""Lines of a front matter that a message repeats."""
_FENCE_ALIKE: Final = re.compile(r"\s*(?:[-\u2010-\u2015\u2212\u0640]{2,}|[\u2013-\u2015]|\+{3}|\.{3}|…)\s*")
"""Other forms of `---`, by editors and habits: more or fewer hyphens, dashes, the marks of TOML, a document's end."""
_KEYS: Final = re.compile(r"^[ ]*[^\s#]", re.MULTILINE)
_TEXT: Final = re.compile(r"(?![ \t#]|-\s|[^\s:]+\s*:(?:\s|$))\S")
"""The beginning of a line that is neither a key nor an item, a comment or what goes on with a value."""


_LETTERS_OF_COMMON: Final = 2
"""Letters of the tags that need no looking up."""


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
    name, tag = name_and_language(source.path)
    if refuse_conflict(source, report):
        return None
    if not _is_usable_name(name, source.path, report):
        return None
    parts = _split(source, tag or language, report)
    if parts is None:
        return None
    if not _KEYS.search(parts.matter.text):
        way_out = f"the page's title; write between the two `{FENCE}`:\ntitle: …"
        report.error("missing-key", "a front matter needs `title`", parts.fence, found=FENCE, help=way_out)
        return None
    root = read_root(parts.matter, report, expected=_FRONT_MATTER)
    if root is None:
        return None
    body = replace(parts.body, language=language_of(root) or parts.body.language)
    matter = decode_noun(FrontMatter, root, Context(source.path, body.language, report, source=parts.matter))
    return None if matter is None else PageFile(name, Location(source.path), matter.title, body, matter.params)


def join_languages(files: Iterable[PageFile], report: Report) -> tuple[FreePage, ...]:
    """Return the pages, each with its languages, by name; a language that comes twice is reported and left out."""
    ordered = sorted(files, key=lambda file: (file.name.lower(), file.where.path.count("."), file.where.path))
    groups = groupby(ordered, key=lambda file: file.name.lower())
    return tuple(_joined(tuple(group), report) for _, group in groups)


def check_menu(settings: Settings, names: Iterable[str], report: Report) -> None:
    """Report entries of the menu that lead to no page; `names` are those of the free pages, unread ones too."""
    known = {*SITE_PAGES, *names} - {"404"}
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


def name_and_language(path: str) -> tuple[str, str]:
    """Return a page's name and the language that its file's name tells, empty where it tells none.

    `about.old.md` tells none, though `old` has the form of a tag: such a copy would be passed over in silence.
    """
    stem = stem_of(path)
    name, dot, tag = stem.rpartition(".")
    is_told = dot and is_language(tag) and (len(tag) == _LETTERS_OF_COMMON or is_named_language(tag))
    return (name, tag) if is_told else (stem, "")


def _is_usable_name(name: str, path: str, report: Report) -> bool:
    where = Location(path)
    if not is_slug(name):
        message = f"the page's name `{shown(name)}` must hold only ASCII letters, digits, `-` and `_`"
        before, dot, last = name.rpartition(".")
        tag = meant_language(last) if dot else ""
        proposal = f"{propose_slug(before)}.{tag}" if tag else propose_slug(name)
        report.error("bad-slug", message, where, found=name, help=f"call the file {proposal}.md")
        return False
    if name.lower() in SITE_PAGES or is_windows_name(name):
        taken = "Windows takes" if is_windows_name(name) else "sitegen makes a page of"
        report.error(
            "reserved-name", f"{taken} the name `{name}`", where, found=name, help="give the file another name"
        )
        return False
    return True


@dataclass(frozen=True, slots=True)
class _Parts:
    """A free page cut at its fences."""

    matter: SourceText
    """The front matter, with the line numbers that it has in the file."""
    fence: Location
    """Where the front matter begins."""
    body: Wording


def _split(source: SourceText, language: str, report: Report) -> _Parts | None:
    """Return front matter and body; None where the front matter has no beginning or no end, which is reported."""
    lines = source.text.split("\n")
    start = next((number for number, line in enumerate(lines) if line.strip()), 0)
    fence = Location(source.path, start + 1)
    if lines[start].rstrip() != FENCE:
        _refuse_beginning(lines, fence, report)
        return None
    ends = (number for number in range(start + 1, len(lines)) if lines[number].rstrip() == FENCE)
    end, text = next(ends, None), _first_of_text(lines, start + 1)
    if end is None or (text is not None and text < end):
        _refuse_missing_end(lines, start, text, fence, report)
        return None
    if start:
        message = f"the front matter begins on line {start + 1}, and an empty line stands before it"
        way_out = f"delete what stands before `{FENCE}`, which is the first line of a free page"
        report.error("missing-key", message, Location(source.path), help=way_out)
    matter = SourceText(source.path, "\n".join(["\n" * start, *lines[start + 1 : end]]))
    first = Location(source.path, end + 2)
    return _Parts(matter, fence, Wording(language, "\n".join(lines[end + 1 :]), first, first))


def _first_of_text(lines: Sequence[str], start: int) -> int | None:
    """Return the number of the first line that can be no part of front matter: text behind an empty line."""
    for number in range(start + 1, len(lines)):
        if not lines[number - 1].strip() and _TEXT.match(lines[number]) and not _FENCE_ALIKE.fullmatch(lines[number]):
            return number
    return None


def _refuse_beginning(lines: Sequence[str], where: Location, report: Report) -> None:
    line = lines[where.line - 1].strip()
    if line and _FENCE_ALIKE.fullmatch(line):
        message = f"the front matter begins with `{line}`, where `{FENCE}` is expected"
        way_out = f"write three hyphens and nothing else on the line:\n{FENCE}"
        report.error("missing-key", message, where, found=line, help=way_out)
        return
    message = "a free page begins with its front matter"
    title = as_item(line.lstrip("# ")) if line.startswith("# ") else "…"
    way_out = f"write at the top of the file:\n{FENCE}\ntitle: {title}\n{FENCE}"
    report.error("missing-key", message, where, help=way_out)


def _refuse_missing_end(lines: Sequence[str], start: int, text: int | None, where: Location, report: Report) -> None:
    message = f"the front matter of line {start + 1} is never closed by `{FENCE}`"
    alike = next((n for n in range(start + 1, len(lines)) if _FENCE_ALIKE.fullmatch(lines[n])), None)
    end = text or len(lines)
    if alike is not None and alike <= end:
        message += f": line {alike + 1} holds `{lines[alike].strip()}`"
        end = alike
    written = [line for line in lines[start + 1 : end] if line.strip() and not line.startswith("#")]
    keys = list(takewhile(lambda line: not _TEXT.match(line), written))
    matter = "\n".join(keys if 0 < len(keys) <= _MOST_KEYS_SHOWN else ["title: …"])
    way_out = f"write three hyphens and nothing else on a line behind its last key:\n{FENCE}\n{matter}\n{FENCE}"
    report.error("missing-key", message, where, found=FENCE, help=way_out)
