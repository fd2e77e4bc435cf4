import pytest

from sitegen.language.common_words import is_function_word


@pytest.mark.parametrize(
    ("word", "language"),
    [
        ("على", "ar"),
        ("إلى", "ar-EG"),
        ("الى", "ar"),
        ("عليه", "arz"),
        ("از", "fa"),
        ("של", "he"),
        ("of", "en"),
        ("и", "ru"),
    ],
)
def test_words_of_grammar(word: str, language: str) -> None:
    assert is_function_word(word, language)


@pytest.mark.parametrize(
    ("word", "language"), [("علي", "ar"), ("منى", "ar"), ("دين", "ar"), ("דן", "he"), ("Will", "en")]
)
def test_names(word: str, language: str) -> None:
    assert not is_function_word(word, language)
