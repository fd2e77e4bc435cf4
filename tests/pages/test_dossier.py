import re

from tests.pages.ledger_folder import ledger_pages
from tests.pages.reading import section_with, text_of


def part(actor: str, heading: str) -> str:
    return section_with(ledger_pages()[f"actors/{actor}.html"], f'<section aria-labelledby="_{heading}">')


def test_roles_of_now_and_of_the_past_stand_apart() -> None:
    now, before = part("ali", "roles").split("In the past")

    assert [text_of(role) for role in re.findall('fact-what">(.*?)<', now)] == ["Envoy", "Minister"]
    assert [text_of(role) for role in re.findall('fact-what">(.*?)<', before)] == ["Deputy", "Clerk"]


def test_affiliations_and_parts_are_seen_from_both_sides() -> None:
    assert 'href="party.html"' in part("ali", "relations")
    assert 'href="ali.html"' in part("party", "members")
    assert 'href="office.html"' in part("cabinet", "parts")
    assert 'href="cabinet.html"' in part("office", "relations")


def test_claims_of_the_actor_and_those_that_name_it_stand_apart() -> None:
    assert 'href="../claims.html#c_level"' in part("ali", "claims")
    assert 'href="../claims.html#_two.c2"' in part("ali", "claims-about")
    assert 'href="../claims.html#c_level"' in part("badr", "claims")
    assert 'href="../claims.html#c_level"' in part("cabinet", "claims-about")


def test_events_there_and_events_that_name_it_are_told() -> None:
    assert 'href="../timeline.html#e_flood"' in part("cabinet", "events")
    assert 'href="../timeline.html#e_vote"' in part("ali", "events")


def test_quotes_of_the_speaker_stand_with_the_spokesman_too() -> None:
    assert "the level is rising" in part("ali", "quotes")
    assert "the level is rising" in part("office", "quotes")


def test_a_speaker_who_is_not_named_stands_in_the_spokesmans_dossier_in_words() -> None:
    assert "the flood" in part("office", "quotes")
    assert '<span class="unlinked">A diplomat</span>' in part("office", "quotes")


def test_briefings_stand_by_date_and_companions_with_counts() -> None:
    assert text_of(part("ali", "briefings")) == "By briefing 2024 The river 3 May 2024 1 mention"
    assert text_of(part("ali", "companions")) == "Named in the same briefings The Cabinet 1 briefing"
