"""A build as the command runs it: made, written, told."""

import time
from pathlib import Path

from sitegen.build import BuildOptions, build_site
from sitegen.commands.problems import print_problems, status_of
from sitegen.commands.summaries import build_line, details, failure_line
from sitegen.commands.terminal import Terminal
from sitegen.engine.build_settings import Workers
from sitegen.messages import visible
from sitegen.progress import StageTimes


def run_build(options: BuildOptions, folder: Path, terminal: Terminal, workers: Workers) -> int:
    """Build a site into a folder, tell how it went, and return the exit status. Refusal as of `build_site`."""
    started, times = time.perf_counter(), StageTimes()
    before = _files_in(folder) if terminal.verbose else frozenset()
    with terminal.follow(times) as progress:
        made = build_site(options, folder, workers=workers, progress=progress)
    print_problems(made.report, options.root, terminal, strict=options.strict)
    if made.changes:
        for line in details(times.seconds, made.changes, folder, before):
            terminal.explain(line)
        terminal.report(build_line(made, made.changes, folder, seconds=time.perf_counter() - started))
        if made.forgotten:
            terminal.remark(visible(f"nothing is kept for the next build, which will take longer: {made.forgotten}"))
    else:
        terminal.complain(failure_line(made.report))
    return status_of(made.report, strict=options.strict)


def _files_in(folder: Path) -> frozenset[str]:
    return frozenset(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
