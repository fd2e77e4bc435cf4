"""A publication as the command runs it: the way is found, the site is built and looked over, pushed and told."""

import os
import sys
from collections.abc import Iterable
from typing import Final

from sitegen.build import BuildOptions
from sitegen.commands.build_run import run_build
from sitegen.commands.statuses import CONTENT_AT_FAULT, DONE
from sitegen.commands.summaries import counted
from sitegen.commands.terminal import Terminal, is_screen
from sitegen.engine.build_settings import Workers, usable_cores
from sitegen.messages import visible
from sitegen.publish import (
    Inspection,
    Plan,
    Publication,
    PublishOptions,
    default_message,
    find_route,
    inspect_pages,
    publish_pages,
    read_address,
)
from sitegen.publishing.domain import pages_address
from sitegen.publishing.repository import Destination

MOST_FAULTS_TOLD: Final = 20
MOST_CHANGES_TOLD: Final = 50
"""The rest is counted."""


def run_publish(options: PublishOptions, terminal: Terminal, *, strict: bool) -> int:
    """Publish a site, tell how it went, and return the exit status. Refusal as of the steps."""
    route = find_route(options, os.environ)
    if status := run_build(
        BuildOptions(root=options.root, strict=strict), options.folder, terminal, Workers(usable_cores())
    ):
        terminal.complain("nothing was published")
        return status
    address = read_address(options.root)
    inspection = inspect_pages(options.folder, address=address)
    if _is_refused(inspection, terminal, strict=strict):
        return CONTENT_AT_FAULT
    plan = Plan(options.message.strip() or default_message(inspection.briefings), address)
    tell = terminal.remark if is_screen(sys.stderr, os.environ) else terminal.explain
    publication = publish_pages(options, route, plan, lambda line: tell(visible(line)))
    if options.dry_run:
        _tell_plan(publication, plan, route.destination, terminal)
    else:
        _tell_publication(publication, address, route.destination, terminal)
    return DONE


def _is_refused(inspection: Inspection, terminal: Terminal, *, strict: bool) -> bool:
    """Tell what is wrong with the built site, and whether that keeps it from being published."""
    faults = (*inspection.faults, *(inspection.doubts if strict else ()))
    for line in _first_of(inspection.doubts, MOST_FAULTS_TOLD):
        if not strict:
            terminal.remark(f"site/{visible(line)}")
    for line in _first_of(faults, MOST_FAULTS_TOLD):
        terminal.complain(f"site/{visible(line)}")
    if faults:
        terminal.complain(f"nothing was published: {counted(len(faults), 'fault')} in the built site")
    return bool(faults)


def _tell_plan(publication: Publication, plan: Plan, destination: Destination, terminal: Terminal) -> None:
    if not publication.is_needed:
        terminal.answer(_unchanged_line(destination))
        return
    terminal.answer(
        f"would push to {visible(str(destination))} ({visible(destination.address)}): {_counts(publication)}"
    )
    terminal.answer(f"  commit: {visible(plan.message.splitlines()[0])}")
    changes = [f"{change.letter} {change.path}" for change in publication.changes]
    for line in _first_of(changes, MOST_CHANGES_TOLD):
        terminal.answer(f"  {visible(line)}")


def _tell_publication(publication: Publication, address: str, destination: Destination, terminal: Terminal) -> None:
    if not publication.is_needed:
        terminal.report(_unchanged_line(destination))
        return
    terminal.report(
        f"published to {visible(str(destination))} ({_counts(publication)}){f': {visible(address)}' if address else ''}"
    )
    given = pages_address(destination.address)
    if publication.is_first and given:
        branch = visible(destination.branch)
        terminal.remark(f"the first time: on GitHub, in Settings, Pages, choose the branch {branch} as the source")
        if not address:
            terminal.remark(
                f"the site is then at {given}: write this into content/site.yaml as `url`, and publish again"
            )
    if publication.remark:
        terminal.remark(visible(publication.remark))


def _unchanged_line(destination: Destination) -> str:
    return f"nothing to publish: {visible(str(destination))} is this site already"


def _counts(publication: Publication) -> str:
    new, changed, gone = (publication.count(letter) for letter in "AMD")
    return f"{new} new, {changed} changed, {gone} removed"


def _first_of(lines: Iterable[str], most: int) -> Iterable[str]:
    told = list(lines)
    yield from told[:most]
    if len(told) > most:
        yield f"… and {len(told) - most:,} more"
