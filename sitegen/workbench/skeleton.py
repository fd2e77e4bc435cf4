"""What stands in the two files of a briefing that nobody has written yet."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Final

from sitegen.language.direction import direction, first_direction
from sitegen.model.forms import primary_language

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
date: "{date}"   # the briefing's own date
# published: "{date}"   # the article's date
# source: id_of_a_source   # where the article comes from: an id in content/sources.yaml
# actors: [id_of_an_actor]   # who is in it: ids in content/actors.yaml

# The bottom line, in a sentence or two. Markdown, as all longer texts are.
# summary:
{summary}

# Notes. `kind` says what sort of note it is, `at` quotes the article's own words, which the note is about.
# annotations:
#   - kind: context
#     at: words of the article
#     body: What one has to know to understand them.
#   - kind: quote
#     at: words that somebody said
#     speaker: id_of_an_actor
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


def sidecar_skeleton(slug: str, *, language: str, editions: Sequence[str], day: date) -> str:
    """Return a draft's sidecar: valid as it is, and most of it comments that say what else can be written."""
    summary = "\n".join(f"#   {edition}: …" for edition in editions)
    return _SIDECAR.format(slug=slug, lang=language, date=day.isoformat(), summary=summary)


def guess_language(text: str, editions: Sequence[str]) -> str:
    """Return the first edition's language that runs in the direction of most of the text's words."""
    counts = Counter(way for word in text.split() if (way := first_direction(word)))
    written = counts.most_common(1)[0][0] if counts else direction(editions[0])
    return next((edition for edition in editions if direction(edition) == written), editions[0])
