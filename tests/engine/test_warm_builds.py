"""A build that goes on from the last one gives what a clean one gives: every byte, every message, after any edits."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sitegen.build import BuildOptions, BuiltSite, build_site, make_site
from sitegen.engine import briefing_stages, changes, file_state, workers
from sitegen.engine.build_settings import Workers
from sitegen.model.problems import Problem
from tests.engine import edits
from tests.engine.crowd import pages_in
from tests.engine.edits import EDITS, FULL, Edit

pytestmark = pytest.mark.slow

USERS_OWN: Final = {"CNAME", "mine/own.txt"}
EXAMPLES: Final = int(os.environ.get("SITEGEN_EXAMPLES", "40"))


@dataclass(frozen=True)
class Round:
    """Edits, and the wishes of the build that follows them."""

    edits: Sequence[Edit]
    strict: bool = False
    keep_going: bool = False
    with_drafts: bool = False
    base_url: str = ""
    output: str = "site"
    jobs: int = 1
    trusts_new_files: bool = True

    def options(self, root: Path) -> BuildOptions:
        return BuildOptions(
            root=root,
            strict=self.strict,
            keep_going=self.keep_going,
            with_drafts=self.with_drafts,
            base_url=self.base_url,
        )


def rounds_of(of_edits: st.SearchStrategy[Edit]) -> st.SearchStrategy[list[Round]]:
    seldom = st.sampled_from([False, False, False, True])
    one = st.builds(
        Round,
        st.lists(of_edits, min_size=1, max_size=4),
        strict=seldom,
        keep_going=seldom,
        with_drafts=seldom,
        base_url=st.sampled_from(["", "", "", "https://example.net/"]),
        output=st.sampled_from(["site", "site", "site", "elsewhere"]),
        jobs=st.sampled_from([1, 1, 1, 1, 2]),
        trusts_new_files=st.booleans(),
    )
    return st.lists(one, min_size=2, max_size=5)


def told(built: BuiltSite) -> list[Problem]:
    return list(built.report)


@contextmanager
def small_measures(*, trusts_new_files: bool) -> Iterator[None]:
    """Let the first briefing stand for all, so that what it shows of the site is often wrong; share out any work.

    Files that were written a moment ago are read again for that alone, unless they are trusted: here nobody writes so
    fast that one would change and keep its times.
    """
    with pytest.MonkeyPatch.context() as patch:
        if trusts_new_files:
            patch.setattr(file_state, "_TICK", 0)
        patch.setattr(briefing_stages, "SAMPLE", 1)
        patch.setattr(changes, "WORTH_A_PROCESS", 1)
        patch.setattr(workers, "WORTH_PROCESSES", 1)
        patch.setattr(workers, "CHUNK", 2)
        yield


def follow(rounds: Sequence[Round]) -> None:
    """Build after each round, and compare with what a clean build makes."""
    with TemporaryDirectory() as folder:
        root = Path(folder) / "small"
        shutil.copytree(edits.SMALL, root)
        edits.write_register(root, "topics", edits.REGISTERS["topics"][0])
        with small_measures(trusts_new_files=True):
            build_site(BuildOptions(root=root), root / "site")
        for one in rounds:
            for edit in one.edits:
                edit(root)
            check(root, one)


def check(root: Path, one: Round) -> None:
    options, output = one.options(root), root / one.output
    before = pages_in(output)
    expected = make_site(options)
    with small_measures(trusts_new_files=one.trusts_new_files):
        built = build_site(options, output, workers=Workers(one.jobs))
    assert told(built) == list(expected.report)
    assert (built.changes is None) == (not expected.artifacts)
    assert built.counts.briefings == expected.briefings
    after = pages_in(output)
    if expected.artifacts:
        made = {file.path: file.content for file in expected.artifacts}
        assert {path: content for path, content in after.items() if path not in USERS_OWN} == made
        assert {path for path in after if path in USERS_OWN} == {path for path in before if path in USERS_OWN}
    else:
        assert after == before


@given(rounds_of(EDITS))
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
def test_after_any_edits_a_warm_build_is_a_clean_one(rounds: list[Round]) -> None:
    follow(rounds)


@given(rounds_of(st.one_of(FULL, FULL, edits.BRIEFINGS)))
@settings(max_examples=max(4, EXAMPLES // 8), deadline=None, suppress_health_check=list(HealthCheck))
def test_lists_that_grow_past_a_page_and_shrink_again_are_as_in_a_clean_build(rounds: list[Round]) -> None:
    follow([replace(one, strict=False) for one in rounds])


def _sidecar(stem: str, *keys: str, note: str = "") -> Edit:
    return partial(edits.write_sidecar, stem=stem, keys=keys, notes=(note,) if note else ())


def _no_sidecar(stem: str) -> Edit:
    return partial(edits.remove, path=edits.sidecar(stem))


def _linking(address: str) -> str:
    return f"{{id: n9, kind: context, body: {{en: '[a]({address})'}}}}"


_TWO_DRAFTS: Final = (_sidecar("one", "draft: true", "slug: four"), _sidecar("two", "draft: true", "slug: four"))
_TWO_ALIASES: Final = tuple(_sidecar(stem, "draft: true", "aliases: [former]") for stem in ("one", "two"))
_BROKEN_DRAFT: Final = partial(edits.write, path=edits.sidecar("four"), text="draft: true\nannotations: [")
_NEWS: Final = _sidecar("two", "title: {en: News}")
TOLD_AGAIN: Final[dict[str, tuple[Sequence[Edit], ...]]] = {
    "a slug of two drafts, then something else": ([*_TWO_DRAFTS, _sidecar("three")], [_sidecar("three", "lang: ar")]),
    "a slug of two drafts, then of one (shown)": (_TWO_DRAFTS, [_no_sidecar("one")]),
    "a former slug of two drafts, then something else": (
        [*_TWO_ALIASES, _sidecar("three")],
        [_sidecar("three", "lang: ar")],
    ),
    "a former slug of two drafts, then of one (shown)": (_TWO_ALIASES, [_sidecar("one", "draft: true")]),
    "a slug that a file seems to have, and has no more (shown)": (
        [_sidecar("two", "draft: true", "slug: four")],
        [_BROKEN_DRAFT],
        [_no_sidecar("four")],
    ),
    "a link to nothing, then to a draft": (
        [_sidecar("one", note=_linking("briefings/four.html")), _sidecar("two")],
        [_sidecar("four", "draft: true")],
        [_no_sidecar("four")],
    ),
    "a link to a note that is called otherwise": (
        [_sidecar("one", note=_linking("two#n4")), _sidecar("two")],
        [_sidecar("two", note=edits.NOTES[6].replace("n4", "n44"))],
        [_sidecar("two", note=edits.NOTES[6].replace("n4", "n444"))],
    ),
    "a slip in a link, where an error stops the build": (
        [_sidecar("one", "related: [nowhere]", note=_linking("actor.html"))],
    ),
    "a link to a former slug that is gone, where an error stops the build": (
        [_sidecar("two", "aliases: [former]")],
        [_NEWS, _sidecar("one", "related: [nowhere]", note=_linking("briefings/former.html"))],
    ),
    "a draft's slip, when what it means comes (shown)": (
        [_sidecar("one", "draft: true", "related: [fourr]"), _sidecar("two")],
        [_sidecar("two", "slug: four")],
    ),
    "a draft's reference to a slug that becomes a former one (shown)": (
        [_sidecar("one", "draft: true", "related: [former]"), _sidecar("two")],
        [_sidecar("two", "aliases: [former]")],
    ),
    "a folder with the name of a file": ([_NEWS], [partial(edits.make_folder, path="content/briefings/six.yaml")]),
}


@pytest.mark.parametrize("case", TOLD_AGAIN)
def test_what_is_told_of_a_file_follows_what_others_say(case: str) -> None:
    follow([Round(step, with_drafts="(shown)" in case) for step in TOLD_AGAIN[case]])


def test_what_is_refused_is_told_where_a_build_begins_again() -> None:
    clash = [_sidecar("one", "aliases: [former]"), _sidecar("two", "aliases: [former]")]
    follow([Round([*clash, partial(edits.fill_up, kind="claim", count=121)], keep_going=True)])


def test_what_did_not_change_is_not_made_again(tmp_path: Path) -> None:
    root = Path(shutil.copytree(edits.SMALL, tmp_path / "small"))
    options = BuildOptions(root=root)
    build_site(options, root / "site")
    os.utime(root / "content" / "site.yaml")
    again = build_site(options, root / "site")
    assert again.changes
    assert (again.changes.written, again.changes.removed) == (0, 0)


def test_to_tell_that_nothing_changed_the_model_of_briefings_is_not_imported(tmp_path: Path) -> None:
    root = Path(shutil.copytree(edits.SMALL, tmp_path / "small"))
    with small_measures(trusts_new_files=True):
        build_site(BuildOptions(root=root), root / "site")
    told = (
        "import sys; from pathlib import Path; from sitegen.build import BuildOptions, build_site;"
        "from sitegen.engine import file_state; file_state._TICK = 0; root = Path(sys.argv[1]);"
        "build_site(BuildOptions(root=root), root / 'site');"
        "print(*(name for name in sys.modules if name.startswith('sitegen.')))"
    )
    ran = subprocess.run([sys.executable, "-c", told, root], check=True, capture_output=True, text=True)
    assert not {"sitegen.model.project", "sitegen.model.nearest", "sitegen.readers.project"} & {*ran.stdout.split()}


PARAMS: Final = (
    "params: {list: [1, 2.5, -0.0], empty: [], one: [a]}",
    "params: {deep: [[], [[x]], {'': [null, true]}], '{}': [[k, v]], none: ~}",
    "params: {text: '010', words: [no, '1', 'null', \"\\u2028</script>\"]}",
)
"""What an editor's own templates may want: lists of every shape."""
_SHOWING_PARAMS: Final = """{% extends "theme/home.html" %}{% block colophon %}
{% for card in cards %}<code>{{ card.briefing.sidecar.params }} {{ card.briefing.sidecar.params|tojson }}</code>
{% endfor %}{% endblock %}"""


@pytest.mark.parametrize("params", PARAMS)
def test_params_are_shown_by_a_warm_build_as_by_a_clean_one(tmp_path: Path, params: str) -> None:
    root = Path(shutil.copytree(edits.SMALL, tmp_path / "small"))
    note = f"{{id: n4, kind: context, body: {{en: Words}}, {params}}}"
    local = f"actors: [{{id: local, name: {{ar: كريم السالم}}, {params}}}]"
    edits.write(root, "templates/home.html", _SHOWING_PARAMS)
    edits.write_sidecar(root, "one", (params, local), (note,))
    check(root, Round([]))
    edits.write_sidecar(root, "two", (), ())
    check(root, Round([]))
    assert "<code>{&#39;" in (root / "site" / "index.html").read_text(encoding="utf-8")


def test_processes_make_what_one_makes(tmp_path: Path) -> None:
    from tests.bench.articles import LIGHT  # noqa: PLC0415
    from tests.bench.generate import write_files  # noqa: PLC0415
    from tests.bench.sitegen_files import site_files  # noqa: PLC0415

    write_files(tmp_path, site_files(120, LIGHT))
    options = BuildOptions(root=tmp_path)
    alone = make_site(options)
    for name, ours in {"forked": Workers(2), "spawned": Workers(2, can_fork=False)}.items():
        built = build_site(options, tmp_path / name, workers=ours)
        assert list(built.report) == list(alone.report)
        assert pages_in(tmp_path / name) == {file.path: file.content for file in alone.artifacts}
