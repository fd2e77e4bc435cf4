"""Borders of words in folded text, where nothing invisible stands within a word."""

import unicodedata


def word_start(text: str, offset: int) -> int:
    """Return where the word begins that goes on over the offset, or the offset where none does."""
    while not is_word_border(text, offset):
        offset -= 1
    return offset


def word_end(text: str, offset: int) -> int:
    """Return where the word ends that goes on over the offset, or the offset where none does."""
    while not is_word_border(text, offset):
        offset += 1
    return offset


def is_word_border(text: str, offset: int) -> bool:
    """Tell whether no word goes on from one side of the offset to the other."""
    if offset <= 0 or offset >= len(text):
        return True
    return not (is_of_word(text[offset - 1]) and is_of_word(text[offset]))


def is_of_word(character: str) -> bool:
    """Tell whether a folded character belongs to a word: a letter, a digit (² and ½ are none) or a mark."""
    return character.isalpha() or character.isdecimal() or unicodedata.category(character).startswith("M")
