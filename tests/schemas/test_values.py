"""The patterns of the schemas say the same as the readers, on the cases that the readers are tested with."""

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.language.edtf import parse_edtf
from sitegen.model.forms import is_id, is_language, is_slug
from sitegen.model.keys import Key
from sitegen.model.urls import is_safe_address, is_web_address
from sitegen.readers.scalars import INTEGER, NUMBER
from sitegen.schemas.values import address_schema, integer_schema, number_schema, shared_values, string_schema
from tests.language.case_files import Case, read_cases


def fits(schema: dict[str, Any], text: str) -> bool:
    return bool(re.search(schema["pattern"], text)) and len(text) <= schema.get("maxLength", len(text))


@pytest.mark.parametrize("case", [*read_cases("edtf"), *read_cases("edtf_overlaps")], ids=lambda case: case.given)
def test_every_date_that_can_be_read_fits(case: Case) -> None:
    for date in case.given.split(" & "):
        assert fits(shared_values()["date"], date.strip())


@given(st.from_regex(r"(-?[0-9X]{4}(-[0-9X]{2}){0,2}[?~%]?|Y?-?[0-9]{4,6}|\.\.|/){1,3}", fullmatch=True))
def test_a_date_that_can_be_read_fits(date: str) -> None:
    try:
        parse_edtf(date)
    except ValueError:
        return
    assert fits(shared_values()["date"], date)


@pytest.mark.parametrize(
    "text", ["2022-13", "2022-01-32", "11 January", "2022-1-1", "٢٠٢٢", "20222", "../..", "/", "2022-11/12"]
)
def test_what_has_no_form_of_a_date_does_not(text: str) -> None:
    assert not fits(shared_values()["date"], text)


ADDRESSES = st.text("htpsHTmailojvcr:/?#@%3Aa&colon.\\ \t\u200b\u202eن1-", max_size=12) | st.from_regex(
    r"(https?://|mailto:|//|HTTP://|javascript:|a/)[a-z:/?#@ ]{0,6}", fullmatch=True
)


@given(ADDRESSES)
def test_an_address_fits_where_it_is_safe(address: str) -> None:
    for whole, is_right in ((False, is_safe_address), (True, is_web_address)):
        does_fit = fits(address_schema(whole=whole, needed=True), address)
        # What hosts there can be is beyond a pattern: 1 is none.
        assert does_fit is is_right(address) or (does_fit and "://" in address)


@given(
    st.text("aA1-_é ", max_size=4) | st.sampled_from(["author", "AUTHOR", "a" * 200, "a" * 201, "ar", "en-GB", "arab"])
)
def test_names_fit_where_they_have_their_form(name: str) -> None:
    forms = {form: string_schema(Key("", form=form), needed=True) for form in ("id", "slug", "language")}
    assert fits(forms["id"], name) is (is_id(name) and name.lower() != "author")
    assert fits(forms["slug"], name) is is_slug(name)
    assert fits(forms["language"], name) is is_language(name)


@given(st.text("0123456789+-.eE_,", max_size=7))
def test_numbers_in_quotes_fit_where_they_are_numbers(text: str) -> None:
    assert fits(number_schema(Key(""), needed=True), text) is bool(NUMBER.fullmatch(text))
    assert fits(integer_schema(Key(""), needed=True), text) is bool(INTEGER.fullmatch(text))
    positive = bool(INTEGER.fullmatch(text)) and int(text) > 0
    assert fits(integer_schema(Key("", low=1), words=["all"], needed=True), text) is positive
