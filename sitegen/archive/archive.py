"""The archive of a build: one database with the rows of all briefings, the register of files and that of pages."""

import sqlite3
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sitegen.archive import items, plans
from sitegen.archive.items import Items
from sitegen.archive.plans import Plans
from sitegen.archive.store import Store

KEY = "key"
"""The note that says for which frame, code and options an archive holds."""


@dataclass(frozen=True, slots=True)
class Archive:
    """All registers of one database."""

    store: Store
    items: Items
    plans: Plans
    path: Path | None
    """None in memory."""
    is_fresh: bool
    """Nothing was in it when it was opened."""


def new_archive(path: Path | None) -> Archive:
    """Return an empty archive, in a new file or in memory."""
    if path:
        path.parent.mkdir(parents=True, exist_ok=True)
        (path.parent / ".gitignore").write_text("*\n", encoding="ascii")
        path.unlink(missing_ok=True)
    store = Store.create(path or ":memory:")
    store.connection.executescript(items.TABLES + plans.TABLES)
    return _over(store, path, is_fresh=True)


def open_archive(path: Path, key: str) -> Archive | None:
    """Return the archive in a file; None where there is none, it is damaged, or it holds for something else."""
    if not path.is_file():
        return None
    store = None
    try:
        store = Store.open(path)
        archive = _over(store, path, is_fresh=False)
        if archive.plans.note(KEY) == key and not archive.plans.note("unfinished"):
            return archive
    except (sqlite3.Error, ValueError):
        pass
    if store:
        with suppress(sqlite3.Error):
            store.close()
    return None


def _over(store: Store, path: Path | None, *, is_fresh: bool) -> Archive:
    return Archive(store, Items(store.connection), Plans(store.connection), path, is_fresh)
