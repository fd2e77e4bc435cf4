"""The documentation in content/pages: keys are named, links lead somewhere, examples are read."""

import gzip
import re
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath

import pytest
from jinja2 import Environment, nodes

from sitegen.build import BuildOptions, make_site
from sitegen.commands.overview import COMMANDS
from sitegen.language.catalogues import load_catalogue
from sitegen.language.date_patterns import NO_BREAK_SPACE
from sitegen.language.dates import print_date
from sitegen.language.labels import LABELS, label
from sitegen.model.keys import key_fields
from sitegen.model.problems import Report
from sitegen.model.project import (
    Annotation,
    KeyPoint,
    MentionRule,
    NoMentionRule,
    Original,
    Revision,
    Selector,
    Sidecar,
    Value,
)
from sitegen.model.registers import (
    Actor,
    Alias,
    Claim,
    Event,
    Evidence,
    FormerName,
    Link,
    Place,
    Relation,
    Role,
    Source,
    Term,
    Topic,
)
from sitegen.model.settings import Author, Font, License, Limits, NavItem, Settings
from sitegen.model.vocabularies import GROUP_OF_KIND, KINDS, OWN_KEYS_OF_KIND
from sitegen.readers.free_pages import FrontMatter
from sitegen.readers.project import read_project
from sitegen.weaving.mentions import build_matcher, find_mentions
from tests.documentation import (
    ENDINGS,
    FENCE,
    NAMES,
    PAGES,
    ROOT,
    code_in,
    codes_in,
    every_page,
    examples_in,
    page_text,
    rows_of,
    write_files,
)

LINK = re.compile(r"\]\(([^)\s]+)\)")

NOUNS_OF_PAGE: Mapping[str, tuple[type, ...]] = {
    "sidecar": (
        *(Sidecar, Author, License, KeyPoint, MentionRule, NoMentionRule, Revision),
        *(Selector, Annotation, Value, Original, Evidence),
    ),
    "registers": (Actor, Alias, Role, Relation, Link, Place, FormerName, Term, Source, Topic, Claim, Event, Evidence),
    "publishing": (Settings, NavItem, Limits, FrontMatter),
    "theming": (Font,),
}
HEADING_OF_SET: Mapping[str, tuple[str, str]] = {
    "kind": ("أنواع الحواشي: `kind`", "Kinds of notes: `kind`"),
    "group": ("مجموعات الأنواع، وبها تُعرف الألوان", "Groups of kinds, which the colours tell apart"),
    "status": ("حالة الادعاء أو الرقم: `status`", "The status of a claim or figure: `status`"),
    "credibility": ("صدقية الخبر: `credibility`", "The credibility of information: `credibility`"),
    "supports": ("موقف الدليل: `supports`", "Where evidence stands: `supports`"),
    "form": ("شكل الاقتباس: `form`", "The form of a quote: `form`"),
    "stance": ("كيف قيل: `stance`", "How it was said: `stance`"),
    "modifier": ("دقة الرقم: `modifier`", "How exact a figure is: `modifier`"),
    "certainty": ("يقين الحدث: `certainty`", "How certain an event is: `certainty`"),
    "confidence": ("الثقة بالتقدير: `confidence`", "Confidence in an assessment: `confidence`"),
    "likelihood": ("احتمال التقدير: `likelihood`", "The likelihood of an assessment: `likelihood`"),
    "reliability": ("موثوقية المصدر: `reliability`", "The reliability of a source: `reliability`"),
    "actor_kind": ("نوع الجهة: `type` في سجل الجهات", "The type of an actor: `type` in the register of actors"),
    "relation": ("نوع العلاقة: `type` في `relations`", "The type of a relation: `type` in `relations`"),
}
"""The closed sets in the order of their page, each by its labels' name, with the headings in both languages."""

TOLD_AS = {"type": "actor_kind"}
"""Where the labels of a table's first column stand, when not under its heading."""
YES_AND_NO = {"نعم": True, "لا": False, "yes": True, "no": False}


# --- What is named --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("name", NOUNS_OF_PAGE)
def test_every_key_and_every_value_is_named(name: str, ending: str) -> None:
    fields = [field for noun in NOUNS_OF_PAGE[name] for field in key_fields(noun)]
    assert {field.name for field in fields} - codes_in(name, ending) == set()
    values = {value for field in fields for value in field.key.one_of}
    assert values - codes_in(name, ending) - codes_in("sidecar", ending) == set()


@pytest.mark.parametrize(("ending", "language"), ENDINGS.items())
def test_every_kind_stands_with_its_label_its_group_and_its_own_keys(ending: str, language: str) -> None:
    catalogue = load_catalogue(language)
    rows = {code_in(cells[0]): cells for heading, cells in rows_of("sidecar", ending) if heading == "kind"}
    assert rows.keys() == set(KINDS)
    for kind, (_, name, group, keys, _) in rows.items():
        assert name == label(catalogue, "kind", kind)
        assert group == label(catalogue, "group", GROUP_OF_KIND[kind])
        assert set(re.findall(r"`(\w+)`", keys)) == OWN_KEYS_OF_KIND.get(kind, frozenset())


@pytest.mark.parametrize("name", ["sidecar", "registers"])
@pytest.mark.parametrize(("ending", "language"), ENDINGS.items())
def test_values_are_called_as_on_the_pages(name: str, ending: str, language: str) -> None:
    catalogue = load_catalogue(language)
    for heading, (value, told, *_) in rows_of(name, ending):
        labels = TOLD_AS.get(heading, heading)
        if labels in LABELS and labels not in {"modifier", "certainty", "kind"} and code_in(value) in LABELS[labels]:
            assert told.startswith(label(catalogue, labels, code_in(value)))


@pytest.mark.parametrize(("number", "ending"), list(enumerate(ENDINGS)))
def test_every_value_stands_with_its_labels(number: int, ending: str, *, rewrite: bool) -> None:
    """Run with `--rewrite` where this fails: the tables are made of the catalogues."""
    words = ("القيمة", "بالعربية", "بالإنجليزية"), ("Value", "In Arabic", "In English")
    tables = "\n".join(
        "\n".join([f"## {heading[number]}", "", *table_of_labels(of_set, words[number])]) + "\n"
        for of_set, heading in HEADING_OF_SET.items()
    )
    page = PAGES / f"values{ending}.md"
    expected = page.read_text(encoding="utf-8").partition("\n## ")[0] + f"\n{tables}"
    if rewrite:
        page.write_text(expected, encoding="utf-8")
    assert page.read_text(encoding="utf-8") == expected


def table_of_labels(of_set: str, words: tuple[str, str, str]) -> Iterable[str]:
    catalogues = [load_catalogue(language) for language in ("ar", "en")]
    yield f"| {' | '.join(words)} |"
    yield "|---|---|---|"
    for value in LABELS[of_set]:
        labels = [label(catalogue, of_set, value).replace("%(amount)s", "…") for catalogue in catalogues]
        if value:
            yield f"| `{value}` | {labels[0]} | {labels[1]} |"


@pytest.mark.parametrize(("ending", "language"), ENDINGS.items())
def test_dates_are_printed_as_shown(ending: str, language: str) -> None:
    rows = [(code_in(cells[0]), cells[1]) for _, cells in rows_of("sidecar", ending)]
    dates = [(edtf, shown) for edtf, shown in rows if re.match(r"\d{3}|\.\.", edtf)]
    assert len(dates) > 10
    assert dates == [(edtf, print_date(edtf, language).replace(NO_BREAK_SPACE, " ")) for edtf, _ in dates]


@pytest.mark.parametrize("ending", ENDINGS)
def test_every_command_is_named(ending: str) -> None:
    assert {f"sitegen {command}" for command in COMMANDS} <= {code_in(cells[0]) for _, cells in rows_of("docs", ending)}


@pytest.mark.parametrize("ending", ENDINGS)
def test_every_template_stands_with_its_blocks(ending: str) -> None:
    told = {code_in(cells[0]): set(re.findall(r"`(\w+)`", cells[2])) for _, cells in rows_of("theming", ending)
            if code_in(cells[0]).endswith(".html")}  # fmt: skip
    environment = Environment(autoescape=True, extensions=["jinja2.ext.i18n"])
    blocks = {
        file.name: {block.name for block in environment.parse(file.read_text(encoding="utf-8")).find_all(nodes.Block)}
        for file in (ROOT / "templates").glob("*.html")
    }
    assert told == blocks


@pytest.mark.parametrize("ending", ENDINGS)
def test_properties_of_the_stylesheet_are_its_own(ending: str) -> None:
    style = (ROOT / "templates" / "assets" / "style.css").read_text(encoding="utf-8")
    told = {code for code in codes_in("theming", ending) if code.startswith("--")}
    assert {code for code in told if f"  {code}:" not in style} == set()


# --- Links ----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def site() -> Mapping[str, str]:
    """Return this repository's own site: the text of every page by its path."""
    artifacts = make_site(BuildOptions(root=ROOT)).artifacts
    return {one.path: one.content.decode() if one.path.endswith(".html") else "" for one in artifacts}


@pytest.mark.parametrize(("name", "ending"), every_page())
def test_every_link_leads_somewhere(name: str, ending: str, site: Mapping[str, str]) -> None:
    folder = PurePosixPath("en" if ending else "")
    links = [link for link in LINK.findall(FENCE.sub("", page_text(name, ending))) if "://" not in link]
    for link in links:
        path, _, fragment = link.partition("#")
        target = path if path.startswith("data/") else (folder / path).as_posix()  # data stand once
        assert target in site, link
        assert not fragment or f'id="{fragment}"' in site[target], link
    others = {f"{other}.html" for other in (*NAMES, "messages")} - {"docs.html"}
    assert name != "docs" or others <= set(links)


LONGEST = "briefings/kazakhstan-csto-withdrawal.html"


def test_a_page_with_a_hundred_notes_is_light(site: Mapping[str, str]) -> None:
    page = site[LONGEST].encode()

    assert site[LONGEST].count("data-note=") > 100
    assert len(page) <= 200_000
    assert len(gzip.compress(page, 9)) <= 40_000


# --- Examples -------------------------------------------------------------------------------------------------------


def article_of(ending: str) -> str:
    """Return the article of the tutorial, which all examples annotate."""
    return next(one.body for one in examples_in(page_text("tutorial", ending)) if one.place == "seeds/water.txt")


def lay_out(folder: Path, ending: str, files: Mapping[str, str]) -> Path:
    """Write the tutorial's article, the registers of the page about them, and more files by their paths."""
    laid = {one.place: one.body for one in examples_in(page_text("registers", ending))}
    laid["seeds/water.txt"] = article_of(ending)
    laid["content/site.yaml"] = f"languages: [{ENDINGS[ending]}]\n"
    laid["content/briefings/water.yaml"] = 'published: "2026-03-10"\n'
    return write_files(folder, {**laid, **files})


def told(folder: Path) -> list[str]:
    report = make_site(BuildOptions(root=folder, with_drafts=True)).report
    return [f"{one.code} {one.where.path}:{one.where.line}: {one.message}" for one in report.without_hints()]


def as_briefings(sidecars: Iterable[str], ending: str) -> dict[str, str]:
    """Return the files of as many briefings of the same article."""
    files: dict[str, str] = {}
    for number, sidecar in enumerate(sidecars):
        stem = "water" if sidecar.startswith("seed: water.txt") else f"water-{number}"
        files |= {f"content/briefings/{stem}.yaml": sidecar, f"seeds/{stem}.txt": article_of(ending)}
    return files


@pytest.mark.slow
@pytest.mark.parametrize(("name", "ending"), [page for page in every_page() if page[0] != "tutorial"])
def test_every_example_is_accepted(name: str, ending: str, tmp_path: Path) -> None:
    examples = [one for one in examples_in(page_text(name, ending)) if one.place]
    sidecars = [one.body for one in examples if one.place == "content/briefings/water.yaml"]
    assert told(lay_out(tmp_path / "briefings", ending, as_briefings(sidecars, ending))) == []
    for number, example in enumerate(examples):
        if example.body not in sidecars and name != "registers":  # these are laid out for all
            stem = Path(example.place).stem
            pair = (f"seeds/{stem}.txt", f"content/briefings/{stem}.yaml")
            own = {one.place: one.body for one in examples if one.place in pair}
            folder = lay_out(tmp_path / str(number), ending, own | {example.place: example.body})
            assert told(folder) == [], f"{name}{ending}.md:{example.line}"


@pytest.mark.parametrize("ending", ENDINGS)
def test_every_example_of_yaml_says_which_file_it_is(ending: str) -> None:
    places = [one.place for name in NAMES for one in examples_in(page_text(name, ending)) if one.language == "yaml"]
    assert all(places)


@pytest.mark.parametrize("ending", ENDINGS)
def test_quotes_come_out_as_the_table_tells(ending: str, tmp_path: Path) -> None:
    rows = [cells for _, cells in rows_of("sidecar", ending) if len(cells) == 3 and code_in(cells[1])][-5:]
    codes = [code_in(outcome) for _, _, outcome in rows]
    assert codes == ["", "anchor-ambiguous", "anchor-inexact", "anchor-drifted", "anchor-missing"]
    notes = "".join(f"  - {{kind: context, at: {code_in(quote)}}}\n" for _, quote, _ in rows)
    folder = lay_out(tmp_path, ending, {"content/briefings/water.yaml": f"annotations:\n{notes}"})
    assert [problem.split()[0] for problem in told(folder)] == codes[1:]


@pytest.mark.parametrize("ending", ENDINGS)
def test_names_are_found_as_the_table_tells(ending: str, tmp_path: Path) -> None:
    rows = [cells for _, cells in rows_of("registers", ending) if len(cells) == 4 and cells[2] in YES_AND_NO]
    assert len(rows) > 10
    for number, (name, written, answer, _) in enumerate(rows):
        files = {
            "seeds/one.txt": f"عنوان\nقال {code_in(written)} ذلك.\n",
            "content/actors.yaml": f"actors:\n  - {{id: one, name: {code_in(name)}}}\n",
            "content/briefings/one.yaml": "lang: ar\npublished: 2026\n",
        }
        report = Report()
        project = read_project(write_files(tmp_path / str(number), files), report)
        found = find_mentions(project.manuscripts[0], build_matcher(project.registers), report)
        assert bool(found) is YES_AND_NO[answer], (name, written)
