"""Templates of a site's own: what they may replace, and what is said when they go wrong."""

from pathlib import Path

import pytest

from sitegen.model.problems import Problem, Report
from tests.pages.sample_site import THEME, make_sample, render_pages

Made = tuple[dict[str, str], tuple[Problem, ...]]


def render_with(folder: Path, **templates: str) -> Made:
    own = folder / "templates"
    for name, source in templates.items():
        file = own / name.replace("__", "/").replace("_html", ".html")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(source, encoding="utf-8")
    report = Report()
    artifacts = tuple(render_pages(make_sample(), report, templates=(own, THEME)))
    return {artifact.path: artifact.content.decode() for artifact in artifacts}, tuple(report)


def test_a_block_is_replaced_and_the_rest_stays_the_themes(tmp_path: Path) -> None:
    pages, problems = render_with(
        tmp_path,
        topic_html='{% extends "theme/topic.html" %}{% block colophon %}<p>Ours {{ topic.id }}</p>{% endblock %}',
    )

    assert problems == ()
    assert "<p>Ours budget</p>" in pages["topics/budget.html"]
    assert "<h1>الموازنة</h1>" in pages["topics/budget.html"]
    assert "Ours" not in pages["index.html"]


def test_the_base_of_every_page_can_be_extended(tmp_path: Path) -> None:
    pages, _ = render_with(
        tmp_path, base_html='{% extends "theme/base.html" %}{% block colophon_links %}<p>Everywhere</p>{% endblock %}'
    )

    whole = {path: html for path, html in pages.items() if path.endswith(".html") and "page-redirect" not in html}
    assert all("Everywhere" in html for html in whole.values())


def test_assets_are_added_and_replaced(tmp_path: Path) -> None:
    pages, _ = render_with(tmp_path, assets__own="a", **{"assets__icon.svg": "<svg/>"})

    assert pages["assets/own"] == "a"
    assert pages["assets/icon.svg"] == "<svg/>"
    assert "assets/style.css" in pages


@pytest.mark.slow
@pytest.mark.parametrize(
    ("code", "line", "source", "told"),
    [
        ("template-syntax", 2, "{{ topic.id }}\n{% if %}", "cannot be read"),
        ("template-undefined", 3, "\n\n{{ topik.name }}", "'topik' is undefined"),
        ("template-undefined", 1, "{{ site.params.colour }}", "params"),
        ("template-missing", 2, '\n{% include "nowhere.html" %}', "“nowhere.html”"),
        ("template-missing", 1, '{% extends "theme/nowhere.html" %}', "“theme/nowhere.html”"),
        ("template-missing", 1, '{% include "../secret.html" %}', "“../secret.html”"),
        ("template-unsafe", 1, "{{ ''.__class__.__mro__ }}", "__class__"),
        ("template-unsafe", 1, "{{ site.registers.actors.clear() }}", "clear"),
        ("template-fault", 1, "{{ 1 / 0 }}", "ZeroDivisionError"),
        ("template-limit", 1, "{{ range(999999999) }}", "template_characters"),
        ("template-fault", 2, "\n{{ 'x'|say }}", "AttributeError"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_page(tmp_path: Path, code: str, line: int, source: str, told: str) -> None:
    pages, problems = render_with(tmp_path, topic_html=source)

    assert {problem.code for problem in problems} == {code}
    problem = problems[0]
    assert (problem.where.path, problem.where.line) == ("templates/topic.html", line)
    assert told in problem.message
    assert "topics/budget.html" in problem.message
    assert "topics/budget.html" not in pages
    assert "index.html" in pages


def test_a_template_that_is_not_utf_8_is_told(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "topic.html").write_bytes(b"one\ntwo \xe9\n")
    _, problems = render_with(tmp_path)

    assert problems[0].where.line == 2
    assert "not UTF-8: byte 0xE9" in problems[0].message


def test_nothing_outside_of_the_folders_is_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.html"
    secret.write_text("secret", encoding="utf-8")
    assets = tmp_path / "templates" / "assets"
    assets.mkdir(parents=True)
    (tmp_path / "templates" / "topic.html").symlink_to(secret)
    (assets / "secret.txt").symlink_to(secret)
    pages, _ = render_with(tmp_path)

    assert "secret" not in pages["topics/budget.html"]
    assert "assets/secret.txt" not in pages


def test_a_fault_is_told_once_however_many_pages_meet_it(tmp_path: Path) -> None:
    _, problems = render_with(tmp_path, base_html="{{ nothing }}")

    assert len(problems) == 1
