import pytest

from sitegen.checking.unregistered_names import find_recurring_names
from sitegen.model.problems import Report
from sitegen.model.project import Seed
from sitegen.model.text import SourceText
from sitegen.readers.seeds import make_seed

ENGLISH = """Putin Meets Biden As Tensions Rise

GENEVA (AP) — President Joe Biden met Vladimir Putin on Wednesday. The White House said Biden would press Putin. On
Wednesday, the European Union said European leaders in the European Union backed Mr. Biden. Putin told reporters more.
NATO was not there; but NATO and the White House agree that NATO matters. A Russian said that Russian and Russian are
one. On Wednesday the Foreign Minister, the Prime Minister and the Interior Minister met. The European Union left.
Any summit is one, and a Summit is no Summit but a Summit.
"""
RUSSIAN = """Встреча в Женеве

Президент России Владимир Путин встретился вчера. Вчера Путин сказал, что Путин прав, и Путин уехал.
"""

ARABIC = """لقاء في جنيف
التقى الرئيس الروسي فلاديمير بوتين وزير الخارجية الأميركي أنتوني بلينكن. وقال بوتين إن اللقاء مفيد، وشكر لبوتين حضوره.
وأعلن الرئيس انسحاب قوات من البلاد، ثم عادت قوات أخرى، وبقيت قوات كثيرة من القوات هناك. وقال بلينكن إنه راض.
"""


def names(text: str, language: str, *known: str) -> list[tuple[str, int]]:
    made = make_seed(
        SourceText("seeds/a.txt", text),
        language=language,
        paragraphs="line" if language == "ar" else "blank-line",
        report=Report(),
    )
    assert isinstance(made, Seed)
    return [(name.span.of(text), name.count) for name in find_recurring_names(made, frozenset(known))]


def test_names_that_recur_are_found_whole() -> None:
    assert names(ENGLISH, "en") == [
        ("President Joe Biden", 4),
        ("Vladimir Putin", 4),
        ("European Union", 3),
        ("NATO", 3),
    ]


def test_names_of_the_registers_are_not() -> None:
    assert names(ENGLISH, "en", "BIDEN", "PUTIN", "UNION") == [("NATO", 3)]


def test_other_scripts_with_capitals() -> None:
    assert names(RUSSIAN, "ru") == [("Президент России Владимир Путин", 4)]


@pytest.mark.parametrize("language", ["de", "lb"])
def test_where_all_nouns_have_capitals_nothing_is_found(language: str) -> None:
    assert names(ENGLISH, language) == []


def test_a_text_in_capitals_tells_nothing() -> None:
    assert names(ENGLISH.upper(), "en") == []


def test_a_name_after_a_title_whose_last_word_recurs() -> None:
    assert names(ARABIC, "ar") == [("فلاديمير بوتين", 3)]


def test_a_name_of_three_words() -> None:
    assert names("قال الرئيس قاسم جومرت توكاييف إن توكاييف راض\nوشكر توكاييف الناس", "ar") == [
        ("قاسم جومرت توكاييف", 3)
    ]


def test_names_of_the_registers_are_not_told() -> None:
    assert names(ARABIC, "ar", "بوتين") == []


def test_punctuation_parts_a_title_from_what_follows() -> None:
    assert names(ARABIC.replace("الروسي فلاديمير", "الروسي، فلاديمير"), "ar") == []
