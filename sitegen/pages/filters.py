"""What templates call: filters and gettext's functions, for the page that is being made.

Jinja hands every filter the template's context, though none of them needs it: a filter without would be run on
constants when a template is compiled, and the result would be kept with the code.
"""

import json
import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, Final
from urllib.parse import urlencode, urlsplit

from jinja2 import pass_context
from jinja2.filters import do_striptags
from jinja2.runtime import Context
from markupsafe import Markup, escape

from sitegen.language.catalogues import Catalogue
from sitegen.language.isolation import isolate_runs, mark_html
from sitegen.language.labels import fill_label, label
from sitegen.language.tags import direction
from sitegen.language.typesetting import Typesetter, host_of, iso_of
from sitegen.model.briefing import Abstract, Briefing, Headline, make_headline
from sitegen.model.settings import Policy, licence_deed
from sitegen.pages.briefing_timeline import list_dated_facts
from sitegen.pages.page import Page
from sitegen.pages.strip_picture import draw_mentions, draw_notes

Filter = Callable[..., object]


class CurrentPage:
    """The page that is being made; pages are made one after the other."""

    page: Page
    typesetter: Typesetter

    @property
    def catalogue(self) -> Catalogue:
        """Return the interface's words in the page's language."""
        return self.page.edition.catalogue


def make_filters(current: CurrentPage) -> Mapping[str, Filter]:
    """Return the filters by the names that templates call them."""
    return {
        **{name: _typeset(current, getattr(Typesetter, name)) for name in _TYPESET},
        **{name: _without_context(function) for name, function in _PLAIN.items()},
        **_page_filters(current),
    }


def make_functions(current: CurrentPage) -> Mapping[str, Callable[..., object]]:
    """Return functions by the names that templates call them: gettext's, which do what Jinja's new-style ones do."""

    def is_this_page(address: str) -> bool:
        return current.page.address == address

    def gettext(message: str, /, **parts: Any) -> Markup:  # noqa: ANN401 - what fills its places
        catalogue, key = current.catalogue, (message,)
        if not parts:
            return catalogue.phrases.get(key) or catalogue.keep_phrase(key, fill_label(catalogue.gettext(message)))
        return _fill(catalogue, key, catalogue.gettext(message), parts)

    def ngettext(singular: str, plural: str, number: int, /, **parts: Any) -> Markup:  # noqa: ANN401
        catalogue, key = current.catalogue, (singular, plural, number)
        return _fill(catalogue, key, catalogue.ngettext(*key), {"num": number, **parts})

    def pgettext(sense: str, message: str, /, **parts: Any) -> Markup:  # noqa: ANN401
        return fill_label(current.catalogue.pgettext(sense, message), **{"context": sense, **parts})

    def npgettext(sense: str, singular: str, plural: str, number: int, /, **parts: Any) -> Markup:  # noqa: ANN401
        sentence = current.catalogue.npgettext(sense, singular, plural, number)
        return fill_label(sentence, **{"context": sense, "num": number, **parts})

    return {
        "is_this_page": is_this_page,
        "_": gettext,
        "gettext": gettext,
        "ngettext": ngettext,
        "pgettext": pgettext,
        "npgettext": npgettext,
    }


def _fill(catalogue: Catalogue, key: tuple[str | int, ...], sentence: Markup, parts: Mapping[str, object]) -> Markup:
    """Return a sentence with its places filled; one with a single short part is kept, as pages say the same numbers."""
    (name, part), *others = parts.items()
    if others or type(part) is not str or len(part) > _SHORT:
        return fill_label(sentence, **parts)
    key = (*key, name, part)
    return catalogue.phrases.get(key) or catalogue.keep_phrase(key, fill_label(sentence, **parts))


def _typeset(current: CurrentPage, method: Callable[..., object]) -> Filter:
    """Return a method of the page's typesetter as a filter."""

    @pass_context
    def typeset(context: Context, *values: Any) -> object:  # noqa: ANN401, ARG001 - what the method takes
        return method(current.typesetter, *values)

    return typeset


def _without_context(function: Callable[..., object]) -> Filter:
    """Return a function that needs nothing of the page as a filter."""

    @pass_context
    def run(context: Context, *values: Any, **named: Any) -> object:  # noqa: ANN401, ARG001 - what the function takes
        return function(*values, **named)

    return run


def _page_filters(current: CurrentPage) -> Mapping[str, Filter]:
    """Return the filters that need more of the page than its typesetter."""
    headlines: dict[tuple[int, str], tuple[Abstract | Briefing, Headline]] = {}

    @pass_context
    def link(context: Context, address: str) -> str:  # noqa: ARG001
        """Return the link from the page to an address within its edition."""
        return current.page.link(address)

    @pass_context
    def isolate(context: Context, words: str, language: str = "") -> Markup:  # noqa: ARG001
        """Return words of a language, the page's own if none is named, as HTML with other directions isolated."""
        return isolate_runs(words, language or current.page.edition.language)

    @pass_context
    def label_of(context: Context, value: str | None, of_set: str) -> str:  # noqa: ARG001
        """Return what the interface calls a member of a closed set; what is not in the set is not kept."""
        catalogue, key = current.catalogue, (of_set, value or "")
        kept = catalogue.phrases.get(key)
        if kept:
            return kept
        found = label(catalogue, *key)
        return catalogue.keep_phrase(key, found) if isinstance(found, Markup) else found

    @pass_context
    def headline(context: Context, briefing: Abstract | Briefing) -> Headline:  # noqa: ARG001
        """Return what a briefing is called in the page's edition. Lists name the same briefings on page after page."""
        key = id(briefing), current.page.edition.language
        made = headlines.get(key)
        if made is None:
            if len(headlines) >= _KEPT_HEADLINES:
                headlines.clear()
            made = headlines[key] = briefing, make_headline(briefing, current.page.edition.language)
        return made[1]

    return {"link": link, "label": label_of, "headline": headline, "isolate": isolate}


def _strip_tags(value: object) -> str:
    """Return HTML as text, as Jinja's own filter does."""
    return _strip_text(value) if isinstance(value, str) else do_striptags(value)  # type: ignore[arg-type] # Jinja's too


@lru_cache(maxsize=4096)
def _strip_text(html: str) -> str:
    """Return HTML as text; most is of the interface and the same on every page."""
    return do_striptags(html)


def part_label(label: str, most: int) -> Markup:
    """Return a name, title or date, also as a link, with the words behind `most` characters in an element of their own.

    Stylesheets hide it where there is little room: what browsers shorten ends within a word. One with other markup is
    left as it is.
    """
    label = escape(label)
    found = _LABEL.fullmatch(label)
    cut = found[2].rfind(" ", 0, most + 1) if found and len(found[2]) > most else -1
    if not found or cut <= 0:
        return label
    start, words, end = found.groups("")
    return mark_html(f'{start}<span class="cut">{words[:cut]}</span><span class="rest">{words[cut:]}</span>{end}')


def issue_form(repo_url: object, *, title: str, body: str = "") -> str:
    """Return the address of the form for a new issue; of the repository itself where its host is not known."""
    address = str(repo_url).rstrip("/").removesuffix(".git")
    host = urlsplit(address).hostname or ""
    if any(host == known or host.endswith(f".{known}") for known in _GITHUB_LIKE):
        return f"{address}/issues/new?{_query(title=title, body=body)}"
    if "gitlab" in host.split("."):
        return f"{address}/-/issues/new?{_query(**{'issue[title]': title, 'issue[description]': body})}"
    return str(repo_url)


def _query(**fields: str) -> str:
    return urlencode({name: value for name, value in fields.items() if value})


def write_script_data(value: object) -> Markup:
    """Return a value as JSON for a data block: the same for a reader of JSON, and inert for one of HTML."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for character, escaped in _ESCAPES:  # seldom found, and looking for one is quicker than translating all others
        text = text.replace(character, escaped)
    return mark_html(text)


def write_script_text(value: object) -> Markup:
    """Return a text as JavaScript writes one, for a script of its own: in a page it would not be inert.

    HTML is shortest as a template literal, as its own quotation marks need no escape there.
    """
    text = str(value).replace("\\", "\\\\").replace("`", "\\`").replace("${", "\\${").replace("\r", "\\r")
    return mark_html(f"`{text}`")


def write_policy(policy: Policy) -> Markup:
    """Return the policy for an attribute in double quotes; its own single ones stay, as people look for `'self'`."""
    return mark_html(str(escape(policy.text)).replace("&#39;", "'"))


_LABEL: Final = re.compile(r"(<(?:a|time) [^>]*>)?([^<]+)(</(?:a|time)>)?")


_SHORT: Final = 8
"""Characters of a number in words of the interface; longer parts are names and titles, which seldom come again."""


_KEPT_HEADLINES: Final = 1000
"""With each the whole abstract of its briefing is held, so that no other is taken for it by its identity."""


_GITHUB_LIKE = ("github.com", "codeberg.org", "gitea.com")
"""Hosts, and all below them, whose form takes `title` and `body`: GitHub's own, and those of Forgejo and Gitea."""


_ESCAPES: Final = (
    ("<", "\\u003c"),
    (">", "\\u003e"),
    ("&", "\\u0026"),
    ("\u2028", "\\u2028"),
    ("\u2029", "\\u2029"),
)
"""Without `<` neither `</script>` nor `<!--` can stand there (HTML Living Standard, 4.12.1.3); JSON reads them back."""


_TYPESET: Final = (
    "say",
    "say_in",
    "cited",
    "cited_link",
    "words",
    "other_wordings",
    "markdown",
    "markdown_line",
    "first_sentence",
    "address",
    "article",
    "figure",
    "when",
    "date_words",
    "period",
    "number",
    "language_name",
)
"""Methods of the typesetter that templates call as filters."""


_PLAIN: Final[Mapping[str, Callable[..., object]]] = {
    "dated_facts": list_dated_facts,
    "deed": licence_deed,
    "direction": direction,
    "draw_mentions": draw_mentions,
    "draw_notes": draw_notes,
    "fill": fill_label,
    "host": host_of,
    "iso": iso_of,
    "issue_form": issue_form,
    "part_label": part_label,
    "policy": write_policy,
    "script_data": write_script_data,
    "script_text": write_script_text,
    "striptags": _strip_tags,
}
"""Filters that need nothing of the page."""
