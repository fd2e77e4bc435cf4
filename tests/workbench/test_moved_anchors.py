"""Quotes moved to the article's words: what settles them where the words recur."""

import pytest

from sitegen.model.problems import Problem, Severity
from sitegen.model.project import Block, Seed, Selector
from sitegen.model.text import Location, SourceText, Span
from sitegen.model.wording import Written
from sitegen.weaving.anchors import QuoteFinder
from sitegen.workbench.drifted import Anchor, Fault
from sitegen.workbench.moved_anchors import AnchorMover

WHERE = Location("content/briefings/article.yaml")
TEXT = "The minister told reporters nothing. Then the spokesman told reporters nothing."


class FinderOfOne(QuoteFinder):
    """Finds the last place close, as an editor would choose it."""

    def find_close(self, selector: Selector) -> tuple[Span, ...]:
        assert super().find_close(selector) == ()
        start = TEXT.rindex("told")
        return (Span(start, start + len("told reporters nothing")),)


def move(selector: Selector) -> dict[str, str | int] | None:
    seed = Seed("article.txt", SourceText("seeds/article.txt", TEXT), "en", (Block("title", Span(0, len(TEXT))),))
    fault = Fault(Anchor(selector), Problem("anchor-drifted", Severity.ERROR, "", WHERE))
    moved = AnchorMover(seed, FinderOfOne(seed)).move(fault)
    return moved.changes if moved else None


@pytest.mark.parametrize(
    ("prefix", "occurrence", "changes"),
    [
        (None, None, {"prefix": "spokesman"}),
        ("minister", None, {"prefix": "spokesman"}),
        (" the spokesman ", None, {}),
        (None, 1, {"occurrence": 2}),
        ("spokesman", 2, {"occurrence": 1}),
    ],
)
def test_words_that_recur_are_settled(prefix: str | None, occurrence: int | None, changes: dict[str, object]) -> None:
    words = Written("told them all nothing", WHERE)
    before = Written(prefix, WHERE) if prefix else None
    selector = Selector(where=WHERE, exact=words, prefix=before, occurrence=occurrence)
    assert move(selector) == {"exact": "told reporters nothing", **changes}
