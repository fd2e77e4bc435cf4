"""Texts of YAML written anew in the manner of the old ones."""

import pytest

from sitegen.workbench.scalars_rewritten import rewrite_scalar


@pytest.mark.parametrize(
    ("old", "value", "new"),
    [
        ("old", "new words", "new words"),
        ("old", "a: b", "'a: b'"),
        ("old", "- no list", "'- no list'"),
        ("old", "قال، نعم", "قال، نعم"),
        ("'old'", "new", "'new'"),
        ("'old'", "it's", "'it''s'"),
        ("'old'", "a\u200fb", '"a\\u200Fb"'),
        ('"old"', "it's", '"it\'s"'),
        ('"old"', 'say "no"', "'say \"no\"'"),
        ('"old"', "a\nb", '"a\\nb"'),
        ("|\n  old", "new", "|\n  new"),
        ("|-\n\n    old\n    lines", "a\nb", "|-\n    a\n    b"),
        ("|\n  old", "a\u200fb", '"a\\u200Fb"'),
        ("|- # why\n  old", " led by a space", "' led by a space' # why"),
        (">\n  old lines\n  of a text", "a\nb", ">\n  a\n\n  b"),
        (">\n  one two\n  three", "one two three four", ">\n  one two\n  three\n  four"),
        (">\n  one two\n  three", "one  two", ">\n  one  two"),
        (">\n  one two three", "one two three four", ">\n  one two three four"),
    ],
)
def test_the_style_stays_where_it_can(old: str, value: str, new: str) -> None:
    assert rewrite_scalar(old, value) == new
