"""A site's folder with everything that exports can say, text that tries to break out of them, and a draft."""

from collections.abc import Mapping
from pathlib import Path

from sitegen.build import Build, BuildOptions, make_site

Files = Mapping[str, str]

HOSTILE = "\"><script>alert(1)</script> ]]> {{7*7}} <!-- & '"

SEED = f"""قمة الماء تنتهي

اتفاق  أول

قال سامي العلي إن «الاتفاق ثابت» وأكد العلي أن الماء كثير.
{HOSTILE}
وقالت منى سليم للصحافة: لا نعرف.
"""

FILES: Files = {
    "seeds/summit.txt": SEED,
    "seeds/old.txt": "Old news\n\nNothing happened. Nothing.\n",
    "seeds/secret.txt": "Secret title\n\nSecret words of سامي العلي.\n",
    "content/site.yaml": """
title: {ar: متن, en: Text & Margin}
description: {en: Notes <on> news}
languages: [ar, en]
url: https://example.org/news
authors: [{name: {ar: المكتب, en: The desk}, url: "https://example.org/desk"}]
license: CC-BY-4.0
""",
    "content/actors.yaml": """
actors:
  - id: ali
    type: person
    name: {ar: سامي العلي, en: Sami al-Ali}
    family: {ar: العلي, en: Ali}
    aliases: [{text: {ar: رئيس الوفد}, match: briefing, valid: 2020/..}]
    roles: [{title: {ar: وزير}, from: "2020"}]
    ids: {wikidata: Q1}
    links: [{url: "https://example.org/ali", label: {en: Page}}]
  - {id: nobody, name: {en: Nobody}}
""",
    "content/sources.yaml": """
sources:
  - {id: s_wire, title: Wire <report>, URL: "https://example.com/a?b=1&c=2", language: en, container-title: Wire}
""",
    "content/topics.yaml": "topics: [{id: water, name: {ar: الماء, en: Water}}]\n",
    "content/claims.yaml": """
claims: [{id: c_much, text: {ar: الماء كثير., en: There is much water.}, status: disputed, speaker: ali}]
""",
    "content/briefings/summit.yaml": f"""
lang: ar
published: "2024-05-01"
updated: "2024-05-03"
title: {{en: Water summit ends}}
summary: {{ar: "**اتفاق**.", en: "A **deal**: [more](../about.html)."}}
key_points: [{{text: {{en: First point}}, refs: [q1]}}]
source: s_wire
topics: [water, 'a "typed" <topic>']
aliases: [former]
actors: [ali, {{id: salim, type: person, name: {{ar: منى سليم, en: Mona Salim}}}}]
license: {{article: © Wire, annotations: CC-BY-SA-4.0}}
annotations:
  - {{id: q1, kind: quote, at: الاتفاق ثابت, speaker: ali, stance: assert, form: direct, verb: {{ar: قال}},
      created: "2024-05-02"}}
  - {{id: c1, kind: claim, at: [الماء كثير, لا نعرف], entry: c_much, as_of: "2024-05", sources: [s_wire],
      evidence: [{{source: s_wire, supports: "false", note: {{en: It says *no*.}}}}], modified: "2024-05"}}
  - id: x1
    kind: context
    at: {{exact: '{HOSTILE.replace("'", "''")}'}}
    title: '{HOSTILE.replace("'", "''")}'
    body: {{en: "Compare ]]> {{{{7*7}}}} & [old](briefings/old.html)."}}
    author: Guest
    refs: [q1, ali, hidden-note]
  - {{id: t1, kind: translation, at: ثابت, translation: {{en: firm}}, original: {{lang: en, text: It is firm}}}}
  - {{id: q2, kind: quote, speaker: {{ar: مصدر مطلع, en: An informed source}}, via: {{ar: ناطق}}}}
  - {{id: f1, kind: figure, value: {{range: [1, 2.5], unit: {{en: litres}}, modifier: approx}}}}
  - {{id: a1, kind: assessment, body: {{ar: مرجح.}}, likelihood: likely, basis: {{en: On *reading*.}}}}
  - {{id: r1, kind: crossref, at: كثير, refs: [old#n1, ali]}}
  - {{id: hidden-note, kind: question, body: {{ar: لماذا؟}}}}
""",
    "content/briefings/old.yaml": """
lang: en
annotations: [{id: n1, kind: context, at: {exact: Nothing, occurrence: all}, body: {en: Twice.}}]
""",
    "content/briefings/secret.yaml": """
draft: true
lang: en
annotations: [{id: s1, kind: context, at: Secret words, body: {en: Hidden body.}}]
""",
}


def write_folder(root: Path, *, settings: str = "", added: Mapping[str, str] | None = None) -> Path:
    """Write the folder, with other settings or with files added or changed."""
    files = {**FILES, **({"content/site.yaml": settings} if settings else {}), **(added or {})}
    for name, content in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(content, encoding="utf-8")
    return root


def build(root: Path, *, base_url: str = "", keep_going: bool = False) -> Build:
    """Return what comes of the folder."""
    return make_site(BuildOptions(root=root, base_url=base_url, keep_going=keep_going))


def files_of(built: Build) -> Files:
    """Return the text files of a build that are no pages, no assets and no pictures."""
    assert built.artifacts, [problem.message for problem in built.report]
    return {
        file.path: file.content.decode()
        for file in built.artifacts
        if not file.path.endswith((".html", ".png")) and not file.path.startswith("assets/")
    }
