"""What a draft proposes: notes and actors, each with the reason for it."""

from dataclasses import dataclass

from sitegen.model.text import Span


@dataclass(frozen=True, slots=True)
class ProposedSpeaker:
    """Who speaks: somebody whom the draft lists, or somebody without a name."""

    actor: str = ""
    """The id."""
    description: str = ""
    """The article's words, where nobody is named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedQuote:
    """Words that somebody says."""

    span: Span
    form: str
    stance: str = ""
    verb: str = ""
    """As it stands in the article."""
    speaker: ProposedSpeaker | None = None
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedEvent:
    """A date that an article gives."""

    span: Span
    date: str
    """EDTF."""
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedFigure:
    """A number that an article gives."""

    span: Span
    amounts: tuple[float, ...]
    """None for a number that nobody counted, two for a range."""
    unit: str = ""
    modifier: str = ""
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedActor:
    """Somebody who is in no register."""

    span: Span
    """Of the first place that names it."""
    id: str
    type: str
    name: str
    role: str = ""
    why: str


ProposedNote = ProposedQuote | ProposedEvent | ProposedFigure
