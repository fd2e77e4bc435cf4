"""The termbase in TBX. Its structure was checked once with the standard's own schema, TBXcoreStructV03.rng."""

from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

import pytest

from sitegen.exports.termbase import NAMESPACE
from tests.exports.sample_folder import FILES, Files, build, files_of, write_folder

TERMS = """
terms:
  - id: t_quota
    term: {ar: حصة مائية, en: Water <quota>}
    abbr: {en: WQ}
    aliases: [الحصص المائية, Water share, حصة مائية]
    definition: {ar: "**نصيب** دولة.", fr: Une part.}
  - {id: t_bare, term: {en: Bare}}
"""
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


@pytest.fixture(scope="module")
def termbase(tmp_path_factory: pytest.TempPathFactory) -> Element:
    """The termbase of the sample with terms, of the register and of a briefing's own."""
    own = "title: {en: Water summit ends}\nterms: [t_quota, {id: own, term: {ar: اتفاق}}]"
    summit = FILES["content/briefings/summit.yaml"].replace("title: {en: Water summit ends}", own)
    added = {"content/terms.yaml": TERMS, "content/briefings/summit.yaml": summit}
    files = files_of(build(write_folder(tmp_path_factory.mktemp("terms"), added=added)))
    return fromstring(files["data/terms.tbx"])  # noqa: S314 - made by the test itself


def texts(within: Element, tag: str) -> list[str]:
    return [found.text or "" for found in within.iter(f"{{{NAMESPACE}}}{tag}")]


def test_the_dialect_is_told(termbase: Element) -> None:
    assert termbase.attrib == {"type": "TBX-Basic", "style": "dca", LANGUAGE: "ar"}
    assert texts(termbase, "title") == ["متن"]
    assert texts(termbase, "p") == ["https://example.org/news"]


def test_every_term_is_a_concept(termbase: Element) -> None:
    concepts = {found.get("id"): found for found in termbase.iter(f"{{{NAMESPACE}}}conceptEntry")}
    assert list(concepts) == ["t_quota", "t_bare", "_summit-own"]
    assert texts(concepts["t_bare"], "term") == ["Bare"]
    assert texts(concepts["_summit-own"], "xref") == ["https://example.org/news/briefings/summit.html#own"]


def test_wordings_stand_in_their_languages_each_once(termbase: Element) -> None:
    told = {
        section.get(LANGUAGE): list(zip(texts(section, "term"), ["", *texts(section, "termNote")], strict=True))
        for section in termbase[1][0][0].iter(f"{{{NAMESPACE}}}langSec")
    }
    assert told == {
        "ar": [("حصة مائية", ""), ("الحصص المائية", "variant")],
        "en": [("Water <quota>", ""), ("WQ", "abbreviation"), ("Water share", "variant")],
    }


def test_a_definition_is_plain_and_in_its_language(termbase: Element) -> None:
    first = termbase[1][0][0]
    found = {(one.get(LANGUAGE), one.text) for one in first.iter(f"{{{NAMESPACE}}}descrip")}
    assert found == {("fr", "Une part."), (None, "نصيب دولة.")}


def test_without_terms_there_is_no_termbase(sample: Files, tmp_path: Path) -> None:
    assert "data/terms.tbx" not in sample
    settings = "title: {ar: متن}\n"
    files = files_of(build(write_folder(tmp_path, settings=settings, added={"content/terms.yaml": TERMS})))
    assert "<xref" not in files["data/terms.tbx"]
