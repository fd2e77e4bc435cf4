"""Where our own build spends its time in one process: a row for each step, and on request the costliest functions.

    python -m tests.bench.stages [--count 1000] [--profile heavy] [--situation note] [--functions 30]

Each row is what the step itself took, without the steps within it that have rows of their own. A step that is called by
another name than it has here has no row, and its time falls to the step around it; that is told.
"""

import argparse
import cProfile
import importlib
import pstats
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from tests.bench.articles import LIGHT, PROFILES
from tests.bench.contenders import Contender, our_contender
from tests.bench.measure import run_measured
from tests.bench.run import SITUATIONS
from tests.bench.tables import align

STEPS: Final = {
    "key": ("sitegen.build", "build_key"),
    "sources": ("sitegen.build", "scan_sources"),
    "sources: compare": ("sitegen.engine.changes", "Sources.compared_with"),
    "set-up": ("sitegen.engine.setup", "open_setup"),
    "set-up: matcher": ("sitegen.engine.setup", "build_matcher"),
    "read": ("sitegen.engine.briefing", "_read"),
    "read: files": ("sitegen.readers.files", "Root.read_text"),
    "read: YAML": ("sitegen.readers.documents", "parse_yaml"),
    "read: sidecars into nouns": ("sitegen.readers.sidecars", "decode_noun"),
    "read: seeds into blocks": ("sitegen.readers.briefings", "make_seed"),
    "read: references": ("sitegen.engine.briefing", "check_references"),
    "markdown": ("sitegen.weaving.notes", "render_markdown"),
    "markdown: collect": ("sitegen.weaving.notes", "markdown_in"),
    "anchors": ("sitegen.engine.briefing", "_place_notes"),
    "mentions": ("sitegen.engine.briefing", "find_mentions"),
    "prose": ("sitegen.engine.briefing", "weave_prose"),
    "briefing": ("sitegen.engine.briefing", "gather_briefing"),
    "checks": ("sitegen.engine.briefing", "check_listed_but_not_named"),
    "rows": ("sitegen.engine.briefing", "make_rows"),
    "pages: briefings": ("sitegen.pages.page_renderer", "PageRenderer.render_briefing"),
    "pages: briefing pages": ("sitegen.pages.page_renderer", "make_briefing_page"),
    "pages: descriptions": ("sitegen.engine.setup", "describe_page"),
    "pages: templates": ("sitegen.pages.environment", "PageEnvironment.render"),
    "exports: briefings": ("sitegen.engine.briefing", "export_briefing"),
    "exports: annotations": ("sitegen.exports.web_annotation", "_AnnotationWriter.annotation"),
    "exports: cards": ("sitegen.exports.card_drawing", "draw_card"),
    "archive: enter": ("sitegen.engine.briefing_stages", "_enter"),
    "archive: indexes": ("sitegen.records.tables", "Records.finish"),
    "archive: look for changes": ("sitegen.engine.stages", "find_stale_briefings"),
    "archive: what is stale": ("sitegen.engine.steps", "Steps.stale"),
    "settle": ("sitegen.engine.briefing_stages", "_settle"),
    "judge": ("sitegen.engine.stages", "judge"),
    "flags": ("sitegen.engine.stages", "settle_flags"),
    "lists: pages": ("sitegen.engine.lists", "ListMaker._make_pages"),
    "lists: exports": ("sitegen.engine.lists", "ListMaker._make_format"),
    "lists: lines": ("sitegen.records.library", "Library._read_lines"),
    "lists: sentences": ("sitegen.records.library", "Library.sentences"),
    "lists: nouns": ("sitegen.records.library", "decode"),
    "archive: record": ("sitegen.engine.steps", "Steps.record"),
    "sitemap": ("sitegen.engine.stages", "make_sitemap"),
    "rest": ("sitegen.engine.stages", "make_rest"),
    "write: compare, stage": ("sitegen.output.output_folder", "Staging.put"),
    "write: keep": ("sitegen.output.output_folder", "Staging._keep"),
    "write: swap": ("sitegen.output.output_folder", "carry_out"),
    "outputs: look": ("sitegen.build", "scan_output"),
    "archive: last build": ("sitegen.build", "write_last_build"),
    "archive: commit": ("sitegen.build", "commit"),
}
"""The steps by the place where they are looked up when they are called: a module, and a name or a class's method."""


@dataclass
class Row:
    """What a step took."""

    calls: int = 0
    wall: float = 0.0
    processor: float = 0.0


@dataclass
class Stopwatch:
    """Charges all time to the innermost step that runs."""

    rows: dict[str, Row] = field(default_factory=dict)
    running: list[str] = field(default_factory=list)
    wall: float = field(default_factory=time.perf_counter)
    processor: float = field(default_factory=time.process_time)

    def charge(self) -> None:
        """Charge the time since the last call to the step that runs."""
        wall, processor = time.perf_counter(), time.process_time()
        if self.running:
            row = self.rows[self.running[-1]]
            row.wall += wall - self.wall
            row.processor += processor - self.processor
        self.wall, self.processor = wall, processor

    def enter(self, step: str) -> None:
        """Begin a step within the one that runs."""
        self.charge()
        self.rows.setdefault(step, Row())
        self.running.append(step)

    def leave(self) -> None:
        """End the innermost step."""
        self.charge()
        self.running.pop()

    def timed(self, step: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return the function with its time charged to a step; what it yields later counts as well."""

        def call(*arguments: Any, **named: Any) -> Any:  # noqa: ANN401 - stands for any function
            self.enter(step)
            self.rows[step].calls += 1
            try:
                result = function(*arguments, **named)
            finally:
                self.leave()
            return self._drawn(step, result) if isinstance(result, Iterator) else result

        return call

    def _drawn(self, step: str, items: Iterator[Any]) -> Iterator[Any]:
        end = object()
        while True:
            self.enter(step)
            try:
                item = next(items, end)
            finally:
                self.leave()
            if item is end:
                return
            yield item


def put_in_place(watch: Stopwatch) -> Iterator[str]:
    """Let the watch time all steps; yield those that are not where they are looked for."""
    for step, (module, name) in STEPS.items():
        *classes, attribute = name.split(".")
        place = _import(module)
        for one in classes:
            place = getattr(place, one, None)
        if hasattr(place, attribute):
            setattr(place, attribute, watch.timed(step, getattr(place, attribute)))
        else:
            yield step


def _import(module: str) -> Any:  # noqa: ANN401 - a module or None
    """Return the module; None where it has another name now, or needs a library that is not installed."""
    try:
        return importlib.import_module(module)
    except ImportError:
        return None


def build(site: Path, base_url: str) -> int:
    """Build a site as the command does, in this process alone; return the number of its briefings."""
    from sitegen.build import BuildOptions, build_site  # noqa: PLC0415 - its start is timed

    return build_site(BuildOptions(root=site, base_url=base_url), site / "site").counts.briefings


def measure_steps(site: Path, base_url: str) -> tuple[Stopwatch, list[str]]:
    """Return what each step of a build takes, and the steps that were not found."""
    watch = Stopwatch()
    watch.enter("start")
    importlib.import_module("sitegen.cli")
    watch.leave()
    lost = list(put_in_place(watch))
    watch.enter("all else")
    build(site, base_url)
    watch.leave()
    return watch, lost


def prepare(ours: Contender, situation: str) -> None:
    """Bring a site into the situation in which it is to be built."""
    ours.restore()
    if situation == "clean":
        ours.forget()
    else:
        run_measured(ours.command)
        if situation == "fresh":
            ours.check_out()
        ours.edit(situation, 1)


def write_steps(watch: Stopwatch, count: int) -> str:
    """Return the table of steps for a number of briefings."""
    rows = [["step", "calls", "wall s", "processor s", "ms for one briefing", "share"]]
    whole = sum(row.processor for row in watch.rows.values())
    order = ["start", *STEPS, "all else"]
    for step in sorted(watch.rows, key=order.index):
        row = watch.rows[step]
        each, share = row.processor / count * 1000, row.processor / whole
        rows.append([step, str(row.calls), f"{row.wall:.2f}", f"{row.processor:.2f}", f"{each:.3f}", f"{share:.1%}"])
    rows.append(["all", "", "", f"{whole:.2f}", f"{whole / count * 1000:.3f}", ""])
    return align(rows)


def main() -> int:
    """Print the steps, or the functions; the exit status tells nothing."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--profile", choices=PROFILES, default=LIGHT.name)
    parser.add_argument("--situation", choices=SITUATIONS, default="clean", help="what is built (default: clean)")
    parser.add_argument("--functions", type=int, metavar="N", help="instead, the N functions that take most themselves")
    parser.add_argument("--base-url", default="", metavar="URL", help="with it feeds, sitemap and cards are made too")
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "sitegen-bench", metavar="DIR")
    wanted = parser.parse_args()
    place = wanted.folder.resolve() / f"{wanted.profile}-{wanted.count}"
    ours = our_contender(place, wanted.count, PROFILES[wanted.profile], base_url=wanted.base_url)
    prepare(ours, wanted.situation)
    if wanted.functions:
        with cProfile.Profile() as profile:
            build(ours.site, wanted.base_url)
        pstats.Stats(profile).sort_stats("tottime").print_stats(wanted.functions)
        ours.clear_away()
        return 0
    watch, lost = measure_steps(ours.site, wanted.base_url)
    sys.stdout.write(
        f"{wanted.count} briefings, {wanted.profile}, {wanted.situation}\n{write_steps(watch, wanted.count)}\n"
    )
    ours.clear_away()
    sys.stdout.writelines(f"not found: {step} ({'.'.join(STEPS[step])})\n" for step in lost)
    return 0


if __name__ == "__main__":
    sys.exit(main())
