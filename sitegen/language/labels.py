"""What the interface calls the members of the closed sets: kinds, states, stances, types of actors and relations."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from markupsafe import Markup, escape

from sitegen.language.catalogues import Catalogue
from sitegen.language.isolation import mark_html


def message(context: str, words: str) -> tuple[str, str]:
    """Mark a label for the catalogues; gettext's tools look for this name."""
    return context, words


LABELS: Final[Mapping[str, Mapping[str, tuple[str, str]]]] = {
    "group": {
        "explain": message("group", "Explanation"),
        "voice": message("group", "Voices"),
        "verify": message("group", "Verification"),
        "language": message("group", "Language"),
        "analyse": message("group", "Analysis"),
    },
    "kind": {
        "context": message("kind", "Context"),
        "definition": message("kind", "Definition"),
        "event": message("kind", "Event"),
        "quote": message("kind", "Quote"),
        "claim": message("kind", "Claim"),
        "figure": message("kind", "Figure"),
        "update": message("kind", "Later development"),
        "translation": message("kind", "Translation"),
        "language": message("kind", "Language note"),
        "framing": message("kind", "Framing"),
        "assessment": message("kind", "Assessment"),
        "question": message("kind", "Discussion question"),
        "crossref": message("kind", "See also"),
    },
    "status": {
        "unverified": message("status", "Unverified"),
        "corroborated": message("status", "Corroborated"),
        "confirmed": message("status", "Confirmed"),
        "disputed": message("status", "Disputed"),
        "contradicted": message("status", "Contradicted by evidence"),
        "unsubstantiated": message("status", "Unsubstantiated"),
        "outdated": message("status", "Outdated"),
        "not_checkable": message("status", "Not checkable"),
        "": message("status", "No status given"),
    },
    "form": {
        "direct": message("form", "Verbatim"),
        "partial": message("form", "Partly verbatim"),
        "scare": message("form", "In distancing quotation marks"),
        "indirect": message("form", "Reported speech"),
    },
    "stance": {
        "neutral": message("stance", "Statement"),
        "assert": message("stance", "Assertion"),
        "opinion": message("stance", "Opinion"),
        "claim": message("stance", "Claim"),
        "deny": message("stance", "Denial"),
        "admit": message("stance", "Admission"),
        "warn": message("stance", "Warning"),
        "promise": message("stance", "Promise"),
        "order": message("stance", "Order"),
        "call": message("stance", "Appeal"),
        "hint": message("stance", "Hint"),
        "accuse": message("stance", "Accusation"),
    },
    "confidence": {
        "high": message("confidence", "High confidence"),
        "moderate": message("confidence", "Moderate confidence"),
        "low": message("confidence", "Low confidence"),
    },
    "likelihood": {
        "almost_no_chance": message("likelihood", "Almost no chance"),
        "very_unlikely": message("likelihood", "Very unlikely"),
        "unlikely": message("likelihood", "Unlikely"),
        "roughly_even": message("likelihood", "Roughly even chance"),
        "likely": message("likelihood", "Likely"),
        "very_likely": message("likelihood", "Very likely"),
        "almost_certain": message("likelihood", "Almost certain"),
    },
    "reliability": {
        "A": message("reliability", "Completely reliable"),
        "B": message("reliability", "Usually reliable"),
        "C": message("reliability", "Fairly reliable"),
        "D": message("reliability", "Not usually reliable"),
        "E": message("reliability", "Unreliable"),
        "F": message("reliability", "Reliability cannot be judged"),
    },
    "credibility": {
        "1": message("credibility", "Confirmed by other sources"),
        "2": message("credibility", "Probably true"),
        "3": message("credibility", "Possibly true"),
        "4": message("credibility", "Doubtful"),
        "5": message("credibility", "Improbable"),
        "6": message("credibility", "Truth cannot be judged"),
    },
    "modifier": {
        "exact": message("modifier", "Exactly %(amount)s"),
        "approx": message("modifier", "About %(amount)s"),
        "less_than": message("modifier", "Less than %(amount)s"),
        "more_than": message("modifier", "More than %(amount)s"),
        "at_most": message("modifier", "At most %(amount)s"),
        "at_least": message("modifier", "At least %(amount)s"),
        "vague": message("modifier", "%(amount)s (not exactly stated)"),
    },
    "certainty": {
        "certain": message("certainty", "Certain"),
        "approximate": message("certainty", "Approximate"),
        "uncertain": message("certainty", "Uncertain"),
        "planned": message("certainty", "Planned"),
    },
    "certainty_told": {
        "certain": message("certainty_told", "Established"),
        "approximate": message("certainty_told", "The date is approximate"),
        "uncertain": message("certainty_told", "The date or the event is not certain"),
        "planned": message("certainty_told", "Planned: announced for this date"),
    },
    "supports": {
        "true": message("supports", "Speaks for it"),
        "false": message("supports", "Speaks against it"),
        "partly": message("supports", "Speaks for it in part"),
        "": message("supports", "Also to be considered"),
    },
    "actor_type": {
        "person": message("actor_type", "Persons"),
        "organisation": message("actor_type", "Organisations"),
        "institution": message("actor_type", "Institutions"),
        "state": message("actor_type", "States"),
        "armed_force": message("actor_type", "Armed forces"),
        "party": message("actor_type", "Parties"),
        "media": message("actor_type", "Media"),
        "group": message("actor_type", "Groups"),
        "bloc": message("actor_type", "Blocs"),
        "": message("actor_type", "Other actors"),
    },
    "actor_kind": {
        "person": message("actor_kind", "Person"),
        "organisation": message("actor_kind", "Organisation"),
        "institution": message("actor_kind", "Institution"),
        "state": message("actor_kind", "State"),
        "armed_force": message("actor_kind", "Armed force"),
        "party": message("actor_kind", "Party"),
        "media": message("actor_kind", "Media outlet"),
        "group": message("actor_kind", "Group"),
        "bloc": message("actor_kind", "Bloc"),
        "": message("actor_kind", "Actor"),
    },
    "register": {
        "actor": message("register", "Actor"),
        "place": message("register", "Place"),
        "term": message("register", "Term"),
        "source": message("register", "Source"),
        "topic": message("register", "Topic"),
        "claim": message("register", "Claim"),
        "event": message("register", "Event"),
        "briefing": message("register", "Briefing"),
        "page": message("register", "Page"),
    },
    "facet": {
        "status": message("facet", "Status"),
        "speaker": message("facet", "Speaker"),
        "topic": message("facet", "Topic"),
        "stance": message("facet", "Stance"),
        "form": message("facet", "Form"),
        "actor": message("facet", "Actor"),
        "place": message("facet", "Place"),
        "year": message("facet", "Year"),
        "briefing": message("facet", "Briefing"),
    },
    "place_type": {
        "city": message("place_type", "City"),
        "town": message("place_type", "Town"),
        "village": message("place_type", "Village"),
        "district": message("place_type", "District"),
        "region": message("place_type", "Region"),
        "country": message("place_type", "Country"),
        "building": message("place_type", "Building"),
        "river": message("place_type", "River"),
        "lake": message("place_type", "Lake"),
        "sea": message("place_type", "Sea"),
        "mountain": message("place_type", "Mountain"),
        "island": message("place_type", "Island"),
        "airport": message("place_type", "Airport"),
    },
    "relation": {
        "succeeded": message("relation", "Succeeded"),
        "preceded": message("relation", "Preceded"),
        "ally": message("relation", "Ally of"),
        "rival": message("relation", "Rival of"),
        "family": message("relation", "Family of"),
        "spokesperson_of": message("relation", "Speaks for"),
        "spoken_for_by": message("relation", "Spokesperson"),
        "appointed": message("relation", "Appointed"),
        "appointed_by": message("relation", "Appointed by"),
        "dismissed": message("relation", "Dismissed"),
        "dismissed_by": message("relation", "Dismissed by"),
        "leads": message("relation", "Leads"),
        "led_by": message("relation", "Led by"),
        "member_of": message("relation", "Member of"),
        "has_member": message("relation", "Member"),
        "part_of": message("relation", "Part of"),
        "has_part": message("relation", "Includes"),
        "owns": message("relation", "Owns"),
        "owned_by": message("relation", "Owned by"),
        "founded": message("relation", "Founded"),
        "founded_by": message("relation", "Founded by"),
        "supports": message("relation", "Supports"),
        "supported_by": message("relation", "Supported by"),
        "opposes": message("relation", "Opposes"),
        "opposed_by": message("relation", "Opposed by"),
        "detained": message("relation", "Detained"),
        "detained_by": message("relation", "Detained by"),
    },
    "page": {
        "index.html": message("page", "Briefings"),
        "actors.html": message("page", "Actors"),
        "a-z.html": message("page", "Index"),
        "places.html": message("page", "Places"),
        "terms.html": message("page", "Terms"),
        "sources.html": message("page", "Sources"),
        "claims.html": message("page", "Claims"),
        "quotes.html": message("page", "Quotes"),
        "timeline.html": message("page", "Timeline"),
        "404.html": message("page", "Page not found"),
    },
}


def label(catalogue: Catalogue, of_set: str, value: str | None) -> str:
    """Return the interface's label of a member of a closed set, as HTML.

    Sets are the keys of LABELS; a member that is not in its set is shown as it is written.
    """
    known = LABELS[of_set].get(value or "")
    return catalogue.pgettext(*known) if known else value or ""


def fill_label(pattern: str, **parts: object) -> Markup:
    """Return a label that has places for words, with the words in them, escaped where they are no HTML."""
    pieces = _cut_pattern(pattern)
    if pieces is None:
        return Markup(pattern) % parts  # noqa: S704 - the catalogues are ours
    if len(pieces) == 1:
        return mark_html(pieces[0])
    filled = [str(escape(parts[piece])) if number % 2 else piece for number, piece in enumerate(pieces)]
    return mark_html("".join(filled))


@lru_cache(maxsize=1024)
def _cut_pattern(pattern: str) -> tuple[str, ...] | None:
    """Return a label's words and, between them, the names of its places; None where it is written otherwise."""
    pieces = _PLACE.split(pattern)
    if any("%" in words.replace("%%", "") for words in pieces[::2]):
        return None
    return tuple(piece if number % 2 else piece.replace("%%", "%") for number, piece in enumerate(pieces))


_PLACE: Final = re.compile(r"(?<!%)%\(([^()%]+)\)s")
