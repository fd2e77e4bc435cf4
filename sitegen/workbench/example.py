"""The files of a new site: a small example in two languages, and what a repository needs to publish it."""

from pathlib import Path
from typing import Final

from sitegen.schemas.schema_files import SCHEMAS, make_schemas
from sitegen.workbench.origin import pinned_requirement

SCAFFOLD: Final = Path(__file__).parent.parent / "scaffold"

REQUIREMENT: Final = b"THE_REQUIREMENT"
"""In the scaffold, what stands for the sitegen that is to be installed."""

_PLACE_OF: Final = {"gitignore": ".gitignore", "pages.yml": ".github/workflows/pages.yml"}
"""Where a file of the scaffold goes, if not where it stands: there, git and others would take it for this project's."""


def example_files() -> dict[str, bytes]:
    """Return the content of every file of a new site by its path, with `/`, relative to the site's folder."""
    requirement = f'"{pinned_requirement()}"'.encode()
    files = {f"{SCHEMAS}/{name}": text.encode() for name, text in make_schemas().items()}
    for path in sorted(SCAFFOLD.rglob("*")):
        if path.is_file():
            name = path.relative_to(SCAFFOLD).as_posix()
            files[_PLACE_OF.get(name, name)] = path.read_bytes().replace(REQUIREMENT, requirement)
    return files
