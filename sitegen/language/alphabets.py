"""The letters of an index in their order, and the Arabic words that seem to begin with an article.

An alphabet is its headings, with spaces between them. A heading is the letters filed under it: those that differ at
first sight with `/` between them, those that count as one letter together, in the order of their variants. `X:` before
them is the heading's own sign; without it that is the first letter, as a capital.
"""

from typing import Final

_ARABIC: Final = """أ:ءٴأؤإئا/ٱ ب:ٮ/ب ٻ پ ڀ ت:ةت ث ٹ ٺ ټ ٽ ٿ ج ڃ ڄ چ ڿ ڇ ح خ ځ ڂ څ د ذ ڈ ډ ڊ ڋ ڌ ڍ ڎ ڏ ڐ ۮ
ر ز ڑ ڒ ړ ڔ ڕ ږ ڗ ژ ڙ ۯ س ش ښ ڛ ڜ ۺ ص ض ڝ ڞ ۻ ط ظ ڟ ع غ ڠ ۼ ف ڡ ڢ ڣ ڤ ڥ ڦ ق:ٯ/ق ڧ ڨ ك/ک/ڪ ګ ڬ ڭ ڮ گ ڰ ڱ ڲ ڳ ڴ ػ ؼ
ل ڵ ڶ ڷ ڸ م ن ں ڻ ڼ ڽ ڹ ه/ھ/ہ/ۃ/ە و ۄ ۅ ۆ ۇ ۈ ۉ ۊ ۋ ۏ ي:یىي ۍ ێ ې ۑ ؽ ؾ ؿ ؠ ے"""

_HEBREW: Final = "א ב ג ד ה ו/װ/ױ ז ח ט י/ײ כך ל מם נן ס ע פף צץ ק ר ש ת"

_LATIN: Final = """a b ɓ c dđð ɖ ɗ e ǝ ə ɛ f ƒ g ɠ ɣ hħ i/ı ɨ ɩ j k ƙ lł m n ɲ ŋ oø ɔ p q r s ʃ t ŧ u ʊ v ʋ w x y ƴ z ʒ
þ ʔ"""

_GREEK: Final = "α β γ δ ε ϝ ζ η θ ι κ λ μ ν ξ ο π ρ σ τ υ φ χ ψ ω"

_CYRILLIC: Final = """а ә ӕ б в гґ ғ ӻ ҕ ӷ д ђ ҙ е є ж җ з ѕ ӡ и і й ј к қ ӄ ҡ ҟ ҝ л љ м н ӊ ң ӈ ҥ њ о ө п ҧ р с ҫ т ҭ ћ
у ү ұ ф х ҳ һ ц ҵ ч ҷ ӌ ҹ ҽ ҿ џ ш щ ъ ы ь ѣ э ю я ѵ ҩ ӏ"""

ALPHABETS: Final = {"Arab": _ARABIC, "Hebr": _HEBREW, "Latn": _LATIN, "Grek": _GREEK, "Cyrl": _CYRILLIC}
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
