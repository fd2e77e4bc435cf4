"""The sheets of mentions, claims and quotes, read back as a spreadsheet reads them."""

import csv
from pathlib import Path

import pytest

from tests.exports.sample_folder import FILES, Files, build, files_of, write_folder

Row = dict[str, str]
NAMES = ("mentions", "claims", "quotes")
OF_BRIEFING = ["briefing", "title", "date", "language"]
OF_NOTE = ["note", "number", "start", "end", "words", "address"]
HOSTILE_FOLDER = {
    "seeds/sums.txt": "+ 7 votes\n\n-5 degrees, said @hand. =1+1 is two.\n",
    "content/briefings/sums.yaml": """
lang: en
title: {ar: "=A1 \\"و\\", ثم"}
actors: [{id: hand, name: {en: "@hand"}}]
annotations:
  - {id: c2, kind: claim, at: =1+1, text: {en: "=HYPERLINK(\\"https://example.com\\")", ar: "-1"}, speaker: hand}
  - {id: q3, kind: quote, at: -5 degrees, speaker: {en: "\\tTab"}, verb: {en: +said}}
""",
}


def rows_of(files: Files, name: str) -> list[Row]:
    return list(csv.DictReader(files[f"data/{name}.csv"].removeprefix("\ufeff").splitlines(keepends=True)))


def of_note(rows: list[Row], note: str) -> Row:
    return next(row for row in rows if row["note"] == note)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Files:
    """The sample's sheets where texts begin as formulas do."""
    return files_of(build(write_folder(tmp_path_factory.mktemp("hostile"), added=HOSTILE_FOLDER)))


@pytest.mark.parametrize("name", NAMES)
def test_a_sheet_is_told_for_what_it_is(sample: Files, name: str) -> None:
    content = sample[f"data/{name}.csv"]
    assert content.startswith("\ufeff")
    assert content.count("\n") == content.count("\r\n")
    assert content.endswith("\r\n")


@pytest.mark.parametrize(
    ("name", "own"),
    [
        ("mentions", ["register", "id", "name_ar", "name_en"]),
        ("claims", ["entry", "claim_ar", "claim_en", "speaker", "speaker_name_ar", "speaker_name_en",
                    "status", "as_of", "credibility"]),
        ("quotes", ["speaker", "speaker_name_ar", "speaker_name_en", "via", "via_name_ar", "via_name_en",
                    "stance", "form", "verb", "said", "said_in"]),
    ],
)  # fmt: skip
def test_columns_stand_in_this_order(sample: Files, name: str, own: list[str]) -> None:
    place = ["start", "end", "words", "address"] if name == "mentions" else OF_NOTE
    assert list(rows_of(sample, name)[0]) == [*own, *OF_BRIEFING, *place]


def test_every_place_of_a_name_is_a_row(sample: Files) -> None:
    rows = rows_of(sample, "mentions")
    assert [(row["id"], row["words"]) for row in rows] == [
        ("ali", "سامي العلي"), ("ali", "العلي"), ("_summit-salim", "منى سليم"),
    ]  # fmt: skip
    assert rows[2] | {"start": "", "end": "", "address": ""} == {
        "register": "actor", "id": "_summit-salim", "name_ar": "منى سليم", "name_en": "Mona Salim",
        "briefing": "summit", "title": "قمة الماء تنتهي", "date": "2024-05-01", "language": "ar",
        "start": "", "end": "", "words": "منى سليم", "address": "",
    }  # fmt: skip
    for row in rows:
        text = FILES[f"seeds/{row['briefing']}.txt"]
        assert text[int(row["start"]) : int(row["end"])] == row["words"]
        assert row["address"] == f"https://example.org/news/briefings/summit.html#_m{row['start']}"


def test_a_claim_of_a_register_is_told_with_its_entry_and_its_place(sample: Files) -> None:
    (row,) = rows_of(sample, "claims")
    text = FILES["seeds/summit.txt"]
    told = {key: row[key] for key in ("entry", "claim_en", "speaker", "speaker_name_en", "status", "as_of", "note")}
    assert told == {
        "entry": "c_much", "claim_en": "There is much water.", "speaker": "ali", "speaker_name_en": "Sami al-Ali",
        "status": "disputed", "as_of": "2024-05", "note": "c1",
    }  # fmt: skip
    assert text[int(row["start"]) : int(row["end"])] == "الماء كثير"
    assert row["words"] == "الماء كثير … لا نعرف"
    assert row["address"] == "https://example.org/news/briefings/summit.html#c1"


def test_a_quote_tells_who_speaks_and_how(sample: Files) -> None:
    rows = rows_of(sample, "quotes")
    said = of_note(rows, "q1")
    assert [said[key] for key in ("speaker", "stance", "form", "verb", "words")] == [
        "ali", "assert", "direct", "قال", "الاتفاق ثابت",
    ]  # fmt: skip
    unnamed = of_note(rows, "q2")
    assert [unnamed[key] for key in ("speaker", "speaker_name_en", "via", "via_name_ar", "start", "words")] == [
        "", "An informed source", "", "ناطق", "", "",
    ]  # fmt: skip


def test_without_an_address_those_of_the_site_count_from_its_root(without_url: Files) -> None:
    assert rows_of(without_url, "claims")[0]["address"] == "briefings/summit.html#c1"


def test_no_text_is_a_formula(hostile: Files) -> None:
    claim, quote = of_note(rows_of(hostile, "claims"), "c2"), of_note(rows_of(hostile, "quotes"), "q3")
    assert claim["claim_en"] == '\'=HYPERLINK("https://example.com")'
    assert (claim["claim_ar"], claim["words"], claim["title"]) == ("'-1", "'=1+1", '\'=A1 "و", ثم')
    assert claim["speaker_name_en"] == "'@hand"
    assert (quote["words"], quote["verb"]) == ("'-5 degrees", "'+said")
    for name in NAMES:
        for row in rows_of(hostile, name):
            assert [cell for cell in row.values() if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []


def test_drafts_and_withdrawn_briefings_leave_no_trace(tmp_path: Path) -> None:
    before = "lang: ar\n"
    summit = FILES["content/briefings/summit.yaml"].replace(before, f"{before}withdrawn: {{date: '2024-06-01'}}\n")
    files = files_of(build(write_folder(tmp_path, added={"content/briefings/summit.yaml": summit})))
    assert [rows_of(files, name) for name in NAMES] == [[], [], []]
