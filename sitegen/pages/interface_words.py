"""The interface's words as templates ask for them: gettext's functions, in the language of the page that is made."""

from collections.abc import Callable, Mapping
from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context

from sitegen.language.catalogues import Catalogue
from sitegen.language.labels import fill_label
from sitegen.pages.page import Page


def make_functions() -> Mapping[str, Callable[..., str]]:
    """Return gettext's functions by the names that templates call them; they do what Jinja's new-style ones do."""
    return {"_": _gettext, "gettext": _gettext, "ngettext": _ngettext, "pgettext": _pgettext, "npgettext": _npgettext}


@pass_context
def _gettext(context: Context, message: str, /, **parts: Any) -> str:  # noqa: ANN401 - what fills its places
    return fill_label(_catalogue(context).gettext(message), **parts)


@pass_context
def _ngettext(context: Context, singular: str, plural: str, number: int, /, **parts: Any) -> str:  # noqa: ANN401
    sentence = _catalogue(context).ngettext(singular, plural, number)
    return fill_label(sentence, **{"num": number, **parts})


@pass_context
def _pgettext(context: Context, sense: str, message: str, /, **parts: Any) -> str:  # noqa: ANN401
    return fill_label(_catalogue(context).pgettext(sense, message), **{"context": sense, **parts})


@pass_context
def _npgettext(
    context: Context,
    sense: str,
    singular: str,
    plural: str,
    number: int,
    /,
    **parts: Any,  # noqa: ANN401
) -> str:
    sentence = _catalogue(context).npgettext(sense, singular, plural, number)
    return fill_label(sentence, **{"context": sense, "num": number, **parts})


def _catalogue(context: Context) -> Catalogue:
    page: Page = context.parent["page"]
    return page.edition.catalogue
