"""What follows from all briefings together: whose slug is whose, which seeds are drafts, what others may be named."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sitegen.archive.archive import Archive
from sitegen.making.pieces import Item, Neighbour, World
from sitegen.making.weave import NEIGHBOUR_LISTS
from sitegen.model.folders import SEEDS
from sitegen.model.problems import Report
from sitegen.model.project import Face
from sitegen.readers.briefings import Desk, lonely_seeds
from sitegen.readers.references import know_world
from sitegen.readers.slugs import settle_slugs


@dataclass(frozen=True, slots=True)
class Settlement:
    """Which briefings there are."""

    faces: dict[str, Face]
    """Of those that keep their slugs, by path; ids left out."""
    lonely: tuple[Item, ...]
    """The seeds without sidecars."""
    refused: tuple[str, ...]
    """The files whose slugs are another's."""
    refused_aliases: dict[str, frozenset[str]]
    """By path."""


def settle(archive: Archive, desk: Desk, report: Report) -> Settlement:
    """Return which briefings there are; slugs and former slugs that are taken are reported."""
    faces = {path: face for path, face, _ in archive.items.light_faces() if not path.startswith(f"{SEEDS}/")}
    kept = {face.slug_where: face for face in settle_slugs((face for face in faces.values() if face.is_whole), report)}
    settled = {path: kept.get(face.slug_where, face) for path, face in faces.items()}
    refused = [path for path, face in faces.items() if face.is_whole and face.slug_where not in kept]
    aliases = {
        path: frozenset(alias.value for alias in face.aliases) - {alias.value for alias in settled[path].aliases}
        for path, face in faces.items()
        if len(face.aliases) != len(settled[path].aliases)
    }
    for path in refused:
        settled[path] = replace(settled[path], slug="")
    lonely = tuple(Item(f"{SEEDS}/{name}", slug) for name, slug in lonely_seeds(desk, settled.values()))
    return Settlement({path: face for path, face in settled.items() if face.slug}, lonely, tuple(refused), aliases)


class Neighbourhood:
    """Tells of other briefings what those who name them need."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._faces: dict[str, Face] | None = None

    def world_of(self, named: Sequence[str]) -> World:
        """Return the world as far as a briefing needs it that names these; all slugs where one of them is none."""
        neighbours = {slug: neighbour for slug in named if (neighbour := self._neighbour(slug))}
        if len(neighbours) == len(named):
            return World(tuple(neighbours), {}, neighbours)
        world = know_world(self._all_faces())
        return World(tuple(world.slugs), world.slug_of_alias, neighbours)

    def _neighbour(self, slug: str) -> Neighbour | None:
        path = self._archive.items.path_of(slug)
        if path is None:
            return None
        rows = tuple(self._archive.store.rows_of(slug, NEIGHBOUR_LISTS))
        return Neighbour(self._archive.items.face(path), self._archive.items.day(path), rows)

    def _all_faces(self) -> Iterable[Face]:
        if self._faces is None:
            self._faces = {path: face for path, face, _ in self._archive.items.light_faces()}
        return self._faces.values()
