from html import unescape
from re import sub

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.language.isolation import find_units, isolate_html, isolate_runs
from sitegen.language.words import split_words
from tests.language.case_files import Case, read_cases

ALPHABET = "ابجـ\u064eשלabcé5٥ \n.,:-–+/@#_%$°()[]«»“”'\"<&؟،"


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("قال سامي", "ar", "قال سامي"),
        ("قالت AFP ذلك", "ar", 'قالت <bdi dir="ltr">AFP</bdi> ذلك'),
        ("وكالة Agence France-Presse.", "ar", 'وكالة <bdi dir="ltr">Agence France-Presse</bdi>.'),
        ("«AFP»، نعم", "ar", '«<bdi dir="ltr">AFP</bdi>»، نعم'),
        ("نحو -5 درجات", "ar", 'نحو <bdi dir="ltr">-5</bdi> درجات'),
        ("في 2022-01-11 قال", "ar", 'في <bdi dir="ltr">2022-01-11</bdi> قال'),
        ("في 2022 قال", "ar", "في 2022 قال"),
        ("في ٢٠٢٢-٠١-١١ قال", "ar", 'في <bdi dir="ltr">٢٠٢٢-٠١-١١</bdi> قال'),
        ("(أ)، «ب»؛ ج - د… 'ه'", "ar", "(أ)، «ب»؛ ج - د… &#39;ه&#39;"),
        ("The word ردأ is", "en", 'The word <bdi lang="ar" dir="rtl">ردأ</bdi> is'),
        ("The words حفظ السلام, twice", "en", 'The words <bdi lang="ar" dir="rtl">حفظ السلام</bdi>, twice'),
        ("שלום there", "en", '<bdi lang="he" dir="rtl">שלום</bdi> there'),
        ("a < b & c", "en", "a &lt; b &amp; c"),
        ("نص <b>", "ar", 'نص &lt;<bdi dir="ltr">b</bdi>&gt;'),
    ],
)
def test_runs_of_the_other_direction_are_isolated(text: str, language: str, expected: str) -> None:
    assert isolate_runs(text, language) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>نص <em>AFP</em></p>", '<p>نص <em><bdi dir="ltr">AFP</bdi></em></p>'),
        ('<p><a href="https://a.example/b">نص</a></p>', '<p><a href="https://a.example/b">نص</a></p>'),
        ("<p>أ &amp; ب &quot;ج&quot;</p>", "<p>أ &amp; ب &#34;ج&#34;</p>"),
        ("<p>أ، «ب».</p>\n", "<p>أ، «ب».</p>\n"),
        ("<p>أ 'ب'</p>\n", "<p>أ &#39;ب&#39;</p>\n"),
        ("<p>AFP</p>\n", '<p><bdi dir="ltr">AFP</bdi></p>\n'),
        ("<p>أ</p>\n<p>ب -5</p>\n", '<p>أ</p>\n<p>ب <bdi dir="ltr">-5</bdi></p>\n'),
        ("<p>نص <code>x = 1</code></p>", '<p>نص <code><bdi dir="ltr">x</bdi> = 1</code></p>'),
        (
            '<p>نص <code dir="ltr">x = 1</code> AFP</p>',
            '<p>نص <code dir="ltr">x = 1</code> <bdi dir="ltr">AFP</bdi></p>',
        ),
        (
            '<pre dir="ltr"><code>نص\n أو</code></pre>',
            '<pre dir="ltr"><code><bdi lang="ar" dir="rtl">نص</bdi>\n <bdi lang="ar" dir="rtl">أو</bdi></code></pre>',
        ),
    ],
)
def test_html_keeps_its_tags(html: str, expected: str) -> None:
    assert isolate_html(html, "ar") == expected


@pytest.mark.parametrize("case", read_cases("runs"), ids=lambda case: case.given)
def test_runs_have_the_signs_that_are_written_to_them(case: Case) -> None:
    html = str(isolate_runs(case.given, case.heading.split()[0]))
    assert unescape(sub("</bdi>", "}", sub("<bdi[^>]*>", "{", html))) == case.expected


@given(st.text(ALPHABET, max_size=40), st.sampled_from(["ar", "en", "he"]))
def test_isolation_changes_no_character(text: str, language: str) -> None:
    html = str(isolate_runs(text, language))
    assert unescape(sub("<[^>]*>", "", html)) == text
    assert html.count("<bdi") == html.count("</bdi>")


@pytest.mark.parametrize("case", read_cases("units"), ids=lambda case: case.given)
def test_units(case: Case) -> None:
    shown, end = "", 0
    for unit in find_units(case.given, "ar"):
        shown += f"{case.given[end : unit.start]}{{{unit.of(case.given)}}}"
        end = unit.end
    assert shown + case.given[end:] == case.expected


def test_a_text_that_is_read_from_the_left_has_no_units() -> None:
    assert find_units("Call +212 537 77 88 99, write to a@b.example", "en") == ()


@given(
    st.lists(st.sampled_from(["ا", "a", "\u064e", "ـ", "5", "٥", "+", "00", "@", "#", "-", "_", ".", " ", "1234567"]))
)
def test_no_unit_begins_or_ends_inside_a_word(pieces: list[str]) -> None:
    text = "".join(pieces)
    borders = [offset for unit in find_units(text, "ar") for offset in (unit.start, unit.end)]
    assert not any(word.span.start < offset < word.span.end for word in split_words(text) for offset in borders)
