"""The Jinja environment: a sandbox that knows a few filters. It serves all editions; each page's context names its own.

Templates are compiled once, so everything that depends on the edition is looked up in the context of the page.
"""

from collections.abc import Callable, Mapping
from typing import Any

from jinja2 import StrictUndefined, pass_context
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from sitegen.language.direction import direction
from sitegen.language.isolation import isolate_runs
from sitegen.language.labels import fill_label, label
from sitegen.language.typesetting import Typesetter, host_of, iso_of
from sitegen.model.headlines import Headline, make_headline
from sitegen.model.licences import licence_deed
from sitegen.model.site import Abstract, Briefing
from sitegen.pages.citations import count_notes
from sitegen.pages.loader import FolderLoader
from sitegen.pages.page import Page
from sitegen.pages.reporting import issue_form
from sitegen.pages.script_data import write_script_data
from sitegen.pages.timeline import list_dated_notes


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, which asks less of the site's own nouns: they cannot be changed and show all but `_names`."""

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:  # noqa: ANN401 - Jinja's signature
        """Tell whether a template may read an attribute."""
        if type(obj).__module__.startswith("sitegen."):
            return not attr.startswith("_")
        return super().is_safe_attribute(obj, attr, value)


def make_environment(loader: FolderLoader, *, site_wide: Mapping[str, object]) -> Sandbox:
    """Return the environment in which pages are made.

    `site_wide` are names that every template sees; a page's context gives `page`, `edition` and `typesetter` besides.
    """
    environment = Sandbox(
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
        newstyle=True, **{name: _in_edition(name) for name in ("gettext", "ngettext", "pgettext", "npgettext")}
    )
    environment.filters.update(_FILTERS)
    environment.globals.update(site_wide)
    return environment


def _in_edition(name: str) -> Callable[..., str]:
    """Return gettext's function of this name, in the language of the page that is being made."""

    @pass_context
    def say(context: Context, *words: Any) -> str:  # noqa: ANN401 - sentences, and a number for plurals
        page: Page = context["page"]
        return page.edition.catalogue.callables[name](*words)

    return say


def _typeset(name: str) -> Callable[..., object]:
    """Return the typesetter's method of this name, for the page that is being made."""

    @pass_context
    def set_type(context: Context, *values: Any) -> object:  # noqa: ANN401 - what the method takes
        typesetter: Typesetter = context["typesetter"]
        method: Callable[..., object] = getattr(typesetter, name)
        return method(*values)

    return set_type


@pass_context
def _link(context: Context, address: str) -> str:
    """Return the link from the page that is being made to an address within its edition."""
    page: Page = context["page"]
    return page.link(address)


@pass_context
def _label(context: Context, value: str | None, of_set: str) -> str:
    """Return what the interface calls a member of a closed set."""
    page: Page = context["page"]
    return label(page.edition.catalogue, of_set, value)


@pass_context
def _headline(context: Context, briefing: Abstract | Briefing) -> Headline:
    """Return what a briefing is called in the edition of the page that is being made."""
    page: Page = context["page"]
    return make_headline(briefing, page.edition.language)


_TYPESET = (
    "say",
    "say_in",
    "cited",
    "words",
    "other_wordings",
    "markdown",
    "markdown_line",
    "article",
    "figure",
    "when",
    "period",
    "number",
    "language_name",
)
"""Methods of the typesetter that templates call as filters."""

_FILTERS: Mapping[str, Callable[..., object]] = {
    **{name: _typeset(name) for name in _TYPESET},
    "count_notes": count_notes,
    "dated_notes": list_dated_notes,
    "deed": licence_deed,
    "direction": direction,
    "fill": fill_label,
    "headline": _headline,
    "host": host_of,
    "iso": iso_of,
    "isolate": isolate_runs,
    "issue_form": issue_form,
    "label": _label,
    "link": _link,
    "script_data": write_script_data,
}
