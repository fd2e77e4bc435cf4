"""`checks` in site.yaml: every mistake where it stands."""

from textwrap import dedent

from sitegen.model.problems import Report
from sitegen.model.text import SourceText
from sitegen.readers.settings import read_settings

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
