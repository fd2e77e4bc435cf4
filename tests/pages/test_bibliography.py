import re

from tests.pages.ledger_folder import ledger_pages
from tests.pages.long_site import long_site
from tests.pages.reading import section_with, text_of


def entry(source: str) -> str:
    return section_with(ledger_pages()["sources.html"], f'<li class="entry" id="{source}">')


def test_a_source_shows_the_article_the_notes_and_the_entries_that_cite_it() -> None:
    html = entry("s_wire")

    assert "The river its article comes from here" in text_of(html)
    assert 'href="briefings/two.html#u1"' in html
    assert 'href="claims/c_level.html"' in html
    assert 'href="events/e_flood.html"' in html


def test_evidence_says_on_which_side_it_stands() -> None:
    assert "Speaks for it in part" in text_of(entry("s_gauge").split("briefings/two.html#c1")[1])


def test_reliability_is_told_in_words() -> None:
    assert "F Reliability cannot be judged" in text_of(entry("s_gauge"))
    assert "cited-by" not in entry("s_unused")


def test_a_source_of_a_long_list_has_all_that_cites_it_on_pages_of_its_own() -> None:
    pages = [long_site().pages[path] for path in long_site().parts("sources/s1.html")]
    cited_in = [found for html in pages for found in re.findall(r'<li><a href="\.\./(briefings/\w+\.html)">', html)]

    assert sorted(cited_in) == [f"briefings/b{number:03}.html" for number in range(60)]
    assert "its article comes from here" in text_of(pages[0])
    assert 'href="../claims/c1.html"' in long_site().pages["sources/s1.html"]
    assert re.search(r'<li id="s1"><span><a href="sources/s1.html">', long_site().pages["sources.html"])
