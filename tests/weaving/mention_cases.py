"""Case files of mentions: YAML documents with a register, a briefing, and an article in which mentions are marked.

`[name](id)` marks a mention: the name's own characters, and what they mean; several ids are joined by `+`, an id of the
briefing's own begins with `_`. What stands outside the brackets up to the word's border is linked too.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import yaml

from sitegen.model.briefing import Mention
from sitegen.model.problems import Report
from sitegen.model.project import Block, Manuscript, MentionRule, NoMentionRule, Seed, Selector, Sidecar
from sitegen.model.registers import Actor, Alias, FormerName, Place, Registers, Term
from sitegen.model.text import Location, SourceText, Span
from sitegen.model.wording import Date, Reference, Text, Wording, Written
from sitegen.weaving.mentions import build_matcher, find_mentions

Yaml: TypeAlias = Any
HERE = Location("case.yaml")
_MARK = re.compile(r"\[([^\[\]]*)\]\(([\w+-]+)\)")


@dataclass(frozen=True)
class Case:
    title: str
    marked: str
    registers: Registers
    manuscript: Manuscript
    problems: tuple[str, ...]

    @property
    def text(self) -> str:
        return self.manuscript.seed.text

    def find(self) -> tuple[tuple[Mention, ...], Report]:
        report = Report()
        return find_mentions(self.manuscript, build_matcher(self.registers), report), report


def read_cases(folder: Path) -> Iterator[Case]:
    for path in sorted(folder.glob("*.txt")):
        for number, document in enumerate(yaml.safe_load_all(path.read_text(encoding="utf-8")), start=1):
            yield make_case(document, f"{path.stem} {number}: {document['title']}")


def mark(text: str, mentions: tuple[Mention, ...]) -> str:
    """Write the text with its mentions marked, as case files do."""
    pieces, done = [], 0
    for mention in mentions:
        ids = "+".join(f"{'_' if meaning.is_local else ''}{meaning.id}" for meaning in mention.meanings)
        pieces.append(f"{text[done : mention.name.start]}[{mention.name.of(text)}]({ids})")
        done = mention.name.end
    return "".join(pieces) + text[done:]


def make_case(document: Mapping[str, Any], title: str) -> Case:
    known = {"title", "register", "briefing", "article", "problems", "paragraphs"}
    assert set(document) <= known, f"{title}: {set(document) - known}"
    briefing = document.get("briefing", {})
    text = _MARK.sub(r"\1", document["article"])
    seed = make_seed(text, briefing.get("lang", "ar"), is_parted_by_blank_lines="paragraphs" in document)
    manuscript = Manuscript("case", seed, make_sidecar(briefing), (), is_draft=False)
    registers = make_registers(document.get("register", {}))
    return Case(title, document["article"], registers, manuscript, tuple(document.get("problems", ())))


def make_seed(text: str, language: str = "ar", *, is_parted_by_blank_lines: bool = False) -> Seed:
    parts = re.finditer(r".+(?:\n.+)*" if is_parted_by_blank_lines else r".+", text)
    blocks = tuple(Block("paragraph", Span(*part.span())) for part in parts)
    return Seed("case.txt", SourceText("seeds/case.txt", text), language, blocks, is_parted_by_blank_lines)


def make_registers(register: Mapping[str, Any]) -> Registers:
    return Registers(
        actors={item["id"]: make_actor(item) for item in register.get("actors", ())},
        places={item["id"]: make_place(item) for item in register.get("places", ())},
        terms={item["id"]: make_term(item) for item in register.get("terms", ())},
    )


def make_sidecar(briefing: Mapping[str, Any]) -> Sidecar:
    return Sidecar(
        where=HERE,
        published=_date(briefing.get("published")),
        actors=tuple(_reference(item) or make_actor(item) for item in briefing.get("actors", ())),
        places=tuple(_reference(item) or make_place(item) for item in briefing.get("places", ())),
        terms=tuple(_reference(item) or make_term(item) for item in briefing.get("terms", ())),
        mentions=tuple(
            MentionRule(where=HERE, ref=Reference(rule["ref"], HERE), at=_selectors(rule["at"]))
            for rule in briefing.get("mentions", ())
        ),
        not_mentions=tuple(
            NoMentionRule(where=HERE, ref=_reference(rule.get("ref")), at=_selectors(rule["at"]))
            for rule in briefing.get("not_mentions", ())
        ),
    )


def make_actor(item: Mapping[str, Any]) -> Actor:
    return Actor(
        where=HERE,
        id=Written(item["id"], HERE),
        name=text_of(item["name"]),
        type=item.get("type"),
        family=text_of(item["family"]) if "family" in item else None,
        aliases=_aliases(item),
        match=item.get("match"),
    )


def make_place(item: Mapping[str, Any]) -> Place:
    former = tuple(FormerName(where=HERE, name=text_of(name)) for name in item.get("names", ()))
    return Place(
        where=HERE,
        id=Written(item["id"], HERE),
        name=text_of(item["name"]),
        aliases=_aliases(item),
        match=item.get("match"),
        names=former,
    )


def make_term(item: Mapping[str, Any]) -> Term:
    return Term(
        where=HERE,
        id=Written(item["id"], HERE),
        term=text_of(item["term"]),
        abbr=text_of(item["abbr"]) if "abbr" in item else None,
        aliases=_aliases(item),
        match=item.get("match"),
    )


def text_of(written: Yaml) -> Text:
    wordings = written if isinstance(written, dict) else {"ar": written}
    return Text(tuple(Wording(language, value, HERE) for language, value in wordings.items()))


def _aliases(item: Mapping[str, Any]) -> tuple[Alias, ...]:
    written = (alias if isinstance(alias, dict) else {"text": alias} for alias in item.get("aliases", ()))
    return tuple(
        Alias(where=HERE, text=text_of(alias["text"]), match=alias.get("match"), valid=_date(alias.get("valid")))
        for alias in written
    )


def _selectors(at: Yaml) -> tuple[Selector, ...]:
    items = at if isinstance(at, list) else [at]
    return tuple(_selector(item if isinstance(item, dict) else {"exact": item}) for item in items)


def _selector(item: Mapping[str, Any]) -> Selector:
    prefix, suffix = (Written(item[key], HERE) if key in item else None for key in ("prefix", "suffix"))
    exact = Written(item["exact"], HERE)
    return Selector(where=HERE, exact=exact, prefix=prefix, suffix=suffix, occurrence=item.get("occurrence"))


def _date(written: Yaml) -> Date | None:
    return Date(str(written), HERE) if written else None


def _reference(written: Yaml) -> Reference | None:
    return Reference(written, HERE) if isinstance(written, str) else None
