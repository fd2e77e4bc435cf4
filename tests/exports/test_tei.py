"""Briefings as TEI: the article character for character, names that lead to entries, notes that lead to stretches."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element

import pytest

from sitegen.engine.build_settings import BuildSettings
from sitegen.engine.notes_export import ExportedFile, export_notes
from sitegen.model.problems import Report
from sitegen.model.project import Manuscript
from sitegen.progress import no_progress
from sitegen.readers.project import read_project
from sitegen.weaving.anchors import QuoteFinder

ROOT = Path(__file__).parents[2]
TEI = "{http://www.tei-c.org/ns/1.0}"
ID = "{http://www.w3.org/XML/1998/namespace}id"
NAMES = {"persName", "orgName", "placeName", "term"}


@pytest.fixture(scope="module")
def files() -> dict[str, Element]:
    settings = BuildSettings(root=ROOT, templates=())
    made: Iterator[ExportedFile] = export_notes(settings, (), form="tei", report=Report(), progress=no_progress)
    return {file.name.removesuffix(".xml"): ET.fromstring(file.content) for file in made}  # noqa: S314 - ours


@pytest.fixture(scope="module")
def manuscripts() -> dict[str, Manuscript]:
    return {one.slug: one for one in read_project(ROOT, Report()).manuscripts}


def body_of(root: Element) -> Element:
    (body,) = root.iter(f"{TEI}body")
    return body


def test_the_body_is_the_article(files: dict[str, Element], manuscripts: dict[str, Manuscript]) -> None:
    assert len(files) == len(manuscripts)
    for slug, root in files.items():
        assert "".join(body_of(root).itertext()) == manuscripts[slug].seed.text


def test_every_reference_leads_to_one_place(files: dict[str, Element]) -> None:
    for root in files.values():
        ids = Counter(element.get(ID) for element in root.iter() if element.get(ID))
        assert max(ids.values()) == 1
        refs = [element.get("ref", "") for element in body_of(root).iter() if element.tag.removeprefix(TEI) in NAMES]
        targets = " ".join(one.get("target", "") for one in root.iter(f"{TEI}annotation")).split()
        assert refs
        assert {one.removeprefix("#") for one in [*refs, *targets]} <= set(ids)


def test_names_are_of_the_sort_of_their_entries(files: dict[str, Element]) -> None:
    root = files["kazakhstan-csto-withdrawal"]
    named = {one.get("ref"): one.tag.removeprefix(TEI) for one in body_of(root).iter() if one.get("ref")}
    expected = {"#tokayev": "persName", "#csto": "orgName", "#almaty": "placeName", "#t_lpg": "term"}
    assert {ref: named[ref] for ref in expected} == expected


def test_a_note_covers_its_words(files: dict[str, Element], manuscripts: dict[str, Manuscript]) -> None:
    for slug, root in files.items():
        seed = manuscripts[slug].seed
        words = {f"#{one.get(ID)}": "".join(one.itertext()) for one in root.iter(f"{TEI}seg")}
        covered = {
            one.get(ID): "".join(words.get(target, "") for target in one.get("target", "").split())
            for one in root.iter(f"{TEI}annotation")
        }
        for note in manuscripts[slug].annotations:
            spans = QuoteFinder(seed).place(note.at, Report()) if note.at else ()
            offsets = sorted({offset for span in spans or () for offset in range(span.start, span.end)})
            expected = "".join(seed.text[offset] for offset in offsets).replace("\n", "")
            assert note.id
            assert covered[note.id.value] == expected
