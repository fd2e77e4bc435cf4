import pytest

from sitegen.pages.reporting import issue_form

FILLED = "title=%D8%AE+%26+1&body=https%3A%2F%2Fx.example%2F"
FILLED_FOR_GITLAB = "issue%5Btitle%5D=%D8%AE+%26+1&issue%5Bdescription%5D=https%3A%2F%2Fx.example%2F"


@pytest.mark.parametrize(
    ("repository", "expected"),
    [
        ("https://github.com/a/b", f"https://github.com/a/b/issues/new?{FILLED}"),
        ("https://github.com/a/b.git", f"https://github.com/a/b/issues/new?{FILLED}"),
        ("https://codeberg.org/a/b/", f"https://codeberg.org/a/b/issues/new?{FILLED}"),
        ("https://gitlab.example.org/a/b", f"https://gitlab.example.org/a/b/-/issues/new?{FILLED_FOR_GITLAB}"),
        ("https://git.example.org/a/b", "https://git.example.org/a/b"),
        ("https://notgithub.com/a/b", "https://notgithub.com/a/b"),
        ("mailto:desk@example.org", "mailto:desk@example.org"),
    ],
)
def test_the_form_is_that_of_the_host(repository: str, expected: str) -> None:
    assert issue_form(repository, title="خ & 1", body="https://x.example/") == expected


def test_a_field_without_a_value_is_left_out() -> None:
    assert issue_form("https://github.com/a/b", title="x") == "https://github.com/a/b/issues/new?title=x"
