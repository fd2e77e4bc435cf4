"""JSON with an entry a line."""

import json

from sitegen.exports.json_files import (
    by_language,
    json_file,
    without_gaps,
    written_file,
    written_object,
)
from sitegen.model.text import Location
from sitegen.model.wording import Text, Wording


def test_each_entry_of_a_list_stands_on_a_line() -> None:
    content = {"title": "متن", "none": [], "items": [{"a": 1}, {"b": ["x\u2028</script>"]}]}
    written = json_file("a.json", content).content.decode()
    assert json.loads(written) == content
    assert written.split("\n")[:5] == ["{", '"title":"متن",', '"none":[],', '"items":[', '{"a":1},']
    assert written.endswith("\n]\n}\n")


def test_what_is_json_already_makes_the_same_file() -> None:
    content = {"title": 'a "متن"\n', "none": [], "items": [{"a": 1, "b": [2, None]}, {"a": 0.5}]}
    items = [written_object({"a": "1", "gap": "", "b": "[2,null]"}), written_object({"a": "0.5"})]
    members = {"title": '"a \\"متن\\"\\n"', "none": [], "items": items}
    assert written_file("a.json", members) == json_file("a.json", content)


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
