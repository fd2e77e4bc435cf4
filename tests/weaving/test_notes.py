"""Markdown in notes: what it becomes, what is refused."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from sitegen.model.problems import Report
from sitegen.model.text import Location
from sitegen.model.urls import is_safe_address
from sitegen.model.wording import Wording
from sitegen.weaving.markdown import NESTING_LIMIT
from sitegen.weaving.notes import render_markdown, render_pages

WHERE = Location("content/briefings/a.yaml", 3, 11)


def render(source: str) -> tuple[str, list[tuple[str, str, str]]]:
    report = Report()
    html = render_markdown([Wording("en", source, WHERE)], report)[source]
    return html, [(problem.severity, problem.code, problem.found) for problem in report]


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("Plain words, «quoted» — and 10% of it.", "<p>Plain words, «quoted» — and 10% of it.</p>\n"),
        ('It\'s "so".\nNext line\n\n\nNext', "<p>It's &quot;so&quot;.\nNext line</p>\n<p>Next</p>\n"),
        ("*Stress* and [a link](about.html)", '<p><em>Stress</em> and <a href="edition:about.html">a link</a></p>\n'),
        ("# Heading", "<h2>Heading</h2>\n"),
        ("1. one\n2. two", "<ol>\n<li>one</li>\n<li>two</li>\n</ol>\n"),
        ('"><b', "<p>&quot;&gt;&lt;b</p>\n"),
        (
            "|a|\n|-|",
            '<div class="table" tabindex="0"><table>\n<thead>\n<tr>\n<th>a</th>\n</tr>\n</thead>\n</table></div>\n',
        ),
        ("`at:` and `وتوكاييف`", '<p><code dir="ltr">at:</code> and <code lang="ar" dir="rtl">وتوكاييف</code></p>\n'),
        ("```text\nنص\n```", '<pre lang="ar" dir="rtl" tabindex="0"><code class="language-text">نص\n</code></pre>\n'),
        ("```yaml\na: نص\n```", '<pre dir="ltr" tabindex="0"><code class="language-yaml">a: نص\n</code></pre>\n'),
    ],
)
def test_markdown_becomes_html(source: str, html: str) -> None:
    assert render(source) == (html, [])


def test_headings_of_free_pages_can_be_linked_to() -> None:
    source = "# `anchor-missing`\n\n## ما المفقود؟\n\n## ما المفقود؟\n\n##\n"
    html = render_pages([Wording("ar", source, WHERE)], Report())[source]
    assert re.findall('<(h[1-6]) id="([^"]*)"', html) == [
        ("h2", "anchor-missing"),
        ("h2", "ما-المفقود"),
        ("h2", "ما-المفقود-2"),
        ("h2", "section"),
    ]


def test_raw_html_is_shown_as_text_with_a_warning() -> None:
    html, problems = render("a <script>alert(1)</script> b")
    assert html == "<p>a &lt;script&gt;alert(1)&lt;/script&gt; b</p>\n"
    assert problems == [("warning", "raw-html", "<script>")]


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "vbscript:x", "//host/x"])
@pytest.mark.parametrize("form", ["[x]({})", "![x]({})", "[x]: {}\n\n[x]"])
def test_addresses_that_are_not_allowed_are_errors_and_no_links(address: str, form: str) -> None:
    html, problems = render(form.format(address))
    assert "href" not in html
    assert "src" not in html
    assert [problem[:2] for problem in problems] == [("error", "unsafe-url")]


def test_faults_are_told_at_their_lines_where_the_lines_are_the_files() -> None:
    lines = ["x <b>", "> y `a`", "> <i>z</i> [l](javascript:x)", "", "<div>", "</div>", "", "[m](javascript:x) <i>"]
    wording = Wording("en", "\n".join(lines), Location("p.md", 1), Location("p.md", 4, 3))
    report = Report()
    render_pages([wording], report)
    assert [(one.where.line, one.where.column, one.code, one.found) for one in report] == [
        (4, 5, "raw-html", "<b>"),
        (6, 5, "raw-html", "<i>"),
        (6, 18, "unsafe-url", "javascript:x"),
        (8, 3, "raw-html", "<div>"),
        (11, 7, "unsafe-url", "javascript:x"),
        (11, 21, "raw-html", "<i>"),
    ]


def test_numbers_of_characters_that_turn_the_direction_are_warned_of() -> None:
    report = Report()
    render_markdown([Wording("en", "a &#x202E; b &#8295; c &#x2010; d &#39;", Location("a.yaml", 7, 9))], report)
    assert [(one.code, one.found) for one in report] == [("bidi-control", "&#8295;"), ("bidi-control", "&#x202E;")]


def test_faults_are_told_at_the_beginning_of_other_texts() -> None:
    report = Report()
    render_markdown([Wording("en", "x\n\n<b>y</b>", Location("a.yaml", 7, 9))], report)
    assert [(one.where.line, one.where.column) for one in report] == [(7, 9)]


def test_text_that_the_parser_would_drop_is_an_error() -> None:
    assert render(">" * (NESTING_LIMIT + 5) + " deep")[1] == [("error", "too-nested", "")]
    assert render(">" * (NESTING_LIMIT - 5) + " deep")[1] == []


LINES = st.text(st.sampled_from("ab *_`[]()<>&#\\!~|+-=.:123\n\n«»،\"'\r\t\u00a0\u2028\ufeff\x0b\x85٣نص"), max_size=25)
PLAIN = st.lists(
    st.sampled_from(
        [
            "نص «مقتبس»",
            'it\'s "so"',
            "\n",
            "\n\n",
            " ",
            "1986. x",
            "a:",
            ":-:",
            "---",
            "===",
            "👩🏽\u200d🚀",
            "كـَ\u202b",
        ]
    ),
    max_size=7,
).map("".join)


SIMPLE = st.lists(
    st.sampled_from(
        [
            *(
                "**نص**",
                "*نص*",
                "**a b**",
                "*it's so*",
                "*",
                "**",
                "_",
                "[x](https://a.b/c?d=e#f)",
                "[x y](http://a.b)",
            ),
            *(
                "[",
                "](https://a.b)",
                "**[x](https://a.b)**",
                "[**x**](https://a.b)",
                "[x]: https://a.b",
                "x",
                "نص",
                "1",
            ),
            *(" ", "\n", "\n\n", ".", "،", ")", '"', "-", "«", "»", "\u00a0", "\u0651", "a*b", "٣"),
        ]
    ),
    max_size=9,
).map("".join)


@given(LINES | PLAIN | SIMPLE)
@settings(max_examples=5 * settings().max_examples)
def test_notes_that_skip_the_parser_look_as_if_they_had_not(source: str) -> None:
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    html, problems = render(source)
    plain = parser.render(source).replace("<table>", '<div class="table" tabindex="0"><table>')
    plain = plain.replace("</table>", "</table></div>")
    # A definition of an address that is refused stays text, where nothing refers to it without a word.
    if not problems and "<h1>" not in plain and "<code>" not in plain and "]:" not in source:
        assert html == plain


ADDRESSES = st.lists(
    st.sampled_from(
        [
            *("[x](https://example.org/a?b=1#c)", "[x](http://a.b)", "![x](https://", "[x](javascript:x)", "[x](//h)"),
            *(
                "[",
                "]",
                "](",
                "(",
                ")",
                "x",
                " ",
                "\n",
                "|",
                "|-|\n",
                "`",
                "\\",
                "%",
                "&#58;",
                ":",
                "@",
                ".",
                "/",
                '"t"',
            ),
            *("https://", "<", ">", "]: javascript:x", "ا"),
        ]
    ),
    max_size=9,
).map("".join)


@given(ADDRESSES)
@settings(max_examples=3 * settings().max_examples)
def test_every_address_that_is_not_allowed_is_reported(source: str) -> None:
    tokens = SeeingParser("commonmark", {"html": True}).parse(source)
    tokens += [child for token in tokens for child in token.children or ()]
    addresses = [str(token.attrs.get("href") or token.attrs.get("src") or "") for token in tokens]
    unsafe = {address for address in addresses if address and not is_safe_address(address)}
    assert {found for _, code, found in render(source)[1] if code == "unsafe-url"} == unsafe


class SeeingParser(MarkdownIt):
    def validateLink(self, url: str) -> bool:  # noqa: N802, ARG002 - the library's name and argument
        return True
