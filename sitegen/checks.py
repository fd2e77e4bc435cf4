"""What is looked for when everything is read and woven: faults between the parts, and on request hints."""

from sitegen.checking.address import hint_at_missing_address, hint_at_missing_cards
from sitegen.checking.article import hint_at_wrapped_lines
from sitegen.checking.cast import check_listed_but_not_named
from sitegen.checking.claims import hint_at_old_states, hint_at_unsourced_claims
from sitegen.checking.namesakes import hint_at_alike_names
from sitegen.checking.quotations import hint_at_quotations
from sitegen.checking.strangers import hint_at_strangers
from sitegen.checking.updates import hint_at_untold_events
from sitegen.model.briefing import Briefing
from sitegen.model.problems import Report
from sitegen.model.registers import Registers
from sitegen.model.settings import Settings


def check_briefing(briefing: Briefing, registers: Registers, report: Report) -> None:
    """Warn of what does not fit between a briefing and the registers."""
    check_listed_but_not_named(briefing, registers, report)


def give_hints(settings: Settings, registers: Registers, report: Report) -> None:
    """Hint at what an editor may have overlooked in what all briefings share."""
    hint_at_missing_address(settings, report)
    hint_at_missing_cards(settings, report)
    hint_at_alike_names(registers.actors.values(), report)
    hint_at_unsourced_claims(registers.claims.values(), report)


def give_briefing_hints(
    briefing: Briefing, registers: Registers, registered: frozenset[str] | None, report: Report
) -> None:
    """Hint at what an editor may have overlooked in a briefing; seeds without a sidecar are no editor's work yet.

    `registered` is what `words_of_registers` gives; None where a register could not be read, so that any name may well
    stand in it.
    """
    if briefing.sidecar.where.path == briefing.seed.source.path:
        return
    hint_at_wrapped_lines(briefing.manuscript, report)
    hint_at_quotations(briefing, report)
    hint_at_unsourced_claims(briefing.manuscript.annotations, report)
    hint_at_old_states(briefing, report)
    hint_at_untold_events(briefing, registers.events, report)
    if registered is not None:
        hint_at_strangers(briefing, registered, report)
