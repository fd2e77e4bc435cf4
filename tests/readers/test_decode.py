from dataclasses import fields, is_dataclass

import pytest

from sitegen.model import project, registers
from sitegen.model.keys import key_fields
from sitegen.model.problems import Report
from sitegen.model.project import Annotation, KeyPoint, Selector, Sidecar
from sitegen.model.registers import Actor, Alias, Source
from sitegen.model.settings import Author, License, Settings
from sitegen.model.text import Location, SourceText
from sitegen.model.wording import Reference, Written
from sitegen.readers.decode import noun_decoder
from sitegen.readers.registers import read_register
from tests.readers.reading import decode

NOUNS = [one for module in (project, registers) for one in vars(module).values() if isinstance(one, type)]
WRITTEN = [noun for noun in NOUNS if is_dataclass(noun) and key_fields(noun)]


@pytest.mark.parametrize("noun", WRITTEN, ids=lambda noun: noun.__name__)
def test_every_noun_that_is_written_can_be_decoded(noun: type) -> None:
    names = [one.name for one in key_fields(noun)]
    assert len(names) == len(set(names)), "two fields have one key"
    assert noun_decoder(noun) is noun_decoder(noun)
    assert "where" in {one.name for one in fields(noun)}


@pytest.mark.parametrize("noun", WRITTEN)
def test_no_value_is_too_odd_to_be_told(noun: type) -> None:
    for field in key_fields(noun):
        for value in ("x", "[x]", "[[x]]", "{x: y}", "[{x: y}]", "{ar: [x]}", "[]", "{}", "~", "[~]"):
            decode(noun, f"{field.name}: {value}\n")


def test_keys_are_found_by_the_names_that_are_written() -> None:
    actor, problems = decode(Actor, "id: a\nname: n\nroles: [{title: t, from: '2019', to: '2020'}]\n")
    assert problems == []
    assert actor is not None
    assert (str(actor.roles[0].start), str(actor.roles[0].end)) == ("2019", "2020")
    source, problems = decode(Source, "id: s\ntitle: t\ncontainer-title: c\nURL: https://example.org\n")
    assert problems == []
    assert source is not None
    assert str(source.url) == "https://example.org"


def test_a_noun_knows_where_it_stands() -> None:
    sidecar, _ = decode(Sidecar, "slug: a\nannotations:\n  - kind: context\n    at: {exact: x}\n")
    assert sidecar is not None
    assert sidecar.where == Location("file.yaml", 1, 1)
    assert sidecar.annotations[0].where == Location("file.yaml", 3, 5)
    assert sidecar.annotations[0].at[0].where == Location("file.yaml", 4, 9)
    assert sidecar.annotations[0].at[0].exact.where == Location("file.yaml", 4, 17)


def test_a_string_stands_for_a_map_with_one_key() -> None:
    sidecar, problems = decode(
        Sidecar,
        """
        authors: [Desk, {name: Other}]
        license: CC-BY-4.0
        key_points: [نقطة]
        actors: [tokayev, {id: own, name: n, aliases: [اسم, {text: آخر, match: manual}]}]
        """,
    )
    assert problems == []
    assert sidecar is not None
    assert isinstance(sidecar.license, License)
    assert sidecar.license.article is None
    assert all(isinstance(author, Author) for author in sidecar.authors)
    assert isinstance(sidecar.key_points[0], KeyPoint)
    listed, own = sidecar.actors
    assert isinstance(listed, Reference)
    assert isinstance(own, Actor)
    assert all(isinstance(alias, Alias) for alias in own.aliases)


@pytest.mark.parametrize(
    "at", ["at: words", "at: {exact: words}", "at: [words]", "at: [{exact: words}]", "at:\n  - exact: words"]
)
def test_an_anchor_is_a_string_a_map_or_a_list(at: str) -> None:
    note, problems = decode(Annotation, f"kind: context\n{at}\n")
    assert problems == []
    assert note is not None
    assert note.at == (Selector(where=Location(""), exact=Written("words", Location(""))),)


@pytest.mark.parametrize("nothing", ["", "~", "null", "''", '""', "' '"])
def test_a_key_without_a_value_is_absent(nothing: str) -> None:
    settings, problems = decode(Settings, f"title: {nothing}\nlanguages: {nothing}\nparams: {nothing}\n")
    assert problems == []
    assert settings is not None
    assert (settings.title, settings.languages, settings.params) == (None, (), None)


@pytest.mark.parametrize("nothing", ["", "~", "''"])
def test_a_needed_key_without_a_value_is_missing(nothing: str) -> None:
    actor, problems = decode(Actor, f"id: a\nname: {nothing}\n")
    assert actor is None
    assert problems == ["1:1 missing-key: an actor needs `name`"]


def test_a_needed_list_without_an_item_is_missing() -> None:
    sidecar, problems = decode(Sidecar, "mentions: [{ref: a, at: []}]\n")
    assert sidecar is not None
    assert sidecar.mentions == ()
    assert problems == ["1:12 missing-key: an item of `mentions` needs `at`"]


def test_broken_pieces_are_left_out_and_the_rest_is_read() -> None:
    sidecar, problems = decode(
        Sidecar,
        """
        published: someday
        title: العنوان
        annotations:
          - {kind: quotation, at: one}
          - {kind: context, at: two, created: never}
          - text
        topics: [protest, [a], 2]
        """,
    )
    assert sidecar is not None
    assert sidecar.published is None
    assert sidecar.title is not None
    assert [str(note.at[0].exact) for note in sidecar.annotations] == ["two"]
    assert [str(topic) for topic in sidecar.topics] == ["protest", "2"]
    assert [problem.split(":")[1].split()[1] for problem in problems] == [
        "bad-date", "unknown-value", "bad-date", "wrong-type", "wrong-type",
    ]  # fmt: skip


def test_one_mistake_is_told_once() -> None:
    assert decode(Actor, "id: a\nnmae: n\n")[1] == ["2:1 unknown-key: unknown key `nmae` in an actor"]
    assert decode(Actor, "id: a b\nname: n\n")[1] == [
        "1:5 bad-id: `id` in an actor must begin with a letter and hold only ASCII letters, digits, `-` and `_`: `a b`"
    ]
    assert len(decode(Sidecar, "mentions: [{ref: a, at: [[x]]}]")[1]) == 1


def test_ids_of_broken_pieces_are_known() -> None:
    source = SourceText("content/actors.yaml", "actors:\n  - {id: half}\n  - {id: whole, name: n}\n")
    file = read_register(source, "actors", language="ar", report=Report())
    assert [str(one) for one in file.declared] == ["half", "whole"]
    assert len(file.entries) == 1
