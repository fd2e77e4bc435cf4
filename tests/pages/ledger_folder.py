"""A site's folder whose briefings speak of the same claims and events, with all that ledgers and dossiers show."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from sitegen.build import BuildOptions, make_site

Pages = Mapping[str, str]

FILES: Mapping[str, str] = {
    "content/site.yaml": "{languages: [en, ar], title: Ledgers, url: https://example.org/l}\n",
    "content/actors.yaml": """
actors:
  - id: ali
    type: person
    name: {en: Sami Ali, ar: سامي العلي}
    family: {en: Ali, ar: العلي}
    affiliations: [party]
    roles:
      - {title: Clerk, to: "2001"}
      - {title: Minister, org: cabinet, from: "2020-05"}
      - {title: Deputy, org: cabinet, from: "2010", to: "2019"}
      - {title: Envoy, from: "2021"}
  - {id: badr, type: person, name: {en: Huda Badr, ar: هدى بدر}, family: {en: Badr, ar: بدر}}
  - {id: cabinet, type: institution, name: {en: The Cabinet, ar: الحكومة}}
  - {id: office, type: institution, name: {en: PageRenderer Office, ar: مكتب الصحافة}, parent: cabinet}
  - {id: party, type: party, name: {en: Water Party, ar: حزب الماء}}
""",
    "content/sources.yaml": """
sources:
  - {id: s_wire, title: Wire report, language: en, reliability: B, issued: "2024-05-01"}
  - {id: s_gauge, title: Gauge readings, language: en, reliability: F}
  - {id: s_unused, title: An unused source, language: en}
""",
    "content/topics.yaml": "topics: [{id: water, name: Water}, {id: rain, name: Rain}, {id: snow, name: Snow}]\n",
    "content/claims.yaml": """
claims:
  - id: c_level
    title: The level
    text: {en: The level is rising., ar: المنسوب يرتفع.}
    speaker: ali
    status: disputed
    as_of: "2024-05-01"
    credibility: 3
    evidence:
      - {source: s_wire, supports: true, note: {en: It *says* so.}}
      - {source: s_gauge, supports: false}
    refs: [cabinet]
  - {id: c_told, text: It is said., speaker: {ar: مصدر, en: A source}, status: not_checkable}
  - {id: c_silent, text: Nobody speaks of this., status: not_checkable}
""",
    "content/events.yaml": """
events:
  - {id: e_flood, date: "2024-05-02", title: {en: The flood, ar: الفيضان}, place: cabinet, sources: [s_wire]}
  - {id: e_vote, date: 2024-07?, title: The vote, certainty: planned, refs: [ali]}
  - {id: e_undated, title: The handshake}
""",
    "seeds/one.txt": "The river\n\nSami Ali said the level is rising. The Cabinet met after the flood, he said.\n",
    "content/briefings/one.yaml": """
lang: en
published: "2024-05-03"
topics: [water, rain]
source: s_wire
aliases: [first, old-one]
annotations:
  - {id: q1, kind: quote, at: the level is rising, speaker: ali, via: office, verb: said, stance: assert,
     form: indirect, said: "2024-05-02", lang: ar}
  - {id: c1, kind: claim, at: level is rising, entry: c_level}
  - {id: e1, kind: event, at: the flood, entry: e_flood}
  - {id: e2, kind: event, entry: e_vote, certainty: uncertain}
  - {id: a1, kind: quote, at: The river, speaker: author, form: scare}
  - {id: q2, kind: quote, at: the flood, speaker: {en: A diplomat}, via: office}
  - {id: c3, kind: claim, at: the flood, text: It rained., status: unverified, speaker: {en: A diplomat}}
""",
    "seeds/two.txt": "النهر\n\nقالت هدى بدر إن المنسوب يرتفع بعد الفيضان، وقال الراوي: نعم.\n",
    "content/briefings/two.yaml": """
lang: ar
published: "2024-06"
title: {en: The river again}
topics: [water]
sources: [s_gauge]
related: [one]
actors: [{id: teller, type: person, name: {ar: الراوي, en: The Teller}}]
annotations:
  - {id: c1, kind: claim, at: المنسوب يرتفع, entry: c_level, status: outdated, as_of: "2024-06", speaker: badr,
     evidence: [{source: s_gauge, supports: partly}]}
  - {id: c2, kind: claim, at: نعم, text: {en: Yes is true.}, speaker: teller, status: unverified, refs: [ali]}
  - {id: e1, kind: event, at: الفيضان, entry: e_flood, date: "2024-05-01/2024-05-02"}
  - {id: e3, kind: event, title: {en: Before all}, date: 199X}
  - {id: e4, kind: event, title: {en: A winter}, date: 2023-24, certainty: approximate}
  - {id: q1, kind: quote, at: نعم, speaker: teller, refs: [one#q1]}
  - {id: q2, kind: quote, at: النهر}
  - {id: q3, kind: quote, at: الفيضان, speaker: {ar: مصدر مطلع, en: An informed source}, via: {ar: ناطق}}
  - {id: u1, kind: update, date: "2024-08", title: {en: It fell}, sources: [s_wire]}
""",
}


def write_folder(root: Path, files: Mapping[str, str] = FILES) -> Path:
    for name, content in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(content, encoding="utf-8")
    return root


def build_pages(root: Path) -> Pages:
    built = make_site(BuildOptions(root=root))
    assert built.artifacts, [problem.message for problem in built.report]
    return {file.path: file.content.decode() for file in built.artifacts if file.path.endswith((".html", ".xml"))}


@cache
def ledger_pages() -> Pages:
    """The pages of the folder, built once."""
    with TemporaryDirectory() as folder:
        return build_pages(write_folder(Path(folder)))
