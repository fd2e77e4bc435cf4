"""`sitegen reanchor`: moved quotes are shown as a diff, written if asked to, and told in a line.

On a terminal each quote is asked about, and what is accepted is written.
"""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sitegen.commands.options import complete_slugs, examples, loudness, site_folder
from sitegen.commands.problems import count_line, counted, print_problems, status_of
from sitegen.commands.terminal import Terminal, is_screen, wants_colour
from sitegen.messages import visible

if TYPE_CHECKING:
    from sitegen.workbench.moved_quotes import Move
    from sitegen.workbench.reanchor import Question, Reanchoring


@click.command(
    "reanchor",
    epilog=examples(
        ("sitegen reanchor", "ask for each quote; piped, show what would move"),
        ("sitegen reanchor kazakhstan-2022", "in one briefing"),
        ("sitegen reanchor --write", "move all that is certain"),
        ("sitegen reanchor --inexact --write", "take on the article's spelling too"),
    ),
)
@site_folder
@loudness
@click.argument("slugs", metavar="[SLUG]...", nargs=-1, shell_complete=complete_slugs)
@click.option("--write", is_flag=True, help="Change the files without asking; piped, they are else only shown.")
@click.option("--inexact", is_flag=True, help="Take on the article's spelling where a quote is found in another one.")
def command(root: Path, slugs: tuple[str, ...], terminal: Terminal, write: bool, inexact: bool) -> int:  # noqa: FBT001 - flags of the command
    """Move quotes after an article was edited.

    Of all briefings, or of those named. On a terminal you are asked for each quote; otherwise a diff shows which
    quotes of the sidecars change, and how. A quote that several places resemble alike is left to you. Comments, order
    and line ends of the files stay; articles are never changed.
    """
    # Imported here, as it reads and weaves briefings: a word of help needs none of that.
    from sitegen.workbench.reanchor import ReanchorOptions, accept, find_moves, write_moves  # noqa: PLC0415

    is_asking = not write and sys.stdin.isatty() and is_screen(sys.stdout, os.environ)
    found = find_moves(
        ReanchorOptions(root=root, slugs=slugs, with_inexact=inexact), _Editor() if is_asking else accept
    )
    for file in found.files:
        for move in file.moves:
            terminal.explain(f"{file.path}:{move.old.where.line}: {_percent(move)} alike")
        terminal.answer(_coloured(visible(file.diff)))
    print_problems(found.report, root, terminal, strict=False)
    for problem in found.unplaced:
        terminal.remark(visible(f"{problem.where.path}:{problem.where.line}: {problem.message}: {problem.found}"))
    if write or is_asking:
        write_moves(found, root=root)
    terminal.remark(_moves_line(found, written=write or is_asking))
    return status_of(found.report, strict=False)


class _Editor:
    """Asks whoever sits at the terminal what is to be done with each quote."""

    def __init__(self) -> None:
        self._answer = ""
        """What holds for all that come: `all` or `quit`; empty while each is asked about."""

    def __call__(self, question: "Question") -> "Move | None":
        """Return what is decided; None to leave the quote as it is."""
        if self._answer == "quit" or (self._answer == "all" and not question.move):
            return None
        if self._answer == "all":
            return question.move
        old = question.fault.anchor.selector
        click.echo(f"\n{question.path}:{old.where.line}")
        return self._ask_whether(question, question.move) if question.move else self._ask_where(question)

    def _ask_whether(self, question: "Question", move: "Move") -> "Move | None":
        changes = (f"{key}: {getattr(move.old, key) or ''} -> {new}" for key, new in move.changes.items())
        click.echo(_coloured(visible(f"- {move.old.exact}\n+ {move.new.exact}")))
        click.echo(visible(f"{_percent(move)} alike; {'; '.join(changes)}"))
        answer = _choose(("accept", "skip", "edit", "all", "quit"), default="accept")
        if answer in ("all", "quit"):
            self._answer = answer
        if answer == "edit":
            return _ask_words(question)
        return move if answer in ("accept", "all") else None

    def _ask_where(self, question: "Question") -> "Move | None":
        click.echo(visible(f"  {question.fault.anchor.selector.exact} stands in {len(question.places)} places:"))
        for number, place in enumerate(question.places, 1):
            click.echo(visible(f"  {number}  … {question.mover.surroundings(place)} …"))
        numbers = [str(number) for number, _ in enumerate(question.places, 1)]
        answer = _choose((*numbers, "skip", "quit"), default="skip")
        if answer == "quit":
            self._answer = answer
        if answer not in numbers:
            return None
        return question.mover.settle(question.fault.anchor, question.places[int(answer) - 1])


def _choose(answers: tuple[str, ...], default: str) -> str:
    """Return one of the answers; its beginning is enough, and nothing typed is the default."""
    shown = "/".join(answers)
    while True:
        typed = _read_line(f"{shown} [{default}] > ", default).lower()
        fitting = [one for one in answers if one == typed] or [one for one in answers if one.startswith(typed)]
        if len(fitting) == 1:
            return fitting[0]
        click.echo(f"type one of: {shown}")


def _read_line(prompt: str, default: str) -> str:
    """Return what is typed, without spaces at its ends; the default for nothing."""
    click.echo(prompt, nl=False)
    line = sys.stdin.readline()
    if not line:  # the terminal was closed
        raise KeyboardInterrupt
    return line.strip() or default


def _ask_words(question: "Question") -> "Move | None":
    while True:
        words = _read_line("words of the article (nothing: skip) > ", "")
        if not words:
            return None
        if move := question.mover.retype(question.fault.anchor, words):
            return move
        click.echo("these words do not stand in the article, or not in one place alone")


def _percent(move: "Move") -> str:
    return f"{move.likeness:.0%}"


def _coloured(diff: str) -> str:
    """Return a diff with its lines coloured, where the reader wants colours; else as `patch` takes it."""
    if not wants_colour(sys.stdout, os.environ):
        return diff
    return "\n".join(click.style(line, fg=_COLOURS.get(line[:1])) for line in diff.split("\n"))


_COLOURS = {"-": "red", "+": "green", "@": "cyan"}


def _moves_line(found: "Reanchoring", *, written: bool) -> str:
    parts = []
    if found.moved:
        quotes, files = counted(found.moved, "quote"), counted(len(found.files), "file")
        parts.append(f"{quotes} moved in {files}" if written else f"{quotes} to move in {files}: `--write` moves them")
    if len(found.report):
        parts.append(f"left for you: {count_line(found.report)}")
    if found.unplaced:
        quotes = counted(len(found.unplaced), "quote")
        parts.append(f"{quotes} missing or ambiguous: see `sitegen check`")
    return "; ".join(parts) or "no quote has drifted"
