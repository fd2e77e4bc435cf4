from pathlib import Path

import pytest

from sitegen.model.problems import Report
from sitegen.model.text import SourceText
from sitegen.readers.free_pages import read_page
from sitegen.readers.project import read_project
from tests.readers.reading import lay_out, read_site


def problems_of(tmp_path: Path, pages: dict[str, str]) -> list[str]:
    _, problems = read_site(tmp_path, {f"content/pages/{name}": text for name, text in pages.items()})
    return [problem.removeprefix("content/pages/") for problem in problems]


def test_a_page_needs_front_matter_with_a_title(tmp_path: Path) -> None:
    assert problems_of(
        tmp_path,
        {
            "a.md": "# Title\n",
            "b.md": "---\ntitle: x\n",
            "c.md": "---\n---\ntext\n",
            "d.md": "---\nlang: en\n---\ntext\n",
            "e.md": "---\ntitle: x: y\n---\n",
            "f.md": "---\ntitle: x\nlang: english\n---\n",
        },
    ) == [
        "a.md:1:1 missing-key: a free page begins with its front matter",
        "b.md:1:1 missing-key: the front matter of line 1 is never closed by `---`",
        "c.md:1:1 missing-key: a front matter needs `title`",
        "d.md:2:1 missing-key: a front matter needs `title`",
        "e.md:2:9 bad-yaml: a value that holds a colon with a space needs quotes",
        "f.md:3:7 bad-language: `lang` in a front matter is no language tag: `english`",
    ]


@pytest.mark.parametrize(
    ("page", "told"),
    [
        ("\n\n---\ntitle: B\n---\n", "1:1 missing-key: the front matter begins on line 3, and an empty line"),
        (
            "---\ntitle: A\n\ntext\n\n---\nmore\n",
            "1:1 missing-key: the front matter of line 1 is never closed by `---`",
        ),
        ("---\ntitle: A\n----\ntext\n", "1:1 missing-key: the front matter of line 1 is never closed by `---`: line 3"),
        ("---\ntitle: A\n—\ntext\n", "1:1 missing-key: the front matter of line 1 is never closed by `---`: line 3"),
        ("---\ntitle: A\n...\n\ntext\n---\n", "1:1 missing-key: the front matter of line 1 is never closed by `---`"),
        ("----\ntitle: A\n---\ntext\n", "1:1 missing-key: the front matter begins with `----`, where `---`"),
        ("---\n# nothing\n---\n\ntext\n", "1:1 missing-key: a front matter needs `title`"),
        ("text\n---\ntitle: x\n---\n", "1:1 missing-key: a free page begins with its front matter"),
    ],
)
def test_what_is_wrong_with_the_fences_is_told(tmp_path: Path, page: str, told: str) -> None:
    (problem,) = problems_of(tmp_path, {"a.md": page})
    assert problem.startswith(f"a.md:{told}")


def test_an_open_front_matter_is_shown_closed() -> None:
    report = Report()
    source = SourceText("content/pages/a.md", "---\ntitle: A\nlang: en\n\n# Head\n\ntext\n")
    assert read_page(source, language="en", report=report) is None
    assert [problem.help.partition("\n")[2] for problem in report] == ["---\ntitle: A\nlang: en\n---"]


def test_names_of_pages_are_slugs_that_are_free(tmp_path: Path) -> None:
    text = "---\ntitle: x\n---\n"
    assert problems_of(tmp_path, dict.fromkeys(("a-z.md", "Index.md", "con.md", "عن.md", "a.b.c.md"), text)) == [
        "Index.md:1:1 reserved-name: sitegen makes a page of the name `Index`",
        "a-z.md:1:1 reserved-name: sitegen makes a page of the name `a-z`",
        "a.b.c.md:1:1 bad-slug: the page's name `a.b.c` must hold only ASCII letters, digits, `-` and `_`",
        "con.md:1:1 reserved-name: Windows takes the name `con`",
        "عن.md:1:1 bad-slug: the page's name `عن` must hold only ASCII letters, digits, `-` and `_`",
    ]


def test_a_language_comes_once(tmp_path: Path) -> None:
    text = "---\ntitle: x\n---\n"
    pages = {"about.md": text, "about.ar.md": text, "method.md": text, "Method.en.md": text}
    assert problems_of(tmp_path, pages) == [
        "Method.en.md:1:1 slug-taken: this page has the name and language of content/pages/method.md",
        "about.ar.md:1:1 slug-taken: this page has the name and language of content/pages/about.md",
    ]


def test_the_front_matter_may_name_the_language(tmp_path: Path) -> None:
    project, problems = read_site(tmp_path, {"content/pages/a.md": "---\ntitle: T\nlang: en\n---\nx"})
    assert problems == []
    assert project.pages[0].title.wordings[0].language == "en"
    assert project.pages[0].body.wordings[0].language == "en"


def test_the_menu_leads_to_pages_that_are_there(tmp_path: Path) -> None:
    _, problems = read_site(
        tmp_path,
        {
            "content/site.yaml": "nav: [about, abuot, timeline, '404']",
            "content/pages/about.md": "---\ntitle: x\n---\n",
        },
    )
    assert problems == [
        "content/site.yaml:1:14 unknown-ref: no page has the name `abuot`",
        "content/site.yaml:1:31 unknown-ref: no page has the name `404`",
    ]


@pytest.mark.parametrize(
    ("name", "proposed"),
    [
        ("about.eng", "about.en"),
        ("about.English", "about.en"),
        ("about.old", "about-old"),
        ("faq.bak", "faq-bak"),
        ("about.older", "about-older"),
    ],
)
def test_a_language_that_a_files_name_tells_wrongly_is_told_rightly(tmp_path: Path, name: str, proposed: str) -> None:
    report = Report()
    read_project(lay_out(tmp_path, {f"content/pages/{name}.md": "---\ntitle: x\n---\n"}), report)
    assert [one.help for one in report if one.code == "bad-slug"] == [f"call the file {proposed}.md"]
