"""The house rules that a program can hold: imports run one way, wings never meet, nouns know nothing but nouns."""

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "sitegen"
MODULES = sorted(PACKAGE.rglob("*.py"))

ALLOWED = {
    "model": {"model"},
    "language": {"language", "model"},
    "readers": {"readers", "language", "model"},
    "weaving": {"weaving", "language", "model"},
    "pages": {"pages", "language", "model"},
    "exports": {"exports", "language", "model"},
}
"""For each room the rooms that it may import; stories, above them all, may import every room."""

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
    "sqlite3": ("archive/", "engine/", "output/lock.py"),
    "distributed": "engine/cluster.py",
}
"""The one file or room (of the command line both) that knows a library: who wants to change it looks nowhere else."""


def imported_modules(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def room_of(path: Path) -> str:
    relative = path.relative_to(PACKAGE)
    return relative.parts[0] if len(relative.parts) > 1 else ""


def own_imports(path: Path) -> set[str]:
    return {name for name in imported_modules(path) if name == "sitegen" or name.startswith("sitegen.")}


def room_of_import(name: str) -> str:
    parts = name.split(".")
    return parts[1] if len(parts) > 1 and (PACKAGE / parts[1]).is_dir() else ""


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_room_imports_only_rooms_below_it(path: Path) -> None:
    room = room_of(path)
    if room not in ALLOWED:
        return
    imported = {name for name in own_imports(path) if name not in ("sitegen", "sitegen.__version__")}
    assert {room_of_import(name) for name in imported} <= ALLOWED[room]


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
