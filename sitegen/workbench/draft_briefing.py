"""A first sidecar for a seed: what rules find in the article, as proposals for the editor."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from sitegen.language.edtf import parse_edtf
from sitegen.language.scripts import guess_language
from sitegen.model.forms import is_slug
from sitegen.model.nearest import nearest_slug
from sitegen.model.problems import Report, Severity
from sitegen.model.project import Manuscript, Project, Seed, Sidecar
from sitegen.model.settings import Settings
from sitegen.model.site_files import SEEDS, SIDECARS, stem_of
from sitegen.model.text import Location, SourceText, Span
from sitegen.model.wording import Reference
from sitegen.output.errors import machine_fault
from sitegen.readers.briefings import free_slug
from sitegen.readers.files import decode_text, normal_lines
from sitegen.readers.project import read_project
from sitegen.readers.seeds import make_seed, name_blocks
from sitegen.readers.sidecars import read_sidecar
from sitegen.refusal import Refusal
from sitegen.schemas.schema_files import schema_line
from sitegen.weaving.anchors import QuoteFinder
from sitegen.weaving.pasting import write_scalar
from sitegen.weaving.quotable import Quotable
from sitegen.workbench.drafting.article_proposals import ArticleProposals, propose
from sitegen.workbench.drafting.proposal_yaml import write_actor, write_known_actor, write_note
from sitegen.workbench.drafting.proposals import ProposedEvent, ProposedFigure, ProposedNote, ProposedQuote
from sitegen.workbench.drafting.word_lists import LANGUAGES, WordLists, lists_of
from sitegen.workbench.file_changes import replace_file
from sitegen.workbench.skeleton import find_layout, layout_lines
from sitegen.workbench.yaml_additions import find_additions
from sitegen.workbench.yaml_edits import apply_edits


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftWish:
    """The wish for a draft."""

    root: Path
    seed: str
    """The article's file in seeds/, with or without folder and ending."""
    published: str = ""
    """The article's date (EDTF), against which its words for days are told; empty where nobody knows it."""
    language: str = ""
    """The article's; empty: found by its letters and words."""


class DraftedFile(NamedTuple):
    """A sidecar with proposals."""

    path: str
    """Relative to the site's folder."""
    before: bytes | None
    """What stands there now; None where there is no sidecar yet."""
    after: bytes
    found: tuple[str, ...]
    """What was proposed, in words: how many of which kind."""


def draft_sidecar(wish: DraftWish) -> DraftedFile:
    """Return a new sidecar for a seed; nothing is written.

    Refusal with status 2 where the seed has a sidecar, or is none; with status 1 where it cannot be read.
    """
    project, name = _look_up(wish)
    path = f"{SIDECARS}/{stem_of(name)}.yaml"
    there = _sidecar_of(project, name, wish.root, path)
    if there:
        raise Refusal(
            f"{there} is there, and nothing is written over; `--update` adds to it, `--stdout` shows a draft", status=2
        )
    return _new_draft(wish, project, name, path)


def show_draft(wish: DraftWish) -> DraftedFile:
    """Return a new sidecar for a seed, whether it has one or not; it is to be shown and not to be written."""
    project, name = _look_up(wish)
    return _new_draft(wish, project, name, f"{SIDECARS}/{stem_of(name)}.yaml")


def update_sidecar(wish: DraftWish) -> DraftedFile:
    """Return a seed's sidecar with the proposals that it lacks; nothing is written, and all else in it stays.

    Refusal with status 2 where the seed has no sidecar, with status 1 where it cannot be read or added to.
    """
    project, name = _look_up(wish)
    manuscript = _manuscript_of(project, name)
    if not manuscript:
        raise Refusal(f"{SEEDS}/{name} has no sidecar that can be read; `sitegen check` tells why", status=2)
    path = manuscript.sidecar.where.path
    before = (wish.root / path).read_bytes()
    source = decode_text(path, before, Report())
    if source is None:
        raise Refusal(f"{path} cannot be read; `sitegen check` tells why", status=1)
    published = _published(wish, manuscript.sidecar)
    proposals = propose(manuscript, project.registers, _lists(manuscript.seed), published)
    actors, notes = _what_is_new(proposals, manuscript)
    items = _items(actors, notes, manuscript.seed)
    edits = find_additions(source, items)
    after = apply_edits(before.decode("utf-8"), edits).encode("utf-8")
    if any(items.values()) and not _adds(source, after, manuscript, items):
        raise Refusal(f"{path} is written in a way that nothing can be added to; `--stdout` shows a draft", status=1)
    return DraftedFile(path, before, after, tuple(_tell(actors, notes)))


def write_draft(draft: DraftedFile, root: Path) -> None:
    """Write a draft where no file stands, or where the one that was added to is unchanged since.

    Refusal with status 2 where a file came there meanwhile; OutputError where the machine fails.
    """
    file = root / draft.path
    if draft.before is not None:
        if draft.after != draft.before:
            replace_file(file, before=draft.before, after=draft.after)
        return
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("xb") as opened:
            opened.write(draft.after)
    except FileExistsError as error:
        raise Refusal(f"{draft.path} is there, and nothing is written over", status=2) from error
    except OSError as error:
        raise machine_fault(draft.path, error) from error


# The seed


def _look_up(wish: DraftWish) -> tuple[Project, str]:
    """Return the site, and the name of the seed's file."""
    project = read_project(wish.root, Report())
    names = _seed_names(wish.root)
    written = PurePosixPath(wish.seed.replace("\\", "/")).name
    for name in (
        written,
        f"{written}.txt",
        *(name for name in names if stem_of(name) == written.removesuffix(".yaml")),
    ):
        if name in names:
            return project, name
    of_slug = next((one.seed.name for one in project.manuscripts if one.slug == written), None)
    if of_slug:
        return project, of_slug
    guess = nearest_slug(written.removesuffix(".txt"), [stem_of(name) for name in names])
    way_out = f"did you mean `{guess}`?" if guess else f"put the article into {SEEDS}/"
    raise Refusal(f"{SEEDS}/ holds no `{written}`; {way_out}", status=2)


def _seed_names(root: Path) -> list[str]:
    folder = root / SEEDS
    return sorted(path.name for path in folder.iterdir() if path.suffix == ".txt") if folder.is_dir() else []


def _manuscript_of(project: Project, name: str) -> Manuscript | None:
    prefix = f"{SIDECARS}/"
    with_sidecar = (one for one in project.manuscripts if one.sidecar.where.path.startswith(prefix))
    return next((one for one in with_sidecar if one.seed.name == name), None)


def _sidecar_of(project: Project, name: str, root: Path, path: str) -> str:
    """Return the path of the sidecar that a seed has, empty where it has none."""
    manuscript = _manuscript_of(project, name)
    if manuscript:
        return manuscript.sidecar.where.path
    return path if (root / path).exists() else ""


def _read_seed(wish: DraftWish, name: str, settings: Settings) -> tuple[Seed, list[str]]:
    """Return the article as its sidecar will have it cut, and the sidecar's lines on that."""
    path = f"{SEEDS}/{name}"
    content = (wish.root / path).read_bytes()
    limit = settings.limits.seed_bytes
    if len(content) > limit:
        raise Refusal(f"{path}: the article has {len(content):,} bytes, and at most {limit:,} are read", status=1)
    report = Report()
    source = decode_text(path, content, report)
    language = wish.language or (guess_language(source.text, settings.editions) if source else "")
    seed = source and make_seed(source, language=language, paragraphs=settings.paragraphs, report=report)
    if not seed:
        fault = next(iter(report))
        raise Refusal(f"{fault.where.path}:{fault.where.line}:{fault.where.column}: {fault.message}", status=1)
    layout = find_layout(seed)
    cut = make_seed(seed.source, language=language, paragraphs=layout.paragraphs, report=Report()) or seed
    blocks = name_blocks([block.span for block in cut.blocks], has_deck=bool(layout.deck), title=layout.headline - 1)
    return replace(cut, blocks=blocks), list(layout_lines(layout))


def _lists(seed: Seed) -> WordLists:
    lists = lists_of(seed.language)
    if not lists:
        known = ", ".join(LANGUAGES)
        raise Refusal(f"there are rules for {known}, and none for `{seed.language}`; `--lang` names another", status=2)
    return lists


def _published(wish: DraftWish, sidecar: Sidecar | None = None) -> date | None:
    """Return the day of publication, None where nobody gave one or it is no day."""
    written = wish.published or (sidecar.published.edtf if sidecar and sidecar.published else "")
    if not written:
        return None
    try:
        edtf = parse_edtf(written)
    except ValueError as error:
        raise Refusal(f"--published: {error}", status=2) from error
    return edtf.earliest if edtf.precision in ("day", "time") else None


# The file


def _new_draft(wish: DraftWish, project: Project, name: str, path: str) -> DraftedFile:
    published = _published(wish)
    seed, layout = _read_seed(wish, name, project.settings)
    slugs = {one.slug for one in project.manuscripts if one.seed.name != name}
    slug = free_slug(stem_of(name), slugs)
    sidecar = _sidecar_for(path, wish.published, seed.language)
    manuscript = Manuscript(slug, seed, sidecar, (), is_draft=True)
    proposals = propose(manuscript, project.registers, _lists(seed), published)
    head = [schema_line(path), *_head(wish, name, slug, seed, layout)]
    items = _items(_actor_items(proposals, seed), list(proposals.notes), seed)
    lists = [
        f"{key}:\n" + "".join(f"{_indented(item)}\n" for item in listed) for key, listed in items.items() if listed
    ]
    after = "\n".join(head) + "\n\n" + "\n".join(lists)
    return DraftedFile(
        path, None, after.encode("utf-8"), tuple(_tell(_actor_items(proposals, seed), list(proposals.notes)))
    )


def _sidecar_for(path: str, published: str, language: str) -> Sidecar:
    """Return the sidecar as names are found with it: with the article's date, which tells which names are valid."""
    text = f"draft: true\npublished: {write_scalar(published)}\n" if published else "draft: true\n"
    file = read_sidecar(SourceText(path, text), language=language, report=Report())
    return file.sidecar if file else Sidecar(where=Location(path))


def _head(wish: DraftWish, name: str, slug: str, seed: Seed, layout: list[str]) -> list[str]:
    lines = [
        f"# A draft by rules of {SEEDS}/{name}: each proposal below says after `# ?` why it is there.",
        "# Look at each: keep what holds and take out the rest. Actors that are defined here may be moved to",
        "# content/actors.yaml.",
        "",
        "draft: true   # `sitegen serve` shows drafts, `sitegen build` leaves them out: take this line out to publish",
    ]
    lines += [f"seed: {write_scalar(name)}"] if name != f"{stem_of(name)}.txt" else []
    lines += [f"slug: {slug}"] if slug != stem_of(name) or not is_slug(stem_of(name)) else []
    lines.append(f"lang: {seed.language}   # the article's language")
    lines += layout
    if wish.published:
        return [*lines, f'published: "{wish.published}"   # the article\'s date']
    return [*lines, '# published: "2022-01-11"   # the article\'s date; `--published` tells weekdays against it']


def _indented(item: str) -> str:
    return "\n".join(f"  {line}" for line in item.split("\n"))


def _actor_items(proposals: ArticleProposals, seed: Seed) -> list[str]:
    known = [write_known_actor(actor, name) for actor, name in proposals.known.items()]
    return known + [write_actor(actor, seed.language) for actor in proposals.actors]


def _items(actors: list[str], notes: list[ProposedNote], seed: Seed) -> dict[str, list[str]]:
    selectors = Quotable(seed).selectors([note.span for note in notes])
    pairs = zip(notes, selectors, strict=True)
    return {"actors": actors, "annotations": [write_note(note, at, seed.language) for note, at in pairs]}


def _tell(actors: list[str], notes: list[ProposedNote]) -> list[str]:
    counted = Counter(type(note) for note in notes)
    words = {ProposedQuote: "quotation", ProposedEvent: "date", ProposedFigure: "number"}
    told = [f"{counted[kind]} {word}{'' if counted[kind] == 1 else 's'}" for kind, word in words.items()]
    return [*told, f"{len(actors)} actor{'' if len(actors) == 1 else 's'}"]


# Additions


def _what_is_new(proposals: ArticleProposals, manuscript: Manuscript) -> tuple[list[str], list[ProposedNote]]:
    """Return the actors and notes that a sidecar lacks: it has a note where one of its kind shares a letter with it."""
    sidecar, seed = manuscript.sidecar, manuscript.seed
    listed = {item.id if isinstance(item, Reference) else item.id.value for item in sidecar.actors}
    known = {actor: name for actor, name in proposals.known.items() if actor not in listed}
    names = {wording.value for actor in sidecar.local_actors for wording in actor.name.wordings}
    proposed = tuple(actor for actor in proposals.actors if actor.name not in names)
    covered = _covered(manuscript)
    kinds: dict[type, str] = {ProposedQuote: "quote", ProposedEvent: "event", ProposedFigure: "figure"}
    new = [
        note
        for note in proposals.notes
        if not any(span.overlaps(note.span) for span in covered.get(kinds[type(note)], ()))
    ]
    return _actor_items(ArticleProposals(known, proposed, ()), seed), new


def _covered(manuscript: Manuscript) -> dict[str, list[Span]]:
    """Return where the notes of a sidecar stand, by their kinds."""
    finder = QuoteFinder(manuscript.seed)
    covered: dict[str, list[Span]] = {}
    for note in manuscript.annotations:
        covered.setdefault(note.kind, []).extend(finder.place(note.at, Report()) or ())
    return covered


def _adds(source: SourceText, after: bytes, manuscript: Manuscript, items: dict[str, list[str]]) -> bool:
    """Tell whether the changed file, read again, says what it said and the items besides."""
    report = Report()
    language = manuscript.seed.language
    old = read_sidecar(source, language=language, report=Report())
    new = read_sidecar(
        SourceText(source.path, normal_lines(after.decode("utf-8")).removeprefix("\ufeff")),
        language=language,
        report=report,
    )
    if not old or not new or any(problem.severity is Severity.ERROR for problem in report):
        return False
    actors, notes = len(old.sidecar.actors), len(old.sidecar.annotations)
    said = replace(new.sidecar, actors=new.sidecar.actors[:actors], annotations=new.sidecar.annotations[:notes])
    grown = (len(new.sidecar.actors) - actors, len(new.sidecar.annotations) - notes)
    return said == old.sidecar and grown == (len(items["actors"]), len(items["annotations"]))
