"""What is added to pages: in the right place, escaped, and nothing else touched."""

import pytest

from sitegen.serving.builds import ServedProblem
from sitegen.serving.overlay import Addition, add_to_page

ADDITION = Addition("localhost", 8000, 7, ())
SCRIPT = (
    b'<script src="/_sitegen/stay.js"></script>'
    b'<script async src="/livereload.js?host=localhost&amp;port=8000&amp;snipver=7&amp;maxdelay=4000"></script>'
)


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (b"<body>x</body></html>", b"<body>x%s</body></html>"),
        (b"<BODY>x</BODY\n></HTML>", b"<BODY>x%s</BODY\n></HTML>"),
        (b"<pre>&lt;/body></pre><!-- </body> --><p></body>", b"<pre>&lt;/body></pre><!-- </body> --><p>%s</body>"),
        (b"no end", b"no end%s"),
        (b"", b"%s"),
        ("نص</body>".encode(), "نص%s</body>".encode()),
        (b"\xff\xfe</body>", b"\xff\xfe%s</body>"),
    ],
)
def test_the_script_stands_at_the_end_of_the_body(page: bytes, expected: bytes) -> None:
    assert add_to_page(page, ADDITION) == expected.replace(b"%s", SCRIPT)


def test_problems_are_text() -> None:
    problems = ("a:1:1: error[x]: </pre><script>alert(1)</script> \"'&", "second")
    page = add_to_page(b"", Addition("localhost", 8000, 7, tuple(map(ServedProblem, problems)))).decode()
    assert "&lt;/pre&gt;&lt;script&gt;alert(1)&lt;/script&gt; &quot;&#x27;&amp;</pre>" in page
    assert page.count("<pre") == 2
    assert 'dir="ltr"' in page


def panel(*problems: ServedProblem) -> str:
    return add_to_page(b"", Addition("localhost", 8000, 7, problems)).decode().split("<script")[0]


WARNING = ServedProblem("a.yaml:1:1: warning[raw-html]: HTML", "a.yaml", count=20, is_error=False)
ERROR = ServedProblem("z.yaml:1:1: error[bad-yaml]: torn", "z.yaml")


def test_errors_come_first_and_warnings_are_folded() -> None:
    shown = panel(WARNING, ERROR)
    assert '<details id="_sitegen-errors" open><summary' in shown
    assert ">1 error, 20 warnings: not built; what you see is the last good version" in shown
    assert (
        shown.index("z.yaml") < shown.index('<details id="_sitegen-warnings"><summary') < shown.index(">20 warnings<")
    )
    assert shown.index(">20 warnings<") < shown.index("a.yaml")


def test_errors_alone_fold_nothing() -> None:
    assert panel(ERROR).count("<details") == 1


def test_what_is_wrong_with_drafts_lies_folded_over_pages_that_were_built() -> None:
    shown = panel(WARNING)
    assert '<details id="_sitegen-drafts"><summary' in shown
    assert ">20 warnings in drafts<" in shown
    assert "last good" not in shown
