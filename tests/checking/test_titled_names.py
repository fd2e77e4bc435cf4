from sitegen.checking.titled_names import find_titled_names
from sitegen.model.problems import Report
from sitegen.model.project import Seed
from sitegen.model.text import SourceText
from sitegen.readers.seeds import make_seed

ARTICLE = """لقاء في جنيف
التقى الرئيس الروسي فلاديمير بوتين وزير الخارجية الأميركي أنتوني بلينكن. وقال بوتين إن اللقاء مفيد، وشكر لبوتين حضوره.
وأعلن الرئيس انسحاب قوات من البلاد، ثم عادت قوات أخرى، وبقيت قوات كثيرة من القوات هناك. وقال بلينكن إنه راض.
"""


def names(text: str, *known: str) -> list[tuple[str, int]]:
    made = make_seed(SourceText("seeds/a.txt", text), language="ar", paragraphs="line", report=Report())
    assert isinstance(made, Seed)
    return [(name.span.of(text), name.count) for name in find_titled_names(made, frozenset(known))]


def test_a_name_after_a_title_whose_last_word_recurs() -> None:
    assert names(ARTICLE) == [("فلاديمير بوتين", 3)]


def test_a_name_of_three_words() -> None:
    assert names("قال الرئيس قاسم جومرت توكاييف إن توكاييف راض\nوشكر توكاييف الناس") == [("قاسم جومرت توكاييف", 3)]


def test_names_of_the_registers_are_not_told() -> None:
    assert names(ARTICLE, "بوتين") == []


def test_punctuation_parts_a_title_from_what_follows() -> None:
    assert names(ARTICLE.replace("الروسي فلاديمير", "الروسي، فلاديمير")) == []
