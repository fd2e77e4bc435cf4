import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.model.forms import AUTHOR, is_id, is_language, is_slug, is_windows_name, propose_id, propose_slug


@pytest.mark.parametrize("text", ["a", "tokayev", "A01", "s_hrw", "c-4", "x" * 200])
def test_ids(text: str) -> None:
    assert is_id(text)


@pytest.mark.parametrize("text", ["", "1a", "_a", "-a", "a b", "a.b", "é", "توكاييف", "a\u200b", "a\n", "x" * 201])
def test_no_ids(text: str) -> None:
    assert not is_id(text)


@pytest.mark.parametrize("text", ["000_591920ff02ea5ff2", "kazakhstan-csto", "_a", "A"])
def test_slugs(text: str) -> None:
    assert is_slug(text)


@pytest.mark.parametrize("text", ["", "..", "a/b", "a\\b", "%2e", "a.b", "مقال", "a b", "a\n", "ا" * 128])
def test_no_slugs(text: str) -> None:
    assert not is_slug(text)


@pytest.mark.parametrize("tag", ["ar", "en", "ar-EG", "zh-Hant-TW", "ckb", "de-1996", "en-x-own"])
def test_language_tags(tag: str) -> None:
    assert is_language(tag)


@pytest.mark.parametrize("tag", ["", "a", "arabic", "ar_EG", "ar-", "عربي", "ar\n", "en-muchtoolong"])
def test_no_language_tags(tag: str) -> None:
    assert not is_language(tag)


@pytest.mark.parametrize("name", ["con", "CON", "Aux", "nul", "COM1", "lpt9"])
def test_names_of_devices_on_windows(name: str) -> None:
    assert is_windows_name(name)
    assert not is_windows_name(f"{name}x")


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("روسيا دخلت كازاخستان", "rwsya-dkhlt-kazakhstan"),
        ("مُقَدِّمة", "mqdma"),
        ("Élan vital: 3", "elan-vital-3"),
        ("Алматы", "almaty"),
        ("ירושלים", "yrvshlym"),
        ("a..b/c\\d%2e", "a-b-c-d-2e"),
        ("con", "con-1"),
        ("…", "briefing"),
        ("漢字", "briefing"),
    ],
)
def test_a_slug_is_proposed_for_any_name(name: str, slug: str) -> None:
    assert propose_slug(name) == slug


@given(st.text())
def test_what_is_proposed_has_the_form(name: str) -> None:
    assert is_slug(propose_slug(name))
    assert is_id(propose_id(name))
    assert propose_id(name) != AUTHOR
    assert not is_windows_name(propose_slug(name))
