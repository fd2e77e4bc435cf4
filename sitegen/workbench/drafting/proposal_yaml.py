"""Proposals as YAML: items of a sidecar's lists, above each a comment that says why."""

import unicodedata
from textwrap import indent

from sitegen.weaving.pasting import write_scalar, write_selector
from sitegen.workbench.drafting.proposals import (
    ProposedActor,
    ProposedEvent,
    ProposedFigure,
    ProposedNote,
    ProposedQuote,
    ProposedSpeaker,
)


def write_actor(actor: ProposedActor, language: str) -> str:
    """Return the item of an actor: a whole definition, with which the briefing does without a register."""
    lines = [f"id: {actor.id}", f"type: {actor.type}", f"name: {_in_language(actor.name, language)}"]
    if actor.role:
        lines.append(f"roles: [{{title: {_in_language(actor.role, language)}}}]")
    return _item(lines, actor.why)


def write_known_actor(actor: str, name: str) -> str:
    """Return the item of an actor whom a register has: the id; `name` is how the article calls it."""
    return f"{_reason(f'“{name}” is its name')}\n- {actor}"


def write_note(note: ProposedNote, selector: dict[str, str | int], language: str) -> str:
    """Return the item of a note; `selector` are the keys that place it."""
    is_alone = selector.keys() == {"exact"}
    at = f"at: {write_scalar(str(selector['exact']))}" if is_alone else write_selector(selector)
    return _item(_lines_of_note(note, at, language), note.why)


def _lines_of_note(note: ProposedNote, at: str, language: str) -> list[str]:
    if isinstance(note, ProposedQuote):
        return ["kind: quote", *at.split("\n"), *_lines_of_quote(note, language)]
    if isinstance(note, ProposedEvent):
        return ["kind: event", *at.split("\n"), f'date: "{note.date}"']
    return ["kind: figure", *at.split("\n"), f"value: {{{', '.join(_pairs_of_value(note, language))}}}"]


def _lines_of_quote(quote: ProposedQuote, language: str) -> list[str]:
    lines = [f"speaker: {_speaker(quote.speaker, language)}"] if quote.speaker else []
    lines += [f"verb: {_in_language(quote.verb, language)}"] if quote.verb else []
    lines += [f"stance: {quote.stance}"] if quote.stance else []
    return [*lines, f"form: {quote.form}"]


def _speaker(speaker: ProposedSpeaker, language: str) -> str:
    return speaker.actor or _in_language(speaker.description, language)


def _pairs_of_value(figure: ProposedFigure, language: str) -> list[str]:
    pairs = []
    if len(figure.amounts) == 1:
        pairs.append(f"amount: {_number(figure.amounts[0])}")
    elif figure.amounts:
        pairs.append(f"range: [{', '.join(map(_number, figure.amounts))}]")
    if figure.unit:
        pairs.append(f"unit: {_in_language(figure.unit, language)}")
    return [*pairs, *([f"modifier: {figure.modifier}"] if figure.modifier else [])]


def _number(value: float) -> str:
    return str(int(value)) if value == int(value) else str(value)


def _in_language(words: str, language: str) -> str:
    """Return words of the article as a map, so that the language stays when they are moved to a register."""
    return f"{{{language}: {write_scalar(' '.join(words.split()))}}}"


def _item(lines: list[str], why: str) -> str:
    return f"{_reason(why)}\n" + "- " + indent("\n".join(lines), "  ").removeprefix("  ")


def _reason(why: str) -> str:
    """Return a comment on one line, without characters that nobody sees."""
    seen = (character for character in " ".join(why.split()) if unicodedata.category(character) not in ("Cf", "Cc"))
    return f"# ? {''.join(seen)}"
