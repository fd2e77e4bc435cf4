"""The order of names: the edition's script first, then Arabic, Hebrew, Latin, Greek, Cyrillic, others, numbers last.

Only ICU's Arabic order groups أ إ ا آ, and ICU has no wheel that could be installed everywhere; so this is a key of our
own that orders letters as ICU does (its `ar`, for Persian editions its `fa`, scripts and numbers put in our order),
which a test compares where ICU is there. Three things are filed otherwise, as an index is for readers: the article ال
is skipped, signs like quotation marks and apostrophes do not count, and dashes count as spaces.

An alphabet, at the end of this file, is its headings with spaces between them. A heading is the letters filed under it:
those that differ at first sight with `/` between them, those that count as one letter together, in the order of their
variants. `X:` before them is the heading's own sign; without it that is the first letter, as a capital.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import count
from typing import Final, NamedTuple, TypeAlias

from sitegen.language.tags import script
from sitegen.model.forms import primary_language

FilingKey: TypeAlias = tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...], str]

OTHERS: Final = "#"
"""The heading of numbers, and of letters of scripts that have no alphabet here."""


@lru_cache(maxsize=1 << 14)
def filing_key(name: str, language: str = "ar") -> FilingKey:
    """Return the key that sorts names: letters, then variants and accents, then harakat and capitals, then code points.

    The Arabic article before the name is skipped. The order is that of the edition's language.
    """
    return _key(without_article(name), name, _order_of(language))


def filing_key_as_written(words: str, language: str = "ar") -> FilingKey:
    """Return the key of words that an editor gave to file by (`sort`): nothing before them is an article."""
    return _key(_countable(words), words, _order_of(language))


def heading_of(key: FilingKey, language: str = "ar") -> str:
    """Return the letter under which something with a key for this language is filed.

    That is `#` for numbers and scripts without an alphabet here. It is written as the edition's language writes it: ك
    in Arabic is ک in Persian. Names in the order of their keys have those with one heading together.
    """
    label = _order_of(language).labels.get(key[0][0], OTHERS)
    is_arabic = primary_language(language) == "ar" or script(language) != "Arab"
    return label if is_arabic else PERSIAN_LABELS.get(label, label)


def without_article(name: str) -> str:
    """Return a name as it is filed: its letters, marks and numbers with single spaces, without the Arabic article.

    ال is the article where the alef is bare (not so in ألمانيا), two letters or more follow, the word has none that
    only other languages than Arabic write, and is not one of those with an ال of their own (الله, التزام).
    """
    text = _countable(name)
    written = _ARTICLE.match(text)
    if not written:
        return text
    word = "".join(char for char in written[0].replace("ٱ", "ا") if not unicodedata.combining(char))
    if word in NO_ARTICLES or len(word) < _SHORTEST_WITH_ARTICLE or not NOT_ARABIC.isdisjoint(word):
        return text
    return text[written.end("article") :]


def _countable(name: str) -> str:
    """Return a name from its first letter or number on, without signs that do not count, with single spaces."""
    text = " ".join("".join(map(_plain, unicodedata.normalize("NFKC", name))).split())
    return _LEADING_MARKS.sub("", text)


def _plain(char: str) -> str:
    """Return a character that counts, a space for one that parts words, nothing for other signs and invisible ones."""
    category = unicodedata.category(char)
    if category[0] in "ZC" or category == "Pd" or char in _PARTING_SIGNS:
        return "" if category == "Cf" else " "
    return char if category[0] in "LMN" and category != "Lm" else ""


def _key(text: str, name: str, order: "_Order") -> FilingKey:
    weights = tuple(_weigh(text, order.weights))
    return (
        tuple(weight.letter for weight in weights if weight.letter) or (_NO_LETTERS,),
        tuple(weight.variant for weight in weights if weight.letter or weight.variant),
        tuple(weight.form for weight in weights if weight.letter or weight.form),
        name,
    )


class _Weight(NamedTuple):
    """What a character weighs at each level; 0 is nothing, or the plain form of a letter."""

    letter: int
    variant: int = 0
    form: int = 0


@dataclass(frozen=True, slots=True)
class _Order:
    """The order of a language."""

    weights: Mapping[str, tuple[_Weight, ...]]
    """Of each letter of the alphabets."""
    labels: Mapping[int, str]
    """The heading of each letter's weight."""


def _weigh(text: str, known: Mapping[str, tuple[_Weight, ...]]) -> Iterator[_Weight]:
    """Yield the weights of a text, those of a whole number as one."""
    for found in _NUMBER_OR_SIGN.finditer(text):
        if found["number"]:
            yield _Weight(_FIRST_NUMBER + int(found["number"]))
        else:
            yield from _weigh_sign(found[0], known)


def _weigh_sign(char: str, known: Mapping[str, tuple[_Weight, ...]]) -> Iterator[_Weight]:
    """Yield the weights of one character: as the alphabets say, else of its letter and accents, else its code point."""
    small = char.casefold()
    form = int(small != char)
    if small in known:
        yield from (weight._replace(form=form) for weight in known[small])
    elif len(parts := unicodedata.normalize("NFD", small)) > 1:
        for part in parts:
            yield from (weight._replace(form=form) for weight in _weigh_sign(part, known))
    elif _HARAKAT.fullmatch(char):
        yield _Weight(0, form=ord(char))
    elif unicodedata.combining(char):
        yield _Weight(0, variant=ord(char))
    else:
        yield _Weight(_FIRST_OTHER + ord(small), form=form)


@lru_cache(maxsize=64)
def _order_of(language: str) -> _Order:
    """Return the order of an edition's language: the letters of its own script come first."""
    first = script(language)
    is_persian = primary_language(language) in _ORDERED_AS_PERSIAN
    alphabets = ALPHABETS | {"Arab": PERSIAN_ALPHABET} if is_persian else ALPHABETS
    ordered = sorted(alphabets, key=lambda name: name != first)
    weights: dict[str, tuple[_Weight, ...]] = {" ": (_Weight(_SPACE),)}
    labels, numbers = {}, count(_SPACE + 1)
    for entry in " ".join(alphabets[name] for name in ordered).split():
        label, _, letters = entry.rpartition(":")
        for equals in letters.split("/"):
            number = next(numbers)
            labels[number] = label or letters[0].upper()
            weights |= {letter: (_Weight(number, variant),) for variant, letter in enumerate(equals)}
    for letter, pair in EXPANSIONS.items():
        behind = weights[pair[1]][0]._replace(variant=_BEHIND)
        weights.setdefault(letter, (*weights[pair[0]], behind))
    return _Order(weights, labels)


_ORDERED_AS_PERSIAN: Final = ("fa", "prs")

_SPACE: Final = 1

_BEHIND: Final = 0x20
"""Of letters filed as two: more than all variants of one letter, less than any accent."""

_FIRST_OTHER: Final = 10_000
"""Letters of other scripts come behind all alphabets, in the order of their code points,"""

_FIRST_NUMBER: Final = 2_000_000
"""and behind all letters numbers, by their value."""

_NO_LETTERS: Final = 10**19
"""Names of signs only come last."""

_NUMBER_OR_SIGN: Final = re.compile(r"(?P<number>\d{1,18})|.")

_LEADING_MARKS: Final = re.compile(r"^\W+")

_HARAKAT: Final = re.compile("[\u0610-\u061a\u064b-\u0653\u0656-\u065f\u0670\u06d6-\u06ed]")

_PARTING_SIGNS: Final = frozenset("/\\_,،;؛:&+|·")

_ARTICLE: Final = re.compile("(?P<article>[اٱ][\u064b-\u0652]*ل[\u064b-\u0652]*)[^ ]+")

_SHORTEST_WITH_ARTICLE: Final = 4
"""The article and two letters: الأب. الى and الا have none."""


_ARABIC: Final = """أ:ءٴأؤإئا/ٱ ب:ٮ/ب ٻ پ ڀ ت:ةت ث ٹ ٺ ټ ٽ ٿ ج ڃ ڄ چ ڿ ڇ ح خ ځ ڂ څ د ذ ڈ ډ ڊ ڋ ڌ ڍ ڎ ڏ ڐ ۮ
ر ز ڑ ڒ ړ ڔ ڕ ږ ڗ ژ ڙ ۯ س ش ښ ڛ ڜ ۺ ص ض ڝ ڞ ۻ ط ظ ڟ ع غ ڠ ۼ ف ڡ ڢ ڣ ڤ ڥ ڦ ق:ٯ/ق ڧ ڨ ك/ک/ڪ ګ ڬ ڭ ڮ گ ڰ ڱ ڲ ڳ ڴ ػ ؼ
ل ڵ ڶ ڷ ڸ م ن ں ڻ ڼ ڽ ڹ ه/ھ/ہ/ۃ/ە و ۄ ۅ ۆ ۇ ۈ ۉ ۊ ۋ ۏ ي:یىي ۍ ێ ې ۑ ؽ ؾ ؿ ؠ ے"""

_HEBREW: Final = "א ב ג ד ה ו/װ/ױ ז ח ט י/ײ כך ל מם נן ס ע פף צץ ק ר ש ת"

_LATIN: Final = """a b ɓ c dđð ɖ ɗ e ǝ ə ɛ f ƒ g ɠ ɣ hħ i/ı ɨ ɩ j k ƙ lł m n ɲ ŋ oø ɔ p q r s ʃ t ŧ u ʊ v ʋ w x y ƴ z ʒ
þ ʔ"""

_GREEK: Final = "α β γ δ ε ϝ ζ η θ ι κ λ μ ν ξ ο π ρ σ τ υ φ χ ψ ω"

_CYRILLIC: Final = """а ә ӕ б в гґ ғ ӻ ҕ ӷ д ђ ҙ е є ж җ з ѕ ӡ и і й ј к қ ӄ ҡ ҟ ҝ л љ м н ӊ ң ӈ ҥ њ о ө п ҧ р с ҫ т ҭ ћ
у ү ұ ф х ҳ һ ц ҵ ч ҷ ӌ ҹ ҽ ҿ џ ш щ ъ ы ь ѣ э ю я ѵ ҩ ӏ"""

ALPHABETS: Final = {
    "Arab": _ARABIC,
    "Hebr": _HEBREW,
    "Latn": _LATIN,
    "Grek": _GREEK,
    "Cyrl": _CYRILLIC,
}
"""By the script, in the order of an index. Their letters stand as ICU 72 has them for Arabic, each script apart."""


def _order_as_persian(alphabet: str) -> str:
    """Return the Arabic alphabet as CLDR tailors it for Persian: آ is a letter before ا, and ه comes behind و."""
    entries = alphabet.replace("ت:ةت", "ت").split()
    he = next(entry for entry in entries if entry.startswith("ه"))
    entries.remove(he)
    entries.insert(entries.index("ۏ") + 1, f"{he}ة")
    return " ".join(["آ", *entries])


PERSIAN_ALPHABET: Final = _order_as_persian(_ARABIC)

EXPANSIONS: Final = {"آ": "ءا", "æ": "ae", "œ": "oe"}
"""Letters filed as two, behind those two."""

PERSIAN_LABELS: Final = {"أ": "ا", "ك": "ک", "ي": "ی"}
"""Headings as languages other than Arabic write them."""

NOT_ARABIC: Final = frozenset("کیہےەێۆ")
"""Letters that only other languages in Arabic script write: a word that has one has no Arabic article."""

_VERBAL_NOUNS: Final = (
    "التزام التباس التهاب التفاف التقاط التقاء التماس التحاق التحام التئام التجاء التواء التفات التهام"
)

_NAMES: Final = """الله اللهم الياس الهام الهه الناز الماس الفت السا الوند البرز
المانيا الماني المانية البانيا الاباما الاسكا الماتي الماتا التاي الينوي الدورادو
الفريد الفونس الفونسو الفيس الكس الكسي الكسيس الكسندر الكسندرا الكساندر الكساندرا اليكس اليكسي اليكسندر
اليزابيث اليزابث الجيسيراس اليسا اليسار اليانور الين الينا الان البير البرت البرتو العازر اليعازر الونسو الدو
التون الفين الكترون الكتروني الكترونية الكترونيات الغاء الزام القاء الى الا الذي التي الذين"""

NO_ARTICLES: Final = frozenset(f"{_NAMES} {_VERBAL_NOUNS}".split())
"""Words whose ال is their own, as they are written with a bare alef."""
