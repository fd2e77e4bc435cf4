import pytest

from sitegen.language.locales import find_locale, language_name, meant_language, without_marks


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("ar", "ar"),
        ("ar-EG", "ar_EG"),
        ("ar-XX", "ar"),
        ("en", "en_GB"),
        ("en-US", "en_US"),
        ("zh-Hant", "zh_Hant"),
        ("sr-Latn", "sr_Latn"),
        ("de-DE-u-co-phonebk", "de_DE"),
        ("ar-Latn", "None"),
        ("xx", "None"),
        ("", "None"),
        ("../ar", "None"),
    ],
)
def test_locales(tag: str, name: str) -> None:
    assert str(find_locale(tag)) == name


def test_marks_of_direction_are_dropped() -> None:
    assert without_marks("\u200e-5\u061c٪") == "-5٪"


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
