import ast
from collections.abc import Iterator
from pathlib import Path

import sitegen
from sitegen.model.codes import CODES
from sitegen.model.problems import Severity

PACKAGE = Path(sitegen.__file__).parent
REPORTING = {"error", "warn", "hint", "_error", "_warn", "_hint", "Problem"}


def reported_codes() -> Iterator[tuple[str, str]]:
    """Yield every code that is written where a problem is reported, with the file's name."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args and _name(node.func) in REPORTING:
                code = node.args[0]
                if isinstance(code, ast.Constant) and isinstance(code.value, str):
                    yield code.value, path.name


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def test_every_code_that_is_reported_is_in_the_table() -> None:
    assert [(code, name) for code, name in reported_codes() if code not in CODES] == []


def test_every_code_of_the_table_is_reported_somewhere() -> None:
    sources = "".join(
        path.read_text(encoding="utf-8") for path in sorted(PACKAGE.rglob("*.py")) if path.name != "codes.py"
    )
    made = {"bad-id", "bad-slug"}
    assert [code for code in CODES if f'"{code}"' not in sources and code not in made] == []


def test_the_table_is_in_order_and_says_something() -> None:
    assert list(CODES) == sorted(CODES)
    for severity, sentence in CODES.values():
        assert severity in Severity
        assert sentence.endswith(".")
