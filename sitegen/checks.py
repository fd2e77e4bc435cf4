"""What only shows when everything is read and woven: references to drafts, listed entries that nothing names."""

from collections.abc import Iterable, Sequence

from sitegen.model.keys import walk
from sitegen.model.problems import Report
from sitegen.model.project import Manuscript
from sitegen.model.registers import Registers
from sitegen.model.site import Briefing
from sitegen.model.wording import Reference


def check_references_to_drafts(published: Sequence[Manuscript], drafts: Iterable[str], report: Report) -> None:
    """Warn of every reference of a published briefing to a draft, which is shown without a link."""
    slugs = frozenset(drafts)
    for manuscript in published if slugs else ():
        related = {reference.id for reference in manuscript.sidecar.related}
        for reference in references_in(manuscript.sidecar):
            slug = reference.briefing or (reference.id if reference.id in related else "")
            if slug in slugs:
                report.warn(
                    "ref-to-draft",
                    f"`{slug}` is a draft, so this reference is shown without a link",
                    reference.where,
                    found=reference.id,
                    help=f"publish {slug} (take `draft: true` out of its sidecar), or take the reference out",
                )


def check_listed_but_not_named(briefing: Briefing, registers: Registers, report: Report) -> None:
    """Warn of each actor on the cast list that no mention, note, event or role of the briefing names."""
    sidecar = briefing.sidecar
    named = {meaning.id for mention in briefing.prose.mentions for meaning in mention.meanings}
    for note in briefing.notes:
        named.update(reference.id for reference in references_in(note.annotation))
    named.update(reference.id for point in sidecar.key_points for reference in point.refs)
    listed = [item for item in sidecar.actors if isinstance(item, Reference)]
    for item in listed:
        named.update(reference.id for reference in references_in(registers.actors.get(item.id)))
    for item in listed:
        if item.id not in named:
            report.warn(
                "listed-not-named",
                f"`{item.id}` is on the cast list, but no mention, note or role of this briefing names it",
                item.where,
                found=item.id,
                help="take it off the list, add an alias that the article uses, or place it with `mentions`",
            )


def references_in(noun: object) -> list[Reference]:
    """Return every reference within a noun, in the order of its keys."""
    found: list[Reference] = []

    def keep(part: object) -> None:
        if isinstance(part, Reference):
            found.append(part)

    walk(noun, keep)
    return found
