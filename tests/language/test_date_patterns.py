import pytest

from sitegen.language.date_patterns import NO_BREAK_SPACE, fill_pattern, look_up_patterns, patterns_for, words_for

VALUES = {"y": "2022", "M": "enero", "L": "Enero", "#": "1", "d": "5", "G": "a. C."}


@pytest.mark.parametrize(
    ("pattern", "filled"),
    [
        ("d MMMM y", "5 enero 2022"),
        ("LLLL y", "Enero 2022"),
        ("y-MM-dd", "2022-01-05"),
        ("y年M月d日", "2022年1月5日"),
        ("d 'de' MMMM 'de' y", "5 de enero de 2022"),
        ("d 'o''clock' y", "5 o'clock 2022"),
        ("y G", "2022 a. C."),
    ],
)
def test_patterns_are_filled(pattern: str, filled: str) -> None:
    assert fill_pattern(pattern, VALUES).replace(NO_BREAK_SPACE, " ") == filled


def test_months_do_not_depend_on_which_language_was_asked_for_first() -> None:
    """Babel 2.18 gives other languages' months where a language has none of its own that stand alone."""
    patterns_for("he")
    assert patterns_for("fr").months_alone[0] == "janvier"
    assert patterns_for("ur").months_alone[0] == "جنوری"
    assert patterns_for("ru").months_alone[0] == "январь"


@pytest.mark.parametrize("language", ["ar", "en", "fa", "he"])
def test_patterns_at_hand_are_cldrs(language: str) -> None:
    assert patterns_for(language) == look_up_patterns(language)


def test_arabic_months_are_named_twice() -> None:
    assert patterns_for("ar").months == (
        *("يناير/كانون الثاني", "فبراير/شباط", "مارس/آذار", "أبريل/نيسان", "مايو/أيار", "يونيو/حزيران"),
        *("يوليو/تموز", "أغسطس/آب", "سبتمبر/أيلول", "أكتوبر/تشرين الأول", "نوفمبر/تشرين الثاني"),
        "ديسمبر/كانون الأول",
    )


def test_words_are_told_by_language_and_script() -> None:
    assert words_for("ar-EG") is words_for("ar")
    assert words_for("ar-Latn") is words_for("fr")
    assert words_for("en").since == "since {start}"
