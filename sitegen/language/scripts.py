"""In which script a text is written, and in which of the languages that share it: told by its letters and words."""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from sitegen.language.tags import is_known_language, script
from sitegen.model.forms import primary_language, same_language

SAMPLE: Final = 128
"""Characters, from all over a text, by which it is known that nothing is wrong with it; else all of it is counted."""
LOOKED_AT: Final = 2000
"""Characters from a text's beginning by which the languages of one script are told apart."""
FEW: Final = 3
"""Letters and words that only another language has, which may be a name's; more tell something."""
MANY_TIMES: Final = 3
"""So much more must speak for another language of the same script: a keyboard's letters alone do not."""


@lru_cache(maxsize=256)
def scripts_of(language: str) -> frozenset[str]:
    """Return the scripts in which a language is written, by their first words in Unicode's names; empty: not known.

    A script in the tag decides. Languages that are written in several have them all.
    """
    if not is_known_language(language):
        return frozenset()
    usual = script(language)
    own = _NAMES_OF_SCRIPT.get(usual, usual.upper()).split()
    others = () if usual.lower() in language.lower().split("-") else _OTHER_SCRIPTS.get(primary_language(language), "")
    return frozenset([*own, *(others.split() if others else ())])


def script_name(written: str) -> str:
    """Return the name that a message gives a script: `Latin`, `Chinese`."""
    return _CALLED.get(written, written.capitalize())


def count_scripts(text: str) -> Counter[str]:
    """Return how many letters of each script a text has, by the first words of Unicode's names."""
    counts: Counter[str] = Counter()
    for character, count in Counter(text).items():
        if written := _script_of_letter(character):
            counts[written] += count
    return counts


def holds_script_of(text: str, language: str) -> bool:
    """Tell whether a text has a letter that its language is written in; of a language not known, any letter."""
    scripts = scripts_of(language)
    return any(written in scripts or not scripts for written in map(_script_of_letter, text) if written)


def is_plainly_in(text: str, language: str) -> bool:
    """Tell whether letters from all over a text are those of the language, and of no other one that shares its script.

    Quick; where the answer is no, a closer look may still find nothing wrong.
    """
    scripts = scripts_of(language)
    if not scripts:
        return True
    letters = Counter(text[:: max(1, len(text) // SAMPLE)])
    own = foreign = 0
    odd = _ODD_LETTERS.get(primary_language(language), frozenset())
    for character, count in letters.items():
        written = _script_of_letter(character)
        if written in scripts:
            own += count
        elif written:
            foreign += count
        if character in odd:
            return False
    return own >= MANY_TIMES * foreign


def guess_language(text: str, preferred: Sequence[str] = ()) -> str:
    """Return the language that a text is most likely in, as a BCP 47 tag: the preferred one where it is among these.

    Where neither letters nor words tell, the first preferred language of the script, else the script's most common.
    """
    bare = without_addresses(text)
    counts = count_scripts(bare)
    if not counts:
        return preferred[0] if preferred else "ar"
    written = _main_script(counts)
    weights = _weigh(_Counted(bare), written)
    best = max(weights, key=lambda language: weights[language], default="")
    in_script = [tag for tag in preferred if written in scripts_of(tag)]
    if best and weights[best]:
        return next((tag for tag in in_script if same_language(tag, best)), best)
    return in_script[0] if in_script else _LANGUAGE_OF_SCRIPT.get(written) or best or preferred[0]


def other_language(text: str, language: str) -> str | None:
    """Return the language of the same script that a text is in, by letters and words that its own does not have.

    None where it may be the text's own, as it is written with letters of either on some keyboards, or where the
    languages are not told apart here.
    """
    own = _base_language(language)
    written = next((name for name, rivals in _RIVALS.items() if own in rivals), None)
    if written is None or written not in scripts_of(language):
        return None
    rivals, counted = _RIVALS[written], _Counted(text[:LOOKED_AT])
    evidence = {name: counted.weigh(telling) for name, telling in rivals.items()}
    best = max(evidence, key=lambda name: evidence[name])
    strong, weak = evidence[best]
    if best == own or strong + weak < FEW:
        return None
    own_strong, own_weak = counted.weigh(rivals[own].beside(rivals[best]))
    if own_strong > strong:
        return None
    return best if strong + weak > MANY_TIMES * (own_strong + own_weak) else None


def without_addresses(text: str) -> str:
    """Return a text's words without addresses, handles and hashtags, whose letters say nothing of it."""
    return " ".join(word for word in text.split() if not _ADDRESS.search(word))


@dataclass(frozen=True, slots=True)
class _Telling:
    """The letters and words that tell a language from the others of its script."""

    letters: str = ""
    """Those that the others lack."""
    words: str = ""
    """Common words that the others lack."""
    weak: str = ""
    """Letters that many type for those of the others, or that others have too: they tell where nothing else does."""
    pattern: str = ""
    """What words of it often look like."""

    def beside(self, other: "_Telling") -> "_Telling":
        """Return the same without the letters that the other language has."""
        theirs = {ord(letter): None for letter in other.letters + other.weak}
        return replace(self, letters=self.letters.translate(theirs), weak=self.weak.translate(theirs))


@lru_cache(maxsize=4096)
def _script_of_letter(character: str) -> str:
    """Return the first word of a letter's name, empty for all else."""
    if not character.isalpha():
        return ""
    name = unicodedata.name(character, "").removeprefix("FULLWIDTH ").removeprefix("HALFWIDTH ")
    word = name.partition(" ")[0]
    return "" if word in _NO_SCRIPTS else word


def _main_script(counts: Counter[str]) -> str:
    """Return the script of most letters; Japanese has its own syllables beside many Chinese characters."""
    if counts["HIRAGANA"] + counts["KATAKANA"] > counts["CJK"] // 10:
        return "HIRAGANA" if counts.most_common(1)[0][0] in ("CJK", "HIRAGANA", "KATAKANA") else _first(counts)
    return _first(counts)


def _first(counts: Counter[str]) -> str:
    return counts.most_common(1)[0][0]


def _weigh(counted: "_Counted", written: str) -> Mapping[str, int]:
    """Return how much speaks for each language of a script."""
    rivals = _RIVALS.get(written) or _LATIN_WORDS if written in (*_RIVALS, "LATIN") else {}
    evidence = {language: counted.weigh(telling) for language, telling in rivals.items()}
    settled = any(strong for strong, _ in evidence.values())
    return {language: strong if settled else weak for language, (strong, weak) in evidence.items()}


class _Counted:
    """The letters and words of a text, counted once for all languages."""

    def __init__(self, text: str) -> None:
        self._letters = Counter(text)
        self._words = Counter(_WORD.findall(text.lower()))

    def weigh(self, telling: _Telling) -> tuple[int, int]:
        """Return how many letters and words speak for a language, and how many of its weak letters."""
        strong = sum(self._letters[letter] for letter in telling.letters)
        strong += sum(self._words[word] for word in telling.words.split())
        if telling.pattern:
            matches = re.compile(telling.pattern).match
            strong += sum(count for word, count in self._words.items() if matches(word))
        return strong, sum(self._letters[letter] for letter in telling.weak)


def _base_language(language: str) -> str:
    primary = primary_language(language)
    return _BASES.get(primary, primary)


_WORD: Final = re.compile(r"[^\W\d_]+(?:[\u0300-\u036f\u0591-\u05c7]+[^\W\d_]*)*")
_ADDRESS: Final = re.compile(r"://|www\.|[@#]|\w\.(?:com|org|net|info|html?|pdf)\b")
_CALLED: Final = {"CJK": "Chinese", "HIRAGANA": "Japanese", "KATAKANA": "Japanese", "HANGUL": "Korean"}
_NO_SCRIPTS: Final = frozenset(("MODIFIER", "MICRO", "FEMININE", "MASCULINE", "MATHEMATICAL", "DOUBLE-STRUCK", "OHM"))
"""Letters that are signs of any script."""

_NAMES_OF_SCRIPT: Final = {
    "Arab": "ARABIC",
    "Latn": "LATIN",
    "Hebr": "HEBREW",
    "Cyrl": "CYRILLIC",
    "Grek": "GREEK",
    "Armn": "ARMENIAN",
    "Geor": "GEORGIAN",
    "Ethi": "ETHIOPIC",
    "Deva": "DEVANAGARI",
    "Beng": "BENGALI",
    "Guru": "GURMUKHI",
    "Gujr": "GUJARATI",
    "Taml": "TAMIL",
    "Telu": "TELUGU",
    "Knda": "KANNADA",
    "Mlym": "MALAYALAM",
    "Orya": "ORIYA",
    "Sinh": "SINHALA",
    "Laoo": "LAO",
    "Khmr": "KHMER",
    "Mymr": "MYANMAR",
    "Tibt": "TIBETAN",
    "Mong": "MONGOLIAN",
    "Hans": "CJK BOPOMOFO",
    "Hant": "CJK BOPOMOFO",
    "Hani": "CJK",
    "Jpan": "CJK HIRAGANA KATAKANA KATAKANA-HIRAGANA",
    "Kore": "HANGUL CJK",
    "Syrc": "SYRIAC",
    "Thaa": "THAANA",
    "Nkoo": "NKO",
    "Samr": "SAMARITAN",
    "Mand": "MANDAIC",
    "Adlm": "ADLAM",
    "Rohg": "HANIFI",
    "Tfng": "TIFINAGH",
    "Cher": "CHEROKEE",
    "Cans": "CANADIAN",
}
"""The first words of the names of a script's letters, by its ISO 15924 code; those of others are their codes."""

_OTHER_SCRIPTS: Final = {
    **dict.fromkeys(("sr", "bs", "sh", "cnr"), "LATIN CYRILLIC"),
    **dict.fromkeys(("az", "uz", "kk", "ky", "tg", "tk", "tt", "ku", "kmr", "ug", "be"), "LATIN CYRILLIC ARABIC"),
    **dict.fromkeys(
        ("ms", "id", "ha", "so", "sw", "wo", "yo", "jv", "su", "mg", "sq", "tr", "ff"), "LATIN ARABIC ADLAM"
    ),
    **dict.fromkeys(("ro", "mo", "pl", "et", "cu"), "LATIN CYRILLIC"),
    **dict.fromkeys(("mn", "bua"), "CYRILLIC MONGOLIAN LATIN"),
    **dict.fromkeys(("pa", "sd", "ks", "ur", "hi", "kok", "ne", "mr"), "ARABIC GURMUKHI DEVANAGARI LATIN"),
    **dict.fromkeys(("bn", "as", "mni", "sa", "pi"), "BENGALI DEVANAGARI LATIN ASSAMESE MEETEI SINHALA THAI TAMIL"),
    **dict.fromkeys(("yi", "lad", "jrb"), "LATIN HEBREW ARABIC"),
    **dict.fromkeys(("ckb", "bal", "lrc", "sdh"), "LATIN ARABIC CYRILLIC"),
    **dict.fromkeys(("vi", "ko", "ja", "zh"), "CJK"),
    **dict.fromkeys(("arc", "syr", "aii", "tru"), "SYRIAC HEBREW ARABIC LATIN"),
    **dict.fromkeys(("ab", "os", "ce", "av", "ady", "kbd"), "CYRILLIC LATIN GEORGIAN ARABIC"),
    **dict.fromkeys(("el", "pnt"), "GREEK COPTIC"),
    **dict.fromkeys(("am", "ti", "om"), "ETHIOPIC LATIN"),
    **dict.fromkeys(("iu", "cr", "oj"), "CANADIAN LATIN"),
    **dict.fromkeys(("nv", "kab", "zgh", "tzm", "shi", "rif"), "TIFINAGH LATIN ARABIC"),
}
"""Further scripts of languages that are written in several, generously: what may be right is not refused."""

_BASES: Final = {
    **dict.fromkeys(("arb", "arz", "ary", "apc", "ajp", "acm", "afb", "aeb", "apd", "ars"), "ar"),
    **dict.fromkeys(("pes", "prs"), "fa"),
    **dict.fromkeys(("iw",), "he"),
    **dict.fromkeys(("ji", "ydd", "yih"), "yi"),
    **dict.fromkeys(("pbt", "pbu", "pst"), "ps"),
}

_RIVALS: Final[Mapping[str, Mapping[str, _Telling]]] = {
    "ARABIC": {
        "ar": _Telling("ةإ", weak="يكى", pattern=r"[وفبك]?ال\w{2}|لل\w{2}"),
        "fa": _Telling("پچژگ", "است این که از را به می های", weak="یک"),
        "ur": _Telling("ٹڈڑںےہھۂۓ", weak="یکپچگ"),
        "ps": _Telling("ټډړږښګڼۍې", weak="یکپچژ"),
        "ckb": _Telling("ێڵڕۆە", weak="یکپچژگ"),
        "ug": _Telling("ۇۈۋڭېۆە", weak="يكىپچژگ"),
        "sd": _Telling("ڄڃٻٺٽڙڦڪڻڳ", weak="پچ"),
    },
    "HEBREW": {
        "he": _Telling(words="של את על לא הוא היא עם כי גם אל זה אני", weak="\u05b0\u05b5\u05b6"),
        "yi": _Telling("װױײ", "און איז די דער דאס דאָס פון פֿון מיט האט האָט נישט ניט זיך", weak="\u05b7\u05b8"),
    },
    "CYRILLIC": {
        "ru": _Telling("ыэё", "что это как был из"),
        "uk": _Telling("їєґі", "що та це як від"),
        "be": _Telling("ўыэёі", "што гэта як"),
        "bg": _Telling(words="се ще със във през които който това е беше"),
        "sr": _Telling("ђћљњџј", "је су да се или"),
        "mk": _Telling("ѓќѕљњџј", "и во на се да ќе"),
        "kk": _Telling("әғқңөұүһі"),
        "ky": _Telling("ңөү", "жана менен үчүн"),
        "tg": _Telling("ғӣқӯҳҷ"),
        "tt": _Telling("әөүҗңһ"),
        "mn": _Telling("өү", "байна юм нь болон"),
    },
}
"""What tells languages of one script apart, by the script."""

_LATIN_WORDS: Final[Mapping[str, _Telling]] = {
    "en": _Telling(words="the of and to was is for that with by said from has were which his"),
    "fr": _Telling("çœ", "le les des et est une dans du que qui pour par sur au aux ont été"),
    "de": _Telling("ß", "der die und das ist nicht mit von ein eine dem den zu auf für", "äöü"),
    "es": _Telling("ñ¿¡", "el la los las que una por con del en es se su para dijo y"),
    "it": _Telling(words="il di che è della per una con sono gli nel dei alla ha"),
    "pt": _Telling("ãõ", "o a os as que não uma do da em com para se dos das ao foi"),
    "nl": _Telling(words="het een van en de dat niet met op voor zijn aan werd"),
    "tr": _Telling("ışğ", "ve bir bu için ile olarak daha sonra olan dedi"),
    "sv": _Telling("å", "och att det som är en på av för med till har"),
    "da": _Telling("æø", "og at det er en på af for med til har ikke blev"),
    "pl": _Telling("łęąśżź", "w i na z się nie do jest że przez"),
    "cs": _Telling("řěů", "v na se je že do pro byl"),
    "ro": _Telling("ățș", "și în cu nu pe este din fost"),
    "hu": _Telling("őű", "az és hogy nem is egy meg volt"),
    "fi": _Telling(words="ja on ei se että oli hän mutta kun"),
    "id": _Telling(words="yang dan di untuk dengan ini itu dari pada tidak akan"),
    "ku": _Telling("êî", "û di li ji ku bi de jî ev"),
    "so": _Telling(words="oo iyo waa ka ku in uu ay la ee"),
    "sq": _Telling("ë", "dhe të në për me nga është një"),
    "bs": _Telling("đć", "je i u da se na za su od"),
    "vi": _Telling("ơưạảấầậắếềệốồộớờợ", "và của là có trong được"),
}

_LANGUAGE_OF_SCRIPT: Final = {
    "ARABIC": "ar",
    "LATIN": "en",
    "HEBREW": "he",
    "CYRILLIC": "ru",
    "GREEK": "el",
    "ARMENIAN": "hy",
    "GEORGIAN": "ka",
    "ETHIOPIC": "am",
    "DEVANAGARI": "hi",
    "BENGALI": "bn",
    "GURMUKHI": "pa",
    "GUJARATI": "gu",
    "TAMIL": "ta",
    "TELUGU": "te",
    "KANNADA": "kn",
    "MALAYALAM": "ml",
    "ORIYA": "or",
    "SINHALA": "si",
    "THAI": "th",
    "LAO": "lo",
    "KHMER": "km",
    "MYANMAR": "my",
    "TIBETAN": "bo",
    "MONGOLIAN": "mn-Mong",
    "CJK": "zh",
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "HANGUL": "ko",
    "SYRIAC": "syr",
    "THAANA": "dv",
    "TIFINAGH": "zgh",
}
"""The language most often written in a script."""

_ODD_LETTERS: Final[Mapping[str, frozenset[str]]] = {
    language: frozenset(
        letter
        for other, telling in rivals.items()
        for letter in telling.letters + telling.weak
        if other != language and letter not in rivals[language].letters + rivals[language].weak
    )
    for rivals in _RIVALS.values()
    for language in rivals
}
"""Letters of other languages of the same script: where none of them stands, nothing speaks for those."""
