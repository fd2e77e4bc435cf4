"""The interface's words as templates ask for them: gettext's functions, in the language of the page that is made."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from sitegen.language.catalogues import Catalogue
from sitegen.language.labels import fill_label
from sitegen.pages.page import Page


def make_functions() -> Mapping[str, Callable[..., str]]:
    """Return gettext's functions by the names that templates call them; they do what Jinja's new-style ones do."""
    return {"_": _gettext, "gettext": _gettext, "ngettext": _ngettext, "pgettext": _pgettext, "npgettext": _npgettext}


def say_phrase(context: Context, message: str) -> Markup:
    """Return a sentence without places, as the function `_` gives it."""
    catalogue = _catalogue(context)
    key = (message,)
    return catalogue.phrases.get(key) or catalogue.keep_phrase(key, fill_label(catalogue.gettext(message)))


def fill_phrase(context: Context, message: str, name: str, part: object) -> Markup:
    """Return a sentence with one place, as the function `_` gives it; with a short part, as numbers are, it is kept."""
    catalogue = _catalogue(context)
    if type(part) is not str or len(part) > _SHORT:
        return fill_label(catalogue.gettext(message), **{name: part})
    key = (message, name, part)
    return catalogue.phrases.get(key) or catalogue.keep_phrase(
        key, fill_label(catalogue.gettext(message), **{name: part})
    )


def count_phrase(context: Context, forms: tuple[str, str, int], name: str, part: object) -> Markup:
    """Return a sentence with one place, as `ngettext` gives it for the singular, the plural and the number."""
    catalogue = _catalogue(context)
    if type(part) is not str or len(part) > _SHORT:
        return fill_label(catalogue.ngettext(*forms), **{"num": forms[2], name: part})
    key = (*forms, name, part)
    return catalogue.phrases.get(key) or catalogue.keep_phrase(
        key, fill_label(catalogue.ngettext(*forms), **{"num": forms[2], name: part})
    )


@pass_context
def _gettext(context: Context, message: str, /, **parts: Any) -> Markup:  # noqa: ANN401 - what fills its places
    if not parts:
        return say_phrase(context, message)
    return fill_label(_catalogue(context).gettext(message), **parts)


@pass_context
def _ngettext(context: Context, singular: str, plural: str, number: int, /, **parts: Any) -> Markup:  # noqa: ANN401
    return fill_label(_catalogue(context).ngettext(singular, plural, number), **{"num": number, **parts})


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


_SHORT: Final = 8
"""Characters of a number in words of the interface; longer parts are names and titles, which seldom come again."""


def _catalogue(context: Context) -> Catalogue:
    page: Page = context.parent["page"]
    return page.edition.catalogue
