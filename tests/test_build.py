"""A whole small site, from its files to its pages, with the expected output beside it."""

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
import pytest

from sitegen.build import Build, BuildOptions, build_site, make_site
from sitegen.model.problems import Severity

SITES = Path(__file__).parent / "sites"
EXPECTED = SITES / "small-expected"


def build_small(root: Path = SITES / "small", *, with_drafts: bool = False, keep_going: bool = False) -> Build:
    return make_site(BuildOptions(root=root, with_drafts=with_drafts, keep_going=keep_going))


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SITES / "small", tmp_path / "small"))


def codes(built: Build) -> list[tuple[str, str, int]]:
    return [(problem.code, problem.where.path, problem.where.line) for problem in built.report]


def pages_of(built: Build) -> dict[str, str]:
    return {file.path: file.content.decode() for file in built.artifacts if file.path.endswith(".html")}


def test_the_small_site_comes_out_as_expected(rewrite: bool) -> None:  # noqa: FBT001 - a fixture
    built = build_small()
    # Social cards are left out: another version of Pillow may write other bytes.
    made = {
        file.path: file.content
        for file in built.artifacts
        if not file.path.startswith(("assets/", "cards/", "en/cards/"))
    }
    if rewrite:
        shutil.rmtree(EXPECTED, ignore_errors=True)
        for path, content in made.items():
            (EXPECTED / path).parent.mkdir(parents=True, exist_ok=True)
            (EXPECTED / path).write_bytes(content)
    expected = {
        path.relative_to(EXPECTED).as_posix(): path.read_bytes() for path in EXPECTED.rglob("*") if path.is_file()
    }
    assert made.keys() == expected.keys()
    for path, content in made.items():
        assert content.decode() == expected[path].decode(), path


def test_the_small_site_has_the_one_problem_that_it_should_have() -> None:
    assert codes(build_small()) == [("seed-without-sidecar", "seeds/draft.txt", 1)]


def test_every_block_shows_its_line_of_the_seed() -> None:
    for path, html in pages_of(build_small()).items():
        if "/briefings/" not in f"/{path}":
            continue
        document = html5lib.parse(html, namespaceHTMLElements=False)
        for seed in document.iterfind(".//*[@data-seed]"):
            text = (SITES / "small" / "seeds" / seed.get("data-seed", "")).read_text(encoding="utf-8")
            for block in seed:
                for generated in list(block.iterfind(".//*[@data-generated]/..")):
                    remove_generated(generated)
                line = "".join(block.itertext())
                assert text[int(block.get("data-start", "-1")) :].split("\n")[0] == line


def remove_generated(parent: Element) -> None:
    before = None
    for child in list(parent):
        if child.get("data-generated") is None:
            before = child
            continue
        tail = child.tail or ""
        if before is None:
            parent.text = (parent.text or "") + tail
        else:
            before.tail = (before.tail or "") + tail
        parent.remove(child)


def test_drafts_are_left_out_unless_asked_for(small: Path) -> None:
    without, with_drafts = pages_of(build_small(small)), pages_of(build_small(small, with_drafts=True))
    assert "briefings/draft.html" not in without
    assert "briefings/draft.html" in with_drafts
    assert not any("draft.html" in html for html in without.values())


def test_a_reference_to_a_draft_is_told_and_shown_without_a_link(small: Path) -> None:
    sidecar = small / "content/briefings/river-diary.yaml"
    sidecar.write_text(sidecar.read_text(encoding="utf-8") + "related: [draft]\n", encoding="utf-8")
    built = build_small(small)
    assert ("ref-to-draft", "content/briefings/river-diary.yaml", 6) in codes(built)
    assert not any("draft.html" in html for html in pages_of(built).values())


def test_an_actor_on_the_list_that_nothing_names_is_told(small: Path) -> None:
    sidecar = small / "content/briefings/river-diary.yaml"
    sidecar.write_text(sidecar.read_text(encoding="utf-8") + "actors: [mansour]\n", encoding="utf-8")
    assert ("listed-not-named", "content/briefings/river-diary.yaml", 6) in codes(build_small(small))


def test_a_lost_note_stops_the_build_and_with_keep_going_is_shown_as_such(small: Path) -> None:
    sidecar = small / "content/briefings/river-diary.yaml"
    sidecar.write_text(sidecar.read_text(encoding="utf-8").replace("came to", "went to"), encoding="utf-8")
    stopped, went_on = build_small(small), build_small(small, keep_going=True)
    assert stopped.artifacts == ()
    assert [code for code, path, _ in codes(stopped) if path.startswith("content")] == ["anchor-drifted"]
    page = pages_of(went_on)["briefings/river-diary.html"]
    assert 'data-note="n1"' in page
    assert 'data-annotations="n1"' not in page


def test_a_site_whose_briefings_are_all_drafts_builds(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds/a.txt").write_text("عنوان\nفقرة.\n", encoding="utf-8")
    built = build_small(tmp_path)
    assert "index.html" in pages_of(built)
    assert not built.report.count(Severity.ERROR)


def test_the_same_input_gives_the_same_bytes_on_any_day_zone_and_hash_seed(small: Path, tmp_path: Path) -> None:
    outputs = []
    for number, (zone, seed) in enumerate((("UTC", "1"), ("Asia/Tehran", "77"))):
        output = tmp_path / f"site{number}"
        environment = {**os.environ, "TZ": zone, "PYTHONHASHSEED": seed, "LC_ALL": "C"}
        command = [sys.executable, "-m", "sitegen", "-C", str(small), "build", "--output", str(output)]
        subprocess.run(command, env=environment, check=True, capture_output=True)
        outputs.append({path.relative_to(output): path.read_bytes() for path in output.rglob("*") if path.is_file()})
    assert outputs[0] == outputs[1]


def test_no_page_names_another_host_but_in_links_of_the_writers() -> None:
    for path, html in pages_of(build_small()).items():
        loaded = re.findall(r"""<(?:script|img|iframe|link)\b[^>]*(?:src|href)="(?:https?:)?//([^/"]+)""", html)
        assert set(loaded) <= {"example.org"}, path


def test_a_site_that_lost_its_content_is_not_built(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds/a.txt").write_text("عنوان\nفقرة.\n", encoding="utf-8")
    (tmp_path / "content/briefings").mkdir(parents=True)
    (tmp_path / "content/briefings/a.yaml").write_text("lang: ar\n", encoding="utf-8")
    options = BuildOptions(root=tmp_path)
    build_site(options, tmp_path / "site")
    before = {path: path.read_bytes() for path in (tmp_path / "site").rglob("*") if path.is_file()}
    (tmp_path / "seeds/a.txt").unlink()
    (tmp_path / "content/briefings/a.yaml").rename(tmp_path / "content/briefings/a.yml")
    for keep_going in (False, True):
        lost = build_site(replace(options, keep_going=keep_going), tmp_path / "site")
        assert [problem.code for problem in lost.report] == ["site-empty", "file-ignored"]
        assert lost.changes is None
    assert {path: path.read_bytes() for path in (tmp_path / "site").rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("rest", ["seeds/a.txt", "content/briefings/a.yaml", "content/pages/about.md"])
def test_one_file_makes_a_site(rest: str, tmp_path: Path) -> None:
    (tmp_path / rest).parent.mkdir(parents=True)
    (tmp_path / rest).write_text("---\ntitle: x\n---\n" if rest.endswith(".md") else "draft: true\n", encoding="utf-8")
    made = build_site(BuildOptions(root=tmp_path), tmp_path / "site")
    assert "site-empty" not in {problem.code for problem in made.report}


WITHDRAWN = "withdrawn: {date: '2023-05-04', note: {ar: النص ملفق, en: 'The *text* was made up.'}}\n"


def test_of_a_withdrawn_briefing_nothing_is_left_but_the_notice(small: Path) -> None:
    sidecar = small / "content" / "briefings" / "water-plan.yaml"
    sidecar.write_text(f"{sidecar.read_text(encoding='utf-8')}{WITHDRAWN}", encoding="utf-8")
    built = make_site(BuildOptions(root=small))
    files = {file.path: file.content.decode() for file in built.artifacts if not file.path.endswith((".png", ".js"))}
    page = files["en/briefings/water-plan.html"]

    assert 'Withdrawn on <time datetime="2023-05-04">' in page
    assert "The <em>text</em> was made up." in page
    assert "data-note" not in page
    assert "data/briefings/water-plan.jsonld" not in files
    assert not any("water-plan.html#" in text for text in files.values())
    assert "الخطة جاهزة" not in "".join(files.values())
    assert "Withdrawn on" in files["en/index.html"]
    assert '<summary type="html">&lt;p&gt;The &lt;em&gt;text' in files["en/feed.xml"]
    assert "Withdrawn: " in files["en/feed.json"]


def test_a_reference_into_a_withdrawn_briefing_leads_to_it_by_its_headline(small: Path) -> None:
    briefings = small / "content" / "briefings"
    sidecar, other = briefings / "water-plan.yaml", briefings / "river-diary.yaml"
    sidecar.write_text(f"{sidecar.read_text(encoding='utf-8')}{WITHDRAWN}", encoding="utf-8")
    note = (
        "  - {id: x_other, kind: context, body: {en: See there.}, refs: ['water-plan#q_ready', 'water-plan#c_over']}\n"
    )
    other.write_text(
        other.read_text(encoding="utf-8").replace("annotations:\n", f"annotations:\n{note}"), encoding="utf-8"
    )
    files = {file.path: file.content for file in make_site(BuildOptions(root=small)).artifacts}
    items = {item["id"]: item for item in json.loads(files["en/feed.json"])["items"]}
    diary = next(item["content_html"] for address, item in items.items() if "river-diary" in address)
    assert re.findall(r'<a href="[^"]*/water-plan\.html">(.*?)</a>', diary) == [
        "Withdrawn: Minister announces a water plan"
    ]


def test_search_engines_are_asked_to_leave_out_a_briefing_or_the_site(small: Path) -> None:
    sidecar, settings = small / "content" / "briefings" / "water-plan.yaml", small / "content" / "site.yaml"
    sidecar.write_text(f"{sidecar.read_text(encoding='utf-8')}noindex: true\n", encoding="utf-8")
    robots = '<meta name="robots" content="noindex">'
    files = {file.path: file.content for file in make_site(BuildOptions(root=small)).artifacts}
    assert {path for path, content in files.items() if robots.encode() in content} == {
        "briefings/water-plan.html",
        "en/briefings/water-plan.html",
    }
    assert b"water-plan" not in files["sitemap.xml"]

    settings.write_text(f"{settings.read_text(encoding='utf-8')}noindex: true\n", encoding="utf-8")
    files = {file.path: file.content for file in make_site(BuildOptions(root=small)).artifacts}
    assert all(robots.encode() in content for path, content in files.items() if path.endswith(".html"))
    assert "sitemap.xml" not in files
    assert b"Sitemap" not in files["robots.txt"]
