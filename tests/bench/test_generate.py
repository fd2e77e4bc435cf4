import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from statistics import mean

import pytest

from sitegen.build import BuildOptions, make_site
from sitegen.model.problems import Report
from sitegen.readers.project import read_project
from sitegen.weaving.mentions import build_matcher, find_mentions
from tests.bench import hugo_files, sitegen_files
from tests.bench.articles import ACTORS, HEAVY, LIGHT, MENTIONS, PARAGRAPHS, Article, Profile, make_article
from tests.bench.generate import WRITERS, write_files
from tests.bench.words import vocabulary

COUNT = 12


@cache
def articles() -> list[Article]:
    return [make_article(number, LIGHT) for number in range(COUNT)]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("archive")
    write_files(folder, sitegen_files.site_files(COUNT, LIGHT))
    return folder


def digest(folder: Path) -> str:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return hashlib.sha256(b"".join(path.name.encode() + path.read_bytes() for path in files)).hexdigest()


def words_of(article: Article) -> list[str]:
    return " ".join((article.title, *article.paragraphs)).split()


@pytest.mark.slow
@pytest.mark.parametrize("tool", WRITERS)
def test_the_same_number_gives_the_same_bytes(tool: str, tmp_path: Path) -> None:
    for seed in ("1", "2"):
        command = [sys.executable, "-m", "tests.bench.generate", str(tmp_path / seed), "--count", "3", "--tool", tool]
        subprocess.run(command, env={**os.environ, "PYTHONHASHSEED": seed}, check=True)
    assert digest(tmp_path / "1") == digest(tmp_path / "2")


def test_a_larger_archive_begins_as_a_smaller_one_does() -> None:
    smaller, larger = dict(sitegen_files.site_files(2, LIGHT)), dict(sitegen_files.site_files(4, LIGHT))
    assert smaller.items() <= larger.items()


def test_an_article_has_about_550_words_in_20_paragraphs() -> None:
    assert all(len(article.paragraphs) == PARAGRAPHS == 20 for article in articles())
    assert 530 <= mean(len(words_of(article)) for article in articles()) <= 570


def test_words_are_as_uneven_as_in_a_language() -> None:
    written = [word.strip(".،") for article in articles() for word in words_of(article)]
    assert len(vocabulary()) == 60_000
    assert 0.03 < written.count(vocabulary()[0]) / len(written) < 0.1
    assert len(set(written)) > len(written) / 4


@pytest.mark.parametrize(("profile", "notes", "size"), [(LIGHT, 12, 3500), (HEAVY, 90, 40_000)])
def test_a_sidecar_has_the_size_of_its_profile(profile: Profile, notes: int, size: int) -> None:
    articles = [make_article(number, profile) for number in range(COUNT)]
    assert {len(article.notes) for article in articles} == {notes}
    sizes = [len(sitegen_files.note_file(article)[1].encode()) for article in articles]
    assert 0.9 * size < mean(sizes) < 1.1 * size


@pytest.mark.slow
def test_the_site_builds_without_a_word_of_complaint(site: Path) -> None:
    built = make_site(BuildOptions(root=site))
    assert list(built.report) == []
    assert built.briefings == COUNT


@pytest.mark.slow
def test_a_heavy_site_builds_without_a_word_of_complaint(tmp_path: Path) -> None:
    write_files(tmp_path, sitegen_files.site_files(2, HEAVY))
    assert list(make_site(BuildOptions(root=tmp_path)).report) == []


def test_each_article_has_15_mentions_of_its_cast(site: Path) -> None:
    report = Report()
    project = read_project(site, report)
    matcher = build_matcher(project.registers)
    assert len(project.registers.actors) == ACTORS == 300
    for manuscript, article in zip(project.manuscripts, articles(), strict=True):
        mentions = find_mentions(manuscript, matcher, report)
        assert len(mentions) == MENTIONS == 15
        assert {meaning.id for mention in mentions for meaning in mention.meanings} == set(article.cast)
    assert list(report) == []


def test_names_are_written_in_all_ways(site: Path) -> None:
    project = read_project(site, Report())
    matcher = build_matcher(project.registers)
    written = set()
    for manuscript in project.manuscripts:
        for mention in find_mentions(manuscript, matcher, Report()):
            written.add(tuple(mention.words.of(manuscript.seed.text).split()))
    full = {tuple(actor.name.wordings[0].value.split()) for actor in project.registers.actors.values()}
    assert written & full
    assert {len(words) for words in written} == {1, 3}
    assert {words for words in written if words[0].startswith(("ول", "وب"))}
    assert {words for words in written - full if words[0].startswith(("ابراهيم", "احمد"))}


def all_edits(revision: int) -> Iterator[tuple[str, str]]:
    yield sitegen_files.note_file(articles()[0], revision)
    yield sitegen_files.actors_file(revision)
    yield sitegen_files.template_file(revision)


@pytest.mark.slow
def test_an_edited_site_builds_too_and_shows_the_edits(tmp_path: Path) -> None:
    write_files(tmp_path, sitegen_files.site_files(COUNT, LIGHT))
    write_files(tmp_path, all_edits(3))
    built = make_site(BuildOptions(root=tmp_path))
    pages = {file.path: file.content.decode() for file in built.artifacts if file.path.endswith(".html")}
    assert list(built.report) == []
    assert "تصحيح 3" in pages["briefings/briefing-000000.html"]
    assert "الثاني3" in pages["actors.html"]
    assert all("<!-- 3 --></body>" in page for page in pages.values() if 'http-equiv="refresh"' not in page)


def test_no_edit_is_the_site_as_it_was_made() -> None:
    made = dict(sitegen_files.site_files(1, LIGHT))
    assert [made.get(path, text) for path, text in all_edits(0)] == [text for _, text in all_edits(0)]


def test_hugo_gets_the_same_content() -> None:
    files = dict(hugo_files.site_files(COUNT, LIGHT))
    assert len([path for path in files if path.startswith("content/actors/")]) == ACTORS
    for article in articles():
        page = files[f"content/briefings/{article.stem}.md"]
        assert page.endswith("---\n" + "\n\n".join(article.paragraphs) + "\n")
        assert all(f"    exact: {note.exact}\n    body: {note.body}\n" in page for note in article.notes)


def test_every_edit_has_its_counterpart_for_hugo() -> None:
    assert "تصحيح 2" in hugo_files.note_file(articles()[0], 2)[1]
    assert "الثاني2" in hugo_files.actor_file(0, 2)[1]
    assert '"2"' in hugo_files.template_file(2)[1]
