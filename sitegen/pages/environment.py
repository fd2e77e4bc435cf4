"""The Jinja environment in which all pages of a site are made: a sandbox, open to the site's own nouns and functions.

One environment serves all editions, as templates are compiled once. What depends on the page, filters and the
interface's words, asks the environment for the page that is being made, not the template's context. So macros can do
without a context, and Jinja makes such macros once and not for every page anew.
"""

from collections.abc import Mapping
from functools import partial
from types import CodeType
from typing import Any, Final

from jinja2 import BytecodeCache, StrictUndefined, Template, TemplateSyntaxError, nodes
from jinja2.compiler import CodeGenerator
from jinja2.runtime import Context, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from sitegen.language.isolation import escape_text
from sitegen.language.typesetting import Typesetter
from sitegen.pages.filters import CurrentPage, make_filters, make_functions
from sitegen.pages.page import Page
from sitegen.pages.template_bounds import Bounds, CountedTemplate
from sitegen.pages.template_loader import FolderLoader

_BLOCKS: Final = frozenset({"if", "for", "block", "macro", "call", "filter", "with", "autoescape", "trans"})
"""Statements that an `end…` closes, and `set` without a value, which is of no weight here."""


class PageCode(CodeGenerator):
    """Compiles templates, whose code then escapes what it shows by `PageEnvironment.escape`.

    With markupsafe's own function, which makes an object of every result, rendering takes about a tenth longer.
    """

    def visit_Template(self, node: nodes.Template, frame: Any = None) -> None:  # noqa: ANN401, N802 - Jinja's signature
        """Write a template's code."""
        super().visit_Template(node, frame)
        self.writeline("escape = environment.escape")


class PageEnvironment(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, which asks less of the site's own nouns: they cannot be changed and show all but `_names`.

    `site_wide` are names that every template sees. The site's own templates are held to `bounds`.
    """

    code_generator_class = PageCode

    def __init__(
        self,
        loader: FolderLoader,
        *,
        site_wide: Mapping[str, object],
        template_cache: BytecodeCache | None = None,
        bounds: Bounds | None = None,
    ) -> None:
        super().__init__(
            loader=loader,
            undefined=StrictUndefined,
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            auto_reload=False,
            bytecode_cache=template_cache,
            extensions=["jinja2.ext.i18n"],
            finalize=bounds.shown if bounds else None,
        )
        self.bounds = bounds
        if bounds:
            self.intercepted_binops = frozenset("*+%") | {"**"}
            self.filters.update(bounds.bind_filters(self.filters))
        self._current = CurrentPage()
        self.filters.update(make_filters(self._current))
        self.newstyle_gettext = True  # of the i18n extension: sentences are filled by the functions that find them
        functions = {**make_functions(self._current), **{name: one for name, one in site_wide.items() if callable(one)}}
        self.globals.update(site_wide, **functions)
        self._own_functions = {id(function): function for function in functions.values()}
        """By their identity, as what a template calls may have no hash; held, so that no other has the same."""
        self._open: set[tuple[type, str]] = set()
        """Classes with attributes that templates may read of every object of the class."""

    def render(self, template: str | Template, page: Page, typesetter: Typesetter, nouns: Mapping[str, object]) -> str:
        """Return the page that a template makes of nouns by their names."""
        self._current.page, self._current.typesetter = page, typesetter
        known = {**nouns, "page": page, "edition": page.edition, "typesetter": typesetter}
        made = self.get_template(template)
        return self.bounds.gather(made.generate(known)) if self.bounds else made.render(known)

    @staticmethod
    def escape(value: object) -> str:
        """Return a value as it is shown: what markupsafe makes of it, but for the mark that it is HTML."""
        if type(value) is Markup:
            return value
        return escape_text(value) if type(value) is str else escape(value)

    def getattr(self, obj: Any, attribute: str) -> Any:  # noqa: ANN401 - Jinja's signature
        """Return an attribute for a template.

        Pages read a thousand each, nearly all of nouns that are known: to ask the sandbox anew for each would make
        rendering a sixth slower.
        """
        if (type(obj), attribute) in self._open:
            return getattr(obj, attribute)
        return super().getattr(obj, attribute)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:  # noqa: ANN401 - Jinja's signature
        """Tell whether a template may read an attribute."""
        kind = type(obj)
        is_noun = kind.__module__.startswith("sitegen.")
        is_safe = not attr.startswith("_") if is_noun else super().is_safe_attribute(obj, attr, value)
        if is_safe and (is_noun or kind is LoopContext):
            self._open.add((kind, attr))
        return is_safe

    def call(self, context: Context, called: Any, /, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - Jinja's too
        """Call what a template calls: our own functions at once, all else after a look whether it is safe."""
        if id(called) in self._own_functions:
            # Jinja hands on the names of loops and blocks, for functions that take the context; none of ours does.
            kwargs.pop("_block_vars", None)
            kwargs.pop("_loop_vars", None)
            return called(*args, **kwargs)
        if type(called) is Macro:
            # It is safe, and is given what Jinja would give: to ask that each time makes lists a twelfth slower.
            kwargs.pop("_block_vars", None)
            kwargs.pop("_loop_vars", None)
            shown = called(context.eval_ctx, *args, **kwargs)
            return self.bounds.made(shown) if self.bounds else shown  # what it is given was counted when it was made
        if self.bounds:
            return self.bounds.call(called, partial(super().call, context, called), args, kwargs)
        return super().call(context, called, *args, **kwargs)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:  # noqa: ANN401 - Jinja's too
        """Return the result of an operator that can make much of little; only asked for where there are bounds."""
        if self.bounds is None:
            return super().call_binop(context, operator, left, right)
        self.bounds.check_operation(operator, left, right)
        return self.bounds.made(super().call_binop(context, operator, left, right))

    def compile(  # type: ignore[override] # Jinja overloads it by `raw`
        self,
        source: str | nodes.Template,
        name: str | None = None,
        filename: str | None = None,
        raw: bool = False,  # noqa: FBT001, FBT002 - Jinja's signature
        defer_init: bool = False,  # noqa: FBT001, FBT002
    ) -> str | CodeType:
        """Return a template's code. Raises TemplateSyntaxError too where it nests deeper than Python can."""
        try:
            tree = source if isinstance(source, nodes.Template) else self.parse(source, name, filename)
            if self.bounds:
                tree = CountedTemplate().visit(tree)
                tree.set_environment(self)
            compiled: str | CodeType = super().compile(tree, name, filename, raw, defer_init)  # type: ignore[call-overload]
        except (SyntaxError, RecursionError, MemoryError) as error:
            line = self._deepest_line(source) if isinstance(source, str) else 1
            message = "it nests too deep or is too large"
            raise TemplateSyntaxError(message, line, name, filename) from error
        return compiled

    def _deepest_line(self, source: str) -> int:
        """Return the line of a template at which most blocks and brackets are open."""
        depth = deepest = 0
        found, before = 1, ""
        for line, kind, value in self.lex(source):
            if before == "block_begin" and kind == "name":
                depth += -1 if value.startswith("end") else value in _BLOCKS
            elif kind == "operator":
                depth += (value in "([{") - (value in ")]}")
            if depth > deepest:
                deepest, found = depth, line
            before = kind if kind != "whitespace" else before
        return found
