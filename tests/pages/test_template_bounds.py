"""Templates that are too deep, too large or without end: each is a problem with the template's file, line and page."""

from pathlib import Path

import pytest

from sitegen.build import BuildOptions, make_site
from sitegen.model.problems import Problem
from tests.documentation import write_files

pytestmark = pytest.mark.slow

DEEP = {
    "blocks": "\n" + "{% if 1 %}\n" * 200 + "{% endif %}" * 200,
    "loops": "\n" + "{% for x in [1] %}\n" * 120 + "{% endfor %}" * 120,
    "brackets": "{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}",
    "lists": "{{ " + "[" * 3000 + "]" * 3000 + " }}",
    "calls": "{{ " + "site|string" + "|upper" * 30_000 + " }}",
    "sums": "{{ " + "1+" * 30_000 + "1 }}",
    "nots": "{{ " + "not " * 30_000 + "1 }}",
}


def problems_of(root: Path, template: str, **more: str) -> list[Problem]:
    """Return the errors of a site whose every page has this template's text at its end."""
    base = "{% extends 'theme/base.html' %}{% block colophon_links %}" + template + "{% endblock %}"
    others = {f"templates/{name}.html": text for name, text in more.items()}
    write_files(root, {"templates/base.html": base, "seeds/a.txt": "عنوان\n\nنص.\n", **others})
    settings = "title: موقع\nlimits: {template_characters: 1000000}\n"
    write_files(root, {"content/briefings/a.yaml": "annotations: []\n", "content/site.yaml": settings})
    return [problem for problem in make_site(BuildOptions(root=root)).report if problem.severity == "error"]


@pytest.mark.parametrize("name", DEEP)
def test_a_template_that_is_too_deep(tmp_path: Path, name: str) -> None:
    (problem, *others) = problems_of(tmp_path, DEEP[name])
    assert not others
    assert problem.code in ("template-syntax", "template-fault")
    assert problem.where.path == "templates/base.html"


def test_the_line_that_is_too_deep_is_told(tmp_path: Path) -> None:
    (problem,) = problems_of(tmp_path, DEEP["blocks"])
    assert problem.code == "template-syntax"
    assert problem.where.line > 1
    assert ".html)" in problem.message


MACRO = "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}"
DOUBLE = "{% set n = namespace(x='ab') %}{% for i in range(90) %}"
WITHOUT_END = {
    "repeated": "{{ 'a' * 10**10 }}",
    "repeated from the left": "{{ 10**10 * 'a' }}",
    "list": "{{ [1] * 10**10 }}",
    "power": "{{ 10**(10**10) }}",
    "range": "{% for i in range(10**9) %}x{% endfor %}",
    "nested loops": "{% for i in range(90000) %}{% for j in range(90000) %}{% endfor %}{% endfor %}",
    "nested loops that show": "{% for i in range(90000) %}{% for j in range(90000) %}abc{% endfor %}{% endfor %}",
    "much on the page": "{% for i in range(90000) %}{{ 'a' * 90000 }}{% endfor %}",
    "centred": "{{ 'a'|center(10000000000) }}",
    "centred by a method": "{{ 'a'.center(10000000000) }}",
    "widths": "{{ '%10000000000d' % 1 }}",
    "widths in braces": "{{ '{:10000000000}'.format(1) }}",
    "width as an argument": "{{ '%*d' % (10000000000, 1) }}",
    "nested width": "{{ '{:{}}'.format(1, 10000000000) }}",
    "format": "{{ '%10000000000d'|format(1) }}",
    "joined": "{{ (['a' * 100000] * 100000)|join }}",
    "joined by a method": "{{ ('a' * 100000).join(['b'] * 100000) }}",
    "replaced": "{{ ('a' * 100000)|replace('a', 'b' * 100000) }}",
    "indented": "{{ ('\n' * 100000)|indent(100000, true, true) }}",
    "doubled by tilde": DOUBLE + "{% set n.x = n.x ~ n.x %}{% endfor %}",
    "doubled by plus": DOUBLE + "{% set n.x = n.x + n.x %}{% endfor %}",
    "doubled by a block": DOUBLE + "{% set y %}{{ n.x }}{{ n.x }}{% endset %}{% set n.x = y %}{% endfor %}",
    "doubled list": "{% set n = namespace(x=[1]) %}{% for i in range(90) %}{% set n.x = n.x + n.x %}{% endfor %}",
    "macros": MACRO + "{{ m(60) }}",
    "macro in itself": "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "recursive": "{% for i in [1, 2] recursive %}{% if loop.depth < 50 %}{{ loop([1, 2]) }}{% endif %}{% endfor %}",
    "lorem ipsum": "{{ lipsum(n=100000) }}",
    "include in itself": "{% include 'more.html' %}",
}


@pytest.mark.parametrize("name", WITHOUT_END)
def test_a_template_that_asks_too_much(tmp_path: Path, name: str) -> None:
    (problem, *others) = problems_of(tmp_path, WITHOUT_END[name], more="{% include 'more.html' %}")
    assert not others
    assert problem.code in ("template-limit", "template-fault")
    assert problem.where.path in ("templates/base.html", "templates/more.html")
    assert "(while making" in problem.message
    assert problem.code == "template-fault" or "template_characters" in f"{problem.message}{problem.help}"
