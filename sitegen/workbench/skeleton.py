"""The first content of a briefing's two files, to be written over."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from sitegen.language.layout import LONGEST_TITLE, guess_title, is_hard_wrapped
from sitegen.model.forms import primary_language
from sitegen.model.project import Seed
from sitegen.readers.seeds import cut_at_blank_lines, has_deck_of_its_own

_PLACEHOLDERS: Final = {
    "ar": ("عنوان المقال", "ضع المقال هنا: السطر الأول عنوانه، وكل سطر بعده فقرة."),
    "en": (
        "Title of the article",
        "Put the article here: the first line is its title, every line after it a paragraph.",
    ),
    "fa": ("عنوان مقاله", "مقاله را اینجا بگذارید: سطر اول عنوان آن است و هر سطر بعدی یک بند."),
    "he": ("כותרת הכתבה", "הניחו כאן את הכתבה: השורה הראשונה היא הכותרת, וכל שורה אחריה היא פסקה."),
}
"""A title and a paragraph to be written over, by the article's language; English for others."""

_SIDECAR: Final = """\
# The article stands in seeds/{slug}.txt, word for word; what there is to say about it stands here.
# Take the # away from what you need; every key may be left out.

draft: true   # `sitegen serve` shows drafts, `sitegen build` leaves them out: take this line out to publish
lang: {lang}   # the article's language
{layout}
date: "{date}"   # the briefing's own date
# published: "{date}"   # the article's date
# source: id_of_a_source   # where the article comes from: an id in content/sources.yaml
# actors: [id_of_an_actor]   # who is in it: ids in content/actors.yaml

# The bottom line, in a sentence or two. Markdown, as all longer texts are.
# summary:
{summary}

# Notes. `kind` says what sort of note it is: context, definition, event, quote, claim, figure, update, translation,
# language, framing, assessment, question or crossref. `at` quotes the article's own words, which the note is about.
# annotations:
#   - kind: context
#     at: words of the article
#     body: What one has to know to understand them.
#   - kind: quote
#     at: words that somebody said
#     speaker: id_of_an_actor   # or in words who is not named: {{ar: مصدر مطلع, en: an informed source}}
#   - kind: claim
#     at: words that can be checked
#     status: unverified
#     as_of: "{date}"
#     body: What checking found, and what it rests on.
"""


def seed_skeleton(title: str, language: str) -> str:
    """Return an article to be written over: the title, or words in its stead, and a line that says what to do."""
    heading, paragraph = _PLACEHOLDERS.get(primary_language(language), _PLACEHOLDERS["en"])
    return f"{title or heading}\n\n{paragraph}\n"


@dataclass(frozen=True, slots=True)
class Layout:
    """How an article was found to be laid out."""

    paragraphs: str
    """As `paragraphs` says it."""
    headline: int
    """Which block is the title, from 1."""
    title: str
    deck: str
    """The block after the title where it is the deck, else empty."""
    is_run_together: bool = False
    """Its lines were broken by a page's width, and no empty line parts the title from the text."""


def sidecar_skeleton(
    slug: str, *, language: str, editions: Sequence[str], day: date, layout: Layout | None = None
) -> str:
    """Return a draft's sidecar: valid as it is, and most of it comments that say what else can be written.

    Without a layout, of an article that nobody has written yet, its keys are comments too.
    """
    summary = "\n".join(f"#   {edition}: …" for edition in editions)
    written = "\n".join(layout_lines(layout))
    return _SIDECAR.format(slug=slug, lang=language, layout=written, date=day.isoformat(), summary=summary)


def find_layout(seed: Seed) -> Layout:
    """Return how an article is laid out; `seed` is cut as the site's settings say."""
    text, spans = seed.text, [block.span for block in seed.blocks]
    paragraphs = "blank-line" if seed.is_parted_by_blank_lines else "line"
    is_wrapped = paragraphs == "line" and is_hard_wrapped(text, spans)
    runs = cut_at_blank_lines(text) if is_wrapped else ()
    is_run_together = is_wrapped and len(runs[0]) > LONGEST_TITLE
    if is_wrapped and not is_run_together:
        paragraphs, spans = "blank-line", list(runs)
    title = guess_title([span.of(text) for span in spans], seed.language)
    has_deck = paragraphs == "line" and has_deck_of_its_own(text, spans, title)
    deck = _on_one_line(spans[title + 1].of(text)) if has_deck else ""
    return Layout(paragraphs, title + 1, _on_one_line(spans[title].of(text)), deck, is_run_together)


def tell_layout(language: str, layout: Layout) -> Iterator[str]:
    """Yield what was found of an article: a line for each key as it stands in the sidecar, and how to change it."""
    yield f"  lang: {language}   (by its letters and words; any BCP 47 tag)"
    if layout.is_run_together:
        yield "  paragraphs: line   (a page broke the lines: part paragraphs by empty lines, and write blank-line)"
    elif layout.paragraphs == "line":
        yield "  paragraphs: line   (each line is a paragraph; blank-line: empty lines part paragraphs)"
    else:
        yield "  paragraphs: blank-line   (empty lines part paragraphs; line: each line is a paragraph)"
    if layout.headline > 1:
        yield f"  headline: {layout.headline}   (the title is “{layout.title}”; what stands before it is an agency's)"
    else:
        yield f"  headline: 1   (the title is “{layout.title}”; where it is not, write the number of the block that is)"
    if layout.deck:
        yield f"  deck: true   (“{layout.deck}” stands under the title; false: it is the first paragraph)"
    else:
        yield "  deck: false   (the block after the title is a paragraph; true: it stands under the title as the deck)"


def layout_lines(layout: Layout | None) -> Iterator[str]:
    """Yield the sidecar's lines on how an article is laid out: comments where there is no layout."""
    headline = "headline: 1   # which block is the title; those before it are an agency's lines"
    if layout is None:
        yield "# paragraphs: line   # line: each line is a paragraph; blank-line: empty lines part paragraphs"
        yield f"# {headline}"
        yield "# deck: true   # whether the block after the title is the deck"
        return
    yield f"paragraphs: {layout.paragraphs}   # line: each line is a paragraph; blank-line: empty lines part paragraphs"
    yield headline.replace("1", str(layout.headline), 1)
    yield f"deck: {'true' if layout.deck else 'false'}   # whether the block after the title is the deck"


def _on_one_line(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_SHOWN else line[: _LONGEST_SHOWN - 1] + "…"


_LONGEST_SHOWN: Final = 60
"""Characters of a block that are told."""
