import subprocess
import sys
from pathlib import Path

import pytest

from tests.bench.measure import read_all, run_measured
from tests.bench.stages import Stopwatch

ROOT = Path(__file__).parents[2]


def python(program: str) -> tuple[str, ...]:
    return (sys.executable, "-c", program)


def test_the_memory_is_that_of_the_largest_process() -> None:
    # In a process of its own: a child counts the memory of the one that it was forked from until it runs its command.
    program = (
        "import subprocess, sys; from tests.bench.measure import run_measured;"
        "grown = [sys.executable, '-c', 'bytearray(200_000_000)'];"
        "print(run_measured((sys.executable, '-c', f'import subprocess; subprocess.run({grown!r})')).memory)"
    )
    told = subprocess.run(python(program), cwd=ROOT, capture_output=True, text=True, check=True)
    assert 200e6 < int(told.stdout) < 300e6


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="processes are counted in /proc")
def test_processes_are_counted_with_those_that_they_start() -> None:
    inner = python("import sys; sys.stdin.read()")
    program = (
        "import subprocess, time;"
        f"inner = [subprocess.Popen({inner!r}, stdin=subprocess.PIPE) for _ in range(2)];"
        "time.sleep(0.5); [one.communicate() for one in inner]"
    )
    assert run_measured(python(program)).processes == 3


def test_a_command_that_fails_is_told_with_what_it_said() -> None:
    with pytest.raises(RuntimeError, match="no such luck"):
        run_measured(python("raise SystemExit('no such luck')"))


def test_reading_a_folder_reads_what_is_nested(tmp_path: Path) -> None:
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner/file").write_text("", encoding="utf-8")
    read_all(tmp_path)


def test_calls_are_counted_and_what_is_yielded_later_too() -> None:
    watch = Stopwatch()
    numbers = watch.timed("numbers", lambda: iter((1, 2)))
    double = watch.timed("double", lambda: [number * 2 for number in numbers()])
    assert double() == [2, 4]
    assert {step: row.calls for step, row in watch.rows.items()} == {"double": 1, "numbers": 1}
    assert watch.running == []
