"""Templates that are too deep, too large or without end: each is a problem with the template's file, line and page."""

from pathlib import Path

import pytest

from sitegen.build import BuildOptions, make_site
from sitegen.model.problems import Problem
from tests.documentation import write_files

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
    write_files(root, {"content/briefings/a.yaml": "annotations: []\n", "content/site.yaml": "title: موقع\n"})
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
