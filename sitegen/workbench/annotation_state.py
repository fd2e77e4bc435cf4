"""What a page's script is told of a briefing: how notes are written, those that there are, what may be done next."""

from collections.abc import Iterable, Mapping
from hashlib import blake2b
from typing import Any

from sitegen.language.annotation_words import annotation_words
from sitegen.language.editions import Edition
from sitegen.language.tags import direction
from sitegen.model.forms import AUTHOR
from sitegen.model.site_files import SEEDS
from sitegen.model.text import Span
from sitegen.model.wording import Reference
from sitegen.readers.references import pointers_in
from sitegen.workbench.annotated_site import OpenBriefing, id_of
from sitegen.workbench.entry_choice import RegisterChoices, author_choice, local_choices, tell_choice
from sitegen.workbench.note_forms import BRIEFING_KEYS, Forms
from sitegen.workbench.note_problems import problems_by_note
from sitegen.workbench.written_keys import keys_of

_UNSHOWN = ("params",)
"""Keys of a note that no form shows; they stay as they are."""


def version_of(briefing: OpenBriefing) -> str:
    """Return what is another one when the article or its sidecar was changed."""
    digest = blake2b(briefing.manuscript.seed.text.encode(), digest_size=16)
    digest.update(briefing.content or b"")
    return digest.hexdigest()


def tell_forms(forms: Forms) -> dict[str, Any]:
    """Return how notes are written, in the words of an edition."""
    words = annotation_words(forms.edition.catalogue, "annotate")
    letters = annotation_words(forms.edition.catalogue, "letter")
    return {
        "groups": forms.groups,
        "kinds": forms.kinds,
        "fields": forms.notes,
        "briefing_fields": forms.briefing,
        "entry_fields": forms.entries,
        "words": {**words, "name_letter": letters["name"]},
    }


def tell_briefing(briefing: OpenBriefing, editions: Iterable[Edition]) -> dict[str, Any]:
    """Return what a briefing is and says of itself."""
    manuscript = briefing.manuscript
    own = keys_of(manuscript.sidecar)
    return {
        "slug": briefing.slug,
        "sidecar": briefing.path if briefing.content is not None else None,
        "seed": f"{SEEDS}/{manuscript.seed.name}",
        "version": version_of(briefing),
        "draft": manuscript.is_draft,
        "language": {"tag": manuscript.seed.language, "dir": direction(manuscript.seed.language)},
        "editions": [{"tag": one.language, "dir": one.dir, "name": one.name} for one in editions],
        "briefing": {key: own[key] for key in BRIEFING_KEYS if key in own},
    }


def tell_notes(briefing: OpenBriefing) -> dict[str, Any]:
    """Return the notes in the order of the file, and the problems of the briefing's own keys."""
    own, of_notes = problems_by_note(briefing)
    written = {note.where: note.id for note in briefing.manuscript.sidecar.annotations}
    notes = []
    for note in briefing.manuscript.annotations:
        keys = keys_of(note)
        is_made = written[note.where] is None
        others = [key for key in _UNSHOWN if keys.pop(key, None)]
        if is_made:
            del keys["id"]
        notes.append(
            {
                "id": id_of(note),
                "is_made": is_made,
                "kind": note.kind,
                "at": tell_spans(briefing.places[id_of(note)]),
                "is_placed": bool(briefing.places[id_of(note)]) or not note.at,
                "keys": keys,
                "problems": of_notes.get(id_of(note), []),
                "others": others,
            }
        )
    return {"notes": notes, "problems": own}


def tell_entries_named(briefing: OpenBriefing, choices: RegisterChoices, edition: Edition) -> list[dict[str, Any]]:
    """Return the entries that the briefing names anywhere, so that their names can be shown."""
    sidecar = briefing.manuscript.sidecar
    local = {choice.id: choice for choice in local_choices(briefing.manuscript)}
    known: Mapping[str, Any] = {**choices.by_id, **local, AUTHOR: author_choice(edition)}
    cast = (one for one in (*sidecar.actors, *sidecar.places, *sidecar.terms, *sidecar.sources))
    named = [one.id if isinstance(one, Reference) else one.id.value for one in cast]
    named += [pointer.reference.id for pointer in pointers_in(sidecar)]
    named += [topic.value for topic in sidecar.topics]
    named += [id_of(note) for note in briefing.manuscript.annotations]
    return [tell_choice(known[one], edition) for one in dict.fromkeys(named) if one in known]


def tell_spans(spans: Iterable[Span]) -> list[list[int]]:
    """Return spans as JSON."""
    return [[span.start, span.end] for span in spans]
