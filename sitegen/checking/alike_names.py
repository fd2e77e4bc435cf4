"""Names of two actors that only spelling tells apart, so that matching takes them for one."""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sitegen.language.edtf import parse_edtf
from sitegen.language.words import is_same_word, split_words, word_key
from sitegen.model.problems import Report
from sitegen.model.registers import Actor
from sitegen.model.wording import Date, Text, Wording
from sitegen.weaving.pasting import write_scalar


@dataclass(frozen=True, slots=True)
class _FindableName:
    """A name that is found in every article, or in those of a time."""

    actor: Actor
    wording: Wording
    valid: Date | None

    @property
    def letters(self) -> str:
        """Return the name as reading compares it."""
        return unicodedata.normalize("NFC", self.wording.value).casefold()


def hint_at_alike_names(actors: Iterable[Actor], report: Report) -> None:
    """Give a hint for each name that matching takes for an earlier actor's, with both places."""
    earlier: dict[tuple[str, ...], list[_FindableName]] = {}
    for actor in actors:
        names = tuple(_names_found_by_themselves(actor))
        for name in names:
            rival = next((other for other in earlier.get(_key(name), ()) if _are_at_odds(other, name)), None)
            if rival:
                _tell(rival, name, report)
        for name in names:
            earlier.setdefault(_key(name), []).append(name)


def _names_found_by_themselves(actor: Actor) -> Iterator[_FindableName]:
    texts: list[tuple[Text, str, Date | None]] = [(actor.name, actor.match or "auto", None)]
    texts += [(alias.text, alias.match or actor.match or "auto", alias.valid) for alias in actor.aliases]
    seen: set[str] = set()
    for text, match, valid in texts:
        for wording in text.wordings if match == "auto" else ():
            if wording.value not in seen:
                seen.add(wording.value)
                yield _FindableName(actor, wording, valid)


def _key(name: _FindableName) -> tuple[str, ...]:
    return tuple(word_key(word.text) for word in split_words(name.wording.value))


def _are_at_odds(one: _FindableName, other: _FindableName) -> bool:
    """Tell whether both may be meant in one article, and reading has not told so."""
    are_always_found = one.valid is None and other.valid is None
    if (are_always_found and one.letters == other.letters) or not _is_same_name(one, other):
        return False
    if one.valid is None or other.valid is None:
        return True
    return parse_edtf(one.valid.edtf).may_overlap(parse_edtf(other.valid.edtf))


def _is_same_name(one: _FindableName, other: _FindableName) -> bool:
    """Tell whether the one, as written, would be found for the other; they have the same key."""
    pairs = [tuple(word.text for word in split_words(name.wording.value)) for name in (one, other)]
    return any(all(map(is_same_word, *order)) for order in (pairs, reversed(pairs)))


def _tell(one: _FindableName, other: _FindableName, report: Report) -> None:
    where, name = one.wording.where, one.wording.value
    narrow = f"`match` or `valid`:\n- text: {write_scalar(other.wording.value)}\n  match: briefing"
    if other.wording in other.actor.name.wordings:
        narrow = "`match` beside its `name`:\nmatch: briefing"
    report.hint(
        "alias-alike",
        f"`{other.wording.value}` is read as a name of `{one.actor.id}` too:"
        f" `{name}` at {where.path}:{where.line}:{where.column}",
        other.wording.where,
        found=other.wording.value,
        help=f"it is linked only where one of them is listed; narrow one of the two by {narrow}",
    )
