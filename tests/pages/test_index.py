from sitegen.language.editions import list_editions
from sitegen.model.directory import Directory
from sitegen.pages.index import IndexLetter, list_letters
from tests.pages.sample_site import make_sample, make_settings


def letters_in(position: int) -> tuple[IndexLetter, ...]:
    site = make_sample()
    edition = list_editions(make_settings("ar", "en"))[position]
    return list_letters(site, edition, Directory(site))


def test_entries_are_filed_by_last_name_and_without_the_article() -> None:
    filed = {letter.letter: [line.id for line in letter.entries] for letter in letters_in(0)}

    assert filed == {
        "ب": ["rival"],
        "ج": ["_date-paper"],
        "ع": ["t_term", "minister"],
        "م": ["city"],
        "و": ["ministry"],
    }


def test_each_edition_files_in_its_own_alphabet() -> None:
    assert [letter.letter for letter in letters_in(1)] == ["ج", "و", "A", "B", "D", "T"]


def test_lines_lead_to_every_mention() -> None:
    lines = {line.id: line for letter in letters_in(0) for line in letter.entries}

    addresses = [occurrence.address for occurrence in lines["minister"].appearances[0].occurrences]
    assert addresses == ["briefings/date.html#_m18", "briefings/date.html#_m63"]
    assert lines["_date-paper"].address == "briefings/date.html#paper"
    assert lines["ministry"].appearances == ()
