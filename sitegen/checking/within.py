"""What lies within a noun, however deep."""

from sitegen.model.keys import walk
from sitegen.model.wording import Reference


def references_in(noun: object) -> list[Reference]:
    """Return every reference within a noun, in the order of its keys."""
    found: list[Reference] = []

    def keep(part: object) -> None:
        if isinstance(part, Reference):
            found.append(part)

    walk(noun, keep)
    return found
