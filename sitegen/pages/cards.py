"""Briefings as lists show them: a headline that readers of the edition understand, a date, what is in them."""

from dataclasses import dataclass

from sitegen.language.editions import Edition
from sitegen.model.headlines import Headline, make_headline
from sitegen.model.page_addresses import briefing_address
from sitegen.model.site import Abstract, Site


@dataclass(frozen=True, slots=True)
class Card:
    """A briefing in a list."""

    briefing: Abstract
    address: str
    headline: Headline
    notes: int
    actors: int
    """How many different actors the article names."""


def list_cards(site: Site, edition: Edition) -> tuple[Card, ...]:
    """Return all briefings, the newest first."""
    return tuple(make_card(briefing, edition) for briefing in site.briefings)


def list_cards_on(topic_id: str, site: Site, edition: Edition) -> tuple[Card, ...]:
    """Return the briefings on a topic, the newest first."""
    on_topic = (
        briefing for briefing in site.briefings if any(topic.value == topic_id for topic in briefing.sidecar.topics)
    )
    return tuple(make_card(briefing, edition) for briefing in on_topic)


def make_card(briefing: Abstract, edition: Edition) -> Card:
    """Return a briefing as a list of this edition shows it."""
    address = briefing_address(briefing.slug)
    return Card(briefing, address, make_headline(briefing, edition.language), len(briefing.heads), len(briefing.actors))
