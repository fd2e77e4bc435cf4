"""What is looked for when everything is read and woven: faults between the parts, and on request hints."""

from collections.abc import Sequence

from sitegen.checking.address import hint_at_missing_address, hint_at_missing_cards
from sitegen.checking.cast import check_listed_but_not_named
from sitegen.checking.claims import hint_at_old_states, hint_at_unsourced_claims
from sitegen.checking.drafts import check_references_to_drafts
from sitegen.checking.namesakes import hint_at_alike_names
from sitegen.checking.quotations import hint_at_quotations
from sitegen.checking.strangers import hint_at_strangers, words_of_registers
from sitegen.checking.updates import hint_at_untold_events
from sitegen.model.problems import Report
from sitegen.model.project import Project
from sitegen.model.site import Briefing


def check_parts(project: Project, briefings: Sequence[Briefing], report: Report, *, left_out: Sequence[str]) -> None:
    """Warn of what does not fit between the parts of a site; `left_out` are the slugs of drafts that are not shown."""
    published = [manuscript for manuscript in project.manuscripts if manuscript.slug not in left_out]
    check_references_to_drafts(published, left_out, report)
    for briefing in briefings:
        check_listed_but_not_named(briefing, project.registers, report)


def give_hints(project: Project, briefings: Sequence[Briefing], report: Report) -> None:
    """Hint at what an editor may have overlooked; seeds without a sidecar are no editor's work yet."""
    registers = project.registers
    hint_at_missing_address(project.settings, report)
    hint_at_missing_cards(project.settings, report)
    hint_at_alike_names(registers.actors.values(), report)
    hint_at_unsourced_claims(registers.claims.values(), report)
    registered = words_of_registers(registers)
    for briefing in briefings:
        if briefing.sidecar.where.path != briefing.seed.source.path:
            hint_at_quotations(briefing, report)
            hint_at_unsourced_claims(briefing.manuscript.annotations, report)
            hint_at_old_states(briefing, report)
            hint_at_untold_events(briefing, registers.events, report)
            hint_at_strangers(briefing, registered, report)
