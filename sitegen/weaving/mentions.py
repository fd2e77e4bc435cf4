"""Mentions: where an article names actors, and the places and terms that its briefing lists.

Of names that share words the longest is meant, and of namesakes the one that the briefing lists.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from textwrap import indent
from typing import Final, NamedTuple

from sitegen.language.edtf import parse_edtf
from sitegen.model.briefing import Meaning, Mention
from sitegen.model.problems import Report
from sitegen.model.project import Manuscript, Seed, Sidecar
from sitegen.model.registers import Actor, Place, Registers, Term
from sitegen.model.text import Span
from sitegen.model.wording import Reference
from sitegen.weaving.mention_rules import PlacedRules, place_rules
from sitegen.weaving.name_finder import NameFinder, remembered_first_keys
from sitegen.weaving.name_forms import NameForm, actor_forms, listed_forms, names_never_found
from sitegen.weaving.name_trie import NameMatch
from sitegen.weaving.pasting import indent_beside, write_scalar, write_selector
from sitegen.weaving.string_search import find_all

REGISTERS: Final = ("actor", "place", "term")
"""In the order in which a stretch that fits several links to one of them."""


@dataclass(frozen=True, slots=True)
class Matcher:
    """The names that every article is searched for; made once a build."""

    registers: Registers
    actors: NameFinder
    """Finds all names of all actors of the register."""
    listable: NameFinder
    """Finds those of its places and terms, which count where a briefing lists them."""


def build_matcher(registers: Registers) -> Matcher:
    """Return what finds the registers' names in articles."""
    actors = NameFinder(form for actor in registers.actors.values() for form in actor_forms(actor))
    return Matcher(registers, actors, NameFinder(_listable_forms(registers)))


def _listable_forms(registers: Registers) -> Iterator[NameForm]:
    for place in registers.places.values():
        yield from listed_forms(place)
    for term in registers.terms.values():
        if term.id.value not in registers.places:
            yield from listed_forms(term)


def warn_of_names_never_found(entries: Iterable[Actor | Place | Term], report: Report) -> None:
    """Report every name that is a word of grammar or no word, as it is looked for nowhere."""
    for entry in entries:
        for wording in names_never_found(entry):
            rule = f"{{ref: {entry.id.value}, at: {write_scalar(wording.value)}}}"
            report.warn(
                "name-never-found",
                f"“{wording.value}” is an everyday word or none at all, so no article is searched for it",
                wording.where,
                found=wording.value,
                help=f"say in each briefing where it means the entry, under `mentions:`: `{rule}`",
            )


class Candidate(NamedTuple):
    """A name at a place where its letters stand."""

    form: NameForm
    name: Span
    """The name's own characters."""
    words: Span
    """The whole written words."""
    departures: int = 0
    """In how many points the text is not the name letter for letter: of two namesakes the one with fewer is meant."""


class Stretch(NamedTuple):
    """A stretch of the text with all that fits it."""

    name: Span
    words: Span
    fits: tuple[Candidate, ...]


class Settled(NamedTuple):
    """A stretch and what it means."""

    stretch: Stretch
    meanings: tuple[Meaning, ...]
    """None where it would link to one of several actors and nothing tells which."""
    rivals: tuple[Meaning, ...] = ()
    """The namesakes between whom nothing decides."""


def find_mentions(manuscript: Manuscript, matcher: Matcher, report: Report) -> tuple[Mention, ...]:
    """Return the article's mentions in the order of the text; they never overlap, and offsets are the seed's.

    Reports a name that fits several actors where nothing settles it, rules that cannot be followed, and names that the
    briefing defines and that are looked for nowhere.
    """
    seed, scope = manuscript.seed, _scope_of(manuscript.sidecar)
    local = manuscript.sidecar
    warn_of_names_never_found((*local.local_actors, *local.local_places, *local.local_terms), report)
    rulings = place_rules(manuscript, matcher.registers, report)
    matches = tuple(_all_matches(manuscript, matcher))
    full = tuple(_full_names(matches, scope))
    allowed = tuple(_not_ruled_out(full, rulings, seed))
    settled = settle(allowed, scope.listed)
    known = scope.listed | _ids_in_full(settled) | _ids_confirmed(full, rulings)
    last = tuple(_not_ruled_out(_last_names(matches, scope, known), rulings, seed))
    if last:
        settled = settle(chain(allowed, last), scope.listed)
    _report_rivals(settled, manuscript, report)
    found = (Mention(item.stretch.name, item.stretch.words, item.meanings) for item in settled if item.meanings)
    said = (Mention(said.name, said.words, (said.meaning,)) for said in rulings.said)
    return tuple(sorted(chain(found, said), key=lambda mention: mention.name.start))


@dataclass(frozen=True, slots=True)
class _Scope:
    """A briefing's own limits on names, wherever they stand."""

    listed: frozenset[str]
    """The ids of all that it lists or defines."""
    published: str | None

    def counts(self, form: NameForm) -> bool:
        """Tell whether a name counts in the briefing: `match` and `valid` allow it."""
        if (form.is_listed_only or form.meaning.register != "actor") and form.meaning.id not in self.listed:
            return False
        return form.valid is None or self.published is None or _may_be_at_once(form.valid, self.published)


def _scope_of(sidecar: Sidecar) -> _Scope:
    items = chain(sidecar.actors, sidecar.places, sidecar.terms)
    listed = frozenset(item.id if isinstance(item, Reference) else item.id.value for item in items)
    return _Scope(listed, sidecar.published.edtf if sidecar.published else None)


def _all_matches(manuscript: Manuscript, matcher: Matcher) -> Iterator[NameMatch]:
    """Yield every place where names of the registers stand, or those of what the briefing defines itself."""
    seed = manuscript.seed
    own = NameFinder(_own_forms(manuscript.sidecar), keys_of=remembered_first_keys)
    blocks = [block.span for block in seed.blocks]
    for finder in (matcher.actors, matcher.listable, own):
        yield from finder.find(seed.text, blocks, seed.language)


def _own_forms(sidecar: Sidecar) -> Iterator[NameForm]:
    for actor in sidecar.local_actors:
        yield from actor_forms(actor, is_local=True)
    for place in sidecar.local_places:
        yield from listed_forms(place, is_local=True)
    for term in sidecar.local_terms:
        yield from listed_forms(term, is_local=True)


def _full_names(matches: Iterable[NameMatch], scope: _Scope) -> Iterator[Candidate]:
    """Yield all names that count and are no last names."""
    for forms, name, words, departures in matches:
        if not forms[0].is_last_name:
            for form in forms:
                if scope.counts(form):
                    yield Candidate(form, name, words, departures)


def _last_names(matches: Iterable[NameMatch], scope: _Scope, known: frozenset[str]) -> Iterator[Candidate]:
    """Yield the last names of those who are known in the briefing."""
    for forms, name, words, departures in matches:
        if forms[0].is_last_name:
            for form in forms:
                if form.meaning.id in known and scope.counts(form):
                    yield Candidate(form, name, words, departures)


@lru_cache(maxsize=1 << 12)
def _may_be_at_once(valid: str, published: str) -> bool:
    """Tell whether the article may lie in the interval; one that cannot be read is reported elsewhere."""
    try:
        return parse_edtf(valid).may_overlap(parse_edtf(published))
    except ValueError:
        return True


def _not_ruled_out(candidates: Iterable[Candidate], rulings: PlacedRules, seed: Seed) -> Iterator[Candidate]:
    """Yield the candidates that share no word with what the editor says or denies of them."""
    if not rulings.said and not rulings.denied:
        yield from candidates
        return
    nobody = _covered((*(said.words for said in rulings.said), *_denied(rulings, None)), seed)
    refs = {denied.ref for denied in rulings.denied if denied.ref}
    denied_of = {ref: _covered(_denied(rulings, ref), seed) for ref in refs}
    for candidate in candidates:
        covers = (nobody, denied_of.get(candidate.form.meaning.id, b""))
        if all(1 not in cover[candidate.words.start : candidate.words.end] for cover in covers):
            yield candidate


def _denied(rulings: PlacedRules, ref: str | None) -> tuple[Span, ...]:
    return tuple(denied.words for denied in rulings.denied if denied.ref == ref)


def _covered(spans: tuple[Span, ...], seed: Seed) -> bytearray:
    """Return a byte for each character of the text: 1 where a span covers it. Empty where there are no spans."""
    cover = bytearray(len(seed.text) if spans else 0)
    for span in spans:
        cover[span.start : span.end] = b"\1" * len(span)
    return cover


def settle(candidates: Iterable[Candidate], listed: frozenset[str]) -> tuple[Settled, ...]:
    """Return the stretches that stay where they may not share a word, in the order of the text, with their meanings.

    `listed` are the ids of what the sidecar lists or defines.
    """
    chosen = _longest_apart(_stretches(candidates))
    return tuple(_settle_stretch(stretch, listed) for stretch in sorted(chosen, key=lambda chosen: chosen.words.start))


def _stretches(candidates: Iterable[Candidate]) -> Iterator[Stretch]:
    """Yield the stretches, the longest first, then the earliest."""
    fitting: dict[tuple[int, int], list[Candidate]] = {}
    for candidate in candidates:
        name = candidate.name
        fitting.setdefault((name.start - name.end, name.start), []).append(candidate)
    for rank in sorted(fitting):
        together = fitting[rank]
        yield Stretch(together[0].name, together[0].words, tuple(together))


def _longest_apart(stretches: Iterable[Stretch]) -> list[Stretch]:
    chosen: list[Stretch] = []
    taken: set[int] = set()
    for stretch in stretches:
        characters = range(stretch.words.start, stretch.words.end)
        if taken.isdisjoint(characters):
            taken.update(characters)
            chosen.append(stretch)
    return chosen


def _settle_stretch(stretch: Stretch, listed: frozenset[str]) -> Settled:
    if len(stretch.fits) == 1:
        return Settled(stretch, (stretch.fits[0].form.meaning,))
    meant: list[Meaning] = []
    rivals: list[Meaning] = []
    for register in REGISTERS:
        namesakes = _likeliest([fit for fit in stretch.fits if fit.form.meaning.register == register], listed)
        (meant if len(namesakes) == 1 else rivals).extend(namesakes)
    if any(rival.register == REGISTERS[0] for rival in rivals):
        meant = []
    return Settled(stretch, tuple(meant), tuple(rivals))


def _likeliest(fits: list[Candidate], listed: frozenset[str]) -> tuple[Meaning, ...]:
    """Return the one that is meant, or all between whom nothing decides."""
    fits = [fit for fit in fits if fit.form.meaning.id in listed] or fits
    fits = [fit for fit in fits if not fit.form.is_last_name] or fits
    closest = min((_closeness(fit) for fit in fits), default=(0, 0))
    return tuple(sorted({fit.form.meaning for fit in fits if _closeness(fit) == closest}))


def _closeness(fit: Candidate) -> tuple[int, int]:
    # للجنة is ل with لجنة or with اللجنة: the name with more letters is meant.
    return (fit.departures, -fit.form.length)


def _ids_in_full(settled: Iterable[Settled]) -> frozenset[str]:
    """Return the ids of persons whose full name is a mention, so that their last names count too."""
    return frozenset(
        fit.form.meaning.id
        for item in settled
        for fit in item.stretch.fits
        if fit.form.is_full_name and fit.form.meaning in item.meanings
    )


def _ids_confirmed(full: Iterable[Candidate], rulings: PlacedRules) -> frozenset[str]:
    """Return the ids of persons of whom the editor says that their full name means them."""
    said = {(said.words, said.meaning) for said in rulings.said}
    if not said:
        return frozenset()
    named = (candidate for candidate in full if candidate.form.is_full_name)
    return frozenset(one.form.meaning.id for one in named if (one.words, one.form.meaning) in said)


def _report_rivals(settled: Iterable[Settled], manuscript: Manuscript, report: Report) -> None:
    """Report every place where a name fits several entries and nothing in the briefing tells which is meant."""
    seed = manuscript.seed
    numbers: dict[str, dict[Span, int]] = {}
    for item in settled:
        if item.rivals:
            name = item.stretch.name.of(seed.text)
            if name not in numbers:
                numbers[name] = {span: number for number, span in enumerate(find_all(name, seed.text), start=1)}
            report.warn(
                "mention-ambiguous",
                f"“{name}” may be {_named(item)}, and nothing here tells which",
                seed.source.location(item.stretch.name.start),
                found=name,
                help=_way_out(item, name, numbers[name], manuscript.sidecar),
            )


def _named(item: Settled) -> str:
    *others, last = (f"`{rival.id}`" for rival in item.rivals)
    return f"{', '.join(others)} or {last}"


def _way_out(item: Settled, name: str, numbers: dict[Span, int], sidecar: Sidecar) -> str:
    rival = item.rivals[0]
    number = {"occurrence": numbers[item.stretch.name]} if len(numbers) > 1 else {}
    rule = f"- ref: {rival.id}\n" + indent(write_selector({"exact": name, **number}), "  ")
    rules, path = indent_beside(rule, [one.where for one in sidecar.mentions]), sidecar.where.path
    place = f"under `mentions:` in {path}:\n" if sidecar.mentions else f"in {path}:\nmentions:\n"
    return f"list the one that is meant under `{rival.register}s:`, or say what this place means, {place}{rules}"
