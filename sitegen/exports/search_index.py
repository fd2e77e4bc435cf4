"""`search/`: the index by which the search's page finds words, as scripts that also load from a disk.

Every file calls `sitegenSearch(name, content)`, with the name by which the page asked for it:

- `index.js`: how large the index is, and the tables by which words are folded and taken apart;
- `words-<n>.js`: a part of the words, a line each: the word, then after a space for each field a digit of base 64 and
  the numbers of the briefings, or entries, in which it stands there (`search_terms.Field`);
- `briefings-<n>.js`: the slugs of CHUNK briefings by their numbers; the newest has the highest;
- `entries-<n>.js`: what is shown of CHUNK entries of registers and free pages;
- `pages/<name>.js`: the text of a free page;
- `texts/<slug>.js`: a briefing's texts, from which excerpts are cut.

A number stands in base 32, five bits a character, as its distance from the one before. Characters but a number's last
are of the alphabet's second half. Which words an edit touches is known term by term, so that it rewrites few parts.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from sitegen.exports.json_files import without_gaps, written, written_text
from sitegen.language.dates import print_date
from sitegen.language.editions import list_editions
from sitegen.language.plain_text import plain_text
from sitegen.language.search_words import GROUPS, script_tables
from sitegen.model.addresses import entry_address, page_address
from sitegen.model.briefing import Briefing, make_headline
from sitegen.model.project import FreePage
from sitegen.model.registers import Actor, Claim, Event, Place, Term, name_of
from sitegen.model.site_files import Artifact
from sitegen.model.wording import Text, Wording
from sitegen.records.search_terms import (
    SearchedEntry,
    named_in,
    names_of,
    read_term,
    said_beside,
    searched_entries,
)
from sitegen.records.site import Site

FOLDER: Final = "search/"
CHUNK: Final = 64
"""Slugs, or entries, in a file: a search needs those of the few briefings that it shows."""
BRIEFINGS_A_PART: Final = 10
"""With so many briefings for each part of the words a part has some 10 KB."""

_ALPHABET: Final = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_"


@dataclass(frozen=True, slots=True)
class PlannedFile:
    """A file that is planned, not made."""

    path: str
    make: Callable[[], Artifact]


def plan_search(site: Site) -> Iterator[PlannedFile]:
    """Yield the files of the index but the texts of briefings."""
    briefings = len(site.library.briefings())
    entries = tuple(searched_entries(site.registers, site.pages))
    parts = count_parts(briefings)
    head: Mapping[str, object] = {"parts": parts, "briefings": briefings, **script_tables()}
    yield _planned("index", partial(written, head))
    for part in range(parts):
        size = GROUPS // parts
        yield _planned(f"words-{part}", partial(_write_words, site, part * size, (part + 1) * size))
    for chunk in range(-(-briefings // CHUNK)):
        yield _planned(f"briefings-{chunk}", partial(_write_slugs, site, chunk))
    for chunk in range(-(-len(entries) // CHUNK)):
        yield _planned(f"entries-{chunk}", partial(_write_entries, entries[chunk * CHUNK :][:CHUNK], site))
    for page in site.pages:
        yield _planned(f"pages/{page.name}", partial(_write_page, page, site))


def export_search_text(briefing: Briefing, site: Site) -> Iterator[Artifact]:
    """Yield what the search's page shows of a briefing, and looks for words in."""
    seed, registers = briefing.seed, site.registers
    named = named_in(briefing, registers)
    numbers = {meaning: number for number, meaning in enumerate(named)}
    languages, editions = site.settings.editions, list_editions(site.settings)
    beside = said_beside(briefing, registers, languages, site.html_of)
    dated = editions if briefing.date else ()
    content = {
        "lang": seed.language,
        "dates": {one.language: print_date(briefing.date, one.language, one.digits) for one in dated},
        "titles": {one: _wording(make_headline(briefing, one).shown, "") for one in languages},
        "blocks": [[block.span.start, block.role == "paragraph", block.span.of(seed.text)] for block in seed.blocks],
        "mentions": [
            [mention.name.start, mention.words.start, mention.words.end, *(numbers[one] for one in mention.meanings)]
            for mention in briefing.prose.mentions
        ],
        "named": [list(dict.fromkeys(names_of(entry))) for entry in named.values()],
        "beside": {
            language: [[note.id, note.kind, *[_wording(said, language) for said in note.wordings]] for note in notes]
            for language, notes in zip(languages, beside, strict=True)
        },
    }
    yield _file(f"texts/{briefing.slug}", written(content))


def count_parts(briefings: int) -> int:
    """Return into how many parts the words of so many briefings are cut: a power of two, at most GROUPS."""
    return min(GROUPS, 1 << max(0, (briefings // BRIEFINGS_A_PART).bit_length()))


def _planned(name: str, write: Callable[[], str]) -> PlannedFile:
    return PlannedFile(f"{FOLDER}{name}.js", lambda: _file(name, write()))


def _file(name: str, content: str) -> Artifact:
    return Artifact(f"{FOLDER}{name}.js", f"sitegenSearch({written_text(name)},{content})\n".encode())


def _write_slugs(site: Site, chunk: int) -> str:
    oldest_first = site.library.briefings()[::-1]
    return written([line.slug for line in oldest_first[chunk * CHUNK :][:CHUNK]])


# --- words


def _write_words(site: Site, first: int, end: int) -> str:
    """Return the lines of the words of some groups."""
    lines, last = [], ""
    for term, numbers in site.library.search_places(first, end):
        word, field = read_term(term)
        lines.append(f"{'' if word == last else f'{_NEW_LINE}{word}'} {_ALPHABET[field]}{write_distances(numbers)}")
        last = word
    return written_text("".join(lines)[1:])


_NEW_LINE: Final = "\n"


def write_distances(numbers: Sequence[int]) -> str:
    """Return ascending numbers, each as its distance from the one before; the first from -1."""
    return "".join([_WRITTEN[one - last - 1] for last, one in zip((-1, *numbers), numbers, strict=False)])


class _Written(dict[int, str]):
    """Numbers as they are written, the highest digits first."""

    def __missing__(self, number: int) -> str:
        digits, rest = _ALPHABET[number & 31], number >> 5
        while rest:
            digits, rest = _ALPHABET[(rest & 31) + 32] + digits, rest >> 5
        self[number] = digits
        return digits


_WRITTEN: Final = _Written()


# --- entries


def _write_entries(entries: Iterable[SearchedEntry], site: Site) -> str:
    return written([_entry(entry, site) for entry in entries])


def _entry(entry: SearchedEntry, site: Site) -> Mapping[str, object]:
    """Return what is shown of an entry: where its page is, and by edition what it is called and what is said of it."""
    if isinstance(entry, FreePage):
        id_, register, address, name = entry.name, "page", page_address(entry.name), entry.title
    else:
        id_, register, name = entry.id.value, entry.register, name_of(entry)
        address = entry_address(register, id_)
    editions = list_editions(site.settings)
    return {
        "id": id_,
        "register": register,
        "address": address,
        "names": list(dict.fromkeys(names_of(entry))),
        **without_gaps({"status": entry.status if isinstance(entry, Claim) else None}),
        "name": {one.language: _wording(one.choose(name), one.language) for one in editions},
        "about": {
            one.language: [_plain(one.choose(text), one.language, site) for text in _about(entry)] for one in editions
        },
    }


def _write_page(page: FreePage, site: Site) -> str:
    said = {one.language: one.choose(page.body) for one in list_editions(site.settings)}
    return written({language: _plain(wording, language, site) for language, wording in said.items()})


def _about(entry: SearchedEntry) -> Iterator[Text]:
    """Yield the texts that say what an entry is, the shorter first."""
    if isinstance(entry, FreePage):
        return
    if isinstance(entry, Actor):
        yield from (role.title for role in entry.roles if role.title)
    texts = (
        entry.definition if isinstance(entry, Term) else None,
        entry.body if isinstance(entry, Claim | Event) else None,
        entry.description if isinstance(entry, Actor | Place) else None,
    )
    yield from (text for text in texts if text)


def _plain(wording: Wording, language: str, site: Site) -> object:
    """Return a wording without markup, which a Markdown text may hold."""
    html = site.html_of.get(wording.value)
    return _wording(Wording(wording.language, plain_text(html) if html else wording.value, wording.where), language)


def _wording(wording: Wording, language: str) -> object:
    """Return a wording as a text; with its language before it where that is not the edition's."""
    return wording.value if wording.language == language else [wording.language, wording.value]
