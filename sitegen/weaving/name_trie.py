"""A trie of words: all names of thousands of entries, looked for at once.

Words and not characters, because a name must end where a word ends: an automaton over characters that keeps the
longest match loses عين when عين شمس is known and the text says عين شمسية.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeAlias

from sitegen.language.words import word_key
from sitegen.weaving.name_forms import NameForm

Writing: TypeAlias = tuple[tuple[str, ...], str, str, bool, bool, bool, bool]
"""All that decides where a name stands; whose name it is, and where it counts, is no part of it."""


@dataclass(slots=True)
class NameTrie:
    """A node: the names that end here and the words that go on from here. It changes only while it is grown."""

    names: dict[Writing, list[NameForm]] = field(default_factory=dict)
    """Those that are written alike together: where one of them stands, all do."""
    children: "dict[str, NameTrie]" = field(default_factory=dict)
    has_signs: bool = False
    """One of the names that end here or further on has signs before its first word or after its last."""

    def follow(self, words: tuple[str, ...]) -> "NameTrie | None":
        """Return the node under these words, one space between them; None where the trie does not go on with them."""
        node: NameTrie | None = self
        for word in words:
            node = node.children.get(word_key(word)) if node else None
        return node


def grow_trie(forms: Iterable[NameForm]) -> NameTrie:
    """Return a trie of these names."""
    root = NameTrie()
    for form in forms:
        node = root
        for between, word in zip((" ", *form.joints), form.words, strict=True):
            edge = edge_key(between, word)
            child = node.children.get(edge)
            if child is None:
                child = node.children[edge] = NameTrie()
            node = child
            node.has_signs |= bool(form.opening or form.closing)
        node.names.setdefault(_writing(form), []).append(form)
    return root


def edge_key(between: str, word: str) -> str:
    """Return the key of the child that a word leads to; `between` is the `words.joint` before it."""
    key = word_key(word)
    return key if between == " " else f"{between}\0{key}"


def _writing(form: NameForm) -> Writing:
    return (
        form.words,
        form.opening,
        form.closing,
        form.is_last_name,
        form.is_persons,
        form.is_rewritten,
        form.is_place,
    )
