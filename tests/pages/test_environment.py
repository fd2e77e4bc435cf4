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
from sitegen.pages.environment import PageEnvironment
from sitegen.pages.page import Page
from sitegen.pages.template_loader import FolderLoader
from tests.pages.sample_site import MINISTER, make_settings


@dataclass(frozen=True)
class Stranger:
    """An object that is none of the site's nouns."""

    name: str = "stranger"
    _secret: str = "secret"  # noqa: S105 - a name


def open_environment(folder: Path, source: str) -> PageEnvironment:
    (folder / "page.html").write_text(source, encoding="utf-8")
    return PageEnvironment(FolderLoader((folder,)), site_wide={"twice": lambda word: f"{word}{word}"})


def render(environment: PageEnvironment, **nouns: object) -> str:
    editions = list_editions(make_settings("en"))
    page = Page("index.html", editions[0], editions, "")
    return environment.render("page.html", page, Typesetter(editions[0], {}), nouns)


def show(folder: Path, source: str, /, **nouns: object) -> str:
    environment = open_environment(folder, source)
    first, second = render(environment, **nouns), render(environment, **nouns)
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
    environment = open_environment(tmp_path, "{{ 1 / number }}")
    with pytest.raises(ZeroDivisionError):
        render(environment, number=0)

    assert render(environment, number=1) == "1.0"
    with pytest.raises(UndefinedError):
        render(environment)


def test_compiled_templates_escape_by_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Jinja documents that its code generator can be replaced, but not what it writes: this tells when that changed.
    monkeypatch.setattr(PageEnvironment, "escape", staticmethod(lambda value: f"[{value}]"))

    assert show(tmp_path, "{{ '<' }}{{ value }}{% block b %}{{ value }}{% endblock %}", value="<") == "&lt;[<][<]"


def test_macros_without_context_are_made_once_and_speak_of_each_page(tmp_path: Path) -> None:
    (tmp_path / "part.html").write_text("{% macro m() %}{{ 'a.html'|link }} {{ _('Notes') }}{% endmacro %}")
    environment = open_environment(tmp_path, "{% from 'part.html' import m %}{{ m() }}")
    editions = list_editions(make_settings("en", "ar"))
    made = [
        environment.render("page.html", Page(address, edition, editions, ""), Typesetter(edition, {}), {})
        for edition in editions
        for address in ("index.html", "topics/a.html")
    ]

    assert made == ["a.html Notes", "../a.html Notes", "a.html الحواشي", "../a.html الحواشي"]
