"""What Windows and macOS do not have is neither imported nor called: commands run here with all of that taken away."""

import os
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parent.parent
WITHOUT_POSIX = """
import asyncio, multiprocessing, os, signal, socket, subprocess, sys  # they need some of it on this system

class Missing:
    def find_spec(self, name, path=None, target=None):
        if name in {"fcntl", "grp", "posix", "pwd", "resource", "syslog", "termios", "tty", "pty"}:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

for name in ("fcntl", "grp", "pwd", "resource", "termios"):
    sys.modules.pop(name, None)
sys.meta_path.insert(0, Missing())
for module, names in {
    os: "fork forkpty getuid geteuid getgid getpgid killpg setsid O_NOFOLLOW O_DIRECTORY O_NONBLOCK mkfifo mknod "
        "chown lchown fchmod sched_getaffinity fwalk statvfs wait4 nice uname",
    signal: "SIGHUP SIGKILL SIGALRM SIGUSR1 SIGCHLD SIGPIPE pthread_sigmask pthread_kill sigwait setitimer alarm",
    socket: "SO_REUSEPORT",
}.items():
    for name in names.split():
        if hasattr(module, name):
            delattr(module, name)
for calls in (os.supports_dir_fd, os.supports_fd, os.supports_follow_symlinks):
    calls.clear()

def in_no_folder(call):
    def only_paths(path, *arguments, dir_fd=None, **options):
        assert dir_fd is None and not isinstance(path, int), f"{call.__name__} within a folder that is open"
        return call(path, *arguments, **options)
    return only_paths

os.scandir, os.open = in_no_folder(os.scandir), in_no_folder(os.open)
kill = os.kill
def kill_nobody(process, number):
    assert number, "on Windows 0 is no question but Ctrl-C"
    kill(process, number)
os.kill = kill_nobody

def no_handler(*arguments):
    raise NotImplementedError
asyncio.SelectorEventLoop.add_signal_handler = no_handler
multiprocessing.get_all_start_methods = lambda: ["spawn"]

from sitegen.__main__ import main
if __name__ == "__main__":
    main()
"""


@pytest.fixture(scope="module")
def command(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    script = tmp_path_factory.mktemp("without") / "without_posix.py"
    script.write_text(WITHOUT_POSIX, encoding="utf-8")
    return [sys.executable, str(script)]


def run(command: list[str], *arguments: str | Path) -> str:
    done = subprocess.run(
        [*command, *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        env=os.environ | {"PYTHONPATH": str(REPOSITORY)},
        check=False,
    )
    assert "Traceback" not in done.stderr
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


@pytest.mark.slow
def test_a_site_is_made_built_twice_checked_and_cleaned(command: list[str], tmp_path: Path) -> None:
    site = tmp_path / "موجز"
    run(command, "init", site)
    run(command, "-C", site, "build", "--jobs", "2")
    first = {path: path.read_bytes() for path in (site / "site").rglob("*") if path.is_file()}
    assert first
    assert " 0 files written" in run(command, "-C", site, "build")
    seed = next((site / "seeds").glob("*.txt"))
    seed.write_bytes(seed.read_bytes().replace(b"\n", b"\r\n"))
    assert " 0 files written" in run(command, "-C", site, "build", "--clean")
    run(command, "-C", site, "new", "another")
    assert not (site / "site/briefings/another.html").exists()
    run(command, "-C", site, "check")
    run(command, "-C", site, "clean")
    assert not (site / "site").exists()


@pytest.mark.slow
def test_a_site_is_served_until_ctrl_c(command: list[str], tmp_path: Path) -> None:
    run(command, "init", tmp_path / "site")
    with subprocess.Popen(
        [*command, "-C", str(tmp_path / "site"), "serve", "--poll"],
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env=os.environ | {"PYTHONPATH": str(REPOSITORY)},
    ) as server:
        assert server.stdout
        line = next(line for line in server.stdout if line.startswith("serving "))
        with urllib.request.urlopen(line.split()[1]) as answer:  # noqa: S310 - our own server
            assert b"<html" in answer.read()
        time.sleep(0.1)
        server.send_signal(2)
        assert server.wait(30) == 130
