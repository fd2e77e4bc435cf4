"""What lies within a noun, however deep."""

from sitegen.model.keys import find_in
from sitegen.model.wording import Reference


def references_in(noun: object) -> list[Reference]:
    """Return every reference within a noun, in the order of its keys."""
    return find_in(noun, Reference)
