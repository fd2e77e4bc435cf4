"""The Jinja environment: a sandbox that knows a few filters. It serves all editions; each page's context names its own.

Templates are compiled once, so everything that depends on the edition is looked up in the context of the page.
"""

from collections.abc import Callable, Mapping
from functools import lru_cache, partial
from typing import Any

from jinja2 import BytecodeCache, StrictUndefined, pass_context
from jinja2.filters import do_striptags
from jinja2.runtime import Context
from markupsafe import Markup

from sitegen.language.catalogues import Catalogue
from sitegen.language.isolation import isolate_runs
from sitegen.language.labels import fill_label, label
from sitegen.language.tags import direction
from sitegen.language.typesetting import Typesetter, host_of, iso_of
from sitegen.model.briefing import Abstract, Briefing, Headline, make_headline
from sitegen.model.settings import licence_deed
from sitegen.pages.bounds import Bounds
from sitegen.pages.dated_notes import list_dated_notes
from sitegen.pages.interface_words import make_functions
from sitegen.pages.loader import FolderLoader
from sitegen.pages.page import Page
from sitegen.pages.reporting import issue_form
from sitegen.pages.sandbox import Sandbox
from sitegen.pages.script_data import write_script_data
from sitegen.pages.template_code import PLAIN


def make_environment(
    loader: FolderLoader,
    *,
    site_wide: Mapping[str, object],
    code_store: BytecodeCache | None = None,
    template_characters: int = 20_000_000,
) -> Sandbox:
    """Return the environment in which pages are made.

    `site_wide` are names that every template sees; a page's context gives `page`, `edition` and `typesetter` besides.
    `code_store` keeps compiled templates for the next run. A site's own templates may make so many characters a page.
    """
    environment = Sandbox(
        loader=loader,
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        bytecode_cache=code_store,
        extensions=["jinja2.ext.i18n"],
    )
    environment.newstyle_gettext = True  # type: ignore[attr-defined] # the i18n extension adds it
    if loader.has_own():
        environment.bound(Bounds(template_characters))
    environment.filters.update(_FILTERS, headline=pass_context(partial(_Headlines().headline)))
    environment.globals.update(site_wide)
    environment.offer({name: thing for name, thing in site_wide.items() if callable(thing)})
    functions = make_functions()
    environment.offer_with_context(functions)
    environment.sentence, environment.counted_sentence = functions["_"], functions["ngettext"]
    environment.shortcuts = _SHORTCUTS
    environment.html_filters = _HTML_FILTERS
    environment.plain_filters = _PLAIN
    return environment


def _typeset(name: str) -> Callable[..., object]:
    """Return the typesetter's method of this name, for the page that is being made."""
    method: Callable[..., object] = getattr(Typesetter, name)

    @pass_context
    def set_type(context: Context, *values: Any) -> object:  # noqa: ANN401 - what the method takes
        return method(context.parent["typesetter"], *values)

    return set_type


def _on_page(function: Callable[..., object]) -> Callable[..., object]:
    """Return a function as a filter that runs when pages are made, never when templates are compiled and kept."""

    @pass_context
    def run(context: Context, *values: Any, **named: Any) -> object:  # noqa: ANN401 - what the function takes
        del context
        return function(*values, **named)

    return run


def _strip_tags(value: object) -> str:
    """Return HTML as text, as Jinja's own filter does."""
    return _strip_text(value) if isinstance(value, str) else do_striptags(value)  # type: ignore[arg-type] # Jinja's too


@lru_cache(maxsize=4096)
def _strip_text(html: str) -> str:
    """Return HTML as text; most is of the interface and the same on every page."""
    return do_striptags(html)


@pass_context
def _link(context: Context, address: str) -> str:
    """Return the link from the page that is being made to an address within its edition."""
    page: Page = context.parent["page"]
    return page.link(address)


@pass_context
def _label(context: Context, value: str | None, of_set: str) -> str:
    """Return what the interface calls a member of a closed set."""
    page: Page = context.parent["page"]
    catalogue = page.edition.catalogue
    key = (of_set, value or "")
    return catalogue.phrases.get(key) or _find_label(catalogue, key)


def _find_label(catalogue: Catalogue, key: tuple[str, str]) -> str:
    """Return what the interface calls a member of a closed set, and keep it; what is not in the set is not kept."""
    found = label(catalogue, *key)
    return catalogue.keep_phrase(key, found) if isinstance(found, Markup) else found


class _Headlines:
    """What briefings are called, as lists name the same ones on page after page."""

    def __init__(self) -> None:
        self._made: dict[tuple[int, str], tuple[Abstract | Briefing, Headline]] = {}
        """By a briefing's identity and a language; held, so that no other briefing is taken for it."""

    def headline(self, context: Context, briefing: Abstract | Briefing) -> Headline:
        """Return what a briefing is called in the edition of the page that is being made."""
        page: Page = context.parent["page"]
        key = id(briefing), page.edition.language
        made = self._made.get(key)
        if made is None:
            if len(self._made) >= _KEPT_HEADLINES:
                self._made.clear()
            made = self._made[key] = briefing, make_headline(briefing, page.edition.language)
        return made[1]


_KEPT_HEADLINES = 1000
"""With each the whole abstract of its briefing is held."""

_TYPESET = (
    "say",
    "say_in",
    "cited",
    "words",
    "other_wordings",
    "markdown",
    "markdown_line",
    "address",
    "article",
    "figure",
    "when",
    "period",
    "number",
    "language_name",
)
"""Methods of the typesetter that templates call as filters."""

_PLAIN: Mapping[str, Callable[..., object]] = {
    "dated_notes": list_dated_notes,
    "deed": licence_deed,
    "direction": direction,
    "fill": fill_label,
    "host": host_of,
    "iso": iso_of,
    "isolate": isolate_runs,
    "issue_form": issue_form,
    "script_data": write_script_data,
    "striptags": _strip_tags,
}
"""Filters that need nothing of the page."""

_HTML_FILTERS = frozenset(
    {
        "say",
        "say_in",
        "cited",
        "markdown",
        "markdown_line",
        "article",
        "figure",
        "when",
        "isolate",
        "script_data",
    }
)
"""Filters whose results are shown as they are."""

_FILTERS: Mapping[str, Callable[..., object]] = {
    **{name: _typeset(name) for name in _TYPESET},
    **{name: _on_page(function) for name, function in _PLAIN.items()},
    "label": _label,
    "link": _link,
}

_SHORTCUTS: Mapping[str, str] = {
    **{name: f'given_names["typesetter"].{name}' for name in _TYPESET},
    **dict.fromkeys(_PLAIN, PLAIN),
    "link": 'given_names["page"].link',
}
"""How compiled templates call filters: what the filters do, without the way there."""
