from textwrap import dedent

from sitegen.model.problems import Report
from sitegen.model.registers import Actor
from sitegen.model.settings import Settings
from sitegen.model.text import SourceText
from sitegen.readers.settings import read_settings
from tests.readers.reading import decode


def test_params_are_what_json_would_make_of_them() -> None:
    settings, problems = decode(
        Settings,
        """
        params:
          featured: true
          text: "true"
          count: 3
          share: -0.5
          words: [no, 010, 12:30, 2022-01-11, ~, 1_000]
          deep: {er: {est: x}}
        """,
    )
    assert problems == []
    assert settings is not None
    assert settings.params == {
        "featured": True,
        "text": "true",
        "count": 3,
        "share": -0.5,
        "words": ["no", "010", "12:30", "2022-01-11", None, "1_000"],
        "deep": {"er": {"est": "x"}},
    }


def test_identifiers_elsewhere_are_texts() -> None:
    actor, problems = decode(Actor, "id: a\nname: n\nids: {wikidata: Q7747, viaf: 0123, empty: }\n")
    assert problems == []
    assert actor is not None
    assert actor.ids == {"wikidata": "Q7747", "viaf": "0123"}


def test_duplicates_are_told_at_every_depth() -> None:
    settings, problems = decode(Settings, "params: {a: {b: 1, b: 2}, a: 3}\n")
    assert settings is not None
    assert settings.params == {"a": {"b": 1}}
    assert problems == [
        "1:20 duplicate-key: `b` stands twice in `params` in the settings, first at file.yaml:1:14",
        "1:27 duplicate-key: `a` stands twice in `params` in the settings, first at file.yaml:1:10",
    ]


def test_keys_are_texts() -> None:
    _, problems = decode(Settings, "params: {{a: b}: c, 1: d}\n[x]: y\n")
    assert problems == [
        "1:10 wrong-type: a key in `params` in the settings must be a text, and here stands a map",
        "2:1 wrong-type: a key in the settings must be a text, and here stands a list",
    ]


SETTINGS = """\
checks:
  raw-html: off
  mention-ambiguous: error
  anchor-inexakt: error
  anchor-inexact: fatal
  ref-to-draft: warnign
  anchor-missing: warning
  anchor-drifted: error
  raw-html: error
  alias-twice: [off]
"""


def test_levels_are_read_and_mistakes_told_at_their_places() -> None:
    report = Report()
    settings = read_settings(SourceText("content/site.yaml", dedent(SETTINGS)), report)
    assert settings.checks == {"raw-html": "off", "mention-ambiguous": "error", "anchor-drifted": "error"}
    told = [f"{one.where.line}:{one.where.column} {one.code}: {one.message}" for one in report]
    assert told == [
        "4:3 unknown-key: unknown key `anchor-inexakt` in `checks` in the settings: no problem has this code",
        "5:19 unknown-value: unknown value `fatal` of `anchor-inexact` in `checks` in the settings",
        "6:17 unknown-value: unknown value `warnign` of `ref-to-draft` in `checks` in the settings",
        "7:19 unknown-value: `anchor-missing` is an error, and no setting makes an error `warning`",
        "9:3 duplicate-key: `raw-html` stands twice in `checks` in the settings, first at content/site.yaml:2:3",
        "10:16 wrong-type: `alias-twice` in `checks` in the settings must be a level, and here stands a list",
    ]
    assert [one.help for one in report] == [
        "did you mean `anchor-inexact`?",
        "did you mean `error`? the values are: error, warning, hint, off",
        "did you mean `warning`? the values are: error, warning, hint, off",
        "take this line out, and mend what the error tells; `sitegen build --keep-going` builds the rest meanwhile",
        "keep one of the two",
        "write:\nalias-twice: hint",
    ]


def test_checks_are_a_map() -> None:
    report = Report()
    assert read_settings(SourceText("content/site.yaml", "checks: [raw-html]\n"), report).checks is None
    assert [(one.code, one.where.column) for one in report] == [("wrong-type", 9)]
