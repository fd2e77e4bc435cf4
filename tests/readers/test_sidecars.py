import pytest

from sitegen.model.problems import Report
from sitegen.model.site_files import stem_of
from sitegen.model.text import SourceText
from sitegen.readers.sidecars import SidecarFile, name_annotations, read_sidecar
from tests.readers.reading import told


def read(text: str, path: str = "content/briefings/mission.yaml") -> tuple[SidecarFile | None, list[str]]:
    report = Report()
    return read_sidecar(SourceText(path, text), language="ar", report=report), told(report)


def ids(text: str) -> list[str]:
    file, problems = read(text)
    assert problems == []
    assert file is not None
    return [str(note.id) for note in name_annotations(file.sidecar.annotations)]


def test_the_slug_is_the_stem_or_what_is_written() -> None:
    for text, path, slug in (
        ("lang: ar", "content/briefings/a_1.yaml", "a_1"),
        ("slug: other", "content/briefings/مقال.yaml", "other"),
    ):
        file, problems = read(text, path)
        assert problems == []
        assert file is not None
        assert file.slug == slug


def test_a_stem_that_is_no_slug_needs_one_and_gets_a_proposal() -> None:
    file, problems = read("lang: ar", "content/briefings/مقال أول.yaml")
    assert problems == ["1:1 bad-slug: the file's name `مقال أول` is no slug, so the briefing needs `slug`"]
    assert file is not None
    assert file.slug == "mqal-awl"


def test_a_slug_that_is_none_is_told_once() -> None:
    file, problems = read("slug: ../a", "content/briefings/مقال.yaml")
    assert len(problems) == 1
    assert file is not None
    assert file.slug == "mqal"


def test_texts_are_in_the_articles_language() -> None:
    file, _ = read("summary: text\nlang: en\n")
    assert file is not None
    assert file.sidecar.summary is not None
    assert file.sidecar.summary.wordings[0].language == "en"


@pytest.mark.parametrize("text", ["[a]", "text", "- a: b"])
def test_what_is_no_sidecar_is_told(text: str) -> None:
    file, problems = read(text)
    assert file is None
    assert problems[0].startswith("1:1 wrong-type: a briefing must be a map of keys, and here stands")


def test_an_empty_sidecar_is_told() -> None:
    assert read("# later\n") == (None, ["1:1 empty-file: nothing stands in this file"])


def test_made_ids_come_from_kind_and_anchor() -> None:
    first = ids("annotations: [{kind: context, at: كلمات}, {kind: quote, at: كلمات}]")
    again = ids("annotations: [{kind: quote, at: كلمات, body: x}, {kind: context, at: [{exact: كلمات}], title: y}]")
    assert first == again[::-1]
    assert first[0].startswith("_context-")
    assert first[0].isascii()


def test_made_ids_tell_places_apart() -> None:
    made = ids(
        "annotations: [{kind: context, at: {exact: x, occurrence: 1}}, {kind: context, at: {exact: x, prefix: y}}]"
    )
    assert len(set(made)) == 2


def test_notes_that_are_alike_are_counted() -> None:
    made = ids("annotations: [{kind: context}, {kind: context}, {kind: context}]")
    assert made[1:] == [f"{made[0]}-2", f"{made[0]}-3"]


def test_stems() -> None:
    assert stem_of("content/briefings/a.b.yaml") == "a.b"
