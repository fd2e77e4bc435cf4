"""References of briefings: to actors whom nothing names, to drafts, and into what was withdrawn."""

from collections.abc import Collection, Iterable, Sequence

from sitegen.model.briefing import Briefing
from sitegen.model.keys import find_in
from sitegen.model.problems import Report
from sitegen.model.project import Manuscript
from sitegen.model.registers import Registers
from sitegen.model.wording import Reference


def references_in(noun: object) -> list[Reference]:
    """Return every reference within a noun, in the order of its keys."""
    return find_in(noun, Reference)


def check_listed_but_not_named(briefing: Briefing, registers: Registers, report: Report) -> None:
    """Warn of each actor on the cast list that no mention, note, event or role of the briefing names.

    An id that the register does not have has been reported, or stands in a file that could not be read.
    """
    sidecar = briefing.sidecar
    named = {meaning.id for mention in briefing.prose.mentions for meaning in mention.meanings}
    for note in briefing.notes:
        named.update(reference.id for reference in references_in(note.annotation))
    named.update(reference.id for point in sidecar.key_points for reference in point.refs)
    listed = [item for item in sidecar.actors if isinstance(item, Reference)]
    for item in listed:
        named.update(reference.id for reference in references_in(registers.actors.get(item.id)))
    for item in listed:
        if item.id not in named and item.id in registers.actors:
            report.warn(
                "listed-not-named",
                f"`{item.id}` is on the cast list, but no mention, note or role of this briefing names it",
                item.where,
                found=item.id,
                help="take it off the list, add an alias that the article uses, or place it with `mentions`",
            )


def check_references_to_drafts(published: Sequence[Manuscript], drafts: Iterable[str], report: Report) -> None:
    """Warn of every reference of a published briefing to a draft."""
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


def check_references_into_withdrawn(manuscript: Manuscript, withdrawn: Collection[str], report: Report) -> None:
    """Warn of every reference to what stands in a withdrawn briefing; one to the briefing itself holds."""
    for reference in references_in(manuscript.sidecar) if withdrawn else ():
        slug = reference.briefing
        if slug in withdrawn:
            report.warn(
                "dead-link",
                f"`{slug}` is withdrawn and shows no notes any more, so this reference leads to its page alone",
                reference.where,
                found=reference.id,
                help=f"take the reference out, or link to the page in the note's text: […](briefings/{slug}.html)",
            )
