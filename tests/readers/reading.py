"""Short ways to read a text as YAML of some noun, and to lay out a site, for the tests of the readers."""

from pathlib import Path
from textwrap import dedent
from typing import TypeVar

from sitegen.model.problems import Report
from sitegen.model.project import Project
from sitegen.model.text import SourceText
from sitegen.readers.context import Context
from sitegen.readers.decode import decode_noun
from sitegen.readers.project import read_project
from sitegen.readers.yaml_nodes import parse_yaml

Noun = TypeVar("Noun")


def decode(noun: type[Noun], text: str, *, language: str = "ar") -> tuple[Noun | None, list[str]]:
    """Return YAML as a noun, and the problems as `line:column code: message`."""
    report = Report()
    node = parse_yaml(SourceText("file.yaml", dedent(text)), report)
    assert node is not None, list(report)
    return decode_noun(noun, node, Context("file.yaml", language, report)), told(report)


def told(report: Report) -> list[str]:
    """Return the problems as `line:column code: message`."""
    return [f"{one.where.line}:{one.where.column} {one.code}: {one.message}" for one in report]


def told_with_paths(report: Report) -> list[str]:
    """Return the problems as `path:line:column code: message`."""
    return [f"{one.where.path}:{one.where.line}:{one.where.column} {one.code}: {one.message}" for one in report]


def lay_out(root: Path, files: dict[str, str]) -> Path:
    """Write a site's files into a folder and return it."""
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(dedent(text), encoding="utf-8")
    return root


def read_site(root: Path, files: dict[str, str]) -> tuple[Project, list[str]]:
    """Return a site that consists of these files as it is read, and its problems."""
    report = Report()
    project = read_project(lay_out(root, files), report)
    return project, told_with_paths(report)
