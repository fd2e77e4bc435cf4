"""What a site's own templates may make for a page: a bound on characters, turns of loops and time.

Templates of others may be hostile, and a slip makes a loop without end. What multiplies is looked at before it is done
(`'a' * n`, widths, joins, replacements), all else as it is made.
"""

import re
from collections.abc import Callable, Generator, Iterable, Mapping
from functools import wraps
from time import process_time
from typing import Any, Final

from jinja2 import TemplateError, nodes, pass_context
from jinja2.runtime import Context
from jinja2.utils import generate_lorem_ipsum
from jinja2.visitor import NodeTransformer

_SIZED: Final = (str, list, tuple, dict)
"""What can grow with what a template does."""
_STEP: Final = "count_step"
_MADE: Final = "count_made"
"""Filters by which a template counts."""


class TemplateBoundError(TemplateError):
    """A template makes more than it may."""


class Bounds:
    """Counts what is made for one page. Every method raises TemplateBoundError where it is too much."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        """Most characters of a page, and of a text on the way to it."""
        self._allowed = _TIMES_OVER * limit
        self._spent = 0
        self._deadline = float("inf")

    def gather(self, pieces: Iterable[str]) -> str:
        """Return a page of its pieces; one that is too large is refused where the template shows the piece too much."""
        self._spent = 0
        self._deadline = process_time() + _SECONDS
        gathered, size = list[str](), 0
        for piece in pieces:
            size += len(piece)
            if size > self.limit and isinstance(pieces, Generator):
                pieces.throw(self._too_large())
            gathered.append(piece)
        return "".join(gathered)

    @pass_context  # else constants would be counted when a template is compiled
    def shown(self, context: Context | None, value: Any) -> Any:  # noqa: ANN401, ARG002 - whatever a template shows
        """Count a value that a page shows, and return it. All in one place, as a page shows a thousand values."""
        if isinstance(value, _SIZED):
            size = len(value)
            self._spent += size
            if size > self.limit or self._spent > self._allowed:
                self._check(size)
                self._spend(0)
        return value

    def made(self, value: Any) -> Any:  # noqa: ANN401 - whatever an expression makes
        """Count a value that was made, and return it."""
        return self.shown(None, value)

    def call(self, called: Any, call: Callable[..., Any], args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> Any:  # noqa: ANN401 - anything
        """Return what a call of `called` by `call` makes, after a look at what it is given."""
        method = getattr(called, "__wrapped__", called)  # the sandbox wraps `format`
        owner, name = getattr(method, "__self__", None), getattr(method, "__name__", "")
        given = (*args, *kwargs.values())
        if called is generate_lorem_ipsum:
            self._check(_LETTERS_A_PARAGRAPH * _product(given))
        if isinstance(owner, str) and name == "join" and args:
            pieces = list(args[0])
            self._check_join(pieces, owner)
            args = (pieces, *args[1:])
        self._check_call(name, owner, given)
        return self.made(call(*args, **kwargs))

    def check_operation(self, operator: str, left: Any, right: Any) -> None:  # noqa: ANN401 - operands
        """Refuse an operation whose result would be too large."""
        if operator == "*":
            for one, other in ((left, right), (right, left)):
                if isinstance(one, str | list | tuple | bytes) and isinstance(other, int):
                    self._check(len(one) * other)
        if operator in "**" and isinstance(left, int) and isinstance(right, int):
            bits = left.bit_length() * right if operator == "**" else left.bit_length() + right.bit_length()
            if bits > _MOST_BITS:
                raise TemplateBoundError("it makes a number of more digits than a page can show")
        if operator == "%" and isinstance(left, str):
            self._check_format(left, right if isinstance(right, tuple) else (right,))

    def bind_filters(self, filters: Mapping[str, Callable[..., Any]]) -> dict[str, Callable[..., Any]]:
        """Return filters that look at what they are given and count what they make, and those by which templates count.

        All take the context, as others would be run on constants when a template is compiled.
        """

        @pass_context
        def count_step(context: Context, characters: int) -> None:  # noqa: ARG001
            self._spend(_COST_OF_STEP + characters)
            if process_time() > self._deadline:
                raise TemplateBoundError(f"it makes one page for longer than {_SECONDS} seconds")

        @pass_context
        def count_made(context: Context, value: Any) -> Any:  # noqa: ANN401, ARG001
            return self.made(value)

        return {
            **{name: self._bind_filter(name, function) for name, function in filters.items()},
            _STEP: count_step,
            _MADE: count_made,
        }

    def _bind_filter(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        @pass_context
        @wraps(function)
        def run(context: Context, value: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - what the template gives
            if name == "join":
                value = list(value)
                self._check_join(value, args[0] if args else kwargs.get("d", ""))
            self.made(value)
            self._check_call(name, value, (*args, *kwargs.values()))
            return self.made(context.call(function, value, *args, **kwargs))

        return run

    def _check_call(self, name: str, value: Any, arguments: tuple[Any, ...]) -> None:  # noqa: ANN401 - whatever is called
        """Refuse a filter of Jinja's or a method of a text whose result would be too large."""
        for argument in arguments:
            if isinstance(argument, int):
                lines = value.count("\n") + 1 if isinstance(value, str) else 1
                self._check(abs(argument) * lines)
        if not isinstance(value, str):
            return
        if name == "replace" and len(arguments) > 1:
            self._check(value.count(str(arguments[0])) * len(str(arguments[1])))
        if name in ("format", "format_map"):
            self._check_format(value, arguments)

    def _check_join(self, pieces: list[Any], joint: Any) -> None:  # noqa: ANN401 - whatever is joined
        """Refuse to join what would be too long."""
        sizes = (len(piece) if isinstance(piece, str | list | tuple | dict) else 1 for piece in pieces)
        self._check(sum(sizes) + len(pieces) * len(str(joint)))

    def _check_format(self, pattern: str, arguments: tuple[Any, ...]) -> None:
        numbers = (min(int(number[:20]), self.limit + 1) for number in _NUMBER.findall(pattern))
        places = pattern.count("%") + pattern.count("{")
        widest = max((abs(part) for part in arguments if isinstance(part, int)), default=0)
        is_computed = "*" in pattern or re.search(r"\{[^{}]*\{", pattern)
        longest = max((len(part) for part in arguments if isinstance(part, str | list | tuple | dict)), default=0)
        self._check(len(pattern) + sum(numbers) + places * (longest + (widest if is_computed else 0)))

    def _check(self, size: int) -> None:
        """Refuse what would be larger than a page may be."""
        if size > self.limit:
            raise self._too_large()

    def _too_large(self) -> TemplateBoundError:
        return TemplateBoundError(f"it makes more than {self.limit} characters, the limit `template_characters`")

    def _spend(self, amount: int) -> None:
        self._spent += amount
        if self._spent > self._allowed:
            # Other pages of the same template would take as long to fail.
            self._allowed = max(self._allowed // 20, self.limit // 20)
            raise TemplateBoundError(
                f"it makes too much for one page, or without end: more than {self.limit} characters, the limit"
                " `template_characters`, many times over"
            )


class CountedTemplate(NodeTransformer):
    """Lets a template count its steps (turns of loops, calls of macros and blocks, includes) and what `~` joins.

    `visit` changes the template's tree; a step counts for the characters too that its body shows as they are written.
    """

    def visit_For(self, node: nodes.For) -> nodes.Node:  # noqa: N802 - Jinja's names
        """Count each turn."""
        return self._count_body(node)

    def visit_Macro(self, node: nodes.Macro) -> nodes.Node:  # noqa: N802
        """Count each call."""
        return self._count_body(node)

    def visit_CallBlock(self, node: nodes.CallBlock) -> nodes.Node:  # noqa: N802
        """Count each call of what `{% call %}` hands on."""
        return self._count_body(node)

    def visit_Block(self, node: nodes.Block) -> nodes.Node:  # noqa: N802
        """Count each time a block is shown."""
        return self._count_body(node)

    def visit_Include(self, node: nodes.Include) -> list[nodes.Node]:  # noqa: N802
        """Count an include, as a template can include itself."""
        return [_step(0, node.lineno), node]

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802
        """Count what is joined."""
        return _filter(self.generic_visit(node), _MADE, node.lineno)

    def _count_body(self, node: Any) -> nodes.Node:  # noqa: ANN401 - a node with a body
        written = sum(len(data.data) for each in node.body for data in each.find_all(nodes.TemplateData))
        counted: nodes.Node = self.generic_visit(node)
        node.body.insert(0, _step(written, node.lineno))
        return counted


def _step(characters: int, line: int) -> nodes.Node:
    return nodes.ExprStmt(_filter(nodes.Const(characters, lineno=line), _STEP, line), lineno=line)


def _filter(value: nodes.Node, name: str, line: int) -> nodes.Filter:
    return nodes.Filter(value, name, [], [], None, None, lineno=line)


def _product(numbers: Iterable[object]) -> int:
    product = 1
    for number in numbers:
        product *= abs(number) if isinstance(number, int) and number else 1
    return product


_LETTERS_A_PARAGRAPH: Final = 500
"""Of Jinja's `lipsum`."""

_SECONDS: Final = 60
"""Of processor time: the largest pages of real sites take some seconds."""

_COST_OF_STEP: Final = 200
"""What a turn of a loop counts for, in characters: so that empty loops without end are ended within seconds."""

_TIMES_OVER: Final = 10
"""What is made on the way to a page is more than the page: texts of macros stand in those of blocks."""

_MOST_BITS: Final = 100_000

_NUMBER: Final = re.compile(r"[0-9]+")
