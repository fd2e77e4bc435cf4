"""Checks of an article by itself: its language, lines that a page's width broke, unseen controls."""

from typing import Final

from sitegen.language.layout import is_hard_wrapped
from sitegen.language.scripts import (
    count_scripts,
    guess_language,
    is_plainly_in,
    other_language,
    script_name,
    scripts_of,
    without_addresses,
)
from sitegen.model.problems import Report
from sitegen.model.project import Manuscript
from sitegen.model.settings import Settings
from sitegen.model.text import Location, Span
from sitegen.readers.characters import tell_bidi_controls

FEWEST_LETTERS: Final = 20
"""Letters of another script that say something of an article: fewer may be a name, a title or a code."""
FEWEST_BESIDE_OWN: Final = 60
"""The same where there are letters of its own script too: a short article may name something long."""
LEAST_SHARE: Final = 4
"""One in so many letters in the language's own script is enough: the article may quote much."""
LEAST_SHARE_SAID: Final = 10
"""The same where the sidecar names the language, so that somebody has looked."""
SHOWN: Final = 60
"""Characters of the article that a message repeats."""

_SHOWN_ISOLATED: Final = "the article is shown as it is, and no such character reaches beyond its paragraph"


def check_article(manuscript: Manuscript, settings: Settings, report: Report) -> None:
    """Report an article that is not in its language, and warn of characters in it that turn what follows."""
    tell_bidi_controls(manuscript.seed.source, report, about=_SHOWN_ISOLATED)
    check_language(manuscript, settings, report)


def check_language(manuscript: Manuscript, settings: Settings, report: Report) -> None:
    """Report an article in a script in which its language is not written; warn where it is another of the script's.

    Nothing that may be right is an error: articles that quote much in another script, short ones, languages of which
    nobody here knows how they are written.
    """
    seed, language = manuscript.seed, manuscript.seed.language
    if is_plainly_in(seed.text, language):
        return
    text = without_addresses(seed.text)
    counts, scripts = count_scripts(text), scripts_of(language)
    own, total = sum(counts[script] for script in scripts), counts.total()
    foreign = total - own
    if foreign <= own:
        if other := other_language(text, language):
            message = f"by its letters the article is in `{other}`, and its language is `{language}`"
            report.warn(
                "lang-mismatch", message, _where(manuscript, seed.blocks[0].span), help=_help(manuscript, other)
            )
        return
    if own and foreign < FEWEST_BESIDE_OWN:
        return
    lang = manuscript.sidecar.lang
    most = max(counts, key=lambda script: 0 if script in scripts else counts[script])
    name = script_name(most)
    first = next((block.span for block in seed.blocks if count_scripts(block.span.of(seed.text))[most]), Span(0, 0))
    where, found = _where(manuscript, first), lang.value if lang else first.of(seed.text)[:SHOWN]
    way_out = _help(manuscript, guess_language(text, settings.editions))
    if foreign >= FEWEST_LETTERS and own * (LEAST_SHARE_SAID if lang else LEAST_SHARE) < total:
        message = f"the article is in {name} script, in which `{language}` is not written"
        report.error("lang-mismatch", message, where, found=found, help=way_out)
    elif not lang:
        message = f"most of the article is in {name} script, in which `{language}` is not written"
        report.warn("lang-mismatch", message, where, found=found, help=way_out)


def hint_at_wrapped_lines(manuscript: Manuscript, report: Report) -> None:
    """Give a hint where each line is a paragraph, but a page's width broke the lines, as in what a PDF gives."""
    seed = manuscript.seed
    lines = [block.span for block in seed.blocks]
    if seed.is_parted_by_blank_lines or manuscript.sidecar.paragraphs or not is_hard_wrapped(seed.text, lines):
        return
    way_out = f"write in {manuscript.sidecar.where.path}:\nparagraphs: blank-line"
    if seed.text.count("\n", lines[0].end, lines[1].start) == 1:
        way_out = f"part title and paragraphs by empty lines in {seed.source.path}, and {way_out}"
    report.hint(
        "lines-wrapped",
        "the lines of this article seem to end where a page was full, and each is shown as a paragraph",
        seed.source.location(lines[1].start),
        found=lines[1].of(seed.text)[:SHOWN],
        help=way_out,
    )


def _where(manuscript: Manuscript, span: Span) -> Location:
    """Return the place of the language where the sidecar names one, else that of the words."""
    lang = manuscript.sidecar.lang
    return lang.where if lang else manuscript.seed.source.location(span.start)


def _help(manuscript: Manuscript, language: str) -> str:
    if manuscript.sidecar.lang:
        return f"write:\nlang: {language}"
    path = manuscript.sidecar.where.path
    if path == manuscript.seed.source.path:
        return f"name the language in the sidecar that you write for it: `lang: {language}`"
    return f"write in {path}:\nlang: {language}"
