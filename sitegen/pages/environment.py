"""The Jinja environment of one edition: a sandbox that knows the site's nouns and a few filters."""

from collections.abc import Callable, Mapping

from jinja2 import StrictUndefined, pass_context
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from sitegen.language.direction import direction
from sitegen.pages.cards import make_headline
from sitegen.pages.citations import count_notes
from sitegen.pages.edition import Edition
from sitegen.pages.isolation import isolate_runs
from sitegen.pages.labels import fill_label, label
from sitegen.pages.loader import FolderLoader
from sitegen.pages.page import Page
from sitegen.pages.passages import quoted_words
from sitegen.pages.rights import licence_deed
from sitegen.pages.typesetting import Typesetter, host_of


def make_environment(
    edition: Edition, loader: FolderLoader, *, html_of: Mapping[str, str], site_wide: Mapping[str, object]
) -> ImmutableSandboxedEnvironment:
    """Return the environment in which one edition's pages are made; `site_wide` are names that every template sees."""
    environment = ImmutableSandboxedEnvironment(
        loader=loader,
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        extensions=["jinja2.ext.i18n"],
    )
    environment.install_gettext_callables(  # type: ignore[attr-defined] # the i18n extension adds it
        newstyle=True, **edition.catalogue.callables
    )
    environment.filters.update(_filters(edition, html_of))
    environment.globals.update(site_wide)
    return environment


def _filters(edition: Edition, html_of: Mapping[str, str]) -> dict[str, Callable[..., object]]:
    typesetter = Typesetter(edition, html_of)
    return {
        "say": typesetter.say,
        "say_in": typesetter.say_in,
        "cited": typesetter.cited,
        "words": typesetter.words,
        "markdown": typesetter.markdown,
        "markdown_line": typesetter.markdown_line,
        "when": typesetter.when,
        "period": typesetter.period,
        "number": typesetter.number,
        "language_name": typesetter.language_name,
        "label": lambda value, of_set: label(edition.catalogue, of_set, value),
        "fill": fill_label,
        "headline": lambda briefing: make_headline(briefing, edition),
        "link": _link,
        "direction": direction,
        "isolate": isolate_runs,
        "other_wordings": typesetter.other_wordings,
        "quoted": quoted_words,
        "count_notes": count_notes,
        "host": host_of,
        "deed": licence_deed,
    }


@pass_context
def _link(context: Context, address: str) -> str:
    """Return the link from the page that is being made to an address within its edition."""
    page: Page = context["page"]
    return page.link(address)
