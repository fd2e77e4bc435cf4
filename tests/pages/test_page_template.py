"""Macros that are made once for all pages show what those show that are made anew for each."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment, StrictUndefined, Template, TemplateNotFound
from jinja2.runtime import Context

from sitegen.pages.environment import make_environment
from sitegen.pages.loader import FolderLoader

FILES = {
    "plain.html": "{% macro tell(a) %}{{ a }}{{ who }}{{ everywhere }}{% endmacro %}",
    "nested.html": '{% from "plain.html" import tell with context %}{% macro twice(a) %}{{ tell(a) }}{{ tell(who) }}'
    "{% endmacro %}",
    "without.html": '{% from "plain.html" import tell %}{% macro once(a) %}{{ a }}{{ everywhere }}{% endmacro %}',
    "maybe.html": "{% macro tell() %}{{ who if who is defined else 'nobody' }}{% endmacro %}",
    "doing.html": "{% set heard = who %}{% macro tell() %}{{ heard }}{{ who }}{% endmacro %}",
    "including.html": '{% macro tell() %}{% include "said.html" %}{% endmacro %}',
    "said.html": "{{ who }}{{ anything|default('-') }}",
    "inside.html": '{% macro tell() %}{% from "plain.html" import tell with context %}{{ tell(who) }}{% endmacro %}',
    "shadowing.html": '{% macro tell(who) %}{{ who }}{% endmacro %}{% from "maybe.html" import tell as other '
    "with context %}{% macro both(a) %}{{ tell(a) }}{{ other() }}{% endmacro %}",
}

PAGES = {
    "straight": '{% from "plain.html" import tell with context %}{{ tell(1) }}',
    "through another": '{% from "nested.html" import twice with context %}{{ twice(1) }}',
    "as a whole": '{% import "nested.html" as names with context %}{{ names.twice(1) }}',
    "without the page": '{% from "without.html" import once %}{{ once(1) }}',
    "a name that may be missing": '{% from "maybe.html" import tell with context %}{{ tell() }}',
    "a name of the template's own": '{% set who = "own" %}{% from "maybe.html" import tell with context %}{{ tell() }}',
    "a name that comes later": '{% from "maybe.html" import tell with context %}{% set who = "late" %}{{ tell() }}',
    "a name of a loop": '{% for who in "xy" %}{% from "maybe.html" import tell with context %}{{ tell() }}{% endfor %}',
    "one that does something": '{% from "doing.html" import tell with context %}{{ tell() }}',
    "one that includes": '{% set anything = 7 %}{% from "including.html" import tell with context %}{{ tell() }}',
    "an import within a macro": '{% from "inside.html" import tell with context %}{{ tell() }}',
    "a parameter of the same name": '{% from "shadowing.html" import both with context %}{{ both(1) }}',
    "in a block": '{% block b %}{% from "plain.html" import tell with context %}{{ tell(2) }}{% endblock %}',
    "a name that the page hides": '{% from "plain.html" import tell with context %}{% set everywhere = "hidden" %}'
    '{% from "plain.html" import tell as other with context %}{{ tell(1) }}{{ other(1) }}',
}


def write_templates(folder: Path, templates: Mapping[str, str]) -> None:
    for name, source in templates.items():
        (folder / name).write_text(source, encoding="utf-8")


@pytest.mark.parametrize("source", PAGES.values(), ids=PAGES)
def test_pages_show_what_jinja_alone_would_show(tmp_path: Path, source: str) -> None:
    write_templates(tmp_path, {**FILES, "page.html": source})
    loader, site_wide = FolderLoader((tmp_path,)), {"everywhere": "!"}
    plain = Environment(loader=loader, undefined=StrictUndefined, autoescape=True)
    plain.globals.update(site_wide)
    ours = make_environment(loader, site_wide=site_wide)

    for who in ("<one>", "two", "<one>"):
        expected = plain.get_template("page.html").render(who=who)
        assert ours.get_template("page.html").render(who=who) == expected
        assert ours.desk == {}


def test_macros_are_made_once(tmp_path: Path) -> None:
    write_templates(tmp_path, {**FILES, "page.html": PAGES["through another"]})
    environment = make_environment(FolderLoader((tmp_path,)), site_wide={"everywhere": "!"})
    made: list[str | None] = []

    class Counted(Context):
        def __init__(self, *args: Any, **named: Any) -> None:  # noqa: ANN401 - passed on
            super().__init__(*args, **named)
            made.append(self.name)

    environment.context_class = Counted
    template = environment.get_template("page.html")
    pages = [template.render(who=who) for who in ("a", "b", "c")]

    assert pages == ["1a!aa!", "1b!bb!", "1c!cc!"]
    assert sorted(str(name) for name in made) == ["nested.html", *["page.html"] * len(pages), "plain.html"]


def test_a_page_within_a_page_has_a_place_of_its_own(tmp_path: Path) -> None:
    write_templates(
        tmp_path,
        {**FILES, "page.html": PAGES["straight"] + "{{ inner() }}{{ tell(2) }}", "inner.html": PAGES["straight"]},
    )
    inner: list[Template] = []
    site_wide = {"everywhere": "!", "inner": lambda: inner[0].render(who="in")}
    environment = make_environment(FolderLoader((tmp_path,)), site_wide=site_wide)
    inner.append(environment.get_template("inner.html"))

    assert environment.get_template("page.html").render(who="out") == "1out!1in!2out!"


def test_a_missing_template_is_told_where_it_is_imported(tmp_path: Path) -> None:
    source = '{% from "absent.html" import a with context %}{% macro b() %}{% endmacro %}'
    write_templates(
        tmp_path, {"part.html": source, "page.html": '{% from "part.html" import b with context %}{{ b() }}'}
    )
    environment = make_environment(FolderLoader((tmp_path,)), site_wide={})
    with pytest.raises(TemplateNotFound, match=r"absent\.html") as told:
        environment.get_template("page.html").render()

    assert any(Path(entry.path) == tmp_path / "part.html" for entry in told.traceback)
