import pytest

from sitegen.model.problems import Report
from sitegen.model.text import SourceText
from sitegen.readers.yaml_nodes import DEEPEST, EmptyFileError, ListNode, MapNode, Node, ScalarNode, parse_yaml


def parse(text: str) -> tuple[Node | None, list[tuple[int, int, str, str]]]:
    report = Report()
    node = parse_yaml(SourceText("file.yaml", text), report)
    return node, [(one.where.line, one.where.column, one.code, one.message) for one in report]


def scalars(node: Node | None) -> list[ScalarNode]:
    if isinstance(node, ScalarNode):
        return [node]
    parts = node.parts if isinstance(node, MapNode) else node.items if isinstance(node, ListNode) else []
    return [scalar for part in parts for scalar in scalars(part)]


def test_the_lines_of_a_literal_block_are_known() -> None:
    text = "a: |\n\n  x\n   y\nb:\n  - |2\n     z\nc: >\n  f\nd: |-\n"
    root = parse_yaml(SourceText("f.yaml", text), Report())
    assert isinstance(root, MapNode)
    a, b, c, d = (value for _, value in root.pairs)
    assert isinstance(a, ScalarNode)
    assert a.first == (3, 3)
    assert isinstance(b, ListNode)
    assert isinstance(b.items[0], ScalarNode)
    assert (b.items[0].first, b.items[0].value) == ((7, 5), " z")
    assert isinstance(c, ScalarNode)
    assert c.first is None
    assert isinstance(d, ScalarNode)
    assert not d.value


def test_texts_stay_texts() -> None:
    node, problems = parse("[no, on, 12:30, 010, 1_000, 2022-01-11, ~, null, 0x1F, .inf, =, 1e3]")
    assert [one.value for one in scalars(node)] == [
        "no", "on", "12:30", "010", "1_000", "2022-01-11", "~", "null", "0x1F", ".inf", "=", "1e3",
    ]  # fmt: skip
    assert [one.is_null for one in scalars(node)][6:8] == [True, True]
    assert problems == []


def test_quoted_nulls_are_texts() -> None:
    node, _ = parse("""['null', "~", '']""")
    assert [one.is_null for one in scalars(node)] == [False, False, False]


def test_every_key_and_value_has_its_place() -> None:
    node, _ = parse("ا: ب\nlist:\n  - {key: value}\n  - |\n    block\n")
    places = [(one.value, one.line, one.column) for one in scalars(node)]
    assert places == [
        ("ا", 1, 1), ("ب", 1, 4), ("list", 2, 1), ("key", 3, 6), ("value", 3, 11), ("block", 4, 5),
    ]  # fmt: skip


@pytest.mark.parametrize("separator", ["\u2028", "\u2029", "\ufeff", "\u0301", "\U0001f600"])
def test_places_behind_strange_characters_are_right(separator: str) -> None:
    node, problems = parse(f"title: a{separator}b\nname: {{x: '{separator}', y: z}}\n")
    assert problems == []
    assert [(one.value, one.line, one.column) for one in scalars(node)][1::2] == [
        (f"a{separator}b", 1, 8), ("x", 2, 8), ("y", 2, 16),
    ]  # fmt: skip
    assert scalars(node)[4].value == separator


def test_duplicate_keys_are_kept() -> None:
    node, _ = parse("a: 1\na: 2\n")
    assert isinstance(node, MapNode)
    assert len(list(node.pairs)) == 2


@pytest.mark.parametrize("text", ["", "# a comment\n", "---\n", "~\n", "\n\n"])
def test_a_file_without_content_is_empty(text: str) -> None:
    with pytest.raises(EmptyFileError):
        parse(text)


def test_nesting_is_capped_before_the_parser_is() -> None:
    node, problems = parse("[" * 100_000)
    assert node is None
    message = f"more than {DEEPEST} levels of lists and maps within each other"
    assert problems == [(1, DEEPEST + 1, "too-deep", message)]


def test_nesting_up_to_the_cap_is_fine() -> None:
    _, problems = parse("[" * DEEPEST + "]" * DEEPEST)
    assert problems == []


def test_an_alias_bomb_is_told_at_each_anchor_and_expands_to_nothing() -> None:
    bomb = "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n<<: *c\n"
    node, problems = parse(bomb)
    assert [(line, column) for line, column, code, _ in problems if code == "yaml-alias"] == [
        (1, 4), (2, 4), (2, 8), (2, 12), (3, 4), (3, 8), (3, 12), (4, 5),
    ]  # fmt: skip
    assert [one.value for one in scalars(node)] == ["a", "x", "x", "b", "c", "<<"]


def test_a_recursive_alias_is_refused() -> None:
    _, problems = parse("a: &a [*a]\n")
    assert [one[2] for one in problems] == ["yaml-alias", "yaml-alias"]


def test_tags_are_refused_and_never_run() -> None:
    _, problems = parse("a: !!python/object/apply:os.system [exit]\nb: !own x\nc: !!str 1\n")
    assert [one[:3] for one in problems] == [(1, 4, "yaml-tag"), (2, 4, "yaml-tag"), (3, 4, "yaml-tag")]


def test_a_file_holds_one_document() -> None:
    node, problems = parse("a: 1\n---\nb: 2\n")
    assert node is None
    assert problems == [(2, 1, "bad-yaml", "a second YAML document begins here; a file holds one")]


def test_escapes_that_make_controls_are_refused() -> None:
    _, problems = parse('a: "\\0"\nb: "\\x9b"\nc: "\\n"\n')
    assert problems == [
        (1, 5, "bad-character", "an escape in this text makes U+0000, which no text may hold"),
        (2, 5, "bad-character", "an escape in this text makes U+009B, which no text may hold"),
    ]


def test_blocks_of_text_end_without_line_ends() -> None:
    node, _ = parse("a: |\n  one\n  two\n\nb: >\n  one\n  two\n")
    assert [one.value for one in scalars(node)] == ["a", "one\ntwo", "b", "one two"]


def test_the_end_of_an_unquoted_text_is_known() -> None:
    text = "a: نص # comment\n"
    node, _ = parse(text)
    assert text[scalars(node)[1].end :] == " # comment\n"
