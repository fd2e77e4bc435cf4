"""The closed sets of the contract: kinds of annotations with their groups and own keys, states, stances, types."""

from types import MappingProxyType
from typing import Final

GROUPS: Final = ("explain", "voice", "verify", "language", "analyse")

GROUP_OF_KIND: Final = MappingProxyType(
    {
        "context": "explain",
        "definition": "explain",
        "event": "explain",
        "quote": "voice",
        "claim": "verify",
        "figure": "verify",
        "update": "verify",
        "translation": "language",
        "language": "language",
        "framing": "language",
        "assessment": "analyse",
        "question": "analyse",
        "crossref": "analyse",
    }
)
KINDS: Final = tuple(GROUP_OF_KIND)

MOTIVATION_OF_KIND: Final = MappingProxyType(
    {
        "context": "commenting",
        "definition": "describing",
        "event": "identifying",
        "quote": "identifying",
        "claim": "assessing",
        "figure": "assessing",
        "update": "commenting",
        "translation": "describing",
        "language": "commenting",
        "framing": "assessing",
        "assessment": "assessing",
        "question": "questioning",
        "crossref": "linking",
    }
)
"""Web Annotation Data Model, section 3.3.5."""

SHARED_NOTE_KEYS: Final = frozenset(
    {"id", "kind", "at", "title", "body", "refs", "sources", "author", "created", "modified", "params"}
)
OWN_KEYS_OF_KIND: Final = MappingProxyType(
    {
        "quote": frozenset({"speaker", "via", "verb", "stance", "form", "said", "lang"}),
        "claim": frozenset({"text", "speaker", "status", "as_of", "credibility", "evidence", "entry"}),
        "figure": frozenset({"value", "status", "as_of"}),
        "update": frozenset({"date"}),
        "event": frozenset({"date", "place", "certainty", "entry"}),
        "translation": frozenset({"translation", "original"}),
        "assessment": frozenset({"confidence", "likelihood", "basis"}),
    }
)
"""Keys as written that only some kinds carry; a kind that is not here has none."""

STATUSES: Final = (
    "unverified",
    "corroborated",
    "confirmed",
    "disputed",
    "contradicted",
    "unsubstantiated",
    "outdated",
    "not_checkable",
)
FORMS: Final = ("direct", "partial", "scare", "indirect")
STANCES: Final = (
    "neutral",
    "assert",
    "opinion",
    "claim",
    "deny",
    "admit",
    "warn",
    "promise",
    "order",
    "call",
    "hint",
    "accuse",
)
CONFIDENCES: Final = ("high", "moderate", "low")
LIKELIHOODS: Final = (
    "almost_no_chance",
    "very_unlikely",
    "unlikely",
    "roughly_even",
    "likely",
    "very_likely",
    "almost_certain",
)
RELIABILITIES: Final = ("A", "B", "C", "D", "E", "F")
CREDIBILITIES: Final = ("1", "2", "3", "4", "5", "6")
MODIFIERS: Final = ("exact", "approx", "less_than", "more_than", "at_most", "at_least", "vague")
CERTAINTIES: Final = ("certain", "approximate", "uncertain", "planned")
MATCHES: Final = ("auto", "briefing", "manual")
ACTOR_TYPES: Final = (
    "person",
    "organisation",
    "institution",
    "state",
    "armed_force",
    "party",
    "media",
    "group",
    "bloc",
)
DIGITS: Final = ("latn", "arab", "arabext")
PARAGRAPHS: Final = ("line", "blank-line")
FONT_SCRIPTS: Final = ("arab", "latn", "hebr")
"""Scripts as ISO 15924 calls them."""
FONT_USES: Final = ("text", "title", "label")
SUPPORTS: Final = ("true", "false", "partly")

INVERSE_OF_RELATION: Final = MappingProxyType(
    {
        "succeeded": "preceded",
        "preceded": "succeeded",
        "ally": "ally",
        "rival": "rival",
        "family": "family",
        "spokesperson_of": "spoken_for_by",
        "spoken_for_by": "spokesperson_of",
        "appointed": "appointed_by",
        "appointed_by": "appointed",
        "dismissed": "dismissed_by",
        "dismissed_by": "dismissed",
        "leads": "led_by",
        "led_by": "leads",
        "member_of": "has_member",
        "has_member": "member_of",
        "part_of": "has_part",
        "has_part": "part_of",
        "owns": "owned_by",
        "owned_by": "owns",
        "founded": "founded_by",
        "founded_by": "founded",
        "supports": "supported_by",
        "supported_by": "supports",
        "opposes": "opposed_by",
        "opposed_by": "opposes",
        "detained": "detained_by",
        "detained_by": "detained",
    }
)
"""A relation's type and the type under which the other side shows it."""
RELATION_TYPES: Final = tuple(INVERSE_OF_RELATION)
