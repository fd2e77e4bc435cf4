from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from sitegen.build import BuildOptions, make_site
from sitegen.refusal import Refusal
from sitegen.workbench.new_briefing import Begun, NewBriefing, start_briefing, today
from tests.documentation import write_files

SITE = {
    "content/site.yaml": "title: A site\nlanguages: [ar, en]\nlimits: {seed_bytes: 1000}\n",
    "seeds/water.txt": "عنوان\nفقرة.\n",
    "content/briefings/water.yaml": "slug: water-talks\naliases: [old-talks]\n",
    "seeds/Loose.txt": "عنوان\nفقرة.\n",
}


@pytest.fixture
def wish(tmp_path: Path) -> NewBriefing:
    root = write_files(tmp_path / "my site", SITE)
    return NewBriefing(root=root, slug="new-one", day=date(2026, 3, 15))


def files_in(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def refusal_of(wish: NewBriefing) -> Refusal:
    """Return why nothing was written, after making sure that nothing was."""
    before = files_in(wish.root)
    with pytest.raises(Refusal) as refused:
        start_briefing(wish)
    assert files_in(wish.root) == before
    return refused.value


def codes(root: Path, path: str) -> list[str]:
    report = make_site(BuildOptions(root=root, with_drafts=True)).report
    return [one.code for one in report if path in one.where.path]


def test_a_seed_and_a_draft_of_its_sidecar_are_made(wish: NewBriefing) -> None:
    assert start_briefing(wish) == Begun("seeds/new-one.txt", "content/briefings/new-one.yaml")
    sidecar = (wish.root / "content/briefings/new-one.yaml").read_text(encoding="utf-8")
    assert sidecar.startswith("# yaml-language-server: $schema=../.schemas/briefing.json\n")
    assert "\ndraft: true " in sidecar
    assert '\ndate: "2026-03-15" ' in sidecar
    assert "\nlang: ar " in sidecar
    assert codes(wish.root, "new-one") == []
    assert files_in(wish.root).keys() == SITE.keys() | {"seeds/new-one.txt", "content/briefings/new-one.yaml"}


def test_it_is_no_part_of_a_build_until_it_is_no_draft(wish: NewBriefing) -> None:
    start_briefing(wish)
    assert not [one for one in make_site(BuildOptions(root=wish.root)).artifacts if "new-one" in one.path]


def test_an_empty_folder_is_a_site_too(wish: NewBriefing, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    start_briefing(replace(wish, root=tmp_path / "empty"))
    assert codes(tmp_path / "empty", "new-one") == []


def test_the_title_stands_first(wish: NewBriefing) -> None:
    start_briefing(replace(wish, title="  Water\ntalks "))
    assert (wish.root / "seeds/new-one.txt").read_text(encoding="utf-8").startswith("Water talks\n\n")
    assert "\nlang: en " in (wish.root / "content/briefings/new-one.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("article", ["\ufeffعنوان\r\n\r\nفقرة  \u200fبمسافتين.", "One line without an end"])
def test_an_article_is_taken_byte_for_byte(article: str, wish: NewBriefing) -> None:
    start_briefing(replace(wish, article=article.encode(), article_name="report.txt"))
    assert (wish.root / "seeds/new-one.txt").read_bytes() == article.encode()
    assert codes(wish.root, "new-one") == []


WIRE = "XYZ0123 4 I 0310 MAR /AGY\nWATER-SUMMIT\n\nقمة في الوادي تبحث تقاسم المياه\n\nاجتمع الوزراء.\nولم يصدر بيان.\n"
ENGLISH_WIRE = "BC-WATER SUMMIT, 1ST LD\nMinisters meet in the valley\n\nThe ministers met.\nNo statement was issued.\n"
CAPITALS = "MINISTERS MEET IN THE VALLEY\n\nThe ministers met on Tuesday, a spokesman said.\nNo statement was issued.\n"
WITH_DECK = "Title\n\nA deck that says more\n\nThe ministers met.\nNo statement was issued.\n"
WRAPPED = """مطار المدينة يعود إلى العمل

عادت حركة الطيران في مطار المدينة إلى طبيعتها صباح
الثلاثاء، بعد توقف دام يومين بسبب عاصفة رملية، وقالت
إدارة المطار في بيان إن أربع عشرة رحلة تأخرت وإن رحلتين
ألغيتا، وإن المسافرين نقلوا إلى فنادق قريبة في انتظار
تحسن الأحوال الجوية في المنطقة كلها مساء.

وأضاف البيان أن الحركة ستعود إلى وتيرتها المعتادة قبل
نهاية الأسبوع.
"""
RUN_TOGETHER = WRAPPED.replace("\n\n", "\n")


@pytest.mark.parametrize(
    ("article", "written", "told"),
    [
        (WIRE, ["lang: ar", "paragraphs: line", "headline: 3", "deck: false"], "the title is “قمة في الوادي"),
        (ENGLISH_WIRE, ["lang: en", "paragraphs: line", "headline: 2", "deck: false"], "is an agency's"),
        (CAPITALS, ["lang: en", "paragraphs: line", "headline: 1", "deck: false"], "“MINISTERS MEET IN THE VALLEY”"),
        (WITH_DECK, ["lang: en", "paragraphs: line", "headline: 1", "deck: true"], "“A deck that says more” stands"),
        (WRAPPED, ["lang: ar", "paragraphs: blank-line", "headline: 1", "deck: false"], "empty lines part paragraphs"),
        (RUN_TOGETHER, ["lang: ar", "paragraphs: line", "headline: 1", "deck: false"], "part paragraphs by empty"),
        ("הספרייה נפתחה\nאמרה המנהלת.", ["lang: he", "headline: 1"], "lang: he"),
        ("کتابخانه شهر باز شد\nمدیر کتابخانه گفت.", ["lang: fa"], "lang: fa"),
        ("La bibliothèque\nElle est ouverte, a dit le maire de la ville.", ["lang: fr"], "lang: fr"),
    ],
    ids=["wire", "english wire", "capitals", "deck", "wrapped", "run together", "hebrew", "persian", "french"],
)
def test_what_is_found_in_an_article_is_written_and_told(
    article: str, written: list[str], told: str, wish: NewBriefing
) -> None:
    begun = start_briefing(replace(wish, article=article.encode(), article_name="report.txt"))
    lines = (wish.root / begun.sidecar).read_text(encoding="utf-8").split("\n")
    assert [line.partition("   #")[0] for line in lines if line.partition("   #")[0] in written] == written
    assert told in "\n".join(begun.found)
    assert [one.partition("   (")[0].strip() for one in begun.found if one.partition("   (")[0].strip() in written] == (
        written
    )
    assert codes(wish.root, "new-one") == []


@pytest.mark.parametrize(
    ("article", "message"),
    [
        (b"", "report.txt:1:1: the seed holds no text"),
        (b" \n\n", "report.txt:1:1: the seed holds no text"),
        ("عنوان طويل للمقال".encode("cp1256"), "report.txt:1:1: "),
        ("عنوان".encode("utf-16"), "report.txt:1:1: "),
        (b"Title\nA \x07 bell\n", "report.txt:2:3: "),
        (b"x" * 1001, "report.txt: the article has 1,001 bytes, and at most 1,000 are read"),
    ],
)
def test_an_article_that_no_build_would_read_is_refused(article: bytes, message: str, wish: NewBriefing) -> None:
    refused = refusal_of(replace(wish, article=article, article_name="report.txt"))
    assert refused.status == 1
    assert refused.message.startswith(message)


@pytest.mark.parametrize(
    ("slug", "reason", "proposal"),
    [
        ("قمة المياه", "is no slug", "qma-almyah"),
        ("two words", "is no slug", "two-words"),
        ("../../etc/passwd", "is no slug", "passwd"),
        ("seeds/next.txt", "is no slug", "next"),
        ("a.b", "is no slug", "a-b"),
        ("", "is no slug", "briefing"),
        ("x" * 201, "is no slug", "x" * 80),
        ("CON", "no file can be called", "con-1"),
        ("water", "is taken: seeds/water.txt is there", "water-2"),
        ("Water", "is taken: seeds/water.txt is there", "water-2"),
        ("loose", "is taken: seeds/Loose.txt is there", "loose-2"),
        ("water-talks", "it is the slug of content/briefings/water.yaml", "water-talks-2"),
        ("old-talks", "content/briefings/water.yaml had it before", "old-talks-2"),
    ],
)
def test_a_slug_that_cannot_be_had_is_refused_with_one_that_can(
    slug: str, reason: str, proposal: str, wish: NewBriefing
) -> None:
    refused = refusal_of(replace(wish, slug=slug))
    assert refused.status == 2
    assert reason in refused.message
    assert refused.message.endswith(f"; try: sitegen new {proposal}")
    start_briefing(replace(wish, slug=proposal))


def test_a_sidecar_that_is_there_is_not_written_over(wish: NewBriefing) -> None:
    start_briefing(wish)
    (wish.root / "seeds/new-one.txt").unlink()
    assert refusal_of(wish).status == 2


def test_where_the_second_file_cannot_be_written_the_first_is_taken_back(wish: NewBriefing, tmp_path: Path) -> None:
    root = write_files(tmp_path / "other", {"content/briefings": "a file, where a folder should be"})
    refused = refusal_of(replace(wish, root=root))
    assert refused.status in {2, 3}
    assert not (root / "seeds/new-one.txt").exists()


def test_the_day_is_that_of_the_epoch_in_utc() -> None:
    assert today({"SOURCE_DATE_EPOCH": "0"}) == date(1970, 1, 1)
    assert today({"SOURCE_DATE_EPOCH": "1767225599"}) == date(2025, 12, 31)


def test_without_one_it_is_the_present_day() -> None:
    before = datetime.now().astimezone().date()
    assert before <= today({}) <= datetime.now().astimezone().date()
    assert today({"SOURCE_DATE_EPOCH": ""}) >= before


@pytest.mark.parametrize("seconds", ["tomorrow", "1e9", "9" * 30])
def test_what_is_no_number_of_seconds_is_refused(seconds: str) -> None:
    with pytest.raises(Refusal, match="SOURCE_DATE_EPOCH=") as refused:
        today({"SOURCE_DATE_EPOCH": seconds})
    assert refused.value.status == 2
