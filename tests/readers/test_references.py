from pathlib import Path

import pytest

from sitegen.model.problems import Report
from sitegen.readers.project import read_project
from tests.readers.reading import lay_out, read_site

REGISTERS = {
    "content/actors.yaml": "actors: [{id: one, name: n}, {id: two, name: m, parent: one}]",
    "content/sources.yaml": "sources: [{id: s_one, title: t}]",
    "content/claims.yaml": "claims: [{id: c_one, text: t}]",
    "content/events.yaml": "events: [{id: e_one, title: t}]",
    "content/briefings/other.yaml": "aliases: [former]\nannotations: [{id: b01, kind: context}]",
    "seeds/other.txt": "x",
    "seeds/mine.txt": "x",
}


def problems_of(tmp_path: Path, sidecar: str) -> list[str]:
    _, problems = read_site(tmp_path, REGISTERS | {"content/briefings/mine.yaml": sidecar})
    start = "content/briefings/mine.yaml:"
    return [problem.removeprefix(start) for problem in problems if problem.startswith(start)]


@pytest.mark.parametrize(
    "sidecar",
    [
        "actors: [one, two]",
        "source: s_one",
        "related: [other, mine]",
        "annotations: [{kind: claim, speaker: author, entry: c_one}, {kind: event, entry: e_one, place: one}]",
        "annotations: [{id: a, kind: context, refs: [a, one, s_one, c_one, other#b01, mine#a]}]",
        "actors: [{id: own, name: n, parent: one}, {id: own2, name: n, parent: own}]\nmentions: [{ref: own, at: x}]",
        "annotations: [{id: a, kind: context, refs: [lost]}, {id: lost, kind: unknwon}]",
    ],
)
def test_what_is_there_is_found_in_broken_pieces_too(tmp_path: Path, sidecar: str) -> None:
    assert [one for one in problems_of(tmp_path, sidecar) if "unknown-ref" in one] == []


@pytest.mark.parametrize(
    ("sidecar", "problem"),
    [
        ("actors: [on]", "1:10 unknown-ref: no actor has the id `on`"),
        ("actors: [One]", "1:10 unknown-ref: no actor has the id `One`"),
        ("actors: [s_one]", "1:10 unknown-ref: `s_one` is a source, and `actors` must be an actor"),
        ("actors: [author]", "1:10 unknown-ref: no actor has the id `author`"),
        (
            "actors: [other#b01]",
            "1:10 unknown-ref: `actors` must be an actor, and `other#b01` is a place in a briefing",
        ),
        ("related: [othr]", "1:11 unknown-ref: no briefing has the slug `othr`"),
        ("related: [former]", "1:11 unknown-ref: the briefing `former` is called `other` now"),
        ("key_points: [{text: t, refs: [x]}]", "1:31 unknown-ref: nothing here has the id `x`"),
        ("key_points: [{text: t, refs: [b01]}]", "1:31 unknown-ref: nothing here has the id `b01`"),
        (
            "key_points: [{text: t, refs: [other#b02]}]",
            "1:31 unknown-ref: the briefing `other` has no note or definition `b02`",
        ),
        ("key_points: [{text: t, refs: [othr#b01]}]", "1:31 unknown-ref: no briefing has the slug `othr`"),
        (
            "annotations: [{kind: event, entry: c_one}]",
            "1:36 unknown-ref: `c_one` is a claim, and `entry` must be an event",
        ),
        (
            "annotations: [{kind: claim, speaker: c_one}]",
            "1:38 unknown-ref: `c_one` is a claim, and `speaker` must be an actor or `author`",
        ),
        (
            "mentions: [{ref: s_one, at: x}]",
            "1:18 unknown-ref: `s_one` is a source, and `ref` must be an actor or a place or a term",
        ),
        (
            'actors: ["o\u200bne"]',
            "1:10 unknown-ref: no actor has the id `o\u200bne` (it holds U+200B (ZERO WIDTH SPACE))",
        ),
    ],
)
def test_what_is_not_there_is_told(tmp_path: Path, sidecar: str, problem: str) -> None:
    assert problems_of(tmp_path, sidecar) == [problem]


def help_of(tmp_path: Path, sidecar: str, files: dict[str, str] | None = None) -> str:
    report = Report()
    read_project(lay_out(tmp_path, (REGISTERS if files is None else files) | SEED | {SIDECAR: sidecar}), report)
    return next(one.help for one in report if one.code == "unknown-ref")


SIDECAR = "content/briefings/mine.yaml"
SEED = {"seeds/mine.txt": "x"}


@pytest.mark.parametrize("key", ["speaker", "via"])
def test_one_who_is_not_named_is_told_in_a_map(tmp_path: Path, key: str) -> None:
    given = f"annotations: [{{kind: quote, {key}: {{ar: مصدر مطلع, en: an informed source}}}}]"
    assert problems_of(tmp_path, given) == []
    (told,) = problems_of(tmp_path, f"annotations: [{{kind: quote, {key}: [one]}}]")
    assert told.partition(" ")[2] == (
        f"wrong-type: `{key}` in an annotation must be an id or a map of languages, and here stands a list"
    )


def test_a_bare_name_is_told_as_a_map_and_as_a_whole_entry(tmp_path: Path) -> None:
    assert help_of(tmp_path, "annotations: [{kind: quote, speaker: مصدر مطلع}]").split("\n") == [
        "for one who is not named, write a map of languages:",
        "speaker: {ar: مصدر مطلع}",
        "add it under `actors:` in content/actors.yaml:",
        "  - id: msdr_mtla",
        "    type: person",
        "    name: {ar: مصدر مطلع}",
        "and name it here:",
        "speaker: msdr_mtla",
    ]


def test_an_entry_fits_its_register_and_the_language_of_the_file(tmp_path: Path) -> None:
    assert help_of(tmp_path, "lang: fa\nannotations: [{kind: event, place: شهر نو}]", {}).split("\n") == [
        "write content/places.yaml:",
        "places:",
        "  - id: shhr_nw",
        "    name: {fa: شهر نو}",
        "and name it here:",
        "place: shhr_nw",
    ]
    assert help_of(tmp_path, "sources: [s_daily_news]").split("\n") == [
        "add it under `sources:` in content/sources.yaml:",
        "  - id: s_daily_news",
        "    title: {en: S daily news}",
    ]
    assert "type: institution" in help_of(tmp_path, "actors: [وزارة النقل]")
    taken = {"content/actors.yaml": "actors: [{id: msdr_mtla, name: n}]"}
    assert "- id: msdr_mtla_2" in help_of(tmp_path, "actors: [مصدر مطلع]", taken)


def test_a_name_in_the_place_of_an_id_is_known(tmp_path: Path) -> None:
    files = {"content/actors.yaml": "actors: [{id: haddad, name: {ar: ليلى حداد}, aliases: [الوزيرة حداد]}]"}
    own = "actors: [{id: own, name: سامي علي}]\nannotations: [{kind: quote, speaker: سامي علي}]"
    told = help_of(tmp_path, "annotations: [{kind: quote, speaker: ليلى حدّاد}]", files)
    assert told == "did you mean `haddad`?"
    assert help_of(tmp_path, "actors: [الوزيره حداد]", files) == "did you mean `haddad`?"
    assert help_of(tmp_path, own, files) == "did you mean `own`?"


def test_a_last_name_in_the_place_of_an_id_is_known_of_persons(tmp_path: Path) -> None:
    entries = (
        "{id: r1, type: person, name: {ar: سالم الدريهمي, en: Salem al-Duraihimi}}",
        "{id: r2, type: person, name: {ar: أبو مازن}, family: {ar: عباس}}",
        "{id: r3, type: person, name: {ar: رنا عباس}}",
        "{id: r4, type: institution, name: {ar: وزارة النقل}}",
        "{id: r5, name: {ar: الدريهمي}}",
    )
    files = {"content/actors.yaml": f"actors: [{', '.join(entries[:4])}]"}
    for written in ("الدريهمي", "الدريهمى", "al-Duraihimi", "Duraihimi"):
        assert help_of(tmp_path, f"annotations: [{{kind: quote, speaker: {written}}}]", files) == "did you mean `r1`?"
    assert help_of(tmp_path, "actors: [عباس]", files) == "did you mean `r2` or `r3`?"
    assert help_of(tmp_path, "actors: [النقل]", files).startswith("add it under `actors:`")
    whole = {"content/actors.yaml": f"actors: [{', '.join(entries)}]"}
    assert help_of(tmp_path, "actors: [الدريهمي]", whole) == "did you mean `r5`?"


def test_the_article_itself_is_a_speaker_alone(tmp_path: Path) -> None:
    told = "`author`, the article itself, is a `speaker` and nothing else; take it out here"
    assert help_of(tmp_path, "annotations: [{kind: quote, via: author}]") == told


def test_ids_of_a_briefing_are_its_own_and_hide_no_others(tmp_path: Path) -> None:
    sidecar = """\
        actors: [{id: own, name: n}]
        annotations:
          - {id: own, kind: context}
          - {id: ONE, kind: context}
          - {id: b01, kind: context}
        """
    assert problems_of(tmp_path, sidecar) == [
        "3:10 duplicate-id: the id `own` is taken at content/briefings/mine.yaml:1:15",
        "4:10 duplicate-id: the id `ONE` is taken at content/actors.yaml:1:15",
    ]


def test_registers_refer_to_each_other(tmp_path: Path) -> None:
    _, problems = read_site(
        tmp_path,
        {
            "content/actors.yaml": "actors: [{id: one, name: n, parent: to, relations: [{to: p, type: ally}]}]",
            "content/places.yaml": "places: [{id: p, name: n, in: one}, {id: q, name: n, in: p}]",
            "content/terms.yaml": "terms: [{id: t, term: n, refs: [p, one, t, x]}]",
        },
    )
    assert problems == [
        "content/actors.yaml:1:37 unknown-ref: no actor has the id `to`",
        "content/actors.yaml:1:58 unknown-ref: `p` is a place, and `to` must be an actor",
        "content/terms.yaml:1:44 unknown-ref: nothing here has the id `x`",
    ]


def test_words_with_a_number_sign_are_no_place_in_a_briefing(tmp_path: Path) -> None:
    sidecar = "annotations: [{kind: quote, speaker: 'a source # of two'}]"
    assert problems_of(tmp_path, sidecar) == ["1:38 unknown-ref: no actor has the id `a source # of two`"]
