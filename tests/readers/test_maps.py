from sitegen.model.registers import Actor
from sitegen.model.settings import Settings
from tests.readers.reading import decode


def test_params_are_what_json_would_make_of_them() -> None:
    settings, problems = decode(
        Settings,
        """
        params:
          featured: true
          text: "true"
          count: 3
          share: -0.5
          words: [no, 010, 12:30, 2022-01-11, ~, 1_000]
          deep: {er: {est: x}}
        """,
    )
    assert problems == []
    assert settings is not None
    assert settings.params == {
        "featured": True,
        "text": "true",
        "count": 3,
        "share": -0.5,
        "words": ["no", "010", "12:30", "2022-01-11", None, "1_000"],
        "deep": {"er": {"est": "x"}},
    }


def test_identifiers_elsewhere_are_texts() -> None:
    actor, problems = decode(Actor, "id: a\nname: n\nids: {wikidata: Q7747, viaf: 0123, empty: }\n")
    assert problems == []
    assert actor is not None
    assert actor.ids == {"wikidata": "Q7747", "viaf": "0123"}


def test_duplicates_are_told_at_every_depth() -> None:
    settings, problems = decode(Settings, "params: {a: {b: 1, b: 2}, a: 3}\n")
    assert settings is not None
    assert settings.params == {"a": {"b": 1}}
    assert problems == [
        "1:20 duplicate-key: `b` stands twice in `params` in the settings, first at file.yaml:1:14",
        "1:27 duplicate-key: `a` stands twice in `params` in the settings, first at file.yaml:1:10",
    ]


def test_keys_are_texts() -> None:
    _, problems = decode(Settings, "params: {{a: b}: c, 1: d}\n[x]: y\n")
    assert problems == [
        "1:10 wrong-type: a key in `params` in the settings must be a text, and here stands a map",
        "2:1 wrong-type: a key in the settings must be a text, and here stands a list",
    ]
