"""What social cards say: the headline of the edition, and nothing that their font cannot write."""

from collections.abc import Callable
from pathlib import Path

import pytest

from sitegen.exports import social_cards
from sitegen.exports.card_words import CardText, CardWords, can_write
from tests.exports.sample_folder import FILES, build, write_folder

SIDECAR = "content/briefings/summit.yaml"
Words = dict[str, CardWords]


@pytest.fixture
def words_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Words]:
    """What would be drawn of the sample folder with these files changed, by the cards' paths."""
    asked: list[CardWords] = []

    def draw(words: CardWords) -> bytes:
        asked.append(words)
        return b""

    def make(**changed: str) -> Words:
        monkeypatch.setattr(social_cards, "find_card_renderer", lambda: draw)
        built = build(write_folder(tmp_path, added=changed))
        paths = [file.path for file in built.artifacts if file.path.endswith(".png")]
        return dict(zip(paths, asked[-len(paths) :], strict=True))  # a site saved a moment ago may be made twice

    return make


def test_a_card_says_what_the_page_of_its_edition_says(words_of: Callable[..., Words]) -> None:
    words = words_of()
    assert words["cards/summit.png"] == CardWords(
        language="ar",
        headline=CardText("قمة الماء تنتهي", "ar"),
        site_title=CardText("متن", "ar"),
        date="1 مايو/أيار 2024",
        topics=(CardText("الماء", "ar"), CardText('a "typed" <topic>', "ar")),
    )
    assert words["en/cards/summit.png"] == CardWords(
        language="en",
        headline=CardText("Water summit ends", "en"),
        site_title=CardText("Text & Margin", "en"),
        date="1 May 2024",
        topics=(CardText("Water", "en"), CardText('a "typed" <topic>', "en")),
    )
    assert words["cards/old.png"].headline == CardText("Old news", "en")


def test_where_letters_are_missing_the_site_s_title_stands_alone(words_of: Callable[..., Words]) -> None:
    words = words_of(**{SIDECAR: FILES[SIDECAR].replace("Water summit ends", "水峰会")})["en/cards/summit.png"]
    assert words.headline == CardText("Text & Margin", "en")
    assert words.site_title is None


def test_what_cannot_be_written_is_left_out(words_of: Callable[..., Words]) -> None:
    settings = "languages: [zh]\ntitle: 北方\nurl: https://example.org/\n"
    topics = "topics: [{id: water, name: 水}]\n"
    seed = FILES["seeds/old.txt"].replace("Old news", "旧闻")
    changed = {"content/site.yaml": settings, "content/topics.yaml": topics, "seeds/old.txt": seed}
    words = words_of(**changed)
    assert words["cards/old.png"] == CardWords(language="zh", headline=None, site_title=None, date="", topics=())
    assert words["cards/summit.png"].date == ""  # 2024年5月1日
    assert words["cards/summit.png"].topics == (CardText('a "typed" <topic>', "zh"),)


@pytest.mark.parametrize(
    "text",
    [
        "قاسم جومرت توكاييف: «الأمن»؟ ١٢٪",
        "قُتِلَ مُحَمَّدٌ",
        "گزارش‌های خبرگزاری دربارهٔ کی‌یف ۴۵۶",
        "ڕێگا ٹھیک پښتو ئۇيغۇر",
        'נשיא "קזחסטן" שָׁלוֹם צה״ל',
        "Kazakhstan’s ‘coup’ – € 5 … İstanbul Ağaoğlu",
        "Ḥāfiẓ al-ʿAṭṭār, Việt Nam",
        "Қасым-Жомарт Тоқаев, Україна, Ελλάδα",
        "a\u200eb\u2067c\u2069",
        "",
    ],
)
def test_these_texts_can_be_written(text: str) -> None:
    assert can_write(text)


@pytest.mark.parametrize("text", ["中国", "Հայաստան", "नमस्ते", "a 🔥", "a\x00b", "\U00010fff", "\u3164"])
def test_these_texts_cannot(text: str) -> None:
    assert not can_write(text)
