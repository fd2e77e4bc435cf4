import pytest

from sitegen.language.catalogues import interface_languages, load_catalogue
from sitegen.language.labels import LABELS
from sitegen.model import vocabularies as sets
from sitegen.model.codes import LEVELS
from sitegen.model.keys import key_fields
from sitegen.model.project import Annotation
from sitegen.model.registers import Source, Term
from sitegen.readers.synonyms import SYNONYMS, meant_key, meant_value, synonyms_of

SETS = {known: name for name, known in vars(sets).items() if isinstance(known, tuple)} | {LEVELS: "LEVELS"}


@pytest.mark.parametrize(
    ("known", "words"),
    [
        (sets.STATUSES, {"verified": "confirmed", "Verifed": "confirmed", "true": "confirmed", "false": "contradicted",
                          "misleading": "disputed", "undisputed": "confirmed", "substantiated": "corroborated",
                          "محل خلاف": "disputed", "مؤكّد": "confirmed", "غير مؤكد": "unverified", "disputd": "disputed",
                          "Not checkable": "not_checkable", "xyz": None}),
        (sets.KINDS, {"اقتباس": "quote", "سياق": "context", "إدعاء": "claim", "ציטוט": "quote", "شيء آخر": None,
                       "qoute": "quote", "background": "context", "Discussion question": "question"}),
        (sets.MODIFIERS, {"more than": "more_than", "أكثر من": "more_than", "larger_than": "more_than",
                           "greater-than": "more_than", "over": "more_than", "less_then": "less_than",
                           "at_mots": "at_most", "at_lest": "at_least", "≥": "at_least", "حوالي": "approx"}),
        (sets.FORMS, {"dirct": "direct", "indirct": "indirect", "بالمعنى": "indirect"}),
        (sets.LIKELIHOODS, {"likly": "likely", "unlikly": "unlikely", "highly_unlikely": "very_unlikely"}),
        (sets.RELATION_TYPES, {"succeeded_by": "preceded", "preceded_by": "succeeded", "suported_by": "supported_by"}),
        (sets.STANCES, {"قال": "neutral", "نفى": "deny", "denied": "deny", "تحذير": "warn"}),
        (sets.SUPPORTS, {"yes": "true", "no": "false"}),
        (LEVELS, {"none": "off", "warn": "warning"}),
    ],
)  # fmt: skip
def test_words_stand_for_values(known: tuple[str, ...], words: dict[str, str | None]) -> None:
    assert {word: meant_value(word, known) for word in words} == words


@pytest.mark.parametrize("known", SETS, ids=SETS.values())
def test_labels_in_all_languages_stand_for_their_values(known: tuple[str, ...]) -> None:
    for name, labels in LABELS.items():
        if labels.keys() - {""} == set(known) and name != "certainty_told":
            for language in interface_languages():
                for value in known:
                    said = str(load_catalogue(language).pgettext(*labels[value])).replace("%(amount)s", "")
                    is_typed_of_the_other_side = known == sets.RELATION_TYPES and said in (
                        "Member",
                        "Spokesperson",
                        "سلف",
                    )
                    assert (meant_value(said, known) == value) is not is_typed_of_the_other_side, said


@pytest.mark.parametrize("known", SETS, ids=SETS.values())
def test_a_negated_value_never_stands_for_the_value(known: tuple[str, ...]) -> None:
    for value in known:
        assert meant_value(value, known) == value
        for prefix in ("un", "not_", "in"):
            assert meant_value(prefix + value, known) != value
        bare = value.removeprefix("not_").removeprefix("un").removeprefix("in").removeprefix("dis")
        assert bare == value or meant_value(bare, known) != value, bare


@pytest.mark.parametrize("known", SYNONYMS, ids=SETS.get)
def test_synonyms_are_of_values_of_their_set_and_of_one_value(known: tuple[str, ...]) -> None:
    synonyms = SYNONYMS[known]
    assert synonyms.keys() <= set(known)
    for word, value in synonyms_of(known):
        assert meant_value(word, known) == value, word
        assert word not in known


@pytest.mark.parametrize(
    ("noun", "words"),
    [
        (Annotation, {"type": "kind", "quote": "at", "note": "body", "souces": "sources", "xyzzy": None}),
        (Source, {"link": "URL", "Name": "title", "date": "issued"}),
        (Term, {"name": "term", "meaning": "definition"}),
    ],
)
def test_words_stand_for_keys(noun: type, words: dict[str, str | None]) -> None:
    known = {field.name for field in key_fields(noun)}
    assert {word: meant_key(word, known) for word in words} == words
