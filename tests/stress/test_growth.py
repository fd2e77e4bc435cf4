"""How processor time grows with what an article holds: four times as much takes about four times as long."""

import gc
from collections.abc import Callable
from pathlib import Path
from time import process_time

import pytest

from sitegen.build import BuildOptions, make_site

pytestmark = pytest.mark.stress

SIZE = 2000
"""The smallest of three sizes, each twice the one before; a tenth of it is built first, for what is done once."""

MOST_TIMES = 10
"""How much longer four times the size may take: what is linear takes four times as long, what is square sixteen."""

NAMESAKES = "actors: [{id: first, name: سالم نصار}, {id: second, name: سالم نصار}]\n"
SENTENCE = "قال سالم نصار ثم مضى، "
Site = tuple[str, str, str]
"""A seed, a sidecar and a register of actors."""


def lines_of(sentence: str, count: int) -> str:
    return "عنوان\n\n" + "\n".join(sentence * 20 for _ in range(count // 20))


def notes(count: int, at: Callable[[int], str]) -> str:
    return "annotations:\n" + "".join(f"- {{kind: context, body: x, at: {at(index)}}}\n" for index in range(count))


def rules(key: str, count: int, occurrence: Callable[[int], int]) -> str:
    rule = "- {{ref: second, at: {{exact: سالم نصار, occurrence: {}}}}}\n"
    return f"{key}:\n" + "".join(rule.format(occurrence(index)) for index in range(count))


def numbered_words(count: int) -> list[str]:
    return [f"كلمة{index}" for index in range(count)]


def overlapping_notes(count: int) -> Site:
    words = numbered_words(count)
    return "عنوان\n\n" + " ".join(words), notes(count - 20, lambda at: " ".join(words[at : at + 20])), ""


def pieces_of_one_note(count: int) -> Site:
    words = numbered_words(count)
    pieces = ", ".join(words)
    return "عنوان\n\n" + " ".join(words), f"annotations:\n- {{kind: context, body: x, at: [{pieces}]}}\n", ""


SITES: dict[str, Callable[[int], Site]] = {
    "an ambiguous quote in another spelling": lambda n: (lines_of("إلى البيت، ", n), notes(1, lambda _: "الى"), ""),
    "an ambiguous quote": lambda n: (lines_of("إلى البيت، ", n), notes(1, lambda _: "إلى"), ""),
    "a quote that is nowhere": lambda n: (lines_of(SENTENCE, n), notes(1, lambda _: "قال سالم النجار ثم ذهب"), ""),
    "a note on all places": lambda n: (
        "عنوان\n\n" + SENTENCE * n,
        notes(1, lambda _: "{exact: سالم نصار, occurrence: all}"),
        "",
    ),
    "notes on one place": lambda n: ("عنوان\n\n" + SENTENCE, notes(n, lambda _: "سالم نصار"), ""),
    "overlapping notes": overlapping_notes,
    "pieces of one note": pieces_of_one_note,
    "ambiguous names": lambda n: (lines_of(SENTENCE, n), "annotations: []\n", NAMESAKES),
    "overlapping names": lambda n: (
        "عنوان\n\n" + "علي حسن علي حسن " * n,
        "actors: [one, two, three]\n",
        "actors: [{id: one, name: علي حسن}, {id: two, name: حسن علي}, {id: three, name: علي حسن علي}]\n",
    ),
    "a long paragraph": lambda n: (
        "عنوان\n\n" + SENTENCE * n,
        "annotations: []\n",
        "actors: [{id: one, name: سالم نصار}]\n",
    ),
    "mentions": lambda n: (lines_of(SENTENCE, n), rules("mentions", n, lambda at: at + 1), NAMESAKES),
    "mentions of one place": lambda n: ("عنوان\n\n" + SENTENCE * n, rules("mentions", n, lambda _: 1), NAMESAKES),
    "places of not_mentions": lambda n: (
        lines_of(SENTENCE, n),
        rules("not_mentions", n, lambda at: at + 1),
        NAMESAKES,
    ),
}


def processor_time(root: Path, site: Site) -> float:
    for path, text in zip(("seeds/a.txt", "content/briefings/a.yaml", "content/actors.yaml"), site, strict=True):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    (root / "content/site.yaml").write_text("title: t\nlanguages: [ar]\nurl: https://example.org/\n", encoding="utf-8")
    gc.collect()
    start = process_time()
    make_site(BuildOptions(root=root))
    return process_time() - start


@pytest.mark.parametrize("name", SITES)
def test_four_times_as_much_takes_about_four_times_as_long(name: str, tmp_path: Path) -> None:
    sizes = (SIZE // 10, SIZE, 2 * SIZE, 4 * SIZE)
    _, *times = (processor_time(tmp_path / str(size), SITES[name](size)) for size in sizes)
    assert times[-1] < MOST_TIMES * times[0], times
