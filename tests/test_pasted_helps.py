"""The lines that messages offer are pasted as they are: the message is gone, and no error comes in its place.

Tried on every site that must fail, and on faults of every sort in a small site whose article is made for them.
"""

import re
import shutil
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from sitegen.build import BuildOptions, make_site
from sitegen.model.problems import Problem, Severity
from tests.pasting import Place, paste, ways_out_in

pytestmark = pytest.mark.slow

BROKEN = sorted(path.parent for path in (Path(__file__).parent / "broken").glob("*/content"))

ARTICLE = """\
وزارة المياه تعلن خطة السد

أعلنت وزيرة المياه ليلى حداد أمس خطة السد. وقالت حداد إن "الماء حق قبل أن يكون سلعة".
قال كريم السالم إن الخطة جيدة، وقال كريم السالم إن الوقت ضيق #الآن فقط. وحضر Omar Nabil Qasim وOmar Nabil Qasim.
وأضافت أن الموعد: غدا، وأن العدد 60 مترًا في السنة. وزار الوفد كفر النهر ثم كفر النهر مرة أخرى.
"""

ENGLISH = "Ferry strike ends after nine days\n\nThe ferry workers went back to work on Monday, the union said.\n"

ENGLISH = """\
Ministers agree on a plan for the lake

The ministers of water met on Tuesday and agreed on a plan for the lake. Nothing was signed, they said.
The plan is to be made public within a month, and the work on the dam is to begin before the winter.
"""
WRAPPED = """\
A plan for the lake

The ministers of water met on Tuesday and agreed on a plan
for the lake. Nothing was signed, they said, but the plan is
to be made public within a month, and the work on the dam is
to begin before the winter comes. Nobody told what the work
on the dam is to cost, or who is to pay for all of it before
the next election, which is to be held in the early summer.
"""

SITE: Mapping[str, str] = {
    "content/site.yaml": "title: {ar: موقع, en: Site}\nlanguages: [ar, en]\nurl: https://example.org/\n",
    "content/actors.yaml": """\
actors:
  - id: haddad
    type: person
    name: {ar: ليلى حداد, en: Layla Haddad}
  - id: salem
    type: person
    name: {ar: كريم السالم}
""",
    "content/places.yaml": "places:\n  - id: village\n    name: {ar: كفر النهر}\n",
    "content/sources.yaml": "sources:\n  - {id: s_paper, title: الجريدة, URL: https://example.org/a}\n",
    "seeds/plan.txt": ARTICLE,
    "content/briefings/plan.yaml": "published: 2026-03-10\nannotations:\n  - {kind: context, at: أمس, body: ما سبق.}\n",
}

SIDECARS: Mapping[str, str] = {
    "types of the briefing's keys": """\
title: [a]
published: {a: b}
topics: water, rivers
related: plan
draft: yes
slug: [x]
lang: [ar]
authors: Sami
actors: haddad, salem
sources: [[x]]
summary: [x]
key_points: point
license: [x]
revisions: [corrected, {note: x}]
mentions: haddad
not_mentions: [{ref: haddad}]
translation: {en: x}
covers: [2022]
aliases: Old Name
annotations: {kind: context}
""",
    "types of a note's keys": """\
annotations:
  - kind: quote
    id: [x]
    at: {exact: [أمس]}
    speaker: [haddad]
    via: []
    verb: [قالت]
    said: [x]
    stance: [x]
    lang: {x: y}
    refs: village, haddad
    created: {x: y}
  - {kind: claim, status: [x], credibility: [1], evidence: s_paper, text: [x]}
  - {kind: claim, evidence: [s_paper, {supports: [x]}], sources: s_paper}
  - {kind: figure, value: 60}
  - {kind: figure, value: {amount: ٦٠, range: [3, 1]}}
  - {kind: figure, value: {range: 60, unit: [x]}}
  - {kind: figure, value: {amount: 1, range: [1, 2]}}
  - {kind: translation, original: x, translation: [x]}
  - {kind: translation, original: {lang: en}}
  - {kind: assessment, likelihood: likely, confidence: high}
  - {kind: event, date: [x], place: [x], title: [x]}
  - a note
  - [x]
  -
  - {at: أمس}
  - {kind: context, at: {exact: أمس, occurrence: first}}
  - {kind: context, at: {prefix: أمس}}
  - {kind: context, at: {exact: أمس, occurrence: 0}}
""",
    "values and keys": """\
lang: arabic
slug: Pläne
annotations:
  - {id: ملاحظة, kind: اقتباس, at: أمس}
  - {id: 7th, kind: claim, status: verified}
  - {id: 7th!, kind: claim, statut: confirmed}
  - {kind: context, speaker: haddad}
  - {kind: figure, value: {amount: 1, modifier: morethan}}
  - {kind: quote, lang: عربي, at: أمس}
  - {kind: context, title: {عربي: x}}
  - {kind: context, title: {arabic: x}, kind: claim}
""",
    "dates": """\
published: 10 مارس 2026
date: 2026-02-30
updated: 2026/03/10
covers: 2026-03-01 - 2026-03-10
annotations:
  - {kind: event, title: x, date: 3/2026}
  - {kind: event, title: x, date: tomorrow}
  - kind: event
    title: x
    date: 2026-3-1
  - {kind: update, date: 2026-03-10/2026-03-01}
  - {kind: quote, said: circa 2026, at: أمس}
""",
    "references": """\
source: s_papr
actors: [ليلى حداد, مجهول, hadad, {id: own, name: Own, parent: nobody, relations: [{to: x_actor, type: ally}]}]
places: [مدينة بعيدة]
terms: [t_x]
related: [nowhere]
mentions: [{ref: unknown, at: الوفد}]
annotations:
  - {kind: quote, at: أمس, speaker: مصدر مطلع, via: ناطق رسمي}
  - {kind: quote, at: أمس, speaker: Layla Haddad}
  - {kind: event, title: x, place: دمشق القديمة, entry: e_one}
  - {kind: claim, entry: c_one, evidence: [{source: تقرير الوزارة}], refs: [nothing, plan#x, nowhere#x]}
  - {kind: claim, speaker: author, via: author, sources: [haddad, "null"]}
  - {kind: quote, speaker: "مصدر: مطلع, جدا", at: أمس}
""",
    "anchors": """\
annotations:
  - {kind: context, at: كريم السالم}
  - kind: context
    at: كريم السالم
  - kind: context
    at: {exact: كريم السالم, prefix: زار}
  - kind: context
    at: [كريم السالم, خطة السد]
  - kind: context
    at:
      - كريم السالم إن
      - exact: خطة السد
        occurrence: 7
  - {kind: context, at: "أعلنت وزيرة المياه ليلى حداد اليوم خطة السد"}
  - {kind: context, at: 'الماء حق قبل ان يكون سلعه'}
  - {kind: context, at: "وأضافت أن الموعد: غد"}
  - {kind: context, at: لا شيء من هذا هنا}
  - {kind: context, at: مترا}
  - {kind: context, at: متر, occurrence: 1}
  - kind: context
    at: إن الوقت ضيق #الآن فقط
  - kind: context
    at:
      exact: إن الوقت ضيق #الآن فقط
  - {kind: context, at: {exact: السالم إن الخطة, suffix: خطة}}
  - {kind: context, at: {exact: السالم إن الخطة, suffix: جيدة جدا}}
""",
    "names": """\
actors: [haddad, {id: eye, name: {ar: عين}, aliases: [على]}]
places:
  - id: other
    name: {ar: كفر النهر}
mentions:
  - {ref: salem, at: كريم السالم}
  - {ref: haddad, at: {exact: وزيرة, occurrence: 2}}
not_mentions:
  - {ref: haddad, at: ليلى حدادة}
""",
    "texts": """\
summary: {ar: <b>x</b>, en: "[x](javascript:x) [y](//host) [z](nowhere.html)"}
annotations:
  - {kind: claim, text: x, at: أمس}
  - {id: e, kind: event, title: x, date: 2027}
  - {kind: claim, status: disputed, as_of: 2020, sources: [s_paper]}
updated: 2028
""",
    "a title beyond the article's end": "headline: 9\n",
    "a title in no block": "headline: لا شيء من هذا هنا\n",
    "a title in two blocks": "headline: خطة السد¶أعلنت وزيرة\n",
    "no YAML, a colon": "annotations:\n  - kind: context\n    at: أمس\n    body: كما قالت: لا\n",
    "no YAML, a mark": "annotations:\n  - kind: context\n    at: أمس\n    body: @nobody said\n",
    "no YAML, quotes": 'annotations:\n  - kind: context\n    at: أمس\n    body: "كلمة" في الجملة\n',
    "no YAML, a bracket": "annotations:\n  - kind: context\n    at: أمس\n    body: [كما قالت\n",
    "no notes": "title: {en: The plan}\n",
    "notes in brackets": "annotations: [{kind: context, at: أمس}]\n",
    "notes without indentation": "annotations:\n- kind: context\n  at: أمس\n",
    "nothing": "# nothing yet\n",
    "a list": "- kind: context\n  at: أمس\n",
    "a text": "nothing\n",
}

OTHERS: Mapping[str, Mapping[str, str]] = {
    "no sidecar": {
        "seeds/other.txt": ARTICLE,
        "seeds/خبر.txt": ARTICLE,
        "content/briefings/other.yaml": "seed: plan.txt\n",
    },
    "another script": {
        "seeds/plan.txt": ENGLISH,
        "content/briefings/plan.yaml": "published: 2026\n",
    },
    "another script than is said": {
        "seeds/plan.txt": ENGLISH,
        "content/briefings/plan.yaml": "published: 2026\nlang: ar\ntitle: {ar: عنوان}\n",
    },
    "another language of the script": {
        "seeds/plan.txt": "کتابخانه شهر باز شد\nمدیر کتابخانه گفت که کتاب‌های تازه را می‌آورند.\n",
        "content/briefings/plan.yaml": "published: 2026\n",
    },
    "no seed": {
        "content/briefings/x.yaml": "seed: plan\n",
        "content/briefings/y.yaml": "{}\n",
    },
    "an empty sidecar": {"content/briefings/plan.yaml": ""},
    "a slug": {"seeds/خبر.txt": ARTICLE, "content/briefings/خبر.yaml": "published: 2022\n"},
    "registers": {
        "content/actors.yaml": """\
actors:
  - {name: ليلى حداد}
  - {id: حداد, name: ليلى حداد, type: human, aliases: [على, {match: auto}, {text: x, valid: tomorrow}]}
  - {id: con, name: {x y: z}, roles: وزيرة, links: [javascript:x, {label: x}], lat: 120, lon: شرق, ids: [x]}
  - id: two
    name: كريم السالم
    relations: [salem, {to: three}, {type: ally}, {to: three, type: friend_of}]
    roles: [{org: three}, {title: x, from: 2020/2021}]
    match: sometimes
  - id: three
    name: كريم السالم
    aliases: [كَريم السالم]
    parent: three
""",
        "content/places.yaml": "- id: x\n  name: y\n",
        "content/terms.yaml": "",
        "content/topics.yaml": "topics: water\n",
        "content/sources.yaml": """\
sources:
  - {id: s_paper, title: x, URL: http//x, issued: last year, reliability: high}
  - report
""",
        "content/claims.yaml": "claims:\n  - id: c_x\n  - {id: c_y, text: x, status: on, evidence: [{supports: n}]}\n",
        "content/events.yaml": "events: [{id: e_x}, {id: e_y, title: x, certainty: sure}]\nother: x\n",
    },
    "settings": {
        "content/site.yaml": """\
title: [x]
languages: ar
url: example.org
repo_url: [x]
digits: arabic
paragraphs: blank
authors: Sami
license: [x]
nav: [about, {page: x}, {label: x}, {page: search, url: /x}]
policy: {img-source: [x], script-src: ["'unsafe-inline'"], img-src: [self, "https://a.org; b"], font-src: data:}
limits: {seed_bytes: many, page_bytes: 0, yaml_bytes: [1]}
checks: {anchor-inexact: none, no-such: off, alias-twice: [x], anchor-missing: off}
params: x
""",
    },
    "two editions twice": {"content/site.yaml": "languages: [ar, AR]\n"},
    "a page": {"content/pages/about.md": "Nothing about it.\n"},
    "a page's head": {"content/pages/about.md": "---\ntitle: [x]\n---\nText.\n"},
    "the article's language": {
        "seeds/plan.txt": ENGLISH,
        "seeds/mixed.txt": ENGLISH,
        "content/briefings/mixed.yaml": "lang: ar\nannotations:\n  - {kind: context, at: lake}\n",
        "seeds/lonely.txt": ENGLISH,
    },
    "titles and lines": {
        "content/briefings/plan.yaml": "headline: 9\nannotations: []\n",
        "seeds/anchored.txt": ARTICLE,
        "content/briefings/anchored.yaml": "headline: لا عنوان كهذا\n",
        "seeds/wire.txt": "(رويترز) - عمان\n" + ARTICLE,
        "content/briefings/wire.yaml": "published: 2026\n",
        "seeds/wrapped.txt": WRAPPED,
        "content/briefings/wrapped.yaml": "published: 2026\n",
    },
    "addresses": {
        "content/site.yaml": """\
url: www.example.org/a?b=c#d
repo_url: github.com/x/y
authors: [{name: x, homepage: a b}]
""",
        "content/sources.yaml": """\
sources:
  - {id: s_a, title: x, URL: www.example.org/some page, archive-URL: "https://[x"}
  - {id: s_b, title: x, URL: "//example.org/x"}
  - {id: s_c, title: x, URL: "https://exa mple.org/x"}
""",
    },
    "a page that is not closed": {"content/pages/about.md": "---\ntitle: x\nText\n"},
    "a page with long hyphens": {"content/pages/about.md": "----\ntitle: x\n---\nText\n"},
    "a page with pictures": {
        "content/pages/about.md": "---\ntitle: x\n---\n![y](https://example.org/y.png) ![z](z.png) [a](nowhere.html)\n"
    },
    "names of registers": {
        "content/actors.yaml": """\
actors:
  - {id: one, name: كريم السالم}
  - {id: two, name: {ar: كريم السالم}, aliases: [كريم, الوزير]}
  - {id: three, name: x, aliases: [كريم, {text: الوزير, match: auto}]}
  - {id: four, name: كرِيم السالم}
""",
    },
}

EXCEPTIONS = {
    ("keys", "unknown-key"): "The article of this site has no comma there.",
}


def sites(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    yield from ((site.name, site) for site in BROKEN)
    for name in (*SIDECARS, *OTHERS):
        files = OTHERS.get(name) or {"content/briefings/plan.yaml": SIDECARS[name]}
        root = tmp_path / name
        for path, text in {**SITE, **files}.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, encoding="utf-8")
        yield name, root


def told(root: Path) -> list[Problem]:
    return list(make_site(BuildOptions(root=root, with_drafts=True)).report)


def sort_of(problem: Problem) -> tuple[str, str, str]:
    """Return what a problem says, other places aside, which move."""
    return problem.where.path, problem.code, re.sub(r":\d+:\d+|lines? [\d, and]+", "", problem.message)


NAMES = [*(site.name for site in BROKEN), *SIDECARS, *OTHERS]


@pytest.mark.parametrize("name", NAMES)
def test_what_a_help_offers_is_read_as_it_is_pasted(name: str, tmp_path: Path) -> None:
    root = dict(sites(tmp_path))[name]
    before = told(root)
    counts, errors = Counter(map(sort_of, before)), {sort_of(one) for one in before}
    failed = []
    for number, problem in enumerate(before):
        for steps in ways_out_in(problem.help):
            if (name, problem.code) in EXCEPTIONS:
                continue
            copy = tmp_path / f"pasted {number}"
            shutil.copytree(root, copy)
            place = Place(problem.where.path, problem.where.line, problem.where.column)
            is_pasted = all(paste(copy, place, block) for block in steps)
            after = told(copy)
            shutil.rmtree(copy)
            new = [one for one in after if one.severity is Severity.ERROR and sort_of(one) not in errors]
            stays = Counter(map(sort_of, after))[sort_of(problem)] >= counts[sort_of(problem)]
            if stays or new or not is_pasted:
                failed.append((problem, steps, new))
    assert failed == []
