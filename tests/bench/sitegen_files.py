"""The made-up archive as a site for sitegen: seeds, sidecars, registers, settings; and the edits that are timed.

It has no address, so that there are neither feeds nor a sitemap nor social cards, for which Hugo is not asked either.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tests.bench.articles import ACTORS, Article, MadeNote, Profile, actor_id, make_article, topic_ids
from tests.bench.edits import edited, newer_name
from tests.bench.words import person_names

TEMPLATE: Final = "base.html"
"""The template that is edited: every page is made with it."""
THEME: Final = Path(__file__).parent.parent.parent / "templates"


def site_files(count: int, profile: Profile) -> Iterator[tuple[str, str]]:
    """Yield every file of a site of so many briefings: its path and its text."""
    yield "content/site.yaml", "title: أرشيف\nlanguages: [ar]\n"
    yield actors_file()
    yield "content/topics.yaml", "".join(_write_topics())
    for number in range(count):
        article = make_article(number, profile)
        deck, *paragraphs = article.paragraphs
        yield f"seeds/{article.stem}.txt", "\n".join((article.title, deck, *paragraphs, ""))
        yield note_file(article)


def note_file(article: Article, revision: int = 0) -> tuple[str, str]:
    """Return an article's sidecar, from revision 1 on with its first note edited."""
    return f"content/briefings/{article.stem}.yaml", "".join(_write_sidecar(edited(article, revision)))


def actors_file(revision: int = 0) -> tuple[str, str]:
    """Return the register of actors, from revision 1 on with the first one renamed."""
    return "content/actors.yaml", "".join(_write_actors(revision))


def template_file(revision: int = 0) -> tuple[str, str]:
    """Return the theme's outermost template as the site's own, from revision 1 on with a comment that pages show."""
    text = (THEME / TEMPLATE).read_text(encoding="utf-8")
    return f"templates/{TEMPLATE}", text.replace("</body>", f"<!-- {revision} --></body>") if revision else text


def _write_actors(revision: int) -> Iterator[str]:
    yield "actors:\n"
    for index, name in enumerate(person_names(ACTORS)):
        shown = newer_name(name, revision) if index == 0 else name
        yield f"  - id: {actor_id(index)}\n    type: person\n    name: {shown}\n    family: {name.split()[-1]}\n"
        if shown != name:
            yield f"    aliases: [{name}]\n"


def _write_topics() -> Iterator[str]:
    yield "topics:\n"
    yield from (f"  - id: {topic}\n    name: موضوع {index}\n" for index, topic in enumerate(topic_ids()))


def _write_sidecar(article: Article) -> Iterator[str]:
    yield f'published: "{article.date}"\nsummary: {article.summary}\ntopics: [{article.topic}]\n'
    yield f"actors: [{', '.join(article.cast)}]\nannotations:\n"
    for note in article.notes:
        yield from _write_note(note)


def _write_note(note: MadeNote) -> Iterator[str]:
    yield f"  - id: {note.id}\n    kind: {note.kind}\n    at: {note.exact}\n    body: {note.body}\n"
    if note.speaker:
        yield f"    speaker: {note.speaker}\n"
    if note.status:
        yield f"    status: {note.status}\n"
