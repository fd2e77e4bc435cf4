"""Reanchoring: case files of sidecars before and after, and what holds for any edited article."""

import os
import pty
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sitegen.build import BuildOptions, make_site
from sitegen.cli import run
from sitegen.output.errors import OutputError
from sitegen.refusal import Refusal
from sitegen.workbench.reanchor import ReanchorOptions, find_moves, write_moves

CASES = Path(__file__).parent / "cases" / "reanchor.txt"
SIDECAR = "content/briefings/article.yaml"
SEED = "seeds/article.txt"


@dataclass
class Case:
    title: str
    parts: dict[str, str]

    @property
    def after(self) -> str:
        return self.parts.get("after", self.parts["before"])

    @property
    def left(self) -> list[str]:
        return self.parts.get("left", "").splitlines()


def read_cases() -> list[Case]:
    """Return the cases; `@` at the end of a part takes its last line end away."""
    cases = []
    for block in CASES.read_text(encoding="utf-8").split("\n=== ")[1:]:
        title, *parts = re.split(r"\n~~~ (?=\w+\n)", block.strip("\n"))
        named = (part.partition("\n") for part in parts)
        cases.append(Case(title, {name: f"{body}\n".replace("@\n", "") for name, _, body in named}))
    return cases


def lay_out(root: Path, *, article: str, sidecar: str, newline: str = "\n") -> ReanchorOptions:
    for path, text in {SEED: article, SIDECAR: sidecar}.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(text.replace("\n", newline).encode())
    return ReanchorOptions(root=root)


def lay_out_case(root: Path, case: Case, newline: str = "\n") -> ReanchorOptions:
    lay_out(root, article=case.parts["article"], sidecar=case.parts["before"], newline=newline)
    return ReanchorOptions(root=root, with_inexact="[inexact]" in case.title)


def reanchor(options: ReanchorOptions) -> list[str]:
    """Move what can be moved and return what is left."""
    found = find_moves(options)
    write_moves(found, root=options.root)
    return [f"{one.code} {one.where.line}: {one.help}" for one in found.report]


@pytest.mark.parametrize("case", read_cases(), ids=lambda case: case.title)
def test_case(case: Case, tmp_path: Path) -> None:
    left = reanchor(lay_out_case(tmp_path, case))
    assert (tmp_path / SIDECAR).read_text(encoding="utf-8") == case.after
    assert len(left) == len(case.left)
    assert all(told.startswith(expected) for told, expected in zip(left, case.left, strict=True))
    assert (tmp_path / SEED).read_text(encoding="utf-8") == case.parts["article"]


@pytest.mark.parametrize("case", read_cases(), ids=lambda case: case.title)
def test_line_ends_and_byte_order_mark_stay(case: Case, tmp_path: Path) -> None:
    options = lay_out_case(tmp_path, case, newline="\r\n")
    (tmp_path / SIDECAR).write_bytes(b"\xef\xbb\xbf" + (tmp_path / SIDECAR).read_bytes())
    reanchor(options)
    assert (tmp_path / SIDECAR).read_bytes() == b"\xef\xbb\xbf" + case.after.replace("\n", "\r\n").encode()


@pytest.mark.parametrize("case", read_cases(), ids=lambda case: case.title)
def test_a_second_run_finds_nothing_to_move(case: Case, tmp_path: Path) -> None:
    options = lay_out_case(tmp_path, case)
    reanchor(options)
    assert find_moves(options).files == ()


# --- Which files ----------------------------------------------------------------------------------------------------

ARTICLE = "Title\nThe minister told all reporters that the deal is off.\n"
DRIFTED = "annotations:\n  - {kind: context, at: The minister told reporters that the deal}\n"
MOVED = "annotations:\n  - {kind: context, at: The minister told all reporters that the deal}\n"


def lay_out_second(root: Path) -> None:
    (root / "seeds/second.txt").write_text(ARTICLE, encoding="utf-8")
    (root / "content/briefings/second.yaml").write_text(f"draft: true\nslug: other\n{DRIFTED}", encoding="utf-8")


def test_without_being_told_to_write_nothing_is_written(tmp_path: Path) -> None:
    found = find_moves(lay_out(tmp_path, article=ARTICLE, sidecar=DRIFTED))
    assert found.moved == 1
    assert (tmp_path / SIDECAR).read_text(encoding="utf-8") == DRIFTED


def test_only_the_briefings_that_are_named_are_moved_drafts_too(tmp_path: Path) -> None:
    lay_out(tmp_path, article=ARTICLE, sidecar=DRIFTED)
    lay_out_second(tmp_path)
    reanchor(ReanchorOptions(root=tmp_path, slugs=("other",)))
    assert (tmp_path / SIDECAR).read_text(encoding="utf-8") == DRIFTED
    assert MOVED in (tmp_path / "content/briefings/second.yaml").read_text(encoding="utf-8")


def test_a_slug_that_no_briefing_has_is_refused(tmp_path: Path) -> None:
    lay_out(tmp_path, article=ARTICLE, sidecar=DRIFTED)
    with pytest.raises(Refusal, match="did you mean `article`") as refused:
        find_moves(ReanchorOptions(root=tmp_path, slugs=("artikle",)))
    assert refused.value.status == 2


def test_a_sidecar_that_cannot_be_read_is_told_and_the_others_move(tmp_path: Path) -> None:
    lay_out(tmp_path, article=ARTICLE, sidecar="annotations: [\n")
    lay_out_second(tmp_path)
    assert [told.split()[0] for told in reanchor(ReanchorOptions(root=tmp_path))] == ["bad-yaml"]
    assert MOVED in (tmp_path / "content/briefings/second.yaml").read_text(encoding="utf-8")


def test_a_file_with_other_mistakes_is_moved_all_the_same(tmp_path: Path) -> None:
    lay_out(tmp_path, article=ARTICLE, sidecar=f"titel: x\n{DRIFTED}")
    assert reanchor(ReanchorOptions(root=tmp_path)) == []
    assert (tmp_path / SIDECAR).read_text(encoding="utf-8") == f"titel: x\n{MOVED}"


def test_a_tag_is_not_touched_and_the_quote_is_left(tmp_path: Path) -> None:
    sidecar = DRIFTED.replace("at: ", "at: !!str ")
    (told,) = reanchor(lay_out(tmp_path, article=ARTICLE, sidecar=sidecar))
    assert told.startswith("anchor-drifted 2: it cannot be moved without changing more of the file: write")
    assert (tmp_path / SIDECAR).read_text(encoding="utf-8") == sidecar


def test_a_file_that_was_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    found = find_moves(lay_out(tmp_path, article=ARTICLE, sidecar=DRIFTED))
    (tmp_path / SIDECAR).write_text("{}\n", encoding="utf-8")
    with pytest.raises(OutputError, match="changed the file meanwhile"):
        write_moves(found, root=tmp_path)
    assert [path.name for path in (tmp_path / SIDECAR).parent.iterdir()] == ["article.yaml"]
    assert (tmp_path / SIDECAR).read_text(encoding="utf-8") == "{}\n"


def test_a_sidecar_that_is_a_link_to_a_seed_is_never_written(tmp_path: Path) -> None:
    lay_out(tmp_path, article=ARTICLE, sidecar=DRIFTED)
    (tmp_path / SIDECAR).rename(tmp_path / "seeds/article.yaml")
    (tmp_path / SIDECAR).symlink_to(tmp_path / "seeds/article.yaml")
    reanchor(ReanchorOptions(root=tmp_path))
    assert (tmp_path / "seeds/article.yaml").read_text(encoding="utf-8") == DRIFTED


def test_a_link_stays_one_and_permissions_too(tmp_path: Path) -> None:
    lay_out(tmp_path, article=ARTICLE, sidecar=DRIFTED)
    (tmp_path / "notes").mkdir()
    target = (tmp_path / SIDECAR).rename(tmp_path / "notes/mine.yaml")
    target.chmod(0o640)
    (tmp_path / SIDECAR).symlink_to(target)
    reanchor(ReanchorOptions(root=tmp_path))
    assert (tmp_path / SIDECAR).is_symlink()
    assert target.read_text(encoding="utf-8") == MOVED
    assert target.stat().st_mode & 0o777 == 0o640


# --- The command ----------------------------------------------------------------------------------------------------


def test_the_command_shows_a_diff_that_patch_takes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lay_out(tmp_path, article=ARTICLE, sidecar=f"# \u202e\n{DRIFTED}")
    assert run(["reanchor", "-C", str(tmp_path)]) == 0
    shown = capsys.readouterr()
    assert shown.out.splitlines() == [
        f"--- {SIDECAR}",
        f"+++ {SIDECAR}",
        "@@ -1,3 +1,3 @@",
        " # <U+202E>",
        " annotations:",
        "-  - {kind: context, at: The minister told reporters that the deal}",
        "+  - {kind: context, at: The minister told all reporters that the deal}",
    ]
    assert shown.err == "1 quote to move in 1 file: `--write` moves them\n"


def test_the_command_moves_when_it_is_told_to(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lay_out(tmp_path, article=ARTICLE, sidecar=DRIFTED)
    assert run(["-C", str(tmp_path), "reanchor", "article", "--write"]) == 0
    assert capsys.readouterr().err == "1 quote moved in 1 file\n"
    assert run(["-C", str(tmp_path), "reanchor"]) == 0
    assert capsys.readouterr().err == "no quote has drifted\n"


def test_what_is_left_makes_the_command_fail(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lay_out(tmp_path, article=ARTICLE + ARTICLE, sidecar=DRIFTED)
    assert run(["-C", str(tmp_path), "reanchor", "--write"]) == 1
    shown = capsys.readouterr()
    assert shown.out == ""
    assert f"{SIDECAR}:2:25: error[anchor-drifted]" in shown.err
    assert shown.err.endswith("left for you: 1 error\n")


def test_a_slug_that_is_none_is_wrong_use(tmp_path: Path) -> None:
    lay_out(tmp_path, article=ARTICLE, sidecar=DRIFTED)
    assert run(["-C", str(tmp_path), "reanchor", "nobody"]) == 2


ASKED = """annotations:
  - {kind: context, at: The minister told reporters that the deal}
  - {kind: context, at: the deal is dead} # kept
  - {kind: context, at: nowhere at all to be found}
"""
TWICE = (
    "Title\nThe minister told all reporters that the deal is dead.\nToday the deal is dead. Soon the deal is on it.\n"
)


@pytest.mark.parametrize(
    ("answers", "written"),
    [
        ("accept\n2\n", ("told all reporters", "the deal is dead, prefix: ")),
        ("s\nskip\n", ("told reporters", "the deal is dead}")),
        ("\n\n", ("told all reporters", "the deal is dead}")),
        ("edit\nnot there\ntold all reporters\ns\n", ("at: told all reporters}", "the deal is dead}")),
        ("nonsense\nquit\n", ("told reporters", "the deal is dead}")),
        ("all\n", ("told all reporters", "the deal is dead}")),
    ],
)
def test_on_a_terminal_each_quote_is_asked_about(tmp_path: Path, answers: str, written: tuple[str, ...]) -> None:
    lay_out(tmp_path, article=TWICE, sidecar=ASKED)
    command = [sys.executable, "-m", "sitegen", "reanchor", "-C", str(tmp_path)]
    ours, theirs = pty.openpty()
    environment = {**os.environ, "TERM": "xterm", "NO_COLOR": "", "FORCE_COLOR": ""}
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=subprocess.PIPE, env=environment) as asking:
        os.close(theirs)
        os.write(ours, answers.encode())
        shown = b"".join(iter(lambda: read_terminal(ours), b"")).decode()
        assert asking.stderr
        told = asking.stderr.read().decode()
    os.close(ours)

    sidecar = (tmp_path / SIDECAR).read_text(encoding="utf-8")
    assert all(words in sidecar for words in written), sidecar
    assert "# kept" in sidecar
    assert "9" in shown
    assert "% alike" in shown
    assert "\x1b[32m+" in shown
    assert "nowhere at all to be found" in told


def read_terminal(end: int) -> bytes:
    try:
        return os.read(end, 1 << 16)
    except OSError:  # as Linux says it where the other end is closed
        return b""


# --- What holds for any article -------------------------------------------------------------------------------------

SENTENCE = (
    "قال وزير الخارجية الجديد للصحفيين أمس إن الاتفاق الذي وقعته الحكومة مع الوفد قد يعرض على البرلمان قبل نهاية الشهر"
)
FORMS: tuple[Callable[[str], str], ...] = (
    lambda words: f"at: {words}  # kept",
    lambda words: f"at: '{words}'",
    lambda words: f'at:\n      exact: "{words}"   # kept\n    body: x',
    lambda words: f"at: {{exact: {words}}}",
    lambda words: f"at:\n      - {words}",
    lambda words: f"at: |-\n      {words}\n    body: x",
    lambda words: f"at: >\n      {words}\n\n    # kept\n    body: x",
)


NEW_WORDS = ("", "سوف", "# بلى", "'نعم", "نحو:", '"كلا"', "[هو]")


@st.composite
def edited_sentences(draw: st.DrawFn) -> tuple[str, str]:
    """Yield eight words of the sentence, and the sentence with one of them edited."""
    words = SENTENCE.split()
    first = draw(st.integers(0, len(words) - 8))
    changed = first + draw(st.integers(1, 5))
    word = draw(st.sampled_from(NEW_WORDS))
    edited = [*words[:changed], word, *words[changed + 1 :]]
    return " ".join(words[first : first + 8]), " ".join(filter(None, edited))


@given(quote_and_sentence=edited_sentences(), form=st.sampled_from(FORMS), newline=st.sampled_from(["\n", "\r\n"]))
@settings(max_examples=settings().max_examples // 3, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_after_a_word_was_edited_the_check_is_clean_again_and_other_lines_stay(
    quote_and_sentence: tuple[str, str], form: Callable[[str], str], newline: str, tmp_path: Path
) -> None:
    quote, sentence = quote_and_sentence
    notes = f"annotations:\n  - kind: context\n    {form(quote)}\n"
    sidecar = f"# First.\npublished: 2022 # then\n{notes}# Last.\n"
    assert reanchor(lay_out(tmp_path, article=f"عنوان\n{sentence}\n", sidecar=sidecar, newline=newline)) == []
    report = make_site(BuildOptions(root=tmp_path)).report
    assert [problem.message for problem in report.without_hints()] == []
    before = sidecar.replace("\n", newline).encode().splitlines(keepends=True)
    after = (tmp_path / SIDECAR).read_bytes().splitlines(keepends=True)
    differing = [pair for pair in zip(before, after, strict=True) if pair[0] != pair[1]]
    assert len(differing) == 1
    assert (b"# kept" in differing[0][0]) == (b"# kept" in differing[0][1])
