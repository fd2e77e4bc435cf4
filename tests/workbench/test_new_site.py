"""A new site: files put into a folder that has none of its own yet, all or none; and the example that builds."""

import os
import re
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from sitegen.build import BuildOptions, make_site
from sitegen.commands.overview import COMMANDS
from sitegen.model.keys import find_in
from sitegen.model.problems import Report
from sitegen.model.registers import Actor, Place, Term
from sitegen.model.settings import Settings
from sitegen.model.vocabularies import GROUPS
from sitegen.model.wording import Text
from sitegen.output.journal import LOCK
from sitegen.output.lock import hold_lock
from sitegen.output.manifest import WORK
from sitegen.readers.project import read_project
from sitegen.refusal import Refusal
from sitegen.schemas.schema_files import make_schemas, schema_line
from sitegen.workbench.new_site import STAGING, example_files, fill_folder
from tests.documentation import write_files
from tests.packaging.workflow_rules import READ, check_cache, check_workflow, read_workflow, steps_using

ROOT = Path(__file__).parents[2]
FILES = {path: content.decode() for path, content in example_files().items()}
YAML = sorted(path for path in FILES if path.startswith("content/") and path.endswith(".yaml"))
PUBLISHED = "github.ref_name == github.event.repository.default_branch && github.event_name != 'pull_request'"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_files(tmp_path_factory.mktemp("a new site"), FILES)


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, str]:
    artifacts = make_site(BuildOptions(root=site)).artifacts
    return {one.path: one.content.decode() for one in artifacts if one.path.endswith(".html")}


# --- The content ----------------------------------------------------------------------------------------------------


def test_it_has_no_error_no_warning_and_no_hint(site: Path) -> None:
    assert list(make_site(BuildOptions(root=site, with_drafts=True, with_hints=True)).report) == []


@pytest.mark.parametrize("languages", ["[en, ar]", "[en]", "[ar]", "[fa, ar, en, he]"])
def test_it_has_none_whatever_editions_its_writers_want(languages: str, tmp_path: Path) -> None:
    settings = FILES["content/site.yaml"].replace("languages: [ar, en]", f"languages: {languages}")
    site = write_files(tmp_path, FILES | {"content/site.yaml": settings})
    assert settings != FILES["content/site.yaml"]
    assert list(make_site(BuildOptions(root=site, with_drafts=True, with_hints=True)).report) == []


def test_it_stands_in_both_editions(pages: dict[str, str]) -> None:
    assert {"index.html", "briefings/library.html", "en/index.html", "en/briefings/library.html"} <= pages.keys()
    for name in ("index", "briefings/library", "about", "claims", "timeline", "quotes", "actors"):
        assert re.search(r'<html[^>]* lang="ar"', pages[f"{name}.html"])
        assert re.search(r'<html[^>]* lang="en"', pages[f"en/{name}.html"])


def test_every_text_of_it_is_there_in_both_languages(site: Path) -> None:
    project = read_project(site, Report())
    registers = project.registers
    nouns: list[object] = [project.settings, project.manuscripts[0].sidecar, *project.pages]
    for register in (registers.actors, registers.places, registers.terms, registers.sources, registers.topics):
        nouns += register.values()
    found = [text for noun in nouns for text in find_in(noun, Text)]
    languages = {text.wordings[0].value: {wording.language for wording in text.wordings} for text in found}
    title = project.manuscripts[0].sidecar.title
    named: list[Actor | Place | Term] = [*registers.actors.values(), *registers.places.values()]
    named += registers.terms.values()
    in_one = {alias.text for entry in named for alias in entry.aliases} | ({title} if title else set())
    assert {words for words, each in languages.items() if each != {"ar", "en"}} <= {
        text.wordings[0].value for text in in_one
    }
    assert len(languages) > 40


def test_it_shows_kinds_of_every_group_and_notes_that_overlap(site: Path) -> None:
    report = Report()
    (manuscript,) = read_project(site, report).manuscripts
    text = manuscript.seed.text
    kinds = {note.kind for note in manuscript.annotations}
    assert {"context", "definition", "event", "quote", "claim", "figure", "update", "language", "question"} <= kinds
    stretches = [
        (text.index(selector.exact.value), text.index(selector.exact.value) + len(selector.exact.value))
        for note in manuscript.annotations
        for selector in note.at
    ]
    assert any(a < c < b <= d and (a, b) != (c, d) for a, b in stretches for c, d in stretches)
    assert len(GROUPS) == 5


def test_its_actors_are_found_with_what_is_written_to_their_names(site: Path, pages: dict[str, str]) -> None:
    actors: dict[str, Actor] = dict(read_project(site, Report()).registers.actors)
    assert 3 <= len(actors) <= 5
    for actor in actors.values():
        assert {wording.language for wording in actor.name.wordings} == {"ar", "en"}
        assert f'data-actor="{actor.id.value}"' in pages["briefings/library.html"]
    assert ">لمنصور</a>" in pages["briefings/library.html"]


def test_it_says_of_everything_that_it_is_an_example() -> None:
    assert "مخترع" in FILES["content/actors.yaml"]
    assert "invented" in FILES["content/sources.yaml"]
    assert "invented" in FILES["content/pages/about.en.md"]
    assert "invented" in FILES["README.md"]


# --- The files ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", YAML)
def test_every_yaml_file_names_its_schema_which_is_there(path: str) -> None:
    assert FILES[path].startswith(f"{schema_line(path)}\n")


def test_the_schemas_are_those_that_the_command_writes() -> None:
    assert {f"content/.schemas/{name}": text for name, text in make_schemas().items()}.items() <= FILES.items()


def test_the_hidden_files_are_where_others_look_for_them() -> None:
    assert {".gitignore", ".github/workflows/pages.yml", "README.md"} <= FILES.keys()
    assert {"/site/", "/.sitegen/"} <= set(FILES[".gitignore"].splitlines())
    assert not [path for path, text in FILES.items() if "THE_RE" in text]


def test_git_leaves_out_what_a_build_makes(site: Path) -> None:
    subprocess.run(["git", "init", "--quiet", site], check=True)
    ignored = subprocess.run(
        ["git", "-C", site, "check-ignore", "site/index.html", ".sitegen/x", "content/.schemas/site.json"],
        check=False, capture_output=True, text=True,
    )  # fmt: skip
    assert ignored.stdout.split() == ["site/index.html", ".sitegen/x"]


@pytest.mark.parametrize("part", [0, 1], ids=["English", "Arabic"])
def test_the_readme_names_files_that_are_there_and_commands_that_exist(part: int) -> None:
    text = FILES["README.md"].split("\n---\n")[part]
    assert set(re.findall(r"`sitegen (\w+)", text)) <= COMMANDS.keys()
    assert {"init", "check", "new", "serve", "build"} - set(re.findall(r"`sitegen (\w+)", text)) == {"init"}
    paths = re.findall(r"`((?:content|seeds|\.github)/[\w./-]+)`", text)
    made = {"seeds/my-article.txt", "content/briefings/my-article.yaml"}
    assert [path for path in paths if path not in FILES and path not in made and not path.endswith("/")] == []
    assert len(paths) > 8


def test_every_setting_that_is_a_comment_is_one_that_can_be_taken_in(tmp_path: Path) -> None:
    wanted = re.sub(r"^# (?=\w+: )", "", FILES["content/site.yaml"], flags=re.MULTILINE)
    site = write_files(tmp_path, FILES | {"content/site.yaml": wanted})
    report = Report()
    settings: Settings = read_project(site, report).settings
    assert list(report) == []
    assert settings.url
    assert settings.authors
    assert settings.license


# --- The workflow ---------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def workflow(site: Path) -> dict[str, Any]:
    return read_workflow(site / ".github" / "workflows" / "pages.yml")


def test_the_workflow_is_valid(site: Path) -> None:
    check_workflow(site / ".github" / "workflows" / "pages.yml")


def test_it_may_only_read_and_the_deployment_alone_may_publish(workflow: dict[str, Any]) -> None:
    assert workflow["permissions"] == READ
    assert "pull_request_target" not in workflow["on"]
    more = {name: job["permissions"] for name, job in workflow["jobs"].items() if "permissions" in job}
    assert more == {"deploy": {"pages": "write", "id-token": "write"}}
    assert [step["uses"] for step in workflow["jobs"]["deploy"]["steps"]] == [
        "actions/configure-pages@v6",
        "actions/deploy-pages@v5",
    ]


def test_it_installs_one_sitegen_and_no_other(workflow: dict[str, Any]) -> None:
    pinned = r"sitegen-briefings\[cards,fonts\](==\d+\.\d+\.\d+| @ git\+https://\S+@[0-9a-f]{40})"
    assert re.fullmatch(pinned, workflow["env"]["SITEGEN"])
    install, *runs = [step["run"] for step in workflow["jobs"]["build"]["steps"] if "run" in step]
    assert install.startswith('python -m pip install "$SITEGEN" && exit 0\n')
    assert runs == ["sitegen check --format github", "sitegen build"]


def test_a_sitegen_that_cannot_be_had_is_told_at_the_line_that_names_it(workflow: dict[str, Any]) -> None:
    install = next(step["run"] for step in workflow["jobs"]["build"]["steps"] if "SITEGEN" in step.get("run", ""))
    (told,) = re.findall(r"::error file=([^,]+),line=(\d+)::", install)
    assert FILES[told[0]].splitlines()[int(told[1]) - 1].startswith("  SITEGEN: ")


def test_pull_requests_are_checked_but_never_published(workflow: dict[str, Any]) -> None:
    assert {"pull_request", "push"} <= set(workflow["on"])
    (upload,) = steps_using(workflow, "actions/upload-pages-artifact")
    assert upload["with"] == {"path": "site", "include-hidden-files": "true"}
    assert upload["if"] == workflow["jobs"]["deploy"]["if"] == PUBLISHED


def test_what_the_last_build_left_is_kept_until_the_workflow_names_another_sitegen(workflow: dict[str, Any]) -> None:
    check_cache(workflow, before="sitegen build")
    (cache,) = steps_using(workflow, "actions/cache")
    assert "hashFiles('.github/workflows/pages.yml')" in cache["with"]["restore-keys"]


def test_its_actions_are_those_of_this_repository(workflow: dict[str, Any]) -> None:
    ours = read_workflow(ROOT / ".github" / "workflows" / "pages.yml")
    used = [{step["uses"] for job in one["jobs"].values() for step in job["steps"] if "uses" in step}
            for one in (workflow, ours)]  # fmt: skip
    assert used[0] == used[1]


def test_its_commands_put_a_mistake_at_its_line(tmp_path: Path) -> None:
    site = write_files(tmp_path, FILES)
    actors = site / "content" / "actors.yaml"
    actors.write_text(FILES["content/actors.yaml"].replace("type: person", "tipe: person", 1), encoding="utf-8")
    command = [sys.executable, "-m", "sitegen", "check", "--format", "github"]
    done = subprocess.run(command, cwd=site, check=False, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 1
    assert done.stdout.startswith("::error file=content/actors.yaml,line=6,col=5,title=unknown-key::")


def test_the_scaffold_has_no_yaml_that_only_one_reader_understands() -> None:
    for path in YAML:
        assert isinstance(yaml.safe_load(FILES[path]), dict), path


SOME_FILES = {
    "README.md": b"read me\n",
    "content/site.yaml": b"title: A\n",
    ".github/workflows/pages.yml": b"name: P\n",
}


def files_in(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def everything_in(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def refusal_of(folder: Path) -> Refusal:
    with pytest.raises(Refusal) as refused:
        fill_folder(folder, SOME_FILES)
    return refused.value


@pytest.mark.parametrize("name", ["new", "two words", "موقع الأخبار", "a/b/c", "-x", 'quote\'s "and" $HOME'])
def test_a_new_folder_is_made_with_those_above_it(name: str, tmp_path: Path) -> None:
    fill_folder(tmp_path / name, SOME_FILES)
    assert files_in(tmp_path / name) == SOME_FILES
    assert not list(tmp_path.rglob(f"{STAGING}*"))


def test_others_may_read_what_the_user_lets_them(tmp_path: Path) -> None:
    (tmp_path / "plain").mkdir()
    fill_folder(tmp_path / "new", SOME_FILES)
    expected = stat.S_IMODE((tmp_path / "plain").stat().st_mode)
    assert {stat.S_IMODE((tmp_path / "new" / name).stat().st_mode) for name in ("", "content")} == {expected}


@pytest.mark.parametrize("entries", [[], [".git/"], [".git"], [".git/", "LICENSE", ".gitattributes", ".DS_Store"]])
def test_an_empty_folder_and_a_fresh_repository_are_filled(entries: list[str], tmp_path: Path) -> None:
    for entry in entries:
        (tmp_path / entry).mkdir() if entry.endswith("/") else (tmp_path / entry).write_bytes(b"theirs")
    before = files_in(tmp_path)
    fill_folder(tmp_path, SOME_FILES)
    assert files_in(tmp_path) == SOME_FILES | before


@pytest.mark.parametrize(
    ("entries", "reason"),
    [
        (["notes.txt"], "it holds notes.txt"),
        (["a", "b", "c", "d", "e"], "it holds a, b, c and 2 more"),
        ([".git", "README.md"], "README.md would be overwritten"),
        (["readme.MD", "z"], "readme.MD would be overwritten"),
        (["content/"], "content would be overwritten"),
        ([".hidden"], "it holds .hidden"),
    ],
)
def test_a_folder_that_is_not_empty_is_refused_and_left_alone(entries: list[str], reason: str, tmp_path: Path) -> None:
    for entry in entries:
        (tmp_path / entry).mkdir() if entry.endswith("/") else (tmp_path / entry).write_bytes(b"theirs")
    before = everything_in(tmp_path)
    refused = refusal_of(tmp_path)
    assert refused.status == 2
    assert refused.message == f"{tmp_path}: the folder is not empty, {reason}; name a new one"
    assert everything_in(tmp_path) == before


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"theirs")
    assert refusal_of(tmp_path / "file").status == 2
    assert refusal_of(tmp_path / "file" / "below").status == 3
    assert files_in(tmp_path) == {"file": b"theirs"}


def test_a_link_in_a_circle_is_refused(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    assert refusal_of(tmp_path / "loop").status in {2, 3}
    assert everything_in(tmp_path) == ["loop"]


def test_a_link_to_an_empty_folder_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    fill_folder(tmp_path / "link", SOME_FILES)
    assert files_in(tmp_path / "real") == SOME_FILES


@pytest.mark.parametrize("beside", [".", "new"], ids=["above the folder", "in the folder"])
def test_what_a_killed_command_left_is_swept(beside: str, tmp_path: Path) -> None:
    left = tmp_path / beside / f"{STAGING}abc" / "site"
    left.mkdir(parents=True)
    (left / "README.md").write_bytes(b"half")
    fill_folder(tmp_path / "new", SOME_FILES)
    assert files_in(tmp_path) == {f"new/{path}": content for path, content in SOME_FILES.items()}


def test_what_another_command_is_writing_is_left_alone(tmp_path: Path) -> None:
    theirs = tmp_path / f"{STAGING}abc"
    theirs.mkdir()
    with hold_lock(theirs / WORK / LOCK, patience=0):
        assert refusal_of(tmp_path).message.endswith(f"it holds {theirs.name}; name a new one")
        fill_folder(tmp_path / "new", SOME_FILES)
        assert theirs.is_dir()


@pytest.mark.parametrize("is_there", [True, False], ids=["an empty folder", "no folder"])
def test_where_a_file_cannot_be_written_nothing_is_left(is_there: bool, tmp_path: Path) -> None:  # noqa: FBT001 - pytest
    folder = tmp_path / "above" / "new"
    if is_there:
        folder.mkdir(parents=True)
    before = everything_in(tmp_path)
    with pytest.raises(Refusal) as refused:
        fill_folder(folder, SOME_FILES | {"x" * 300: b"a name that no disk takes"})
    assert refused.value.status == 3
    assert refused.value.message == f"{folder}: the name is too long for this disk"
    assert everything_in(tmp_path) == before


def test_where_a_move_fails_those_before_it_are_undone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    moved = Path.rename

    def interrupted(self: Path, target: Path) -> Path:
        if self.name == "content" and target.parent == tmp_path:
            raise KeyboardInterrupt
        return moved(self, target)

    monkeypatch.setattr(Path, "rename", interrupted)
    with pytest.raises(KeyboardInterrupt):
        fill_folder(tmp_path, SOME_FILES)
    assert everything_in(tmp_path) == []


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_folder_that_may_not_be_written_to_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    assert refusal_of(tmp_path / "new").message == f"{tmp_path / 'new'}: permission denied"
