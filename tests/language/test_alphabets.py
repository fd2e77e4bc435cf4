from sitegen.language.alphabets import ALPHABETS, EXPANSIONS, NO_ARTICLES


def letters_of(alphabet: str) -> list[str]:
    return [letter for entry in alphabet.split() for letter in entry.rpartition(":")[2] if letter != "/"]


def test_no_letter_stands_twice() -> None:
    letters = [letter for alphabet in ALPHABETS.values() for letter in letters_of(alphabet)]
    assert len(letters) == len(set(letters))
    assert not set(EXPANSIONS) & set(letters)


def test_letters_are_small() -> None:
    assert all(
        letter.casefold() == letter or letter == "ς"
        for alphabet in ALPHABETS.values()
        for letter in letters_of(alphabet)
    )


def test_words_without_an_article_begin_as_if_they_had_one() -> None:
    assert all(word.startswith("ال") for word in NO_ARTICLES)
