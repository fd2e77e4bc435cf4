"""The words by which a page is written on: labels and helps of fields, letters of kinds, the script's sentences."""

from collections.abc import Mapping
from typing import Final

from sitegen.language.catalogues import Catalogue
from sitegen.language.labels import message

ANNOTATION_WORDS: Final[Mapping[str, Mapping[str, tuple[str, str]]]] = {
    "field": {
        "id": message("field", "Id"),
        "title": message("field", "Heading"),
        "body": message("field", "Text of the note"),
        "refs": message("field", "See also"),
        "sources": message("field", "Sources"),
        "author": message("field", "Author of the note"),
        "created": message("field", "Written on"),
        "modified": message("field", "Changed on"),
        "speaker": message("field", "Speaker"),
        "via": message("field", "Through whom"),
        "verb": message("field", "Reporting verb"),
        "stance": message("field", "Stance"),
        "form": message("field", "Form of the quotation"),
        "said": message("field", "Said on"),
        "lang": message("field", "Language in which it was said"),
        "text": message("field", "The claim in one sentence"),
        "status": message("field", "Status"),
        "as_of": message("field", "Status as of"),
        "credibility": message("field", "Credibility"),
        "evidence": message("field", "Evidence"),
        "evidence.source": message("field", "Source"),
        "evidence.supports": message("field", "What it says of the claim"),
        "evidence.note": message("field", "Remark"),
        "entry": message("field", "Entry in the register"),
        "value": message("field", "Number"),
        "value.amount": message("field", "Amount"),
        "value.range": message("field", "From and to"),
        "value.unit": message("field", "What is counted"),
        "value.modifier": message("field", "Exactness"),
        "date": message("field", "Date"),
        "place": message("field", "Place"),
        "certainty": message("field", "Certainty"),
        "translation": message("field", "Meaning in other languages"),
        "original": message("field", "Original wording"),
        "original.lang": message("field", "Language"),
        "original.text": message("field", "Words"),
        "original.date": message("field", "Date"),
        "confidence": message("field", "Confidence"),
        "likelihood": message("field", "Likelihood"),
        "basis": message("field", "What it rests on"),
        "briefing.title": message("field", "Title in lists"),
        "briefing.summary": message("field", "Bottom line"),
        "briefing.key_points": message("field", "Key points"),
        "briefing.key_points.text": message("field", "Point"),
        "briefing.key_points.refs": message("field", "What bears it out"),
        "briefing.topics": message("field", "Topics"),
        "briefing.source": message("field", "Source of the article"),
        "briefing.sources": message("field", "Sources"),
        "briefing.published": message("field", "Date of the article"),
        "briefing.covers": message("field", "Time that the article tells of"),
        "briefing.date": message("field", "Date of the briefing"),
        "briefing.updated": message("field", "Last change"),
        "briefing.related": message("field", "Briefings to read next"),
        "briefing.draft": message("field", "Draft: not published"),
        "entry.id": message("field", "Id"),
        "entry.name": message("field", "Name"),
        "entry.type": message("field", "Type"),
        "entry.family": message("field", "Last name"),
        "entry.description": message("field", "Description"),
        "entry.term": message("field", "Term"),
        "entry.abbr": message("field", "Abbreviation"),
        "entry.definition": message("field", "Definition"),
        "entry.title": message("field", "Title"),
        "entry.author": message("field", "Author"),
        "entry.container-title": message("field", "Published in"),
        "entry.publisher": message("field", "Publisher"),
        "entry.issued": message("field", "Published on"),
        "entry.accessed": message("field", "Looked at on"),
        "entry.URL": message("field", "Address"),
        "entry.archive-URL": message("field", "Archived copy"),
        "entry.language": message("field", "Language"),
        "entry.reliability": message("field", "Reliability"),
        "entry.note": message("field", "Remark"),
    },
    "field_help": {
        "id": message("field_help", "Only where something refers to the note; else one is made."),
        "title": message("field_help", "A few words; left out, the note begins with its text."),
        "refs": message("field_help", "Notes, actors, claims and other things to look up."),
        "sources": message("field_help", "Where what the note says comes from."),
        "author": message("field_help", "Where it is not the briefing’s authors."),
        "speaker": message("field_help", "Type a name in any spelling; who is not named is described in words."),
        "via": message("field_help", "The spokesman through whom it is said."),
        "verb": message("field_help", "As it stands in the article."),
        "said": message(
            "field_help", "A day (2022-01-11), a month (2022-01) or a year; with ~ it is approximate, with ? uncertain."
        ),
        "lang": message("field_help", "A language’s tag, where it is not the article’s."),
        "text": message("field_help", "So that one can agree with it or deny it."),
        "as_of": message(
            "field_help", "A day (2022-01-11), a month (2022-01) or a year; with ~ it is approximate, with ? uncertain."
        ),
        "entry": message("field_help", "The claim or event that several briefings speak of."),
        "value.range": message("field_help", "The lowest and the highest, where it is not one number."),
        "date": message(
            "field_help", "A day (2022-01-11), a month (2022-01) or a year; with ~ it is approximate, with ? uncertain."
        ),
        "place": message("field_help", "A place or an actor."),
        "translation": message("field_help", "What the words mean."),
        "original": message("field_help", "What the article translates, in its own language."),
        "confidence": message("field_help", "How sure the analysis is; never together with the likelihood."),
        "likelihood": message("field_help", "How probable it is; never together with the confidence."),
        "briefing.title": message("field_help", "Over the article its own title stands."),
        "briefing.summary": message("field_help", "What the reader is to know first."),
        "briefing.key_points": message("field_help", "A sentence each, with the notes that bear it out."),
        "briefing.topics": message("field_help", "A topic of the register, or words of your own."),
        "briefing.published": message(
            "field_help", "A day (2022-01-11), a month (2022-01) or a year; with ~ it is approximate, with ? uncertain."
        ),
        "briefing.covers": message("field_help", "Where the article looks back."),
        "briefing.draft": message("field_help", "A draft is seen here and is no part of the published site."),
        "entry.id": message("field_help", "Small letters and digits; other files name the entry by it."),
        "entry.issued": message(
            "field_help", "A day (2022-01-11), a month (2022-01) or a year; with ~ it is approximate, with ? uncertain."
        ),
        "entry.accessed": message(
            "field_help", "A day (2022-01-11), a month (2022-01) or a year; with ~ it is approximate, with ? uncertain."
        ),
    },
    "kind_help": {
        "context": message("kind_help", "What a reader must know to understand the words."),
        "definition": message("kind_help", "What a term means."),
        "event": message("kind_help", "What happened, and when."),
        "quote": message("kind_help", "Who says it, how, and when."),
        "claim": message("kind_help", "What is asserted, and whether it holds."),
        "figure": message("kind_help", "A number and whether it is right."),
        "update": message("kind_help", "What happened after the article appeared."),
        "translation": message("kind_help", "What words mean in other languages, or what they translate."),
        "language": message("kind_help", "A remark on wording or grammar."),
        "framing": message("kind_help", "How the choice of words steers the reader."),
        "assessment": message("kind_help", "What you make of it, and how sure you are."),
        "question": message("kind_help", "A question that readers may discuss."),
        "crossref": message("kind_help", "Another note, entry or briefing to look up."),
    },
    "letter": {
        "context": message("letter", "C"),
        "definition": message("letter", "D"),
        "event": message("letter", "E"),
        "quote": message("letter", "Q"),
        "claim": message("letter", "M"),
        "figure": message("letter", "F"),
        "update": message("letter", "U"),
        "translation": message("letter", "T"),
        "language": message("letter", "L"),
        "framing": message("letter", "R"),
        "assessment": message("letter", "A"),
        "question": message("letter", "S"),
        "crossref": message("letter", "X"),
        "name": message("letter", "N"),
    },
    "annotate": {
        "the-article": message("annotate", "The article itself"),
        "undo-add-note": message("annotate", "Note added: %(what)s"),
        "undo-edit-note": message("annotate", "Note changed: %(what)s"),
        "undo-delete-note": message("annotate", "Note deleted: %(what)s"),
        "undo-name": message("annotate", "Name: %(what)s"),
        "undo-edit-briefing": message("annotate", "The briefing’s details changed"),
        "undo-add-source": message("annotate", "Source added: %(what)s"),
        "undo-accept-proposal": message("annotate", "Proposal accepted: %(what)s"),
        "undo-move-anchor": message("annotate", "Words of a note moved"),
    },
}
"""Fields by the keys of a note; of a briefing after `briefing.`, of a register's entry after `entry.`.

A letter is that of the key which begins a note of the kind; no two are alike in a language. Helps may be missing.
"""


def annotation_words(catalogue: Catalogue, of_set: str) -> dict[str, str]:
    """Return the words of a set of ANNOTATION_WORDS in the interface's language, by their keys, as plain text."""
    return {key: str(catalogue.pgettext(*words).striptags()) for key, words in ANNOTATION_WORDS[of_set].items()}
