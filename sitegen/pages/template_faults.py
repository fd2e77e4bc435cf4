"""Mistakes in templates, told as problems: the template's file and line, and the page that was being made."""

import traceback
from typing import Final

from jinja2 import TemplateNotFound, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError, TemplateError

from sitegen.model.problems import Report
from sitegen.model.text import Location
from sitegen.pages.template_bounds import TemplateBoundError
from sitegen.pages.template_loader import FolderLoader

TEMPLATE_FAULTS: Final = (
    TemplateError,
    TypeError,
    ValueError,
    LookupError,
    AttributeError,
    ArithmeticError,
    RecursionError,
    MemoryError,
)
"""What a template's expressions can raise; each is a writer's mistake if a line of a template led to it."""


def report_fault(error: Exception, loader: FolderLoader, *, page: str, report: Report) -> None:
    """Report what went wrong in a template while a page was made. Raises the error again if no template is at fault."""
    where = _place_of(error, loader)
    if where is None:
        raise error
    code, message, way_out = _describe(error)
    if any((problem.code, problem.where) == (code, where) for problem in report):
        return  # every page of a kind meets the same line; one tells it
    report.error(code, f"{message} (while making {page})", where, help=way_out)


def _place_of(error: Exception, loader: FolderLoader) -> Location | None:
    """Return the innermost line of a template that the error passed through."""
    if isinstance(error, TemplateSyntaxError):
        found = loader.locate(error.filename)
        return Location(found.shown, error.lineno) if found else None
    frames = [(loader.locate(frame.filename), frame.lineno) for frame in traceback.extract_tb(error.__traceback__)]
    places = [Location(found.shown, line or 1) for found, line in frames if found]
    return places[-1] if places else None


def _describe(error: Exception) -> tuple[str, str, str]:
    if isinstance(error, TemplateSyntaxError):
        return "template-syntax", f"the template cannot be read: {error.message}", "mend this line of the template"
    if isinstance(error, TemplateBoundError):
        return (
            "template-limit",
            f"this line of the template asks too much: {error.message}",
            "end the loop, or raise the limit in content/site.yaml:\nlimits:\n  template_characters: 50000000",
        )
    if isinstance(error, UndefinedError):
        return (
            "template-undefined",
            f"the template asks for something that is not there: {error.message}",
            "correct the name, or ask first: {% if name is defined %}",
        )
    if isinstance(error, TemplateNotFound):
        return (
            "template-missing",
            f"there is no template “{error.name}”",
            "name a file in templates/, or one of the theme as theme/…",
        )
    if isinstance(error, SecurityError):
        return (
            "template-unsafe",
            f"templates may not do this: {error.message}",
            "show what the page is given; files, the environment and Python's inside are closed",
        )
    return "template-fault", f"this line of the template fails: {type(error).__name__}: {error}", "mend this line"
