"""Jinja's sandbox, made cheap in what every page does a thousand times: attributes of nouns, macros, our functions."""

from collections.abc import Callable, Mapping, MutableMapping
from typing import Any

from jinja2 import Template
from jinja2.runtime import Context, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment

from sitegen.language.html_text import mark_html
from sitegen.pages.page_template import Desked, PageTemplate
from sitegen.pages.template_code import PageCode, show


class Sandbox(Desked, ImmutableSandboxedEnvironment):
    """Jinja's sandbox, which asks less of the site's own nouns: they cannot be changed and show all but `_names`.

    What it decides of a noun's attribute holds for every value, so it decides once for a class and a name.
    """

    code_generator_class = PageCode
    template_class = PageTemplate
    show = staticmethod(show)

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
        self._say: Callable[[Context, str], str] | None = None
        self._sentence: object = None
        """What `_` means to templates; `_say` does the same for sentences without places."""
        self._templates: dict[str, Template] = {}

    def offer(self, functions: Mapping[str, Callable[..., object]]) -> None:
        """Give every template functions of our own, which are safe to call."""
        self.globals.update(functions)
        self._offered |= {id(function): function for function in functions.values()}

    def offer_with_context(self, functions: Mapping[str, Callable[..., object]]) -> None:
        """Give every template functions of our own that Jinja's `pass_context` marks."""
        self.globals.update(functions)
        self._offered_with_context |= {id(function): function for function in functions.values()}

    def offer_sentences(self, sentence: object, say: Callable[[Context, str], str]) -> None:
        """Let `say` stand in for a function that was offered with context, where a sentence has no places."""
        self._sentence, self._say = sentence, say

    def say(self, context: Context, called: object, message: str) -> object:
        """Return what the function that a template calls `_` makes of a sentence without places."""
        if called is self._sentence and self._say:
            return self._say(context, message)
        return self.call(context, called, message)

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

    def call(self, context: Context, called: Any, /, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - Jinja's too
        """Call what a template calls; macros and our own functions go straight ahead."""
        if type(called) is Macro:
            if not kwargs and len(args) == len(called.arguments) and not _wants_more(called):
                text = called._func(*args)  # noqa: SLF001 - the public way weighs each argument, which takes longer
                return mark_html(text) if context.eval_ctx.autoescape else text
        elif function := self._offered.get(id(called)):
            return function(*args, **kwargs)
        elif function := self._offered_with_context.get(id(called)):
            return function(context, *args, **kwargs)
        return super().call(context, called, *args, **kwargs)

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


def _wants_more(macro: Macro) -> bool:
    """Tell whether a macro takes more than its parameters."""
    return macro.caller or macro.catch_kwargs or macro.catch_varargs
