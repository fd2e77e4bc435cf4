"""The list of actors with their mentions."""

import json
from typing import Any

from tests.exports.sample_folder import FILES, Files


def actors(files: Files) -> dict[str, dict[str, Any]]:
    return {actor["id"]: actor for actor in json.loads(files["data/actors.json"])["actors"]}


def test_the_register_comes_first_then_what_briefings_define(sample: Files) -> None:
    assert list(actors(sample)) == ["ali", "nobody", "_summit-salim"]


def test_an_actor_is_told_in_the_words_of_the_register(sample: Files) -> None:
    ali = actors(sample)["ali"]
    mentions = ali.pop("mentions")
    assert len(mentions) == 2
    assert ali == {
        "id": "ali",
        "address": "actors/ali.html",
        "name": {"ar": "سامي العلي", "en": "Sami al-Ali"},
        "type": "person",
        "family": {"ar": "العلي", "en": "Ali"},
        "aliases": [{"text": {"ar": "رئيس الوفد"}, "match": "briefing", "valid": "2020/.."}],
        "roles": [{"title": {"ar": "وزير"}, "from": "2020"}],
        "ids": {"wikidata": "Q1"},
        "links": [{"url": "https://example.org/ali", "label": {"en": "Page"}}],
    }


def test_a_mention_gives_the_names_own_offsets(sample: Files) -> None:
    for actor in actors(sample).values():
        for mention in actor["mentions"]:
            text = FILES[f"seeds/{mention['slug']}.txt"]
            assert text[mention["start"] : mention["end"]] == mention["text"]
    assert [mention["text"] for mention in actors(sample)["ali"]["mentions"]] == ["سامي العلي", "العلي"]


def test_whom_nobody_mentions_stands_there_all_the_same(sample: Files) -> None:
    assert actors(sample)["nobody"]["mentions"] == []


def test_an_actor_of_a_briefings_own_leads_to_the_briefing(sample: Files) -> None:
    salim = actors(sample)["_summit-salim"]
    assert salim["address"] == "briefings/summit.html#salim"
    assert salim["briefing"] == "summit"
    assert [mention["text"] for mention in salim["mentions"]] == ["منى سليم"]


def test_the_data_need_no_address(sample: Files, without_url: Files) -> None:
    assert sample["data/actors.json"] == without_url["data/actors.json"]
