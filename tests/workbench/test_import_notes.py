"""Notes from other tools: what comes in, what is left and told, and that an export comes back as it went."""

import csv
import json
import shutil
from collections.abc import Mapping, Sequence
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sitegen.engine.build_settings import BuildSettings
from sitegen.engine.notes_export import export_notes
from sitegen.exports.plain_notes import plain_note
from sitegen.model.problems import Report
from sitegen.model.project import Annotation
from sitegen.progress import no_progress
from sitegen.readers.project import read_project
from sitegen.refusal import Refusal
from sitegen.weaving.anchors import QuoteFinder
from sitegen.workbench.import_notes import Imported, ImportWish, import_notes, write_import
from sitegen.workbench.note_yaml import write_note

ARTICLE = """\
الوزير 😀 يعلن الخطة

قال الوزير إن الخطة ثابتة، وقال الوزير إن السد سيبنى. 😀 وحضر الوزير.
وقالت الوزيرة: "الماء حق".
"""
SIDECAR = "content/briefings/plan.yaml"
SITE: Mapping[str, str] = {
    "content/site.yaml": "title: {ar: موقع}\nlanguages: [ar, en]\nurl: https://example.org/\n",
    "content/actors.yaml": "actors:\n  - {id: minister, type: person, name: {ar: ليلى حداد}}\n",
    "content/sources.yaml": "sources:\n  - {id: s_one, title: Report}\n",
    "seeds/plan.txt": ARTICLE,
}
FORMS = ("jsonld", "hypothesis", "csv")


def lay_out(root: Path, sidecar: str = "") -> Path:
    files = {**SITE, **({SIDECAR: sidecar} if sidecar else {})}
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(text.encode())
    return root


def take_in(root: Path, name: str, content: object, **wishes: object) -> Imported:
    text = content if isinstance(content, str) else json.dumps(content)
    (root / name).write_text(text, "utf-8", newline="")
    wish = ImportWish(root=root, file=root / name, seed="plan", **wishes)  # type: ignore[arg-type]
    found = import_notes(wish)
    write_import(found, root=root)
    return found


def notes_of(root: Path, slug: str = "plan") -> tuple[Annotation, ...]:
    report = Report()
    (one,) = (one for one in read_project(root, report).manuscripts if one.slug == slug)
    assert [problem for problem in report if problem.severity == "error"] == []
    return one.sidecar.annotations


def anchors(root: Path) -> list[object]:
    return [plain_note(note, "ar").get("at") for note in notes_of(root)]


def codes(found: Imported) -> list[str]:
    return [problem.code for problem in found.report]


def hypothesis_row(selectors: Sequence[Mapping[str, object]], **more: object) -> dict[str, object]:
    target = [{"source": "https://example.org/x", "selector": list(selectors)}]
    row = {"id": "Ab_1", "user": "acct:jane@hypothes.is", "text": "ملاحظة", "tags": ["claim", "سد"], "target": target}
    return {**row, "created": "2024-05-01T10:00:00.000000+00:00", "updated": "2024-05-01T10:00:00.000000+00:00", **more}


def quote(exact: str, prefix: str = "", suffix: str = "") -> dict[str, object]:
    return {"type": "TextQuoteSelector", "exact": exact, "prefix": prefix, "suffix": suffix}


def position(start: int, end: int) -> dict[str, object]:
    return {"type": "TextPositionSelector", "start": start, "end": end}


def test_a_row_of_hypothesis_becomes_a_note_of_a_draft(tmp_path: Path) -> None:
    row = hypothesis_row([quote("الوزير", "ثابتة، وقال ", " إن السد")])
    found = take_in(lay_out(tmp_path), "notes.json", {"total": 1, "rows": [row]})
    assert (tmp_path / SIDECAR).read_text("utf-8").split("\n", 1)[1] == (
        "draft: true   # take this line out to publish\nseed: plan.txt\nlang: ar\nannotations:\n"
        "  - id: Ab_1\n    kind: claim\n    at:\n      exact: الوزير\n      prefix: وقال\n    body: ملاحظة\n"
        "    author:\n      en: jane\n    created: '2024-05-01T10:00:00Z'\n    params:\n      tags: [سد]\n"
    )
    assert (codes(found), found.kept) == ([], [])


def test_offsets_of_browsers_are_utf16(tmp_path: Path) -> None:
    start = ARTICLE.index("الوزير.")
    units = len(ARTICLE[:start].encode("utf-16-le")) // 2
    assert units == start + 2
    row = hypothesis_row([quote("الوزير"), position(units, units + 6)])
    take_in(lay_out(tmp_path), "notes.json", [row])
    assert anchors(tmp_path) == [[{"exact": "الوزير", "prefix": "وحضر"}]]


def test_offsets_of_the_w3c_are_characters(tmp_path: Path) -> None:
    start = ARTICLE.index("الوزيرة")
    target = {"source": "https://example.org/x", "selector": position(start, start + 7)}
    note = {"type": "Annotation", "id": "https://example.org/anno1", "bodyValue": "A word.", "target": target}
    take_in(lay_out(tmp_path), "note.jsonld", {"@context": "http://www.w3.org/ns/anno.jsonld", **note})
    (read,) = notes_of(tmp_path)
    assert plain_note(read, "ar") == {
        "id": "anno1",
        "kind": "context",
        "at": ["الوزيرة"],
        "body": {"en": "A word."},
    } | {"at": [{"exact": "الوزيرة"}]}


@pytest.mark.parametrize("wrap", ["page", "collection", "list"])
def test_annotations_come_alone_in_pages_and_in_collections(wrap: str, tmp_path: Path) -> None:
    html = {"type": "TextualBody", "value": "<p>Se <b>her</b>.</p>", "format": "text/html", "language": "da"}
    tag = {"type": "TextualBody", "value": "dam", "purpose": "tagging"}
    target = {"source": "x", "selector": {"type": "TextQuoteSelector", "exact": "الماء حق"}}
    note: dict[str, object] = {
        "type": "Annotation",
        "id": "urn:x:n1",
        "motivation": "questioning",
        "creator": {"name": "Jo"},
    }
    note = {**note, "creator": {"name": "Jo"}, "body": [html, tag], "target": target, "created": "2024-05-01T00:00:00Z"}
    page = {"@context": "http://www.w3.org/ns/anno.jsonld", "type": "AnnotationPage", "items": [note]}
    wrapped = {"page": page, "collection": {**page, "type": "AnnotationCollection", "items": [], "first": page}}
    take_in(lay_out(tmp_path), "notes.json", wrapped.get(wrap, [note]), form="jsonld")
    (read,) = notes_of(tmp_path)
    assert plain_note(read, "ar") == {
        "id": "n1",
        "kind": "question",
        "at": [{"exact": "الماء حق"}],
        "body": {"da": "Se **her**."},
        "author": {"en": "Jo"},
        "created": "2024-05-01",
        "params": {"tags": ["dam"]},
    }


def test_an_answer_stands_on_the_same_words_and_refers_to_what_it_answers(tmp_path: Path) -> None:
    answer = {"id": "r2", "text": "رد", "tags": [], "references": ["Ab_1"], "target": [{"source": "x"}]}
    lost = {"id": "r3", "text": "رد", "references": ["gone"], "target": [{"source": "x"}]}
    found = take_in(lay_out(tmp_path), "n.json", [hypothesis_row([quote("السد")]), answer, lost])
    notes = [plain_note(note, "ar") for note in notes_of(tmp_path)]
    assert [(note["id"], note.get("at"), note.get("refs")) for note in notes] == [
        ("Ab_1", [{"exact": "السد"}], None),
        ("r2", [{"exact": "السد"}], ["Ab_1"]),
        ("r3", None, None),
    ]
    assert codes(found) == ["note-not-imported"]
    assert [one["left"] for one in found.kept] == [{"references": "gone"}]


def test_a_note_on_what_is_no_text_is_kept(tmp_path: Path) -> None:
    target = {"source": "x", "selector": {"type": "FragmentSelector", "value": "xywh=1,2,3,4"}}
    note = {"@context": "x", "type": "Annotation", "id": "n1", "bodyValue": "نص", "target": target}
    found = take_in(lay_out(tmp_path), "n.json", note)
    assert (codes(found), found.added, len(found.kept)) == (["note-not-imported"], 0, 1)
    assert not (tmp_path / SIDECAR).exists()


def test_half_a_character_ends_nothing(tmp_path: Path) -> None:
    row = json.dumps([hypothesis_row([quote("السد")], text="\ud800", extra="\ud800")])
    found = take_in(lay_out(tmp_path), "n.json", row)
    assert [plain_note(note, "ar")["body"] for note in notes_of(tmp_path)] == ["\ufffd"]
    kept = json.loads((tmp_path / "content/briefings/plan.import.json").read_bytes())["notes"]
    assert [one["left"] for one in kept] == [one["left"] for one in found.kept] == [{"extra": "\ud800"}]


def test_a_sheet_with_other_headings_is_read_by_a_map(tmp_path: Path) -> None:
    sheet = "\ufeffQuote;Comment;Page\r\nالماء حق;'=1+1;7\r\n"
    found = take_in(lay_out(tmp_path), "n.csv", sheet, headings={"exact": "quote", "body": "Comment"})
    (read,) = notes_of(tmp_path)
    assert plain_note(read, "ar") == {"kind": "context", "at": [{"exact": "الماء حق"}], "body": "=1+1"}
    assert [one["left"] for one in found.kept] == [{"Page": "7"}]


def test_what_does_not_fit_is_told_with_its_line_and_kept(tmp_path: Path) -> None:
    sheet = "id,kind,exact,body,status,refs\nn1,claim,الماء حق,نص,solved,nobody\nn2,claim,لا شيء كهذا,نص,,\n"
    found = take_in(lay_out(tmp_path), "n.csv", sheet)
    assert [(one.code, one.where.line) for one in found.report] == [("note-not-imported", line) for line in (2, 2, 3)]
    assert [note.id and note.id.value for note in notes_of(tmp_path)] == ["n1"]
    kept = json.loads((tmp_path / "content/briefings/plan.import.json").read_bytes())["notes"]
    assert [(one["id"], one["line"]) for one in kept] == [("n2", 3), ("n1", 2)]
    assert kept[1]["left"] == {"status": "solved", "refs": ["nobody"]}


def test_a_note_whose_id_is_taken_is_refused_and_no_byte_changes(tmp_path: Path) -> None:
    before = "annotations:\n- id: N1  # mine\n  kind: context\n  at: الماء حق\n  body: |\n    نص\n\n    # ليس تعليقا\n"
    lay_out(tmp_path, before)
    found = take_in(tmp_path, "n.csv", "id,exact,body\nn1,السد,نص\nn2,السد,نص\n")
    assert codes(found) == ["duplicate-id"]
    after = (tmp_path / SIDECAR).read_text("utf-8")
    assert after == before + "- id: n2\n  kind: context\n  at: السد\n  body: نص\n"
    assert codes(take_in(tmp_path, "n.csv", "id,exact,body\nn2,السد,نص\n")) == ["duplicate-id"]
    assert (tmp_path / SIDECAR).read_text("utf-8") == after


NOTE = "  - kind: context\n    at: الماء حق\n    body: نص\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "lang: ar\r\nannotations: []  # none\r\ndraft: true\r\n",
            "lang: ar\r\nannotations: # none\r\n@draft: true\r\n",
        ),
        ("\ufeffdraft: true", "\ufeffdraft: true\nannotations:\n@"),
        (
            "annotations:\n  - {kind: context, at: السد}\n\n# end\n",
            "annotations:\n  - {kind: context, at: السد}\n@\n# end\n",
        ),
        (
            "annotations:\n  - kind: context\n    body: |\n      نص\n      # 1",
            "annotations:\n  - kind: context\n    body: |\n      نص\n      # 1\n@",
        ),
    ],
)
def test_notes_are_added_wherever_the_list_stands(before: str, after: str, tmp_path: Path) -> None:
    take_in(lay_out(tmp_path, before), "n.csv", "exact,body\nالماء حق,نص\n")
    expected = after.replace("@", NOTE.replace("\n", "\r\n") if "\r" in before else NOTE)
    assert (tmp_path / SIDECAR).read_bytes().decode("utf-8").removesuffix("\n") == expected.removesuffix("\n")


@pytest.mark.parametrize(
    ("name", "content", "line", "column"),
    [("n.json", '{"rows": [\n {"id": }]}', 2, 9), ("n.json", "[" * 5000, 1, 102), ("n.csv", "Quote,Note\na,b\n", 1, 1)],
)
def test_a_file_that_cannot_be_read_is_told_by_its_place(
    name: str, content: str, line: int, column: int, tmp_path: Path
) -> None:
    found = take_in(lay_out(tmp_path), name, content)
    assert [(one.code, one.where.line, one.where.column) for one in found.report] == [
        ("bad-exchange-file", line, column)
    ]
    assert not (tmp_path / SIDECAR).exists()


def test_a_seed_that_is_not_there_is_refused(tmp_path: Path) -> None:
    lay_out(tmp_path)
    (tmp_path / "n.csv").write_text("exact\n", "utf-8")
    with pytest.raises(Refusal, match=r"did you mean `plan\.txt`"):
        import_notes(ImportWish(root=tmp_path, file=tmp_path / "n.csv", seed="plam"))


# --- import(export(x)) = x

WORDS = ("الوزير", "السد", "=خطة", "'=حق", "-", "@أحمد", '"نعم"', "أ,ب;ج", "# لا", "😀", "ثابتة:", "{ماء}", "¶", "'")
SPANS = [(start, start + length) for start in range(0, 70, 7) for length in (2, 6, 15)]
TEXTS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(lambda words: f"ال{' '.join(words)}")
BODIES = st.lists(TEXTS, min_size=1, max_size=3).map("\n\n".join)
DATES = st.sampled_from(["2022-01-05", "2022-01", "2022-01-05T10:00:00Z", "2021/2022"])
OPTIONAL: Mapping[str, st.SearchStrategy[object]] = {
    "title": TEXTS,
    "body": BODIES,
    "refs": st.just(["minister"]),
    "sources": st.just(["s_one"]),
    "author": TEXTS,
    "created": st.sampled_from(["2022-01-05", "2022-01-05T10:00:00Z"]),
    "params": st.just({"tags": ["سد", "ماء"]}),
}
OF_KIND: Mapping[str, Mapping[str, st.SearchStrategy[object]]] = {
    "context": {},
    "claim": {"status": st.just("disputed"), "as_of": DATES, "text": TEXTS, "credibility": st.just("2")},
    "quote": {"speaker": st.just("minister"), "stance": st.just("deny"), "verb": TEXTS, "said": DATES},
    "figure": {"value": st.sampled_from([{"amount": 7}, {"amount": -1.5}, {"range": [1, 2.5]}])},
    "event": {"date": DATES, "place": st.just("minister")},
}


def note_strategy(kind: str) -> st.SearchStrategy[dict[str, object]]:
    place = st.lists(st.sampled_from(SPANS), max_size=2, unique=True)
    keys = st.fixed_dictionaries(
        {"id": st.integers(0, 10**6).map("n{}".format)}, optional={**OPTIONAL, **OF_KIND[kind]}
    )
    return st.tuples(place, keys).map(lambda pair: {"kind": kind, "spans": pair[0], **pair[1]})


NOTES = st.lists(
    st.sampled_from([*OF_KIND]).flatmap(note_strategy), min_size=1, max_size=4, unique_by=lambda note: str(note["id"])
)
LEFT_OUT = {
    "jsonld": frozenset[str](),
    "hypothesis": frozenset({"text", "verb", "value", "evidence", "translation", "original", "basis"}),
    "csv": frozenset({"text", "verb", "credibility", "stance", "said", "place", "params"}),
}


def sidecar_of(notes: Sequence[Mapping[str, object]]) -> str:
    lines = ["published: '2022-01-11'", "annotations:"]
    for index, note in enumerate(notes):
        spans = note["spans"]
        assert isinstance(spans, list)
        at = [{"exact": ARTICLE[start:end].strip().replace("\n", "¶"), "occurrence": 1} for start, end in spans]
        keys = {key: value for key, value in note.items() if key != "spans"}
        lines += [f"  {line.words}" for line in write_note(index, {**keys, **({"at": at} if at else {})})]
    return "\n".join(lines) + "\n"


def told(root: Path, slug: str, left_out: frozenset[str]) -> list[tuple[object, object]]:
    """Return what the notes of a briefing say, and where they stand, by their ids."""
    (one,) = (one for one in read_project(root, Report()).manuscripts if one.slug == slug)
    finder = QuoteFinder(one.seed)
    found: list[tuple[str, object, object]] = []
    for note in one.sidecar.annotations:
        keys = {
            key: value for key, value in plain_note(note, one.seed.language).items() if key not in left_out | {"at"}
        }
        found.append((str(keys.get("id")), keys, finder.place(note.at, Report()) if note.at else ()))
    return [(keys, spans) for _, keys, spans in sorted(found, key=lambda one: one[0])]


@pytest.mark.parametrize("form", FORMS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=10)
@given(notes=NOTES)
def test_what_is_exported_comes_back(
    form: str, notes: list[dict[str, object]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = lay_out(tmp_path_factory.mktemp("site"), sidecar_of(notes))
    report = Report()
    build_settings = BuildSettings(root=root, templates=(), with_drafts=True)
    (file,) = export_notes(build_settings, (), form=form, report=report, progress=no_progress)
    expected = told(root, "plan", LEFT_OUT[form])
    (root / SIDECAR).unlink()
    found = take_in(root, file.name, file.content.decode("utf-8"), form=form)
    assert codes(found) == []
    assert told(root, "plan", LEFT_OUT[form]) == expected
    if form == "csv":
        cells = [cell for row in csv.reader(StringIO(file.content.decode("utf-8-sig"))) for cell in row]
        assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t"))] == []


REPOSITORY = Path(__file__).parents[2]


@pytest.mark.parametrize("form", FORMS)
def test_the_briefings_of_this_repository_come_back(form: str, tmp_path: Path) -> None:
    for folder in ("content", "seeds"):
        shutil.copytree(REPOSITORY / folder, tmp_path / folder, ignore=shutil.ignore_patterns("pages"))
    build_settings = BuildSettings(root=tmp_path, templates=())
    files = list(export_notes(build_settings, (), form=form, report=Report(), progress=no_progress))
    before = {one.slug: one for one in read_project(tmp_path, Report()).manuscripts}
    left_out = frozenset(key for file in files for key in file.left_out) | ONE_LANGUAGE[form]
    for file in files:
        slug = Path(file.name).stem
        expected, path = told(tmp_path, slug, left_out), tmp_path / before[slug].sidecar.where.path
        head = path.read_text("utf-8").partition("\nannotations:\n")[0]
        path.write_text(f"{head}\n", "utf-8")
        wish = ImportWish(root=tmp_path, file=tmp_path / file.name, seed=before[slug].seed.name)
        wish.file.write_bytes(file.content)
        found = import_notes(wish)
        write_import(found, root=tmp_path)
        assert [problem.message for problem in found.report] == []
        assert told(tmp_path, slug, left_out) == expected


ONE_LANGUAGE = {
    "jsonld": frozenset[str](),
    "hypothesis": frozenset({"title", "body", "speaker", "via"}),
    "csv": frozenset({"title", "body", "speaker", "value"}),
}
"""What of these briefings is told in several languages, or with a unit: such a form holds a part of it."""
