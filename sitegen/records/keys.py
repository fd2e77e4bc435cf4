"""Keys: what the answer to a question rests on, told by a number that is the same in every process."""

from array import array
from collections.abc import Mapping
from functools import lru_cache
from hashlib import blake2b
from typing import Final

from sitegen.model.briefing import Meaning
from sitegen.records.database import DamagedError

Key = int
"""A number of 64 bits that stands for the name of what is read: two names have one by a chance of one in 10^18."""
Digest = int
"""A number of 64 bits that differs where what stands under a key does."""


@lru_cache(maxsize=1 << 16)  # the keys of actors and topics recur in every briefing, and a digest costs ten lookups
def key_of(*name: str) -> Key:
    """Return the key for a name, which may have several parts."""
    return digest_of("\0".join(name).encode("utf-8", "surrogateescape"))


def digest_of(content: bytes) -> Digest:
    """Return the digest of some bytes."""
    return int.from_bytes(blake2b(content, digest_size=8).digest(), "big", signed=True)


def pack_facts(facts: Mapping[Key, Digest]) -> bytes:
    """Return facts as numbers, keys and digests by turns, for this machine."""
    return array("q", [number for fact in facts.items() for number in fact]).tobytes()


def unpack_facts(packed: bytes) -> dict[Key, Digest]:
    """Return facts that were packed. DamagedError where a part of them is missing."""
    numbers = array("q")
    try:
        numbers.frombytes(packed)
        return dict(zip(numbers[::2], numbers[1::2], strict=True))
    except (ValueError, TypeError) as error:
        raise DamagedError("facts are cut off") from error


BRIEFINGS: Final = key_of("briefings")
CHANGES: Final = key_of("changes")
ALIASES: Final = key_of("aliases")
TOPICS: Final = key_of("topics")
"""Which topics there are, and which briefing has which."""
DEFINITIONS: Final = key_of("definitions")
DEFINITION_LINES: Final = key_of("definition lines")
PAIRS: Final = key_of("pairs")
"""Whom paragraphs name together."""
SIZES: Final = key_of("sizes")
"""How many lines each list has."""


def search_group(number: int) -> Key:
    """Return the key of the terms of a group of words, and of where they stand."""
    return key_of("search group", str(number))


def ledger(kind: str) -> Key:
    """Return the key of all claims, quotes or events."""
    return key_of("ledger", kind)


def facets(kind: str) -> Key:
    """Return the key of what all claims, quotes or events can be found by."""
    return key_of("facets", kind)


def entry_notes(entry_id: str) -> Key:
    """Return the key of the notes that are a claim or event of a register."""
    return key_of("entry", entry_id)


def told(kind: str, actor_id: str) -> Key:
    """Return the key of the notes that bring an actor a claim, quote or event."""
    return key_of("told", kind, actor_id)


def appearances(meaning: Meaning) -> Key:
    """Return the key of the briefings whose articles name something."""
    return key_of("appearances", meaning.register, meaning.id, str(int(meaning.is_local)))


def citations(entry_id: str) -> Key:
    """Return the key of what names an entry in its keys."""
    return key_of("citations", entry_id)


def companions(actor_id: str) -> Key:
    """Return the key of the actors whom the same articles name."""
    return key_of("companions", actor_id)


def sheet(name: str) -> Key:
    """Return the key of the rows of a spreadsheet."""
    return key_of("sheet", name)


def partners(actor_id: str) -> Key:
    """Return the key of the actors whom the same paragraphs name."""
    return key_of("partners", actor_id)


def trait(trait: str) -> Key:
    """Return the key of the briefings of which something is true."""
    return key_of("trait", trait)


def topic(topic_id: str) -> Key:
    """Return the key of the briefings on a topic."""
    return key_of("topic", topic_id)


def listing(source_id: str) -> Key:
    """Return the key of the briefings that list a source."""
    return key_of("listing", source_id)


def abstract(slug: str) -> Key:
    """Return the key of what other pages say of a briefing."""
    return key_of("abstract", slug)


def heads(slug: str) -> Key:
    """Return the key of what other pages say of a briefing's notes."""
    return key_of("heads", slug)


def strip(slug: str) -> Key:
    """Return the key of where the notes of a briefing stand along its article."""
    return key_of("strip", slug)


def content(slug: str) -> Key:
    """Return the key of all that an article and its sidecar hold."""
    return key_of("content", slug)


def note(slug: str, number: int) -> Key:
    """Return the key of a note."""
    return key_of("note", slug, str(number))


def sentences(meaning: Meaning, slug: str) -> Key:
    """Return the key of the sentences in which an article names something."""
    return key_of("sentences", meaning.register, meaning.id, str(int(meaning.is_local)), slug)
