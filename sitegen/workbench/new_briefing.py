"""A new briefing: an article's seed and the draft of its sidecar, neither of which was there before."""

import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path, PurePosixPath
from typing import Final, NamedTuple

from sitegen.language.scripts import guess_language
from sitegen.model.forms import is_slug, is_windows_name, propose_slug
from sitegen.model.problems import Report
from sitegen.model.project import Project, Seed
from sitegen.model.settings import Settings
from sitegen.model.site_files import SEEDS, SIDECARS
from sitegen.output.errors import machine_fault
from sitegen.readers.briefings import free_slug
from sitegen.readers.files import decode_text
from sitegen.readers.project import read_project
from sitegen.readers.seeds import make_seed
from sitegen.refusal import Refusal
from sitegen.schemas.schema_files import schema_line
from sitegen.workbench.skeleton import Layout, find_layout, seed_skeleton, sidecar_skeleton, tell_layout


@dataclass(frozen=True, slots=True, kw_only=True)
class NewBriefing:
    """The wish for a briefing."""

    root: Path
    slug: str
    title: str = ""
    """The article's title, where it is to be written yet."""
    article: bytes | None = None
    """The article's bytes, where it is written already: they are the seed's."""
    article_name: str = ""
    """The file that they come from, for messages."""
    day: date


class Begun(NamedTuple):
    """The files that were written; paths are relative to the site's folder."""

    seed: str
    sidecar: str
    found: tuple[str, ...] = ()
    """Lines on how the article was read, one for each key of its sidecar; none where it is to be written yet."""


EPOCH: Final = "SOURCE_DATE_EPOCH"
"""Seconds since 1970, by which whoever wants the same bytes again sets the clock (reproducible-builds.org)."""


def today(environment: Mapping[str, str]) -> date:
    """Return the day that SOURCE_DATE_EPOCH names, in UTC; without it the present one, here.

    Refusal with status 2 where it is no number of seconds.
    """
    seconds = environment.get(EPOCH, "")
    if not seconds:
        return datetime.now().astimezone().date()
    try:
        return datetime.fromtimestamp(int(seconds), UTC).date()
    except (ValueError, OverflowError, OSError) as error:
        raise Refusal(f"{EPOCH}={seconds}: expected a number of seconds since 1970", status=2) from error


def start_briefing(wish: NewBriefing) -> Begun:
    """Write the seed and the sidecar, and return what was written.

    Refusal where nothing is written: with status 2 where the slug cannot be had, proposing one that can, with
    status 1 where the article is no text; OutputError with status 3 where the machine fails.
    """
    project = read_project(wish.root, Report())
    _refuse_slug(wish.slug, wish.root, project)
    seed, language, layout = _seed(wish, project.settings)
    sidecar_path = f"{SIDECARS}/{wish.slug}.yaml"
    editions = project.settings.editions
    sidecar = sidecar_skeleton(wish.slug, language=language, editions=editions, day=wish.day, layout=layout)
    seed_path = f"{SEEDS}/{wish.slug}.txt"
    files = {
        seed_path: seed,
        sidecar_path: f"{schema_line(sidecar_path)}\n{sidecar}".encode(),
    }
    _write_new(wish.root, files)
    return Begun(seed_path, sidecar_path, tuple(tell_layout(language, layout)) if layout else ())


def _refuse_slug(slug: str, root: Path, project: Project) -> None:
    taken = {name.lower(): place for name, place in _taken(root, project)}
    proposal = free_slug(propose_slug(_bare(slug)), taken)
    if not is_slug(slug):
        reason = f"`{slug}` is no slug, which has ASCII letters, digits, - and _ alone"
    elif is_windows_name(slug):
        reason = f"no file can be called `{slug}` on Windows"
    elif place := taken.get(slug.lower()):
        reason = f"`{slug}` is taken: {place}"
    else:
        return
    raise Refusal(f"{reason}; try: sitegen new {proposal}", status=2)


def _bare(slug: str) -> str:
    """Return a name without folder and ending: somebody wrote the seed's file in the slug's stead."""
    return PurePosixPath(slug).name.removesuffix(".txt").removesuffix(".yaml")


def _taken(root: Path, project: Project) -> Iterator[tuple[str, str]]:
    """Yield every name that a new briefing cannot have, with what has it; the files last, for they are told first."""
    for manuscript in project.manuscripts:
        where = manuscript.sidecar.where.path
        yield manuscript.slug, f"it is the slug of {where}"
        for alias in manuscript.sidecar.aliases:
            yield alias.value, f"{where} had it before"
    for folder in (SIDECARS, SEEDS):
        for name in sorted(_names_in(root / folder)):
            yield name.rpartition(".")[0], f"{folder}/{name} is there, and nothing is written over"


def _names_in(folder: Path) -> list[str]:
    if not folder.is_dir():
        return []
    return [unicodedata.normalize("NFC", entry.name) for entry in folder.iterdir()]


def _seed(wish: NewBriefing, settings: Settings) -> tuple[bytes, str, Layout | None]:
    """Return the article's bytes, its language and how it is laid out; Refusal where `build` would not read them."""
    if wish.article is None:
        language = guess_language(wish.title, settings.editions)
        content = seed_skeleton(" ".join(wish.title.split()), language).encode()
        _read_article(content, "--title", settings)
        return content, language, None
    seed = _read_article(wish.article, wish.article_name, settings)
    return wish.article, seed.language, find_layout(seed)


def _read_article(content: bytes, name: str, settings: Settings) -> Seed:
    limit = settings.limits.seed_bytes
    if len(content) > limit:
        raise Refusal(f"{name}: the article has {len(content):,} bytes, and at most {limit:,} are read", status=1)
    report = Report()
    source = decode_text(name, content, report)
    language = guess_language(source.text, settings.editions) if source else ""
    seed = source and make_seed(source, language=language, paragraphs=settings.paragraphs, report=report)
    if not seed:
        fault = next(iter(report))
        raise Refusal(f"{fault.where.path}:{fault.where.line}:{fault.where.column}: {fault.message}", status=1)
    return seed


def _write_new(root: Path, files: Mapping[str, bytes]) -> None:
    """Write files that are not there yet, all or none; their folders are made."""
    with ExitStack() as undo:
        for path, content in files.items():
            file = root / path
            try:
                file.parent.mkdir(parents=True, exist_ok=True)
                with file.open("xb") as opened:
                    undo.callback(_remove, file)
                    opened.write(content)
            except FileExistsError as error:
                raise Refusal(f"{path} is there, and nothing is written over", status=2) from error
            except OSError as error:
                raise machine_fault(path, error) from error
        undo.pop_all()


def _remove(file: Path) -> None:
    with suppress(OSError):
        file.unlink()
