"""`data/terms.tbx`: the terms in the languages in which they are told, for translators' programs.

TermBase eXchange, ISO 30042:2019, of the public dialect TBX-Basic: its core alone has no place for what a definition or
an abbreviation is. A term of the register is a concept under its id, one of a briefing's own under that of the index
(`_<slug>-<id>`); it has a section for each language, with the term first, then its abbreviation and its other wordings.
Definitions are plain text. Without terms there is no file.
"""

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Final
from xml.etree.ElementTree import Element

from sitegen.exports.xml_files import add, xml_file
from sitegen.language.plain_text import plain_text
from sitegen.language.scripts import guess_language, holds_script_of
from sitegen.model.addresses import absolute_uri, entry_address, index_id, note_address
from sitegen.model.registers import Term
from sitegen.model.site_files import Artifact
from sitegen.model.wording import Text
from sitegen.records.site import Site

NAMESPACE: Final = "urn:iso:std:iso:30042:ed-2"


def export_termbase(site: Site) -> Iterator[Artifact]:
    """Yield the termbase of the register and of all briefings."""
    root = Element(
        "tbx", {"type": "TBX-Basic", "style": "dca", "xml:lang": site.settings.editions[0], "xmlns": NAMESPACE}
    )
    described = add(add(root, "tbxHeader"), "fileDesc")
    title, url = site.settings.title, site.settings.url
    name = title.best(site.settings.editions).value if title else ""
    if name:
        add(add(described, "titleStmt"), "title", name)
    add(add(described, "sourceDesc"), "p", url.value if url else name or "sitegen")
    body = add(add(root, "text"), "body")
    for term, concept, address in chain(_registered(site), _local(site)):
        _add_concept(body, term, concept, absolute_uri(address, url=url.value) if url else "", site)
    if len(body):
        yield xml_file("data/terms.tbx", root)


def _registered(site: Site) -> Iterator[tuple[Term, str, str]]:
    """Yield the terms of the register, each with its id and its address."""
    for term_id, term in site.registers.terms.items():
        yield term, term_id, entry_address("term", term_id)


def _local(site: Site) -> Iterator[tuple[Term, str, str]]:
    """Yield the same of briefings' own terms."""
    for slug, entry in site.library.definitions():
        if isinstance(entry, Term):
            yield entry, index_id(slug, entry.id.value), note_address(slug, entry.id.value)


def _add_concept(body: Element, term: Term, concept: str, page: str, site: Site) -> None:
    entry = add(body, "conceptEntry", id=concept)
    wordings = _by_language(term, site.settings.editions)
    definitions = {
        one.language: plain_text(site.html_of[one.value])
        for one in (term.definition.wordings if term.definition else ())
    }
    for language, definition in definitions.items():
        if language not in wordings:
            add(entry, "descrip", definition, type="definition", xml_lang=language)
    if page:
        add(entry, "xref", page, type="externalCrossReference", target=page)
    for language, sorts in wordings.items():
        section = add(entry, "langSec", xml_lang=language)
        if language in definitions:
            add(section, "descrip", definitions[language], type="definition")
        for wording, sort in sorts.items():
            said = add(section, "termSec")
            add(said, "term", wording)
            if sort:
                add(said, "termNote", sort, type="termType")


def _by_language(term: Term, editions: Sequence[str]) -> dict[str, dict[str, str]]:
    """Return all wordings of a term by language, each with its type in TBX; that of the term itself is empty."""
    texts: list[tuple[Text | None, str]] = [(term.term, ""), (term.abbr, "abbreviation")]
    texts += [(alias.text, "variant") for alias in term.aliases]
    found: dict[str, dict[str, str]] = {}
    for text, sort in texts:
        for wording in text.wordings if text else ():
            language = wording.language
            if not holds_script_of(wording.value, language):  # an abbreviation, say, that no language is given for
                language = guess_language(wording.value, (language, *editions))
            found.setdefault(language, {}).setdefault(wording.value, sort)
    return found
