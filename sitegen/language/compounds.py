"""Other ways to write a name: compounds together or apart, أبو in another case, ابن as بن, شئون, an ezafe left out."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Final


def writings_of(name: str) -> Iterator[str]:
    """Yield the name as written, then the other ways to write it: عبدالله, نخست وزیر, ابن سلمان, أبي مازن."""
    yield name  # the others are made where it is not enough
    writings: tuple[str, ...] = (name,)
    for rewrite in (_of_joiners, _of_compounds, _of_sons, _of_fathers, _of_hamzas):
        writings = _each(rewrite, writings)
    yield from writings[1:]


def _each(rewrite: Callable[[str], Iterable[str]], writings: tuple[str, ...]) -> tuple[str, ...]:
    """Return the writings with the rewritten ones after them, each once."""
    new = [one for writing in writings for one in rewrite(writing)]
    return tuple(dict.fromkeys((*writings, *new))) if new else writings


def _of_joiners(name: str) -> tuple[str, ...]:
    return (name.replace(_ZWNJ, " "), _EZAFE.sub("", name)) if _ZWNJ in name else ()


def _of_compounds(name: str) -> tuple[str, ...]:
    """Return the name with its compounds together and apart: عبدالله, أبوظبي, نصرالله."""
    if not _COMPOUND.search(name):
        return ()
    together, apart = _APART.sub(r"\1", name), _TOGETHER.sub(r"\1 ", name)
    return _GOD_APART.sub("", together), _GOD_TOGETHER.sub(" ", apart)


def _of_sons(name: str) -> tuple[str, ...]:
    return (_SON.sub("بن", name), _SON.sub("ابن", name)) if _SON.search(name) else ()


def _of_fathers(name: str) -> tuple[str, ...]:
    return tuple(_FATHER.sub(rf"\1ب{case}", name) for case in "يا") if _FATHER.search(name) else ()


def _of_hamzas(name: str) -> tuple[str, ...]:
    return (name.replace("ؤو", "ئو"), name.replace("ئو", "ؤو")) if _HAMZA.search(name) else ()


_ZWNJ: Final = "\u200c"
_EZAFE: Final = re.compile("(?<=ه)\u200c[یي](?= )")
"""What stands between two words of a Persian name and is as often not written."""
_FIRST_PARTS: Final = "عبد(?=[ ]?(?:ال|رب))|[أا]ب[واي](?=[ ]?\\w{3})"
"""What joins the word after it: servant of, where one of God's names follows, and father of."""
_COMPOUND: Final = re.compile(rf"\b(?:{_FIRST_PARTS})|الله\b")
_APART: Final = re.compile(rf"\b({_FIRST_PARTS})[ ]")
_TOGETHER: Final = re.compile(rf"\b({_FIRST_PARTS})(?![ ])")
_GOD_APART: Final = re.compile(r"(?<=\w\w)[ ](?=الله\b)")
_GOD_TOGETHER: Final = re.compile(r"(?<=\w\w)(?=الله\b)")
_SON: Final = re.compile(r"\b[اإ]?بن(?= )")
"""Son of: without its alef between two names, with it where it comes first."""
_FATHER: Final = re.compile(r"\b([أا])بو(?= )")
"""Father of: names are listed with و, and in the sentence it may become ي or ا."""
_HAMZA: Final = re.compile("[ؤئ]و")
"""A hamza that sits on waw in one country and on yeh in another: شؤون and شئون."""
