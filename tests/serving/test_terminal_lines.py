"""What the terminal tells at each build of `serve`: what is new and what was mended; the rest is counted."""

from sitegen.output.output_folder import Changes
from sitegen.serving.builds import FinishedBuild, ServedBuild, ServedProblem
from sitegen.serving.terminal_lines import BuildTeller, count_problems


def warning(path: str, line: int = 1, *, count: int = 1) -> ServedProblem:
    headline = f"{path}: warning[raw-html]: HTML"
    return ServedProblem(f"{path}:{line}:1: warning[raw-html]: HTML", path, headline, "<b>", count, is_error=False)


def error(path: str) -> ServedProblem:
    return ServedProblem(f"{path}:1:1: error[bad-yaml]: torn", path, f"{path}: error[bad-yaml]: torn")


def finished(*problems: ServedProblem, names: tuple[str, ...] = (), ok: bool = True) -> FinishedBuild:
    changes = Changes(1, 2, 0, ()) if ok else None
    return FinishedBuild(names, ServedBuild(ok=ok, problems=problems, changes=changes), 0.5)


def test_problems_are_told_once() -> None:
    telling = BuildTeller()
    first, second = warning("a.yaml"), warning("b.yaml")
    assert telling.tell(finished(first, second)) == [
        first.text,
        second.text,
        "1 file written, 2 unchanged, 0 removed in 0.50 s; 2 warnings",
    ]
    assert telling.tell(finished(first, second, names=("a.yaml",))) == [
        "a.yaml changed: 1 file written, 2 unchanged, 0 removed in 0.50 s; 2 warnings, 2 of them told before"
    ]


def test_a_line_above_makes_no_new_problem() -> None:
    telling = BuildTeller()
    telling.tell(finished(warning("a.yaml", 3)))
    assert len(telling.tell(finished(warning("a.yaml", 4)))) == 1


def test_what_came_and_what_was_mended_is_told() -> None:
    telling = BuildTeller()
    telling.tell(finished(warning("a.yaml"), warning("b.yaml")))
    new, last = warning("c.yaml"), "mended: a.yaml: warning[raw-html]: HTML"
    assert telling.tell(finished(warning("b.yaml"), new, names=("a.yaml",)))[:-1] == [new.text, last]
    assert telling.tell(finished())[:-1] == [
        "mended: b.yaml: warning[raw-html]: HTML",
        "mended: c.yaml: warning[raw-html]: HTML",
    ]
    assert telling.tell(finished(warning("a.yaml")))[0] == warning("a.yaml").text


def test_the_same_fault_at_more_places_is_told_again_at_fewer_it_is_not() -> None:
    telling = BuildTeller()
    telling.tell(finished(warning("a.yaml", count=3)))
    assert len(telling.tell(finished(warning("a.yaml", count=2)))) == 1
    assert len(telling.tell(finished(warning("a.yaml", count=3)))) == 2


def test_what_a_failed_build_did_not_look_for_is_not_mended() -> None:
    telling = BuildTeller()
    telling.tell(finished(warning("a.yaml"), warning("b.yaml"), warning("c.yaml")))
    torn = error("a.yaml")
    assert telling.tell(finished(torn, names=("a.yaml", "b.yaml"), ok=False)) == [
        torn.text,
        "mended: b.yaml: warning[raw-html]: HTML",
        "a.yaml and 1 more changed: 1 error; not built, the last good pages stay (in 0.50 s)",
    ]
    assert telling.tell(finished(warning("a.yaml"), warning("c.yaml"), names=("a.yaml",))) == [
        "mended: a.yaml: error[bad-yaml]: torn",
        "a.yaml changed: 1 file written, 2 unchanged, 0 removed in 0.50 s; 2 warnings, 2 of them told before",
    ]


def test_a_machine_that_fails_mends_nothing() -> None:
    telling = BuildTeller()
    telling.tell(finished(warning("a.yaml")))
    full = ServedProblem("site: no space left")
    assert telling.tell(finished(full, names=("a.yaml",), ok=False))[0] == full.text
    assert telling.tell(finished(warning("a.yaml")))[0].endswith("1 warning, 1 of them told before")


def test_errors_are_counted_first() -> None:
    assert count_problems([warning("a.yaml", count=20), error("b.yaml")]) == "1 error, 20 warnings"
    assert count_problems([error("a.yaml"), error("b.yaml")]) == "2 errors"
    assert count_problems([]) == ""
