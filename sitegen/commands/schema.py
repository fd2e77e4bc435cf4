"""`sitegen schema`."""

from pathlib import Path

import click

from sitegen.commands.options import examples, loudness, output_folder, site_folder
from sitegen.commands.terminal import Terminal


@click.command(
    "schema",
    epilog=examples(
        ("sitegen schema", "write them where the first lines of the files look for them"),
        ("sitegen schema --output ~/schemas", "write them elsewhere"),
    ),
)
@site_folder
@loudness
@output_folder("Where to write them (default: content/.schemas/ in the site's folder).")
def command(root: Path, output: Path | None, terminal: Terminal) -> None:
    """Write JSON Schemas of the YAML files, for editors.

    By them an editor completes keys, explains them and marks mistakes.

    A file names its schema in its first line, by a path that begins in the file's own folder: in content/actors.yaml
    `# yaml-language-server: $schema=.schemas/actors.json`, in a briefing `…$schema=../.schemas/briefing.json`.
    """
    from sitegen.messages import visible  # noqa: PLC0415 - not needed for a word of help
    from sitegen.schemas.schema_files import SCHEMAS, write_schemas  # noqa: PLC0415

    folder = output or root / SCHEMAS
    written, unchanged = write_schemas(folder)
    terminal.report(f"{written} schemas written to {visible(str(folder))}, {unchanged} unchanged")
