"""What others do to the command's streams: hang up, close, fill the disk, lack letters."""

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from sitegen.commands.terminal import is_screen, prepare_streams
from tests.commands.typed import COMMAND, environment, run
from tests.needs import need

pytestmark = pytest.mark.slow

FULL = Path("/dev/full")


def shell(line: str, cwd: Path, **values: str) -> subprocess.CompletedProcess[str]:
    settings = environment(SITEGEN=" ".join(COMMAND), **values)
    return subprocess.run(["sh", "-c", line], cwd=cwd, env=settings, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    "command", ["check", "check --format json", "build", "clean", "schema", "--help", "--version", "build --help"]
)
def test_a_reader_that_hangs_up_is_no_fault(command: str, site: Path) -> None:
    # What was asked for is still done, and the status is the same as with a reader.
    done = shell(f"{{ $SITEGEN {command}; echo status $? >&2; }} | true", site)
    assert done.stderr.endswith("status 0\n")
    assert "Traceback" not in done.stderr
    assert "pipe" not in done.stderr.lower()


def test_a_build_is_done_though_nobody_listens(site: Path) -> None:
    shell("$SITEGEN build 2>&1 | true", site)
    assert (site / "site/index.html").is_file()


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-", "<&- >&- 2>&-"])
def test_closed_streams_are_no_fault(closed: str, site: Path) -> None:
    assert shell(f"$SITEGEN build {closed}", site).returncode == 0
    assert (site / "site/index.html").is_file()


@pytest.mark.parametrize("command", ["check", "--version", "--help", "build --help"])
def test_a_full_disk_is_told_in_a_line(command: str, site: Path) -> None:
    need(str(FULL), found=FULL.exists())
    done = shell(f"$SITEGEN {command} > {FULL}", site)
    assert done.returncode == 3
    assert done.stderr.splitlines()[-1] == "sitegen: No space left on device"
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "settings",
    [
        {"LANG": "C", "LC_ALL": "C"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "latin-1:strict"},
        {"PYTHONIOENCODING": "cp1256"},
    ],
)
def test_letters_that_a_terminal_lacks_are_escaped(settings: dict[str, str], site: Path) -> None:
    seed = site / "seeds/قمة.txt"
    seed.write_text("قمة تبليسي – დღეს\n", encoding="utf-8")
    process = subprocess.run(
        [*COMMAND, "check"], cwd=site, env=environment(**settings), capture_output=True, check=False
    )
    assert b"Traceback" not in process.stderr
    assert process.stdout.count(b"warning[seed-without-sidecar]") == 2


def test_a_folder_whose_name_is_no_text_can_be_built_and_told(site: Path) -> None:
    folder = site.rename(site.with_name("\udcff"))
    assert run("build", "-C", str(folder), cwd=folder.parent).returncode == 0
    done = run("schema", "-C", str(folder), "--output", f"{folder}/site.yaml", cwd=folder.parent)
    assert (done.returncode, done.stderr) == (0, "")
    assert "<U+DCFF>" in done.stdout


@pytest.mark.parametrize("command", [COMMAND, (str(Path(COMMAND[0]).with_name("sitegen")),)], ids=["module", "script"])
def test_files_names_are_the_same_in_every_locale(command: tuple[str, ...], site: Path) -> None:
    need("the command `sitegen`", found=Path(command[-1]).exists() or command == COMMAND)
    (site / "seeds/قمة.txt").write_text("قمة تبليسي\n", encoding="utf-8")
    (site / "content/briefings/قمة.yaml").write_text("slug: summit\n", encoding="utf-8")
    run("build", "--output", "unicode", cwd=site)
    settings = environment(LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    subprocess.run([*command, "build", "--output", "ascii"], cwd=site, env=settings, capture_output=True, check=True)
    made, again = (
        {path.relative_to(site / name): path.read_bytes() for path in (site / name).rglob("*") if path.is_file()}
        for name in ("unicode", "ascii")
    )
    assert Path("briefings/summit.html") in made
    assert again == made


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp437", "cp1256", "utf-8"])
@pytest.mark.parametrize("form", ["json", "sarif"])
def test_forms_for_programs_can_be_read_whatever_the_character_set(form: str, encoding: str, site: Path) -> None:
    sidecar = site / "content/briefings/river-diary.yaml"
    sidecar.write_text("lang: en\nété-😀-صيف: x\n", encoding="utf-8")
    settings = environment(PYTHONIOENCODING=encoding)
    command = [*COMMAND, "check", "--format", form]
    done = subprocess.run(command, cwd=site, env=settings, capture_output=True, check=False)
    assert done.returncode == 1
    assert "été-😀-صيف" in json.dumps(json.loads(done.stdout.decode(encoding)), ensure_ascii=False)


class _Console(io.TextIOWrapper):
    def isatty(self) -> bool:
        return True


def test_a_console_of_windows_keeps_its_stream(monkeypatch: pytest.MonkeyPatch) -> None:
    written = io.BytesIO()
    console = _Console(written, encoding="cp437", errors="strict")
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(sys, "stdout", console)
    monkeypatch.setattr(sys, "stderr", console)
    prepare_streams()
    assert sys.stdout is console
    print("نص é")
    assert written.getvalue() == b"\\u0646\\u0635 \x82\n"


@pytest.mark.parametrize(
    ("variables", "expected"), [({}, False), ({"WT_SESSION": "1"}, True), ({"TERM": "xterm"}, True)]
)
def test_only_new_consoles_of_windows_take_back_lines(
    variables: dict[str, str],
    expected: bool,  # noqa: FBT001 - a case
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    assert is_screen(_Console(io.BytesIO()), variables) is expected
