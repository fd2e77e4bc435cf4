"""A reanchoring as the command runs it: shown as a diff, written if asked to, told in a line."""

from sitegen.commands.problems import print_problems, status_of
from sitegen.commands.summaries import count_line, counted
from sitegen.commands.terminal import Terminal
from sitegen.messages import visible
from sitegen.workbench.reanchor import Reanchoring, ReanchorOptions, find_moves, write_moves


def run_reanchor(options: ReanchorOptions, terminal: Terminal, *, write: bool) -> int:
    """Show which quotes move, move them with `write`, and return the exit status. Refusal as of the story."""
    found = find_moves(options)
    for file in found.files:
        terminal.answer(visible(file.diff))
    print_problems(found.report, options.root, terminal, strict=False)
    if write:
        write_moves(found, root=options.root)
    terminal.remark(_moves_line(found, written=write))
    return status_of(found.report, strict=False)


def _moves_line(found: Reanchoring, *, written: bool) -> str:
    parts = []
    if found.moved:
        quotes, files = counted(found.moved, "quote"), counted(len(found.files), "file")
        parts.append(f"{quotes} moved in {files}" if written else f"{quotes} to move in {files}: `--write` moves them")
    if len(found.report):
        parts.append(f"left for you: {count_line(found.report)}")
    if found.unplaced:
        parts.append(f"{counted(found.unplaced, 'quote')} missing or ambiguous: see `sitegen check`")
    return "; ".join(parts) or "no quote has drifted"
