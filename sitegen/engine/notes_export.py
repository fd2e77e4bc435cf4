"""The notes of briefings in a form that other tools read, a file for each briefing."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from sitegen.engine.briefing import read_to_export
from sitegen.engine.build_settings import BuildSettings
from sitegen.engine.setup import BriefingItem, Setup, open_setup
from sitegen.exports.hypothesis import HELD_BY_HYPOTHESIS, write_hypothesis
from sitegen.exports.note_sheets import HELD_BY_SHEETS, write_note_sheet
from sitegen.exports.plain_notes import NotesToExport, plain_note
from sitegen.exports.tei import HELD_BY_TEI, write_tei
from sitegen.exports.web_annotation import write_exchange_page
from sitegen.model.briefing import Briefing
from sitegen.model.nearest import nearest_slug
from sitegen.model.problems import Report
from sitegen.model.settings import Settings
from sitegen.progress import Progress
from sitegen.refusal import WRONG_USE, Refusal


@dataclass(frozen=True, slots=True)
class ExchangeForm:
    """A form in which notes travel."""

    ending: str
    """Of the file's name."""
    write: Callable[[NotesToExport, Settings], bytes]
    held: frozenset[str] | None = None
    """The keys of notes that it can tell; None where it tells all."""
    tells_one_language: bool = False


EXCHANGE_FORMS: Final = MappingProxyType(
    {
        "jsonld": ExchangeForm(".jsonld", write_exchange_page),
        "hypothesis": ExchangeForm(
            ".json", lambda notes, _: write_hypothesis(notes), HELD_BY_HYPOTHESIS, tells_one_language=True
        ),
        "tei": ExchangeForm(".xml", lambda notes, _: write_tei(notes), HELD_BY_TEI),
        "csv": ExchangeForm(".csv", lambda notes, _: write_note_sheet(notes), HELD_BY_SHEETS, tells_one_language=True),
    }
)


@dataclass(frozen=True, slots=True)
class ExportedFile:
    """The notes of a briefing, written."""

    name: str
    content: bytes
    notes: int
    left_out: Counter[str]
    """The keys that the form cannot tell, with the number of notes that have them."""


def export_notes(
    build_settings: BuildSettings, slugs: Sequence[str], *, form: str, report: Report, progress: Progress
) -> Iterator[ExportedFile]:
    """Yield the files of these briefings, of all that are no drafts where none is named.

    What is wrong with the briefings is reported. Refusal where a slug is no briefing's.
    """
    setup, chosen = open_setup(build_settings, report), EXCHANGE_FORMS[form]
    briefings = choose_briefings(setup, slugs, report=report, progress=progress)
    editions, url = setup.shared.settings.editions, setup.shared.settings.url
    for briefing in briefings:
        notes = NotesToExport(briefing, url.value if url else "", editions, setup.shared.registers, setup.html_of)
        content = chosen.write(notes, setup.shared.settings)
        left_out = Counter(_left_out(briefing, chosen))
        yield ExportedFile(f"{briefing.slug}{chosen.ending}", content, len(briefing.notes), left_out)


def choose_briefings(setup: Setup, slugs: Sequence[str], *, report: Report, progress: Progress) -> Iterator[Briefing]:
    """Yield the briefings of these slugs, all that are neither drafts nor withdrawn where there are none.

    Refusal with status 2 where a slug is no briefing's, before any is woven that was not looked for.
    """
    wanted, known = set(slugs), []
    paths = setup.shared.sidecars
    for count, path in enumerate(paths):
        progress("reading briefings", count, len(paths))
        briefing = read_to_export(BriefingItem(path), setup, report)
        if briefing is None:
            continue
        known.append(briefing.slug)
        is_shown = not (briefing.manuscript.is_draft or briefing.sidecar.withdrawn)
        if briefing.slug in wanted or (not slugs and is_shown):
            yield briefing
    for slug in slugs:
        if slug not in known:
            guess = nearest_slug(slug, known)
            meant = f"did you mean `{guess}`?" if guess else "`sitegen check` tells whether one cannot be read"
            raise Refusal(f"no briefing has the slug `{slug}`; {meant}", status=WRONG_USE)


def _left_out(briefing: Briefing, form: ExchangeForm) -> Iterator[str]:
    for note in briefing.notes:
        keys = plain_note(note.written, briefing.language)
        yield from (key for key in keys if form.held is not None and key not in form.held)
        texts = (getattr(note.written, key) for key in ("title", "body", "author") if form.tells_one_language)
        if any(text and len(text.wordings) > 1 for text in texts):
            yield "other languages"
