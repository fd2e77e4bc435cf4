import pytest
from markupsafe import Markup

from sitegen.language.catalogues import load_catalogue
from sitegen.language.labels import LABELS, fill_label, label
from sitegen.model import vocabularies

CLOSED_SETS = {
    "group": vocabularies.GROUPS,
    "kind": vocabularies.KINDS,
    "status": (*vocabularies.STATUSES, ""),
    "form": vocabularies.FORMS,
    "stance": vocabularies.STANCES,
    "confidence": vocabularies.CONFIDENCES,
    "likelihood": vocabularies.LIKELIHOODS,
    "reliability": vocabularies.RELIABILITIES,
    "credibility": vocabularies.CREDIBILITIES,
    "modifier": vocabularies.MODIFIERS,
    "certainty": vocabularies.CERTAINTIES,
    "certainty_told": vocabularies.CERTAINTIES,
    "supports": (*vocabularies.SUPPORTS, ""),
    "actor_type": (*vocabularies.ACTOR_TYPES, ""),
    "actor_kind": (*vocabularies.ACTOR_TYPES, ""),
    "relation": vocabularies.RELATION_TYPES,
}


@pytest.mark.parametrize("of_set", CLOSED_SETS)
def test_every_member_of_a_closed_set_has_a_label(of_set: str) -> None:
    assert set(LABELS[of_set]) == set(CLOSED_SETS[of_set])


def test_what_is_in_no_set_is_shown_as_written() -> None:
    assert label(load_catalogue("en"), "status", "settled") == "settled"


def test_what_fills_a_label_is_escaped() -> None:
    assert fill_label(label(load_catalogue("en"), "modifier", "approx"), amount="<3") == "About &lt;3"


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("no place", "no place"),
        ("%(a)s", "&lt;1&gt;"),
        ("%(a)s, %(b)s, %(a)s", "&lt;1&gt;, <i>, &lt;1&gt;"),
        ("100%% of %(a)s", "100% of &lt;1&gt;"),
        ("%%(a)s", "%(a)s"),
        ("%%%(a)s", "%&lt;1&gt;"),
        ("%(n)d and %(a)s", "3 and &lt;1&gt;"),
        ("%(n)03d", "003"),
    ],
)
def test_places_are_filled_as_python_fills_them(pattern: str, expected: str) -> None:
    parts = {"a": "<1>", "b": Markup("<i>"), "n": 3}

    assert fill_label(pattern, **parts) == expected == Markup(pattern) % parts  # noqa: S704 - as Python itself does


def test_a_place_without_a_word_is_an_error() -> None:
    with pytest.raises(KeyError, match="a"):
        fill_label("%(a)s")
