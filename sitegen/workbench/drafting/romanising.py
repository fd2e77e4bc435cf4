"""Names in Arabic and other letters as ids in Latin ones."""

import re
from collections.abc import Collection
from typing import Final

from sitegen.language.words import spelling
from sitegen.model.forms import propose_id


def name_id(name: str, taken: Collection[str], *, is_person: bool) -> str:
    """Return an id for a name that is not taken: of a person's last name, where it is free, else of the whole name.

    `taken` are ids in small letters.
    """
    words = [romanise(word) for word in name.split()]
    whole = propose_id(" ".join(words))[:_LONGEST].strip("_")
    wishes = [propose_id(words[-1].removeprefix("al")), whole] if is_person else [whole]
    for wish in wishes:
        if wish.lower() not in taken and len(wish) > 1:
            return wish
    count = 2
    while f"{whole}_{count}".lower() in taken:
        count += 1
    return f"{whole}_{count}"


def romanise(word: str) -> str:
    """Return an Arabic word in Latin letters, its long vowels as far as their neighbours tell; others as they are."""
    bare = spelling(word)
    letters = re.sub(r"(?<=[^\Wاوىي])و(?![اوي])", "u", bare)
    letters = re.sub(r"(?<=[^\Wاوىيu])ي(?![اويu])", "i", letters)
    return "".join(_LATIN.get(letter, letter) for letter in letters)


_LONGEST: Final = 40
_LATIN: Final = {
    "ا": "a", "أ": "a", "إ": "i", "آ": "a", "ٱ": "a", "ب": "b", "ت": "t", "ث": "th", "ج": "j", "ح": "h",
    "خ": "kh", "د": "d", "ذ": "dh", "ر": "r", "ز": "z", "س": "s", "ش": "sh", "ص": "s", "ض": "d", "ط": "t",
    "ظ": "z", "ع": "a", "غ": "gh", "ف": "f", "ق": "q", "ك": "k", "ل": "l", "م": "m", "ن": "n", "ه": "h",
    "ة": "a", "و": "w", "ي": "y", "ى": "a", "ئ": "", "ؤ": "u", "ء": "", "پ": "p", "چ": "ch", "ژ": "zh",
    "گ": "g", "ک": "k", "ی": "i", "ڤ": "v",
}  # fmt: skip
