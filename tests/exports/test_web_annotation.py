"""The notes as Web Annotations: against the article, and against the W3C's own assertions."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft4Validator, FormatChecker
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT4

from sitegen.engine.build_settings import BuildSettings
from sitegen.engine.notes_export import export_notes
from sitegen.model.problems import Report
from sitegen.model.vocabularies import MOTIVATION_OF_KIND
from sitegen.progress import no_progress
from tests.exports.sample_folder import FILES, HOSTILE, Files, build, files_of, write_folder

W3C = json.loads((Path(__file__).parent / "cases" / "w3c_annotations.json").read_text("utf-8"))
"""The assertions with their names, and what they name in files of definitions."""
SITES = Path(__file__).parents[1] / "sites"
PAGE = "https://example.org/news/briefings/summit.html"
URI = re.compile(r"[a-z][a-z0-9+.-]*:[!-~]+")


def page_of(files: Files, slug: str = "summit") -> dict[str, Any]:
    read: dict[str, Any] = json.loads(files[f"data/briefings/{slug}.jsonld"])
    return read


def note(files: Files, note_id: str) -> dict[str, Any]:
    return next(item for item in page_of(files)["items"] if item["id"].endswith(f"#{note_id}"))


def bodies(item: dict[str, Any]) -> list[tuple[str, str, str]]:
    return [(body["value"], body["format"], body["language"]) for body in item["body"]]


def properties(item: dict[str, Any]) -> dict[str, Any]:
    named = {entry["schema:name"]: entry["schema:value"] for entry in item.get("schema:additionalProperty", ())}
    return {"kind": item["schema:additionalType"], **named}


def targets(item: dict[str, Any]) -> list[Any]:
    return item["target"] if isinstance(item["target"], list) else [item["target"]]


def test_a_page_holds_every_note_in_the_order_of_numbers(sample: Files) -> None:
    page = page_of(sample)
    assert page["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert page["type"] == "AnnotationPage"
    assert page["id"] == "https://example.org/news/data/briefings/summit.jsonld"
    assert [item["id"].removeprefix(PAGE) for item in page["items"]] == [
        *("#q1", "#t1", "#c1", "#r1", "#x1"),
        *("#q2", "#f1", "#a1", "#hidden-note"),
    ]


def test_an_annotation_says_who_when_why_and_under_which_licence(sample: Files) -> None:
    quote = note(sample, "q1")
    assert quote["motivation"] == "identifying"
    assert quote["creator"] == {"name": "المكتب", "homepage": "https://example.org/desk"}
    assert quote["created"] == "2024-05-02T00:00:00Z"
    assert quote["rights"] == "https://creativecommons.org/licenses/by-sa/4.0/"
    assert properties(quote)["stance"] == "assert"
    assert note(sample, "x1")["creator"] == {"name": "Guest"}


def test_each_kind_has_its_motivation(sample: Files) -> None:
    for item in page_of(sample)["items"]:
        assert item["motivation"] == MOTIVATION_OF_KIND[properties(item)["kind"]]


def test_a_date_too_vague_for_the_model_is_told_as_it_was_written(sample: Files) -> None:
    claim = note(sample, "c1")
    assert "modified" not in claim
    assert properties(claim)["modified"] == "2024-05"


def test_selectors_are_the_articles_own_characters(sample: Files) -> None:
    seen = 0
    for slug in ("summit", "old"):
        text = FILES[f"seeds/{slug}.txt"]
        for item in page_of(sample, slug)["items"]:
            for target in (target for target in targets(item) if isinstance(target, dict)):
                quote, position = target["selector"]
                start, end = position["start"], position["end"]
                assert quote["exact"] == text[start:end]
                assert quote["prefix"] == text[max(0, start - 32) : start]
                assert quote["suffix"] == text[end : end + 32]
                assert target["source"] == item["id"].partition("#")[0]
                seen += 1
    assert seen == 8


def test_a_note_in_pieces_has_a_target_for_each(sample: Files) -> None:
    claim = note(sample, "c1")
    assert [target["selector"][0]["exact"] for target in claim["target"]] == ["الماء كثير", "لا نعرف"]


def test_a_note_on_the_whole_article_has_the_article_for_target(sample: Files) -> None:
    assert note(sample, "hidden-note")["target"] == PAGE


def test_bodies_stand_by_language_with_format(sample: Files) -> None:
    assert bodies(note(sample, "c1")) == [
        ("الماء كثير.", "text/plain", "ar"),
        ("There is much water.", "text/plain", "en"),
    ]
    assert bodies(note(sample, "a1")) == [
        ("<p>مرجح.</p>", "text/html", "ar"),
        ("<p>On <em>reading</em>.</p>", "text/html", "en"),
    ]
    assert bodies(note(sample, "t1")) == [
        ("firm", "text/plain", "en"),
        ("It is firm", "text/plain", "en"),
    ]


def test_what_a_note_does_not_say_comes_from_its_entry(sample: Files) -> None:
    assert properties(note(sample, "c1")) == {
        "kind": "claim",
        "speaker": "ali",
        "status": "disputed",
        "as_of": "2024-05",
        "modified": "2024-05",
    }


def test_a_speaker_who_is_not_named_is_told_in_words(sample: Files) -> None:
    told = properties(note(sample, "q2"))
    assert told["speaker"] == [
        {"@value": "مصدر مطلع", "@language": "ar"},
        {"@value": "An informed source", "@language": "en"},
    ]
    assert told["via"] == [{"@value": "ناطق", "@language": "ar"}]


def test_a_figure_is_told_as_numbers(sample: Files) -> None:
    told = properties(note(sample, "f1"))
    assert told["range"] == [1.0, 2.5]
    assert told["unit"] == [{"@value": "litres", "@language": "en"}]


def test_a_cross_reference_links_and_other_notes_name_what_they_cite(sample: Files) -> None:
    assert [body["source"] for body in note(sample, "r1")["body"]] == [
        "https://example.org/news/briefings/old.html#n1",
        "https://example.org/news/actors/ali.html",
    ]
    assert note(sample, "c1")["dcterms:references"] == [{"id": "https://example.com/a?b=1&c=2"}]
    assert note(sample, "x1")["dcterms:references"][0] == {"id": f"{PAGE}#q1"}


def test_links_in_bodies_are_whole_and_hostile_text_stays_text(sample: Files) -> None:
    hostile = note(sample, "x1")
    assert hostile["target"]["selector"][0]["exact"] == HOSTILE
    assert hostile["label"] == [{"@value": HOSTILE, "@language": "ar"}]
    assert hostile["body"][0]["value"] == (
        '<p>Compare ]]&gt; {{7*7}} &amp; <a href="https://example.org/news/briefings/old.html">old</a>.</p>'
    )


def test_a_draft_leaves_no_trace(sample: Files) -> None:
    assert "data/briefings/secret.jsonld" not in sample
    assert not [path for path, content in sample.items() if "secret" in content.lower()]


def test_without_an_address_identifiers_are_urns_that_stay_the_same(without_url: Files) -> None:
    page = page_of(without_url)
    ids = [page["id"], *(item["id"] for item in page["items"])]
    assert all(re.fullmatch(r"urn:uuid:[0-9a-f-]{36}(#[a-z0-9-]+)?", found) for found in ids)
    assert len(set(ids)) == len(ids)
    assert targets(page["items"][0])[0]["source"] == ids[1].partition("#")[0]


def test_without_an_address_links_in_bodies_lead_from_the_file(without_url: Files) -> None:
    assert 'href="../../briefings/old.html"' in note(without_url, "x1")["body"][0]["value"]


def test_a_quote_that_is_not_in_the_article_is_told_as_it_was_written(tmp_path: Path) -> None:
    sidecar = "lang: en\nannotations: [{id: n1, kind: context, at: {exact: Never said, prefix: so}, body: {en: No.}}]\n"
    root = write_folder(tmp_path, added={"content/briefings/old.yaml": sidecar})
    files = files_of(build(root, keep_going=True))
    assert page_of(files, "old")["items"][0]["target"]["selector"] == [
        {"type": "TextQuoteSelector", "exact": "Never said", "prefix": "so"}
    ]


def test_positions_count_code_points(tmp_path: Path) -> None:
    sidecar = "lang: en\nannotations: [{id: n1, kind: context, at: e\u0301nd, body: {en: No.}}]\n"
    added = {"seeds/old.txt": "Old 😀 news\n\n😀😀 e\u0301nd.\n", "content/briefings/old.yaml": sidecar}
    item = page_of(files_of(build(write_folder(tmp_path, added=added))), "old")["items"][0]
    assert item["target"]["selector"][1] == {"type": "TextPositionSelector", "start": 15, "end": 19}


def schemas() -> Registry[Any]:
    """The definitions by file name: the schemas name each other so."""
    found = W3C["definitions"].items()
    resources = ((name, Resource.from_contents(schema, default_specification=DRAFT4)) for name, schema in found)
    return Registry[Any]().with_resources(resources)


def formats() -> FormatChecker:
    """What the W3C's schemas ask of strings; a URI is absolute and in ASCII (RFC 3986)."""
    checker = FormatChecker()
    assert "date-time" in checker.checkers, "rfc3339-validator is missing: bad dates would pass"
    checker.checks("uri")(lambda value: not isinstance(value, str) or bool(URI.fullmatch(value)))
    return checker


@pytest.fixture(scope="module")
def checked(sample: Files, without_url: Files) -> list[dict[str, Any]]:
    small = files_of(build(SITES / "small"))
    settings = BuildSettings(root=SITES / "small", templates=(), with_drafts=True)
    exported = export_notes(settings, (), form="jsonld", report=Report(), progress=no_progress)
    return list(annotations(sample, without_url, small, {file.name: file.content.decode() for file in exported}))


def annotations(*sites: Files) -> Iterator[dict[str, Any]]:
    """Yield all annotations with the context of their page, as one who takes them out of it has them."""
    for files in sites:
        for path, content in files.items():
            if path.endswith(".jsonld"):
                page = json.loads(content)
                yield from ({"@context": page["@context"], **item} for item in page["items"])


@pytest.mark.parametrize("assertion", W3C["assertions"])
def test_every_annotation_meets_what_the_w3c_demands(assertion: str, checked: list[dict[str, Any]]) -> None:
    schema = W3C["assertions"][assertion]
    validator = Draft4Validator(schema, registry=schemas(), format_checker=formats())
    assert len(checked) > 20
    for item in checked:
        assert validator.is_valid(item) == (schema["expectedResult"] == "valid"), (item["id"], schema["errorMessage"])


def test_the_assertions_find_what_is_wrong() -> None:
    registry, checker = schemas(), formats()
    assertions = W3C["assertions"].values()
    validators = [Draft4Validator(schema, registry=registry, format_checker=checker) for schema in assertions]
    good = {"@context": "http://www.w3.org/ns/anno.jsonld", "id": "urn:a:b", "type": "Annotation", "target": "urn:a:c"}
    assert all(validator.is_valid(good) for validator in validators)
    for broken in ({**good, "id": "a.html#b"}, {**good, "created": "2024-05"}, {**good, "target": 1}):
        assert not all(validator.is_valid(broken) for validator in validators)
