"""What ids lead to: names and addresses."""

from sitegen.model.wording import Reference
from sitegen.records.directory import Directory, Target
from tests.pages.sample_site import CLAIM, HERE, MINISTER, PAPER, WIRE, make_sample

SITE = make_sample()
ARABIC, ENGLISH = SITE.briefings
DIRECTORY = Directory(SITE)
(QUOTE,) = (head for head in SITE.library.heads("date") if head.id == "q1")


def find(target: str) -> Target:
    return DIRECTORY.find(Reference(target, HERE), ARABIC)


def test_notes_and_definitions_of_the_briefing_stand_before_registers() -> None:
    assert find("q1") == Target("annotation", "q1", "briefings/date.html#q1", None, ARABIC, QUOTE)
    assert find("paper") == Target("actor", "paper", "briefings/date.html#paper", PAPER.name, ARABIC)
    assert find("minister") == Target("actor", "minister", "actors/minister.html", MINISTER.name)
    assert find("c_date") == Target("claim", "c_date", "claims/c_date.html", CLAIM.text)


def test_what_was_found_before_is_found_again_and_hidden_where_a_briefing_has_its_own() -> None:
    assert find("minister") is find("minister")
    assert DIRECTORY.find("paper", ENGLISH) == Target("", "paper")
    assert find("paper").briefing == ARABIC


def test_another_briefing_is_named_by_its_slug() -> None:
    target = DIRECTORY.find(Reference("date#q1", HERE), ENGLISH)
    assert target == Target("annotation", "q1", "briefings/date.html#q1", None, ARABIC, QUOTE)


def test_what_is_not_published_leads_nowhere() -> None:
    assert find("gone") == Target("", "gone")
    assert find("gone#q1") == Target("", "gone#q1")
    assert find("author") == Target("author", "author")


def test_only_what_is_shown_is_listed_and_once() -> None:
    references = [Reference(target, HERE) for target in ("q1", "gone", "author", "minister", "q1")]
    assert [target.id for target in DIRECTORY.find_shown(references, ARABIC)] == ["q1", "minister"]


def test_a_title_that_is_given_once_is_in_the_sources_language() -> None:
    name = find("s_wire").name
    assert name is not None
    assert [(wording.language, wording.value) for wording in name.wordings] == [("en", "Budget <delayed>")]
    assert DIRECTORY.source(Reference("s_wire", HERE), ARABIC) is WIRE
