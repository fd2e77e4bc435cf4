"""What templates may do, and that what is made cheap comes to what Jinja itself does."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from jinja2 import UndefinedError
from jinja2.exceptions import SecurityError
from jinja2.sandbox import unsafe
from markupsafe import Markup

from sitegen.language.editions import list_editions
from sitegen.language.typesetting import Typesetter
from sitegen.pages.environment import make_environment
from sitegen.pages.loader import FolderLoader
from sitegen.pages.page import Page
from tests.pages.sample_site import MINISTER, make_settings


@dataclass(frozen=True)
class Stranger:
    """An object that is none of the site's nouns."""

    name: str = "stranger"
    _secret: str = "secret"  # noqa: S105 - a name


def show(folder: Path, source: str, /, **nouns: object) -> str:
    (folder / "page.html").write_text(source, encoding="utf-8")
    environment = make_environment(FolderLoader((folder,)), site_wide={"twice": lambda word: f"{word}{word}"})
    editions = list_editions(make_settings("en"))
    known = {"page": Page("index.html", editions[0], editions, ""), "typesetter": Typesetter(editions[0], {})}
    template = environment.get_template("page.html")
    first, second = template.render(**known, **nouns), template.render(**known, **nouns)
    assert first == second  # what is kept from the first page does not show on the second
    return first


@unsafe
def forbidden(*values: object, **named: object) -> str:
    raise AssertionError(f"a template called what it must not call: {values} {named}")


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("{{ noun.type }} {{ noun.id }}", "person minister"),
        ("{{ noun.nothing is defined }}", "False"),
        ("{{ other.name }}", "stranger"),
        ("{{ map.a }} {{ map['a'] }}", "1 1"),
        ("{% for one in [1, 2] %}{{ loop.index }}{% if not loop.last %},{% endif %}{% endfor %}", "1,2"),
        ("{{ twice('<') }}{{ twice(word='x') }}", "&lt;&lt;xx"),
        ("{% for one in 'ab' %}{{ twice(one) }}{% endfor %}", "aabb"),
        ("{{ '{0.type}'.format(noun) }}", "person"),
    ],
)
def test_what_templates_may_read_and_call(tmp_path: Path, source: str, expected: str) -> None:
    assert show(tmp_path, source, noun=MINISTER, other=Stranger(), map={"a": 1}) == expected


@pytest.mark.parametrize(
    "source",
    [
        "{{ noun.__class__ }}",
        "{{ noun.__class__.__mro__ }}",
        "{{ noun['__class__'] }}",
        "{{ noun|attr('__class__')|string }}",
        "{{ other._secret }}",
        "{{ [].append(1) }}",
        "{{ {}.update(a=1) }}",
        "{{ '{0.__class__}'.format(noun) }}",
        "{{ '{a.__class__}'.format_map({'a': noun}) }}",
        "{{ twice.__globals__ }}",
        "{% macro m() %}{% endmacro %}{{ m._environment }}",
        "{% macro m() %}{% endmacro %}{{ m._func() }}",
        "{{ forbidden() }}",
        "{{ forbidden(1) }}",
        "{{ forbidden(a=1) }}",
        "{{ map.forbidden() }}",
        "{% call forbidden() %}{% endcall %}",
        "{% set _ = forbidden %}{{ _('Notes') }}",
        "{% set _ = forbidden %}{{ _('Notes', a=1) }}",
        "{% set ngettext = forbidden %}{{ ngettext('note', 'notes', 1, num=1) }}",
        "{% for one in [1] %}{{ loop._iterable }}{% endfor %}",
    ],
)
def test_what_is_closed_stays_closed(tmp_path: Path, source: str) -> None:
    opened = "{{ noun.type }}{{ noun.name.wordings|length }}{{ other.name }}"
    nouns = {"noun": MINISTER, "other": Stranger(), "forbidden": forbidden, "map": {"forbidden": forbidden}}
    with pytest.raises((SecurityError, UndefinedError)):
        show(tmp_path, opened + source, **nouns)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("{% macro m(a) %}<{{ a }}>{% endmacro %}{{ m('&') }}", "<&amp;>"),
        ("{% macro m(a, b='-') %}{{ a }}{{ b }}{% endmacro %}{{ m(1) }}{{ m(1, 2) }}{{ m(1, b=3) }}", "1-1213"),
        ("{% macro m() %}{{ varargs|length }}{{ kwargs.a }}{% endmacro %}{{ m(1, 2, a=3) }}", "23"),
        ("{% macro m(a) %}{{ caller() }}{{ a }}{% endmacro %}{% call m(1) %}c{% endcall %}", "c1"),
        ("{% macro m(a) %}{{ a }}{% endmacro %}{% for one in 'xy' %}{{ m(one) }}{% endfor %}", "xy"),
        (
            "{% macro m() %}<b>{% endmacro %}{% autoescape false %}{{ m() ~ '&' }}{% endautoescape %}{{ m() }}",
            "<b>&<b>",
        ),
        ("{% macro m(a) %}{{ a }}{% endmacro %}{% set x = m('&') %}{{ x }}", "&amp;"),
        ("{% macro m(a) %}{{ a }}{% endmacro %}{{ m('&') ~ '&' }}", "&amp;&amp;"),
        ("{% autoescape false %}{% macro m(a) %}{{ a }}{% endmacro %}{{ m('&') }}{% endautoescape %}", "&"),
        (
            "{% macro m(a) %}{{ a }}{% endmacro %}{% autoescape 1 > 0 %}{{ m('&') ~ '<' }}{% endautoescape %}",
            "&amp;&lt;",
        ),
        ("{% macro m(a) %}{{ a }}{% endmacro %}{% set ms = [m] %}{{ ms[0]('&') }}", "&amp;"),
        ("{% macro m(caller=none) %}{{ caller }}{% endmacro %}{{ m('&') }}", "&amp;"),
        (
            "{% macro _(a, b='') %}{{ a }}{{ b }}{% endmacro %}{{ _('Notes') }}{{ _('Notes', b='&') }}",
            "NotesNotes&amp;",
        ),
        ("{% macro ngettext(a, b, c, d) %}{{ b }}{{ d }}{% endmacro %}{{ ngettext('x', 'y', 1, d=2) }}", "y2"),
        ("{% block b %}<b>{% endblock %}{{ self.b() }}", "<b><b>"),
    ],
)
def test_macros_take_what_jinja_lets_them_take(tmp_path: Path, source: str, expected: str) -> None:
    assert show(tmp_path, source) == expected


@pytest.mark.parametrize("source", ["{{ m(1, 2) }}", "{{ m(1, c=2) }}"])
def test_macros_refuse_what_they_do_not_take(tmp_path: Path, source: str) -> None:
    with pytest.raises(TypeError, match="macro 'm' takes"):
        show(tmp_path, "{% macro m(a) %}{% endmacro %}" + source)


def test_a_missing_argument_is_told(tmp_path: Path) -> None:
    with pytest.raises(UndefinedError, match="parameter 'a' was not provided"):
        show(tmp_path, "{% macro m(a) %}{{ a }}{% endmacro %}{{ m() }}")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("<&'\">", "&lt;&amp;&#39;&#34;&gt;"),
        (Markup("<b>"), "<b>"),
        (1, "1"),
        (None, "None"),
        (["<"], "[&#39;&lt;&#39;]"),
    ],
)
def test_what_is_shown_is_escaped_unless_it_is_html(tmp_path: Path, value: object, expected: str) -> None:
    assert show(tmp_path, "{{ value }}", value=value) == expected
    assert show(tmp_path, "{% macro m(v) %}{{ v }}{% endmacro %}{{ m(value) }}", value=value) == expected
    assert show(tmp_path, "{% set x %}{{ value }}{% endset %}{{ x }}", value=value) == expected


def test_a_template_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("{{ 1 / number }}", encoding="utf-8")
    template = make_environment(FolderLoader((tmp_path,)), site_wide={}).get_template("page.html")
    with pytest.raises(ZeroDivisionError):
        template.render(number=0)

    assert template.render(number=1) == "1.0"
    with pytest.raises(UndefinedError):
        template.render()
