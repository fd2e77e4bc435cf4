import pytest

from sitegen.language.isolation import isolate_html, isolate_runs


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
