"""The rules of ARCHITECTURE.md that a program can hold: imports run one way, and each name means one thing."""

import ast
from collections import Counter
from collections.abc import Mapping
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "sitegen"
MODULES = sorted(PACKAGE.rglob("*.py"))

ALLOWED: Mapping[str, str] = {
    "model": "",
    "refusal": "",
    "progress": "",
    "garbage": "",
    "language": "model",
    "messages": "model",
    "sarif": "messages model",
    "records": "language model",
    "readers": "language model",
    "weaving": "language model",
    "pages": "records language model",
    "exports": "records language model",
    "schemas": "readers model",
    "output": "refusal model",
    "serving": "output refusal model",
    "publishing": "readers output refusal model",
    "checking": "readers weaving pages exports language model",
    "workbench": "schemas publishing output readers weaving refusal language model",
    "engine": "checking records readers weaving pages exports publishing output progress garbage "
    "refusal language model",
    "build": "engine records readers output progress refusal model",
    "commands": "build engine workbench schemas publishing serving readers output messages sarif progress refusal "
    "model",
    "cli": "commands messages refusal model",
    "__main__": "cli commands garbage",
}
"""For each room, and each module beside the rooms, what it may import: an arrow goes only down."""

SAME_FILE_NAMES = {"briefing.py", "keys.py"}
"""Names of two files: of nouns, and of the work on them or on records of them. No third one is to come."""

HOMES_OF_LIBRARIES: Mapping[str, str | tuple[str, ...]] = {
    "yaml": "readers/yaml_nodes.py",
    "jinja2": "pages/",
    "markdown_it": "weaving/markdown.py",
    "livereload": "serving/",
    "tornado": "serv",
    "watchfiles": "serving/watching.py",
    "click": ("cli.py", "commands/"),
    "babel": "language/",
    "PIL": "exports/card_drawing.py",
    "fontTools": "pages/font_subset.py",
    "brotli": "pages/font_subset.py",
    "sqlite3": ("records/", "engine/", "output/lock.py"),
    "distributed": "engine/cluster.py",
}
"""The one file or room (of the command line both) that knows a library: who wants to change it looks nowhere else."""


@cache
def nodes_of(path: Path) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


@cache
def imported_modules(path: Path) -> frozenset[str]:
    names: set[str] = set()
    for node in nodes_of(path):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            names |= {node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)}
    return frozenset(names)


def own_imports(path: Path) -> set[str]:
    return {name for name in imported_modules(path) if name == "sitegen" or name.startswith("sitegen.")}


def rooms_imported(path: Path) -> set[str]:
    named = {name.split(".")[1] for name in own_imports(path) if "." in name}
    return {name for name in named if (PACKAGE / name).is_dir() or (PACKAGE / f"{name}.py").is_file()}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_room_imports_only_rooms_below_it(path: Path) -> None:
    room = path.relative_to(PACKAGE).with_suffix("").parts[0]
    if room != "__init__":
        assert rooms_imported(path) <= {room, *ALLOWED[room].split()}


def test_the_rooms_stand_above_each_other() -> None:
    TopologicalSorter({room: allowed.split() for room, allowed in ALLOWED.items()}).prepare()


def test_a_name_means_one_class() -> None:
    names = Counter(node.name for path in MODULES for node in nodes_of(path) if isinstance(node, ast.ClassDef))
    assert [name for name, count in names.items() if count > 1] == []


def test_a_name_means_one_file() -> None:
    """A command is named like its work, and what is read like what it is read to."""
    files = (path for path in MODULES if path.parent.name != "commands" and not is_read_to_the_like(path))
    names = Counter(path.name for path in files)
    assert {name for name, count in names.items() if count > 1} - {"__init__.py"} <= SAME_FILE_NAMES


def is_read_to_the_like(path: Path) -> bool:
    return path.parent.name == "readers" and (PACKAGE / "model" / path.name).is_file()


def test_no_import_runs_in_a_circle() -> None:
    names = {".".join(("sitegen", *path.relative_to(PACKAGE).with_suffix("").parts)): path for path in MODULES}
    graph = {name: sorted(own_imports(path) & names.keys() - {name}) for name, path in names.items()}
    finished: set[str] = set()

    def visit(name: str, trail: tuple[str, ...]) -> None:
        assert name not in trail, " -> ".join((*trail[trail.index(name) :], name))
        if name not in finished:
            for other in graph[name]:
                visit(other, (*trail, name))
            finished.add(name)

    for name in graph:
        visit(name, ())


@pytest.mark.parametrize(("library", "home"), HOMES_OF_LIBRARIES.items())
def test_a_library_is_known_in_one_place(library: str, home: str | tuple[str, ...]) -> None:
    users = {
        path.relative_to(PACKAGE).as_posix()
        for path in MODULES
        if any(name.split(".")[0] == library for name in imported_modules(path))
    }
    assert users
    assert {user for user in users if not user.startswith(home)} == set()


def test_no_module_is_named_for_nothing() -> None:
    assert not {path.stem for path in MODULES} & {"utils", "helpers", "common", "misc", "base"}


def test_packages_open_with_nothing_but_a_line_and_the_version() -> None:
    for path in PACKAGE.rglob("__init__.py"):
        body = ast.parse(path.read_text(encoding="utf-8")).body
        assert len(body) <= (2 if path.parent == PACKAGE else 1), path
