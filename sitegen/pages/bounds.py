"""What a site's own templates may make for a page: a bound on characters, turns of loops and time.

Templates of others may be hostile, and a slip makes a loop without end. What multiplies is looked at before it is done
(`'a' * n`, widths, joins, replacements), all else as it is made.
"""

import re
from collections.abc import Callable, Generator, Iterable
from functools import wraps
from time import process_time
from typing import Any, Final

from jinja2 import TemplateError, pass_context
from jinja2.filters import FILTERS
from jinja2.runtime import Context
from jinja2.utils import generate_lorem_ipsum


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

    def begin(self) -> None:
        """Begin a page."""
        self._spent = 0
        self._deadline = process_time() + _SECONDS

    def step(self) -> str:
        """Count a turn of a loop, a call of a macro, an include; return nothing to show."""
        self._spend(_COST_OF_STEP)
        if process_time() > self._deadline:
            raise TemplateBoundError(f"it makes one page for longer than {_SECONDS} seconds")
        return ""

    def made(self, value: Any) -> Any:  # noqa: ANN401 - whatever an expression makes
        """Count a value that was made, and return it."""
        if isinstance(value, str | list | tuple | dict):
            self.check(len(value))
            self._spend(len(value))
        return value

    def concat(self, pieces: Iterable[str]) -> str:
        """Return the pieces of a block or a macro as one."""
        gathered = list(pieces)
        self.check(sum(map(len, gathered)))
        return "".join(gathered)

    def check(self, size: int) -> None:
        """Refuse what would be larger than a page may be."""
        if size > self.limit:
            raise self.too_large()

    def too_large(self) -> TemplateBoundError:
        """Return the error of a text that is larger than a page may be."""
        return TemplateBoundError(f"it makes more than {self.limit} characters, the limit `template_characters`")

    def check_operation(self, operator: str, left: Any, right: Any) -> None:  # noqa: ANN401 - operands
        """Refuse an operation whose result would be too large."""
        if operator == "*":
            for one, other in ((left, right), (right, left)):
                if isinstance(one, str | list | tuple | bytes) and isinstance(other, int):
                    self.check(len(one) * other)
        if operator in "**" and isinstance(left, int) and isinstance(right, int):
            bits = left.bit_length() * right if operator == "**" else left.bit_length() + right.bit_length()
            if bits > _MOST_BITS:
                raise TemplateBoundError("it makes a number of more digits than a page can show")
        if operator == "%" and isinstance(left, str):
            self._check_format(left, right if isinstance(right, tuple) else (right,))

    def check_call(self, name: str, value: Any, arguments: tuple[Any, ...]) -> None:  # noqa: ANN401 - whatever is called
        """Refuse a filter of Jinja's or a method of a text whose result would be too large."""
        for argument in arguments:
            if isinstance(argument, int):
                lines = value.count("\n") + 1 if isinstance(value, str) else 1
                self.check(abs(argument) * lines)
        if not isinstance(value, str):
            return
        if name == "replace" and len(arguments) > 1:
            self.check(value.count(str(arguments[0])) * len(str(arguments[1])))
        if name in ("format", "format_map"):
            self._check_format(value, arguments)

    def check_join(self, pieces: list[Any], joint: Any) -> None:  # noqa: ANN401 - whatever is joined
        """Refuse to join what would be too long."""
        sizes = (len(piece) if isinstance(piece, str | list | tuple | dict) else 1 for piece in pieces)
        self.check(sum(sizes) + len(pieces) * len(str(joint)))

    def _check_format(self, pattern: str, arguments: tuple[Any, ...]) -> None:
        numbers = (min(int(number[:20]), self.limit + 1) for number in _NUMBER.findall(pattern))
        places = pattern.count("%") + pattern.count("{")
        widest = max((abs(part) for part in arguments if isinstance(part, int)), default=0)
        is_computed = "*" in pattern or re.search(r"\{[^{}]*\{", pattern)
        longest = max((len(part) for part in arguments if isinstance(part, str | list | tuple | dict)), default=0)
        self.check(len(pattern) + sum(numbers) + places * (longest + (widest if is_computed else 0)))

    def _spend(self, amount: int) -> None:
        self._spent += amount
        if self._spent > self._allowed:
            # Other pages of the same template would take as long to fail.
            self._allowed = max(self._allowed // 20, self.limit // 20)
            raise TemplateBoundError(
                f"it makes too much for one page, or without end: more than {self.limit} characters, the limit"
                " `template_characters`, many times over"
            )


def gather(pieces: Iterable[str], bounds: Bounds) -> str:
    """Return a page of its pieces; one that is too large is refused where the template shows the piece too much."""
    bounds.begin()
    gathered, size = list[str](), 0
    for piece in pieces:
        size += len(piece)
        if size > bounds.limit and isinstance(pieces, Generator):
            pieces.throw(bounds.too_large())
        gathered.append(piece)
    return "".join(gathered)


def bound_filters(bounds: Bounds) -> dict[str, Callable[..., Any]]:
    """Return Jinja's own filters, each with a look at what it is given and a count of what it makes."""
    return {name: _bound_filter(name, function, bounds) for name, function in FILTERS.items()}


def bound_call(bounds: Bounds, called: Any, call: Callable[..., Any]) -> Callable[..., Any]:  # noqa: ANN401
    """Return a call of what a template calls, with a look at what it is given and a count of what it makes."""
    method = getattr(called, "__wrapped__", called)  # the sandbox wraps `format`
    owner, name = getattr(method, "__self__", None), getattr(method, "__name__", "")

    def run(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - what the template gives
        given = (*args, *kwargs.values())
        if called is generate_lorem_ipsum:
            bounds.check(_LETTERS_A_PARAGRAPH * _product(given))
        if isinstance(owner, str) and name == "join" and args:
            pieces = list(args[0])
            bounds.check_join(pieces, owner)
            args = (pieces, *args[1:])
        bounds.check_call(name, owner, given)
        return bounds.made(call(*args, **kwargs))

    return run


def _product(numbers: Iterable[object]) -> int:
    product = 1
    for number in numbers:
        product *= abs(number) if isinstance(number, int) and number else 1
    return product


def _bound_filter(name: str, function: Callable[..., Any], bounds: Bounds) -> Callable[..., Any]:
    wanted = getattr(getattr(function, "jinja_pass_arg", None), "name", "")

    @wraps(function)
    def run(context: Context, value: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - what the template gives
        if name == "join":
            value = list(value)
            bounds.check_join(value, args[0] if args else kwargs.get("d", ""))
        bounds.made(value)
        bounds.check_call(name, value, (*args, *kwargs.values()))
        first: dict[str, Any] = {
            "context": context,
            "eval_context": context.eval_ctx,
            "environment": context.environment,
        }
        given = (first[wanted], value) if wanted else (value,)
        return bounds.made(function(*given, *args, **kwargs))

    return pass_context(run)


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
