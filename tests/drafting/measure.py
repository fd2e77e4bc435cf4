"""Measure what drafts find, against what editors noted by hand, and print what was missed and what was too much.

    python -m tests.drafting.measure [--names FOLDER] [NAME...]

NAME is an article of gold/ or of the repository; without it, all. FOLDER holds texts with marked names
(`*.jsonl`), against which proposed persons and organisations are measured.

The first run, before any rule was changed for these articles, is in `FIRST_RUN`.
"""

import argparse
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

from sitegen.language.edtf import parse_edtf
from sitegen.language.folding import fold
from sitegen.model.problems import Report
from sitegen.model.project import Manuscript, Seed, Sidecar
from sitegen.model.registers import Registers
from sitegen.model.text import Location, SourceText, Span
from sitegen.readers.project import read_project
from sitegen.readers.registers import join_registers, read_register
from sitegen.readers.seeds import make_seed
from sitegen.weaving.anchors import QuoteFinder
from sitegen.workbench.drafting.article_proposals import ArticleProposals, propose
from sitegen.workbench.drafting.proposals import ProposedEvent, ProposedFigure, ProposedQuote
from sitegen.workbench.drafting.word_lists import lists_of

HERE: Final = Path(__file__).resolve().parent
FIRST_RUN: Final = {
    "quotes": (0.96, 0.94),
    "speakers": (0.68, 0.64),
    "forms": (0.82, 0.82),
    "dates": (0.76, 0.79),
    "figures": (0.85, 0.85),
    "known": (1.0, 1.0),
    "actors": (0.71, 0.67),
}
"""Precision and recall on gold/, when the rules had seen none of it."""
OVERLAP: Final = 0.8
"""The part of the longer of two spans that both share, from which on they are one."""
MEASURES: Final = ("quotes", "speakers", "forms", "dates", "figures", "known", "actors")


@dataclass(frozen=True)
class Noted:
    """Something that an editor noted, or a draft proposes, of a place in an article."""

    span: Span
    words: str
    value: object = None
    speaker: str = ""
    form: str = ""


@dataclass(frozen=True)
class Gold:
    """An article with what an editor noted of it."""

    name: str
    manuscript: Manuscript
    registers: Registers
    published: date | None
    quotes: tuple[Noted, ...]
    dates: tuple[Noted, ...]
    figures: tuple[Noted, ...]
    actors: tuple[str, ...] | None
    """None where nobody noted them."""
    known: tuple[str, ...] | None

    @property
    def text(self) -> str:
        return self.manuscript.seed.text


@dataclass
class Score:
    """How many were found, of how many, and what was missed."""

    right: int = 0
    found: int = 0
    wanted: int = 0
    missed: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.wanted if self.wanted else 1.0

    def add(self, other: "Score", lead: str = "") -> None:
        self.right += other.right
        self.found += other.found
        self.wanted += other.wanted
        self.missed += [f"{lead}{one}" for one in other.missed]
        self.wrong += [f"{lead}{one}" for one in other.wrong]


Scores = dict[str, Score]


def measure(gold: Gold) -> Scores:
    """Return the scores of a draft of an article."""
    lists = lists_of(gold.manuscript.seed.language)
    assert lists
    proposals = propose(gold.manuscript, gold.registers, lists, gold.published)
    scores = {name: Score() for name in MEASURES}
    quotes = list(_quotes(proposals, gold))
    pairs = _pair(quotes, gold.quotes, scores["quotes"], _same_span)
    for found, wanted in pairs:
        _compare(scores["forms"], found.form, wanted.form, wanted.words, is_same=found.form == wanted.form)
        is_same = _same_name(found.speaker, wanted.speaker)
        _compare(scores["speakers"], found.speaker, wanted.speaker, wanted.words, is_same=is_same)
    events = [_noted(note, gold, note.date) for note in proposals.notes if isinstance(note, ProposedEvent)]
    _pair(events, gold.dates, scores["dates"], _same_date)
    figures = [
        _noted(note, gold, (list(note.amounts), note.modifier or "exact"))
        for note in proposals.notes
        if isinstance(note, ProposedFigure)
    ]
    _pair(figures, gold.figures, scores["figures"], _same_figure)
    if gold.known is not None:
        _compare_sets(scores["known"], list(proposals.known), gold.known, str.__eq__)
    if gold.actors is not None:
        named = [actor.name for actor in proposals.actors if actor.type != "state"]
        _compare_sets(scores["actors"], named, gold.actors, _same_whole_name)
    return scores


def _noted(note: ProposedEvent | ProposedFigure, gold: Gold, value: object) -> Noted:
    return Noted(note.span, note.span.of(gold.text), value)


def _quotes(proposals: ArticleProposals, gold: Gold) -> Iterator[Noted]:
    names = {actor.id: actor.name for actor in proposals.actors}
    for note in proposals.notes:
        if isinstance(note, ProposedQuote):
            speaker = note.speaker
            said = (names.get(speaker.actor, speaker.actor) or speaker.description) if speaker else ""
            entry = gold.registers.actors.get(said)
            said = next(iter(entry.name.wordings)).value if entry and "-" in gold.name else said
            yield Noted(note.span, note.span.of(gold.text), speaker=said, form=note.form)


def _pair(
    found: Sequence[Noted], wanted: Sequence[Noted], score: Score, is_same: Callable[[Noted, Noted], bool]
) -> list[tuple[Noted, Noted]]:
    """Return what was found beside what it is in the gold, each once."""
    left = list(found)
    pairs = []
    for want in wanted:
        match = next((one for one in left if is_same(one, want)), None)
        if match:
            left.remove(match)
            pairs.append((match, want))
        else:
            score.missed.append(f"{want.words} {want.value or ''}")
    score.right, score.found, score.wanted = len(pairs), len(found), len(wanted)
    score.wrong = [f"{one.words} {one.value or ''}" for one in left]
    return pairs


def _compare(score: Score, found: str, wanted: str, words: str, *, is_same: bool) -> None:
    score.found += bool(found)
    score.wanted += bool(wanted)
    if is_same:
        score.right += bool(wanted)
    else:
        score.missed.append(f"{words}: {wanted}, and not {found}")


def _compare_sets(
    score: Score, found: Sequence[str], wanted: Sequence[str], is_same: Callable[[str, str], bool]
) -> None:
    score.found, score.wanted = len(found), len(wanted)
    score.missed = [one for one in wanted if not any(is_same(other, one) for other in found)]
    score.wrong = [one for one in found if not any(is_same(one, other) for other in wanted)]
    score.right = len(wanted) - len(score.missed)


def _overlap(one: Span, other: Span) -> float:
    shared = min(one.end, other.end) - max(one.start, other.start)
    return shared / max(len(one), len(other), 1)


def _same_span(found: Noted, wanted: Noted) -> bool:
    return _overlap(found.span, wanted.span) >= OVERLAP


def _same_date(found: Noted, wanted: Noted) -> bool:
    one, other = parse_edtf(str(found.value)), parse_edtf(str(wanted.value))
    is_same = (one.earliest, one.latest) == (other.earliest, other.latest)
    return is_same and found.span.overlaps(wanted.span)


def _same_figure(found: Noted, wanted: Noted) -> bool:
    return found.value == wanted.value and found.span.overlaps(wanted.span)


def _same_name(found: str, wanted: str) -> bool:
    """Tell whether two ways to name somebody mean one: one holds all words of the other."""
    one, other = (set(fold(name).text.split()) for name in (found, wanted))
    return (not one and not other) or (bool(one) and bool(other) and (one <= other or other <= one))


def _same_whole_name(found: str, wanted: str) -> bool:
    return fold(found).text == fold(wanted).text


# The gold


def read_gold(path: Path) -> Gold:
    """Return an article of gold/ with its notes."""
    written = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - makes strings alone
    language = written["language"]
    source = SourceText(f"seeds/{path.stem}.txt", written["text"])
    seed = make_seed(source, language=language, paragraphs="line", report=Report())
    assert seed
    published = written["published"]
    text = json.dumps({"actors": written["register"]}, ensure_ascii=False)
    register = read_register(SourceText("actors.yaml", text), "actors", language=language, report=Report())
    assert register
    return Gold(
        name=path.stem,
        manuscript=Manuscript(path.stem, seed, Sidecar(where=Location("x.yaml")), (), is_draft=True),
        registers=join_registers([register], Report()),
        published=date.fromisoformat(published),
        quotes=tuple(_placed(written["quotes"], seed)),
        dates=tuple(_placed(written["dates"], seed, lambda note: note["date"])),
        figures=tuple(_placed(written["figures"], seed, _figure_of)),
        actors=tuple(actor["name"] for actor in written["actors"]),
        known=tuple(written["known"]),
    )


def _figure_of(note: dict[str, Any]) -> object:
    amount = note["amount"]
    amounts = [float(one) for one in (amount if isinstance(amount, list) else [amount])]
    return amounts, note.get("modifier", "exact")


def _placed(notes: Iterable[Any], seed: Seed, value: Callable[[Any], object] = lambda _: None) -> Iterator[Noted]:
    """Yield the notes with their places: those of equal words in the order of the text."""
    used: Counter[str] = Counter()
    for note in notes:
        words = note["text"]
        start = -1
        for _ in range(used[words] + 1):
            start = seed.text.index(words, start + 1)
        used[words] += 1
        yield Noted(Span(start, start + len(words)), words, value(note), note.get("speaker", ""), note.get("form", ""))


def read_repository() -> Iterator[Gold]:
    """Yield the repository's own articles with their editors' notes.

    Their dates and numbers are left out: editors date events in words that hold no date, and note few numbers.
    """
    project = read_project(HERE.parents[1], Report())
    for manuscript in project.manuscripts:
        finder = QuoteFinder(manuscript.seed)
        quotes = []
        for note in manuscript.annotations:
            if note.kind == "quote":
                spans = finder.place(note.at, Report())
                assert spans
                speaker = note.speaker.id if hasattr(note.speaker, "id") else ""  # type: ignore[union-attr]
                words = spans[0].of(manuscript.seed.text)
                quotes.append(Noted(spans[0], words, None, speaker, note.form or ""))
        bare = Manuscript(manuscript.slug, manuscript.seed, Sidecar(where=Location("x.yaml")), (), is_draft=True)
        published = manuscript.sidecar.published
        day = parse_edtf(published.edtf).earliest if published else None
        name = manuscript.slug.replace("-", "_")
        yield Gold(
            name, bare, project.registers, day, tuple(sorted(quotes, key=lambda q: q.span.start)), (), (), None, None
        )


@cache
def all_gold() -> tuple[Gold, ...]:
    """Return the articles of gold/, those of the repository aside."""
    return tuple(read_gold(path) for path in sorted((HERE / "gold").glob("*.yaml")))


def total(golds: Iterable[Gold]) -> Scores:
    """Return the scores of several articles as one."""
    scores = {name: Score() for name in MEASURES}
    for gold in golds:
        for name, score in measure(gold).items():
            scores[name].add(score, f"{gold.name}: ")
    return scores


# Texts with marked names


def measure_names(path: Path) -> Score:
    """Return the score of persons and organisations of texts in which names are marked."""
    score = Score()
    lists = lists_of("ar")
    assert lists
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        source = SourceText("seeds/x.txt", "\n".join(("عنوان", row["text"])))
        seed = make_seed(source, language="ar", paragraphs="line", report=Report())
        assert seed
        manuscript = Manuscript("x", seed, Sidecar(where=Location("x.yaml")), (), is_draft=True)
        found = propose(manuscript, Registers(), lists, None).actors
        wanted = {
            Span(one["start"] + 6, one["end"] + 6): one["surface"]
            for one in row["mentions"]
            if one["type"] in ("PER", "ORG")
        }
        names = {fold(name).text for name in wanted.values()}
        part = Score(found=sum(actor.type != "state" for actor in found), wanted=len(names))
        for actor in found:
            if actor.type == "state":
                continue
            hit = next((name for span, name in wanted.items() if _overlap(span, actor.span) >= OVERLAP), None)
            part.right += hit is not None
            if not hit:
                part.wrong.append(actor.name)
        score.add(part)
    return score


def print_scores(scores: Scores) -> None:
    for name, score in scores.items():
        if not score.wanted:
            continue
        told = f"precision {score.precision:.2f}  recall {score.recall:.2f}  ({score.right} of {score.wanted})"
        print(f"{name:10} {told}")


def print_misses(scores: Scores) -> None:
    for name, score in scores.items():
        for one in score.missed:
            print(f"  {name} missed: {one}")
        if not score.wanted:
            continue
        for one in score.wrong:
            print(f"  {name} too much: {one}")


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure what drafts find.")
    parser.add_argument("--names", type=Path)
    parser.add_argument("article", nargs="*")
    options = parser.parse_args()
    if options.names:
        for path in sorted(options.names.glob("*.jsonl")):
            score = measure_names(path)
            print_scores({path.stem[:10]: score})
            print("  too much:", *score.wrong[:60], sep="\n    ")
        return
    own, repository = all_gold(), tuple(read_repository())
    chosen = [gold for gold in (*own, *repository) if not options.article or gold.name in options.article]
    print_misses(total(chosen))
    for told, golds in (("gold", own), ("of the repository", repository)):
        among = [gold for gold in golds if gold in chosen]
        if among:
            print(f"{told}:")
            print_scores(total(among))


if __name__ == "__main__":
    main()
