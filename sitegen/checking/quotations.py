"""Words in quotation marks that no note of kind quote covers."""

from collections.abc import Iterator
from textwrap import indent

from sitegen.language.quotation_marks import find_quotations
from sitegen.model.briefing import Briefing
from sitegen.model.problems import Report
from sitegen.model.text import Span
from sitegen.weaving.pasting import indent_beside, write_selector
from sitegen.weaving.quotable import Quotable

SHOWN = 60
"""Characters of a quotation that a message repeats."""


def hint_at_quotations(briefing: Briefing, report: Report) -> None:
    """Give a hint for each quotation that shares no word with a note of kind quote, with the note to be pasted."""
    quotable = Quotable(briefing.seed)
    for span in _uncovered(briefing):
        words = " ".join(span.of(briefing.seed.text).split())
        shown = words if len(words) <= SHOWN else words[: SHOWN - 1] + "…"
        note = "- kind: quote\n" + indent(write_selector(quotable.selector(span)), "  ")
        sidecar = briefing.sidecar
        lines = indent_beside(note, [one.where for one in sidecar.annotations])
        report.hint(
            "quotation-uncovered",
            f"these words in quotation marks lie under no note of kind quote: {shown}",
            quotable.location(span),
            found=span.of(briefing.seed.text),
            help=f"under `annotations:` in {sidecar.where.path}, and say who speaks:\n{lines}",
        )


def _uncovered(briefing: Briefing) -> Iterator[Span]:
    covered = [
        span
        for note in briefing.notes
        if note.annotation.kind == "quote" and note.placement
        for span in note.placement.spans
    ]
    for block in briefing.seed.blocks:
        for quotation in find_quotations(briefing.seed.text, block.span):
            if not any(span.overlaps(quotation) for span in covered):
                yield quotation
