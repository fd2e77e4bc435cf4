"""Random changes of sidecars in random styles: the file says what it is to say, and all else stays, byte for byte."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.language.words import split_words
from sitegen.model.vocabularies import KINDS as KINDS_OF_NOTES
from sitegen.weaving.pasting import write_scalar
from sitegen.workbench.annotated_site import AnnotatedSite, OpenBriefing, id_of
from sitegen.workbench.note_changes import make_change
from sitegen.workbench.written_keys import keys_of
from sitegen.workbench.yaml_edits import may_stand_in_block

ROOT = Path(__file__).parents[2]
SIDECARS = sorted(path.stem for path in (ROOT / "content/briefings").glob("*.yaml"))
ARTICLE = "واحد إثنان ثلاثة\n\nأربعة خمسة ستة، واحد سبعة.\nثمانية تسعة عشرة: واحد؟\n"
PATH = "content/briefings/plan.yaml"
KINDS = ("context", "question", "language")
Note = dict[str, Any]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> AnnotatedSite:
    """Return a site of one article."""
    root = tmp_path_factory.mktemp("site")
    files = {
        "content/site.yaml": "title: {ar: موقع}\nlanguages: [ar, en]\n",
        "seeds/plan.txt": ARTICLE,
        PATH: "lang: ar\n",
    }
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")
    return AnnotatedSite(root)


@pytest.fixture(scope="module")
def own_site() -> AnnotatedSite:
    """Return the repository's own site."""
    return AnnotatedSite(ROOT)


def change(briefing: OpenBriefing, **wish: object) -> bytes:
    files = make_change(wish, briefing, lambda _: None)
    content = files[0].after if files else briefing.content
    assert content
    return content


# Notes

words = st.one_of(
    st.sampled_from(["نص", "«نص»", "word", "Über", "it's", '"said"', "yes", "~", "12", "2022-01-11", "…", "😀"]),
    st.sampled_from(
        ["- item", "# no", "a: b", "a #b", "{x}", "[y]", "*bold*", "&a", "!t", "%d", "@x", "`c`", ">", "|"]
    ),
    st.sampled_from(
        ["?", "نیم\u200cفاصله", "rtl\u200f", "x\\n", "a\u00a0b", ",", "'", ":", "---", "a:", ": b", "\ttab"]
    ),
    st.just(" ".join(["كلمة"] * 40)),
)
texts = (
    st.lists(words, min_size=1, max_size=3)
    .flatmap(lambda parts: st.sampled_from([" ", "\n", "\n\n", ", ", "  "]).map(lambda between: between.join(parts)))
    .map(str.strip)
    .filter(lambda text: text not in ("", "~"))
)
wordings = st.dictionaries(st.sampled_from(["ar", "en", "fa"]), texts, min_size=1, max_size=3)
notes = st.fixed_dictionaries(
    {"kind": st.sampled_from(KINDS), "title": wordings},
    optional={
        "body": wordings,
        "author": wordings,
        "refs": st.lists(st.sampled_from(["a", "b_1", "plan#c"]), min_size=1, max_size=3, unique=True),
        "created": st.sampled_from(["2022-01-11", "2022"]),
    },
)
places = st.sampled_from(split_words(ARTICLE)).map(lambda word: [word.span.start, word.span.end])


# Styles


@dataclass(frozen=True)
class Style:
    """How a sidecar is written."""

    dash: int
    gap: int
    quote: str
    in_braces: bool
    in_brackets: bool
    blank: bool
    above: bool
    inner: bool
    inline: bool
    line_end: str
    mark: bool
    ends: bool
    behind: bool
    maps: bool
    block: str

    def write(self, written: list[tuple[Note, list[int]]]) -> bytes:
        """Return a sidecar with notes."""
        numbers = iter(range(10_000))
        lines = ["# The head", "lang: ar", *(["actors:", "- nobody"] if self.behind else [])]
        if self.in_brackets:
            inside = ", ".join(self._braces(note, at) for note, at in written)
            lines.append(f"annotations: [{inside}]" + (" # all" if self.inline else ""))
        elif written:
            lines.append("annotations:" + ("   # all" if self.inline else ""))
            for note, at in written:
                lines += self._item(note, at, numbers)
        lines += ["# The foot", "related: []"] if self.behind else []
        text = self.line_end.join(lines) + (self.line_end if self.ends else "")
        return ("\ufeff" * self.mark + text).encode()

    def _item(self, note: Note, at: list[int], numbers: Iterator[int]) -> list[str]:
        pad, lead = " " * self.dash, "-".ljust(self.gap + 1)
        lines = [""] if self.blank else []
        lines += [f"{pad}# c{next(numbers)}"] if self.above else []
        if self.in_braces:
            return [*lines, f"{pad}{lead}{self._braces(note, at)}"]
        column = " " * (self.dash + self.gap + 1)
        before = pad + lead
        for key, value in self._keys(note, at).items():
            if isinstance(value, dict) and self.maps:
                lines.append(f"{before}{key}:")
                for tag, words in value.items():
                    lines += [f"{column}   # c{next(numbers)}"] if self.inner else []
                    lines += self._text(f"{column}   ", tag, words)
            else:
                lines.append(f"{before}{key}: {self._flow(value)}" + (f"  # i{next(numbers)}" if self.inline else ""))
            before = column
            lines += [f"{column}# c{next(numbers)}"] if self.inner else []
        return lines

    def _text(self, pad: str, tag: str, text: str) -> list[str]:
        """Return a text of one language below its key, as a block where that is the style and can be."""
        parts = text.split("\n")
        if not self.block or not may_stand_in_block(text):
            return [f"{pad}{tag}: {self._scalar(text)}"]
        if self.block == ">":
            parts = re.sub("\n+", lambda run: run[0] + "\n", text).split("\n")
        return [f"{pad}{tag}: {self.block}", *(f"{pad}   {part}".rstrip() for part in parts)]

    def _keys(self, note: Note, at: list[int]) -> Note:
        start, end = at
        first = ARTICLE.count(ARTICLE[start:end], 0, start)
        return {"kind": note["kind"], "at": {"exact": ARTICLE[start:end], "occurrence": str(first + 1)}, **note}

    def _braces(self, note: Note, at: list[int]) -> str:
        return self._flow(self._keys(note, at))

    def _flow(self, value: object) -> str:
        if isinstance(value, dict):
            return "{" + ", ".join(f"{key}: {self._flow(part)}" for key, part in value.items()) + "}"
        if isinstance(value, list):
            return f"[{', '.join(map(self._flow, value))}]"
        return self._scalar(str(value))

    def _scalar(self, text: str) -> str:
        if self.quote == "'" and "\n" not in text and "\t" not in text:
            return "'" + text.replace("'", "''") + "'"
        return json.dumps(text, ensure_ascii=False) if self.quote == '"' else write_scalar(text)


styles = st.builds(
    Style,
    dash=st.sampled_from([0, 2, 4]),
    gap=st.sampled_from([1, 3]),
    quote=st.sampled_from(["'", '"', ""]),
    in_braces=st.booleans(),
    in_brackets=st.sampled_from([False, False, False, True]),
    blank=st.booleans(),
    above=st.booleans(),
    inner=st.booleans(),
    inline=st.booleans(),
    line_end=st.sampled_from(["\n", "\n", "\r\n"]),
    mark=st.booleans(),
    ends=st.booleans(),
    behind=st.booleans(),
    maps=st.booleans(),
    block=st.sampled_from(["", "|", "|-", ">", ">-"]),
)


# What stays


def shared(before: bytes, after: bytes) -> tuple[int, int]:
    """Return how many bytes two files have in common at the beginning, and at the end."""
    least = min(len(before), len(after))
    first = next((index for index in range(least) if before[index] != after[index]), least)
    last = next((index for index in range(least) if before[-1 - index] != after[-1 - index]), least)
    return first, last


def said(briefing: OpenBriefing) -> list[tuple[dict[str, Any], tuple[Any, ...]]]:
    """Return what each note says, and where it stands."""
    found = []
    for note in briefing.manuscript.annotations:
        keys: dict[str, Any] = dict(keys_of(note))
        if id_of(note).startswith("_"):
            del keys["id"]
        found.append((keys, tuple((span.start, span.end) for span in briefing.places[id_of(note)])))
    return found


def comments(content: bytes, sign: str = "c") -> list[str]:
    return re.findall(rf"# {sign}[0-9]+$", content.decode().replace("\r\n", "\n"), re.MULTILINE)


def reopen(site: AnnotatedSite, briefing: OpenBriefing, content: bytes) -> OpenBriefing:
    return site.read(briefing.slug, briefing.path, content, site.shared())


def check_addition(site: AnnotatedSite, briefing: OpenBriefing, note: Note, at: list[int]) -> OpenBriefing:
    """Add a note: it says what it is to say in its place, and nothing is taken from the file; deleted, it is gone."""
    content = briefing.content or b""
    before = said(briefing)
    wish = {"note": note, "at": [at]}
    grown = reopen(site, briefing, change(briefing, do="add-note", **wish))
    after = said(grown)
    (index,) = [number for number in range(len(after)) if after[:number] + after[number + 1 :] == before][-1:] or [-1]
    assert index >= 0
    assert after[index] == (note, (tuple(at),))
    starts = [spans[0][0] for _, spans in after if spans]
    if sorted(places := [spans[0][0] for _, spans in before if spans]) == places:
        assert starts == sorted(starts)
    assert grown.content
    if before:
        assert sum(shared(content, grown.content)) >= len(content)
        back = change(grown, do="delete-note", id=id_of(grown.manuscript.annotations[index]), before={})
        assert back == content
    return grown


def check_edit(site: AnnotatedSite, briefing: OpenBriefing, number: int, note: Note) -> OpenBriefing:
    """Edit a note: it says the new keys, the others say what they said, and comments beside its keys stay."""
    before = said(briefing)
    old = briefing.manuscript.annotations[number]
    content = briefing.content or b""
    wish = {"id": id_of(old), "before": keys_of(old), "note": {**note, "id": str(keys_of(old).get("id", ""))}}
    edited = reopen(site, briefing, change(briefing, do="edit-note", **wish))
    expected = [*before]
    kept: Note = {key: before[number][0][key] for key in ("id", "params") if key in before[number][0]}
    expected[number] = ({**note, **kept}, before[number][1])
    assert said(edited) == expected
    assert edited.content
    assert_rest_stays(briefing, number, content, edited.content)
    return edited


def assert_rest_stays(briefing: OpenBriefing, number: int, before: bytes, after: bytes) -> None:
    """Hold that no byte changed before a note's first line, nor from the first line of the next one on."""
    notes = briefing.manuscript.annotations
    lines = before.split(b"\n")
    first, last = shared(before, after)
    start = notes[number].where.line - 1
    assert first >= sum(len(line) + 1 for line in lines[:start])
    if number + 1 < len(notes) and notes[number + 1].where.line > notes[number].where.line:
        assert last >= len(b"\n".join(lines[notes[number + 1].where.line - 1 :]))


@given(style=styles, there=st.lists(st.tuples(notes, places), max_size=3), data=st.data())
def test_random_changes_say_what_they_are_to_say_and_leave_the_rest(
    site: AnnotatedSite, style: Style, there: list[tuple[Note, list[int]]], data: st.DataObject
) -> None:
    briefing = site.read("plan", PATH, style.write(there), site.shared())
    for _ in range(data.draw(st.integers(1, 2))):
        count = len(briefing.manuscript.annotations)
        if count and data.draw(st.booleans()):
            number = data.draw(st.integers(0, count - 1))
            content = briefing.content or b""
            briefing = check_edit(site, briefing, number, data.draw(notes))
            if not style.maps:
                assert comments(briefing.content or b"") == comments(content)
        else:
            briefing = check_addition(site, briefing, data.draw(notes), data.draw(places))


@settings(max_examples=settings().max_examples // 5)
@given(name=st.sampled_from(SIDECARS), note=notes, data=st.data())
def test_random_changes_of_real_sidecars(own_site: AnnotatedSite, name: str, note: Note, data: st.DataObject) -> None:
    briefing = own_site.open(name)
    word = data.draw(st.sampled_from(split_words(briefing.manuscript.seed.text))).span
    at = [word.start, word.end]
    if data.draw(st.booleans()):
        check_addition(own_site, briefing, note, at)
        return
    number = data.draw(st.integers(0, len(briefing.manuscript.annotations) - 1))
    old: Note = dict(said(briefing)[number][0])
    changed = data.draw(st.sampled_from([key for key in (*old, "author") if key not in ("id", "kind", "params")]))
    new = {**old, **({changed: note[changed]} if changed in note else {"author": {"en": "A"}})}
    edited = check_edit(own_site, briefing, number, new)
    back = {"id": id_of(edited.manuscript.annotations[number]), "before": new, "note": old}
    assert said(reopen(own_site, edited, change(edited, do="edit-note", **back))) == said(briefing)


def test_fifty_notes_of_all_kinds_say_what_those_say_that_were_typed(own_site: AnnotatedSite) -> None:
    typed = own_site.open("kazakhstan-csto-withdrawal")
    by_kind: dict[str, list[tuple[dict[str, Any], tuple[Any, ...]]]] = {}
    for note in said(typed):
        by_kind.setdefault(note[0]["kind"], []).append(note)
    assert len(by_kind) == len(KINDS_OF_NOTES)
    turns = zip_longest(*by_kind.values())
    chosen = [note for turn in turns for note in turn if note][:50]
    briefing = typed
    for keys, _ in chosen:
        content = change(briefing, do="delete-note", id=keys["id"], before=keys)
        briefing = reopen(own_site, briefing, content)
    for keys, at in chosen:
        content = change(briefing, do="add-note", note=keys, at=[list(span) for span in at], whole_words=False)
        briefing = reopen(own_site, briefing, content)
    assert sorted(said(briefing), key=str) == sorted(said(typed), key=str)
    lines, written = ((one.content or b"").decode().split("\n") for one in (typed, briefing))
    as_typed = [line for line in written if line in lines]
    assert len(as_typed) > 0.97 * len(lines)
