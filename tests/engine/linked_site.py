"""A small site in two editions, in whose texts links of all kinds are put."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

ADDRESSES: Final = (
    "places.html",
    "/places.html",
    "../places.html",
    "../../actors/haddad.html",
    "places.html#river_town",
    "places.html#nowhere",
    "claims.html?status=disputed",
    "claims.html#_water.c1",
    "claims.html#_water.none",
    "quotes.html#top",
    "actors/haddad.html#nothing",
    "#c1",
    "#no_note",
    "#",
    "fire#n1",
    "fire#none",
    "water#c1",
    "secret#n1",
    "nobody#n1",
    "briefings/fire.html",
    "briefings/fire.html#n1",
    "briefings/fire.html#_r-n1",
    "briefings/fire.html#_m_none",
    "briefings/secret.html",
    "briefings/burned.html",
    "briefings/nobody.html",
    "about.html",
    "about.html#method",
    "about.html#الطريقة",
    "about.html#%D8%A7%D9%84%D8%B7%D8%B1%D9%8A%D9%82%D8%A9",
    "about",
    "data/claims.csv",
    "data/none.csv",
    "../data/site.json",
    "feed.xml",
    "en/feed.xml",
    "en/places.html#river_town",
    "en/",
    "sitemap.xml",
    "assets/style.css",
    "pictures/map.png",
    "pictures/none.png",
    "pictures/map.svg",
    "/",
    "..",
    "?status=disputed",
    "www.example.org",
    "https://example.org/places.html",
    "https://example.net/small/places.html",
    "mailto:somebody@example.org",
)
FORMS: Final = (
    "See [it]({}).",
    "- a *list* of [it]({})\n- and [more](places.html)",
    "| a | b |\n|---|---|\n| [it]({}) | x |",
    'Some [words]({} "with a title").',
    "![a picture]({})",
    "[![a picture]({})](places.html)",
    "See [it][there] and [again][there].\n\n[there]: {}",
    "## A heading\n\nSee [it](<{}>).",
    "> `code` and [ words\n> that go on ]({})",
)
PLACES: Final = (
    "summary",
    "point",
    "body",
    "fire",
    "evidence",
    "revision",
    "actor",
    "term",
    "source",
    "page",
    "page_en",
)


def write_linked_site(root: Path, texts: Mapping[str, Sequence[str]]) -> None:
    """Write the site; `texts` are the Markdown texts to put at each of `PLACES`."""
    files = _files({place: "\n\n".join(texts.get(place, ("Words.",))) for place in PLACES})
    for path, text in files.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    for name in ("map.png", "map.svg"):
        (root / "content/pages/pictures").mkdir(parents=True, exist_ok=True)
        (root / "content/pages/pictures" / name).write_bytes(b"")


def _files(texts: Mapping[str, str]) -> dict[str, str]:
    block = {place: _as_block(text) for place, text in texts.items()}
    return {
        "content/site.yaml": "languages: [ar, en]\nurl: https://example.net/small/\n",
        "content/actors.yaml": f"actors:\n  - {{id: saad, name: S.}}\n  - id: haddad\n    name: Layla Haddad\n"
        f"    description: {block['actor']}",
        "content/places.yaml": "places: [{id: river_town, name: {ar: مدينة النهر, en: River Town}}]\n",
        "content/terms.yaml": f"terms:\n  - id: t_dam\n    term: dam\n    definition: {block['term']}",
        "content/sources.yaml": f"sources:\n  - id: s_one\n    title: A report\n    note: {block['source']}",
        "content/briefings/water.yaml": f"""lang: en
published: "2026-03-10"
actors: [haddad]
summary: {block["summary"]}
key_points:
  - text: {block["point"]}
revisions:
  - date: "2026-03-11"
    note: {block["revision"]}
annotations:
  - id: c1
    kind: claim
    at: a second round
    status: disputed
    body: {block["body"]}
    evidence:
      - source: s_one
        supports: true
        note: {block["evidence"]}
""",
        "content/briefings/fire.yaml": f"""lang: en
published: "2026-03-09"
aliases: [burned]
annotations:
  - id: n1
    kind: context
    at: fire
    body: {block["fire"]}
""",
        "content/briefings/secret.yaml": "lang: en\ndraft: true\nannotations: [{id: n1, kind: context, at: secret}]\n",
        "seeds/water.txt": "Meeting\n\nLayla Haddad said that a second round would be held soon.\n",
        "seeds/fire.txt": "The dam burns\n\nThere was a fire at the dam.\n",
        "seeds/secret.txt": "Hidden\n\nA secret.\n",
        "content/pages/about.md": f"---\ntitle: حول\n---\n## الطريقة\n\n{texts['page']}\n",
        "content/pages/about.en.md": f"---\ntitle: About\n---\n## Method\n\n{texts['page_en']}\n",
    }


def _as_block(text: str) -> str:
    """Return a text as a block of YAML, indented deeper than any key."""
    return "|-\n" + "".join(f"          {line}\n" for line in text.split("\n")).rstrip(" ")
