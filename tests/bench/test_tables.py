from dataclasses import asdict

from tests.bench.measure import Cost
from tests.bench.tables import Result, as_data, write_growth, write_results, write_start

OURS = (Cost(2.0, 1.0, 50e6, 3), Cost(3.0, 1.0, 50e6, 2), Cost(9.0, 1.0, 50e6))
HUGOS = (Cost(1.0, 2.0, 100e6), Cost(1.0, 2.0, 100e6), Cost(3.0, 2.0, 100e6))


def test_ratios_are_of_runs_that_followed_on_each_other() -> None:
    table = write_results([Result(100, "clean", {"sitegen": OURS, "hugo": HUGOS})], profile="light")
    ours, hugos = table.strip().split("\n")[1:]
    assert ours.split()[2:] == ["3.00", "1.00", "50", "3", "3", "(2–3)", "0.5", "(0.5–0.5)", "0.5", "(0.5–0.5)"]
    assert hugos.split()[2:] == ["1.00", "2.00", "100", "1"]


def test_without_hugo_there_are_no_ratios() -> None:
    table = write_results([Result(100, "clean", {"sitegen": OURS})], profile="light")
    assert "hugo" not in table
    assert table.strip().split("\n")[1].split()[2:] == ["3.00", "1.00", "50", "3"]


def test_growth_is_told_for_one_article() -> None:
    larger = tuple(Cost(cost.wall * 15, cost.processor * 10, cost.memory) for cost in OURS)
    table = write_growth([Result(100, "clean", {"sitegen": OURS}), Result(1000, "clean", {"sitegen": larger})])
    first, second = (line.split()[2:] for line in table.strip().split("\n")[1:])
    assert first == ["30.00", "10.00", "500", "1.00", "1.00"]
    assert second == ["45.00", "10.00", "50", "1.50", "1.00"]
    assert write_growth([Result(100, "note", {"sitegen": OURS})]) == ""


def test_starts_stand_beside_bare_python() -> None:
    table = write_start({"python": HUGOS, "--help": OURS})
    assert table.strip().split("\n")[-1].split() == ["--help", "3000", "3.0"]


def test_data_holds_every_run() -> None:
    data = as_data([Result(100, "clean", {"sitegen": OURS})], {"python": HUGOS})
    assert data["builds"] == [
        {
            "count": 100,
            "situation": "clean",
            "costs": {"sitegen": tuple(asdict(cost) for cost in OURS)},
        }
    ]
