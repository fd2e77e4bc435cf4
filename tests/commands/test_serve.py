"""What `serve -q` says of its builds."""

from pathlib import Path

import pytest

from sitegen.commands.serve import complaining
from sitegen.commands.terminal import Terminal
from sitegen.refusal import Refusal
from sitegen.serving.builds import ServedBuild, ServedProblem


@pytest.mark.parametrize(("ok", "told"), [(True, ""), (False, "first\n\nsecond\n")])
def test_problems_are_told_where_they_stopped_a_build(
    ok: bool,  # noqa: FBT001 - a case
    told: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    made = ServedBuild(ok=ok, problems=(ServedProblem("first"), ServedProblem("second")))
    assert complaining(lambda _folder: made, Terminal(quiet=True))(tmp_path) is made
    assert capsys.readouterr() == ("", told)


def test_a_build_that_is_refused_says_why(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def refuse(_folder: Path) -> ServedBuild:
        raise Refusal("the folder is held", status=3)

    with pytest.raises(Refusal):
        complaining(refuse, Terminal(quiet=True))(tmp_path)
    assert capsys.readouterr() == ("", "the folder is held\n")
