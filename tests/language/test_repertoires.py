"""The characters of each script: those of its languages, and none of another script."""

import unicodedata

import pytest

from sitegen.language.repertoires import LETTERS, repertoire
from sitegen.model.vocabularies import FONT_SCRIPTS

WRITTEN = {
    "arab": [
        "أَكَّدَ المُتَحَدِّثُ، لا شيءَ؛ قال إنّه ٣٥٪ ﷺ ﷲ ﷽ ؟ لـهـ هـ\u200d",
        "گفت می\u200cخواهیم پژوهش کنیم ۱۲۳۴۵۶۷۸۹۰",  # Persian
        "ٹھیک ہے بڑے گھر میں ںۓ ۔",  # Urdu
        "ښځه ډېر ړنګ ټول څوک ځای ۍ ې",  # Pashto
        "ڵ ڕ ۆ ێ ە ھ",  # Sorani
        "ئۇيغۇر ئۆيى ۈ ې ڭ ۋ",  # Uyghur
        "ﻻ ﻷ ﻹ ﻵ ﻣﺤﻤﺪ",  # forms that copies of PDF files hold
    ],
    "latn": [
        "“Well”, she said: it’s 3.5% – £40, €50 & ¥60 — 100 m² … #1 [x] {y} a/b*c+d=e ‹z› № ™ © ½ ≈ −5 ≥ ≤ ≠ «a»",
        "ʿAbd al-Raḥmān ibn Ḫaldūn, Ṣāliḥ aḍ-Ḍāmin, ġ ǧ š ž ẓ ṭ ṯ ḏ ʾ",
        "Çağrı Işık İnönü, Łódź, Žižek, Győr, Nguyễn Thị Ánh, Qasym-Jomart Toqaev, Əliyev əl, Bucureşti București",
        "Encyclopædia, Œuvre, Straße, ﬁrst ﬂoor, naïve, e\u0301",
    ],
    "hebr": ["בְּרֵאשִׁית בָּרָא אֱלֹהִים", "צה״ל ג׳ירפה בן־אדם ₪", "שּׁ יִ ײ"],
}


@pytest.mark.parametrize("script", FONT_SCRIPTS)
def test_what_is_written_in_a_script_is_in_its_repertoire(script: str) -> None:
    known = repertoire(script)
    for text in WRITTEN[script]:
        assert {letter for letter in text if ord(letter) not in known} == set(), text


@pytest.mark.parametrize("script", FONT_SCRIPTS)
def test_no_letter_digit_or_visible_sign_is_in_two(script: str) -> None:
    others = frozenset().union(*(repertoire(other) for other in FONT_SCRIPTS if other != script))
    both = {chr(point) for point in repertoire(script) & others}
    assert {letter for letter in both if unicodedata.category(letter) not in {"Cf", "Zs"}} == {"\u25cc", "\u034f"}
    assert {ord(letter) for letter in LETTERS[script]} <= repertoire(script) - others


def test_a_range_is_read_with_both_its_ends() -> None:
    assert {0x600, 0x6FF, 0x200C, 0xFEFC} <= repertoire("arab")
    assert not {0x5FF, 0x700, 0xFEFD, ord("1"), ord(".")} & repertoire("arab")
