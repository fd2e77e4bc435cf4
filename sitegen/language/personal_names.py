"""A person's name: which part of it may stand alone, and other ways to write it.

The last word may stand alone, with the exceptions of languages and scripts. Writers put compounds together or apart,
أبو in another case, ابن as بن, شئون for شؤون, and leave an ezafe out.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Final

import regex

from sitegen.language.common_words import is_function_word
from sitegen.language.folding import fold_word
from sitegen.language.words import spelling, split_words


def last_names(full_name: str, language: str) -> tuple[str, ...]:
    """Return the last names in a full name, the longest first; none where the last word says too little alone.

    Arabic compounds stay whole (عبد الله, سيف الدين, أبو مازن, بن سلمان), as do Latin particles (von der Leyen); of
    al-Assad both al-Assad and Assad are known. Kings' ordinals are no last names, and Jr. is passed over.
    """
    chunks = [chunk for chunk in full_name.split() if split_words(chunk)]
    while len(chunks) > 1 and _is_listed(chunks[-1], _AFTER_NAMES):
        chunks.pop()
    first = _first_of_last_name(chunks)
    if first == 0 or first == len(chunks):
        return ()
    last = " ".join(chunks[first:])
    names = (last, *_without_latin_article(chunks[first:]))
    return tuple(name for name in names if may_stand_alone(name, language) and not _begins_sentences(name, language))


def may_stand_alone(last_name: str, language: str) -> bool:
    """Tell whether a last name is more than a function word, a single letter, a number or an ordinal."""
    letters = spelling(_without_signs_around(last_name))
    return (
        len(letters) > 1
        and not is_function_word(letters, language)
        and not letters.isdecimal()
        and not _is_listed(letters, _SECOND_PARTS)
        and not _is_ordinal(letters)
    )


def writings_of(name: str) -> Iterator[str]:
    """Yield the name as written, then the other ways to write it: عبدالله, نخست وزیر, ابن سلمان, أبي مازن."""
    yield name  # the others are made where it is not enough
    writings: tuple[str, ...] = (name,)
    for rewrite in (_of_joiners, _of_compounds, _of_sons, _of_fathers, _of_hamzas):
        writings = _each(rewrite, writings)
    yield from writings[1:]


def _first_of_last_name(chunks: list[str]) -> int:
    """Return the index of the chunk with which the last name begins; past the end where there is none."""
    first = len(chunks) - 1
    if first < 1 or _is_ordinal(chunks[-1]):
        return len(chunks)
    if _is_listed(chunks[first], _SECOND_PARTS):
        first -= 1
    while first > 0 and _is_listed(chunks[first - 1], _FIRST_PARTS):
        first -= 1
    return first


def _without_latin_article(chunks: list[str]) -> tuple[str, ...]:
    match = _LATIN_ARTICLE.match(" ".join(chunks))
    return (" ".join(chunks)[match.end() :],) if match else ()


def _begins_sentences(name: str, language: str) -> bool:
    """Tell whether the name is a function word but for its capital: He, Le, Un. Only `family` makes it a last name."""
    return name not in _SELDOM_FIRST and is_function_word(name.lower(), language)


def _is_ordinal(word: str) -> bool:
    bare = spelling(_without_signs_around(word))
    return _is_listed(bare, _ORDINALS) or bool(_ROMAN_NUMBER.fullmatch(bare)) or bare[:1].isdecimal()


def _is_listed(word: str, listed: frozenset[str]) -> bool:
    return _in_list_form(word) in listed


def _in_list_form(word: str) -> str:
    return fold_word(_without_signs_around(word)).lower()


def _without_signs_around(word: str) -> str:
    """Return the word without quotation marks, brackets, full stops and other signs at its ends: «الله؟» is الله."""
    return _SIGNS_AROUND.sub("", word)


def _listed(words: str) -> frozenset[str]:
    return frozenset(_in_list_form(word) for word in words.split())


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


_SELDOM_FIRST: Final = frozenset(("May", "Will"))
"""Names that are function words too, but such as seldom open a sentence."""
_SIGNS_AROUND: Final = regex.compile(r"^[^\p{L}\p{M}\p{N}]+|[^\p{L}\p{M}\p{N}]+$")
_LATIN_ARTICLE: Final = regex.compile(r"(?:al|el|as|ash|an|ar|ad|at|az)[-\u2010\u2011 ](?=\p{Lu})", regex.IGNORECASE)
_ROMAN_NUMBER: Final = regex.compile(r"(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3})")
_FIRST_PARTS: Final = _listed(
    "عبد عبيد أبو أبا أبي أم ابن إبن بن بنت آل ال ذو ذي ولد ابنة بني با بو בן בר בת אבו אבן אל די דה דל "
    "פון ואן von van der den de da di del della du la le les dos das do des ter ten zu zur af av bin ibn ben abu "
    "abd abdul bint umm al el st. saint san mac mc ван фон дер де ибн бин аль эль"
)
"""What opens a last name of several words."""
_SECOND_PARTS: Final = _listed("الله الدين الرحمن الرحيم الإسلام الدولة الحق زاده نژاد پور نیا")
"""What closes a last name of two words and says too little alone (عبد الرحمن, صلاح الدين, ملک‌زاده)."""
_ORDINALS: Final = _listed(
    "الأول الاول الثاني الثالث الرابع الخامس السادس السابع الثامن التاسع العاشر الحادي عشر الأولى الثانية الثالثة "
    "الأكبر الأصغر الأب الابن الإبن اول دوم سوم چهارم پنجم ششم هفتم הראשון השני השלישי הרביעי החמישי השישי первый "
    "второй третий первая вторая the first second third fourth fifth sixth seventh eighth"
)
_AFTER_NAMES: Final = _listed("jr sr junior senior phd md esq الابن الأب الإبن")
_ZWNJ: Final = "\u200c"
_EZAFE: Final = re.compile("(?<=ه)\u200c[یي](?= )")
"""What stands between two words of a Persian name and is as often not written."""
_JOINING: Final = "عبد(?=[ ]?(?:ال|رب))|[أا]ب[واي](?=[ ]?\\w{3})"
"""Parts that join the word after them: servant of, where one of God's names follows, and father of."""
_COMPOUND: Final = re.compile(rf"\b(?:{_JOINING})|الله\b")
_APART: Final = re.compile(rf"\b({_JOINING})[ ]")
_TOGETHER: Final = re.compile(rf"\b({_JOINING})(?![ ])")
_GOD_APART: Final = re.compile(r"(?<=\w\w)[ ](?=الله\b)")
_GOD_TOGETHER: Final = re.compile(r"(?<=\w\w)(?=الله\b)")
_SON: Final = re.compile(r"\b[اإ]?بن(?= )")
"""Son of: without its alef between two names, with it where it comes first."""
_FATHER: Final = re.compile(r"\b([أا])بو(?= )")
"""Father of: names are listed with و, and in the sentence it may become ي or ا."""
_HAMZA: Final = re.compile("[ؤئ]و")
"""A hamza that sits on waw in one country and on yeh in another: شؤون and شئون."""
