"""What references lead to."""

from sitegen.exports.references import References, Target
from sitegen.model.wording import Reference
from tests.pages.sample_site import CLAIM, HERE, MINISTER, PAPER, WIRE, make_sample

SITE = make_sample()
ARABIC, ENGLISH = SITE.briefings
REFERENCES = References(SITE)


def find(target: str) -> Target | None:
    return REFERENCES.find(Reference(target, HERE), ARABIC)


def test_notes_stand_before_registers() -> None:
    assert find("q1") == Target("briefings/date.html#q1", None, 1)
    assert find("minister") == Target("actors/minister.html", MINISTER.name)
    assert find("c_date") == Target("claims.html#c_date", CLAIM.text)
    assert find("paper") == Target("briefings/date.html#paper", PAPER.name)


def test_another_briefing_is_named_by_its_slug() -> None:
    assert REFERENCES.find(Reference("date#q1", HERE), ENGLISH) == Target("briefings/date.html#q1", None, 1)


def test_what_is_not_published_leads_nowhere() -> None:
    assert find("gone") is None
    assert find("gone#q1") is None
    assert find("author") is None


def test_a_title_that_is_given_once_is_in_the_sources_language() -> None:
    target = find("s_wire")
    assert target is not None
    assert target.name is not None
    assert [(wording.language, wording.value) for wording in target.name.wordings] == [("en", "Budget <delayed>")]
    assert REFERENCES.source(Reference("s_wire", HERE), ARABIC) is WIRE
