"""What templates are compiled to: Jinja's own code, in which attributes and output are cheap and macros tell more."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from keyword import iskeyword
from typing import Any, Final

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.idtracking import VAR_LOAD_RESOLVE
from markupsafe import Markup, escape

from sitegen.language.html_text import escape_text

PLAIN: Final = "plain"
"""The shortcut of filters that are plain functions: they are called without the page's context."""


def show(value: object) -> str:
    """Return what a page shows of a value: as it is where it is HTML, else escaped."""
    if type(value) is Markup:
        return value
    return escape_text(value) if type(value) is str else escape(value)


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
        self._shown: list[str] = []
        """Where the values are held that are being written, the inner ones last."""
        self._shortcuts: Mapping[str, str] = getattr(self.environment, "shortcuts", {})

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802 - Jinja's name
        """Write the template's code, then what it tells of itself."""
        super().visit_Template(node, frame)
        imported = sorted(_given_the_page(node)) if _holds_only_macros(node) else None
        for attribute in sorted(self._attributes):
            self.writeline(f"open_{attribute} = environment.open_for({attribute!r})")
        for name in sorted(self._plain):
            self.writeline(f"plain_{name} = environment.plain_filters[{name!r}]")
        self.writeline(f"outside_names = {sorted(self._outside)!r}")
        self.writeline(f"imported_names = {imported!r}")

    def write_commons(self) -> None:
        """Write what every function of the code begins with."""
        super().write_commons()
        self.writeline("show = environment.show")

    def enter_frame(self, frame: Frame) -> None:
        """Write how names are found; those that come from outside are noted. Blocks gather what they show in a list."""
        if _is_whole_block(frame):
            self.buffer(frame)
        super().enter_frame(frame)
        loads = frame.symbols.loads.values()
        self._outside.update(name for action, name in loads if action == VAR_LOAD_RESOLVE and name)

    def leave_frame(self, frame: Frame, with_python_scope: bool = False) -> None:  # noqa: FBT001, FBT002
        """Write what ends a frame: a block hands on all that it shows at once, as it goes through those around it."""
        if _is_whole_block(frame):
            self.writeline(f"yield concat({frame.buffer})")
        super().leave_frame(frame, with_python_scope)

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

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802, FBT001, FBT002
        """Write a call; of loops and blocks nothing is handed on, as no function of ours asks for their names."""
        if _is_plain_sentence(node) and not forward_caller:
            self.write("environment.say(context, ")
            self.visit(node.node, frame)
            self.write(f", {node.args[0].value!r})")  # type: ignore[attr-defined] # a Const
            return
        self.write("environment.call(context, ")
        self.visit(node.node, frame)
        self.signature(node, frame, {"caller": "caller"} if forward_caller else None)
        self.write(")")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if frame.eval_ctx.autoescape and not frame.eval_ctx.volatile and finalize.src is None:
            value = self.temporary_identifier()
            self._shown.append(value)
            self.write(f"({value} if type({value} := ")
        else:
            super()._output_child_pre(node, frame, finalize)

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if frame.eval_ctx.autoescape and not frame.eval_ctx.volatile and finalize.src is None:
            value = self._shown.pop()
            self.write(f") is Markup else show({value}))")
        else:
            super()._output_child_post(node, frame, finalize)


def _is_whole_block(frame: Frame) -> bool:
    return frame.block is not None and frame.parent is None


def _is_plain_sentence(node: nodes.Call) -> bool:
    """Tell whether this is `_("…")`: a sentence of the interface that has no places to fill."""
    is_alone = len(node.args) == 1 and not (node.kwargs or node.dyn_args or node.dyn_kwargs)
    is_ours = isinstance(node.node, nodes.Name) and node.node.name in {"_", "gettext"}
    return is_alone and is_ours and isinstance(node.args[0], nodes.Const) and isinstance(node.args[0].value, str)


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
