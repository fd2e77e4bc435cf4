"""What templates are compiled to: Jinja's own code, in which attributes and output are cheap and macros tell more."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from keyword import iskeyword
from typing import Any, Final

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from jinja2.idtracking import VAR_LOAD_PARAMETER, VAR_LOAD_RESOLVE
from jinja2.runtime import Macro

from sitegen.language.isolation import escape_text, mark_html

PLAIN: Final = "plain"
"""The shortcut of filters that are plain functions: they are called without the page's context."""

NO_COUNT: Final = -1
"""What no call has as its number of arguments."""

TOOLS: Final[Mapping[str, object]] = {"escape_text": escape_text, "mark_html": mark_html}
"""What compiled templates use beside Jinja's own tools."""


class PageMacro(Macro):
    """A macro that a compiled template calls straight ahead where it takes just what it is given."""

    def __init__(self, *args: Any, makes_html: bool, **kwargs: Any) -> None:  # noqa: ANN401 - Jinja's parameters
        super().__init__(*args, **kwargs)
        takes_more = self.caller or self.catch_kwargs or self.catch_varargs
        self.plain_arguments = NO_COUNT if takes_more or not makes_html else len(self.arguments)
        """How many arguments its function takes, which then returns HTML; NO_COUNT where it is not that simple."""

    def _invoke(self, arguments: list[Any], autoescape: bool) -> str:  # noqa: FBT001 - Jinja's signature
        """Return what the macro makes: HTML, or a plain string where the template that calls it escapes nothing."""
        made = self._func(*arguments)
        if autoescape:
            return mark_html(made)
        return str.__str__(made)


class PageCode(CodeGenerator):
    """Compiles a template.

    Its code also tells `outside_names`, which it looks up in the page that is being made, and `imported_names`, the
    templates to which it hands the page; None where it is more than macros that look up names.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Jinja's options
        super().__init__(*args, **kwargs)
        self._outside: set[str] = set()
        self._attributes: set[str] = set()
        self._plain: set[str] = set()
        self._endings: list[str] = []
        """What stands behind the values that are being written, the inner ones last."""
        self._shortcuts: Mapping[str, str] = getattr(self.environment, "shortcuts", {})
        self._html_filters: frozenset[str] = getattr(self.environment, "html_filters", frozenset())

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802 - Jinja's name
        """Write the template's code, then what it tells of itself."""
        if getattr(self.environment, "bounds", None) is not None:
            _count_steps(node)
        super().visit_Template(node, frame)
        imported = sorted(_given_the_page(node)) if _holds_only_macros(node) else None
        for attribute in sorted(self._attributes):
            self.writeline(f"open_{attribute} = environment.open_for({attribute!r})")
        for name in sorted(self._plain):
            self.writeline(f"plain_{name} = environment.plain_filters[{name!r}]")
        for name in sorted(TOOLS):
            self.writeline(f"{name} = environment.tools[{name!r}]")
        self.writeline("sentence, PageMacro = environment.sentence, environment.macro_class")
        self.writeline(f"outside_names = {sorted(self._outside)!r}")
        self.writeline(f"imported_names = {imported!r}")

    def enter_frame(self, frame: Frame) -> None:
        """Write how names are found; those that come from outside are noted. Blocks gather what they show in a list."""
        if _is_whole_block(frame):
            self.buffer(frame)
        loads = frame.symbols.loads
        self._outside.update(name for action, name in loads.values() if action == VAR_LOAD_RESOLVE and name)
        if self.get_context_ref() == "context":
            frame.symbols.loads = {target: self._found(target, *load) for target, load in loads.items()}
        super().enter_frame(frame)
        frame.symbols.loads = loads

    def _found(self, target: str, action: str, name: str | None) -> tuple[str, str | None]:
        """Return how a name comes into a frame; one from outside is looked up here and now, as there are many."""
        if action != VAR_LOAD_RESOLVE:
            return action, name
        self.writeline(
            f"{target} = own_names[{name!r}] if {name!r} in own_names else given_names.get({name!r}, missing)"
        )
        return VAR_LOAD_PARAMETER, name

    def write_commons(self) -> None:
        """Write what every function of the code begins with."""
        super().write_commons()
        self.writeline("own_names, given_names = context.vars, context.parent")

    def leave_frame(self, frame: Frame, with_python_scope: bool = False) -> None:  # noqa: FBT001, FBT002
        """Write what ends a frame: a block hands on all that it shows at once, as it goes through those around it."""
        if _is_whole_block(frame):
            self.writeline(f"yield concat({frame.buffer})")
        super().leave_frame(frame, with_python_scope)

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """Write the joining of values by `~`, which is counted where a site's own templates are bound."""
        is_bound = getattr(self.environment, "bounds", None) is not None
        self.write("environment.bounds.made(" if is_bound else "(")
        super().visit_Concat(node, frame)
        self.write(")")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """Write how an attribute is read: straight from objects of a class that is known to be open for it."""
        if node.attr.startswith("_") or not node.attr.isascii() or iskeyword(node.attr):
            super().visit_Getattr(node, frame)
            return
        self._attributes.add(node.attr)
        thing = self.temporary_identifier()
        self.write(f"({thing}.{node.attr} if type({thing} := ")
        self.visit(node.node, frame)
        self.write(f") in open_{node.attr} else environment.getattr({thing}, {node.attr!r}))")

    @contextmanager
    def _filter_test_common(self, node: nodes.Filter | nodes.Test, frame: Frame, is_filter: bool) -> Iterator[None]:  # noqa: FBT001
        """Write a filter or a test around its value; a filter of ours that has a shortcut goes that way."""
        shortcut = self._shortcuts.get(node.name) if is_filter else None
        if shortcut is None:
            with super()._filter_test_common(node, frame, is_filter):
                yield
            return
        if shortcut == PLAIN:
            self._plain.add(node.name)
            shortcut = f"plain_{node.name}"
        self.write(f"{shortcut}(")
        yield
        self.signature(node, frame)
        self.write(")")

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        """Write how a macro is made of its function."""
        node = macro_ref.node
        names = "".join(f"{argument.name!r}, " for argument in node.args)
        accesses = (macro_ref.accesses_kwargs, macro_ref.accesses_varargs, macro_ref.accesses_caller)
        self.write(
            f"PageMacro(environment, macro, {getattr(node, 'name', None)!r}, ({names}), "
            f"{', '.join(map(repr, accesses))}, context.eval_ctx.autoescape, makes_html={_escapes(frame)})"
        )

    def return_buffer_contents(self, frame: Frame, force_unescaped: bool = False) -> None:  # noqa: FBT001, FBT002
        """Write what a function hands on: that of a macro is HTML wherever its template escapes what it shows."""
        if force_unescaped and _escapes(frame):
            self.writeline(f"return mark_html(concat({frame.buffer}))")
        else:
            super().return_buffer_contents(frame, force_unescaped)

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802, FBT001, FBT002
        """Write a call; of loops and blocks nothing is handed on, as no function of ours asks for their names."""
        if forward_caller or not _escapes(frame):
            self._write_call(node, frame, {"caller": "caller"} if forward_caller else None)
        elif _is_sentence(node, {"_", "gettext"}, arguments=1):
            self._write_sentence(node, frame)
        elif _is_sentence(node, {"ngettext"}, arguments=3) and node.kwargs:
            self._write_filled("count", node, frame)
        elif node.kwargs or node.dyn_args or node.dyn_kwargs or not isinstance(node.node, nodes.Name):
            self._write_call(node, frame)
        else:
            self._write_straight_call(node, frame)

    def _write_call(self, node: nodes.Call, frame: Frame, extra: Mapping[str, str] | None = None) -> None:
        self.write("environment.call(context, ")
        self.visit(node.node, frame)
        self.signature(node, frame, extra)
        self.write(")")

    def _write_straight_call(self, node: nodes.Call, frame: Frame) -> None:
        """Write a call that goes to the function of a macro, or the way that the environment has for others."""
        called = self.temporary_identifier()
        self.write(f"({called}._func if type({called} := ")
        self.visit(node.node, frame)
        self.write(f") is PageMacro and {called}.plain_arguments == {len(node.args)}")
        self.write(f" else environment.way(context, {called}))(")
        self._write_list(node.args, frame)
        self.write(")")

    def _write_sentence(self, node: nodes.Call, frame: Frame) -> None:
        """Write a sentence of the interface: without places it is looked up where it is kept."""
        if node.kwargs:
            self._write_filled("fill", node, frame)
            return
        message = node.args[0].value  # type: ignore[attr-defined] # a Const
        self.write("(")
        self.visit(node.node, frame)
        self.write(f' is sentence and given_names["page"].edition.catalogue.phrases.get({(message,)!r})')
        self.write(" or environment.say(context, ")
        self.visit(node.node, frame)
        self.write(f", {message!r}))")

    def _write_filled(self, method: str, node: nodes.Call, frame: Frame) -> None:
        """Write a sentence of the interface that has one place."""
        (part,) = node.kwargs
        self.write(f"environment.{method}(context, ")
        self._write_list([node.node, *node.args], frame)
        self.write(f", {part.key!r}, ")
        self.visit(part.value, frame)
        self.write(")")

    def _write_list(self, expressions: Iterable[nodes.Expr], frame: Frame) -> None:
        for number, expression in enumerate(expressions):
            self.write(", " if number else "")
            self.visit(expression, frame)

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        """Write what stands before a value that is shown: nothing where it is known to be HTML."""
        if not _escapes(frame) or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        elif not self._is_html(node):
            value = self.temporary_identifier()
            as_text, as_html = (f"escape_text({value})", "str"), (value, "Markup")
            first, second = (as_html, as_text) if isinstance(node, nodes.Call) else (as_text, as_html)
            self.write(f"({first[0]} if type({value} := ")
            others = f"{second[0]} if type({value}) is {second[1]} else escape({value})"
            self._endings.append(f") is {first[1]} else {others})")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        """Write what stands behind it."""
        if not _escapes(frame) or finalize.src is not None:
            super()._output_child_post(node, frame, finalize)
        elif not self._is_html(node):
            self.write(self._endings.pop())

    def _is_html(self, node: nodes.Expr) -> bool:
        """Tell whether a value comes from a filter of ours that makes HTML."""
        return isinstance(node, nodes.Filter) and node.node is not None and node.name in self._html_filters


def _count_steps(template: nodes.Template) -> None:
    """Let a template count its steps: turns of loops, calls of macros and blocks, includes."""
    for each in list(template.find_all((nodes.For, nodes.Macro, nodes.CallBlock, nodes.Block))):
        each.body.insert(0, _step(each.lineno))  # type: ignore[attr-defined] # all have a body
    for holder in [template, *template.find_all(nodes.Node)]:
        for name in ("body", "else_"):
            statements = getattr(holder, name, None)
            if isinstance(statements, list):
                places = [place for place, each in enumerate(statements) if isinstance(each, nodes.Include)]
                for place in reversed(places):
                    statements.insert(place, _step(statements[place].lineno))
    template.set_environment(template.environment)  # type: ignore[arg-type] # it has one


def _step(line: int) -> nodes.ExprStmt:
    bounds = nodes.EnvironmentAttribute("bounds", lineno=line)
    call = nodes.Call(nodes.Getattr(bounds, "step", "load", lineno=line), [], [], None, None, lineno=line)
    return nodes.ExprStmt(call, lineno=line)


def _is_whole_block(frame: Frame) -> bool:
    return frame.block is not None and frame.parent is None


def _escapes(frame: Frame) -> bool:
    """Tell whether it is known when a template is compiled that it escapes what it shows here."""
    return frame.eval_ctx.autoescape and not frame.eval_ctx.volatile


def _is_sentence(node: nodes.Call, names: Collection[str], *, arguments: int) -> bool:
    """Tell whether this asks for a sentence of the interface that has one place to fill, or none."""
    is_plain = len(node.args) == arguments and len(node.kwargs) <= 1 and not (node.dyn_args or node.dyn_kwargs)
    is_ours = isinstance(node.node, nodes.Name) and node.node.name in names
    return is_plain and is_ours and isinstance(node.args[0], nodes.Const) and isinstance(node.args[0].value, str)


def _holds_only_macros(template: nodes.Template) -> bool:
    """Tell whether a template does nothing itself, and no macro of it hands the whole page on or changes it."""
    does_more = any(next(template.find_all(kind), None) for kind in _DOES_MORE)
    has_known_imports = all(isinstance(item.template, nodes.Const) for item in _imports_in(template))
    return has_known_imports and not does_more and all(map(_does_nothing, template.body))


def _does_nothing(node: nodes.Node) -> bool:
    if isinstance(node, nodes.Output):
        return all(isinstance(child, nodes.TemplateData) for child in node.nodes)
    return isinstance(node, nodes.Macro | nodes.Import | nodes.FromImport)


def _given_the_page(template: nodes.Template) -> Iterator[str]:
    """Yield the templates that are imported with the page's names."""
    for item in _imports_in(template):
        if item.with_context and isinstance(item.template, nodes.Const):
            yield item.template.value


def _imports_in(template: nodes.Template) -> Iterator[nodes.Import | nodes.FromImport]:
    yield from template.find_all(nodes.Import)
    yield from template.find_all(nodes.FromImport)


_DOES_MORE: Final[tuple[type[nodes.Node], ...]] = (
    nodes.Include,
    nodes.Extends,
    nodes.Block,
    nodes.ContextReference,
    nodes.DerivedContextReference,
    nodes.EvalContextModifier,
    nodes.ScopedEvalContextModifier,
)
