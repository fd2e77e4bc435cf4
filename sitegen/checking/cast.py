"""Actors on a briefing's list whom nothing in it names."""

from sitegen.checking.within import references_in
from sitegen.model.briefing import Briefing
from sitegen.model.problems import Report
from sitegen.model.registers import Registers
from sitegen.model.wording import Reference


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
