import re

from tests.pages.ledger_folder import ledger_pages
from tests.pages.long_site import SHORT, long_site
from tests.pages.reading import section_with, text_of


def headings(page: str) -> list[str]:
    html = ledger_pages()[page]
    return [text_of(found) for found in re.findall(r'<h2 id="_voice-\d+">(.*?)<span', html, re.DOTALL)]


def row(fragment: str) -> str:
    return section_with(ledger_pages()["quotes.html"], f'<li data-row id="{fragment}"')


def test_quotes_are_filed_by_their_speakers_the_article_and_nobody_last() -> None:
    assert headings("quotes.html") == [
        "Sami Ali",
        "The Teller",
        "The article itself",
        "Unnamed speakers",
        "No speaker given",
    ]


def test_each_edition_files_in_its_own_language() -> None:
    assert headings("ar/quotes.html") == ["الراوي", "سامي العلي", "المقال نفسه", "قائلون لم يُسمَّوا", "لم يُذكر القائل"]


def test_a_quote_is_the_articles_own_words_with_all_that_was_said_of_them() -> None:
    html = row("_one.q1")

    assert 'lang="en" dir="ltr"><a href="briefings/one.html#_r-q1">the level is rising</a></blockquote>' in html
    assert 'href="briefings/one.html#q1"' in html
    assert '<a href="actors/office.html">PageRenderer Office</a>' in html
    assert text_of(section_with(html, '<p class="meta">')) == (
        "Assertion said Reported speech 2 May 2024 in Arabic through PageRenderer Office The river, note 2"
    )
    assert "<dt>" not in html


def test_speakers_who_are_not_named_stand_in_one_group_each_in_words() -> None:
    html = ledger_pages()["quotes.html"].partition('<h2 id="_voice-4">')[2].partition("<h2")[0]

    assert "Unnamed speakers <span" in html
    assert '<span class="unlinked">An informed source</span>' in html
    assert 'through <span class="unlinked"><bdi lang="ar" dir="rtl">ناطق</bdi></span>' in html
    assert '<span class="unlinked">مصدر مطلع</span>' in ledger_pages()["ar/quotes.html"]


def test_the_words_keep_their_language_and_direction_in_every_edition() -> None:
    assert '<blockquote lang="ar" dir="rtl">' in row("_two.q1")


def test_a_long_ledger_begins_with_the_speakers_filed_by_name() -> None:
    pages = [long_site().pages[path] for path in long_site().parts("quotes.html")]
    speakers = [found for html in pages for found in re.findall(r'<li><span><a href="([^"]*)">', html)]

    assert speakers == [
        *(f"actors/a{number}.html#_quotes" for number in range(12)),
        *(f"quotes/{name}.html" for name in ("_others", "author", "_unnamed")),
    ]
    assert pages[0].count("<li><span>") == SHORT.names


def test_a_dossier_has_all_quotes_of_its_actor() -> None:
    html = section_with(long_site().pages["actors/a3.html"], '<section aria-labelledby="_quotes">')

    assert re.findall(r"briefings/b(\d+)\.html#q1", html) == ["051", "039", "027", "015", "003"]


def test_speakers_of_single_briefings_share_their_pages() -> None:
    pages = [long_site().pages[path] for path in long_site().parts("quotes/_others.html")]
    speakers = [found for html in pages for found in re.findall(r'briefings/b\d+\.html#guest">Guest (\d+)</a>', html)]

    assert sorted(map(int, speakers)) == list(range(0, 60, 2))


def test_speakers_who_are_not_named_share_a_page_of_a_long_ledger() -> None:
    html = long_site().pages["quotes/_unnamed.html"]

    assert re.findall(r'<li data-row id="([^"]*)"', html) == [f"_b{n:03}.q3" for n in (50, 40, 30, 20, 10, 0)]
    assert '<h2 id="_voice-1">Unnamed speakers <span class="count">6 quotes</span></h2>' in html
