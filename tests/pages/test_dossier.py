"""What is known of an actor, and how actors stand to each other."""

import re

from sitegen.model.registers import Actor, Relation, Role
from sitegen.pages.dossier import gather_ties, roles_of_now, roles_of_the_past
from tests.pages.ledger_folder import ledger_pages
from tests.pages.reading import section_with, text_of
from tests.pages.sample_site import HERE, date, ref, text, written


def part(actor: str, heading: str) -> str:
    return section_with(ledger_pages()[f"actors/{actor}.html"], f'<section aria-labelledby="_{heading}">')


def test_roles_of_now_and_of_the_past_stand_apart() -> None:
    now, before = part("ali", "roles").split("In the past")

    assert [text_of(role) for role in re.findall("<li>(.*?)<", now)] == ["Envoy", "Minister"]
    assert [text_of(role) for role in re.findall("<li>(.*?)<", before)] == ["Deputy", "Clerk"]


def test_affiliations_and_parts_are_seen_from_both_sides() -> None:
    assert 'href="party.html"' in part("ali", "relations")
    assert 'href="ali.html"' in part("party", "members")
    assert 'href="office.html"' in part("cabinet", "parts")
    assert 'href="cabinet.html"' in part("office", "relations")


def test_claims_of_the_actor_and_those_that_name_it_stand_apart() -> None:
    assert 'href="../claims/c_level.html"' in part("ali", "claims")
    assert 'href="../briefings/two.html#c2"' in part("ali", "claims-about")
    assert 'href="../claims/c_level.html"' in part("badr", "claims")
    assert 'href="../claims/c_level.html"' in part("cabinet", "claims-about")


def test_events_there_and_events_that_name_it_are_told() -> None:
    assert 'href="../events/e_flood.html"' in part("cabinet", "events")
    assert 'href="../events/e_vote.html"' in part("ali", "events")


def test_quotes_of_the_speaker_stand_with_the_spokesman_too() -> None:
    assert "the level is rising" in part("ali", "quotes")
    assert "the level is rising" in part("office", "quotes")


def test_a_speaker_who_is_not_named_stands_in_the_spokesmans_dossier_in_words() -> None:
    assert "the flood" in part("office", "quotes")
    assert '<span class="unlinked">A diplomat</span>' in part("office", "quotes")


def test_quotes_stand_first_and_what_the_register_knows_last() -> None:
    html = ledger_pages()["actors/ali.html"]
    order = re.findall(r'<section aria-labelledby="_([\w-]+)">', html)

    assert order == [
        "quotes",
        "claims",
        "claims-about",
        "events",
        "mentions",
        "roles",
        "relations",
        "companions",
    ]


def test_a_quote_in_a_dossier_is_its_words_and_one_line_of_facts() -> None:
    quote = section_with(part("ali", "quotes"), "<li data-row>")

    assert text_of(section_with(quote, "<blockquote")) == "the level is rising"
    facts = "Assertion said Reported speech 2 May 2024 in Arabic through PageRenderer Office The river, note 2"
    assert text_of(section_with(quote, '<p class="meta">')) == facts


def test_counts_that_all_companions_share_are_not_told() -> None:
    assert text_of(part("ali", "companions")) == "Named in the same briefings The Cabinet"


def role(title: str, start: str = "", end: str = "", org: str = "") -> Role:
    return Role(
        where=HERE,
        title=text(en=title),
        org=ref(org) if org else None,
        start=date(start) if start else None,
        end=date(end) if end else None,
    )


def actor(actor_id: str, *roles: Role, relations: tuple[Relation, ...] = ()) -> Actor:
    return Actor(where=HERE, id=written(actor_id), name=text(en=actor_id), roles=roles, relations=relations)


def titles(roles: tuple[Role, ...]) -> list[str]:
    return [one.title.wordings[0].value for one in roles]


def test_roles_are_told_by_date_the_latest_first() -> None:
    minister = actor(
        "minister",
        role("clerk", end="1999"),
        role("deputy", "2010", "2019"),
        role("always"),
        role("envoy", "2021-05"),
        role("minister", "2020"),
        role("mayor", "2000", "2019"),
    )

    assert titles(roles_of_now(minister)) == ["envoy", "minister", "always"]
    assert titles(roles_of_the_past(minister)) == ["deputy", "mayor", "clerk"]


def test_office_holders_of_now_come_first() -> None:
    ties = gather_ties(
        [actor("a", role("head", "2010", "2015", "office")), actor("b", role("head", "2015", "", "office"))]
    )

    assert [holder.actor for holder in ties.holders["office"]] == ["b", "a"]


def test_a_relation_is_seen_from_both_sides_and_told_once() -> None:
    succeeded = Relation(where=HERE, to=ref("b"), type="succeeded")
    preceded = Relation(where=HERE, to=ref("a"), type="preceded")
    rents = Relation(where=HERE, to=ref("b"), label=text(en="rents from"), inverse=text(en="lets to"))
    a, b = actor("a", relations=(succeeded, rents)), actor("b", relations=(preceded,))
    ties = gather_ties([a, b])

    assert [(tie.type, tie.other) for tie in ties.of(a)] == [("succeeded", "b"), ("", "b")]
    assert [(tie.type, tie.label) for tie in ties.of(b)] == [("preceded", None), ("", text(en="lets to"))]
