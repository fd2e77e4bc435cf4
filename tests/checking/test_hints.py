"""What `check` tells beyond faults, each with its exact words; what is pasted ends the matter."""

import json
from pathlib import Path
from textwrap import dedent, indent

import pytest

from sitegen.build import Build, BuildOptions, make_site
from sitegen.cli import run
from sitegen.messages import line_reader, write_text
from sitegen.model.problems import Severity

SIDECAR = "content/briefings/river.yaml"
SEED = "seeds/river.txt"
LICENCE = "license: {article: حقوقه لأصحابه}\n"
FILES = {
    "content/site.yaml": f"languages: [ar]\nurl: https://example.org/\n{LICENCE}",
    "content/actors.yaml": "actors:\n  - id: haddad\n    name: ليلى حداد\n",
    "content/sources.yaml": "sources:\n  - id: s_report\n    title: تقرير\n",
    SIDECAR: 'published: "2022-01-11"\n',
    SEED: "خطة للمياه\n\nقالت ليلى حداد إن الخطة جاهزة.\n",
}


class Folder:
    """A small site, whose files a test writes anew or goes on with."""

    def __init__(self, root: Path) -> None:
        self.root = root
        for path, text in FILES.items():
            self.write(path, text)

    def write(self, path: str, text: str) -> None:
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_text(text, encoding="utf-8")

    def add(self, path: str, text: str) -> None:
        self.write(path, (self.root / path).read_text(encoding="utf-8") + text)

    def make(self, *, strict: bool = False, with_hints: bool = True) -> Build:
        return make_site(BuildOptions(root=self.root, with_hints=with_hints, strict=strict))

    def told(self) -> str:
        return write_text(self.make().report, line_reader(self.root)) + "\n"


def hint(place: str, code: str, message: str, rest: str) -> str:
    """Return a hint as it is printed; `rest` is what stands below its first line."""
    return f"{place}: hint[{code}]: {message}\n" + indent(dedent(rest), "  ")


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


def test_a_site_in_order_gives_no_hint(folder: Folder) -> None:
    assert folder.told() == "\n"


def test_a_quotation_that_no_quote_covers(folder: Folder) -> None:
    folder.write(SEED, 'خطة للمياه\n\nقالت ليلى حداد إن "الخطة جاهزة" وإن الخطة جاهزة لـ"الناس".\n')
    assert folder.told() == hint(
        f"{SEED}:3:20",
        "quotation-uncovered",
        "these words in quotation marks lie under no note of kind quote: الخطة جاهزة",
        f"""\
            found: الخطة جاهزة
            help: under `annotations:` in {SIDECAR}, and say who speaks:
                - kind: quote
                  at:
                    exact: الخطة جاهزة
                    prefix: 'إن "'
        """,
    ) + "\n" + hint(
        f"{SEED}:3:52",
        "quotation-uncovered",
        "these words in quotation marks lie under no note of kind quote: الناس",
        f"""\
            found: الناس
            help: under `annotations:` in {SIDECAR}, and say who speaks:
                - kind: quote
                  at:
                    exact: الناس
        """,
    )


def test_what_is_pasted_for_a_quotation_covers_it(folder: Folder) -> None:
    folder.write(SEED, 'خطة للمياه\n\nقالت ليلى حداد إن "الخطة جاهزة" وإن الخطة جاهزة.\n')
    (problem,) = folder.make().report
    folder.add(SIDECAR, "annotations:\n" + problem.help.partition("\n")[2] + "\n")
    assert folder.told() == "\n"


def test_a_claim_without_source_or_evidence(folder: Folder) -> None:
    folder.write("content/claims.yaml", "claims:\n  - id: c_ready\n    text: الخطة جاهزة.\n")
    folder.add(
        SIDECAR,
        dedent(
            """\
        annotations:
          - id: c_bare
            kind: claim
            at: الخطة جاهزة
          - {id: c_entry, kind: claim, at: الخطة جاهزة, entry: c_ready}
          - {id: c_opinion, kind: claim, at: الخطة جاهزة, status: not_checkable}
          - {id: c_sourced, kind: claim, at: الخطة جاهزة, sources: [s_report]}
          - {id: c_evident, kind: claim, at: الخطة جاهزة, evidence: [{source: s_report}]}
        """
        ),
    )
    way_out = "  help: say what it rests on, with `source:` and an id of content/sources.yaml where there is one:\n"
    way_out += "    evidence:\n      - note: …\n        supports: true\n"
    assert folder.told() == (
        f"{SIDECAR}:3:9: hint[claim-unsourced]: this claim names neither a source nor evidence\n"
        f"    - id: c_bare\n          ^\n{way_out}\n"
        "content/claims.yaml:2:9: hint[claim-unsourced]: this claim names neither a source nor evidence\n"
        f"  found: c_ready\n{way_out}"
    ).replace("  found: c_ready", "    - id: c_ready\n          ^")


def test_likelihood_and_confidence_are_the_readers_error_and_no_hint(folder: Folder) -> None:
    folder.add(
        SIDECAR,
        dedent(
            """\
        annotations:
          - {kind: assessment, body: تقدير, confidence: high, likelihood: likely}
        """
        ),
    )
    assert [(one.code, one.severity) for one in folder.make().report] == [("conflicting-keys", Severity.ERROR)]


def test_a_status_older_than_the_last_change(folder: Folder) -> None:
    folder.add(
        SIDECAR,
        dedent(
            """\
        updated: "2022-03-01"
        annotations:
          - {kind: figure, at: الخطة, as_of: "2022-01-12"}
          - {kind: figure, at: الخطة, as_of: "2022-03"}
          - {kind: figure, at: الخطة, as_of: "2022-03-02"}
        """
        ),
    )
    assert folder.told() == hint(
        f"{SIDECAR}:4:38",
        "as-of-outdated",
        "the status was found as of 2022-01-12, and the briefing was changed on 2022-03-01",
        """\
            found: 2022-01-12
            help: look whether it still holds, and write the day of the look:
              as_of: "2022-03-01"
        """,
    )


def test_without_updated_the_latest_revision_is_the_last_change(folder: Folder) -> None:
    folder.add(
        SIDECAR,
        dedent(
            """\
        revisions: [{date: "2022-05-01"}, {date: "2022-02-01"}]
        annotations:
          - {kind: figure, at: الخطة, as_of: "2022-01-12"}
        """
        ),
    )
    (problem,) = folder.make().report
    assert problem.message == "the status was found as of 2022-01-12, and the briefing was changed on 2022-05-01"


def test_an_event_after_publication_that_no_update_mentions(folder: Folder) -> None:
    folder.write("content/events.yaml", 'events:\n  - {id: e_register, title: لقاء, date: "2022-02-01"}\n')
    folder.add(
        SIDECAR,
        dedent(
            """\
        annotations:
          - id: e_later
            kind: event
            title: بدأ العمل
            date: "2022-01-13"
          - {kind: event, title: لقاء, entry: e_register}
          - {kind: event, title: سبق, date: "2022-01-10"}
          - {kind: event, title: في الشهر نفسه, date: "2022-01"}
        """
        ),
    )
    later, registered = folder.make().report
    assert write_text([later], line_reader(folder.root)) + "\n" == hint(
        f"{SIDECAR}:3:9",
        "event-without-update",
        "this event (2022-01-13) is later than the article (2022-01-11), and no update tells of it",
        f"""\
              - id: e_later
                    ^
            help: under `annotations:` in {SIDECAR}:
                - kind: update
                  date: "2022-01-13"
                  body: …
                  refs: [e_later]
        """,
    )
    assert "(2022-02-01)" in registered.message
    assert registered.help.endswith('- kind: update\n    date: "2022-02-01"\n    body: …')
    folder.add(SIDECAR, later.help.partition("\n")[2] + "\n  - {kind: update, body: …, refs: [e_register]}\n")
    assert folder.told() == "\n"


@pytest.mark.parametrize(
    "update",
    [
        '{id: u, kind: update, body: …, date: "2022-01"}',
        "{id: u, kind: update, body: …, refs: [e]}",
        "{id: u, kind: update}",
    ],
)
def test_an_update_mentions_an_event_by_its_day_or_by_a_reference_either_way(folder: Folder, update: str) -> None:
    refs = "refs: [u], " if update.endswith("update}") else ""
    event = f'{{id: e, kind: event, {refs}title: لقاء, date: "2022-01-13"}}'
    folder.add(SIDECAR, f"annotations:\n  - {event}\n  - {update}\n")
    assert folder.told() == "\n"


def test_a_name_that_stands_often_and_is_in_no_register(folder: Folder) -> None:
    folder.add(SIDECAR, "lang: en\n")
    folder.write(SEED, "A plan\n\nThen Sami Mansour came. Later Mansour spoke, and Mansour left with Layla.\n")
    assert folder.told() == hint(
        f"{SEED}:3:6",
        "name-unregistered",
        "`Sami Mansour` is in no register, and `Mansour` stands 3 times in this article",
        """\
            Then Sami Mansour came. Later Mansour spoke, and Mansour left with Layla.
                 ^^^^^^^^^^^^
            help: add it under `actors:` in content/actors.yaml, or to places or terms:
                - id: sami_mansour
                  name:
                    en: Sami Mansour
        """,
    )
    folder.add("content/actors.yaml", "  - {id: mansour, type: person, name: {en: Sami Mansour}}\n")
    assert folder.told() == "\n"


def test_in_arabic_a_name_needs_a_title(folder: Folder) -> None:
    folder.write(SEED, "خطة للمياه\n\nقال الوزير سامي منصور إنه راض. وقال منصور إن ليلى حداد راضية، وذهب منصور.\n")
    assert folder.told() == hint(
        f"{SEED}:3:12",
        "name-unregistered",
        "`سامي منصور` is in no register, and `منصور` stands 3 times in this article",
        """\
            found: سامي منصور
            help: add it under `actors:` in content/actors.yaml, or to places or terms:
                - id: samy_mnswr
                  name:
                    ar: سامي منصور
        """,
    )


def test_one_name_for_two_actors_is_a_warning_with_both_places(folder: Folder) -> None:
    folder.add("content/actors.yaml", "    aliases: [الوزيرة]\n  - {id: omar, name: عمر, aliases: [الوزيرة]}\n")
    (problem,) = folder.make().report
    assert (problem.code, problem.severity) == ("alias-twice", Severity.WARNING)
    assert "at content/actors.yaml:4:15" in problem.message
    assert problem.where.line == 5


def test_names_of_two_actors_that_differ_in_spelling_only(folder: Folder) -> None:
    folder.add("content/actors.yaml", "  - id: union\n    name: الاتحاد\n  - id: other_union\n    name: الإتّحاد\n")
    folder.add("content/actors.yaml", "  - {id: mueller, name: {de: Müller}}\n  - {id: moller, name: {de: Möller}}\n")
    assert folder.told() == hint(
        "content/actors.yaml:7:11",
        "alias-alike",
        "`الإتّحاد` is read as a name of `union` too: `الاتحاد` at content/actors.yaml:5:11",
        """\
            found: الإتّحاد
            help: it is linked only where one of them is listed; narrow one of the two by `match` beside its `name`:
              match: briefing
        """,
    )


@pytest.mark.parametrize(("valid", "codes"), [("2019/2020", ["alias-alike"]), ("2016/2017", [])])
def test_names_in_turn_are_told_only_where_their_times_overlap(folder: Folder, valid: str, codes: list[str]) -> None:
    folder.add("content/actors.yaml", "    aliases: [{text: الوزيرة, valid: 2018/..}]\n")
    folder.add("content/actors.yaml", f"  - {{id: omar, name: عمر, aliases: [{{text: الوزيرة, valid: {valid}}}]}}\n")
    assert [problem.code for problem in folder.make().report] == codes


def test_articles_of_which_nothing_says_whose_they_are_give_one_hint(folder: Folder) -> None:
    folder.write("content/site.yaml", "languages: [ar]\nurl: https://example.org/\nlicense: CC-BY-4.0\n")
    folder.write("content/briefings/lake.yaml", "license: {article: حقوقه لأصحابه}\n")
    folder.write("content/briefings/sea.yaml", "license: CC-BY-4.0\n")
    folder.write("seeds/lake.txt", "بحيرة\n")
    folder.write("seeds/sea.txt", "بحر\n")
    assert folder.told() == hint(
        "content/site.yaml:3:10",
        "rights-unstated",
        "2 briefings do not say whose the article is, and neither do the settings: river, sea",
        """\
            license: CC-BY-4.0
                     ^
            help: write `article` below `license` in these briefings, or in content/site.yaml for all of them
        """,
    )


def test_an_address_that_is_missing(folder: Folder) -> None:
    folder.write("content/site.yaml", f"languages: [ar]\n{LICENCE}")
    assert folder.told() == hint(
        "content/site.yaml:1:1",
        "url-missing",
        "without `url`, feeds, sitemap, canonical and social tags are left out",
        """\
            languages: [ar]
            ^
            help: write in content/site.yaml where the site will stand:
              url: https://example.org/
        """,
    )
    folder.write("content/site.yaml", f"url: example.org\n{LICENCE}")
    assert [problem.code for problem in folder.make().report] == ["unsafe-url"]


def test_a_seed_without_a_sidecar_gives_no_hints(folder: Folder) -> None:
    folder.write("seeds/other.txt", 'عنوان\nقال "شيئا".\n')
    report = make_site(BuildOptions(root=folder.root, with_hints=True, with_drafts=True)).report
    assert [problem.code for problem in report] == ["seed-without-sidecar"]


def test_hints_stop_nothing_and_are_looked_for_on_request(folder: Folder) -> None:
    folder.write("content/site.yaml", f"languages: [ar]\n{LICENCE}")
    assert folder.make(strict=True).artifacts
    assert not list(folder.make(with_hints=False).report)


def test_a_hint_that_the_settings_raise_stops_a_build(folder: Folder) -> None:
    folder.write("content/site.yaml", f"languages: [ar]\n{LICENCE}checks: {{url-missing: error}}\n")
    made = folder.make(with_hints=False)
    assert [(problem.code, problem.severity) for problem in made.report] == [("url-missing", Severity.ERROR)]
    assert not made.artifacts


def test_a_warning_that_the_settings_lower_stops_no_strict_build(folder: Folder) -> None:
    folder.add(SIDECAR, "summary: <b>خطة</b>\n")
    assert not folder.make(strict=True).artifacts
    folder.add("content/site.yaml", "checks:\n  raw-html: off\n")
    assert folder.make(strict=True).artifacts
    assert folder.told() == "\n"


def test_check_shows_hints_and_a_build_does_not(folder: Folder, capfd: pytest.CaptureFixture[str]) -> None:
    folder.write("content/site.yaml", f"languages: [ar]\n{LICENCE}")
    assert run(["-C", str(folder.root), "check", "--strict"]) == 0
    told = capfd.readouterr()
    assert "hint[url-missing]" in told.out
    assert told.err == "1 hint\n"
    assert run(["-C", str(folder.root), "build", "--strict"]) == 0
    built = capfd.readouterr()
    assert "hint" not in built.out + built.err


def test_check_writes_sarif(folder: Folder, capfd: pytest.CaptureFixture[str]) -> None:
    folder.write("content/site.yaml", f"languages: [ar]\n{LICENCE}")
    assert run(["-C", str(folder.root), "check", "--format", "sarif"]) == 0
    (result,) = json.loads(capfd.readouterr().out)["runs"][0]["results"]
    assert (result["ruleId"], result["level"]) == ("url-missing", "note")


def test_a_raised_hint_about_the_settings_is_wrong_use(folder: Folder, capfd: pytest.CaptureFixture[str]) -> None:
    folder.write("content/site.yaml", f"languages: [ar]\n{LICENCE}checks: {{url-missing: error}}\n")
    assert run(["-C", str(folder.root), "build"]) == 2
    assert "content/site.yaml:1:1: error[url-missing]" in capfd.readouterr().err
