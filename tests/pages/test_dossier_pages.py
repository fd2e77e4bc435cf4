"""A dossier of any length: cut into pages that load at once, nothing lost, nothing twice."""

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.model.addresses import mention_address
from sitegen.model.briefing import Briefing, Meaning, Mention, Prose
from sitegen.model.project import Block, Manuscript, Seed, Sidecar
from sitegen.model.text import SourceText, Span
from sitegen.pages.dossier import Dossier, Dossiers
from sitegen.pages.dossier_pages import MOST_MENTIONS, MOST_ROWS, DossierPage, cut_dossier
from tests.pages.ledger_folder import build_pages, ledger_pages, write_folder
from tests.pages.sample_site import HERE, MINISTER, date, fill_library, make_sample

MENTIONS_OF_A_FAMOUS_ACTOR = 5_000
LARGEST_PAGE = 400_000
"""In bytes: what a phone loads and shows at once; a picture is as large."""

SENTENCE = "Ali met Ali. "


def briefing_of(number: int, counts: list[int]) -> Briefing:
    """Return a briefing of a year of its own that names the minister so many times in each sentence."""
    sentences = ["Ali " * (count - 1) + "Ali. " for count in counts]
    text = "".join(sentences).rstrip() or "Nobody"
    title = Block("title", Span(0, len(text)))
    seed = Seed(f"b{number}.txt", SourceText(f"seeds/b{number}.txt", text), "en", (title,))
    sidecar = Sidecar(where=HERE, date=date(f"{2400 - number}"))
    names = (Span(found.start(), found.end()) for found in re.finditer("Ali", text))
    mentions = tuple(Mention(name, name, (Meaning("actor", "minister"),)) for name in names)
    return Briefing(Manuscript(f"b{number}", seed, sidecar, (), is_draft=False), Prose((), mentions, "", ""), notes=())


def dossier_with(*counts: list[int]) -> Dossier:
    briefings = (briefing_of(number, sentences) for number, sentences in enumerate(counts))
    site = replace(make_sample(), library=fill_library(briefings))
    return Dossiers(site).open(MINISTER)


def addresses_on(pages: tuple[DossierPage, ...]) -> list[str]:
    return [
        mention_address(passage.briefing.slug, piece.anchor)
        for page in pages
        for group in page.passages
        for passage in group.passages
        for piece in passage.pieces
        if piece.anchor
    ]


@settings(max_examples=settings().max_examples // 3)
@given(st.lists(st.lists(st.integers(1, 12), max_size=60), max_size=12))
def test_every_mention_stands_once_in_order_and_no_page_has_too_many(counts: list[list[int]]) -> None:
    dossier = dossier_with(*counts)
    pages = cut_dossier(dossier)

    expected = [
        f"briefings/{one.line.slug}.html#{anchor}" for one in dossier.appearances for anchor in one.line.anchors
    ]
    assert len(expected) == sum(map(sum, counts))
    assert addresses_on(pages) == expected
    assert all(len(addresses_on((page,))) <= MOST_MENTIONS for page in pages)
    assert [page.address for page in pages] == list(pages[0].addresses)
    assert sum(year.mentions for year in pages[0].years) == len(expected)


def test_a_sentence_is_never_cut_in_two() -> None:
    pages = cut_dossier(dossier_with([MOST_MENTIONS - 1, 2, MOST_MENTIONS + 5, 1]))

    assert [len(addresses_on((page,))) for page in pages] == [MOST_MENTIONS - 1, 2, MOST_MENTIONS + 5, 1]


def test_the_first_page_keeps_the_address_and_no_other_actors_can_be_one_of_the_next() -> None:
    addresses = cut_dossier(dossier_with([1] * (2 * MOST_MENTIONS + 1)))[0].addresses

    assert addresses == ("actors/minister.html", "actors/minister.2.html", "actors/minister.3.html")


def test_a_briefing_is_found_on_the_page_where_its_sentences_begin() -> None:
    pages = cut_dossier(dossier_with([1] * MOST_MENTIONS, [1, 1]))

    assert [line.address for year in pages[0].years for line in year.briefings] == [
        "actors/minister.html#_in-b0",
        "actors/minister.2.html#_in-b1",
    ]


def test_each_page_has_its_share_of_the_other_lists() -> None:
    dossier = Dossiers(make_sample()).open(MINISTER)
    (quote,) = dossier.quotes
    pages = cut_dossier(replace(dossier, quotes=(quote,) * (MOST_ROWS + 1)))

    assert [sum(len(group.notes) for group in page.quotes) for page in pages] == [MOST_ROWS, 1]
    assert pages[0].leaves_some_of(MOST_ROWS + 1)
    assert not pages[1].leaves_some_of(MOST_ROWS + 1)


def test_an_actor_whom_nothing_names_has_one_page() -> None:
    assert len(cut_dossier(dossier_with())) == 1


def test_at_5000_mentions_each_page_still_loads_at_once(tmp_path: Path) -> None:
    articles, sentences = 50, MENTIONS_OF_A_FAMOUS_ACTOR // 50 // 2
    files = {
        "content/site.yaml": "languages: [en]\n",
        "content/actors.yaml": "actors: [{id: ali, name: {en: Ali}}]\n",
    }
    for number in range(articles):
        files[f"seeds/a{number}.txt"] = f"Title {number}\n\n{SENTENCE * sentences}\n"
        files[f"content/briefings/a{number}.yaml"] = (
            f"lang: en\npublished: '{1980 + number}-05'\n"
            "annotations: [{id: q, kind: quote, at: {exact: Ali met, occurrence: 1}, speaker: ali}]\n"
        )
    pages = build_pages(write_folder(tmp_path, files))
    record = {path: html for path, html in pages.items() if path.startswith("actors/")}

    found = Counter(link for html in record.values() for link in re.findall(r'href="\.\./(\S+#_m\d+)"', html))
    assert len(found) == MENTIONS_OF_A_FAMOUS_ACTOR
    assert set(found.values()) == {1}
    assert len(record) == MENTIONS_OF_A_FAMOUS_ACTOR // MOST_MENTIONS
    assert max(len(html.encode()) for html in record.values()) < LARGEST_PAGE


def test_a_short_dossier_has_no_numbers_of_pages() -> None:
    assert 'class="pages"' not in ledger_pages()["actors/ali.html"]
