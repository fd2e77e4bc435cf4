"""Notes written, edited and deleted from a page: the file is as somebody would have typed it, all else stays."""

from collections.abc import Mapping
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

from sitegen.refusal import Refusal
from sitegen.workbench.annotated_site import AnnotatedSite, OpenBriefing
from sitegen.workbench.file_changes import ChangedFile
from sitegen.workbench.note_changes import make_change
from sitegen.workbench.open_change import ChangeConflict
from sitegen.workbench.written_keys import keys_of

ARTICLE = """\
الوزير يعلن الخطة

قال الوزير إن الخطة ثابتة، وقال الوزير إن السد سيبنى. وحضر الوزير.
وقالت الوزيرة: "الماء حق".
"""
SITE: Mapping[str, str] = {
    "content/site.yaml": "title: {ar: موقع}\nlanguages: [ar, en]\nurl: https://example.org/\n",
    "content/actors.yaml": "actors:\n  - {id: minister, type: person, name: {ar: ليلى حداد}}\n",
    "seeds/plan.txt": ARTICLE,
}
PATH = "content/briefings/plan.yaml"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> AnnotatedSite:
    """Return a site of one article without a sidecar."""
    root = tmp_path_factory.mktemp("site")
    for path, text in SITE.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")
    return AnnotatedSite(root)


def read(site: AnnotatedSite, sidecar: str | bytes) -> OpenBriefing:
    content = sidecar if isinstance(sidecar, bytes) else sidecar.encode()
    return site.read("plan", PATH, content, site.shared())


def place(words: str, number: int = 0) -> list[int]:
    start = -1
    for _ in range(number + 1):
        start = ARTICLE.index(words, start + 1)
    return [start, start + len(words)]


def after(briefing: OpenBriefing, **change: object) -> str:
    """Return the sidecar's text after a change."""
    changed = make_change(
        {key.replace("_", "-") if key == "do" else key: value for key, value in change.items()},
        briefing,
        lambda _: None,
    )
    (file,) = changed
    assert file.path == PATH
    assert file.after is not None
    return file.after.decode()


def add(site: AnnotatedSite, sidecar: str, words: list[int] | None, **note: object) -> str:
    at = None if words is None else [words]
    return after(read(site, sidecar), do="add-note", at=at, note={"kind": "context", **note})


CASES: dict[str, tuple[str, str]] = {
    "in the article's order": (
        """\
        lang: ar
        annotations:
          # The title
          - kind: context
            at: يعلن
            body: واحد   # one
            # refs: [minister]

          # The end
          - kind: context
            at: حق
            body: اثنان
        """,
        """\
        lang: ar
        annotations:
          # The title
          - kind: context
            at: يعلن
            body: واحد   # one
            # refs: [minister]

          - kind: context
            at: السد
            body: ماء

          # The end
          - kind: context
            at: حق
            body: اثنان
        """,
    ),
    "before the first, above its comment": (
        """\
        annotations:
        # The end
        - kind: context
          at: حق
          body: >-
            اثنان
        # Last words
        actors: [minister]
        """,
        """\
        annotations:
        - kind: context
          at: السد
          body: ماء
        # The end
        - kind: context
          at: حق
          body: >-
            اثنان
        # Last words
        actors: [minister]
        """,
    ),
    "to an empty list": (
        "annotations: []   # none yet\nactors: [minister]\n",
        "annotations:   # none yet\n  - kind: context\n    at: السد\n    body: ماء\nactors: [minister]\n",
    ),
    "to a key without a value": (
        "annotations:\nactors: [minister]\n",
        "annotations:\n  - kind: context\n    at: السد\n    body: ماء\nactors: [minister]\n",
    ),
    "without the key": (
        "lang: ar   # Arabic\nactors:\n- minister\n# The end",
        "lang: ar   # Arabic\nactors:\n- minister\nannotations:\n- kind: context\n  at: السد\n  body: ماء\n# The end",
    ),
    "without a line end at the end": (
        "annotations:\n    -   kind: context\n        at: يعلن\n        body: واحد",
        ("annotations:\n    -   kind: context\n        at: يعلن\n        body: واحد\n"
        "    -   kind: context\n        at: السد\n        body: ماء"),
    ),
    "in braces": (
        "annotations:\n  - {kind: context, at: يعلن, body: واحد}\n  - {kind: context, at: حق, body: اثنان} # two\n",
        ("annotations:\n  - {kind: context, at: يعلن, body: واحد}\n  - {kind: context, at: السد, body: ماء}\n"
        "  - {kind: context, at: حق, body: اثنان} # two\n"),
    ),
    "in brackets": (
        "annotations: [{kind: context, at: يعلن, body: واحد}, {kind: context, at: حق, body: اثنان}] # two\n",
        ("annotations: [{kind: context, at: يعلن, body: واحد}, {kind: context, at: السد, body: ماء}, "
        "{kind: context, at: حق, body: اثنان}] # two\n"),
    ),
    "in brackets on lines": (
        "annotations: [\n  {kind: context, at: حق, body: '[}]'}, # two ]\n]\n",
        "annotations: [\n  {kind: context, at: السد, body: ماء},\n  {kind: context, at: حق, body: '[}]'}, # two ]\n]\n",
    ),
    "with a mark and the lines of Windows": (
        "\ufefflang: ar\r\nannotations:\r\n  - kind: context\r\n    at: يعلن\r\n    body: واحد\r\n",
        ("\ufefflang: ar\r\nannotations:\r\n  - kind: context\r\n    at: يعلن\r\n    body: واحد\r\n"
        "  - kind: context\r\n    at: السد\r\n    body: ماء\r\n"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_a_note_stands_in_the_files_own_style(site: AnnotatedSite, case: str) -> None:
    sidecar, expected = map(dedent, CASES[case])
    assert add(site, sidecar, place("السد"), body={"ar": "ماء"}) == expected


@pytest.mark.parametrize(
    "case", [case for case in CASES if case not in ("to a key without a value", "without the key")]
)
def test_a_deleted_note_leaves_the_file_as_it_was(site: AnnotatedSite, case: str) -> None:
    sidecar, grown = map(dedent, CASES[case])
    briefing = read(site, grown)
    note = next(one for one in briefing.manuscript.annotations if one.body and str(one.body.wordings[0].value) == "ماء")
    assert note.id
    assert after(briefing, do="delete-note", id=note.id.value, before=keys_of(note)) == sidecar


def test_a_seed_without_a_sidecar_gets_a_draft(site: AnnotatedSite) -> None:
    (file,) = make_change(
        {"do": "add-note", "at": [place("السد")], "note": {"kind": "question", "title": {"ar": "متى؟", "en": "When?"}}},
        site.open("plan"),
        lambda _: None,
    )
    assert file == ChangedFile(
        PATH,
        None,
        dedent(
            """\
            # yaml-language-server: $schema=../.schemas/briefing.json
            draft: true   # take this line out to publish
            seed: plan.txt
            lang: ar
            annotations:
              - kind: question
                at: السد
                title: {ar: متى؟, en: When?}
            """
        ).encode(),
    )


WORDS = "كلمات أخرى"
NOTE = """\
annotations:
  - id: n1
    kind: context   # the sort
    at: يعلن
    # The heading
    title: {ar: 'واحد', en: One}   # both
    body:
      ar: >-
        كلمات
        أخرى
      # In English
      en: |
        Words
    refs: [minister]
    # Of ours
    params: {mine: 1}
"""


@pytest.mark.parametrize(
    ("note", "old", "new"),
    [
        ({"title": {"ar": "اثنان", "en": "One"}}, "'واحد'", "'اثنان'"),
        ({"title": {"ar": "واحد", "en": "One, two"}}, "en: One}", "en: 'One, two'}"),
        ({"title": {"ar": "واحد"}}, ", en: One", ""),
        ({"title": {}}, "    title: {ar: 'واحد', en: One}   # both\n", ""),
        ({"kind": "question"}, "kind: context ", "kind: question "),
        ({"body": {"ar": WORDS, "en": "Words\nand\n\nmore"}}, "   Words\n", "   Words\n        and\n\n        more\n"),
        ({"body": {"ar": WORDS, "en": "Words", "fa": "واژه"}}, "Words\n", "Words\n      fa: واژه\n"),
        ({"body": {"ar": "سطر\n\nسطر", "en": "Words"}}, "كلمات\n        أخرى\n", "سطر\n\n\n        سطر\n"),
        ({"refs": ["n1", "minister"]}, "[minister]", "[n1, minister]"),
        ({"refs": []}, "    refs: [minister]\n", ""),
        ({"sources": ["s_1"]}, "[minister]\n", "[minister]\n    sources: [s_1]\n"),
        ({"author": {"en": "A: b"}}, "[minister]\n", "[minister]\n    author: {en: 'A: b'}\n"),
        ({"id": ""}, "id: n1\n    kind", "kind"),
    ],
)  # fmt: skip
def test_an_edit_changes_what_differs_and_nothing_else(
    site: AnnotatedSite, note: dict[str, Any], old: str, new: str
) -> None:
    briefing = read(site, NOTE)
    before = keys_of(briefing.manuscript.annotations[0])
    edited = after(briefing, do="edit-note", id="n1", before=before, note={**before, **note})
    assert edited == NOTE.replace(old, new)


def test_what_others_changed_meanwhile_stays_or_is_told(site: AnnotatedSite) -> None:
    before = keys_of(read(site, NOTE).manuscript.annotations[0])
    meanwhile = read(site, NOTE.replace("'واحد'", "'اثنان'"))
    english = {**before, "title": {"ar": "واحد", "en": "Two"}}
    assert "{ar: 'اثنان', en: Two}" in after(meanwhile, do="edit-note", id="n1", before=before, note=english)
    arabic = {**before, "title": {"ar": "ثلاثة", "en": "One"}}
    with pytest.raises(ChangeConflict, match="`ar` was changed") as told:
        after(meanwhile, do="edit-note", id="n1", before=before, note=arabic)
    assert told.value.now["title"] == {"ar": "اثنان", "en": "One"}
    with pytest.raises(ChangeConflict, match="not there any more"):
        after(meanwhile, do="edit-note", id="n2", before={}, note=arabic)
    with pytest.raises(ChangeConflict, match="`title`"):
        after(meanwhile, do="delete-note", id="n1", before=before)


def test_a_note_goes_with_the_comment_of_its_proposal(site: AnnotatedSite) -> None:
    sidecar = (
        "annotations:\n  # Mine\n  # ? q-1: a verb\n  # of speech\n  - kind: question\n    title: متى؟\nlang: ar\n"
    )
    briefing = read(site, sidecar)
    note = briefing.manuscript.annotations[0]
    assert note.id
    assert after(briefing, do="delete-note", id=note.id.value) == "annotations: []\n  # Mine\nlang: ar\n"


def test_words_are_taken_whole_with_the_fewest_that_settle_them(site: AnnotatedSite) -> None:
    start, end = place("لوزي", 1)
    changed = add(site, "lang: ar\n", [start, end], body="ب")
    assert "\n    at: {exact: الوزير, suffix: إن الخطة}\n" in changed
    (at,) = site.read("plan", PATH, changed.encode(), site.shared()).places.values()
    assert [(span.start, span.end) for span in at] == [tuple(place("الوزير", 1))]
    loose = after(
        read(site, "lang: ar\n"), do="add-note", at=[[start, end]], whole_words=False, note={"kind": "question"}
    )
    assert "لوزي" in loose
    assert "الوزير" not in loose
    with pytest.raises(ChangeConflict, match="select the words again"):
        after(read(site, "lang: ar\n"), do="add-note", at=[[start, end]], words=["غيرها"], note={"kind": "question"})


def test_a_note_is_moved_to_other_words(site: AnnotatedSite) -> None:
    briefing = read(site, NOTE)
    before = keys_of(briefing.manuscript.annotations[0])
    change = {"do": "edit-note", "id": "n1", "before": before, "note": before}
    two = [place("السد"), place("حق")]
    assert after(briefing, **change, at=two) == NOTE.replace("at: يعلن", "at:\n      - السد\n      - حق")
    assert make_change({**change, "at": [place("يعلن")]}, briefing, lambda _: None) == ()


def test_the_repositorys_files_have_room_for_notes() -> None:
    root = Path(__file__).parents[2]
    site = AnnotatedSite(root)
    briefing = site.open("kazakhstan-csto-withdrawal")
    assert briefing.content
    (file,) = make_change(
        {"do": "add-note", "at": None, "note": {"kind": "question", "title": {"ar": "متى؟"}}}, briefing, lambda _: None
    )
    assert file.after == briefing.content + "  - kind: question\n    title: {ar: متى؟}\n".encode()


def test_one_quote_of_a_note_moves(site: AnnotatedSite) -> None:
    several = NOTE.replace("at: يعلن", "at:\n      - يعلن   # first\n      - الماء")
    place_of_dam = place("السد")
    moved = after(read(site, several), do="move-anchor", id="n1", index=1, at=[place_of_dam])
    assert moved == several.replace("- الماء", "- السد")
    assert after(read(site, NOTE), do="move-anchor", id="n1", index=0, at=[place_of_dam]) == NOTE.replace(
        "يعلن", "السد"
    )
    with pytest.raises(Refusal, match="one quote"):
        after(read(site, NOTE), do="move-anchor", id="n1", index=1, at=[place_of_dam])


BRIEFING = """\
draft: true   # not yet
lang: ar
title: خطة   # of the list
# What counts
key_points:
  - نقطة   # one
  - text: {ar: ثانية}
    refs: [minister]
topics: [a, b]

actors: [minister]
"""


@pytest.mark.parametrize(
    ("keys", "old", "new"),
    [
        ({"title": {"ar": "خطة أخرى"}}, "خطة ", "خطة أخرى "),
        ({"title": {"ar": "خطة", "en": "A plan"}}, "title: خطة ", "title: {ar: خطة, en: A plan} "),
        ({"draft": False}, "draft: true   # not yet\n", ""),
        ({"topics": ["b", "a: c"]}, "[a, b]", '[b, "a: c"]'),
        ({"summary": {"ar": "ملخص"}}, "# What counts", "summary: ملخص\n# What counts"),
        ({"published": "2022-01-11"}, "lang: ar\n", 'lang: ar\npublished: "2022-01-11"\n'),
        ({"key_points": [{"text": {"ar": "أولى"}}, {"text": {"ar": "ثانية"}, "refs": ["minister"]}]}, "نقطة", "أولى"),
        (
            {"key_points": [{"text": {"ar": "نقطة"}}]},
            "  - text: {ar: ثانية}\n    refs: [minister]\n",
            "",
        ),
    ],
)
def test_keys_of_a_briefing_are_edited(site: AnnotatedSite, keys: dict[str, Any], old: str, new: str) -> None:
    briefing = read(site, BRIEFING)
    before = keys_of(briefing.manuscript.sidecar)
    assert after(briefing, do="edit-briefing", before=before, keys=keys) == BRIEFING.replace(old, new)
