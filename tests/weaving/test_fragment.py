"""The first law: whatever lies on it, the page shows the seed's own text, character for character."""

from html.parser import HTMLParser
from typing import Literal

import regex
from hypothesis import given
from hypothesis import strategies as st

from sitegen.model.briefing import Meaning, Mention, Placement, Prose
from sitegen.model.project import Block, Seed
from sitegen.model.text import SourceText, Span
from sitegen.weaving.fragment import weave_prose

ALPHABETS = (
    "قال توكاييف إنّ المُهِمّةَ انتهت\u0640 لا \u200f،؟«»\u064b",
    "می\u200cروند کتاب‌ها ",
    'שָׁלוֹם ה"ממשלה" ',
    "The President's e\u0301tat, \u1100\u1161 ",
    "<&>\"'{{7*7}}]]>\u2028\u00a0\ufeff  ",
    "@#a_b.+00212-537 (8)/و:",
    "👩\u200d👩\u200d👧 🇰🇿 देवनागरी ",
)
LINE = st.sampled_from(ALPHABETS).flatmap(lambda letters: st.text(st.sampled_from(letters), min_size=1, max_size=30))


class PageText(HTMLParser):
    """The text of each block without generated parts, and the text under each note, as a browser would have them."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[str] = []
        self.starts: list[int] = []
        self.stretches: dict[str, str] = {}
        self.inside: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if "data-block" in attributes:
            self.blocks.append("")
            self.starts.append(int(attributes["data-start"] or -1))
        if tag == "a":
            assert not any(outer == "mark" for outer, _ in self.inside), "links stand outside stretches"
        if tag == "sup":
            assert not any(outer in ("a", "mark") for outer, _ in self.inside), "numbers stand outside links"
        self.inside.append((tag, attributes))

    def handle_endtag(self, tag: str) -> None:
        assert self.inside.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        if any("data-generated" in attributes for _, attributes in self.inside):
            return
        assert self.inside, f"{data!r} stands outside of every block"
        self.blocks[-1] += data
        for _, attributes in self.inside:
            for annotation in (attributes.get("data-annotations") or "").split():
                self.stretches[annotation] = self.stretches.get(annotation, "") + data


def make_seed(lines: list[str]) -> Seed:
    blocks, offset = [], 0
    for number, line in enumerate(lines):
        role: Literal["title", "paragraph"] = "title" if number == 0 else "paragraph"
        blocks.append(Block(role, Span(offset, offset + len(line))))
        offset += len(line) + 1
    return Seed("seed.txt", SourceText("seeds/seed.txt", "\n".join(lines)), "ar", tuple(blocks))


def in_order(seed: Seed, spans: list[Span]) -> str:
    """Return the seed's characters under the spans, paragraph breaks aside, each once, in the order of the text."""
    covered = {offset for span in spans for offset in range(span.start, span.end)}
    inside = {offset for block in seed.blocks for offset in range(block.span.start, block.span.end)}
    return "".join(seed.text[offset] for offset in sorted(covered & inside))


@st.composite
def marked_seeds(draw: st.DrawFn) -> tuple[Seed, tuple[Placement, ...], tuple[Mention, ...]]:
    lines = draw(st.lists(LINE.filter(str.strip), min_size=1, max_size=4))
    seed = make_seed(lines)
    offsets = st.integers(0, len(seed.text))
    spans = st.tuples(offsets, offsets).map(sorted).filter(lambda pair: pair[0] < pair[1]).map(lambda pair: Span(*pair))
    pieces = draw(st.lists(st.lists(spans, min_size=1, max_size=3, unique=True), max_size=6))
    groups = ("explain", "voice", "verify", "language", "analyse")
    placements = tuple(
        Placement(f"a{number}", groups[number % 5], tuple(sorted(piece))) for number, piece in enumerate(pieces)
    )
    words = [
        Span(block.span.start + found.start(), block.span.start + found.end())
        for block in seed.blocks
        for found in regex.finditer(r"[\w\u200c\u200d]+", block.span.of(seed.text))
    ]
    named = draw(st.lists(st.sampled_from(words), unique=True, max_size=4)) if words else []
    mentions = tuple(Mention(span, span, (Meaning("actor", "x"),)) for span in sorted(named))
    return seed, placements, mentions


@given(marked_seeds())
def test_the_page_shows_the_seed_and_every_note_its_own_words(
    marked: tuple[Seed, tuple[Placement, ...], tuple[Mention, ...]],
) -> None:
    seed, placements, mentions = marked
    prose = weave_prose(seed, placements=placements, mentions=mentions)
    page = PageText(prose.header + prose.body)
    assert page.blocks == [block.span.of(seed.text) for block in seed.blocks]
    assert page.starts == [block.span.start for block in seed.blocks]
    for placement in placements:
        assert page.stretches.get(placement.annotation, "") == in_order(seed, list(placement.spans))


def weave(line: str, *, notes: dict[str, str], names: dict[str, str] | None = None) -> Prose:
    seed = make_seed(["T", line])

    def place(words: str) -> Span:
        start = seed.text.index(words)
        return Span(start, start + len(words))

    placements = tuple(Placement(note, "verify", (place(words),)) for note, words in notes.items())
    mentions = [Mention(place(words), place(words), (Meaning("actor", who),)) for who, words in (names or {}).items()]
    return weave_prose(seed, placements=placements, mentions=tuple(sorted(mentions)))


def test_crossing_notes_are_cut_where_one_of_them_begins_or_ends() -> None:
    prose = weave("one two three", notes={"a": "one two", "b": "two three"})
    assert prose.body == (
        '<p data-block="paragraph" data-start="2" id="_b2">'
        '<mark class="verify" data-annotations="a">one </mark>'
        '<mark class="verify" data-annotations="a b">two</mark>'
        '<sup class="verify" data-generated data-number-of="a" dir="rtl">'
        '<a id="_r-a" href="#a" role="doc-noteref">1</a></sup>'
        '<mark class="verify" data-annotations="b"> three</mark>'
        '<sup class="verify" data-generated data-number-of="b" dir="rtl">'
        '<a id="_r-b" href="#b" role="doc-noteref">2</a></sup></p>'
    )


def test_a_number_waits_for_the_end_of_the_word_and_of_the_link() -> None:
    prose = weave("قال الكرملين اليوم", notes={"a": "قال الكر"}, names={"kremlin": "الكرملين"})
    assert prose.body == (
        '<p data-block="paragraph" data-start="2" id="_b2"><mark class="verify" data-annotations="a">قال </mark>'
        '<a class="first" id="_m6" data-actor="kremlin" data-start="6" data-end="14"'
        ' href="../actors/kremlin.html">'
        '<mark class="verify" data-annotations="a">الكر</mark>ملين</a>'
        '<sup class="verify" data-generated data-number-of="a" dir="rtl">'
        '<a id="_r-a" href="#a" role="doc-noteref">1</a></sup> اليوم</p>'
    )


def test_what_looks_like_markup_is_text() -> None:
    prose = weave("a </p><script>&amp;{{7*7}}]]>", notes={"a": "</p><script>"})
    assert "&lt;/p&gt;&lt;script&gt;" in prose.body
    assert "&amp;amp;{{7*7}}]]&gt;" in prose.body


def test_two_numbers_side_by_side_stay_two() -> None:
    prose = weave("one two", notes={"a": "one two", "b": "two"})
    assert prose.body.endswith(
        '<sup class="verify" data-generated data-number-of="a" dir="rtl">'
        '<a id="_r-a" href="#a" role="doc-noteref">1</a></sup>'
        '<sup class="verify" data-generated data-number-of="b" dir="rtl"> '
        '<a id="_r-b" href="#b" role="doc-noteref">2</a></sup></p>'
    )


def test_what_is_read_from_the_left_stands_in_an_element() -> None:
    prose = weave("اتصلوا: +212 537 77 88 99 الآن", notes={"a": "+212 537 77"})
    assert prose.body == (
        '<p data-block="paragraph" data-start="2" id="_b2">اتصلوا: <span dir="ltr">'
        '<mark class="verify" data-annotations="a">+212 537 77</mark>'
        '<sup class="verify" data-generated data-number-of="a" dir="rtl">'
        '<a id="_r-a" href="#a" role="doc-noteref">1</a></sup> 88 99</span> الآن</p>'
    )


def test_a_link_lies_within_a_handle_and_a_handle_within_a_link() -> None:
    inside = weave("عن @reuters اليوم", notes={}, names={"r": "reuters"}).body
    assert '<span dir="ltr">@<a ' in inside
    assert "reuters</a></span> اليوم" in inside
    around = weave("عن وكالة @reuters اليوم", notes={}, names={"r": "وكالة @reuters"}).body
    assert 'وكالة <span dir="ltr">@reuters</span></a> اليوم' in around


def test_a_link_that_crosses_a_handle_is_kept_whole() -> None:
    crossing = weave("عن @reuters_ar عاجل", notes={}, names={"r": "ar عاجل"}).body
    assert "<span" not in crossing
    assert "@reuters_<a " in crossing
