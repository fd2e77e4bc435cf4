"""`sitegen export` and `sitegen import` as they are typed: what is told, exit status, and which files there are."""

from pathlib import Path

import pytest

from sitegen.cli import run

SIDECAR = "content/briefings/river-diary.yaml"


def files_in(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    ("form", "ending"), [("jsonld", "jsonld"), ("hypothesis", "json"), ("csv", "csv"), ("tei", "xml")]
)
def test_an_export_makes_a_file_for_each_briefing_and_no_other(form: str, ending: str, site: Path) -> None:
    before = files_in(site)
    assert run(["-C", str(site), "export", "--format", form]) == 0
    assert files_in(site) - before == {f"export/{slug}.{ending}" for slug in ("river-diary", "water-plan")}


def test_an_export_of_one_goes_where_it_is_wanted(
    site: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "other"
    assert run(["-C", str(site), "export", "--format", "csv", "river-diary", "-o", str(folder)]) == 0
    assert files_in(folder) == {"river-diary.csv"}
    assert run(["-C", str(site), "export", "--format", "csv", "river-dairy", "-o", str(folder)]) == 2
    assert "did you mean `river-diary`?" in capfd.readouterr().err


def test_what_is_imported_again_is_refused_and_nothing_changes(
    site: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    sheet = tmp_path / "notes.csv"
    sheet.write_text("id,body\nnew1,A note.\n", "utf-8")
    typed = ["-C", str(site), "import", str(sheet), "--seed", "river-diary"]
    before, there = (site / SIDECAR).read_bytes(), files_in(site)
    assert run([*typed, "--stdout"]) == 0
    out = capfd.readouterr().out
    assert out.endswith("id: new1\n    kind: context\n    body: A note.\n")
    assert (site / SIDECAR).read_bytes() == before
    assert run(typed) == 0
    assert (site / SIDECAR).read_bytes() == out.encode()
    assert run(typed) == 1
    told = capfd.readouterr().err
    assert f"{sheet}:2:1: error[duplicate-id]: the id `new1` is taken at {SIDECAR}:" in told
    assert (site / SIDECAR).read_bytes() == out.encode()
    assert files_in(site) - there == {"content/briefings/river-diary.import.json"}


@pytest.mark.parametrize(
    "typed",
    [["x.csv"], ["missing.csv", "--seed", "river-diary"], ["x.csv", "--seed", "river-diary", "--map", "quote=Quote"]],
)
def test_a_wrong_use_is_told(typed: list[str], site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(site)
    Path("x.csv").write_text("Quote\n", "utf-8")
    assert run(["import", *typed]) == 2
