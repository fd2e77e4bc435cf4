"""`data/actors.json`: every actor with every mention, for programs and for people who count.

    {"actors": [{"id": "tokayev", "type": "person", "name": {"ar": "…", "en": "…"}, "address": "actors/tokayev.html",
                 "family": {…}, "aliases": [{"text": {…}, "match": …, "valid": …}], "parent": …, "affiliations": […],
                 "roles": [{"title": {…}, "org": …, "from": …, "to": …}], "ids": {"wikidata": "Q7747"}, "links": […],
                 "lat": …, "lon": …,
                 "mentions": [{"slug": "…", "start": 65, "end": 74, "text": "…"}]}]}

The actors of the register stand first, in its order, then those of briefings' own, under the id of the index
(`_<slug>-<id>`) and with `briefing`. Addresses are relative to the site's root, in the first edition. `start` and `end`
are the name's own offsets in the article's text: code points, from 0, half open; the mention's address is
`briefings/<slug>.html#_m<start>`. Keys that say nothing are left out;
`id`, `name`, `address` and `mentions` are always there. Dates are EDTF.
"""

from collections.abc import Iterable, Iterator
from itertools import chain

from sitegen.exports.json_files import by_language, json_file, without_gaps
from sitegen.model.addresses import entry_address, index_id, note_address
from sitegen.model.briefing import Meaning
from sitegen.model.registers import Actor, Alias, Link, Role
from sitegen.model.site_files import Artifact
from sitegen.records.site import Site

Json = dict[str, object]


def export_actors(site: Site) -> Iterator[Artifact]:
    """Yield the list of actors with their mentions."""
    yield json_file("data/actors.json", {"actors": chain(_registered(site), _local(site))})


def _registered(site: Site) -> Iterator[Json]:
    for actor_id, actor in site.registers.actors.items():
        meaning = Meaning("actor", actor_id)
        slugs = (line.slug for line in site.library.appearances(meaning))
        yield {
            "id": actor_id,
            "address": entry_address("actor", actor_id),
            **_described(actor),
            "mentions": [mention for slug in slugs for mention in _mentions(meaning, slug, site)],
        }


def _local(site: Site) -> Iterator[Json]:
    for slug, entry in site.library.definitions():
        if isinstance(entry, Actor):
            yield _local_actor(entry, slug, site)


def _local_actor(actor: Actor, slug: str, site: Site) -> Json:
    local_id = actor.id.value
    return {
        "id": index_id(slug, local_id),
        "address": note_address(slug, local_id),
        "briefing": slug,
        **_described(actor),
        "mentions": list(_mentions(Meaning("actor", local_id, is_local=True), slug, site)),
    }


def _described(actor: Actor) -> Json:
    return {
        "name": by_language(actor.name),
        **without_gaps(
            {
                "type": actor.type,
                "family": by_language(actor.family),
                "aliases": [_alias(alias) for alias in actor.aliases],
                "parent": actor.parent and actor.parent.id,
                "affiliations": [reference.id for reference in actor.affiliations],
                "roles": [_role(role) for role in actor.roles],
                "ids": dict(actor.ids or {}),
                "links": list(_links(actor.links)),
                "lat": actor.lat,
                "lon": actor.lon,
            }
        ),
    }


def _alias(alias: Alias) -> Json:
    return without_gaps(
        {"text": by_language(alias.text), "match": alias.match, "valid": alias.valid and alias.valid.edtf}
    )


def _role(role: Role) -> Json:
    return without_gaps(
        {
            "title": by_language(role.title),
            "org": role.org and role.org.id,
            "from": role.start and role.start.edtf,
            "to": role.end and role.end.edtf,
        }
    )


def _links(links: Iterable[Link]) -> Iterator[Json]:
    for link in links:
        yield without_gaps({"url": link.url.value, "label": by_language(link.label)})


def _mentions(meaning: Meaning, slug: str, site: Site) -> Iterator[Json]:
    for sentence in site.library.sentences(meaning, slug):
        for place in sentence.places:
            yield {
                "slug": slug,
                "start": place.start,
                "end": place.end,
                "text": sentence.text[place.start - sentence.start : place.end - sentence.start],
            }
