import pytest

from sitegen.language.names import language_name


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
