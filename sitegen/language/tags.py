"""What a language's BCP 47 tag tells: its script, its direction, and by which rules its words are taken apart.

A page needs the direction before anything else, so it is a table of our own and no library's: the scripts that run from
right to left are few and known, and so are the languages written in them.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import Final, Literal, TypeAlias

from sitegen.model.forms import primary_language

Direction: TypeAlias = Literal["rtl", "ltr"]
Family = Literal["arabic", "persian", "hebrew", "other"]


def direction(language: str) -> Direction:
    """Return the direction in which a language is written.

    A script in the tag decides (`az-Arab` is right to left, `ku-Latn` is not), else the script that the language is
    usually written in. What is no tag, or a language unknown here, runs from left to right.
    """
    return "rtl" if script(language) in RIGHT_TO_LEFT_SCRIPTS else "ltr"


def first_direction(text: str) -> Direction | None:
    """Return the direction of a text's first strong character (UAX 9, rule P2), None where it has none.

    For texts whose language nobody knows, such as code; all others go by their language.
    """
    classes = (unicodedata.bidirectional(character) for character in text)
    return next((_DIRECTION_OF_CLASS[found] for found in classes if found in _DIRECTION_OF_CLASS), None)


@lru_cache(maxsize=256)
def script(language: str) -> str:
    """Return the script of a language as its ISO 15924 code: the tag's own, else the usual one, else `Latn`.

    The usual scripts are CLDR's likely subtags. Case does not count; `_` is read as `-`.
    """
    subtags = language.lower().replace("_", "-").split("-")
    region = ""
    for subtag in subtags[1:]:
        if len(subtag) == 1 or subtags[0] == "x":  # what follows a singleton is an extension or private
            break
        if _SCRIPT.fullmatch(subtag):
            return _SCRIPT_ALIASES.get(subtag, subtag.capitalize())
        if _REGION.fullmatch(subtag):
            region = subtag
    return _SCRIPTS_IN_REGIONS.get(f"{subtags[0]}-{region}") or _SCRIPTS.get(subtags[0], "Latn")


def is_known_language(language: str) -> bool:
    """Tell whether it is known in which script a language is written; of most with three letters it is not."""
    primary = language.lower().replace("_", "-").split("-")[0]
    has_script = any(_SCRIPT.fullmatch(subtag) for subtag in language.lower().split("-")[1:2])
    return has_script or primary in _SCRIPTS or (len(primary) == _LETTERS_OF_CODE and primary not in _UNKNOWN)


@lru_cache(maxsize=256)
def family_of(language: str) -> Family:
    """Return the family of a BCP 47 tag."""
    return _FAMILY_OF_LANGUAGE.get(primary_language(language), "other")


_DIRECTION_OF_CLASS: Final[Mapping[str, Direction]] = {"L": "ltr", "R": "rtl", "AL": "rtl"}
_RIGHT_TO_LEFT: Final = """Adlm Arab Armi Avst Chrs Cprt Elym Gara Hatr Hebr Hung Khar Lydi Mand Mani Mend Merc Mero
    Narb Nbat Nkoo Orkh Ougr Palm Phli Phlp Phlv Phnx Prti Rohg Samr Sarb Sidt Sogd Sogo Syrc Thaa Yezi"""
RIGHT_TO_LEFT_SCRIPTS: Final = frozenset(_RIGHT_TO_LEFT.split())
_SCRIPT_ALIASES: Final = {"aran": "Arab", "syre": "Syrc", "syrj": "Syrc", "syrn": "Syrc"}
"""Styles of a script that have a code of their own: Nastaliq is Arabic, Estrangela is Syriac."""
_LANGUAGES_OF_SCRIPTS: Final = {
    "Arab": """ar aao abh abv acm acq acw acx adf aeb aec afb aiq ajp apc apd arb arq ars ary arz ayh ayl ayn ayp avl
        auz azb bal bft bgn bqi brh chg cja ckb def fa fay faz fia fub gbz ggg ghr gju glk gwc gzi hac haz hnd hno jat
        khw ks kvx kxp kbu kfm lah lki lrc lrl lss luv luz mki mvy mzn nli odk ota oru pbt pbu pes phr plk pnb prd
        prs ps pst rmt sd sdf sdg sdh sds shd shm shu skr smy soj ssh swb tks tov tra trw ug ur ush uzs vaf vmh wne
        wni wsv xhe zba zdj zum""",
    "Armi": "arc",
    "Avst": "ae",
    "Hebr": "he iw ji yi aij czk hbo huy itk jbe jpa jpr jrb jye lad lsd trg yhd yih yud ydd zrp",
    "Mand": "mid myz",
    "Mani": "xmn",
    "Nkoo": "nqo",
    "Khar": "pgd pra",
    "Orkh": "otk",
    "Ougr": "oui",
    "Phli": "pal",
    "Phnx": "phn obm",
    "Prti": "xpr",
    "Rohg": "rhg",
    "Samr": "sam smp",
    "Sarb": "xsa",
    "Sogd": "sog",
    "Syrc": "syr syc syn aii bhn bjf cld hrt kqd lhs oar tmr",
    "Thaa": "dv",
    "Cyrl": """ru uk be bg mk sr kk ky tg mn tt ba cv ce os ab ady alt av bua chm cu dar inh kaa kbd koi krc kum kv lbe
        lez mdf mhr mrj myv nog orv rue sah tab tyv udm xal""",
    "Grek": "el grc pnt tsd cpg",
    "Armn": "hy hyw xcl",
    "Geor": "ka xmf lzz sva",
    "Ethi": "am ti gez tig",
    "Deva": "hi mr ne sa bho mai brx doi kok new raj",
    "Beng": "bn as mni",
    "Guru": "pa",
    "Gujr": "gu",
    "Taml": "ta",
    "Telu": "te",
    "Knda": "kn",
    "Mlym": "ml",
    "Orya": "or",
    "Sinh": "si",
    "Thai": "th",
    "Laoo": "lo",
    "Khmr": "km",
    "Mymr": "my shn mnw",
    "Tibt": "bo dz",
    "Hans": "zh cmn wuu hsn",
    "Hant": "yue nan hak gan lzh",
    "Jpan": "ja",
    "Kore": "ko",
}
_SCRIPTS: Final = {
    language: written for written, languages in _LANGUAGES_OF_SCRIPTS.items() for language in languages.split()
}
_LETTERS_OF_CODE: Final = 2
"""Of a language in ISO 639-1: those that are in no list here are written in Latin script, but for these."""
_UNKNOWN: Final = frozenset(("cr", "ii", "iu", "oj"))
_REGIONS_OF_SCRIPTS: Final = {
    "Arab": """az-iq az-ir bej-sd ha-cm ha-sd kk-af kk-cn kk-ir kk-mn ku-iq ku-ir ku-lb ku-sy ky-cn ms-cc pa-pk tg-pk
        tk-af tk-ir uz-af""",
    "Cyrl": "az-ru ug-kz ug-mn uz-cn ku-am ku-ge",
    "Deva": "sd-in",
    "Latn": "kk-tr ky-tr sr-me sr-ro sr-tr",
    "Hant": "zh-au zh-hk zh-mo zh-tw",
}
"""Regions in which a language is written in another script than usual: across a border."""
_SCRIPTS_IN_REGIONS: Final = {tag: written for written, tags in _REGIONS_OF_SCRIPTS.items() for tag in tags.split()}
_SCRIPT: Final = re.compile(r"[a-z]{4}")
_REGION: Final = re.compile(r"[a-z]{2}")
_FAMILY_OF_LANGUAGE: Final[dict[str, Family]] = {
    **dict.fromkeys(("ar", "arb", "arz", "ary", "apc", "ajp", "acm", "afb", "aeb", "apd", "ars"), "arabic"),
    **dict.fromkeys(("fa", "pes", "prs"), "persian"),
    **dict.fromkeys(("he", "iw"), "hebrew"),
}
"""By primary subtag; the spoken kinds of Arabic that are written have the proclitics of the standard language."""
