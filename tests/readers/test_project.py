"""The whole folder: the contract's samples read without a problem, an empty folder, and what is left out."""

from pathlib import Path

from sitegen.model.problems import Report
from sitegen.model.project import Project
from sitegen.model.registers import Registers
from sitegen.model.settings import Settings
from sitegen.model.text import Location
from sitegen.readers.project import read_project
from tests.readers.reading import read_site

SEED = """\
    روسيا دخلت كازاخستان

    المقدمة.

    قال الرئيس إن المهمة انتهت.
    وأضاف أن الرئيس السابق دعا إلى الهدوء.
    """

WHOLE = {
    "content/site.yaml": """
        title: {ar: متن, en: Text}
        description: وصف
        languages: [ar, en]
        url: https://example.org/site/
        repo_url: https://example.org/repository
        authors: [{name: Desk, url: about.html}]
        license: {article: محفوظ, annotations: CC-BY-4.0}
        nav: [about, {page: a-z, label: فهرس}, {url: "https://example.org", label: Elsewhere}]
        digits: arab
        paragraphs: line
        limits: {seed_bytes: 1000000}
        checks: {mention-ambiguous: error}
        params: {colour: blue}
        """,
    "content/actors.yaml": """
        actors:
          - id: tokayev
            type: person
            name: {ar: قاسم جومرت توكاييف, en: Kassym-Jomart Tokayev}
            family: {ar: توكاييف, en: Tokayev}
            aliases:
              - قاسم جومارت توكاييف
              - {text: الرئيس الكازاخستاني, match: briefing, valid: 2019-03-20/..}
            match: auto
            roles: [{title: رئيس, org: kazakhstan, from: "2019-03-20", to: , note: ملاحظة}]
            affiliations: [kazakhstan]
            parent: kazakhstan
            relations:
              - {to: nazarbayev, type: succeeded, from: 2019}
              - {to: nazarbayev, label: صديق, inverse: صديق}
            description: {ar: رئيس, en: President}
            ids: {wikidata: Q7747}
            links: [{url: "https://example.org", label: Page}, "https://example.org/2"]
          - {id: nazarbayev, name: نور سلطان نزارباييف}
        """,
    "content/actors/states.yaml": """
        actors:
          - {id: kazakhstan, type: state, name: كازاخستان, lat: 48.0, lon: 68.0}
        """,
    "content/places.yaml": """
        places:
          - id: almaty
            type: city
            name: ألماتي
            in: kazakhstan
            names: [{name: ألما آتا, from: "1921", to: "1993"}]
        """,
    "content/terms.yaml": """
        terms: [{id: t_lpg, term: غاز, abbr: LPG, definition: تعريف, refs: [almaty]}]
        """,
    "content/sources.yaml": """
        sources:
          - {id: s_hrw, type: report, title: T, container-title: C, issued: 2022-05, reliability: B}
          - {id: s_web, title: T, URL: "https://example.org", language: en, note: ملاحظة}
        """,
    "content/topics.yaml": "topics: [{id: protest, name: احتجاج}]",
    "content/claims.yaml": """
        claims:
          - id: c_coup
            text: ادعاء
            speaker: author
            status: unverified
            evidence: [{source: s_hrw, supports: partly, note: ملاحظة}]
        """,
    "content/events.yaml": """
        events: [{id: e_summit, title: قمة, date: 2022-01-10, place: kazakhstan, certainty: certain}]
        """,
    "content/briefings/one.yaml": """
        seed: 000 first.txt
        slug: kazakhstan
        published: 2022-01-11
        date: "2022-01-12"
        updated: "2022-01-13"
        title: {en: Russia entered Kazakhstan}
        summary: {ar: خلاصة, en: Summary}
        key_points:
          - {text: نقطة, refs: [a01, c_coup, two#b01]}
        source: s_hrw
        topics: [protest, unlisted]
        authors: [Desk]
        license: CC-BY-4.0
        actors: [tokayev, {id: witness, type: person, name: شاهد}]
        places: [almaty]
        sources: [s_hrw, {id: s_own, title: خاص}]
        mentions: [{ref: nazarbayev, at: {exact: الرئيس السابق, suffix: " دعا"}}]
        not_mentions: [{at: الرئيس, ref: tokayev}, {at: روسيا}]
        annotations:
          - {id: a01, kind: claim, at: المهمة انتهت, speaker: witness, entry: c_coup, sources: [s_own]}
          - {kind: quote, at: المهمة انتهت, speaker: author, via: tokayev, stance: assert, form: indirect}
          - {kind: quote, at: المهمة انتهت, speaker: tokayev}
          - {kind: figure, value: {range: [1, 2], unit: يوم, modifier: at_most}}
          - {kind: event, entry: e_summit, place: almaty}
          - {kind: translation, translation: {en: x}, original: {lang: ru, text: x, date: 2022}}
          - {kind: assessment, likelihood: likely, basis: أساس}
        related: [two]
        aliases: [former]
        revisions: [{date: 2022-01-14, note: تصحيح, refs: [a01]}]
        params: {pinned: true}
        """,
    "content/briefings/two.yaml": """
        lang: en
        draft: true
        paragraphs: blank-line
        annotations: [{id: b01, kind: context, body: note, refs: [kazakhstan#a01]}]
        """,
    "content/pages/about.md": "---\ntitle: عن الموقع\n---\nنص\n",
    "content/pages/about.en.md": "---\ntitle: About\nparams: {wide: true}\n---\n\nText\n",
    "seeds/000 first.txt": SEED,
    "seeds/two.txt": "Title\nin two lines\n\nText\n",
}


def test_everything_of_the_contract_is_read(tmp_path: Path) -> None:
    project, problems = read_site(tmp_path, WHOLE)
    assert problems == []
    assert project.settings.editions == ("ar", "en")
    assert list(project.registers.actors) == ["tokayev", "nazarbayev", "kazakhstan"]
    assert [(one.slug, one.is_draft, one.seed.language) for one in project.manuscripts] == [
        ("kazakhstan", False, "ar"),
        ("two", True, "en"),
    ]
    assert [page.name for page in project.pages] == ["about"]


def test_seeds_are_cut_as_their_sidecar_says(tmp_path: Path) -> None:
    project, _ = read_site(tmp_path, WHOLE)
    one, two = project.manuscripts
    assert [block.role for block in one.seed.blocks] == ["title", "deck", "paragraph", "paragraph"]
    assert two.seed.title == "Title in two lines"


def test_every_note_has_an_id_of_its_own(tmp_path: Path) -> None:
    project, _ = read_site(tmp_path, WHOLE)
    ids = [note.id.value for note in project.manuscripts[0].annotations if note.id]
    assert len(set(ids)) == len(project.manuscripts[0].annotations) == 7
    assert ids[0] == "a01"
    assert ids[1].startswith("_quote-")
    assert ids[2] == f"{ids[1]}-2"


def test_pages_join_their_languages_the_default_first(tmp_path: Path) -> None:
    project, _ = read_site(tmp_path, WHOLE)
    page = project.pages[0]
    assert [(one.language, one.value) for one in page.title.wordings] == [("ar", "عن الموقع"), ("en", "About")]
    assert [(one.language, one.value, one.where.line) for one in page.body.wordings] == [
        ("ar", "نص\n", 4),
        ("en", "\nText\n", 5),
    ]
    assert page.params == {"wide": True}


def test_an_empty_folder_is_an_empty_project(tmp_path: Path) -> None:
    report = Report()
    project = read_project(tmp_path, report)
    assert project == Project(settings=Settings(), registers=Registers(), manuscripts=(), pages=())
    assert list(report) == []


def test_paths_are_relative_to_the_folder_wherever_it_is(tmp_path: Path) -> None:
    _, problems = read_site(tmp_path / "a b" / "موقع", {"content/actors/x.yaml": "actors: [x]", "seeds/a.txt": "نص"})
    assert problems == [
        "content/actors/x.yaml:1:10 wrong-type: an actor must be a map of keys, and here stands a text",
        "seeds/a.txt:1:1 seed-without-sidecar: this seed has no sidecar and counts as a draft",
    ]


def test_windows_line_ends_and_marks_change_nothing(tmp_path: Path) -> None:
    plain, _ = read_site(tmp_path / "plain", WHOLE)
    for path in WHOLE:
        text = (tmp_path / "plain" / path).read_text(encoding="utf-8")
        target = tmp_path / "windows" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    report = Report()
    windows = read_project(tmp_path / "windows", report)
    assert list(report) == []
    assert windows == plain
    assert [one.seed.text for one in windows.manuscripts] == [one.seed.text for one in plain.manuscripts]


def test_problems_of_all_files_come_in_one_run(tmp_path: Path) -> None:
    _, problems = read_site(
        tmp_path,
        {
            "content/site.yaml": "titel: x",
            "content/actors.yaml": "actors: [{id: a, nam: x}]",
            "content/places.yaml": "places: [",
            "content/briefings/one.yaml": "publishd: 2022",
            "content/pages/about.md": "text",
            "seeds/one.txt": "x",
        },
    )
    assert [problem.split(":")[0] for problem in problems] == [
        "content/actors.yaml",
        "content/briefings/one.yaml",
        "content/pages/about.md",
        "content/places.yaml",
        "content/site.yaml",
    ]


def test_a_file_that_cannot_be_read_makes_no_followers(tmp_path: Path) -> None:
    _, problems = read_site(
        tmp_path,
        {
            "content/actors.yaml": "actors: [{id: a, name: x}",
            "content/places.yaml": "places: [{id: p, name: x, in: a}]",
            "content/briefings/one.yaml": "actors: [a, b]\nrelated: [two]\nkey_points: [{text: x, refs: [two#z, b]}]",
            "content/briefings/two.yaml": "a: b: c\nseed: other.txt",
            "seeds/one.txt": "x",
            "seeds/other.txt": "x",
        },
    )
    assert [problem.split()[1] for problem in problems] == ["bad-yaml:", "bad-yaml:"]


def test_a_sidecar_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    _, problems = read_site(
        tmp_path,
        {
            "content/site.yaml": "limits: {yaml_bytes: 40, seed_bytes: 4}",
            "content/briefings/one.yaml": "# " + "x" * 60,
            "content/briefings/two.yaml": "draft: false",
            "seeds/two.txt": "نصوص",
            "seeds/one.txt": "x",
        },
    )
    assert problems == [
        "content/briefings/one.yaml:1:1 too-large: the file has 62 bytes, and at most 40 are read",
        "seeds/two.txt:1:1 too-large: the file has 8 bytes, and at most 4 are read",
    ]


def test_settings_have_their_own_place() -> None:
    assert Settings().where == Location("content/site.yaml")
