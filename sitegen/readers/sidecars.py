"""A sidecar: its YAML into a Sidecar, its slug, and ids for the notes that have none."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from hashlib import blake2b

from sitegen.model.forms import is_slug, is_windows_name, propose_slug
from sitegen.model.problems import Report
from sitegen.model.project import Annotation, Sidecar
from sitegen.model.site_files import stem_of
from sitegen.model.text import Location, SourceText
from sitegen.model.wording import Written
from sitegen.readers.context import Context, shown
from sitegen.readers.decode import decode_noun
from sitegen.readers.documents import cut_by_comments, language_of, read_root, scalar_at
from sitegen.readers.yaml_nodes import Node

_EXPECTED = 'title: {en: …}\npublished: "2022-01-11"\nannotations: []'
_HASH_BYTES = 4
"""Enough to tell the notes of one briefing apart; equal ones are counted."""


@dataclass(frozen=True, slots=True)
class SidecarFile:
    """What one sidecar holds."""

    sidecar: Sidecar
    slug: str
    slug_where: Location
    declared: tuple[Written, ...] = ()
    """Every id that stands in it, those of broken pieces too."""
    comments: Mapping[Location, str] = field(default_factory=dict)
    """Comments that stand right behind unquoted texts, by the texts' places."""

    @property
    def seed_name(self) -> str:
        """Return the name of the seed that it speaks of: the written one, else its own stem with `.txt`."""
        seed = self.sidecar.seed
        return seed.value if seed else f"{stem_of(self.sidecar.where.path)}.txt"

    def quotes(self) -> Iterator[tuple[Written, str]]:
        """Yield every quote that is to be found in the article, with the key or dash that is written before it."""
        own = self.sidecar
        anchors = [one.at for one in own.annotations]
        anchors += [one.at for one in own.mentions]
        anchors += [one.at for one in own.not_mentions]
        for anchor in anchors:
            alone = "at: " if len(anchor) == 1 else "- "
            yield from ((one.exact, alone if one.where == one.exact.where else "exact: ") for one in anchor)
        for one in own.headline:
            yield one.exact, "headline: " if one.where == one.exact.where else "exact: "


def read_sidecar(source: SourceText, *, language: str, report: Report) -> SidecarFile | None:
    """Return a sidecar; None where it cannot be read. `language` is the article's, where the sidecar names none."""
    root = read_root(source, report, expected=_EXPECTED)
    if root is None:
        return None
    slug = _probable_slug(source.path, root)
    context = Context(source.path, language_of(root) or language, report, briefing=slug, source=source)
    sidecar = decode_noun(Sidecar, root, context)
    if sidecar is None:
        return None
    slug, slug_where = _slug(source.path, sidecar, root, report)
    return SidecarFile(sidecar, slug, slug_where, tuple(context.declared), cut_by_comments(source, root))


def name_annotations(annotations: tuple[Annotation, ...]) -> tuple[Annotation, ...]:
    """Return the notes, each with an id: the written one, or `_<kind>-<hash>`, made from kind and anchor.

    Notes that are alike in both are counted in their order.
    """
    return tuple(_named(annotations))


def _named(annotations: tuple[Annotation, ...]) -> Iterator[Annotation]:
    counts: dict[str, int] = {}
    for annotation in annotations:
        if annotation.id:
            yield annotation
            continue
        made = _made_id(annotation)
        count = counts[made] = counts.get(made, 0) + 1
        made = made if count == 1 else f"{made}-{count}"
        yield replace(annotation, id=Written(made, annotation.where))


def _made_id(annotation: Annotation) -> str:
    anchor = "\x1e".join(
        f"{one.exact}\x1f{one.prefix or ''}\x1f{one.suffix or ''}\x1f{one.occurrence or ''}" for one in annotation.at
    )
    return f"_{annotation.kind}-{blake2b(anchor.encode(), digest_size=_HASH_BYTES).hexdigest()}"


def _slug(path: str, sidecar: Sidecar, root: Node, report: Report) -> tuple[str, Location]:
    """Return the briefing's slug and where it comes from; where there is none to be had, one is proposed and used."""
    if sidecar.slug:
        return _usable(sidecar.slug.value, sidecar.slug.where, report), sidecar.slug.where
    stem, where = stem_of(path), Location(path)
    if is_slug(stem):
        return _usable(stem, where, report), where
    if not scalar_at(root, "slug"):
        message = f"the file's name `{shown(stem)}` is no slug, so the briefing needs `slug`"
        report.error("bad-slug", message, where, found=stem, help=f"write:\nslug: {propose_slug(stem)}")
    return propose_slug(stem), where


def _probable_slug(path: str, root: Node) -> str:
    """Return the same before the sidecar is decoded, and report nothing."""
    written, stem = scalar_at(root, "slug"), stem_of(path)
    if written and is_slug(written.value):
        return written.value
    return stem if is_slug(stem) else propose_slug(stem)


def _usable(slug: str, where: Location, report: Report) -> str:
    if is_windows_name(slug):
        message = f"no file can be called `{slug}` on Windows"
        report.error("reserved-name", message, where, found=slug, help=f"write:\nslug: {slug}-1")
    return slug
