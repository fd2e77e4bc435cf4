from sitegen.model.nearest import nearest, nearest_few


def test_the_likest_is_found_whatever_its_case() -> None:
    assert nearest("Sumary", ["source", "summary", "slug"]) == "summary"
    assert nearest("url", ["URL", "id"]) == "URL"
    assert nearest("توكايف", ["توكاييف", "نزارباييف"]) == "توكاييف"


def test_nothing_is_like_it() -> None:
    assert nearest("xyz", ["source", "summary"]) is None
    assert nearest("xyz", []) is None


def test_several_are_told_the_likest_first_and_always_in_one_order() -> None:
    assert nearest_few("s_reuter", {"s_reuters", "s_reuters_2", "other"}) == ("s_reuters", "s_reuters_2")
    assert nearest_few("ab", ["ac", "ad", "ae", "af"], count=2) == nearest_few("ab", ["af", "ae", "ad", "ac"], count=2)
