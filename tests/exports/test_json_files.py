"""JSON with an entry a line."""

import json

from sitegen.exports.json_files import by_language, json_file, without_gaps
from sitegen.model.text import Location
from sitegen.model.wording import Text, Wording


def test_each_entry_of_a_list_stands_on_a_line() -> None:
    content = {"title": "متن", "none": [], "items": [{"a": 1}, {"b": ["x\u2028</script>"]}]}
    written = json_file("a.json", content).content.decode()
    assert json.loads(written) == content
    assert written.split("\n")[:5] == ["{", '"title": "متن",', '"none": [],', '"items": [', '{"a": 1},']
    assert written.endswith("\n]\n}\n")


def test_gaps_are_what_says_nothing() -> None:
    assert without_gaps({"a": None, "b": "", "c": [], "d": {}, "e": 0, "f": 0.0, "g": False}) == {
        "e": 0,
        "f": 0.0,
        "g": False,
    }


def test_a_text_by_language() -> None:
    where = Location("content/site.yaml")
    assert by_language(Text((Wording("ar", "ا", where), Wording("en", "a", where)))) == {"ar": "ا", "en": "a"}
    assert by_language(None) == {}
