from pathlib import Path

import pytest

from sitegen.model.problems import Report
from sitegen.model.text import SourceText
from sitegen.readers.registers import join_registers, read_register
from tests.readers.reading import read_site, told, told_with_paths


def read(text: str, path: str = "content/actors.yaml") -> tuple[list[str], bool, list[str]]:
    report = Report()
    file = read_register(SourceText(path, text), "actors", language="ar", report=report)
    return [entry.id.value for entry in file.entries], file.is_whole, told(report)


def test_a_register_is_a_list_under_its_name() -> None:
    assert read("actors:\n  - {id: a, name: n}\n") == (["a"], True, [])
    assert read("actors: []\n") == ([], True, [])
    assert read("actors:\n") == ([], True, [])


def test_a_file_of_a_folder_may_use_its_own_name() -> None:
    assert read("states: [{id: a, name: n}]\n", "content/actors/states.yaml") == (["a"], True, [])
    assert read("actors: [{id: a, name: n}]\n", "content/actors/states.yaml") == (["a"], True, [])


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "1:1 empty-file: nothing stands in this file"),
        ("# comment\n", "1:1 empty-file: nothing stands in this file"),
        (
            "- {id: a}\n",
            "1:1 wrong-type: the register actors must be a map with the key `actors`, and here stands a list",
        ),
        ("text\n", "1:1 wrong-type: the register actors must be a map with the key `actors`, and here stands a text"),
        ("actors: {id: a}\n", "1:9 wrong-type: `actors` must be a list, and here stands a map"),
        ("actor: []\n", "1:1 unknown-key: unknown key `actor` in the register actors"),
        ("[a]: []\n", "1:1 wrong-type: a key in the register actors must be a text, and here stands a list"),
    ],
)
def test_what_is_no_register_is_told(text: str, problem: str) -> None:
    assert read(text)[2] == [problem]


def test_a_key_that_stands_twice_is_told() -> None:
    _, _, problems = read("actors: [{id: a, name: n}]\nactors: []\n")
    assert problems == [
        "2:1 duplicate-key: `actors` stands twice in the register actors, first at content/actors.yaml:1:1"
    ]


def test_ids_are_one_namespace_whatever_their_case() -> None:
    report = Report()
    files = [
        read_register(SourceText(f"content/{register}.yaml", text), register, language="ar", report=report)
        for register, text in (
            ("actors", "actors: [{id: one, name: n}, {id: One, name: n}, {id: two, name: n}]"),
            ("places", "places: [{id: TWO, name: n}, {id: three, name: n}]"),
        )
    ]
    registers = join_registers(files, report)
    assert (list(registers.actors), list(registers.places)) == (["one", "two"], ["three"])
    assert told_with_paths(report) == [
        "content/actors.yaml:1:35 duplicate-id: the id `One` is taken at content/actors.yaml:1:15",
        "content/places.yaml:1:15 duplicate-id: the id `TWO` is taken at content/actors.yaml:1:55",
    ]


def test_pages_need_names_that_every_disk_can_bear(tmp_path: Path) -> None:
    _, problems = read_site(
        tmp_path,
        {"content/actors.yaml": "actors: [{id: CON, name: n}]", "content/terms.yaml": "terms: [{id: nul, term: n}]"},
    )
    assert problems == [
        "content/actors.yaml:1:15 reserved-name: no file can be called `CON` on Windows",
        "content/terms.yaml:1:14 reserved-name: no file can be called `nul` on Windows",
    ]


def problems_of(tmp_path: Path, actors: str) -> list[str]:
    _, problems = read_site(tmp_path, {"content/actors.yaml": "actors:\n" + actors})
    return [problem.removeprefix("content/actors.yaml:") for problem in problems]


def test_a_circle_of_parents_is_told_once_with_its_chain(tmp_path: Path) -> None:
    actors = """\
  - {id: outside, name: k, parent: a}
  - {id: a, name: l, parent: b}
  - {id: b, name: m, parent: c}
  - {id: c, name: n, parent: a}
  - {id: self, name: o, parent: self}
  - {id: fine, name: p, parent: finer}
  - {id: finer, name: q}
"""
    assert problems_of(tmp_path, actors) == [
        "3:30 parent-cycle: actors are parts of each other in a circle: a → b → c → a",
        "6:33 parent-cycle: actors are parts of each other in a circle: self → self",
    ]


def test_other_circles_are_fine(tmp_path: Path) -> None:
    actors = """\
  - {id: a, name: l, affiliations: [b], relations: [{to: b, type: ally}]}
  - {id: b, name: m, affiliations: [a], relations: [{to: a, type: ally}]}
"""
    assert problems_of(tmp_path, actors) == []


def test_one_name_for_two_actors_is_warned_of(tmp_path: Path) -> None:
    actors = """\
  - {id: a, name: {ar: الرئيس, en: Smith}}
  - {id: b, name: م, aliases: [الرئيس, smith]}
"""
    assert problems_of(tmp_path, actors) == [
        "3:32 alias-twice: `الرئيس` is a name of `a` too, at content/actors.yaml:2:24",
        "3:40 alias-twice: `smith` is a name of `a` too, at content/actors.yaml:2:36",
    ]


def test_names_that_hold_for_a_time_or_where_listed_may_be_shared(tmp_path: Path) -> None:
    actors = """\
  - {id: a, name: l, aliases: [الرئيس, الرئيس]}
  - {id: b, name: m, aliases: [{text: الرئيس, valid: 2019/..}]}
  - {id: c, name: n, aliases: [{text: الرئيس, match: briefing}]}
  - {id: d, name: الرئيس, match: manual}
"""
    assert problems_of(tmp_path, actors) == []
