import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.weaving.pasting import write_scalar, write_selector


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("الرئيس السابق", "الرئيس السابق"),
        ("قال:", "'قال:'"),
        ("قال: نعم", "'قال: نعم'"),
        ("نعم # لا", "'نعم # لا'"),
        ("it's", "it's"),
        ("'tis", "'''tis'"),
        ('say "no"', "'say \"no\"'"),
        ("first¶second", "first¶second"),
        ("12", "'12'"),
        ("No", "'No'"),
        ("كتاب‌ها", "كتاب‌ها"),
        ("وزير \u200fالخارجية", '"وزير \\u200Fالخارجية"'),
        ("a\u00a0b", '"a\\u00A0b"'),
        ("a\nb", '"a\\nb"'),
        ("", "''"),
    ],
)
def test_scalar(value: str, written: str) -> None:
    assert write_scalar(value) == written


def test_selector() -> None:
    fields: dict[str, str | int] = {"exact": "cat", "occurrence": 2}
    assert write_selector(fields) == "at:\n  exact: cat\n  occurrence: 2"
    assert write_selector(fields, is_piece=True) == "- exact: cat\n  occurrence: 2"


@given(
    st.text(
        st.one_of(st.characters(codec="utf-8"), st.sampled_from(" :#'\"\\[]{},-&*!|>%@`\n\u200f\ufeffا")), max_size=20
    )
)
@settings(max_examples=3 * settings().max_examples)
def test_what_is_written_is_what_yaml_reads(value: str) -> None:
    assert yaml.safe_load(f"at:\n  exact: {write_scalar(value)}") == {"at": {"exact": value}}
