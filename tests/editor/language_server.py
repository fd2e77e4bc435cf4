"""A small client of the YAML language server: what an editor asks it over standard input and output."""

import json
import queue
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Final

HERE: Final = Path(__file__).parent
SERVER: Final = HERE / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"
_PATIENCE: Final = 60
"""Seconds after which a silent server counts as stuck."""
_SETTINGS: Final = {"validate": True, "hover": True, "completion": True, "schemaStore": {"enable": False}}


class LanguageServer:
    """A running server; files are shown to it as an editor shows its buffers, whatever is on the disk."""

    def __init__(self, process: "subprocess.Popen[bytes]") -> None:
        assert process.stdin
        assert process.stdout
        self._input: IO[bytes] = process.stdin
        self._output: IO[bytes] = process.stdout
        self._arrived: queue.Queue[dict[str, Any]] = queue.Queue()
        self._asked = 0
        self._shown = 0
        threading.Thread(target=self._listen, daemon=True).start()

    def start(self, folder: Path) -> None:
        abilities = {"textDocument": {"hover": {"contentFormat": ["markdown"]}}, "workspace": {"configuration": True}}
        self._ask("initialize", {"processId": None, "rootUri": folder.as_uri(), "capabilities": abilities})
        self._tell("initialized", {})

    def find_mistakes(self, path: Path, text: str) -> list[tuple[int, str]]:
        """Return what the server marks in a text: lines from 1, with its message."""
        uri = self._show(path, text)
        while True:
            message = self._next()
            told = message.get("params", {})
            if message.get("method") == "textDocument/publishDiagnostics" and told.get("uri") == uri:
                return [(one["range"]["start"]["line"] + 1, one["message"]) for one in told["diagnostics"]]

    def complete(self, path: Path, text: str) -> dict[str, str]:
        """Return what the server offers where `‸` stands: the labels with their explanation."""
        found = self._ask("textDocument/completion", self._place(path, text))
        return {item["label"]: _words(item.get("documentation", "")) for item in found["items"]}

    def hover(self, path: Path, text: str) -> str:
        """Return what the server says of the word in which `‸` stands."""
        found = self._ask("textDocument/hover", self._place(path, text))
        return _words(found["contents"]) if found else ""

    def _place(self, path: Path, text: str) -> dict[str, Any]:
        before, _, behind = text.partition("‸")
        lines = before.split("\n")
        column = len(lines[-1].encode("utf-16-le")) // 2
        position = {"line": len(lines) - 1, "character": column}
        return {"textDocument": {"uri": self._show(path, before + behind)}, "position": position}

    def _show(self, path: Path, text: str) -> str:
        """Open a text and return its address: a new one each time, so that no late word on another is taken for its."""
        self._shown += 1
        uri = path.with_name(f"{path.stem}-{self._shown}.yaml").as_uri()
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self._tell("textDocument/didOpen", {"textDocument": document})
        return uri

    def _ask(self, method: str, params: dict[str, Any]) -> Any:  # noqa: ANN401 - what JSON holds
        self._asked += 1
        number = self._asked
        self._send({"id": number, "method": method, "params": params})
        while True:
            message = self._next()
            if message.get("id") == number and "method" not in message:
                assert "error" not in message, message
                return message["result"]

    def _tell(self, method: str, params: dict[str, Any]) -> None:
        self._send({"method": method, "params": params})

    def _next(self) -> dict[str, Any]:
        """Return the next message; what the server asks of the editor is answered on the way."""
        message = self._arrived.get(timeout=_PATIENCE)
        if "id" in message and "method" in message:
            self._send({"id": message["id"], "result": self._answer(message)})
        return message

    def _answer(self, message: dict[str, Any]) -> object:
        if message["method"] != "workspace/configuration":
            return None
        return [_SETTINGS if item.get("section") == "yaml" else {} for item in message["params"]["items"]]

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._input.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self._input.flush()

    def _listen(self) -> None:
        while line := self._output.readline():
            length = int(line.partition(b":")[2])
            while self._output.readline().strip():
                pass
            self._arrived.put(json.loads(self._output.read(length)))


@contextmanager
def open_server(folder: Path) -> Iterator[LanguageServer]:
    """Yield a server that looks at a folder."""
    with subprocess.Popen(["node", SERVER, "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        try:
            server = LanguageServer(process)
            server.start(folder)
            yield server
        finally:
            process.kill()


def _words(contents: dict[str, str] | str) -> str:
    return contents["value"] if isinstance(contents, dict) else contents
