"""A site of so many small briefings that processes are worth their while."""

from pathlib import Path
from typing import Final

from sitegen.engine.workers import WORTH_PROCESSES
from tests.pages.ledger_folder import write_folder

MANY: Final = WORTH_PROCESSES + 4


def write_crowd(root: Path, count: int = MANY) -> Path:
    """Write a site of some actors, and briefings that name them and each other."""
    names = ("Adam", "Basma", "Carim", "Dalal")
    actors = "".join(f"  - {{id: a{n}, name: {name} Sami, family: {name}}}\n" for n, name in enumerate(names))
    files = {
        "content/site.yaml": "{languages: [en], title: Crowd, url: https://example.org/c}\n",
        "content/actors.yaml": f"actors:\n{actors}",
        "content/topics.yaml": "topics: [{id: water, name: Water}, {id: fire, name: Fire}]\n",
    }
    for number in range(count):
        name, stem = names[number % 4], f"b{number:03}"
        files[f"seeds/{stem}.txt"] = f"Title {number}\n\n{name} Sami met Adam Sami, number {number}.\n"
        files[f"content/briefings/{stem}.yaml"] = (
            f"published: '20{number % 20:02}-01-03'\ntopics: [{('water', 'fire')[number % 2]}]\n"
            f"related: [b{(number + 7) % count:03}]\n"
            f"annotations:\n- {{id: q1, kind: quote, at: met, speaker: a{number % 4}}}\n"
        )
    return write_folder(root, files)


def pages_in(folder: Path) -> dict[str, bytes]:
    """Return what lies in an output folder but for sitegen's own notes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.startswith(".sitegen")
    }
