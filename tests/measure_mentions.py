"""Measure how well mentions are found in texts with marked names: recall, precision, and every miss.

    python tests/measure_mentions.py [FILE.jsonl …] [--misses 20]

Each line of a file is `{text, names, mentions: [{start, end, type, canonical}]}`. A text's own names are its register,
each an actor; found and marked stretches are compared as whole written words. No part of the test suite: the data are
not ours to carry.
"""

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sitegen.language.words import split_words, widen_to_words
from sitegen.model.problems import Report
from sitegen.model.project import Block, Manuscript, Seed, Sidecar
from sitegen.model.registers import Actor, Registers
from sitegen.model.text import Location, SourceText, Span
from sitegen.model.wording import Text, Wording, Written
from sitegen.weaving.mentions import build_matcher, find_mentions

DATA = Path(__file__).resolve().parent.parent.parent / "shared" / "data"
TYPES = {"PER": "person", "LOC": "state", "ORG": "organisation"}
HERE = Location("row")


@dataclass
class Score:
    """What was found and what was not, over all rows of a file."""

    right: int = 0
    missed: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    ambiguous: int = 0
    seconds: float = 0.0

    @property
    def recall(self) -> float:
        """Return the share of the marked names that was found."""
        return self.right / max(1, self.right + self.missed.total())

    @property
    def precision(self) -> float:
        """Return the share of what was found that is marked."""
        return self.right / max(1, self.right + self.wrong.total())


def measure(rows: Iterable[dict[str, Any]], score: Score) -> None:
    """Compare mentions found with mentions marked, row by row."""
    for row in rows:
        seed = make_seed(row["text"], row.get("lang", "ar"))
        words = split_words(seed.text)
        marked = {widen_to_words(Span(mention["start"], mention["end"]), words) for mention in row["mentions"]}
        found = {widen_to_words(span, words) for span in find_spans(seed, make_registers(row), score)}
        score.right += len(marked & found)
        score.missed.update(in_context(seed.text, span) for span in marked - found)
        score.wrong.update(in_context(seed.text, span) for span in found - marked)


def find_spans(seed: Seed, registers: Registers, score: Score) -> Iterator[Span]:
    """Yield the words of every mention; the time that it takes goes to the score."""
    report = Report()
    manuscript = Manuscript("row", seed, Sidecar(where=HERE), (), is_draft=False)
    start = time.perf_counter()
    found = find_mentions(manuscript, build_matcher(registers), report)
    score.seconds += time.perf_counter() - start
    score.ambiguous += len(report)
    yield from (mention.words for mention in found)


def make_seed(text: str, language: str) -> Seed:
    """Return the text as an article of one paragraph for each line."""
    blocks, start = [], 0
    for line in text.split("\n"):
        blocks.append(Block("paragraph", Span(start, start + len(line))))
        start += len(line) + 1
    return Seed("row.txt", SourceText("row.txt", text), language, tuple(blocks))


def make_registers(row: dict[str, Any]) -> Registers:
    """Return a register with an actor for each of the row's names, of the type that its mentions have."""
    types = {mention["canonical"]: TYPES.get(mention["type"]) for mention in row["mentions"]}
    actors = {
        f"n{number}": Actor(
            where=HERE,
            id=Written(f"n{number}", HERE),
            name=Text((Wording(row.get("lang", "ar"), name, HERE),)),
            type=types.get(name),
        )
        for number, name in enumerate(row["names"])
    }
    return Registers(actors=actors)


def in_context(text: str, span: Span) -> str:
    """Return the stretch with a few words around it."""
    before, after = text[max(0, span.start - 25) : span.start], text[span.end : span.end + 25]
    return f"{before}[{span.of(text)}]{after}".replace("\n", "¶")


def main() -> int:
    """Print recall and precision for each file; the exit status tells nothing."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path, default=sorted(DATA.glob("*.jsonl")))
    parser.add_argument("--misses", type=int, default=1000, help="how many misses and wrong finds to print")
    arguments = parser.parse_args()
    for path in arguments.files:
        score = Score()
        measure((json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line), score)
        sys.stdout.write(
            f"{path.name}: recall {score.recall:.4f}, precision {score.precision:.4f}, {score.right} right, "
            f"{score.ambiguous} ambiguous, {score.seconds:.2f} s\n"
        )
        for title, places in (("missed", score.missed), ("wrong", score.wrong)):
            for place, times in places.most_common(arguments.misses):
                sys.stdout.write(f"  {title} {times}× {place}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
