"""The forms of ids, slugs and language tags, and proposals for names that have none of these."""

import re
import unicodedata
from hashlib import blake2b
from types import MappingProxyType
from typing import Final

LONGEST_NAME: Final = 200
"""Longest id or slug: file names end at 255 bytes, and endings and the index's `_<slug>-<id>` need room too."""

AUTHOR: Final = "author"
"""As a speaker the article itself; no id."""
UNNAMED: Final = "_unnamed"
"""Stands in lists for all speakers who are not named; no id, as none begins with a low line."""

ID_PATTERN: Final = "[A-Za-z][A-Za-z0-9_-]*"
SLUG_PATTERN: Final = "[A-Za-z0-9_-]+"
LANGUAGE_PATTERN: Final = "[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*"
"""BCP 47 without the long primary subtags, none of which is registered: `arabic` is a mistake for `ar`."""

_ID: Final = re.compile(ID_PATTERN)
_SLUG: Final = re.compile(SLUG_PATTERN)
_LANGUAGE: Final = re.compile(LANGUAGE_PATTERN)
_SHORTER: Final = """
ara=ar eng=en fas=fa per=fa heb=he fra=fr fre=fr deu=de ger=de spa=es ita=it por=pt rus=ru tur=tr urd=ur kur=ku zho=zh
chi=zh ukr=uk nld=nl dut=nl ell=el gre=el hye=hy arm=hy kaz=kk uzb=uz aze=az pus=ps hin=hi jpn=ja kor=ko pol=pl swe=sv
"""
SHORTER_TAGS: Final = MappingProxyType(dict(pair.split("=") for pair in _SHORTER.split()))
"""ISO 639-2 codes that are no tags, as their languages have codes of two letters (RFC 5646, 2.2.1): those met here."""

WINDOWS_NAMES: Final = frozenset(
    {"con", "prn", "aux", "nul", *(f"com{digit}" for digit in range(10)), *(f"lpt{digit}" for digit in range(10))}
)
"""Names that no file on Windows can bear, whatever its ending; in lower case."""

_READINGS: Final = """
ا=a أ=a إ=i آ=a ٱ=a ب=b ت=t ث=th ج=j ح=h خ=kh د=d ذ=dh ر=r ز=z س=s ش=sh ص=s ض=d ط=t ظ=z ع=a غ=gh ف=f ق=q ك=k ل=l م=m
ن=n ه=h ة=a و=w ؤ=w ي=y ى=a ئ=y ء= ـ= پ=p چ=ch ژ=zh گ=g ک=k ی=y ڤ=v
א=a ב=b ג=g ד=d ה=h ו=v ז=z ח=h ט=t י=y כ=k ך=k ל=l מ=m ם=m נ=n ן=n ס=s ע=a פ=p ף=p צ=ts ץ=ts ק=k ר=r ש=sh ת=t
а=a б=b в=v г=g д=d е=e ё=yo ж=zh з=z и=i й=y к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=kh ц=ts ч=ch ш=sh щ=shch
ъ= ы=y ь= э=e ю=yu я=ya і=i ї=yi є=ye ґ=g
α=a β=v γ=g δ=d ε=e ζ=z η=i θ=th ι=i κ=k λ=l μ=m ν=n ξ=x ο=o π=p ρ=r σ=s ς=s τ=t υ=y φ=f χ=ch ψ=ps ω=o
ß=ss æ=ae ø=o œ=oe ł=l đ=d ı=i ð=d þ=th
"""
_LATIN_OF_LETTER: Final = MappingProxyType(dict(pair.split("=") for pair in _READINGS.split()))
"""A rough reading of letters outside ASCII: good enough for a proposal that an editor looks at."""


def is_id(text: str) -> bool:
    """Tell whether a text has the form of an id: ASCII letters, digits, - and _, beginning with a letter."""
    return bool(_ID.fullmatch(text)) and len(text) <= LONGEST_NAME


def is_slug(text: str) -> bool:
    """Tell whether a text has the form of a slug: ASCII letters, digits, - and _."""
    return bool(_SLUG.fullmatch(text)) and len(text) <= LONGEST_NAME


def is_language(text: str) -> bool:
    """Tell whether a text has the form of a BCP 47 language tag; whether it is registered is not looked up.

    `eng` has not: where a language has a code of two letters, no tag has the one of three.
    """
    return bool(_LANGUAGE.fullmatch(text)) and primary_language(text) not in SHORTER_TAGS


def primary_language(tag: str) -> str:
    """Return a tag's first part in lower case, the language without script and region: `ar` for `ar-EG`."""
    return tag.lower().split("-")[0]


def same_language(tag: str, other: str) -> bool:
    """Tell whether two tags name one language, whatever their scripts and regions."""
    return primary_language(tag) == primary_language(other)


def is_windows_name(text: str) -> bool:
    """Tell whether Windows keeps this name for a device, so that no file can bear it."""
    return text.lower() in WINDOWS_NAMES


def propose_slug(name: str) -> str:
    """Return a slug made from any name, letters outside ASCII read roughly; `briefing` where none is left."""
    slug = _read_roughly(name) or "briefing"
    return f"{slug}-1" if is_windows_name(slug) else slug


def propose_id(name: str) -> str:
    """Return an id made from any name."""
    proposed = propose_slug(name).replace("-", "_")
    return proposed if is_id(proposed) and proposed != AUTHOR else f"x_{proposed}"


def topic_id(written: str) -> str:
    """Return the id of a topic without an entry, made from its text: of its letters, else of its bytes.

    Addresses are made of it, so that it must never change.
    """
    return propose_id(_read_roughly(written) or f"topic-{blake2b(written.encode(), digest_size=4).hexdigest()}")


def _read_roughly(name: str) -> str:
    """Return what is left of a name in ASCII letters and digits, words joined by hyphens."""
    latin = "".join(_LATIN_OF_LETTER.get(letter, letter) for letter in name.lower())
    letters = unicodedata.normalize("NFKD", latin)
    spaced = "".join(letter if letter.isascii() and letter.isalnum() else _gap(letter) for letter in letters)
    return "-".join(spaced.split())[:80].strip("-")


def _gap(letter: str) -> str:
    """Return the substitute for a character that is no ASCII letter or digit: marks go, all else parts words."""
    return "" if unicodedata.category(letter) in {"Mn", "Cf", "Me"} or letter in "'’" else " "
