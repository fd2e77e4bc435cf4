"""`sitegen publish`: the way is found, the site is built, looked over, pushed and told of."""

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from sitegen.commands.build import run_build
from sitegen.commands.options import examples, loudness, site_folder
from sitegen.commands.problems import counted
from sitegen.commands.terminal import Terminal, is_screen
from sitegen.engine.build_settings import Workers, usable_cores
from sitegen.messages import visible
from sitegen.refusal import CONTENT_AT_FAULT, DONE

if TYPE_CHECKING:
    from sitegen.publishing.publication import Inspection, Plan, Publication
    from sitegen.publishing.repository import Destination

MOST_FAULTS_TOLD: Final = 20
MOST_CHANGES_TOLD: Final = 50
"""The rest is counted."""


@click.command(
    "publish",
    epilog=examples(
        ("sitegen publish --dry-run", "what would be pushed, and where to?"),
        ("sitegen publish", "push site/ to gh-pages at origin"),
        ('sitegen publish --message "The March briefings"', "say in the history what is new"),
        ("sitegen publish --strict", "not while there are warnings"),
        ("sitegen publish --remote mirror --branch pages", "push it elsewhere"),
    ),
)
@site_folder
@loudness
@click.option("--remote", default="origin", show_default=True, metavar="NAME", help="The remote, or its address.")
@click.option("--branch", default="gh-pages", show_default=True, metavar="NAME", help="The branch that Pages shows.")
@click.option(
    "--message",
    default="",
    metavar="TEXT",
    help="What the commit says (default: how many briefings, made by which version).",
)
@click.option("--dry-run", is_flag=True, help="Build and tell what would be pushed; push nothing.")
@click.option("--replace", is_flag=True, help="Replace a site on the branch that sitegen did not make.")
@click.option("--no-history", is_flag=True, help="Put one single commit in the place of all former ones.")
@click.option("--strict", is_flag=True, help="Let warnings stop it too.")
def command(root: Path, strict: bool, no_history: bool, terminal: Terminal, **wishes: object) -> int:  # noqa: FBT001 - flags of the command
    """Build the site and push it to a branch for GitHub Pages.

    What is published already is fetched first and built upon. Your branches, your index and your files stay as they
    are, committed or not. Nothing is pushed while the content has errors, a link of the site leads nowhere, the
    site is larger than GitHub Pages takes, or the branch holds a site that sitegen did not make.
    """
    # Imported here: a word of help needs none of it.
    from sitegen.build import BuildOptions  # noqa: PLC0415
    from sitegen.publishing.publication import (  # noqa: PLC0415
        Plan,
        PublishOptions,
        default_message,
        find_route,
        inspect_pages,
        publish_pages,
        read_address,
    )

    options = PublishOptions(
        root=root,
        remote=str(wishes["remote"]),
        branch=str(wishes["branch"]),
        message=str(wishes["message"]),
        dry_run=bool(wishes["dry_run"]),
        replace=bool(wishes["replace"]),
        with_history=not no_history,
    )
    route = find_route(options, os.environ)
    build = BuildOptions(root=root, strict=strict)
    if status := run_build(build, options.folder, terminal, Workers(usable_cores())):
        terminal.complain("nothing was published")
        return status
    address = read_address(root)
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


def _is_refused(inspection: "Inspection", terminal: Terminal, *, strict: bool) -> bool:
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


def _tell_plan(publication: "Publication", plan: "Plan", destination: "Destination", terminal: Terminal) -> None:
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


def _tell_publication(publication: "Publication", address: str, destination: "Destination", terminal: Terminal) -> None:
    if not publication.is_needed:
        terminal.report(_unchanged_line(destination))
        return
    terminal.report(
        f"published to {visible(str(destination))} ({_counts(publication)}){f': {visible(address)}' if address else ''}"
    )
    from sitegen.publishing.domain import pages_address  # noqa: PLC0415 - as above

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


def _unchanged_line(destination: "Destination") -> str:
    return f"nothing to publish: {visible(str(destination))} is this site already"


def _counts(publication: "Publication") -> str:
    new, changed, gone = (publication.count(letter) for letter in "AMD")
    return f"{new} new, {changed} changed, {gone} removed"


def _first_of(lines: Iterable[str], most: int) -> Iterable[str]:
    told = list(lines)
    yield from told[:most]
    if len(told) > most:
        yield f"… and {len(told) - most:,} more"
