"""The made-up archive as a site for Hugo: pages with front matter, two taxonomies, one layout; and the same edits.

What Hugo is to do is what a newsroom would have it do: a page for each article with its notes below, a page for each
actor and topic, an index of all. It finds no names, places no notes, and checks nothing. The notes stand in the front
matter, and the layout sends their bodies through Markdown, as ours go: without that Hugo would need about a fifth less
processor time and a quarter less memory. Addresses end in .html, as with us.
"""

from collections.abc import Iterator
from typing import Final

from tests.bench.articles import ACTORS, Article, MadeNote, Profile, actor_id, make_article, topic_ids
from tests.bench.edits import edited, newer_name
from tests.bench.words import person_names

SETTINGS: Final = """\
title: أرشيف
baseURL: https://example.org/
locale: ar
uglyURLs: true
disableKinds: [section, rss, sitemap]
taxonomies: {actor: actors, topic: topics}
"""

LAYOUTS: Final = {
    "baseof.html": """\
<!doctype html>
<html lang="ar" dir="rtl">
<head><meta charset="utf-8"><title>{{ .Title }} · {{ site.Title }}</title>
<meta name="viewport" content="width=device-width"><link rel="canonical" href="{{ .Permalink }}"></head>
<body>
<header><nav><a href="{{ site.Home.RelPermalink }}">{{ site.Title }}</a>
<a href="{{ "actors.html" | relURL }}">الأشخاص</a> <a href="{{ "topics.html" | relURL }}">المواضيع</a></nav></header>
<main>{{ block "main" . }}{{ end }}</main>
<footer>{{ site.Title }}</footer>
</body>
</html>
""",
    "page.html": """\
{{ define "main" }}
<article>
<h1>{{ .Title }}</h1>
<p><time datetime="{{ .Date.Format "2006-01-02" }}">{{ .Date.Format "2006-01-02" }}</time></p>
<p>{{ .Summary }}</p>
<ul>{{ range .GetTerms "topics" }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>
<ul>{{ range .GetTerms "actors" }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>
{{ .Content }}
<ol>
{{ range .Params.notes }}
<li id="{{ .id }}"><p>{{ .kind }}</p><blockquote>{{ .exact }}</blockquote>{{ .body | markdownify }}
{{ with .speaker }}<p>{{ . }}</p>{{ end }}{{ with .status }}<p>{{ . }}</p>{{ end }}</li>
{{ end }}
</ol>
</article>
{{ end }}
""",
    "home.html": """\
{{ define "main" }}
<ul>{{ range site.RegularPages }}
<li><a href="{{ .RelPermalink }}">{{ .Title }}</a> <time>{{ .Date.Format "2006-01-02" }}</time>
<p>{{ .Summary }}</p></li>
{{ end }}</ul>
{{ end }}
""",
    "taxonomy.html": """\
{{ define "main" }}
<ul>{{ range .Pages }}
<li><a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ len .Pages }}</li>
{{ end }}</ul>
{{ end }}
""",
    "term.html": """\
{{ define "main" }}
<h1>{{ .Title }}</h1>
<ul>{{ range .Pages }}
<li><a href="{{ .RelPermalink }}">{{ .Title }}</a> <time>{{ .Date.Format "2006-01-02" }}</time></li>
{{ end }}</ul>
{{ end }}
""",
}


def site_files(count: int, profile: Profile) -> Iterator[tuple[str, str]]:
    """Yield every file of a site of so many pages: its path and its text."""
    yield "hugo.yaml", SETTINGS
    for name, layout in LAYOUTS.items():
        yield f"layouts/{name}", layout
    for index in range(ACTORS):
        yield actor_file(index)
    for index, topic in enumerate(topic_ids()):
        yield f"content/topics/{topic}/_index.md", f"---\ntitle: موضوع {index}\n---\n"
    for number in range(count):
        yield note_file(make_article(number, profile))


def note_file(article: Article, revision: int = 0) -> tuple[str, str]:
    """Return an article's page, from revision 1 on with its first note edited."""
    return f"content/briefings/{article.stem}.md", "".join(_write_page(edited(article, revision)))


def actor_file(index: int = 0, revision: int = 0) -> tuple[str, str]:
    """Return an actor's page, from revision 1 on with another name."""
    name = newer_name(person_names(ACTORS)[index], revision)
    return f"content/actors/{actor_id(index)}/_index.md", f"---\ntitle: {name}\n---\n"


def template_file(revision: int = 0) -> tuple[str, str]:
    """Return the outermost layout, from revision 1 on with a mark that pages show: Hugo drops comments."""
    text = LAYOUTS["baseof.html"]
    return "layouts/baseof.html", text.replace("<body>", f'<body data-revision="{revision}">') if revision else text


def _write_page(article: Article) -> Iterator[str]:
    yield f"---\ntitle: {article.title}\ndate: {article.date}\nsummary: {article.summary}\n"
    yield f"topics: [{article.topic}]\nactors: [{', '.join(article.cast)}]\nnotes:\n"
    for note in article.notes:
        yield from _write_note(note)
    yield "---\n"
    yield "\n\n".join(article.paragraphs)
    yield "\n"


def _write_note(note: MadeNote) -> Iterator[str]:
    yield f"  - id: {note.id}\n    kind: {note.kind}\n    exact: {note.exact}\n    body: {note.body}\n"
    if note.speaker:
        yield f"    speaker: {note.speaker}\n"
    if note.status:
        yield f"    status: {note.status}\n"
