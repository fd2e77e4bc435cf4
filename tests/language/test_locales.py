import pytest

from sitegen.language.locales import find_locale, without_marks


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
