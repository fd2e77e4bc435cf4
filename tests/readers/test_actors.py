from pathlib import Path

from tests.readers.reading import read_site


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
