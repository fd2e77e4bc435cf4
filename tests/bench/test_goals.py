from tests.bench.goals import write_goals
from tests.bench.measure import Cost
from tests.bench.tables import Result


def result(count: int, situation: str, **seconds: float) -> Result:
    return Result(count, situation, {tool: (Cost(wall, wall, 60e6),) * 3 for tool, wall in seconds.items()})


def test_what_was_reached_stands_beside_the_goal() -> None:
    told = write_goals(
        [
            result(100, "clean", sitegen=0.9),
            result(10_000, "note", sitegen=0.5, hugo=10),
            result(10_000, "fresh", sitegen=2, hugo=10),
        ]
    )
    assert [line.split() for line in told.strip().splitlines()] == [
        ["goal", "articles", "reached", "at", "most"],
        ["one", "note", ":", "hugo's", "10000", "0.05", "0.04", "missed"],
        ["one", "note,", "seconds", "10000", "0.5", "0.4", "missed"],
        ["fresh", "checkout", ":", "hugo's", "10000", "0.2", "0.333"],
        ["clean", "build,", "seconds", "100", "0.9", "1"],
    ]


def test_growth_is_of_one_article() -> None:
    told = write_goals([result(1000, "clean", sitegen=3), result(30_000, "clean", sitegen=99)])
    assert told.strip().splitlines()[1].split()[-2:] == ["1.1", "1.25"]


def test_of_what_was_not_measured_no_goal_is_told() -> None:
    assert write_goals([result(10_000, "clean", sitegen=30)]) == ""
