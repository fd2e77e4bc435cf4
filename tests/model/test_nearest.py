import pytest

from sitegen.model.nearest import is_opposite, nearest, nearest_few, nearest_meaning, nearest_slug


def test_the_likest_is_found_whatever_its_case() -> None:
    assert nearest("Sumary", ["source", "summary", "slug"]) == "summary"
    assert nearest("url", ["URL", "id"]) == "URL"
    assert nearest("توكايف", ["توكاييف", "نزارباييف"]) == "توكاييف"


def test_nothing_is_like_it() -> None:
    assert nearest("xyz", ["source", "summary"]) is None
    assert nearest("xyz", []) is None


@pytest.mark.parametrize(
    "path",
    ["port-strike", "content/briefings/port-strike.yaml", r"seeds\port-strike.txt", "./port-strike.yml", "port-strik"],
)
def test_a_slug_is_known_by_the_path_of_its_files(path: str) -> None:
    assert nearest_slug(path, ["port", "port-strike", "strike"]) == "port-strike"


def test_several_are_told_the_likest_first_and_always_in_one_order() -> None:
    assert nearest_few("s_reuter", {"s_reuters", "s_reuters_2", "other"}) == ("s_reuters", "s_reuters_2")
    assert nearest_few("ab", ["ac", "ad", "ae", "af"], count=2) == nearest_few("ab", ["af", "ae", "ad", "ac"], count=2)


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("verified", "unverified"),
        ("verifed", "unverified"),
        ("unconfirmed", "confirmed"),
        ("notconfirmed", "confirmed"),
        ("not_confirmed", "confirmed"),
        ("checkable", "not_checkable"),
        ("dirct", "indirect"),
        ("indirct", "direct"),
        ("very_unlikly", "very_likely"),
        ("succeeded_by", "succeeded"),
        ("مؤكد", "غير مؤكد"),
        ("غير مؤكدة", "مؤكد"),
    ],
)
def test_a_word_and_its_negation_are_opposites(word: str, other: str) -> None:
    assert is_opposite(word, other)
    assert nearest_meaning(word, [other]) is None


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("unverifed", "unverified"),
        ("nverified", "unverified"),
        ("uncheckable", "not_checkable"),
        ("nstitution", "institution"),
        ("indirct", "indirect"),
        ("descripton", "description"),
        ("led_bye", "led_by"),
    ],
)
def test_a_slip_is_no_opposite(word: str, other: str) -> None:
    assert not is_opposite(word, other)
    assert nearest_meaning(word, [other]) == other
