"""Mentions of places and terms: weaving leads them to the lists, pages to the entries' own pages where there are any.

So an article need not be woven again when a list of the site grows too long for one page.
"""

import re
from dataclasses import replace
from typing import Final

from sitegen.model.addresses import PLACES, TERMS, own_address
from sitegen.model.briefing import Briefing
from sitegen.model.forms import ID_PATTERN

_LINK: Final = re.compile(rf'href="\.\./({re.escape(PLACES)}|{re.escape(TERMS)})#({ID_PATTERN})"')
"""As weaving writes it. No article can hold it: a quotation mark in its text is escaped."""


def lead_to_entries(briefing: Briefing, long_lists: frozenset[str]) -> Briefing:
    """Return the briefing with its mentions leading to the pages of entries that a long list has."""
    if long_lists.isdisjoint((PLACES, TERMS)):
        return briefing

    def lead(found: re.Match[str]) -> str:
        return f'href="../{own_address(found[1], found[2])}"' if found[1] in long_lists else found[0]

    prose = briefing.prose
    led = replace(prose, header=_LINK.sub(lead, prose.header), body=_LINK.sub(lead, prose.body))
    return briefing if led == prose else replace(briefing, prose=led)
