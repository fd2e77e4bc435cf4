"""`data/mentions.csv`, `data/claims.csv`, `data/quotes.csv`: what briefings name, claim and quote, for spreadsheets.

UTF-8 with a byte-order mark, by which Excel knows it; commas, quotation marks and CRLF after RFC 4180. A cell of text
that a spreadsheet would take for a formula begins with an apostrophe; numbers are ours and need none.

A row is a mention, or a note; a claim of a register has one for each note that speaks of it, under the entry's id.
Briefings stand newest first, their rows in the order of the text. `name_…`, `claim_…`, `speaker_name_…` are a column
for each edition, empty where nothing is said in its language. `start` and `end` are offsets in the article's text (code
points, from 0, half open), of a note its first stretch's, and empty where it stands on no words; `words` are the
article's own, of several stretches with ` … ` between them. Dates are EDTF, addresses those of the first edition, whole
where the site has an address. Stance, form and status are told by the words of the sidecars.

The rows of a briefing are made with its records and kept there as text, so that an edit of one reads no other.
"""

import csv
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from io import StringIO
from typing import Final

from sitegen.model.addresses import absolute_url, index_id, mention_address, note_address
from sitegen.model.briefing import Briefing, Meaning, Note, make_headline
from sitegen.model.registers import Registers, name_of
from sitegen.model.settings import Settings
from sitegen.model.site_files import Artifact
from sitegen.model.wording import Date, Reference, Speaker, Text
from sitegen.records.site import Site

BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"
_FORMULA: Final = re.compile("'*[=+\\-@\t\r]")
"""What a cell may not begin with (OWASP, CSV injection); apostrophes before it too, so that one can be taken back."""

Cell = str | int | None
"""None where nothing is told."""
Cells = list[Cell]


def export_mentions(site: Site) -> Iterator[Artifact]:
    """Yield the sheet of all places at which articles name something."""
    columns = ("register", "id", *_for_each("name", site.settings), *_OF_BRIEFING, "start", "end", "words", "address")
    yield _sheet("mentions", columns, site)


def export_claims(site: Site) -> Iterator[Artifact]:
    """Yield the sheet of all claims."""
    claim, speaker = _for_each("claim", site.settings), _for_each("speaker_name", site.settings)
    columns = ("entry", *claim, "speaker", *speaker, "status", "as_of", "credibility", *_OF_BRIEFING, *_OF_NOTE)
    yield _sheet("claims", columns, site)


def export_quotes(site: Site) -> Iterator[Artifact]:
    """Yield the sheet of all quotes."""
    speaker, via = _for_each("speaker_name", site.settings), _for_each("via_name", site.settings)
    columns = ("speaker", *speaker, "via", *via, "stance", "form", "verb", "said", "said_in", *_OF_BRIEFING, *_OF_NOTE)
    yield _sheet("quotes", columns, site)


_OF_BRIEFING: Final = ("briefing", "title", "date", "language")
_OF_NOTE: Final = ("note", "number", "start", "end", "words", "address")


@dataclass(frozen=True, slots=True)
class SheetRows:
    """Makes the rows of briefings that share registers and settings."""

    registers: Registers
    settings: Settings
    _names: dict[str, Cells] = field(default_factory=dict, init=False, repr=False, compare=False)
    """Of entries of the registers by id: articles name the same ones again and again."""

    def of(self, briefing: Briefing) -> dict[str, str]:
        """Return a briefing's rows as CSV by the sheet's name; a sheet to which it has none is left out."""
        notes = briefing.notes
        rows = {
            "mentions": write_rows(self._mentions(briefing)),
            "claims": write_rows(self._claim(note, briefing) for note in notes if note.annotation.kind == "claim"),
            "quotes": write_rows(self._quote(note, briefing) for note in notes if note.annotation.kind == "quote"),
        }
        return {name: lines for name, lines in rows.items() if lines}

    def _mentions(self, briefing: Briefing) -> Iterator[Cells]:
        text, about = briefing.seed.text, self._briefing(briefing)
        named: dict[Meaning, Cells] = {}
        for mention in briefing.prose.mentions:
            start, end = mention.name.start, mention.name.end
            address = self._address(mention_address(briefing.slug, f"_m{start}"))
            place: Cells = [start, end, " ".join(text[start:end].split()), address]
            for meaning in mention.meanings:
                if meaning not in named:
                    names = self._name(meaning.id, briefing if meaning.is_local else None)
                    shown_id = index_id(briefing.slug, meaning.id) if meaning.is_local else meaning.id
                    named[meaning] = [meaning.register, shown_id, *names, *about]
                yield [*named[meaning], *place]

    def _claim(self, note: Note, briefing: Briefing) -> Cells:
        said = note.annotation
        return [
            said.entry.id if said.entry else None,
            *self._by_edition(said.text or said.title),
            *self._speaker(said.speaker, briefing),
            said.status,
            _edtf(said.as_of),
            said.credibility,
            *self._briefing(briefing),
            *self._note(note, briefing),
        ]

    def _quote(self, note: Note, briefing: Briefing) -> Cells:
        said = note.annotation
        return [
            *self._speaker(said.speaker, briefing),
            *self._speaker(said.via, briefing),
            said.stance,
            said.form,
            said.verb.best([briefing.language]).value if said.verb else None,
            _edtf(said.said),
            said.lang,
            *self._briefing(briefing),
            *self._note(note, briefing),
        ]

    def _briefing(self, briefing: Briefing) -> Cells:
        title = make_headline(briefing, self.settings.editions[0]).shown.value
        return [briefing.slug, title, briefing.date, briefing.language]

    def _note(self, note: Note, briefing: Briefing) -> Cells:
        span = note.placement.spans[0] if note.placement and note.placement.spans else None
        return [
            note.id,
            note.number,
            span.start if span else None,
            span.end if span else None,
            " … ".join(note.words),
            self._address(note_address(briefing.slug, note.id)),
        ]

    def _speaker(self, speaker: Speaker | None, briefing: Briefing) -> Cells:
        """Return the id and the names of who speaks; one who is told in words alone has no id."""
        if isinstance(speaker, Reference):
            is_local = any(actor.id.value == speaker.id for actor in briefing.sidecar.local_actors)
            shown_id = index_id(briefing.slug, speaker.id) if is_local else speaker.id
            return [shown_id, *self._name(speaker.id, briefing if is_local else None)]
        return [None, *self._by_edition(speaker)]

    def _name(self, entry_id: str, home: Briefing | None) -> Cells:
        """Return an entry's name in the language of each edition; `home` defines the entry, where it is given."""
        if home:
            own = next(entry for entry in home.sidecar.local_definitions if entry.id.value == entry_id)
            return self._by_edition(name_of(own))
        if entry_id not in self._names:
            entry = self.registers.find(entry_id)
            self._names[entry_id] = self._by_edition(name_of(entry) if entry else None)
        return self._names[entry_id]

    def _by_edition(self, text: Text | None) -> Cells:
        wordings = (text.in_language(language) if text else None for language in self.settings.editions)
        return [wording.value if wording else None for wording in wordings]

    def _address(self, address: str) -> str:
        return absolute_url(address, url=self.settings.url.value) if self.settings.url else address


def _sheet(name: str, columns: Iterable[str], site: Site) -> Artifact:
    head = write_rows([list(columns)])
    lines = (part.encode() for part in (head, *site.library.sheet(name)))
    return Artifact(f"data/{name}.csv", BYTE_ORDER_MARK + b"".join(lines))


def _for_each(column: str, settings: Settings) -> Iterator[str]:
    """Yield the names of the columns of a text, one for each edition."""
    yield from (f"{column}_{language}" for language in settings.editions)


def write_rows(rows: Iterable[Cells]) -> str:
    """Return rows as lines of CSV, no cell of which a spreadsheet takes for a formula."""
    lines = StringIO()
    write: Callable[[Iterable[Cell]], object] = csv.writer(lines, lineterminator="\r\n").writerow
    for row in rows:
        write([f"'{cell}" if isinstance(cell, str) and _FORMULA.match(cell) else cell for cell in row])
    return lines.getvalue()


def _edtf(date: Date | None) -> str | None:
    return date.edtf if date else None
