from collections.abc import Mapping
from pathlib import Path

import pytest

from sitegen.build import BuildOptions, BuiltSite, build_site, check_site, make_site
from sitegen.checking.severities import apply_levels, makes_hints_count
from sitegen.model.codes import Level
from sitegen.model.problems import Problem, Report, Severity
from sitegen.model.text import Location


def problem(code: str, severity: Severity) -> Problem:
    return Problem(code, severity, "message", Location("a.yaml"))


WARNING = problem("raw-html", Severity.WARNING)
BIDI_IN_ID = problem("bidi-control", Severity.ERROR)


@pytest.mark.parametrize(
    ("level", "expected"),
    [("error", [Severity.ERROR]), ("warning", [Severity.WARNING]), ("hint", [Severity.HINT]), ("off", [])],
)
def test_a_code_has_the_level_of_the_settings(level: Level, expected: list[Severity]) -> None:
    weighed = apply_levels(Report([WARNING]), {"raw-html": level})
    assert [one.severity for one in weighed] == expected
    assert list(apply_levels(weighed, {"raw-html": level})) == list(weighed)


@pytest.mark.parametrize("level", ["warning", "hint", "off"])
def test_an_error_stays_an_error_even_where_its_code_is_mostly_a_warning(level: Level) -> None:
    assert list(apply_levels(Report([BIDI_IN_ID]), {"bidi-control": level})) == [BIDI_IN_ID]


def test_other_codes_keep_their_own() -> None:
    report = Report([WARNING])
    assert list(apply_levels(report, {"ref-to-draft": "off"})) == [WARNING]
    assert apply_levels(report, {}) is report


def test_hints_count_where_the_settings_raise_one() -> None:
    assert makes_hints_count({"url-missing": "warning"})
    assert makes_hints_count({"url-missing": "error"})
    assert not makes_hints_count({"url-missing": "off", "raw-html": "error"})


ARTICLE = "القمة تنتهي بلا اتفاق\nقال الرئيس إن الماء حق للجميع.\n"
SOUND: Mapping[str, str] = {
    "content/site.yaml": "title: Summit notes\nurl: https://example.org/\n",
    "content/actors.yaml": "actors:\n  - {id: harbour, type: person, name: {ar: نادر الميناوي}}\n",
    "content/briefings/done.yaml": "lang: ar\n",
    "seeds/done.txt": ARTICLE,
    "seeds/half.txt": ARTICLE,
}
SIDECAR = "content/briefings/half.yaml"
MISTAKES: Mapping[str, tuple[str, str]] = {
    "ref": ("unknown-ref", "draft: true\nactors: [nobody]\n"),
    "briefing": ("unknown-ref", "draft: true\nrelated: [nowhere]\n"),
    "date": ("bad-date", "draft: true\npublished: 2022-02-30\n"),
    "key": ("unknown-key", "draft: true\nsumary: x\n"),
    "type": ("wrong-type", "draft: true\nannotations: x\n"),
    "value": ("unknown-value", "draft: true\nannotations: [{kind: quota, at: الماء}]\n"),
    "address": ("unsafe-url", "draft: true\nsummary: '[x](javascript:x)'\n"),
    "quote": ("anchor-missing", "draft: true\nannotations: [{kind: context, at: كلمات ليست في المقال, body: x}]\n"),
    "seed": ("seed-missing", "draft: true\nseed: elsewhere.txt\n"),
    "slug": ("slug-taken", "draft: true\nslug: done\n"),
    "alias": ("slug-taken", "draft: true\naliases: [done]\n"),
    "id": ("duplicate-id", "draft: true\nactors: [{id: harbour, type: person, name: x}]\n"),
    "yaml": ("bad-yaml", "draft: true\ntitle: 'x\n"),
    "yaml before it": ("bad-yaml", 'title: "x"y\ndraft: "true" # for now\n'),
    "nesting": ("too-deep", "draft: true\nparams: " + "[" * 200 + "]" * 200 + "\n"),
    "twice": ("duplicate-key", "draft: true\nlang: ar\nlang: ar\n"),
}
"""By what is wrong: the code, and a sidecar."""


def write(root: Path, files: Mapping[str, str | bytes]) -> BuildOptions:
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(text if isinstance(text, bytes) else text.encode())
    return BuildOptions(root=root)


def checked(root: Path) -> list[Problem]:
    report = check_site(BuildOptions(root=root, with_drafts=True, with_hints=True))
    return [problem for problem in report if problem.severity is not Severity.HINT]


def preview(root: Path, folder: Path) -> Report:
    return build_site(BuildOptions(root=root, with_drafts=True), folder).report


@pytest.fixture(scope="module")
def drafts(tmp_path_factory: pytest.TempPathFactory) -> tuple[BuiltSite, list[Problem], Report]:
    """Return what is told of a site with a draft for each mistake: by a build, by a check and by a preview."""
    root = tmp_path_factory.mktemp("drafts")
    options = write(root, {**SOUND, **{draft_of(mistake): sidecar for mistake, (_, sidecar) in MISTAKES.items()}})
    for mistake in MISTAKES:
        write(root, {f"seeds/{Path(draft_of(mistake)).stem}.txt": ARTICLE})
    built, told, shown = build_site(options, root / "site"), checked(root), preview(root, root / "look")
    assert {page.name for page in (root / "site/briefings").iterdir()} == {"done.html"}
    assert (root / "look/briefings/done.html").is_file()
    return built, told, shown


def draft_of(mistake: str) -> str:
    return f"content/briefings/half-{mistake.replace(' ', '-')}.yaml"


@pytest.mark.parametrize("mistake", MISTAKES)
def test_an_error_in_a_draft_is_a_warning_and_stops_nothing(
    mistake: str, drafts: tuple[BuiltSite, list[Problem], Report]
) -> None:
    built, told, shown = drafts
    code, path = MISTAKES[mistake][0], draft_of(mistake)
    mine = [problem for problem in built.report if problem.where.path == path]
    assert [(one.code, one.severity) for one in mine] == [("draft-errors", Severity.WARNING)]
    assert mine[0].message in ("1 error in a draft that is left out", "2 errors in a draft that is left out")
    assert built.counts.briefings == 1
    assert (code, Severity.WARNING, path) in {(one.code, one.severity, one.where.path) for one in told}
    assert {one.severity for one in told} == {Severity.WARNING}
    assert not shown.count(Severity.ERROR)
    assert code in {one.code for one in shown if one.where.path == path}


@pytest.mark.parametrize(("code", "sidecar"), MISTAKES.values(), ids=MISTAKES)
def test_the_same_error_in_a_briefing_that_is_no_draft_is_one(code: str, sidecar: str, tmp_path: Path) -> None:
    write(tmp_path, {**SOUND, SIDECAR: sidecar.replace("draft: true", "draft: false").replace('"true"', '"false"')})
    built = make_site(BuildOptions(root=tmp_path))
    assert not built.artifacts
    assert (code, Severity.ERROR) in {(one.code, one.severity) for one in built.report}


@pytest.mark.parametrize(
    "sidecar",
    [
        b"title: 'x\n",
        b"# draft: true\ntitle: 'x\n",
        b"params:\n  draft: true\ntitle: 'x\n",
        b"<<<<<<< one\ndraft: true\n=======\ndraft: false\n>>>>>>> two\n",
        "draft: true\ntitle: x\n".encode("utf-16"),
        b"- draft: true\n",
    ],
)
def test_a_sidecar_of_which_nobody_knows_whether_it_is_a_draft_is_an_error(sidecar: bytes, tmp_path: Path) -> None:
    built = make_site(write(tmp_path, {**SOUND, SIDECAR: sidecar}))
    assert built.report.count(Severity.ERROR)
    assert not built.artifacts


@pytest.mark.parametrize(
    ("code", "sidecar"),
    [
        ("not-utf8", b"draft: true\ntitle: caf\xe9\n"),
        ("not-utf8", "draft: true\r\ntitle: {ar: مسودة لم تكتمل بعد}\r\n".encode("cp1256")),
        ("bad-character", b"title: a\x00b\ndraft: true\n"),
        ("bad-character", "\ufeffdraft: true\ntitle: \x9b\n".encode()),
    ],
)
def test_a_draft_that_is_no_text_throughout_says_so_where_that_can_be_read(
    code: str, sidecar: bytes, tmp_path: Path
) -> None:
    built = make_site(write(tmp_path, {**SOUND, SIDECAR: sidecar}))
    assert [one.code for one in built.report] == ["draft-errors"]
    assert {(one.code, one.severity) for one in checked(tmp_path)} == {(code, Severity.WARNING)}


def test_errors_of_a_draft_are_counted_and_its_warnings_left_to_check(tmp_path: Path) -> None:
    sidecar = "draft: true\nsumary: x\npublished: 2022-02-30\nsummary: <b>x</b>\n"
    options = write(tmp_path, {**SOUND, SIDECAR: sidecar, "seeds/half.txt": f"{ARTICLE}\u202ex\n"})
    (told,) = make_site(options).report
    assert (told.message, told.help) == (
        "2 errors in a draft that is left out",
        "`sitegen check half` tells them",
    )
    assert (told.where.line, told.found) == (2, "sumary")
    assert {one.code for one in checked(tmp_path)} >= {"unknown-key", "bad-date", "raw-html", "bidi-control"}


def test_a_seed_without_a_sidecar_is_a_draft_too(tmp_path: Path) -> None:
    options = write(tmp_path, {**SOUND, "seeds/half.txt": b"caf\xe9\n"})
    built = make_site(options)
    assert [one.code for one in built.report] == ["seed-without-sidecar", "draft-errors"]
    assert built.artifacts
    assert {(one.code, one.severity) for one in checked(tmp_path)} == {
        ("not-utf8", Severity.WARNING),
        ("seed-without-sidecar", Severity.WARNING),
    }


def test_strict_builds_are_not_stopped_either_unless_the_settings_say_so(tmp_path: Path) -> None:
    write(tmp_path, {**SOUND, SIDECAR: "draft: true\nsumary: x\n"})
    options = BuildOptions(root=tmp_path, strict=True)
    assert make_site(options).artifacts
    settings = f"{SOUND['content/site.yaml']}checks: {{draft-errors: error}}\n"
    write(tmp_path, {"content/site.yaml": settings})
    assert not make_site(options).artifacts
    assert not make_site(BuildOptions(root=tmp_path)).artifacts


def test_levels_of_the_settings_do_not_make_errors_of_what_a_draft_has_wrong(tmp_path: Path) -> None:
    settings = f"{SOUND['content/site.yaml']}checks: {{raw-html: error, unknown-key: error}}\n"
    files = {**SOUND, SIDECAR: "draft: true\nsumary: x\nsummary: <b>x</b>\n", "content/site.yaml": settings}
    built = make_site(write(tmp_path, files))
    assert [one.code for one in built.report] == ["draft-errors"]
    assert {one.severity for one in checked(tmp_path)} == {Severity.WARNING}


@pytest.mark.slow
@pytest.mark.parametrize("draft", ["a-draft", "z-draft"])
def test_a_draft_takes_no_address_from_a_briefing(draft: str, tmp_path: Path) -> None:
    """In whichever order they come, and whichever of them was there first."""
    path = f"content/briefings/{draft}.yaml"
    taken = "draft: true\nslug: done\nseed: half.txt\nlang: ar\n"
    options, site = write(tmp_path, {**SOUND, path: taken}), tmp_path / "site"
    for sidecar in (taken, "draft: true\nseed: half.txt\n", taken, "lang: ar\nseed: half.txt\n", taken):
        write(tmp_path, {path: sidecar})
        warm, clean = build_site(options, site), make_site(options)
        assert list(warm.report) == list(clean.report)
        assert warm.changes
        pages = {one.path: one.content for one in clean.artifacts}
        assert pages == {one: (site / one).read_bytes() for one in pages}
        assert "briefings/done.html" in pages
        with_drafts = BuildOptions(root=tmp_path, with_drafts=True)
        assert list(build_site(with_drafts, tmp_path / "look").report) == list(make_site(with_drafts).report)
        assert "seeds/done.txt" not in {one.where.path for one in warm.report}
        assert 'data-seed="done.txt"' in (tmp_path / "look/briefings/done.html").read_text(encoding="utf-8")


def test_a_fault_of_a_template_is_none_of_a_draft(tmp_path: Path) -> None:
    template = "{% extends '!briefing.html' %}{% block main %}{{ nothing.of.this }}{% endblock %}"
    write(tmp_path, {**SOUND, "content/briefings/done.yaml": "draft: true\n", "templates/briefing.html": template})
    assert preview(tmp_path, tmp_path / "look").count(Severity.ERROR)
