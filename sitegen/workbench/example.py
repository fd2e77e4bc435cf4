"""The files of a new site: a small example in two languages, and what a repository needs to publish it."""

from pathlib import Path
from typing import Final

from sitegen.schema import SCHEMAS, make_schemas
from sitegen.workbench.origin import REPOSITORY, pinned_requirement

SCAFFOLD: Final = Path(__file__).parent.parent / "scaffold"

_PLACE_OF: Final = {"gitignore": ".gitignore", "pages.yml": ".github/workflows/pages.yml"}
"""Where a file of the scaffold goes, if not where it stands: there, git and others would take it for this project's."""


def example_files() -> dict[str, bytes]:
    """Return the content of every file of a new site by its path, with `/`, relative to the site's folder."""
    fillings = {b"THE_REQUIREMENT": f'"{pinned_requirement()}"'.encode(), b"THE_REPOSITORY": REPOSITORY.encode()}
    files = {f"{SCHEMAS}/{name}": text.encode() for name, text in make_schemas().items()}
    for path in sorted(SCAFFOLD.rglob("*")):
        if path.is_file():
            name = path.relative_to(SCAFFOLD).as_posix()
            files[_PLACE_OF.get(name, name)] = _filled(path.read_bytes(), fillings)
    return files


def _filled(content: bytes, fillings: dict[bytes, bytes]) -> bytes:
    for mark, words in fillings.items():
        content = content.replace(mark, words)
    return content
