"""What a briefing's page says of itself to other programs: to search engines, and to those who show a link to it."""

from sitegen.exports.schema_org import schema_org
from sitegen.exports.social_cards import find_card
from sitegen.language.editions import Edition
from sitegen.model.briefing import Briefing
from sitegen.model.site import Portrait, Site


def portray(briefing: Briefing, site: Site, edition: Edition) -> Portrait:
    """Return what the head of a briefing's page carries in one edition."""
    return Portrait(schema_org(briefing, site, edition), find_card(briefing, site, edition))
