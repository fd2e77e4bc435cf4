"""Mentions: where an article names actors, and the places and terms that its briefing lists."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from textwrap import indent

from sitegen.language.edtf import parse_edtf
from sitegen.model.problems import Report
from sitegen.model.project import Manuscript, Seed, Sidecar
from sitegen.model.prose import Mention
from sitegen.model.registers import Actor, Place, Registers, Term
from sitegen.model.text import Span
from sitegen.weaving.mention_rules import Rulings, place_rules
from sitegen.weaving.name_forms import NameForm, actor_forms, place_forms, term_forms
from sitegen.weaving.name_trie import Candidate, NameTrie, find_candidates, grow_trie
from sitegen.weaving.namesakes import Settled, settle
from sitegen.weaving.occurrences import find_all
from sitegen.weaving.pasting import write_selector


@dataclass(frozen=True, slots=True)
class Matcher:
    """What is looked for in every article; made once a build."""

    registers: Registers
    actors: NameTrie
    """All names of all actors of the register."""


def build_matcher(registers: Registers) -> Matcher:
    """Return what finds the registers' names in articles."""
    return Matcher(registers, grow_trie(form for actor in registers.actors.values() for form in actor_forms(actor)))


def find_mentions(manuscript: Manuscript, matcher: Matcher, report: Report) -> tuple[Mention, ...]:
    """Return the article's mentions in the order of the text; they never overlap, and offsets are the seed's.

    Reports a name that fits several actors where nothing settles it, and rules that cannot be followed.
    """
    seed, sidecar = manuscript.seed, manuscript.sidecar
    rulings = place_rules(manuscript, matcher.registers, report)
    listed = _listed_ids(sidecar)
    tries = (matcher.actors, grow_trie(_forms_of_briefing(sidecar, matcher.registers, listed)))
    counting = tuple(_counting(_all_candidates(seed, tries), sidecar, listed))
    allowed = tuple(_not_ruled_out(counting, rulings, seed))
    standing = _full_names_standing(allowed, counting, rulings, listed)
    usable = (candidate for candidate in allowed if _may_count(candidate.form, listed | standing))
    settled = settle(usable, listed)
    _report_rivals(settled, seed, report)
    found = (Mention(item.stretch.name, item.stretch.words, item.meanings) for item in settled if item.meanings)
    said = (Mention(said.name, said.words, (said.meaning,)) for said in rulings.said)
    return tuple(sorted(chain(found, said)))


def _listed_ids(sidecar: Sidecar) -> frozenset[str]:
    items = chain(sidecar.actors, sidecar.places, sidecar.terms)
    return frozenset(item.id.value if isinstance(item, Actor | Place | Term) else item.id for item in items)


def _forms_of_briefing(sidecar: Sidecar, registers: Registers, listed: frozenset[str]) -> Iterator[NameForm]:
    """Yield the names that are looked for in this briefing alone: listed places and terms, and its own definitions."""
    for entry_id in sorted(listed):
        if entry_id in registers.places:
            yield from place_forms(registers.places[entry_id])
        elif entry_id in registers.terms:
            yield from term_forms(registers.terms[entry_id])
    for actor in sidecar.local_actors:
        yield from actor_forms(actor, is_local=True)
    for place in sidecar.local_places:
        yield from place_forms(place, is_local=True)
    for term in sidecar.local_terms:
        yield from term_forms(term, is_local=True)


def _all_candidates(seed: Seed, tries: tuple[NameTrie, ...]) -> Iterator[Candidate]:
    for block in seed.blocks:
        yield from find_candidates(seed.text, block.span, language=seed.language, tries=tries)


def _counting(candidates: Iterable[Candidate], sidecar: Sidecar, listed: frozenset[str]) -> Iterator[Candidate]:
    """Yield the candidates whose names count in this briefing: `match` and `valid` allow it."""
    published = sidecar.published.edtf if sidecar.published else None
    for candidate in candidates:
        form = candidate.form
        if form.is_listed_only and form.meaning.id not in listed:
            continue
        if form.valid is None or published is None or _may_be_at_once(form.valid, published):
            yield candidate


@lru_cache(maxsize=1 << 12)
def _may_be_at_once(valid: str, published: str) -> bool:
    """Tell whether the article may lie in the interval; one that cannot be read is reported elsewhere."""
    try:
        return parse_edtf(valid).may_overlap(parse_edtf(published))
    except ValueError:
        return True


def _not_ruled_out(candidates: Iterable[Candidate], rulings: Rulings, seed: Seed) -> Iterator[Candidate]:
    """Yield the candidates that share no word with what the editor says or denies of them."""
    nobody = _covered((*(said.words for said in rulings.said), *_denied(rulings, None)), seed)
    refs = {denied.ref for denied in rulings.denied if denied.ref}
    denied_of = {ref: _covered(_denied(rulings, ref), seed) for ref in refs}
    for candidate in candidates:
        covers = (nobody, denied_of.get(candidate.form.meaning.id, b""))
        if all(1 not in cover[candidate.words.start : candidate.words.end] for cover in covers):
            yield candidate


def _denied(rulings: Rulings, ref: str | None) -> tuple[Span, ...]:
    return tuple(denied.words for denied in rulings.denied if denied.ref == ref)


def _covered(spans: tuple[Span, ...], seed: Seed) -> bytearray:
    """Return a byte for each character of the text: 1 where a span covers it. Empty where there are no spans."""
    cover = bytearray(len(seed.text) if spans else 0)
    for span in spans:
        cover[span.start : span.end] = b"\1" * len(span)
    return cover


def _full_names_standing(
    allowed: tuple[Candidate, ...], counting: tuple[Candidate, ...], rulings: Rulings, listed: frozenset[str]
) -> frozenset[str]:
    """Return the ids of persons whose full name is a mention, so that their last names count too."""
    full = (candidate for candidate in allowed if not candidate.form.is_last_name)
    found = (
        form.meaning.id
        for settled in settle(full, listed)
        for form in (fit.form for fit in settled.stretch.fits)
        if form.is_full_name and form.meaning in settled.meanings
    )
    said = {(said.words, said.meaning) for said in rulings.said}
    confirmed = (
        candidate.form.meaning.id
        for candidate in counting
        if candidate.form.is_full_name and (candidate.words, candidate.form.meaning) in said
    )
    return frozenset(chain(found, confirmed))


def _may_count(form: NameForm, known: frozenset[str]) -> bool:
    return not form.is_last_name or form.meaning.id in known


def _report_rivals(settled: Iterable[Settled], seed: Seed, report: Report) -> None:
    """Report every place where a name fits several entries and nothing in the briefing tells which is meant."""
    places: dict[str, tuple[Span, ...]] = {}
    for item in settled:
        if item.rivals:
            name = item.stretch.name.of(seed.text)
            if name not in places:
                places[name] = tuple(find_all(name, seed.text))
            report.warn(
                "mention-ambiguous",
                f"“{name}” may be {_named(item)}, and nothing here tells which",
                seed.source.location(item.stretch.name.start),
                found=name,
                help=_way_out(item, name, places[name]),
            )


def _named(item: Settled) -> str:
    *others, last = (f"`{rival.id}`" for rival in item.rivals)
    return f"{', '.join(others)} or {last}"


def _way_out(item: Settled, name: str, places: tuple[Span, ...]) -> str:
    rival = item.rivals[0]
    number = {"occurrence": places.index(item.stretch.name) + 1} if len(places) > 1 else {}
    rule = indent(write_selector({"exact": name, **number}), "    ")
    return (
        f"list the one that is meant under `{rival.register}s:` in the briefing, or say what this place means:\n"
        f"mentions:\n  - ref: {rival.id}\n{rule}"
    )
