from sitegen.model.registers import Actor, Relation, Role
from sitegen.pages.ties import gather_ties, roles_of_now, roles_of_the_past
from tests.pages.sample_site import HERE, date, ref, text, written


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
