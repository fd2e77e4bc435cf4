"""Names that are one on many disks: both files are told, whatever they are, by a build and by a check."""

import unicodedata
from pathlib import Path

import pytest

from sitegen.build import BuildOptions, check_site, make_site
from sitegen.model.problems import Report
from sitegen.model.site_files import refuse_alike_names, without_case
from tests.pages.ledger_folder import write_folder

CAFE = "café"
CAFE_APART = unicodedata.normalize("NFD", CAFE)


def test_case_and_unicode_forms_are_left_out() -> None:
    assert without_case("Seeds/A.txt") == "seeds/a.txt"
    assert without_case(CAFE_APART.upper()) == without_case(CAFE)


def test_the_second_and_third_are_told_with_the_first() -> None:
    report = Report()
    refuse_alike_names(["a.txt", "A.txt", "b.txt", "A.TXT"], report)
    assert [(one.where.path, "a.txt" in one.message) for one in report] == [("A.TXT", True), ("A.txt", True)]


def test_files_of_every_sort_are_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "a").touch()
    if (tmp_path / "A").exists():
        pytest.skip("this disk does not tell names apart by case")
    clashes = [
        (f"seeds/{CAFE_APART}.txt", f"seeds/{CAFE}.txt"),
        ("seeds/Plan.txt", "seeds/plan.txt"),
        ("content/briefings/Plan.yaml", "content/briefings/plan.yaml"),
        ("content/topics/More.yaml", "content/topics/more.yaml"),
        ("templates/assets/A.css", "templates/assets/a.css"),
        ("templates/assets/Fonts/f.txt", "templates/assets/fonts/f.txt"),
        ("templates/assets/style.CSS", ""),
        ("content/pages/pictures/P.png", "content/pages/pictures/p.png"),
    ]
    texts = {
        "content/briefings/Plan.yaml": "slug: one\nseed: plan.txt\n",
        "content/briefings/plan.yaml": "slug: two\nseed: plan.txt\n",
        "content/topics/More.yaml": "topics: [{id: a, name: A}]\n",
        "content/topics/more.yaml": "topics: [{id: b, name: B}]\n",
    }
    paths = [path for pair in clashes for path in pair if path]
    root = write_folder(tmp_path / "site", {path: texts.get(path, "Text\n") for path in paths})
    built = make_site(BuildOptions(root=root))
    told = [problem for problem in built.report if problem.code == "name-clash"]
    assert built.artifacts == ()
    assert len(told) == len(clashes)
    for path, other in clashes:
        assert any({problem.where.path, *problem.message.split()} >= {path, other} - {""} for problem in told)
    assert [problem for problem in check_site(BuildOptions(root=root)) if problem.code == "name-clash"] == told
