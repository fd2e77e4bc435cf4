"""A build that goes on from the last one gives what a clean one gives: every byte, every message, after any edits."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sitegen.build import BuildOptions, BuiltSite, build_site, make_site
from sitegen.making.manner import Manner
from sitegen.model.problems import Problem

SMALL = Path(__file__).parent.parent / "sites" / "small"
SIDECAR = "content/briefings/edited.yaml"
OTHER = "content/briefings/other.yaml"
SEED = "seeds/edited.txt"
ACTORS = "content/actors.yaml"

NOTES = (
    "- {id: n1, kind: quote, at: {exact: الموعد ثابت}, speaker: water_minister, stance: assert, form: direct}",
    "- {id: n2, kind: claim, at: {exact: السد}, text: {en: The dam is full}, status: disputed}",
    "- {id: n2, kind: claim, at: {exact: السد}, text: {en: The dam is half full}, status: confirmed}",
    "- {id: n3, kind: event, at: {exact: أمس}, title: {en: A meeting}, date: '2022-01-10', refs: [water_minister]}",
    "- {id: n4, kind: context, body: {en: 'Some *context*'}, title: {en: Looking back}}",
    "- {id: n4, kind: context, body: {en: Other words}, title: {en: Looking on}}",
    "- {id: n5, kind: crossref, at: {exact: السد}, refs: ['other#o1']}",
    "- {id: n6, kind: context, at: {exact: ليس في النص}, body: {en: lost}}",
)
"""Notes of a briefing, the last with an error that stops the build."""

HEADS = (
    "published: '2022-01-11'\n",
    "published: '2023-05-01'\ntopics: [rivers]\n",
    "published: '2022-01-11'\ntitle: {en: A new title}\naliases: [former]\n",
    "published: '2022-01-11'\ndraft: true\n",
    "published: '2022-01-11'\nslug: renamed\n",
    "published: '2022-01-11'\nrelated: [other]\nupdated: '2022-02-02'\n",
    "published: '2022-01-11'\nactors: [{id: local, name: {ar: كريم السالم}}]\n",
)
SEEDS = (
    "خطة السد\n\nقال الوزير أمس إن «الموعد ثابت» وإن السد ممتلئ. حضر كريم السالم.\n",
    "خطة السد الجديدة\n\nقال كريم السالم أمس إن «الموعد ثابت» وإن السد ممتلئ.\n",
)
OTHERS = (
    "published: '2021-01-01'\nannotations:\n- {id: o1, kind: context, title: {en: First}, body: {en: First}}\n",
    "published: '2021-01-01'\nannotations:\n- {id: o1, kind: context, title: {en: Second}, body: {en: First}}\n",
    "published: '2021-01-01'\ntitle: {en: Another}\nrelated: [edited]\n",
    "published: '2021-01-01'\ndraft: true\nannotations:\n- {id: o1, kind: context, body: {en: First}}\n",
)

Edit = Callable[[Path], None]


def write(root: Path, path: str, text: str) -> None:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def write_sidecar(head: str, notes: tuple[str, ...]) -> Edit:
    listed = "".join(f"{note}\n" for note in notes)
    return lambda root: write(root, SIDECAR, head + (f"annotations:\n{listed}" if notes else ""))


def write_file(path: str, text: str) -> Edit:
    return lambda root: write(root, path, text)


def remove(path: str) -> Edit:
    return lambda root: (root / path).unlink(missing_ok=True)


def rename_actor(name: str) -> Edit:
    def edit(root: Path) -> None:
        text = (SMALL / ACTORS).read_text(encoding="utf-8")
        write(root, ACTORS, f"{text}\n  - id: new_one\n    name: {{ar: {name}, en: Someone}}\n")

    return edit


def spoil_output(root: Path) -> None:
    pages = sorted((root / "site").rglob("*.html"))
    for page in pages[::5]:
        page.unlink()
    for page in pages[1::7]:
        page.write_text("spoilt", encoding="utf-8")


def spoil_cache(root: Path) -> None:
    for file in (root / ".sitegen" / "cache").glob("*"):
        file.write_bytes(b"SQLite format 3\0 and then nothing of the kind" * 100)


EDITS = st.one_of(
    st.builds(
        write_sidecar,
        st.sampled_from(HEADS),
        st.lists(st.sampled_from(NOTES[:-1]), max_size=4, unique_by=lambda note: note[:8]).map(tuple),
    ),
    st.just(write_sidecar(HEADS[0], NOTES[-2:])),
    st.sampled_from(SEEDS).map(lambda text: write_file(SEED, text)),
    st.sampled_from(OTHERS).map(lambda text: write_file(OTHER, text)),
    st.just(write_file("seeds/other.txt", "نص آخر\n\nهذا خبر عن السد.\n")),
    st.just(write_file("seeds/lonely.txt", "خبر بلا ملف\n\nهذا خبر.\n")),
    st.sampled_from(["seeds/lonely.txt", SIDECAR, OTHER, SEED, "templates/home.html"]).map(remove),
    st.sampled_from(["كريم السالم", "سالم كريم"]).map(rename_actor),
    st.sampled_from(["One", "Two"]).map(
        lambda word: write_file(
            "templates/home.html", '{% extends "theme/home.html" %}{% block colophon %}' + word + "{% endblock %}"
        )
    ),
    st.just(write_file("templates/home.html", "{{ nothing.at.all }}")),
    st.sampled_from(["arab", "latn"]).map(
        lambda digits: write_file(
            "content/site.yaml", f"languages: [ar, en]\nurl: https://example.org/small/\ndigits: {digits}\n"
        )
    ),
    st.just(spoil_output),
    st.just(spoil_cache),
    st.just(write_file("seeds/edited.txt~", "")),
)


def told(built: BuiltSite) -> list[Problem]:
    return list(built.report)


def pages_in(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.startswith(".sitegen")
    }


@given(st.lists(st.lists(EDITS, min_size=1, max_size=3), min_size=1, max_size=4), st.booleans())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_after_any_edits_a_warm_build_is_a_clean_one(rounds: list[list[Edit]], with_drafts: bool) -> None:  # noqa: FBT001 - drawn
    with TemporaryDirectory() as folder:
        root = Path(folder) / "small"
        shutil.copytree(SMALL, root)
        options = BuildOptions(root=root, with_drafts=with_drafts)
        build_site(options, root / "site")
        for edits in rounds:
            for edit in edits:
                edit(root)
            expected = make_site(options)
            built = build_site(options, root / "site")
            assert told(built) == list(expected.report)
            assert (built.changes is None) == (not expected.artifacts)
            assert built.briefings == expected.briefings
            if expected.artifacts:
                assert pages_in(root / "site") == {file.path: file.content for file in expected.artifacts}


def test_what_did_not_change_is_not_made_again(tmp_path: Path) -> None:
    root = Path(shutil.copytree(SMALL, tmp_path / "small"))
    options = BuildOptions(root=root)
    build_site(options, root / "site")
    os.utime(root / "content" / "site.yaml")
    again = build_site(options, root / "site")
    assert again.changes
    assert (again.changes.written, again.changes.removed) == (0, 0)


def test_processes_make_what_one_makes(tmp_path: Path) -> None:
    from tests.bench.articles import LIGHT  # noqa: PLC0415
    from tests.bench.generate import write_files  # noqa: PLC0415
    from tests.bench.sitegen_files import site_files  # noqa: PLC0415

    write_files(tmp_path, site_files(120, LIGHT))
    options = BuildOptions(root=tmp_path)
    alone = make_site(options)
    for name, manner in {"forked": Manner(2), "spawned": Manner(2, can_fork=False)}.items():
        built = build_site(options, tmp_path / name, manner=manner)
        assert list(built.report) == list(alone.report)
        assert pages_in(tmp_path / name) == {file.path: file.content for file in alone.artifacts}
