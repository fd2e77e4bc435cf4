"""Serving: a real server in a process of its own, asked by sockets, a web socket client and a real browser."""

import http.client
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty, Queue
from threading import Thread

import pytest
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.slow

REPOSITORY = Path(__file__).parents[2]

SERVER = """
import sys, time
from pathlib import Path
from sitegen.model.site_files import Artifact
from tests.output.writing import write_output
from sitegen.refusal import Refusal
from sitegen.serving.builds import ServedBuild, ServedProblem
from sitegen.serving.server import ServeOptions, serve

root, host, port, *flags = sys.argv[1:]
root = Path(root)

def tell(line):
    print(line, flush=True)

def pages(texts):
    for name, text in texts.items():
        yield Artifact(name, text.encode())

def build(output):
    texts = {path.name: path.read_text() for path in sorted((root / "content").glob("*.*")) if path.suffix != ".swp"}
    if pause := texts.pop("pause.txt", ""):
        tell("building")
        while pause == "gate" and not (root / "gate").exists():
            time.sleep(0.01)
        time.sleep(0 if pause == "gate" else float(pause))
    if "bug.txt" in texts:
        raise RuntimeError("a fault of our own")
    problems = tuple(ServedProblem(text) for text in texts.values() if text.startswith("content/"))
    if problems:
        return ServedBuild(ok=False, problems=problems)
    return ServedBuild(ok=True, problems=(), changes=write_output(output, pages(texts), root=root))

options = ServeOptions(root=root, host=host, port=None if port == "-" else int(port), poll="poll" in flags)
try:
    sys.exit(serve(options, build, tell=tell))
except Refusal as refusal:
    tell(refusal.message)
    sys.exit(refusal.status)
except KeyboardInterrupt:
    sys.exit(130)
"""
"""A server whose site is the files of content/ as they are; one that begins with `content/` is a problem."""

PAGE = "<!doctype html><html lang=ar dir=rtl><head><title>نص</title></head><body>{}</body></html>"
FAULT = "content/a.yaml:3:7: error[unknown-key]: <b>bold</b> & more\n  found: المفتاح\n  help: write `title`"


@dataclass
class Served:
    """A running server."""

    root: Path
    process: "subprocess.Popen[str]"
    port: int = 0
    lines: list[str] = field(default_factory=list)
    """What the terminal showed so far."""
    _fresh: "Queue[str]" = field(default_factory=Queue)

    def __post_init__(self) -> None:
        self._reader = Thread(target=self.read_terminal, daemon=True)
        self._reader.start()

    def next_line(self, pattern: str, *, seconds: float = 20) -> str:
        """Wait for the next line that the pattern is found in."""
        end = time.monotonic() + seconds
        while True:
            try:
                line = self._fresh.get(timeout=max(0.01, end - time.monotonic()))
            except Empty:
                raise AssertionError(f"no line like {pattern!r}: {self.lines} {self.process.poll()}") from None
            self.lines.append(line)
            if re.search(pattern, line):
                return line

    def lines_until_quiet(self, *, seconds: float = 0.5) -> list[str]:
        lines = []
        while True:
            try:
                lines.append(self._fresh.get(timeout=seconds))
            except Empty:
                self.lines += lines
                return lines

    def read_terminal(self) -> None:
        assert self.process.stdout
        with self.process.stdout as lines:
            for line in lines:
                self._fresh.put(line.rstrip("\n"))

    def stop(self) -> None:
        """End the process, whatever it does, and read its last lines."""
        self.process.kill()
        self.process.wait()
        self._reader.join()

    def write(self, name: str, text: str) -> None:
        (self.root / "content" / name).write_text(text, encoding="utf-8")

    def ask(self, path: str, *, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.putrequest(method, path, skip_host="Host" in headers, skip_accept_encoding=True)
            for name, value in headers.items():
                connection.putheader(name, value)
            connection.endheaders()
            answer = connection.getresponse()
            return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
        finally:
            connection.close()

    def read(self, path: str = "/") -> str:
        return self.ask(path)[2].decode()

    def end(self, number: signal.Signals = signal.SIGINT) -> int:
        self.process.send_signal(number)
        return self.process.wait(20)


def start(
    root: Path,
    *,
    host: str = "127.0.0.1",
    port: str = "0",
    flags: tuple[str, ...] = (),
    before: tuple[str, ...] = (),
) -> Served:
    """Start a server; `before` is the beginning of a command that runs another."""
    process = subprocess.Popen(
        [*before, sys.executable, "-W", "error", "-c", SERVER, root, host, port, *flags],
        cwd=REPOSITORY,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    return Served(root, process)


@contextmanager
def serving(
    root: Path,
    files: dict[str, str],
    *,
    host: str = "127.0.0.1",
    flags: tuple[str, ...] = (),
    before: tuple[str, ...] = (),
) -> Iterator[Served]:
    (root / "content").mkdir(exist_ok=True)
    for name, text in files.items():
        (root / "content" / name).write_text(text, encoding="utf-8")
    served = start(root, host=host, flags=flags, before=before)
    try:
        served.port = int(served.next_line("serving http").split(":")[2].split("/")[0])
        yield served
    finally:
        served.stop()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "root").mkdir()
    return tmp_path / "root"


# What is answered


@pytest.fixture(scope="module")
def quiet(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Return one server for all tests that only ask."""
    root = tmp_path_factory.mktemp("quiet")
    files = {
        "index.html": PAGE.format("home"),
        "404.html": PAGE.format("lost"),
        "open.html": "<p>no end of a body",
        "long.html": PAGE.format("x" * 300_000 + "</body> in a comment <!-- </head> -->"),
        "site.css": "p { color: red }",
        "data.jsonld": "{}",
        "نص.txt": "text",
    }
    with serving(root, files) as served:
        (root / "secret.txt").write_text("secret")
        folder = root / ".sitegen/serve"
        (folder / "en").mkdir()
        (folder / "en/index.html").write_text(PAGE.format("English"))
        (folder / "out.txt").symlink_to(root / "secret.txt")
        (folder / "loop").symlink_to("loop")
        os.mkfifo(folder / "pipe")
        yield served


def test_a_page_carries_the_script_and_is_else_as_built(quiet: Served) -> None:
    status, headers, content = quiet.ask("/")
    assert status == 200
    assert headers["content-type"] == "text/html; charset=utf-8"
    assert headers["cache-control"] == "no-store"
    scripts = re.search(rb"(<script[^>]*src=\"/[a-z_./]+\.js[^>]*></script>){2}(?=</body>)", content)
    assert scripts
    assert content.replace(scripts[0], b"").decode() == PAGE.format("home")
    assert (quiet.root / ".sitegen/serve/index.html").read_text() == PAGE.format("home")


@pytest.mark.parametrize("path", ["/open.html", "/long.html"])
def test_any_page_carries_the_script(quiet: Served, path: str) -> None:
    content = quiet.read(path)
    tail = content[content.rindex("<script") :]
    assert "livereload.js" in tail
    assert tail.endswith(("</script>", "</script></body></html>"))


@pytest.mark.parametrize(
    ("path", "kind", "content"),
    [
        ("/site.css", "text/css; charset=utf-8", b"p { color: red }"),
        ("/data.jsonld", "application/ld+json; charset=utf-8", b"{}"),
        ("/%D9%86%D8%B5.txt", "text/plain; charset=utf-8", b"text"),
        ("/site.css?livereload=1", "text/css; charset=utf-8", b"p { color: red }"),
    ],
)
def test_other_files_are_as_built(quiet: Served, path: str, kind: str, content: bytes) -> None:
    status, headers, answer = quiet.ask(path)
    assert (status, headers["content-type"], answer) == (200, kind, content)


def test_a_folder_is_its_index(quiet: Served) -> None:
    assert "English" in quiet.read("/en/")
    status, headers, _ = quiet.ask("/en")
    assert (status, headers["location"]) == (302, "/en/")


def test_what_is_not_there_is_the_sites_own_404_page(quiet: Served) -> None:
    status, _, content = quiet.ask("/nothing.html")
    assert status == 404
    assert b"lost" in content
    assert b"livereload.js" in content


def test_head_is_get_without_the_body(quiet: Served) -> None:
    for path in ("/", "/site.css", "/nothing.html"):
        status, headers, content = quiet.ask(path, method="HEAD")
        answer = quiet.ask(path)
        assert (status, headers["content-length"], content) == (answer[0], answer[1]["content-length"], b"")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_nothing_can_be_written(quiet: Served, method: str) -> None:
    assert quiet.ask("/", method=method)[0] == 405


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt",
        "/../../secret.txt",
        "/%2e%2e/%2e%2e/secret.txt",
        "/en/..%2f..%2f..%2fsecret.txt",
        "/..\\..\\secret.txt",
        "/..%5c..%5csecret.txt",
        "//etc/passwd",
        "/%2fetc/passwd",
        "/index.html%00",
        "/%00",
        "/%ff",
        "/en//index.html",
        "/./index.html",
        "/out.txt",
        "/loop",
        "/loop/x",
        "/pipe",
        "/.sitegen-manifest",
        "/index.html/x",
        "/" + "x" * 300,
        "/%0d%0aSet-Cookie:x",
        "http://example.org/",
    ],
)
def test_nothing_outside_is_told(quiet: Served, path: str) -> None:
    status, headers, content = quiet.ask(path)
    assert status in (403, 404)
    assert "set-cookie" not in headers
    assert b"secret" not in content
    assert b"Traceback" not in content
    assert str(quiet.root).encode() not in content


@pytest.mark.parametrize("host", ["127.0.0.1:{}", "localhost:{}", "[::1]:{}", "LocalHost:{}"])
def test_own_hosts_are_answered(quiet: Served, host: str) -> None:
    own = host.format(quiet.port)
    assert quiet.ask("/", Host=own)[0] == 200
    assert quiet.ask("/", Host=own, Origin=f"http://{own}")[0] == 200


@pytest.mark.parametrize(
    "host",
    [
        "example.org",
        "example.org:{}",
        "127.0.0.1",
        "127.0.0.1:1",
        "localhost.example.org:{}",
        "a@localhost:{}",
        "x:y",
        "",
    ],
)
def test_foreign_hosts_are_refused(quiet: Served, host: str) -> None:
    for path in ("/", "/nothing.html", "/livereload.js", "/livereload"):
        status, _, content = quiet.ask(path, Host=host.format(quiet.port))
        assert status in (400, 403)
        assert b"home" not in content


@pytest.mark.parametrize("origin", ["http://example.org", "null", "https://localhost:{}", "http://localhost:1", ""])
def test_foreign_origins_are_refused(quiet: Served, origin: str) -> None:
    assert quiet.ask("/", Origin=origin.format(quiet.port))[0] == 403


# The web socket


class Socket:
    """A web socket client of few lines: text frames of up to 64 KB."""

    def __init__(self, served: Served, **headers: str) -> None:
        self._socket = socket.create_connection(("127.0.0.1", served.port), timeout=20)
        own = {
            "Host": f"127.0.0.1:{served.port}",
            "Upgrade": "websocket",
            "Connection": "Upgrade",
            "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==",
            "Sec-WebSocket-Version": "13",
        }
        lines = [f"{name}: {value}" for name, value in {**own, **headers}.items()]
        self._socket.sendall("\r\n".join(["GET /livereload HTTP/1.1", *lines, "", ""]).encode())
        self._file = self._socket.makefile("rb")
        self.status = int(self._file.readline().split()[1])
        while self._file.readline() not in (b"\r\n", b""):
            pass

    def say(self, message: str) -> None:
        content = message.encode()
        self._socket.sendall(bytes([0x81, 0x80 | 126]) + len(content).to_bytes(2, "big") + bytes(4) + content)

    def greet(self, **more: object) -> dict[str, object]:
        self.say(json.dumps({"command": "hello", "protocols": [], **more}))
        answer = self.hear()
        self.say(json.dumps({"command": "info", "url": "http://localhost/"}))
        return answer

    def hear(self) -> dict[str, object]:
        kind, length = self._file.read(2)
        assert kind == 0x81
        if length == 126:
            length = int.from_bytes(self._file.read(2), "big")
        message = json.loads(self._file.read(length))
        assert isinstance(message, dict)
        return message

    def is_hung_up(self) -> bool:
        return self._file.read(1) in (b"", b"\x88")

    def close(self) -> None:
        self._file.close()
        self._socket.close()


@pytest.fixture
def connect() -> Iterator[Callable[..., Socket]]:
    opened: list[Socket] = []

    def connect(served: Served, **headers: str) -> Socket:
        opened.append(Socket(served, **headers))
        return opened[-1]

    yield connect
    for each in opened:
        each.close()


@pytest.mark.parametrize(
    ("header", "value", "status"),
    [
        ("Origin", "http://127.0.0.1:{}", 101),
        ("Origin", "http://localhost:{}", 101),
        ("Origin", "http://example.org", 403),
        ("Origin", "null", 403),
        ("Host", "example.org:{}", 403),
    ],
)
def test_whom_the_web_socket_answers(
    quiet: Served, connect: Callable[..., Socket], header: str, value: str, status: int
) -> None:
    assert connect(quiet, **{header: value.format(quiet.port)}).status == status


@pytest.mark.parametrize("nonsense", ["{", "[]", "1", "{}", '{"command": 1}', '"hello"'])
def test_nonsense_does_no_harm(quiet: Served, connect: Callable[..., Socket], nonsense: str) -> None:
    client = connect(quiet)
    client.say(nonsense)
    assert nonsense == '{"command": 1}' or client.is_hung_up()
    assert connect(quiet).greet()["command"] == "hello"
    assert not quiet.lines_until_quiet(seconds=0.05)


def test_a_change_is_told_to_every_browser(root: Path, connect: Callable[..., Socket]) -> None:
    with serving(root, {"index.html": PAGE.format("one"), "site.css": "p {}"}) as served:
        clients = [connect(served), connect(served)]
        for client in clients:
            client.greet()
        served.write("index.html", PAGE.format("two"))
        assert [client.hear()["path"] for client in clients] == ["*", "*"]
        assert "two" in served.read()
        served.write("site.css", "p { color: red }")
        assert [client.hear()["path"] for client in clients] == ["site.css", "site.css"]


def test_a_browser_with_an_older_page_is_told_at_once(root: Path, connect: Callable[..., Socket]) -> None:
    with serving(root, {"index.html": PAGE.format("one")}) as served:
        number = re.search(r"snipver=(\d+)", served.read())
        assert number
        served.write("index.html", PAGE.format("two"))
        served.next_line("1 file written")
        late = connect(served)
        late.greet(snipver=int(number[1]))
        assert late.hear() == {"command": "reload", "path": "*", "liveCSS": True, "liveImg": True}


# Builds


def built(lines: list[str]) -> int:
    return sum(bool(re.search(r" in \d+\.\d\d s", line)) for line in lines)


def test_many_saves_are_one_build(root: Path) -> None:
    with serving(root, {"index.html": PAGE.format("home")}) as served:
        for number in range(30):
            served.write(f"{number}.html", PAGE.format(number))
        lines = [served.next_line(" written, "), *served.lines_until_quiet()]
        assert built(lines) <= 5  # one on a machine that is not busy
        assert "29" in served.read("/29.html")


def test_rapid_edits_are_not_lost(root: Path) -> None:
    with serving(root, {"index.html": PAGE.format("edit 0")}) as served:
        for number in range(1, 51):
            served.write("index.html", PAGE.format(f"edit {number} of 50"))
            time.sleep(0.004 * (number % 9))
        served.lines_until_quiet()
        assert "edit 50 of 50" in served.read()


def test_changes_during_a_build_are_built_once_after_it(root: Path) -> None:
    gate = root / "gate"
    gate.touch()
    with serving(root, {"index.html": PAGE.format("home"), "pause.txt": "gate"}) as served:
        gate.unlink()
        served.write("index.html", PAGE.format("first"))
        served.next_line("building")
        for number in range(5):
            served.write("index.html", PAGE.format(f"during {number}"))
            time.sleep(0.08)
        assert "home" in served.read()  # the server answers while it builds
        time.sleep(0.4)
        gate.touch()
        assert built(served.lines_until_quiet(seconds=1)) == 2
        assert "during 4" in served.read()


def test_atomic_saves_and_renames_are_seen(root: Path) -> None:
    with serving(root, {"index.html": PAGE.format("one")}) as served:
        new = root / "content/.index.html.tmp"
        new.write_text(PAGE.format("two"), encoding="utf-8")
        new.replace(root / "content/index.html")
        assert "content/index.html changed" in served.next_line(" written, ")
        assert "two" in served.read()
        (root / "content/index.html").rename(root / "content/other.html")
        served.next_line("1 file written, 0 unchanged, 1 removed")


def test_what_editors_and_sitegen_leave_beside_is_ignored(root: Path) -> None:
    with serving(root, {"index.html": PAGE.format("home")}) as served:
        for name in (".index.html.swp", "index.html~", "#index.html#", ".#index.html", "4913", "x.tmp", ".DS_Store"):
            served.write(name, "x")
        (root / "site").mkdir()
        (root / "site/index.html").write_text("x")
        (root / ".sitegen/cache").write_text("x")
        (root / "notes.txt").write_text("x")
        assert served.lines_until_quiet(seconds=0.8) == []


def test_folders_may_come_and_go(root: Path) -> None:
    with serving(root, {"index.html": PAGE.format("home")}) as served:
        (root / "templates").mkdir()
        served.next_line("templates changed")
        (root / "templates/page.html").write_text("x")
        served.next_line("templates/page.html changed")
        (root / "content").rename(root / "away")
        served.next_line("0 files written, 0 unchanged, 1 removed")
        (root / "away/index.html").write_text(PAGE.format("back again"), encoding="utf-8")
        (root / "away").rename(root / "content")
        served.next_line("1 file written")
        assert "back again" in served.read()
        served.write("index.html", PAGE.format("still watched"))
        served.next_line("1 file written")
        assert "still watched" in served.read()


def test_a_site_that_is_gone_is_not_made_again_and_may_come_back(root: Path) -> None:
    with serving(root, {"index.html": PAGE.format("home")}) as served:
        shutil.rmtree(root)
        served.next_line("the site's folder is gone")
        served.lines_until_quiet()
        assert not root.exists()
        assert "the site&#x27;s folder is gone" in served.read()
        (root / "content").mkdir(parents=True)
        served.write("index.html", PAGE.format("back again"))
        served.next_line("1 file written")
        assert "back again" in served.read()


def test_what_was_built_is_built_again_when_it_is_gone(root: Path) -> None:
    with serving(root, {"index.html": PAGE.format("home")}) as served:
        shutil.rmtree(root / ".sitegen")
        assert served.ask("/")[0] == 404
        served.next_line("1 file written")
        assert "home" in served.read()


def test_two_servers_of_one_site_both_show_every_change(root: Path, connect: Callable[..., Socket]) -> None:
    files = {"index.html": PAGE.format("home")}
    with serving(root, files) as first, serving(root, files) as second:
        for served in (first, second):
            served.lines_until_quiet()
            connect(served).greet()
        for number in range(3):
            first.write("index.html", PAGE.format(f"edit {number}"))
            for served in (first, second):
                served.next_line("1 file written")
                assert f"edit {number}" in served.read()


def save_like_vim(file: Path, text: str) -> None:
    """Save as vim does by its own settings: a swap file, a trial, the old file kept until the new one is whole."""
    swap, trial, backup = file.with_name(f".{file.name}.swp"), file.with_name("4913"), file.with_name(f"{file.name}~")
    swap.write_text("b0VIM")
    trial.touch()
    trial.unlink()
    file.rename(backup)
    file.write_text(text, encoding="utf-8")
    backup.unlink()
    swap.unlink()


def save_like_emacs(file: Path, text: str) -> None:
    """Save as emacs does: a lock that is a link to nowhere, an auto-save, the old file kept as backup."""
    lock, unsaved = file.with_name(f".#{file.name}"), file.with_name(f"#{file.name}#")
    lock.symlink_to("editor@desk.1234")
    unsaved.write_text(text, encoding="utf-8")
    file.rename(file.with_name(f"{file.name}~"))
    file.write_text(text, encoding="utf-8")
    unsaved.unlink()
    lock.unlink()


@pytest.mark.parametrize("save", [save_like_vim, save_like_emacs])
def test_how_editors_save(root: Path, save: Callable[[Path, str], None]) -> None:
    with serving(root, {"index.html": PAGE.format("home")}) as served:
        save(root / "content/index.html", PAGE.format("saved"))
        assert "content/index.html changed" in served.next_line(" written, ")
        assert built(served.lines_until_quiet()) <= 1  # none on a machine that is not busy
        assert "saved" in served.read()


def test_links_that_go_round_in_circles(root: Path) -> None:
    (root / "content/a").mkdir(parents=True)
    (root / "content/b").mkdir()
    for place, target in (("a/up", ".."), ("a/up2", ".."), ("a/to", "../b"), ("b/to", "../a"), ("self", "self")):
        (root / "content" / place).symlink_to(target)
    with serving(root, {"index.html": PAGE.format("home")}) as served:
        served.write("index.html", PAGE.format("edited"))
        served.next_line("1 file written")


def test_polling_loses_no_rapid_edits_either(root: Path) -> None:
    with serving(root, {"index.html": PAGE.format("edit 00")}, flags=("poll",)) as served:
        for number in range(1, 51):
            served.write("index.html", PAGE.format(f"edit {number:02}"))
            time.sleep(0.006 * (number % 9))
        served.lines_until_quiet(seconds=1)
        assert "edit 50" in served.read()


WITHIN_LIMIT = "echo 9 > /proc/sys/user/max_inotify_watches && exec"
"""Of a shell in a namespace of its own, where the system lets a user watch nine folders and no more."""


def test_where_the_system_tells_no_more_changes_they_are_looked_for(root: Path) -> None:
    if subprocess.run(
        ["unshare", "-Ur", "sh", "-c", f"{WITHIN_LIMIT} true"], capture_output=True, check=False
    ).returncode:
        pytest.skip("a user may not limit herself on this machine")
    with serving(
        root, {"index.html": PAGE.format("home")}, before=("unshare", "-Ur", "sh", "-c", f'{WITHIN_LIMIT} "$@"', "sh")
    ) as served:
        for number in range(12):
            (root / f"content/{number}").mkdir()
        assert served.next_line("the system tells no changes") == (
            "the system tells no changes (OS file watch limit reached); looking for them again and again instead"
        )
        served.lines_until_quiet(seconds=1)
        (root / "content/11/new").write_text("x")
        served.next_line("content/11/new changed")


def test_an_edit_while_the_first_build_runs_is_built(root: Path) -> None:
    (root / "content").mkdir()
    (root / "content/pause.txt").write_text("0.5")
    (root / "content/index.html").write_text(PAGE.format("one"), encoding="utf-8")
    served = start(root)
    try:
        served.next_line("building")
        served.write("index.html", PAGE.format("two"))
        served.next_line("serving")
        served.next_line("1 file written")
    finally:
        served.stop()


def test_requests_wait_while_pages_are_put_in_place(root: Path) -> None:
    with serving(root, {"index.html": PAGE.format("one")}) as served:
        work = root / ".sitegen/serve/.sitegen-work"
        work.mkdir()
        (work / "journal").write_text("{}")
        answers: list[str] = []
        asking = Thread(target=lambda: answers.append(served.read()))
        asking.start()
        time.sleep(0.3)
        assert answers == []
        (root / ".sitegen/serve/index.html").write_text(PAGE.format("two"), encoding="utf-8")
        (work / "journal").unlink()
        asking.join(20)
        assert "two" in answers[0]


# Problems


def test_a_first_build_that_fails_is_shown_and_mended(root: Path) -> None:
    with serving(root, {"index.html": PAGE.format("home"), "a.yaml": FAULT}) as served:
        status, _, content = served.ask("/")
        assert status == 200
        assert "error[unknown-key]: &lt;b&gt;bold&lt;/b&gt; &amp; more" in content.decode()
        (root / "content/a.yaml").unlink()
        served.next_line(" written, ")
        assert "unknown-key" not in served.read()
        assert "home" in served.read()


def test_on_an_error_the_last_good_pages_stay(root: Path, connect: Callable[..., Socket]) -> None:
    with serving(root, {"index.html": PAGE.format("good")}) as served:
        client = connect(served)
        client.greet()
        served.write("index.html", PAGE.format("newer"))
        served.write("a.yaml", FAULT)
        served.next_line("1 error; not built, the last good pages stay")
        client.hear()
        content = served.read()
        assert "good" in content
        assert "newer" not in content
        assert "unknown-key" in content
        assert served.ask("/nothing")[0] == 404
        (root / "content/a.yaml").unlink()
        client.hear()
        assert "newer" in served.read()
        assert "_sitegen-problems" not in served.read()


def test_a_refusal_of_the_machine_is_shown_as_a_problem(root: Path) -> None:
    with serving(root, {"index.html": PAGE.format("good")}) as served:
        (root / "content/data").mkdir()
        served.lines_until_quiet()
        (root / ".sitegen/serve/mine.html").write_text("mine")
        served.write("mine.html", "mine too")
        served.next_line("1 error")
        assert "stands where a page should be" in served.read()


def test_a_fault_of_our_own_ends_the_server(root: Path) -> None:
    with serving(root, {"index.html": PAGE.format("good")}) as served:
        served.write("bug.txt", "x")
        served.next_line("RuntimeError: a fault of our own")
        assert served.process.wait(20) == 1


# Ports, hosts, ends


def test_a_busy_port_is_passed_over_or_refused(root: Path) -> None:
    (root / "content").mkdir()
    with serving(root, {"index.html": PAGE.format("home")}) as first:
        second = start(root, port=str(first.port))
        assert second.next_line("in use") == (
            f"port {first.port} of 127.0.0.1 is in use by another program; choose one with --port"
        )
        assert second.process.wait(20) == 3
        second.stop()


def test_without_a_port_the_next_free_one_is_told(root: Path) -> None:
    (root / "content").mkdir()
    servers = [start(root, port="-") for _ in range(2)]
    try:
        ports = {int(server.next_line("serving http").split(":")[2].split("/")[0]) for server in servers}
        assert len(ports) == 2
        assert all(8000 <= port < 8100 for port in ports)
        assert any("port 8000 is in use" in line for server in servers for line in server.lines)
    finally:
        for server in servers:
            server.stop()


def test_an_address_that_is_not_ours(root: Path) -> None:
    (root / "content").mkdir()
    served = start(root, host="192.0.2.1")
    served.next_line("cannot listen on port 0 of 192.0.2.1")
    assert served.process.wait(20) == 3
    served.stop()


def test_listening_everywhere_takes_numbers_but_no_names(root: Path) -> None:
    with serving(root, {"index.html": PAGE.format("home")}, host="0.0.0.0") as served:  # noqa: S104
        assert served.ask("/", Host=f"192.0.2.7:{served.port}")[0] == 200
        assert served.ask("/", Host=f"example.org:{served.port}")[0] == 403


@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
@pytest.mark.parametrize("pause", ["", "1"])
def test_the_end_is_clean(
    root: Path, number: signal.Signals, status: int, pause: str, connect: Callable[..., Socket]
) -> None:
    with serving(root, {"index.html": PAGE.format("home")}) as served:
        connect(served).greet()
        served.lines_until_quiet(seconds=0.1)
        if pause:
            served.write("pause.txt", pause)
            served.next_line("building")
        assert served.end(number) == status
        assert not [line for line in served.lines_until_quiet(seconds=0.1) if "changed" not in line]
        assert not (root / ".sitegen/serve/.sitegen-work").exists()


# In a real browser


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    page.set_default_timeout(20_000)
    yield page
    page.close()


def test_an_edit_reaches_the_browser_where_its_reader_is(root: Path, page: Page) -> None:
    body = "<h1>{}</h1><div style='block-size:4000px'></div><p>end</p>"
    with serving(root, {"index.html": PAGE.format(body.format("one"))}) as served:
        page.goto(f"http://localhost:{served.port}/")
        page.wait_for_function("window.LiveReload && LiveReload.connector.protocol === 7")
        page.evaluate("scrollTo(0, 1500)")
        served.write("index.html", PAGE.format(body.format("two")))
        page.wait_for_function("document.querySelector('h1').textContent === 'two'")
        page.wait_for_function("scrollY === 1500")


def test_no_edit_of_many_is_lost_on_its_way_to_the_browser(root: Path, page: Page) -> None:
    with serving(root, {"index.html": PAGE.format("<h1>edit 0</h1>")}) as served:
        page.goto(f"http://localhost:{served.port}/")
        for number in range(1, 51):
            served.write("index.html", PAGE.format(f"<h1>edit {number}</h1>"))
            time.sleep(0.01 * (number % 9))
        page.wait_for_function("document.querySelector('h1')?.textContent === 'edit 50'")


PLACES = """
<details><summary>one</summary>text</details><section><details open><summary>two</summary>text</details></section>
<div popover id=pop>popover</div><button>first</button><button>second</button>
<div class=margin style='block-size:200px;overflow:auto'>
<p id=a style='block-size:{0}px'>a</p><p id=b style='block-size:900px'>b</p><p id=c style='block-size:900px'>c</p></div>
<div style='block-size:4000px'></div><h1>{0}</h1>
"""
WHERE = """() => ({
  details: [...document.querySelectorAll("details")].map((one) => one.open),
  popover: document.querySelector("#pop:popover-open") !== null,
  focus: document.activeElement.textContent,
  target: document.querySelector(":target")?.id,
  window: scrollY,
  margin: Math.round(document.querySelector(".margin").getBoundingClientRect().top
    - document.querySelector("#c").getBoundingClientRect().top),
})"""
GO_SOMEWHERE = """() => {
  const [one, two] = document.querySelectorAll("details");
  [one.open, two.open] = [true, false];
  document.querySelectorAll("button")[1].focus();
  document.querySelector("#pop").showPopover();
  document.querySelector(".margin").scrollTop = 1850;
  scrollTo(0, 700);
}"""


@pytest.mark.parametrize("fragment", ["", "#b"])
def test_what_was_open_stays_open_and_what_was_scrolled_scrolled(root: Path, page: Page, fragment: str) -> None:
    with serving(root, {"index.html": PAGE.format(PLACES.format(900))}) as served:
        page.goto(f"http://localhost:{served.port}/{fragment}")
        page.wait_for_function("window.LiveReload && LiveReload.connector.protocol === 7")
        page.evaluate(GO_SOMEWHERE)
        before = page.evaluate(WHERE)
        assert before["details"] == [True, False]
        assert before["popover"]
        assert before["target"] == (fragment[1:] or None)
        # What stands above in the margin grows: the reader still sees what she saw.
        served.write("index.html", PAGE.format(PLACES.format(1300)))
        page.wait_for_function("document.querySelector('h1')?.textContent === '1300'")
        page.wait_for_load_state("load")
        page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        assert page.evaluate(WHERE) == before


def test_another_page_begins_at_its_beginning(root: Path, page: Page) -> None:
    text = PAGE.format(PLACES.format(900))
    with serving(root, {"index.html": text, "other.html": text}) as served:
        page.goto(f"http://localhost:{served.port}/")
        page.evaluate(GO_SOMEWHERE)
        page.goto(f"http://localhost:{served.port}/other.html")
        assert page.evaluate(WHERE)["details"] == [False, True]
        page.goto(f"http://localhost:{served.port}/")
        assert page.evaluate(WHERE)["details"] == [False, True]


def test_a_place_that_is_no_more_does_no_harm(root: Path, page: Page) -> None:
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    with serving(root, {"index.html": PAGE.format(PLACES.format(900))}) as served:
        page.goto(f"http://localhost:{served.port}/#b")
        page.wait_for_function("window.LiveReload && LiveReload.connector.protocol === 7")
        page.evaluate(GO_SOMEWHERE)
        served.write("index.html", PAGE.format("<h1>empty</h1>"))
        page.wait_for_function("document.querySelector('h1')?.textContent === 'empty'")
        page.wait_for_load_state("load")
        assert not faults


def test_a_style_sheet_is_replaced_without_loading_the_page_anew(root: Path, page: Page) -> None:
    files = {
        "index.html": PAGE.format("<link rel=stylesheet href=site.css><p>text</p>"),
        "site.css": "p { color: #111 }",
    }
    with serving(root, files) as served:
        page.goto(f"http://127.0.0.1:{served.port}/")
        page.wait_for_function("window.LiveReload && LiveReload.connector.protocol === 7")
        page.evaluate("window.isTheSamePage = true")
        served.write("site.css", "p { color: rgb(1, 2, 3) }")
        page.wait_for_function("getComputedStyle(document.querySelector('p')).color === 'rgb(1, 2, 3)'")
        assert page.evaluate("window.isTheSamePage")


def test_problems_lie_over_the_page_until_they_are_mended(root: Path, page: Page) -> None:
    with serving(root, {"index.html": PAGE.format("<h1>good</h1>")}) as served:
        page.goto(f"http://localhost:{served.port}/")
        page.wait_for_function("window.LiveReload && LiveReload.connector.protocol === 7")
        served.write("a.yaml", FAULT)
        panel = page.locator("#_sitegen-problems")
        panel.wait_for()
        assert page.locator("h1").inner_text() == "good"
        assert panel.locator("pre").inner_text() == FAULT
        assert panel.locator("b").count() == 0
        assert panel.evaluate("panel => getComputedStyle(panel).direction") == "ltr"
        assert "monospace" in panel.evaluate("panel => getComputedStyle(panel).fontFamily")
        page.wait_for_function("window.LiveReload && LiveReload.connector.protocol === 7")
        (root / "content/a.yaml").unlink()
        panel.wait_for(state="detached")
