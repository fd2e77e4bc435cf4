import pytest

from sitegen.language.names import language_name, meant_language


@pytest.mark.parametrize(
    ("tag", "in_language", "name"),
    [
        ("en", "ar", "الإنجليزية"),
        ("ar", "ar", "العربية"),
        ("ru", "en", "Russian"),
        ("fa", "he", "פרסית"),
        ("ar", "fa", "عربی"),
        ("sr-Latn", "en", "Serbian (Latin)"),
        ("az-Arab-IR", "ar", "الأذربيجانية (العربية، إيران)"),
        ("az-Arab-IR", "en", "Azerbaijani (Arabic, Iran)"),
        ("en-US-x-arab", "en", "English (United States)"),
        ("ar", "xx", "Arabic"),
        ("xx", "ar", "xx"),
    ],
)
def test_language_names(tag: str, in_language: str, name: str) -> None:
    assert language_name(tag, in_language) == name


@pytest.mark.parametrize(
    ("name", "tag"),
    [
        ("English", "en"),
        ("arabic", "ar"),
        ("العربية", "ar"),
        ("عربي", "ar"),
        ("الإنجليزية", "en"),
        ("انكليزي", "en"),
        ("فارسی", "fa"),
        ("עברית", "he"),
        ("Deutsch", "de"),
        ("British English", "en-GB"),
        ("", ""),
        ("text", ""),
        ("water", ""),
    ],
)
def test_a_language_is_known_by_its_name(name: str, tag: str) -> None:
    assert meant_language(name) == tag
