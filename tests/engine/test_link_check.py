"""Dead links in texts are told, all of them and no others, at their places; warm builds tell what clean ones tell."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from html import unescape
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import unquote

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from sitegen.build import Build, BuildOptions, BuiltSite, build_site, check_site, make_site
from sitegen.language.text_links import (
    SCHEME,
    home_of,
    list_text_links,
    mark_address_of_note,
    mark_address_of_page,
)
from sitegen.model.problems import Problem
from sitegen.model.settings import Settings
from sitegen.model.text import Location
from sitegen.model.wording import LinkingWording, Written
from sitegen.publishing.links import LinkTarget, find_target, read_page
from tests.engine.linked_site import ADDRESSES, FORMS, PLACES, write_linked_site

pytestmark = pytest.mark.slow

URL = "https://example.net/small/"


def problems_of(build: Build | BuiltSite, code: str = "dead-link") -> list[Problem]:
    return [problem for problem in build.report if problem.code == code]


class Output:
    """The files of a built site, looked at as readers' browsers do."""

    def __init__(self, build: Build) -> None:
        self.files = {file.path: file.content for file in build.artifacts}
        self.pages = {
            path: read_page(content.decode()) for path, content in self.files.items() if path.endswith(".html")
        }

    def holds(self, file: str, fragment: str = "") -> bool:
        names = self.pages[file][1] if file in self.pages else frozenset()
        return file in self.files and (not fragment or fragment == "top" or fragment in names or file not in self.pages)

    def dead(self) -> set[LinkTarget]:
        """Return where links lead that do not hold, those of pages and those of data and feeds."""
        found = {find_target(link, page=page, address=URL) for page, (links, _) in self.pages.items() for link in links}
        found |= {find_target(link, page="", address=URL) for link in self._links_of_data()}
        targets = {LinkTarget(target.path, unquote(target.fragment)) for target in found if target}
        return {target for target in targets if not self.holds(target.path, target.fragment)}

    def _links_of_data(self) -> Iterator[str]:
        for path, content in self.files.items():
            if path.endswith((".jsonld", "feed.json")):
                html = json.dumps(json.loads(content), ensure_ascii=False).replace('\\"', '"')
                yield from map(unescape, re.findall(r'(?:href|src)="([^"]*)"', html))
            elif path.endswith("feed.xml"):
                yield from map(unescape, re.findall(r'(?:href|src)="([^"]*)"', unescape(content.decode())))


texts = st.lists(
    st.builds(lambda form, address: form.format(address), st.sampled_from(FORMS), st.sampled_from(ADDRESSES)),
    min_size=1,
    max_size=8,
)


@given(st.dictionaries(st.sampled_from(PLACES), texts, min_size=1))
@settings(
    max_examples=15, deadline=None, suppress_health_check=list(HealthCheck), phases=(Phase.explicit, Phase.generate)
)
def test_every_link_of_the_site_holds_or_is_told(texts: Mapping[str, Sequence[str]]) -> None:
    with TemporaryDirectory() as folder:
        root = Path(folder)
        write_linked_site(root, texts)
        build = make_site(BuildOptions(root=root))
        assert build.artifacts
        output, dead = Output(build), problems_of(build)
        targets = [(problem, targets_of(problem)) for problem in dead]
        assert output.dead() <= {target for _, each in targets for target in each}
        for problem, each in targets:
            is_dead = not all(output.holds(one.path, one.fragment) for one in each)
            assert is_dead or "is no picture" in problem.message, problem
        for problem in [*dead, *problems_of(build, "external-image")]:
            line = (root / problem.where.path).read_text(encoding="utf-8").split("\n")[problem.where.line - 1]
            assert line[problem.where.column - 1 :].startswith(problem.found), problem
        assert not [path for path, content in output.files.items() if b"briefings/secret.html" in content]
        checked = check_site(BuildOptions(root=root, with_drafts=True, with_hints=True))
        assert problems_of(Build(checked, (), 0)) == dead


def targets_of(problem: Problem) -> list[LinkTarget]:
    """Return where a dead link leads in each edition."""
    path = problem.where.path
    slug = path.partition("briefings/")[2].removesuffix(".yaml")
    wording = LinkingWording("en", "", Location(""), briefing=slug)
    is_page = "/pages/" in path
    marked = (mark_address_of_page if is_page else mark_address_of_note)(problem.found)
    if marked.startswith("#"):
        marked = f"{SCHEME}about.html{marked}"
    languages = (Written("ar", Location("")), Written("en", Location("")))
    files = [
        links.file_of(marked.removeprefix(SCHEME), home_of(wording))
        for links in list_text_links(Settings(languages=languages))
    ]
    parts = [file.partition("#") for file in files]
    return [LinkTarget(unquote(file.partition("?")[0]), unquote(fragment)) for file, _, fragment in parts]


WITHDRAWN = "withdrawn: {date: '2026-03-12', note: 'See [it](#n1).'}\n"

EDITS: Sequence[tuple[str, str, str]] = (
    ("content/briefings/fire.yaml", "id: n1", "id: n2"),
    ("content/briefings/fire.yaml", "id: n2", "id: n1"),
    ("content/briefings/secret.yaml", "draft: true\n", ""),
    ("content/briefings/secret.yaml", "id: n1", "id: n2"),
    ("content/briefings/secret.yaml", "lang: en\n", "lang: en\ndraft: true\n"),
    (
        "content/briefings/fire.yaml",
        "lang: en\n",
        f"lang: en\n{WITHDRAWN}",
    ),
    ("content/briefings/fire.yaml", WITHDRAWN, ""),
    ("content/briefings/fire.yaml", "aliases: [burned]\n", ""),
    ("content/briefings/water.yaml", "id: c1", "id: none"),
    (
        "content/briefings/fire.yaml",
        "Words.",
        "See [it](claims.html#_water.none) and [it](actors/haddad.html#nothing).",
    ),
    ("content/briefings/fire.yaml", "actors/haddad.html#nothing", "actors/haddad.html#content"),
    ("seeds/fire.txt", "There was", "Yesterday there was"),
    ("content/briefings/fire.yaml", "lang: en\n", "lang: en\nslug: nobody\n"),
)


def test_a_warm_build_tells_of_links_what_a_clean_one_tells(tmp_path: Path) -> None:
    everywhere = [f"[it]({address})" for address in ADDRESSES]
    write_linked_site(tmp_path, {"summary": everywhere, "actor": everywhere, "page": everywhere})
    options = BuildOptions(root=tmp_path)
    build_site(options, tmp_path / "site")
    for path, before, after in EDITS:
        file = tmp_path / path
        text = file.read_text(encoding="utf-8")
        assert before in text
        file.write_text(text.replace(before, after, 1), encoding="utf-8")
        clean, warm = make_site(options), build_site(options, tmp_path / "site")
        assert clean.artifacts
        assert list(warm.report) == list(clean.report), path
        for artifact in clean.artifacts:
            assert (tmp_path / "site" / artifact.path).read_bytes() == artifact.content, artifact.path


def test_a_draft_comes_alive_in_the_texts_that_link_to_it(tmp_path: Path) -> None:
    write_linked_site(tmp_path, {"summary": ["See [it](secret#n1)."], "term": ["See [it](briefings/secret.html)."]})
    options = BuildOptions(root=tmp_path)
    told = problems_of(make_site(options))
    assert [(one.where.path, one.message) for one in told] == [
        ("content/briefings/water.yaml", "this link leads to the draft `secret`, and is shown without a link"),
        ("content/terms.yaml", "this link leads to the draft `secret`, and is shown without a link"),
    ]
    file = tmp_path / "content/briefings/secret.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("draft: true\n", ""), encoding="utf-8")
    build = make_site(options)
    assert problems_of(build) == []
    pages = {page.path: page.content.decode() for page in build.artifacts if page.path.endswith(".html")}
    assert '<a href="briefings/secret.html#n1">it</a>' in pages["index.html"]
    assert '<a href="secret.html#n1">it</a>' in pages["en/briefings/water.html"]
    assert '<a href="briefings/secret.html">' in pages["en/terms.html"]


def test_nothing_leads_into_a_withdrawn_briefing_untold(tmp_path: Path) -> None:
    links = ["fire#n1", "briefings/fire.html#_m1", "../briefings/fire.html#n1", "briefings/fire.html", "fire#none"]
    write_linked_site(tmp_path, {"body": [f"See [it]({link})." for link in links], "actor": ["See [it](fire#n1)."]})
    fire, water = (tmp_path / "content/briefings" / name for name in ("fire.yaml", "water.yaml"))
    fire.write_text(WITHDRAWN + fire.read_text(encoding="utf-8"), encoding="utf-8")
    note = "  - {id: c2, kind: context, refs: ['fire#n1', c1, c1]}\n"
    water.write_text(f"related: [fire]\n{water.read_text(encoding='utf-8')}{note}", encoding="utf-8")
    options = BuildOptions(root=tmp_path)
    build = make_site(options)
    told = {(one.where.path.rpartition("/")[2], one.found): (one.message, one.help) for one in problems_of(build)}
    dead = [link for link in links if "#" in link]
    assert set(told) == {("fire.yaml", "#n1"), ("actors.yaml", "fire#n1"), *(("water.yaml", link) for link in dead)}
    assert told["actors.yaml", "fire#n1"] == (
        "the briefing `fire` is withdrawn, and its page has no `n1`, to which this link leads",
        "take the link out, or link to the page alone: `briefings/fire.html`",
    )
    referred = "`fire` is withdrawn and shows no notes any more, so this reference leads to its page alone"
    assert [one.where.line for one in problems_of(build) if one.message == referred] == [
        len(water.read_text(encoding="utf-8").splitlines())
    ]
    assert problems_of(Build(check_site(options), (), 0)) == problems_of(build)
    pages = {page.path: page.content.decode() for page in build.artifacts if page.path.endswith(".html")}
    link = '<a href="{}">Withdrawn: The dam burns</a>'
    assert f"<li>{link.format('fire.html')}</li>" in pages["en/briefings/water.html"]
    assert f'<b>See also</b> {link.format("fire.html")} <a href="#c1">1</a></p>' in pages["en/briefings/water.html"]
    assert link.format("briefings/fire.html") in pages["en/timeline.html"]
    (tmp_path / "content/topics.yaml").write_text("topics: [{id: x, nmae: y}]", encoding="utf-8")
    stopped = {one.found for one in problems_of(make_site(options))}
    assert {"#n1", "fire#n1"} <= stopped


def test_the_way_out_is_what_to_type(tmp_path: Path) -> None:
    ways = {
        "fire#n01": "did you mean `fire#n1`?",
        "fyre#n1": "did you mean `fire#n1`?",
        "briefings/fir.html": "did you mean `briefings/fire.html`?",
        "place.html": "did you mean `places.html`?",
        "place.html#river_town": "did you mean `places.html#river_town`?",
        "places.html#river_tow": "did you mean `places.html#river_town`?",
        "www.example.org/a": "for another site write the whole address: https://www.example.org/a",
        "about": "did you mean `about.html`?",
        "pictures/mop.png": "did you mean `pictures/map.png`?",
        "pictures/map.svg": "save it as one of these",
    }
    write_linked_site(tmp_path, {"body": [f"See [it]({address})." for address in ways]})
    told = {problem.found: problem.help for problem in problems_of(make_site(BuildOptions(root=tmp_path)))}
    assert told == ways


def test_pictures_of_other_hosts_are_links(tmp_path: Path) -> None:
    picture = "![a picture](https://example.org/a.png)"
    write_linked_site(tmp_path, {"body": [picture], "page": [f"[{picture}](places.html)"], "actor": [f"x {picture}"]})
    build = make_site(BuildOptions(root=tmp_path))
    told = [(problem.where.path, problem.found) for problem in problems_of(build, "external-image")]
    assert told == [
        (path, "https://example.org/a.png")
        for path in ("content/actors.yaml", "content/briefings/water.yaml", "content/pages/about.md")
    ]
    pages = {page.path: page.content.decode() for page in build.artifacts if page.path.endswith(".html")}
    link = '<a href="https://example.org/a.png" class="elsewhere">'
    assert link in pages["briefings/water.html"]
    assert link in pages["en/actors/haddad.html"]
    assert link not in pages["about.html"]
    assert not [path for path, html in pages.items() if '<img src="http' in html]


def test_where_errors_stop_a_build_what_can_be_told_is_told(tmp_path: Path) -> None:
    dead = ["#no_note", "fire#none", "nobody#n1", "briefings/nobody.html", "secret#n1", "nope.html", "www.example.org"]
    dead += ["pictures/none.png", "pictures/map.svg"]
    alive = ["#c1", "fire#n1", "briefings/burned.html", "places.html", "about.html", "feed.xml", "pictures/map.png"]
    texts = [f"See [it]({address})." for address in [*dead, *alive]]
    write_linked_site(tmp_path, {"body": texts})
    options = BuildOptions(root=tmp_path)
    assert {one.found for one in problems_of(make_site(options))} == set(dead)
    (tmp_path / "content/topics.yaml").write_text("topics: [{id: x, nmae: y}]", encoding="utf-8")
    assert {one.found for one in problems_of(make_site(options))} == set(dead)
    checked = check_site(BuildOptions(root=tmp_path, with_drafts=True, with_hints=True))
    assert {one.found for one in checked if one.code == "dead-link"} == set(dead)


def test_addresses_of_sources_and_pages_elsewhere_need_a_scheme(tmp_path: Path) -> None:
    write_linked_site(tmp_path, {})
    sources = 'sources: [{id: s_one, title: A, URL: paper.html}, {id: s_two, title: B, URL: "https://example.org/"}]\n'
    (tmp_path / "content/sources.yaml").write_text(sources, encoding="utf-8")
    places = "places: [{id: river_town, name: R., links: [www.example.org, {url: example.org/a, label: A}]}]\n"
    (tmp_path / "content/places.yaml").write_text(places, encoding="utf-8")
    build = make_site(BuildOptions(root=tmp_path))
    told = [(one.found, one.help.split("\n")[-1]) for one in problems_of(build)]
    assert told == [
        ("www.example.org", 'url: "https://www.example.org"'),
        ("example.org/a", 'url: "https://example.org/a"'),
        ("paper.html", 'URL: "https://example.org/paper.html"'),
    ]
    pages = [page.content for page in build.artifacts if page.path.endswith(".html")]
    assert not [page for page in pages if b'"www.example.org' in page or b'"paper.html' in page]


def test_where_errors_stop_a_build_the_nearest_page_is_told_whatever_an_earlier_build_made(tmp_path: Path) -> None:
    write_linked_site(tmp_path, {"body": ["[a](place.html), [b](abot.html), [c](#no_note)"]})
    options = BuildOptions(root=tmp_path)
    unhindered = problems_of(make_site(options))
    build_site(options, tmp_path / "site")
    (tmp_path / "content/topics.yaml").write_text("topics: [{id: x, nmae: y}]", encoding="utf-8")
    warm = problems_of(build_site(options, tmp_path / "site"))
    assert warm == problems_of(make_site(options)) == unhindered
    assert {one.help for one in warm} >= {"did you mean `places.html`?", "did you mean `about.html`?"}
