"""What lies on an article's text while it is being marked: placed notes, mentions, and the HTML that comes of them."""

from dataclasses import dataclass

from sitegen.model.text import Span


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a note stands in the article."""

    annotation: str
    """The annotation's id."""
    group: str
    """The group of its kind, which the mark shows."""
    spans: tuple[Span, ...]
    """Its stretches in the order of the text, widened to whole grapheme clusters; none for the whole article."""


@dataclass(frozen=True, slots=True, order=True)
class Meaning:
    """What a mention means: an entry of a register, or one defined in the briefing itself."""

    register: str
    """`actor`, `place` or `term`."""
    id: str
    is_local: bool = False


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """A name found in the article."""

    name: Span
    """The name's own characters; `start` is what addresses (`#_m<start>`) and data give."""
    words: Span
    """The whole written word or words, proclitics included: what is linked."""
    meanings: tuple[Meaning, ...]
    """The actor first, then place and term; the link goes to the first, the index counts all."""

    @property
    def anchor(self) -> str:
        """Return the fragment under which the mention is linked to."""
        return f"_m{self.name.start}"


@dataclass(frozen=True, slots=True)
class Prose:
    """An article with everything that lies on it."""

    placements: tuple[Placement, ...]
    """In the order in which notes are numbered: by place, those about the whole article last."""
    mentions: tuple[Mention, ...]
    """In the order of the text; they never overlap."""
    header: str
    """HTML of agency lines, title and deck: the content of the article header's `[data-seed]`."""
    body: str
    """HTML of the paragraphs: the content of the article body's `[data-seed]`."""
