import pytest

from sitegen.language.catalogues import load_catalogue
from sitegen.language.labels import LABELS, fill_label, label
from sitegen.model import kinds

CLOSED_SETS = {
    "group": kinds.GROUPS,
    "kind": kinds.KINDS,
    "status": (*kinds.STATUSES, ""),
    "form": kinds.FORMS,
    "stance": kinds.STANCES,
    "confidence": kinds.CONFIDENCES,
    "likelihood": kinds.LIKELIHOODS,
    "reliability": kinds.RELIABILITIES,
    "credibility": kinds.CREDIBILITIES,
    "modifier": kinds.MODIFIERS,
    "certainty": kinds.CERTAINTIES,
    "certainty_told": kinds.CERTAINTIES,
    "supports": (*kinds.SUPPORTS, ""),
    "actor_type": (*kinds.ACTOR_TYPES, ""),
    "actor_kind": (*kinds.ACTOR_TYPES, ""),
    "relation": kinds.RELATION_TYPES,
}


@pytest.mark.parametrize("of_set", CLOSED_SETS)
def test_every_member_of_a_closed_set_has_a_label(of_set: str) -> None:
    assert set(LABELS[of_set]) == set(CLOSED_SETS[of_set])


def test_what_is_in_no_set_is_shown_as_written() -> None:
    assert label(load_catalogue("en"), "status", "settled") == "settled"


def test_what_fills_a_label_is_escaped() -> None:
    assert fill_label(label(load_catalogue("en"), "modifier", "approx"), amount="<3") == "About &lt;3"
