"""All hints on a site and on a briefing: what an editor may have overlooked; looked for on request."""

from collections.abc import Sequence
from typing import Final

from sitegen.checking.alike_names import hint_at_alike_names
from sitegen.checking.article import hint_at_wrapped_lines
from sitegen.checking.claims_and_events import hint_at_old_states, hint_at_unsourced_claims, hint_at_untold_events
from sitegen.checking.quotations import hint_at_quotations
from sitegen.checking.unregistered_names import hint_at_unregistered_names
from sitegen.exports.social_cards import find_card_renderer
from sitegen.model.briefing import Briefing
from sitegen.model.problems import Report, Severity
from sitegen.model.registers import Registers
from sitegen.model.settings import Settings

MOST_NAMED: Final = 5
"""Briefings of which the hint at unstated rights gives the slugs."""


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
        hint_at_unregistered_names(briefing, registered, report)


def hint_at_missing_address(settings: Settings, report: Report) -> None:
    """Give a hint where the settings name no address; where they are wrong, that has been reported and may be why."""
    path = settings.where.path
    if settings.url or any(problem.where.path == path and problem.severity is Severity.ERROR for problem in report):
        return
    report.hint(
        "url-missing",
        "without `url`, feeds, sitemap, canonical and social tags are left out",
        settings.where,
        help=f"write in {path} where the site will stand:\nurl: https://example.org/",
    )


def hint_at_unstated_rights(settings: Settings, slugs: Sequence[str], report: Report) -> None:
    """Give one hint for all briefings that do not say whose the article is, where the settings do not say it either."""
    if not slugs or (settings.license and settings.license.article):
        return
    named = ", ".join(slugs[:MOST_NAMED]) + (" …" if len(slugs) > MOST_NAMED else "")
    briefings = "1 briefing does" if len(slugs) == 1 else f"{len(slugs)} briefings do"
    report.hint(
        "rights-unstated",
        f"{briefings} not say whose the article is, and neither do the settings: {named}",
        settings.license.where if settings.license else settings.where,
        help="write `article` below `license` in these briefings, or in content/site.yaml for all of them",
    )


def hint_at_missing_cards(settings: Settings, report: Report) -> None:
    """Give a hint where the site has an address, and so a use for social cards, but nothing can draw them."""
    if settings.url and not find_card_renderer():
        report.hint(
            "cards-missing",
            "without Pillow, links to the briefings are shown without a picture",
            settings.url.where,
            help="install it beside sitegen: pip install pillow",
        )
