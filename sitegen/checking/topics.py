"""Topics without an entry: two may not have one page."""

from collections.abc import Callable, Iterable, Mapping

from sitegen.model.forms import topic_id
from sitegen.model.problems import Report
from sitegen.model.registers import Topic
from sitegen.model.text import Location


def check_topics(
    topics: Iterable[tuple[str, str]],
    known: Mapping[str, Topic],
    place_of: Callable[[str, str], Location],
    report: Report,
) -> None:
    """Report topics whose ids, which are made from their texts, are those of other topics, case aside.

    The topics are in order, each with the slug of a briefing that has it; `place_of` gives where it stands there.
    """
    first = {one.lower(): one for one in known}
    for written, slug in topics:
        if written in known:
            continue
        made = topic_id(written)
        other = first.setdefault(made.lower(), written)
        if other != written:
            report.error(
                "duplicate-id",
                f"the topics `{written}` and `{other}` would have one page, topics/{made}.html",
                place_of(written, slug),
                found=written,
                help="write both alike if they are one; else give one an entry, with an id, in content/topics.yaml",
            )
