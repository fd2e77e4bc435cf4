"""Where templates are found, and where not."""

from pathlib import Path

import pytest
from jinja2 import Environment, TemplateNotFound

from sitegen.pages.template_loader import FolderLoader


@pytest.fixture
def loader(tmp_path: Path) -> FolderLoader:
    own, theme, outside = (tmp_path / name for name in ("own", "theme", "outside"))
    for folder in (own / "parts", theme, outside):
        folder.mkdir(parents=True)
    (own / "a.html").write_text("own a", encoding="utf-8")
    (theme / "a.html").write_text("theme a", encoding="utf-8")
    (theme / "b.html").write_text("theme b", encoding="utf-8")
    (outside / "secret.html").write_text("secret", encoding="utf-8")
    (own / "within.html").symlink_to(own / "a.html")
    (own / "secret.html").symlink_to(outside / "secret.html")
    (own / "parts" / "away").symlink_to(outside, target_is_directory=True)
    return FolderLoader((own, theme))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a.html", "own a"),
        ("theme/a.html", "theme a"),
        ("b.html", "theme b"),
        ("within.html", "own a"),
    ],
)
def test_the_first_folder_that_has_one_gives_it(loader: FolderLoader, name: str, expected: str) -> None:
    assert loader.get_source(Environment(autoescape=True), name)[0] == expected


@pytest.mark.parametrize(
    "name", ["secret.html", "parts/away/secret.html", "../outside/secret.html", "parts", "theme/within.html"]
)
def test_nothing_else_is_read(loader: FolderLoader, name: str) -> None:
    with pytest.raises(TemplateNotFound):
        loader.get_source(Environment(autoescape=True), name)


def test_a_folder_that_is_a_link_itself_is_read(loader: FolderLoader, tmp_path: Path) -> None:
    del loader
    (tmp_path / "link").symlink_to(tmp_path / "own", target_is_directory=True)

    assert FolderLoader((tmp_path / "link",)).get_source(Environment(autoescape=True), "a.html")[0] == "own a"
