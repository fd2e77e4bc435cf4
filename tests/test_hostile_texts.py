"""What looks like markup, script or template is text wherever a writer may put it (faults, row 29)."""

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import html5lib
import pytest

from sitegen.build import Build, BuildOptions, make_site

NASTY = """"><script>alert(1)</script>'<!-- ]]> {{7*7}} {% x %} &amp; </title></style><img src=x onerror=alert(1)>"""

FILES = {
    "content/site.yaml": (
        "title: {ar: N, en: N}\ndescription: N\nlanguages: [ar, en]\nurl: https://example.org/\n"
        "authors: [N]\nlicense: N\n"
    ),
    "content/actors.yaml": (
        "actors:\n  - {id: who, type: person, name: {ar: حداد, en: N}, family: N, sort: N, aliases: [N],\n"
        "     description: N, roles: [{title: N, note: N}], relations: [{to: who, label: N, inverse: N}],\n"
        "     links: [{url: 'https://e.org', label: N}]}\n"
    ),
    "content/places.yaml": "places: [{id: here, name: N, type: N, description: N}]\n",
    "content/terms.yaml": "terms: [{id: t_word, term: N, abbr: N, definition: N}]\n",
    "content/sources.yaml": "sources: [{id: s_one, type: N, title: N, author: N, container-title: N, note: N}]\n",
    "content/topics.yaml": "topics: [{id: water, name: N, description: N}]\n",
    "content/claims.yaml": "claims: [{id: c_one, text: N, body: N, evidence: [{source: s_one, note: N}]}]\n",
    "content/events.yaml": "events: [{id: e_one, title: N, body: N, date: '2022'}]\n",
    "content/briefings/a.yaml": (
        "published: '2022-01-11'\ntitle: {en: N}\nsummary: N\ntopics: [water, N]\nsource: s_one\n"
        "key_points: [N]\nlicense: N\n"
        "actors: [who]\nplaces: [here]\nterms: [t_word]\nauthors: [{name: N, url: 'https://e.org'}]\n"
        "translation: {en: [N, N]}\nrevisions: [{date: '2022', note: N}]\nannotations:\n"
        "  - {id: a1, kind: quote, at: حداد, title: N, body: N, speaker: who, verb: N, sources: [s_one], author: N}\n"
        "  - {id: a2, kind: claim, entry: c_one}\n  - {id: a3, kind: event, entry: e_one}\n"
        "  - {id: a4, kind: figure, value: {amount: 3, unit: N}}\n"
        "  - {id: a5, kind: translation, translation: {en: N}, original: {lang: en, text: N}}\n"
        "  - {id: a6, kind: assessment, confidence: high, basis: N}\n"
    ),
    "content/pages/about.md": "---\ntitle: N\n---\nN\n",
    "seeds/a.txt": f"{NASTY}\nقال حداد {NASTY} إن الوزراء بحثوا تقاسم المياه في المدينة، ولم يصدر بيان عن الاجتماع.\n",
}


OWN_SCRIPTS = {f"assets/{name}" for name in ("find.js", "placement.js", "reading.js", "redirect.js", "search.js")}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Build:
    root: Path = tmp_path_factory.mktemp("hostile")
    quoted = json.dumps(NASTY)
    for name, text in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        filled = text.replace("\nN\n", f"\n{NASTY}\n") if name.endswith(".md") else text
        for mark in (" N", "[N"):
            filled = filled.replace(mark, mark[0] + quoted)
        (root / name).write_text(filled, encoding="utf-8")
    made = make_site(BuildOptions(root=root))
    assert made.artifacts, [problem.message for problem in made.report]
    return made


def test_pages_hold_no_element_that_a_writer_smuggled_in(built: Build) -> None:
    for file in built.artifacts:
        if not file.path.endswith(".html"):
            continue
        document = html5lib.parse(file.content.decode(), namespaceHTMLElements=False)
        scripts = [script for script in document.iter("script") if script.get("type") != "application/ld+json"]
        own = [
            script
            for script in scripts
            if script.get("src", "").replace("../", "").lstrip("/") in OWN_SCRIPTS and not script.text
        ]
        assert scripts == own, file.path
        assert not list(document.iter("img")), file.path
        assert not [node for node in document.iter() if isinstance(node.tag, str) and node.get("onerror")], file.path


def test_templates_in_texts_are_not_filled_in(built: Build) -> None:
    page = next(file for file in built.artifacts if file.path == "briefings/a.html").content.decode()
    assert "{{7*7}}" in page


def test_data_in_pages_and_beside_them_can_be_read(built: Build) -> None:
    for file in built.artifacts:
        if file.path.endswith((".json", ".jsonld")):
            json.loads(file.content)
        if file.path.endswith(".xml"):
            ET.fromstring(file.content)  # noqa: S314 - our own output
        if file.path.endswith(".html"):
            document = html5lib.parse(file.content.decode(), namespaceHTMLElements=False)
            for script in document.iter("script"):
                if not script.get("src"):
                    json.loads(script.text or "")


def test_the_title_of_the_page_is_the_text_itself(built: Build) -> None:
    page = next(file for file in built.artifacts if file.path == "briefings/a.html").content.decode()
    document = html5lib.parse(page, namespaceHTMLElements=False)
    heading = next(node for node in document.iter("h1") if node.get("data-block") == "title")
    assert "".join(heading.itertext()) == NASTY
