from sitegen.weaving.name_forms import actor_forms, listed_forms
from tests.weaving.mention_cases import make_actor, make_place, make_term


def test_a_persons_names_and_what_each_is() -> None:
    actor = make_actor(
        {
            "id": "tokayev",
            "type": "person",
            "name": {"ar": "قاسم جومرت توكاييف", "en": "Kassym-Jomart Tokayev"},
            "family": {"ar": "توكاييف"},
            "aliases": ["قاسم جومارت توكاييف", {"text": "الرئيس", "match": "briefing", "valid": "2019/.."}],
        }
    )
    forms = {" ".join(form.words): form for form in actor_forms(actor)}
    assert list(forms) == [
        "قاسم جومرت توكاييف",
        "Kassym Jomart Tokayev",
        "قاسم جومارت توكاييف",
        "الرئيس",
        "توكاييف",
        "Tokayev",
    ]
    assert [name for name, form in forms.items() if form.is_last_name] == ["توكاييف", "Tokayev"]
    assert [name for name, form in forms.items() if form.is_full_name] == list(forms)[:3]
    assert [name for name, form in forms.items() if form.is_listed_only] == ["الرئيس"]
    assert forms["الرئيس"].valid == "2019/.."


def test_what_is_manual_has_no_forms() -> None:
    assert not list(actor_forms(make_actor({"id": "a", "type": "person", "name": "ألف باء", "match": "manual"})))


def test_a_name_alike_in_two_languages_counts_once() -> None:
    assert len(list(actor_forms(make_actor({"id": "nato", "name": {"en": "NATO", "fr": "NATO"}})))) == 1


def test_signs_around_and_between() -> None:
    (form,) = actor_forms(make_actor({"id": "a", "name": "(حركة «حماس»)"}))
    assert (form.words, form.joints, form.opening, form.closing) == (("حركة", "حماس"), ('"',), "(", "»)")


def test_a_name_without_words_is_never_found() -> None:
    assert not list(actor_forms(make_actor({"id": "a", "name": "—ـ"})))


def test_places_and_terms_are_looked_for_where_they_are_listed() -> None:
    place = listed_forms(make_place({"id": "astana", "name": "أستانا", "names": ["نور سلطان"], "match": "auto"}))
    assert [" ".join(form.words) for form in place] == ["أستانا", "نور سلطان"]
    term = listed_forms(
        make_term({"id": "lpg", "term": "غاز", "abbr": "LPG", "aliases": [{"text": "بوتان", "match": "manual"}]})
    )
    assert [" ".join(form.words) for form in term] == ["غاز", "LPG"]
