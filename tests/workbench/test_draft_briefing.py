from dataclasses import replace
from difflib import SequenceMatcher
from pathlib import Path

import pytest

from sitegen.build import BuildOptions, make_site
from sitegen.model.problems import Report
from sitegen.readers.project import read_project
from sitegen.refusal import Refusal
from sitegen.workbench.draft_briefing import (
    DraftedFile,
    DraftWish,
    draft_sidecar,
    show_draft,
    update_sidecar,
    write_draft,
)
from tests.documentation import write_files

ARTICLE = """\
الوزير يعد بالماء قبل الصيف

بيروت (وكالات) - قال وزير الطاقة وليد فياض الثلاثاء إن "المحطة الجديدة ستعمل قبل الصيف".
وأضاف "لن نقبل بأقل من ذلك". وحذرت منظمة مياه الشرق من أن نحو ثلاثة آلاف أسرة بلا ماء.
"""
SITE = {
    "content/site.yaml": "title: A site\nlanguages: [ar, en]\n",
    "content/actors.yaml": "actors:\n  - {id: mayah, type: organisation, name: {ar: منظمة مياه الشرق}}\n",
    "seeds/water.txt": ARTICLE,
}
PATH = "content/briefings/water.yaml"


@pytest.fixture
def wish(tmp_path: Path) -> DraftWish:
    root = write_files(tmp_path / "my site", SITE)
    return DraftWish(root=root, seed="water", published="2026-03-12")


def text_of(draft: DraftedFile) -> str:
    return draft.after.decode("utf-8")


def test_a_draft_proposes_and_says_why(wish: DraftWish) -> None:
    text = text_of(draft_sidecar(wish))
    assert text.startswith("# yaml-language-server: $schema=../.schemas/briefing.json\n")
    assert "\ndraft: true " in text
    assert "\n  # ? “منظمة مياه الشرق” is its name\n  - mayah\n" in text
    assert "\n  # ? “وزير الطاقة” before the name\n  - id: fyad\n    type: person\n    name: {ar: وليد فياض}\n" in text
    assert "\n    roles: [{title: {ar: وزير الطاقة}}]\n" in text
    assert (
        "\n  - kind: quote\n    at: المحطة الجديدة ستعمل قبل الصيف\n    speaker: fyad\n    verb: {ar: قال}\n"
        "    stance: neutral\n    form: direct\n" in text
    )
    assert '\n  - kind: event\n    at: الثلاثاء\n    date: "2026-03-10"\n' in text
    assert (
        "\n  - kind: figure\n    at: نحو ثلاثة آلاف أسرة\n"
        "    value: {amount: 3000, unit: {ar: أسرة}, modifier: approx}\n" in text
    )
    items = [line for line in text.splitlines() if line.startswith("  - ")]
    assert text.count("\n  # ? ") == len(items)


def test_a_draft_builds_without_an_error_or_a_trace(wish: DraftWish) -> None:
    draft = draft_sidecar(wish)
    write_draft(draft, wish.root)
    assert (wish.root / PATH).read_bytes() == draft.after
    with_drafts = make_site(BuildOptions(root=wish.root, with_drafts=True))
    assert [one for one in with_drafts.report if PATH in one.where.path] == []
    assert not [one for one in make_site(BuildOptions(root=wish.root)).artifacts if "water" in one.path]


@pytest.mark.parametrize("seed", ["000_591920ff02ea5ff2", "kazakhstan-january-2022", "csto-force-in-kazakhstan-en"])
def test_drafts_of_the_repository_s_articles_have_no_errors(seed: str, tmp_path: Path) -> None:
    repository = Path(__file__).parents[2]
    root = write_files(tmp_path, {f"seeds/{seed}.txt": (repository / f"seeds/{seed}.txt").read_text(encoding="utf-8")})
    draft = draft_sidecar(DraftWish(root=root, seed=f"seeds/{seed}.txt", published="2022-01-11"))
    write_draft(draft, root)
    report = make_site(BuildOptions(root=root, with_drafts=True)).report
    found = [one for one in report if draft.path in one.where.path]
    assert [str(one.severity) for one in found if "error" in str(one.severity).lower()] == []
    assert [one.code for one in found if one.code.startswith("anchor")] == []


def test_nothing_is_written_over(wish: DraftWish) -> None:
    draft = draft_sidecar(wish)
    write_draft(draft, wish.root)
    with pytest.raises(Refusal, match="--update") as refused:
        draft_sidecar(wish)
    assert refused.value.status == 2
    with pytest.raises(Refusal):
        write_draft(draft._replace(after=b"x"), wish.root)
    assert (wish.root / PATH).read_bytes() == draft.after
    assert show_draft(wish).after == draft.after


def test_a_seed_that_is_none_and_a_language_without_rules_are_refused(wish: DraftWish) -> None:
    with pytest.raises(Refusal, match=r"did you mean `water`"):
        draft_sidecar(replace(wish, seed="wate"))
    with pytest.raises(Refusal, match="rules for ar, en, fa, he"):
        draft_sidecar(replace(wish, language="ru"))
    with pytest.raises(Refusal, match="--published"):
        draft_sidecar(replace(wish, published="tomorrow"))


def test_an_update_of_a_draft_adds_nothing(wish: DraftWish) -> None:
    write_draft(draft_sidecar(wish), wish.root)
    updated = update_sidecar(replace(wish, published=""))
    assert updated.after == updated.before


HAND_MADE = (
    "\ufeff# mine\r\ndraft: true\r\npublished: 2026-03-12\r\n"
    "annotations:   # notes\r\n"
    "- kind: quote\r\n  at: |\r\n    لن نقبل بأقل من ذلك\r\n\r\n  form: direct   # of the minister\r\n\r\n"
    "actors: [mayah]   # the cast\r\n# the end\r\n"
)


def test_an_update_changes_no_other_byte(wish: DraftWish) -> None:
    (wish.root / PATH).parent.mkdir()
    (wish.root / PATH).write_bytes(HAND_MADE.encode())
    draft = update_sidecar(wish)
    changes = SequenceMatcher(None, HAND_MADE, text_of(draft), autojunk=False).get_opcodes()
    assert {change[0] for change in changes} == {"equal", "insert"}
    write_draft(draft, wish.root)
    manuscript = next(one for one in read_project(wish.root, Report()).manuscripts if one.slug == "water")
    kinds = [note.kind for note in manuscript.annotations]
    assert kinds[0] == "quote"
    assert kinds.count("quote") == 3
    assert len(manuscript.sidecar.actors) == 2
    assert "\n" not in text_of(draft).replace("\r\n", "")


@pytest.mark.parametrize("lists", ["", "actors:\nannotations:\n", "actors: []\nannotations: []\n", "annotations: ~\n"])
def test_an_update_fills_lists_that_are_missing_or_empty(lists: str, wish: DraftWish) -> None:
    (wish.root / PATH).parent.mkdir()
    (wish.root / PATH).write_text(f"draft: true\n{lists}", encoding="utf-8")
    draft = update_sidecar(wish)
    write_draft(draft, wish.root)
    again = update_sidecar(wish)
    assert text_of(draft).count("kind: quote") == 3
    assert again.after == again.before
