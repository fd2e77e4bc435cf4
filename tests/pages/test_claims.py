import json
import re

from sitegen.model.vocabularies import STATUSES
from sitegen.pages.claims import ORDER_OF_STATUSES
from tests.pages.ledger_folder import ledger_pages
from tests.pages.long_site import SHORT, long_site
from tests.pages.reading import place_in, section_with, text_of


def row(fragment: str, page: str = "claims.html") -> str:
    return section_with(ledger_pages()[page], f'<li data-row id="{fragment}"')


def test_every_status_has_its_place_in_the_order() -> None:
    assert set(ORDER_OF_STATUSES) == {*STATUSES, ""}


def test_claims_stand_once_by_status_with_a_line_that_counts_them() -> None:
    html = ledger_pages()["claims.html"]

    assert re.findall(r'<li data-row id="([^"]*)"', html) == [
        "c_level",
        "_two.c2",
        "_one.c3",
        "c_told",
        "c_silent",
    ]
    assert re.findall(r'href="[^"#]*#_status-(\w+)">[^<]*<span class="count">(\d+)<', html) == [
        ("disputed", "1"),
        ("unverified", "2"),
        ("not_checkable", "2"),
    ]


def test_a_claim_leads_to_its_speaker_and_to_all_its_places() -> None:
    html = row("c_level")

    assert '<a href="actors/ali.html">Sami Ali</a>' in html
    assert 'href="briefings/one.html#c1"' in html
    assert 'href="briefings/two.html#c1"' in html
    assert '<q lang="ar" dir="rtl">المنسوب يرتفع</q> <a href="briefings/two.html#c1">The river again, note' in html


def test_a_row_is_the_statement_then_facts_in_a_line_then_one_line_a_side() -> None:
    statement, facts, *sides = re.findall(
        r"<(?:h3|p)[^>]*>(.*?)</(?:h3|p)>", row("c_level").split("row-places")[0], re.DOTALL
    )

    assert text_of(statement) == "The level is rising."
    assert text_of(facts) == "Disputed Sami Ali as of 1 May 2024 3 Possibly true"
    assert [text_of(side) for side in sides] == ["Speaks for it Wire report", "Speaks against it Gauge readings"]
    assert "<dt>" not in row("c_level").split("row-places")[0]


def test_how_a_claim_was_checked_opens_in_place() -> None:
    assert "says" in section_with(row("c_level"), '<details class="row-more">')


def test_the_registers_status_is_first_and_beside_each_place_stands_what_differs() -> None:
    html = row("c_level")
    same, other = place_in(html, "briefings/one.html#c1"), place_in(html, "briefings/two.html#c1")

    assert text_of(html.split("row-places")[0]).count("Disputed") == 1
    assert "Outdated" in other
    assert "June 2024" in text_of(other)
    assert "Huda Badr" in other
    assert "differences" not in same


def test_sources_and_information_are_rated_apart() -> None:
    shown = text_of(row("c_level"))

    assert "B Usually reliable" in shown
    assert "3 Possibly true" in shown
    assert "Speaks for it" in shown
    assert "Speaks against it" in shown


def test_a_speaker_who_is_not_named_stands_in_words() -> None:
    html = ledger_pages()["claims.html"]

    assert '<span class="unlinked">A source</span>' in html
    assert '<span class="unlinked">A diplomat</span>' in html


def test_a_speaker_of_a_briefings_own_is_found_there() -> None:
    assert '<a href="briefings/two.html#teller">The Teller</a>' in row("_two.c2")


def test_a_claim_of_which_no_briefing_speaks_says_so() -> None:
    assert "No briefing speaks of it yet." in row("c_silent")


def test_references_to_a_claim_of_a_register_lead_to_its_page() -> None:
    assert 'href="claims/c_level.html"' in ledger_pages()["sources.html"]


def test_a_long_ledger_begins_with_the_newest_of_each_status_and_leads_to_all_of_them() -> None:
    html = long_site().pages["claims.html"]

    assert re.findall(r'href="claims\.(\w+)\.html">[^<]*</a> <span class="count">(\d+) claims<', html) == [
        ("confirmed", "20"),
        ("disputed", "26"),
        ("unverified", "20"),
    ]
    assert len(re.findall("<li data-row", html)) == 3 * SHORT.places
    assert "All: 26 claims" in text_of(html)


def test_the_pages_of_a_status_hold_all_its_claims_once() -> None:
    pages = [long_site().pages[path] for path in long_site().parts("claims.disputed.html")]
    rows = [found for html in pages for found in re.findall(r'<li data-row id="([^"]*)"', html)]

    assert sorted(rows) == sorted([*(f"c{n}" for n in range(6)), *(f"_b{n:03}.c1" for n in range(1, 60, 3))])
    assert len(pages) > 1


def test_a_claim_of_many_briefings_has_all_its_places_on_pages_of_its_own() -> None:
    pages = [long_site().pages[path] for path in long_site().parts("claims/c1.html")]
    places = [found for html in pages for found in re.findall(r'<li>(?:<q.*?</q> )?<a href="\.\./(\S+)#c2"', html)]

    assert sorted(places) == [f"briefings/b{number:03}.html" for number in range(60)]
    assert "All: 60 notes" in text_of(section_with(long_site().pages["claims.disputed.html"], ROW_OF_C1))


ROW_OF_C1 = '<li data-row id="c1">'


def test_a_claims_page_says_whether_it_holds_who_says_it_where_and_what_speaks_for_it() -> None:
    html = ledger_pages()["claims/c_level.html"]
    described = json.loads(html.split('<script type="application/ld+json">', 1)[1].split("</script>", 1)[0])

    assert "<h1>The level is rising.</h1>" in html
    assert '<meta name="description" content="Claim: Disputed">' in html
    assert text_of(html).index("Disputed") < text_of(html).index("Where it is said")
    assert 'href="../briefings/one.html#' in section_with(html, '<section aria-labelledby="_places">')
    assert "Speaks against it" in text_of(section_with(html, '<section aria-labelledby="_evidence">'))
    assert described["@type"] == "ClaimReview"
    assert described["reviewRating"] == {"@type": "Rating", "alternateName": "Disputed"}
    assert described["itemReviewed"]["author"]["name"] == "Sami Ali"
    assert [work["name"] for work in described["citation"]] == ["Wire report", "Gauge readings"]
