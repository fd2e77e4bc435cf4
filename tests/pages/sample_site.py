"""A small site made by hand: two briefings in two languages with everything that pages can show."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from sitegen.model.briefing import Briefing, Meaning, Mention, Note, Placement, Prose
from sitegen.model.problems import Report
from sitegen.model.project import (
    Annotation,
    Block,
    FreePage,
    KeyPoint,
    Manuscript,
    Original,
    Seed,
    Sidecar,
    Value,
    with_entry,
)
from sitegen.model.registers import (
    Actor,
    Claim,
    Evidence,
    Place,
    Registers,
    Relation,
    Role,
    Source,
    Term,
    Topic,
)
from sitegen.model.settings import Author, License, Settings
from sitegen.model.site_files import Artifact
from sitegen.model.text import Location, SourceText, Span
from sitegen.model.wording import Date, MarkdownText, Reference, Text, Url, Wording, Written
from sitegen.pages.page_renderer import Describer, PageRenderer, copy_rest
from sitegen.pages.template_cache import TemplateCache, find_cache_folder
from sitegen.records.database import create_database
from sitegen.records.library import Library
from sitegen.records.rows import make_rows
from sitegen.records.site import Site
from sitegen.records.tables import BriefingRecords, Records

THEME = Path(__file__).parents[2] / "templates"
HERE = Location("content/sample.yaml")


def text(**wordings: str) -> Text:
    return Text(tuple(Wording(language, value, HERE) for language, value in wordings.items()))


def markdown(**wordings: str) -> MarkdownText:
    return MarkdownText(tuple(Wording(language, value, HERE) for language, value in wordings.items()))


def written(value: str) -> Written:
    return Written(value, HERE)


def ref(target: str) -> Reference:
    return Reference(target, HERE)


def date(edtf: str) -> Date:
    return Date(edtf, HERE)


SUMMARY = "قال الوزير إن **الموعد** ثابت."
BODY = "The minister's own word."
LOCAL_ABOUT = "صحيفة محلية."

MINISTER = Actor(
    where=HERE,
    id=written("minister"),
    type="person",
    name=text(ar="سامي العلي", en="Sami al-Ali"),
    family=text(ar="العلي", en="Ali"),
    roles=(
        Role(where=HERE, title=text(ar="وزير المالية", en="Finance minister"), org=ref("ministry"), start=date("2020")),
        Role(where=HERE, title=text(ar="نائب", en="Deputy"), end=date("2019")),
    ),
    affiliations=(ref("ministry"),),
    relations=(Relation(where=HERE, to=ref("rival"), type="succeeded", start=date("2020")),),
    description=markdown(ar="وزير.", en="A minister."),
)
MINISTRY = Actor(where=HERE, id=written("ministry"), type="institution", name=text(ar="الوزارة"))
RIVAL = Actor(where=HERE, id=written("rival"), type="person", name=text(ar="بدر", en="Badr"))
PAPER = Actor(
    where=HERE, id=written("paper"), type="media", name=text(ar="جريدة اليوم"), description=markdown(ar=LOCAL_ABOUT)
)
CITY = Place(where=HERE, id=written("city"), name=text(ar="المدينة", en="The City"), lat=33.5, lon=36.25)
TERM = Term(
    where=HERE, id=written("t_term"), term=text(ar="عجز", en="Deficit"), definition=markdown(en="Less than nothing.")
)
WIRE = Source(
    where=HERE,
    id=written("s_wire"),
    title=text(ar="Budget <delayed>"),
    container_title=text(ar="Wire"),
    issued=date("2024-05-01"),
    language="en",
    url=Url("https://www.example.org/a?b=1&c=2", HERE),
    reliability="B",
)
TOPIC = Topic(where=HERE, id=written("budget"), name=text(ar="الموازنة", en="Budget"))
CLAIM = Claim(where=HERE, id=written("c_date"), text=text(ar="الموعد ثابت", en="The date stands"), status="disputed")

SEED_TEXT = "الموعد  ثابت\n\nقال سامي العلي في المدينة إن «الموعد ثابت» وأضاف العلي شيئا.\n"


def _span(words: str, occurrence: int = 1) -> Span:
    start = -1
    for _ in range(occurrence):
        start = SEED_TEXT.index(words, start + 1)
    return Span(start, start + len(words))


def _note(number: int, annotation: Annotation, *spans: Span, placed: bool = True) -> Note:
    identifier = annotation.id.value if annotation.id else ""
    placement = Placement(identifier, "voice", spans) if placed else None
    words = tuple(" ".join(span.of(SEED_TEXT).split()) for span in spans)
    return Note(number, with_entry(annotation, Registers(claims={"c_date": CLAIM})), placement, annotation, words)


def arabic_briefing() -> Briefing:
    seed_source = SourceText("seeds/date.txt", SEED_TEXT)
    blocks = (Block("title", Span(0, 12)), Block("paragraph", Span(14, len(SEED_TEXT) - 1)))
    annotations = (
        Annotation(where=HERE, id=written("q1"), kind="quote", speaker=ref("minister"), stance="assert", form="direct"),
        Annotation(
            where=HERE,
            id=written("cl1"),
            kind="claim",
            entry=ref("c_date"),
            speaker=ref("minister"),
            as_of=date("2024-05"),
            credibility="3",
            body=markdown(en=BODY),
            evidence=(Evidence(where=HERE, source=ref("s_wire"), supports="false", note=markdown(en=BODY)),),
            sources=(ref("s_wire"),),
            refs=(ref("q1"), ref("gone#x"), ref("t_term")),
        ),
        Annotation(
            where=HERE,
            id=written("f1"),
            kind="figure",
            title=text(ar="رقم"),
            value=Value(where=HERE, amount=12500.0, unit=text(ar="ليرة", en="pounds"), modifier="approx"),
        ),
        Annotation(
            where=HERE,
            id=written("tr1"),
            kind="translation",
            translation=text(en="the date stands"),
            original=Original(where=HERE, lang="en", text=written("The date “stands”"), date=date("2024-04-30")),
        ),
        Annotation(where=HERE, id=written("lost"), kind="context", body=markdown(en=BODY)),
    )
    notes = (
        _note(1, annotations[0], _span("«الموعد ثابت»")),
        _note(2, annotations[1], _span("الموعد", 2), _span("ثابت", 2)),
        _note(3, annotations[2]),
        _note(4, annotations[3]),
        _note(5, annotations[4], placed=False),
    )
    sidecar = Sidecar(
        where=HERE,
        title=text(en="The date stands"),
        summary=markdown(ar=SUMMARY),
        key_points=(KeyPoint(where=HERE, text=markdown(ar=SUMMARY), refs=(ref("q1"), ref("c_date"))),),
        published=date("2024-05-01"),
        source=ref("s_wire"),
        topics=(written("budget"), written("شؤون")),
        actors=(ref("minister"), PAPER),
        places=(ref("city"),),
        terms=(ref("t_term"),),
        related=(ref("english"), ref("hidden")),
    )
    mentions = (
        Mention(_span("سامي العلي"), _span("سامي العلي"), (Meaning("actor", "minister"),)),
        Mention(_span("المدينة"), _span("المدينة"), (Meaning("place", "city"),)),
        Mention(_span("العلي", 2), _span("العلي", 2), (Meaning("actor", "minister"),)),
    )
    prose = Prose(
        tuple(note.placement for note in notes if note.placement),
        mentions,
        '<h1 data-block="title" data-start="0">الموعد  ثابت</h1>',
        '<p data-block="paragraph" data-start="14">قال <a id="_m18" data-actor="minister" '
        'data-start="18" data-end="28" href="../actors/minister.html">سامي العلي</a> في '
        '<a id="_m32" data-place="city" '
        'data-start="32" data-end="39" href="../places/city.html">المدينة</a> إن <mark class="voice" '
        'data-annotations="q1">«</mark><mark class="voice verify" data-annotations="q1 cl1">الموعد</mark>'
        '<sup data-generated><a id="_r-cl1" href="#cl1" role="doc-noteref">2</a></sup><mark class="voice" '
        'data-annotations="q1"> </mark><mark class="voice verify" data-annotations="q1 cl1">ثابت</mark><mark '
        'class="voice" data-annotations="q1">»</mark><sup data-generated><a id="_r-q1" href="#q1" '
        'role="doc-noteref">1</a> <a id="_r-cl1.2" href="#cl1" role="doc-noteref">2</a></sup> وأضاف '
        '<a id="_m63" data-actor="minister" '
        'data-start="63" data-end="68" href="../actors/minister.html">العلي</a> شيئا.</p>',
    )
    manuscript = Manuscript("date", Seed("date.txt", seed_source, "ar", blocks), sidecar, annotations, is_draft=False)
    return Briefing(manuscript, prose, notes)


def english_briefing() -> Briefing:
    seed = Seed("english.txt", SourceText("seeds/english.txt", "Nothing <new>\n"), "en", (Block("title", Span(0, 13)),))
    header = '<h1 data-block="title" data-start="0">Nothing &lt;new&gt;</h1>'
    manuscript = Manuscript("english", seed, Sidecar(where=HERE), (), is_draft=True)
    return Briefing(manuscript, Prose((), (), header, ""), ())


def make_settings(*languages: str, url: str = "https://example.org/news/", digits: str = "latn") -> Settings:
    return Settings(
        where=HERE,
        title=text(ar="متن", en="Text & Margin"),
        description=text(ar="إيجازات", en="Briefings"),
        languages=tuple(written(language) for language in languages or ("ar", "en")),
        url=Url(url, HERE) if url else None,
        authors=(Author(where=HERE, name=text(en="The desk")),),
        license=License(where=HERE, annotations=text(ar="CC-BY-4.0")),
        digits=digits,
    )


def make_sample(settings: Settings | None = None) -> Site:
    arabic = arabic_briefing()
    library = fill_library((arabic, english_briefing()))
    registers = Registers(
        actors={actor.id.value: actor for actor in (MINISTER, MINISTRY, RIVAL)},
        places={"city": CITY},
        terms={"t_term": TERM},
        sources={"s_wire": WIRE},
        topics={"budget": TOPIC},
        claims={"c_date": CLAIM},
    )
    return Site(
        settings=settings or make_settings(),
        registers=registers,
        pages=(FreePage("about", text(en="About"), markdown(en="We *annotate*.")),),
        html_of={
            SUMMARY: "<p>قال الوزير إن <strong>الموعد</strong> ثابت.</p>\n",
            BODY: "<p>The minister's own word.</p>\n",
            LOCAL_ABOUT: "<p>صحيفة محلية.</p>\n",
            "وزير.": "<p>وزير.</p>\n",
            "A minister.": "<p>A minister.</p>\n",
            "Less than nothing.": "<p>Less than nothing.</p>\n",
            "We *annotate*.": "<p>We <em>annotate</em>.</p>\n",
        },
        newest=(arabic, english_briefing()),
        library=library,
        filled=library.what_is_filled(),
    )


def fill_library(briefings: Iterable[Briefing]) -> Library:
    """Return a library of these briefings, in memory."""
    return library_of(make_rows(briefing, briefing.slug) for briefing in briefings)


def library_of(briefings: Iterable[BriefingRecords]) -> Library:
    """Return a library over these rows, in memory."""
    connection = create_database(None)
    records = Records(connection)
    records.create()
    for rows in briefings:
        records.fill(rows)
    records.finish()
    return Library(connection)


def open_template_cache() -> TemplateCache | None:
    """Return the cache that builds use: to compile the theme takes longer than to make these pages."""
    folder = find_cache_folder()
    return TemplateCache(folder / "templates") if folder else None


def render_pages(
    site: Site, report: Report, *, templates: Sequence[Path], describe: Describer | None = None
) -> Iterator[Artifact]:
    """Yield all pages of a site whose briefings are all among its newest."""
    renderer = PageRenderer(site, templates=templates, describe=describe, template_cache=open_template_cache())
    for briefing in site.newest:
        yield from renderer.render_briefing(briefing, report)
    for edition in renderer.editions:
        for family in renderer.families(edition):
            for page in family.plan():
                yield from renderer.render_page(page, edition, report)
    yield from copy_rest(renderer.editions, site.settings, templates, report)
