"""`data/site.json`: what the site holds and where it stands.

    {"title": {"ar": "…", "en": "…"}, "description": {…}, "url": "https://…", "license": {…}, "license_url": "https://…",
     "editions": [{"language": "ar", "direction": "rtl", "address": "index.html"}],
     "briefings": [{"slug": "…", "address": "briefings/….html", "data": "data/briefings/….jsonld", "language": "ar",
                    "direction": "rtl", "title": {"ar": "…"}, "date": …, "published": …, "updated": …,
                    "topics": […], "source": …, "characters": 1234, "notes": 12, "mentions": 34,
                    "kinds": {"quote": 3}, "actors": ["tokayev"]}],
     "topics": [{"id": "water", "name": {"ar": "…"}, "address": "topics/water.html"}],
     "tables": {"mentions": "data/mentions.csv", "claims": "data/claims.csv", "quotes": "data/quotes.csv"},
     "registers": {"actors": {"count": 12, "address": "actors.html", "data": "data/actors.json"}}}

Briefings stand newest first. Addresses are relative to the site's root, in the first edition; an edition's are in its
folder, where its `address` leads. Dates are EDTF as written. Keys that say nothing are left out.
Of a briefing that was withdrawn there is no `data`, and `withdrawn` says when.
"""

from collections import Counter
from collections.abc import Iterator, Mapping

from sitegen.exports.json_files import by_language, json_file, without_gaps
from sitegen.language.editions import Edition, list_editions
from sitegen.language.tags import direction
from sitegen.model.addresses import HOME, LIST_OF_REGISTER, briefing_address, entry_address, index_id
from sitegen.model.briefing import Abstract, own_title
from sitegen.model.registers import Topic
from sitegen.model.settings import licence_deed
from sitegen.model.site_files import Artifact
from sitegen.model.vocabularies import KINDS
from sitegen.model.wording import Date
from sitegen.records.directory import find_topic, list_topics
from sitegen.records.site import Site

Json = dict[str, object]


def export_site_data(site: Site) -> Iterator[Artifact]:
    """Yield the list of editions, briefings and registers."""
    settings = site.settings
    licence = settings.license.annotations if settings.license else None
    about = without_gaps(
        {
            "title": by_language(settings.title),
            "description": by_language(settings.description),
            "url": settings.url and settings.url.value,
            "license": by_language(licence),
            "license_url": licence_deed(licence.best(settings.editions).value) if licence else "",
        }
    )
    content = {
        **about,
        "editions": [_edition(edition) for edition in list_editions(settings)],
        "briefings": map(_briefing, site.briefings),
        "topics": map(_topic, (find_topic(written, site) for written in list_topics(site).values())),
        "tables": {name: f"data/{name}.csv" for name in ("mentions", "claims", "quotes")},
        "registers": dict(_registers(site)),
    }
    yield json_file("data/site.json", content)


def _edition(edition: Edition) -> Json:
    return {
        "language": edition.language,
        "direction": edition.dir,
        "address": edition.path(HOME),
    }


def _briefing(briefing: Abstract) -> Json:
    sidecar = briefing.sidecar
    return {
        "slug": briefing.slug,
        "address": briefing_address(briefing.slug),
        **({} if sidecar.withdrawn else {"data": f"data/briefings/{briefing.slug}.jsonld"}),
        "language": briefing.language,
        "direction": direction(briefing.language),
        "title": {briefing.language: own_title(briefing, briefing.language).value} | _translations(briefing),
        **without_gaps(
            {
                "date": briefing.date,
                "published": _written(sidecar.published),
                "updated": _written(sidecar.updated),
                "withdrawn": _written(sidecar.withdrawn.date) if sidecar.withdrawn else "",
                "topics": [topic.value for topic in sidecar.topics],
                "source": sidecar.source and sidecar.source.id,
            }
        ),
        "characters": briefing.characters,
        "notes": briefing.notes,
        "mentions": briefing.mentions,
        "kinds": _count_kinds(briefing),
        "actors": _named_actors(briefing),
    }


def _topic(topic: Topic) -> Json:
    topic_id = topic.id.value
    return {"id": topic_id, "name": by_language(topic.name), "address": entry_address("topic", topic_id)}


def _translations(briefing: Abstract) -> dict[str, str]:
    """Return the title's translations; in its own language the article says itself what it is called."""
    titles = by_language(briefing.sidecar.title)
    return {language: title for language, title in titles.items() if language != briefing.language}


def _count_kinds(briefing: Abstract) -> Mapping[str, int]:
    counts = Counter(dict(briefing.kinds))
    return {kind: counts[kind] for kind in KINDS if counts[kind]}


def _named_actors(briefing: Abstract) -> list[str]:
    """Return the ids of the actors whom the article names, in the order of their first mentions."""
    return [index_id(briefing.slug, actor) if is_local else actor for actor, is_local in briefing.actors]


def _registers(site: Site) -> Iterator[tuple[str, Json]]:
    registers = site.registers
    by_name: Mapping[str, tuple[str, int]] = {
        "actors": ("actor", len(registers.actors)),
        "places": ("place", len(registers.places)),
        "terms": ("term", len(registers.terms)),
        "sources": ("source", len(registers.sources)),
        "topics": ("topic", len(registers.topics)),
        "claims": ("claim", len(registers.claims)),
        "events": ("event", len(registers.events)),
    }
    for name, (register, count) in by_name.items():
        data = "data/actors.json" if register == "actor" else ""
        yield name, {"count": count, **without_gaps({"address": LIST_OF_REGISTER.get(register), "data": data})}


def _written(date: Date | None) -> str:
    return date.edtf if date else ""
