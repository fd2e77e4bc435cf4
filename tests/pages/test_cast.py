from dataclasses import replace

import pytest

from sitegen.model.registers import Role
from sitegen.pages.cast import BriefingNames, group_cast, roles_held
from tests.pages.sample_site import HERE, date, make_sample, text


def role(start: str | None, end: str | None) -> Role:
    return Role(where=HERE, title=text(en="x"), start=date(start) if start else None, end=date(end) if end else None)


@pytest.mark.parametrize(
    ("start", "end", "day", "is_held"),
    [
        (None, None, "2022-01-11", True),
        ("2019-03-20", None, "2022-01-11", True),
        ("2022-02", None, "2022-01-11", False),
        (None, "2022-01-05", "2022-01-11", False),
        (None, "2022-01-11", "2022-01-11", True),
        ("2022-01-11", None, "2022-01-11", True),
        ("2022-01-12", None, "2022-01", True),
        ("2019", "2021", "2022-01-11", False),
        ("2019", "2022", "2022-01-11", True),
        ("2019", "2021", None, False),
        ("2019", None, None, True),
    ],
)
def test_roles_are_those_of_the_date(start: str | None, end: str | None, day: str | None, *, is_held: bool) -> None:
    held = roles_held([role(start, end)], date(day) if day else None)

    assert bool(held) == is_held


def test_the_cast_stands_by_type_in_the_writers_order() -> None:
    site = make_sample()
    groups = group_cast(BriefingNames(site.newest[0], site.registers).list_cast())

    assert [(group.type, [member.entry.id.value for member in group.members]) for group in groups] == [
        ("person", ["minister"]),
        ("media", ["paper"]),
    ]
    assert groups[0].members[0].mentions == 2
    assert groups[0].members[0].address == "briefings/date.html#_m18"


def test_the_roles_of_an_article_that_looks_back_are_those_of_its_time() -> None:
    site = make_sample()
    briefing = site.newest[0]
    manuscript = briefing.manuscript
    looking_back = replace(manuscript.sidecar, covers=date("2018/2019"))
    told = replace(briefing, manuscript=replace(manuscript, sidecar=looking_back))
    minister = next(iter(BriefingNames(told, site.registers).list_cast()))

    assert [role.title.wordings[-1].value for role in minister.roles] == ["Deputy"]
