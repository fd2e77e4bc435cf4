"""A topic with its briefings, and the other topics with the number of theirs."""

from collections import Counter
from dataclasses import dataclass

from sitegen.language.editions import Edition
from sitegen.model.registers import Topic
from sitegen.model.site import Site
from sitegen.pages.filing import file_entries


@dataclass(frozen=True, slots=True)
class OtherTopic:
    """A topic as the pages of the others show it."""

    topic: Topic
    briefings: int


def list_other_topics(topic: Topic, site: Site, edition: Edition) -> tuple[OtherTopic, ...]:
    """Return the topics beside this one that have briefings, filed by name."""
    counts = Counter(
        topic_id
        for briefing in site.briefings
        for topic_id in dict.fromkeys(written.value for written in briefing.sidecar.topics)
    )
    filed = file_entries(site.registers.topics.values(), edition)
    others = (other for other in filed if other.id.value != topic.id.value)
    return tuple(OtherTopic(other, counts[other.id.value]) for other in others if counts[other.id.value])
