"""A template of a page: macros that it imports are made once for all pages, where that comes to the same.

A page imports macros with its names, and Jinja makes them anew for each page and each template that imports them. But
macros look up names when they are called. So all pages are made on one desk, one after the other, and macros that look
at the desk serve every page on which what they look up is what lies on the desk.
"""

from collections.abc import Mapping
from typing import Any, Final

from jinja2 import Environment, Template, TemplateError
from jinja2.environment import TemplateModule
from jinja2.utils import missing

from sitegen.pages.bounds import Bounds, gather

_OF_EVERY_PAGE: Final = frozenset({"page", "typesetter"})
"""Names that filters and the interface's words look up."""


class Desked(Environment):
    """An environment with a desk: the one place for all that the page that is being made is given."""

    desk: dict[str, Any]
    """Names and their meanings; empty between two pages."""
    bounds: Bounds | None
    """What templates may make; None where the theme's alone make pages."""


class PageTemplate(Template):
    """A template that makes a page on its environment's desk."""

    environment: Desked

    def render(self, *args: Any, **kwargs: Any) -> str:  # noqa: ANN401 - Jinja's signature
        """Return the page that the template makes of names and their meanings."""
        desk = self.environment.desk
        if desk:  # another page is being made there
            return super().render(*args, **kwargs)
        desk.update(self.globals, **dict(*args, **kwargs))
        try:
            pieces = self.root_render_func(self.new_context(desk, shared=True))
            return "".join(pieces) if self.environment.bounds is None else gather(pieces, self.environment.bounds)
        except Exception:
            self.environment.handle_exception()
        finally:
            desk.clear()

    def make_module(
        self,
        vars: dict[str, Any] | None = None,  # noqa: A002 - Jinja's name
        shared: bool = False,  # noqa: FBT001, FBT002 - Jinja's signature
        locals: Mapping[str, Any] | None = None,  # noqa: A002 - Jinja's name
    ) -> TemplateModule:
        """Return the template's macros for a page's names."""
        if not shared or not self._may_serve(vars or {}, locals or {}):
            return super().make_module(vars, shared, locals)
        standing: TemplateModule | None = self.__dict__.get("_standing")
        if standing is None:
            standing = self.__dict__["_standing"] = super().make_module(self.environment.desk, shared=True)
        return standing

    def _may_serve(self, outer: Mapping[str, object], inner: Mapping[str, object]) -> bool:
        """Tell whether all that the macros look up lies on the desk; inner names hide outer ones of the same name."""
        names, desk = self._outside_names(), self.environment.desk
        if names is None or not desk:
            return False
        for name in names:  # a plain loop, as every import of every page comes by here
            if inner.get(name, missing) is not missing or outer.get(name, missing) is not desk.get(name, missing):
                return False
        return True

    def _outside_names(self) -> frozenset[str] | None:
        """Return what the macros look up, and those that they use; None where they do more than that."""
        if "_names" not in self.__dict__:
            self.__dict__["_names"] = _collect_names(self, set())
        names: frozenset[str] | None = self.__dict__["_names"]
        return names


def _collect_names(template: Template, seen: set[str]) -> frozenset[str] | None:
    """Return the outside names of a template and of those to which it hands them, but for templates that were seen."""
    code = template.root_render_func.__globals__
    if code["imported_names"] is None:
        return None
    names = _OF_EVERY_PAGE.union(code["outside_names"])
    for name in set(code["imported_names"]) - seen:
        seen.add(name)
        try:
            others = _collect_names(template.environment.get_template(name, template.name), seen)
        except TemplateError:
            return None  # told when the import runs
        if others is None:
            return None
        names |= others
    return names
