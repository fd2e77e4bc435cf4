import unicodedata
from pathlib import Path

from sitegen.readers.briefings import free_slug
from tests.readers.reading import read_site


def test_a_sidecar_without_its_seed_is_an_error(tmp_path: Path) -> None:
    project, problems = read_site(
        tmp_path,
        {
            "content/briefings/mision.yaml": "draft: false",
            "content/briefings/other.yaml": "seed: Mission.txt",
            "seeds/mission.txt": "x",
        },
    )
    assert project.manuscripts[0].is_draft
    assert problems == [
        "content/briefings/mision.yaml:1:1 seed-missing: the seed `mision.txt` is not in seeds/",
        "content/briefings/other.yaml:1:7 seed-missing: the seed `Mission.txt` is not in seeds/",
        "seeds/mission.txt:1:1 seed-without-sidecar: this seed has no sidecar and counts as a draft",
    ]


def test_seeds_do_not_leave_their_folder(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    _, problems = read_site(
        tmp_path / "site",
        {
            "content/briefings/a.yaml": "seed: ../../secret.txt",
            "content/briefings/b.yaml": f"seed: {tmp_path}/secret.txt",
            "content/briefings/c.yaml": "seed: folder/c.txt",
            "seeds/folder/c.txt": "x",
        },
    )
    told = [problem for problem in problems if "file-ignored" not in problem]
    assert [problem.split(" in seeds/")[0].partition(" ")[2] for problem in told] == [
        "seed-missing: `seed` must be the name of a file"
    ] * 3


def test_a_seed_without_a_sidecar_is_a_draft(tmp_path: Path) -> None:
    project, problems = read_site(tmp_path, {"seeds/مقال.txt": "عنوان", "seeds/notes.md": "no seed"})
    assert [(one.slug, one.is_draft, one.seed.title) for one in project.manuscripts] == [("mqal", True, "عنوان")]
    assert problems == ["seeds/مقال.txt:1:1 seed-without-sidecar: this seed has no sidecar and counts as a draft"]


def test_names_are_found_in_whatever_unicode_form(tmp_path: Path) -> None:
    name = "café.txt"
    project, problems = read_site(
        tmp_path,
        {
            "content/briefings/one.yaml": f"seed: {unicodedata.normalize('NFC', name)}",
            f"seeds/{unicodedata.normalize('NFD', name)}": "x",
        },
    )
    assert problems == []
    assert len(project.manuscripts) == 1


def test_two_briefings_may_speak_of_one_seed(tmp_path: Path) -> None:
    project, problems = read_site(
        tmp_path,
        {"content/briefings/a.yaml": "seed: s.txt", "content/briefings/b.yaml": "seed: s.txt", "seeds/s.txt": "x"},
    )
    assert problems == []
    assert [one.slug for one in project.manuscripts] == ["a", "b"]


def test_a_quote_that_a_comment_cuts_is_told(tmp_path: Path) -> None:
    _, problems = read_site(
        tmp_path,
        {
            "content/briefings/a.yaml": """\
                annotations:
                  - {kind: context, at: [one, two]} # a comment
                  - kind: context
                    at: one #two three
                  - kind: context
                    at: one # two three
                  - kind: context
                    at: "one #two three" # fine
                mentions: [{ref: x, at: y}] #two
                """,
            "content/actors.yaml": "actors: [{id: x, name: x}]",
            "seeds/a.txt": "zero one # two three\n",
        },
    )
    assert problems == [
        "content/briefings/a.yaml:4:9 unquoted-text: the text ends where ` #` begins a comment",
        "content/briefings/a.yaml:6:9 comment-in-quote: the quote ends where ` #` begins a comment",
    ]


def test_the_second_of_two_notes_with_one_id_is_left_out(tmp_path: Path) -> None:
    project, problems = read_site(
        tmp_path,
        {
            "content/briefings/a.yaml": "annotations: [{id: n, kind: context}, {id: N, kind: quote}]",
            "seeds/a.txt": "x",
        },
    )
    assert [note.kind for note in project.manuscripts[0].annotations] == ["context"]
    assert len(problems) == 1


def test_a_slug_is_one_briefings_alone_whatever_its_case(tmp_path: Path) -> None:
    project, problems = read_site(
        tmp_path,
        {
            "content/briefings/a.yaml": "slug: same\naliases: [old, b]",
            "content/briefings/b.yaml": "aliases: [OLD]",
            "content/briefings/c.yaml": "slug: Same",
            "seeds/a.txt": "x",
            "seeds/b.txt": "x",
            "seeds/c.txt": "x",
        },
    )
    assert [(one.slug, [str(alias) for alias in one.sidecar.aliases]) for one in project.manuscripts] == [
        ("b", []),
        ("same", ["old"]),
    ]
    assert problems == [
        "content/briefings/a.yaml:2:16 slug-taken: the slug `b` is taken at content/briefings/b.yaml:1:1",
        "content/briefings/b.yaml:1:11 slug-taken: the slug `OLD` is taken at content/briefings/a.yaml:2:11",
        "content/briefings/c.yaml:1:7 slug-taken: the slug `Same` is taken at content/briefings/a.yaml:1:7",
    ]


def test_a_seed_without_a_sidecar_gets_a_free_slug() -> None:
    assert free_slug("mission", ()) == "mission"
    assert free_slug("مقال", ()) == "mqal"
    assert free_slug("mission", {"Mission", "mission-2"}) == "mission-3"
