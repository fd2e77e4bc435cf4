"""A site of many briefings whose lists are cut after a few lines, so that each of them has several pages."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from sitegen.engine.briefing import weave_briefing
from sitegen.engine.build_settings import BuildSettings
from sitegen.engine.setup import BriefingItem, open_setup
from sitegen.model.problems import Report
from sitegen.pages.page_renderer import PageRenderer
from sitegen.records.library import Lengths
from sitegen.records.site import Site
from tests.pages.ledger_folder import write_folder
from tests.pages.sample_site import THEME, library_of, open_template_cache

BRIEFINGS: Final = 60
SHORT: Final = Lengths(cards=5, rows=4, entries=4, names=7, places=2, moments=24, found=20, values=8)
"""What a page of these lists holds at most."""

NAMES: Final = ("Adam", "Basma", "Carim", "Dalal", "Emad", "Farah", "Ghada", "Hadi", "Iman", "Jamal", "Karam", "Layla")
STATUSES: Final = ("confirmed", "disputed", "unverified")


@dataclass(frozen=True, slots=True)
class LongSite:
    """The site and its pages."""

    site: Site
    pages: Mapping[str, str]

    def parts(self, address: str) -> list[str]:
        """Return the paths of the pages into which a list is cut, the first, then by their numbers."""
        stem = address.removesuffix(".html")
        numbers = (re.fullmatch(rf"{re.escape(stem)}\.(\d+)\.html", path) for path in self.pages)
        return [address, *(f"{stem}.{number}.html" for number in sorted(int(found[1]) for found in numbers if found))]


def long_files(briefings: int = BRIEFINGS) -> Mapping[str, str]:
    """Return the files of a site that has much of everything."""
    places = (f"  - {{id: p{n}, name: {{en: {name}town, ar: مدينة {n}}}}}\n" for n, name in enumerate(NAMES))
    terms = (f"  - {{id: t{n}, term: {name}ism, definition: What {name} does.}}\n" for n, name in enumerate(NAMES))
    actors = (f"  - {{id: a{n}, type: person, name: {name} Sami, family: {name}}}\n" for n, name in enumerate(NAMES))
    sources = (f"  - {{id: s{n}, title: Report {name}, language: en}}\n" for n, name in enumerate(NAMES))
    claims = (f"  - {{id: c{n}, text: Claim {n}., status: disputed, sources: [s{n}]}}\n" for n in range(6))
    events = (f"  - {{id: e{n}, title: Event {n}, date: '{1999 + n}-02'}}\n" for n in range(6))
    files = {
        "content/site.yaml": "{languages: [en, ar], title: Archive, url: https://example.org/a}\n",
        "content/actors.yaml": "actors:\n" + "".join(actors),
        "content/places.yaml": "places:\n" + "".join(places),
        "content/terms.yaml": "terms:\n" + "".join(terms),
        "content/sources.yaml": "sources:\n" + "".join(sources),
        "content/claims.yaml": "claims:\n" + "".join(claims),
        "content/events.yaml": "events:\n" + "".join(events),
        "content/topics.yaml": "topics: [{id: water, name: Water}, {id: fire, name: Fire}]\n",
    }
    for number in range(briefings):
        files |= _briefing_files(number)
    return files


def _briefing_files(number: int) -> Mapping[str, str]:
    """Return an article that names one actor, place and term out of all, and the first actor, and its notes."""
    name, other, stem = NAMES[number % 12], NAMES[number * 5 % 12], f"b{number:03}"
    text = f"Title {number}\n\n{name} Sami met Adam Sami in {other}town. Of {name}ism spoke Guest {number} too.\n"
    annotations = [
        f"{{id: q1, kind: quote, at: met, speaker: a{number % 12}}}",
        f"{{id: q2, kind: quote, at: spoke, speaker: {('guest', 'author')[number % 2]}}}",
        f"{{id: c1, kind: claim, at: met, text: Met {number}, status: {STATUSES[number % 3]}, sources: [s2]}}",
        *(["{id: q3, kind: quote, at: Of, speaker: {en: A source}, via: a0}"] if number % 10 == 0 else []),
        "{id: c2, kind: claim, at: spoke, entry: c1, speaker: a0, refs: [e1, c3, p2, t3, s4]}",
        f"{{id: e1, kind: event, title: Meeting {number}, date: '{2000 + number % 4}-05', place: p{number % 12}}}",
        "{id: e2, kind: event, at: too, entry: e2, refs: [a0]}",
        "{id: n1, kind: context, at: Of, refs: [a1, c2], sources: [s0]}",
    ]
    sidecar = (
        f"lang: en\npublished: '{2000 + number // 12}-{number % 12 + 1:02}-03'\ntopics: [water]\nsource: s1\n"
        f"aliases: [old-{number}]\nplaces: [p{number * 5 % 12}]\nterms: [t{number % 12}]\n"
        f"actors: [{{id: guest, name: Guest {number}}}]\nannotations:\n"
    )
    notes = "".join(f"  - {annotation}\n" for annotation in annotations)
    return {f"seeds/{stem}.txt": text, f"content/briefings/{stem}.yaml": sidecar + notes}


@cache
def long_site(lengths: Lengths = SHORT) -> LongSite:
    """Return the site with all its pages, built once."""
    with TemporaryDirectory() as folder:
        return make_long_site(write_folder(Path(folder), long_files()), lengths)


def make_long_site(root: Path, lengths: Lengths) -> LongSite:
    """Return a site whose pages hold so much."""
    report = Report()
    settings = BuildSettings(root=root, templates=(THEME,))
    setup = open_setup(settings, report)
    woven = [weave_briefing(BriefingItem(path), setup, None) for path in setup.shared.sidecars]
    library = library_of(one.rows for one in woven if one.rows)
    site = Site(
        settings=setup.shared.settings,
        registers=setup.shared.registers,
        pages=setup.shared.pages,
        newest=(),
        html_of=setup.html_of,
        library=library,
        filled=library.what_is_filled(),
        lengths=lengths,
    )
    renderer = PageRenderer(site, templates=settings.templates, template_cache=open_template_cache())
    briefings = [briefing for _, briefing in setup.kept.values() if briefing]
    made = [artifact for briefing in briefings for artifact in renderer.render_briefing(briefing, report)]
    for edition in renderer.editions:
        for family in renderer.families(edition):
            made += [artifact for page in family.plan() for artifact in renderer.render_page(page, edition, report)]
    assert not list(report), [problem.message for problem in [*report, *(p for one in woven for p in one.problems)]]
    return LongSite(site, {artifact.path: artifact.content.decode() for artifact in made})
