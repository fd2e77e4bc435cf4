"""Jinja's sandbox, made cheap in what every page does a thousand times: attributes of nouns, macros, our functions."""

from collections.abc import Callable, Mapping, MutableMapping
from functools import partial
from types import CodeType
from typing import Any, Final

from jinja2 import Template, TemplateSyntaxError, nodes
from jinja2.runtime import BlockReference, Context, LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment

from sitegen.pages.bounds import Bounds, bound_call, bound_filters
from sitegen.pages.interface_words import count_phrase, fill_phrase, say_phrase
from sitegen.pages.page_template import Desked, PageTemplate
from sitegen.pages.template_code import TOOLS, PageCode, PageMacro

_BLOCKS: Final = frozenset({"if", "for", "block", "macro", "call", "filter", "with", "autoescape", "trans"})
"""Statements that an `end…` closes, and `set` without a value, which is of no weight here."""


class Sandbox(Desked, ImmutableSandboxedEnvironment):
    """Jinja's sandbox, which asks less of the site's own nouns: they cannot be changed and show all but `_names`.

    What it decides of a noun's attribute holds for every value, so it decides once for a class and a name.
    """

    code_generator_class = PageCode
    template_class = PageTemplate
    macro_class = PageMacro
    tools = TOOLS

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Jinja's options
        super().__init__(*args, **kwargs)
        self.desk = {}
        self._open: dict[str, set[type]] = {}
        """By an attribute the classes of which every object has it, and lets templates read it."""
        self._offered: dict[int, Callable[..., object]] = {}
        """Functions of our own by their identity; held, so that no other object is taken for one."""
        self._offered_with_context: dict[int, Callable[..., object]] = {}
        self.shortcuts: Mapping[str, str] = {}
        """By the name of a filter how compiled templates call it: an expression, or PLAIN."""
        self.plain_filters: Mapping[str, Callable[..., object]] = {}
        """The functions behind the filters whose shortcut is PLAIN."""
        self.html_filters: frozenset[str] = frozenset()
        """Filters with a shortcut that return nothing but HTML."""
        self.sentence: object = object()
        """What `_` means to templates."""
        self.counted_sentence: object = object()
        """What `ngettext` means to them."""
        self._templates: dict[str, Template] = {}
        self.bounds: Bounds | None = None
        """What the site's own templates may make; None where there are none."""

    def bound(self, bounds: Bounds) -> None:
        """Hold the site's own templates to these bounds."""
        self.bounds = bounds
        self.intercepted_binops = frozenset("*+%") | {"**"}
        self.filters.update(bound_filters(bounds))
        self.concat = bounds.concat  # type: ignore[method-assign] # Jinja's is str.join

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:  # noqa: ANN401 - Jinja's too
        """Return the result of an operator that can make much of little."""
        if self.bounds is None:
            return super().call_binop(context, operator, left, right)
        self.bounds.check_operation(operator, left, right)
        return self.bounds.made(super().call_binop(context, operator, left, right))

    def offer(self, functions: Mapping[str, Callable[..., object]]) -> None:
        """Give every template functions of our own, which are safe to call."""
        self.globals.update(functions)
        self._offered |= {id(function): function for function in functions.values()}

    def offer_with_context(self, functions: Mapping[str, Callable[..., object]]) -> None:
        """Give every template functions of our own that Jinja's `pass_context` marks."""
        self.globals.update(functions)
        self._offered_with_context |= {id(function): function for function in functions.values()}

    def say(self, context: Context, called: object, message: str) -> object:
        """Return what the function that a template calls `_` makes of a sentence without places."""
        if called is self.sentence:
            return say_phrase(context, message)
        return self.call(context, called, message)

    def fill(self, context: Context, called: object, message: str, name: str, part: object) -> object:
        """Return what it makes of a sentence with one place."""
        if called is self.sentence:
            return fill_phrase(context, message, name, part)
        return self.call(context, called, message, **{name: part})

    def count(  # noqa: PLR0913, PLR0917 - a call in pieces
        self, context: Context, called: object, singular: str, plural: str, number: int, name: str, part: object
    ) -> object:
        """Return what the function that a template calls `ngettext` makes of a sentence with one place."""
        if called is self.counted_sentence:
            return count_phrase(context, (singular, plural, number), name, part)
        return self.call(context, called, singular, plural, number, **{name: part})

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:  # noqa: ANN401 - Jinja's signature
        """Tell whether a template may read an attribute."""
        kind = type(obj)
        is_noun = kind.__module__.startswith("sitegen.")
        is_safe = not attr.startswith("_") if is_noun else super().is_safe_attribute(obj, attr, value)
        if is_safe and (is_noun or kind is LoopContext):
            self.open_for(attr).add(kind)
        return is_safe

    def open_for(self, attribute: str) -> set[type]:
        """Return the classes that are known to be open for an attribute; compiled templates look there."""
        return self._open.setdefault(attribute, set())

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
            compiled: str | CodeType = super().compile(source, name, filename, raw, defer_init)  # type: ignore[call-overload]
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

    def call(self, context: Context, called: Any, /, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - Jinja's too
        """Call what a template calls."""
        return self.way(context, called)(*args, **kwargs)

    def way(self, context: Context, called: Any, /) -> Callable[..., Any]:  # noqa: ANN401 - Jinja's too
        """Return how to call what a template calls: our own functions go straight ahead, all else is looked at."""
        if function := self._offered.get(id(called)):
            return function
        if function := self._offered_with_context.get(id(called)):
            return partial(function, context)
        if type(called) is BlockReference:
            return called
        call = partial(super().call, context, called)
        return call if self.bounds is None else bound_call(self.bounds, called, call)

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return what a template sees on every page; Jinja's own chain of mappings takes long to copy for each."""
        return {**self.globals, **(d or {})}

    def get_template(
        self,
        name: str | Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002 - Jinja's name
    ) -> Template:
        """Return the template with this name; one that was used before at once, as it never changes within a run."""
        if globals or isinstance(name, Template):
            return super().get_template(name, parent, globals)
        found = self._templates.get(name)
        if found is None:
            found = self._templates[name] = super().get_template(name, parent)
        return found
