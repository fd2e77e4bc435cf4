"""What templates are compiled to: Jinja's own code, in which attributes and output are cheap and macros tell more."""

from collections.abc import Callable, Iterator
from keyword import iskeyword
from typing import Any, Final

import markupsafe
from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.idtracking import VAR_LOAD_RESOLVE
from markupsafe import Markup, escape

_escape_text: Final[Callable[[str], str]] = getattr(markupsafe, "_escape_inner", escape)
"""Escapes without making an object of the result, where markupsafe has it."""


def show(value: object) -> str:
    """Return what a page shows of a value: as it is where it is HTML, else escaped."""
    if type(value) is Markup:
        return value
    return _escape_text(value) if type(value) is str else escape(value)


class PageCode(CodeGenerator):
    """Compiles a template.

    Its code also tells `outside_names`, which it looks up in the page that is being made, and `imported_names`, the
    templates to which it hands the page; None where it is more than macros that look up names.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Jinja's options
        super().__init__(*args, **kwargs)
        self._outside: set[str] = set()
        self._attributes: set[str] = set()

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802 - Jinja's name
        """Write the template's code, then what it tells of itself."""
        super().visit_Template(node, frame)
        imported = sorted(_given_the_page(node)) if _holds_only_macros(node) else None
        for attribute in sorted(self._attributes):
            self.writeline(f"open_{attribute} = environment.open_for({attribute!r})")
        self.writeline(f"outside_names = {sorted(self._outside)!r}")
        self.writeline(f"imported_names = {imported!r}")

    def write_commons(self) -> None:
        """Write what every function of the code begins with."""
        super().write_commons()
        self.writeline("show = environment.show")

    def enter_frame(self, frame: Frame) -> None:
        """Write how names are found; those that come from outside are noted."""
        super().enter_frame(frame)
        loads = frame.symbols.loads.values()
        self._outside.update(name for action, name in loads if action == VAR_LOAD_RESOLVE and name)

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

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802, FBT001, FBT002
        """Write a call; of loops and blocks nothing is handed on, as no function of ours asks for their names."""
        self.write("environment.call(context, ")
        self.visit(node.node, frame)
        self.signature(node, frame, {"caller": "caller"} if forward_caller else None)
        self.write(")")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if frame.eval_ctx.autoescape and not frame.eval_ctx.volatile and finalize.src is None:
            self.write("show(")
        else:
            super()._output_child_pre(node, frame, finalize)


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
