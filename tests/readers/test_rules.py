import pytest

from sitegen.model.project import Annotation, Value
from sitegen.model.registers import Relation, Role
from sitegen.model.settings import NavItem, Settings
from sitegen.model.vocabularies import KINDS, OWN_KEYS_OF_KIND
from sitegen.readers.rules import kinds_with
from tests.readers.reading import decode


def test_a_kind_carries_its_own_keys_and_no_others() -> None:
    _, problems = decode(Annotation, "kind: quote\nspeaker: a\nform: direct\nevidence: []\nvalue: {amount: 1}\n")
    assert problems == [
        "4:1 unknown-key: unknown key `evidence` in an annotation of kind `quote`",
        "5:1 unknown-key: unknown key `value` in an annotation of kind `quote`",
    ]


def test_without_a_kind_all_keys_may_stand() -> None:
    assert decode(Annotation, "speaker: a\nvalue: {amount: 1}\n")[1] == ["1:1 missing-key: an annotation needs `kind`"]


@pytest.mark.parametrize("kind", KINDS)
def test_every_own_key_names_its_kinds(kind: str) -> None:
    for key in OWN_KEYS_OF_KIND.get(kind, ()):
        assert kind in kinds_with(key)


def test_confidence_and_likelihood_exclude_each_other() -> None:
    note, problems = decode(Annotation, "kind: assessment\nconfidence: high\nlikelihood: likely\n")
    assert note is not None
    assert (note.confidence, note.likelihood) == ("high", None)
    assert problems == ["3:1 conflicting-keys: an annotation has `confidence` or `likelihood`, never both"]


def test_a_range_has_two_numbers_in_order() -> None:
    for written in ("[1]", "[2, 1]", "[1, 2, 3]"):
        value, problems = decode(Value, f"range: {written}\n")
        assert value is not None
        assert value.range == ()
        assert problems == ["1:1 wrong-type: `range` in a `value` must be two numbers, the lower first"]
    assert decode(Value, "range: [1, 2]\n")[1] == []
    assert decode(Value, "amount: 1\nrange: [1, 2]\n")[1] == [
        "2:1 conflicting-keys: a `value` has an `amount` or a `range`, not both"
    ]
    assert decode(Value, "range: [1, x]\n")[1] == [
        "1:12 wrong-type: `range` in a `value` must be a number, and here stands a text"
    ]


def test_a_relation_says_what_it_is() -> None:
    assert decode(Relation, "to: a\n")[1] == ["1:1 missing-key: a relation needs a `type` or a `label`"]
    assert decode(Relation, "to: a\ntype: alli\n")[1] == [
        "2:7 unknown-value: unknown value `alli` of `type` in a relation"
    ]


def test_an_item_of_the_menu_leads_to_one_place() -> None:
    message = "conflicting-keys: an item of `nav` has a `page` or a `url`, exactly one of them"
    assert decode(NavItem, "{page: about, url: 'https://example.org'}")[1] == [f"1:1 {message}"]
    assert decode(NavItem, "label: x")[1] == [f"1:1 {message}"]
    assert decode(NavItem, "about")[1] == []


def test_settings_are_consistent() -> None:
    settings, problems = decode(
        Settings,
        """
        url: example.org
        languages: [ar, en, AR]
        checks: {unknown-kay: error, unknown-key: eror, mention-ambiguous: error}
        """,
    )
    assert settings is not None
    assert settings.url is None
    assert settings.checks == {"mention-ambiguous": "error"}
    assert problems == [
        "2:6 unsafe-url: `url` in the settings must be a whole address: `example.org`",
        "3:21 duplicate-id: the edition `AR` stands twice in `languages`",
        "4:10 unknown-key: unknown key `unknown-kay` in `checks` in the settings: no problem has this code",
        "4:43 unknown-value: unknown value `eror` of `unknown-key` in `checks` in the settings",
    ]


def test_the_bounds_of_a_role_are_single_dates() -> None:
    role, problems = decode(Role, "title: وزير\nfrom: 2019/2020\nto: ../2022\n")
    assert problems == [
        "2:7 bad-date: `from` must be one date, and here stands an interval",
        "3:5 bad-date: `to` must be one date, and here stands an interval",
    ]
    assert role is not None
    assert (role.start, role.end) == (None, None)
