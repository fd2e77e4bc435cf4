"""Rules between actors: none is a part of itself, and one name means one of them."""

import unicodedata
from collections.abc import Iterator, Mapping

from sitegen.model.problems import Report
from sitegen.model.registers import Actor
from sitegen.model.wording import Text, Wording
from sitegen.readers.context import as_item


def check_parents(actors: Mapping[str, Actor], report: Report) -> None:
    """Report each circle of parents once, at its first actor, with the chain."""
    settled: set[str] = set()
    for start in actors:
        chain: list[str] = []
        current: str | None = start
        while current and current in actors and current not in settled and current not in chain:
            chain.append(current)
            parent = actors[current].parent
            current = parent.id if parent else None
        if current and current in chain:
            _refuse_circle(actors, chain[chain.index(current) :], report)
        settled.update(chain)


def check_names(actors: Mapping[str, Actor], report: Report) -> None:
    """Warn of names that two actors bear everywhere and at all times, so that no article can tell them apart."""
    first: dict[str, tuple[Actor, Wording]] = {}
    for actor in actors.values():
        for wording in _names_found_everywhere(actor):
            name = unicodedata.normalize("NFC", wording.value).casefold()
            other, place = first.setdefault(name, (actor, wording))
            if other is not actor:
                where = place.where
                message = (
                    f"`{wording.value}` is a name of `{other.id}` too, at {where.path}:{where.line}:{where.column}"
                )
                narrow = f"`match` or `valid`:\n- {{text: {as_item(wording.value)}, match: briefing}}"
                if wording in actor.name.wordings:
                    narrow = "`match` beside its `name`:\nmatch: briefing"
                way_out = f"it is linked only where one of them is listed; narrow it by {narrow}"
                report.warn("alias-twice", message, wording.where, found=wording.value, help=way_out)


def _refuse_circle(actors: Mapping[str, Actor], circle: list[str], report: Report) -> None:
    parent = actors[circle[0]].parent
    chain = " → ".join([*circle, circle[0]])
    message = f"actors are parts of each other in a circle: {chain}"
    if parent:
        report.error("parent-cycle", message, parent.where, found=parent.id, help="take one `parent` out")


def _names_found_everywhere(actor: Actor) -> Iterator[Wording]:
    names: dict[str, Wording] = {}
    texts: list[Text] = [actor.name] if actor.match in (None, "auto") else []
    texts += [
        alias.text for alias in actor.aliases if (alias.match or actor.match or "auto") == "auto" and not alias.valid
    ]
    for text in texts:
        for wording in text.wordings:
            names.setdefault(wording.value, wording)
    yield from names.values()
