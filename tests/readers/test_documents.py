from sitegen.model.problems import Report
from sitegen.model.text import Location, SourceText
from sitegen.readers.documents import cut_by_comments, read_root, scalar_at


def test_bidi_controls_are_errors_in_names_and_warnings_in_texts() -> None:
    text = 'id: "a\u202eb"\nna\u202eme: n\ntitle: "x\u202ey"\nlist:\n  - slug: s\u2066\n'
    report = Report()
    read_root(SourceText("f.yaml", text), report, expected="")
    told = [(one.where.line, one.where.column, one.severity) for one in report]
    assert told == [(1, 7, "error"), (2, 3, "error"), (3, 10, "warning"), (5, 12, "error")]
    assert {one.code for one in report} == {"bidi-control"}


def test_a_text_is_found_before_anything_is_decoded() -> None:
    root = read_root(SourceText("f.yaml", "lang: en\nlist: [a]\nnone:\n"), Report(), expected="")
    assert root is not None
    found = scalar_at(root, "lang")
    assert found is not None
    assert found.value == "en"
    assert scalar_at(root, "list") is None
    assert scalar_at(root, "none") is None
    assert scalar_at(root, "missing") is None


def test_comments_behind_unquoted_texts_are_known() -> None:
    source = SourceText("f.yaml", "a: b # c\nd: 'e' # f\ng: # h\n  - i  # j\nk: l#m\n")
    root = read_root(source, Report(), expected="")
    assert root is not None
    comments = cut_by_comments(source, root)
    assert comments[Location("f.yaml", 1, 4)] == " # c"
    assert comments[Location("f.yaml", 4, 5)] == "  # j"
    assert Location("f.yaml", 2, 4) not in comments
    assert Location("f.yaml", 5, 4) not in comments
