"""`sitegen schema`: which files it writes, that each of them is a schema, and that every key is described in it."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from sitegen.cli import run
from sitegen.model.problems import Report
from sitegen.readers.project import read_project
from sitegen.schemas.schema_files import SCHEMAS, make_schemas, schema_line, write_schemas

ROOT = Path(__file__).parents[2]
REGISTERS = ["actors", "places", "terms", "sources", "topics", "claims", "events"]
NAMES = [f"{name}.json" for name in ("site", "briefing", *REGISTERS)]


def described_keys(schema: object) -> Iterator[tuple[str, Any]]:
    """Yield every key that an editor may offer, with what stands behind it; conditions under `if` and `not` aside."""
    if isinstance(schema, dict):
        yield from schema.get("properties", {}).items()
        for word, inner in schema.items():
            if word not in ("if", "not"):
                yield from described_keys(inner)
    elif isinstance(schema, list):
        for inner in schema:
            yield from described_keys(inner)


def test_there_is_one_for_the_settings_for_briefings_and_for_each_register(tmp_path: Path) -> None:
    assert write_schemas(tmp_path / "new" / "folder") == (9, 0)
    assert sorted(path.name for path in (tmp_path / "new" / "folder").iterdir()) == sorted(NAMES)
    assert write_schemas(tmp_path / "new" / "folder") == (0, 9)


@pytest.mark.parametrize("name", NAMES)
def test_each_is_a_schema_of_draft_2020_12(name: str) -> None:
    schema = json.loads(make_schemas()[name])
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    jsonschema.Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize("name", NAMES)
def test_every_key_is_described_or_refused(name: str) -> None:
    keys = list(described_keys(json.loads(make_schemas()[name])))
    assert len(keys) > 3
    known = {key for key, schema in keys if schema and "description" in schema}
    for key, schema in keys:
        assert schema is False or "description" in schema or (key in known and set(schema) <= {"if", "then"}), key


def test_no_description_is_empty_and_every_name_leads_somewhere() -> None:
    for text in make_schemas().values():
        assert '"description": ""' not in text
        names = json.loads(text)["$defs"]
        referred = {part.split('"')[0] for part in text.split('"$ref": "#/$defs/')[1:]}
        assert referred <= names.keys()


def test_the_command_writes_into_the_site_and_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "content").mkdir()
    assert run(["schema", "-C", str(tmp_path)]) == 0
    assert capsys.readouterr().out == f"9 schemas written to {tmp_path.resolve() / SCHEMAS}, 0 unchanged\n"
    assert run(["schema", "-C", str(tmp_path), "--output", str(tmp_path / "elsewhere")]) == 0
    assert (tmp_path / "elsewhere" / "site.json").read_bytes() == (tmp_path / SCHEMAS / "site.json").read_bytes()
    assert run(["schema", "-C", str(tmp_path), "--output", "/dev/null/folder"]) == 3


def test_readers_do_not_take_them_for_content(tmp_path: Path) -> None:
    write_schemas(tmp_path / SCHEMAS)
    (tmp_path / SCHEMAS / "note.yaml").write_text("x: y")
    report = Report()
    read_project(tmp_path, report)
    assert list(report) == []


@pytest.mark.parametrize(
    ("path", "schema"),
    [
        ("content/site.yaml", ".schemas/site.json"),
        ("content/actors.yaml", ".schemas/actors.json"),
        ("content/actors/caucasus.yaml", "../.schemas/actors.json"),
        ("content/briefings/one.yaml", "../.schemas/briefing.json"),
    ],
)
def test_a_file_names_its_schema_by_a_relative_path(path: str, schema: str) -> None:
    assert schema_line(path) == f"# yaml-language-server: $schema={schema}"


def test_other_files_have_none() -> None:
    assert schema_line("content/notes.yaml") == ""


def test_the_repositorys_own_are_those_of_the_present_model() -> None:
    """After a change of the model: `sitegen schema`."""
    assert {path.name: path.read_text(encoding="utf-8") for path in (ROOT / SCHEMAS).iterdir()} == make_schemas()


def test_the_repositorys_own_content_names_them() -> None:
    for path in sorted((ROOT / "content").rglob("*.yaml")):
        first = path.read_text(encoding="utf-8").split("\n", maxsplit=1)[0]
        assert first == schema_line(path.relative_to(ROOT).as_posix()), path
        assert (path.parent / first.partition("=")[2]).is_file()
