"""A topic with its briefings, and the other topics with the number of theirs."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from heapq import nlargest
from typing import Final

from sitegen.language.editions import Edition
from sitegen.model.addresses import topic_address
from sitegen.model.registers import Topic
from sitegen.model.site import Site
from sitegen.pages.cards import CardPage, cut_cards
from sitegen.pages.family import ListPage, Nouns
from sitegen.pages.filing import file_entries

MOST_OTHERS: Final = 60
"""Other topics on a topic's page: those with most briefings, as nobody reads through more."""


@dataclass(frozen=True, slots=True)
class OtherTopic:
    """A topic as the pages of the others show it."""

    topic: Topic
    briefings: int


def plan_topic(topic: Topic, site: Site, edition: Edition) -> Iterator[ListPage]:
    """Yield the pages of a topic's briefings, the newest first."""
    topic_id = topic.id.value
    for part, page in cut_cards(topic_address(topic_id), site.library.on_topic(topic_id), site):
        yield ListPage(part.address, "topic.html", partial(_fill, topic, page, site, edition))


def list_other_topics(topic: Topic, site: Site, edition: Edition) -> tuple[OtherTopic, ...]:
    """Return the topics beside this one that have briefings, filed by name; of very many the largest."""
    others = (
        OtherTopic(other, len(site.library.on_topic(other.id.value)))
        for other in site.registers.topics.values()
        if other.id.value != topic.id.value
    )
    largest = nlargest(MOST_OTHERS, (one for one in others if one.briefings), key=lambda one: one.briefings)
    sizes = {one.topic.id.value: one for one in largest}
    return tuple(sizes[one.id.value] for one in file_entries((one.topic for one in largest), edition))


def _fill(topic: Topic, page: CardPage, site: Site, edition: Edition) -> Nouns:
    others = list_other_topics(topic, site, edition) if page.is_first else ()
    return {**page.fill(site, edition), "topic": topic, "others": others}
