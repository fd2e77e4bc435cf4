import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.language.layout import guess_title, is_hard_wrapped
from sitegen.model.text import Span

SENTENCES = (
    "عادت حركة الطيران في مطار المدينة إلى طبيعتها صباح الثلاثاء، بعد توقف دام يومين بسبب عاصفة رملية.",
    "وقالت إدارة المطار في بيان إن أربع عشرة رحلة تأخرت وإن رحلتين ألغيتا، وإن المسافرين نقلوا إلى فنادق قريبة.",
    "وأضاف البيان أن الحركة ستعود إلى وتيرتها المعتادة قبل نهاية الأسبوع، ما لم تتغير الأحوال الجوية.",
    "وتتوقع الأرصاد أن تهدأ العاصفة مساء اليوم.",
)


def wraps(text: str) -> bool:
    lines, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            lines.append(Span(start, start + len(line)))
        start += len(line) + 1
    return is_hard_wrapped(text, lines)


@pytest.mark.parametrize("width", range(40, 81, 5))
def test_paragraphs_that_a_width_broke_are_told(width: int) -> None:
    paragraphs = [" ".join(SENTENCES[:2]), " ".join(SENTENCES[2:]), " ".join(SENTENCES[1:3])]
    assert wraps("العنوان\n\n" + "\n\n".join(textwrap.fill(paragraph, width) for paragraph in paragraphs))


@given(st.lists(st.permutations(SENTENCES), min_size=1, max_size=4))
def test_lines_that_end_with_their_sentences_are_nobodys_width(paragraphs: list[list[str]]) -> None:
    whole = [" ".join(sentences) for sentences in paragraphs]
    assert not wraps("العنوان\n\n" + "\n".join(whole * 5))
    assert not wraps("العنوان\n\n" + "\n".join(sentence for paragraph in paragraphs for sentence in paragraph))


@pytest.mark.parametrize(
    ("blocks", "language", "title"),
    [
        (["عنوان", "فقرة."], "ar", 0),
        (["XYZ0123 MAR", "WATER-SUMMIT", "قمة المياه", "فقرة."], "ar", 2),
        (["10/3", "قمة المياه", "فقرة."], "ar", 1),
        (["BBC: قمة المياه", "فقرة."], "ar", 0),
        (["BC-WATER, 1ST LD", "Ministers meet", "They met."], "en", 1),
        (["WATER-SUMMIT", "ADVISORY", "Ministers meet", "They met."], "en", 2),
        (["MINISTERS MEET IN THE VALLEY", "They met on Tuesday."], "en", 0),
        (["WATER-SUMMIT", "MINISTERS MEET IN THE VALLEY", "They met on Tuesday."], "en", 1),
        (["WATER", "They met on Tuesday."], "en", 1),
        (["ALL", "CAPITALS"], "en", 0),
        (["Latin alone", "and more"], "ar", 0),
        (["קוד ABC", "כותרת"], "he", 0),
        (["قمة NATO 2024", "اجتمع الوزراء"], "ar", 0),
        (["٢٠٢٤", "قمة المياه"], "ar", 1),
        (["XYZ0417 4 ع 0288 /وكن-ر12", "اقتصاد/موانئ/إضراب", "قمة المياه", "فقرة."], "ar", 2),
        (["٠٤١٧ ع ٠٢٨٨", "مياه-قمة-وزراء", "قمة المياه", "فقرة."], "ar", 2),
        (["Economy/Ports/Strike", "Dockers strike", "They do."], "en", 1),
        (["1 من 3", "فقرة."], "ar", 0),
        (["Stop-start", "It went on."], "en", 0),
        (["اقتصاد / موانئ", "فقرة."], "ar", 0),
        (["2024 2025 قمة", "فقرة."], "ar", 0),
    ],
)
def test_the_title_is_the_first_block_that_no_agency_wrote_for_its_desks(
    blocks: list[str], language: str, title: int
) -> None:
    assert guess_title(blocks, language) == title
