"""Social cards of a site: where they stand, which pages name them, and what is said where they cannot be drawn."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import html5lib
import pytest

from sitegen.build import Build, BuildOptions, make_site
from sitegen.exports.social_cards import find_card_renderer
from sitegen.model.problems import Severity
from tests.exports.sample_folder import build, write_folder

HOME = "https://example.org/news/"
CARDS = {"cards/summit.png", "cards/old.png", "en/cards/summit.png", "en/cards/old.png"}


@pytest.fixture
def without_pillow(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setitem(sys.modules, "PIL", None)
    monkeypatch.delitem(sys.modules, "sitegen.exports.card_drawing", raising=False)
    monkeypatch.delattr("sitegen.exports.card_drawing", raising=False)
    find_card_renderer.cache_clear()
    yield
    find_card_renderer.cache_clear()


def cards(built: Build) -> set[str]:
    return {file.path for file in built.artifacts if file.path.endswith(".png")}


def tags(built: Build, path: str) -> dict[str, str]:
    """Return what a page's head tells those who show links to it."""
    (html,) = (file.content for file in built.artifacts if file.path == path)
    document = html5lib.parse(html.decode(), namespaceHTMLElements=False)
    found = {tag.get("property") or tag.get("name"): tag.get("content") for tag in document.iter("meta")}
    return {str(name): str(said) for name, said in found.items() if re.match(r"(og:image|twitter:)", name or "")}


def test_every_briefing_has_a_card_in_every_edition_and_a_draft_none(tmp_path: Path) -> None:
    assert cards(build(write_folder(tmp_path))) == CARDS


def test_pages_of_briefings_name_their_cards(tmp_path: Path) -> None:
    built = build(write_folder(tmp_path))
    assert tags(built, "en/briefings/summit.html") == {
        "og:image": f"{HOME}en/cards/summit.png",
        "og:image:type": "image/png",
        "og:image:width": "1200",
        "og:image:height": "630",
        "og:image:alt": "Water summit ends · Text & Margin",
        "twitter:card": "summary_large_image",
    }
    named = {tags(built, file.path).get("og:image") for file in built.artifacts if file.path.endswith(".html")}
    assert named == {None, *(HOME + path for path in CARDS)}


def test_without_an_address_there_are_none(tmp_path: Path) -> None:
    built = build(write_folder(tmp_path, settings="languages: [ar]\n"))
    assert not cards(built)
    assert not tags(built, "briefings/summit.html")


@pytest.mark.usefixtures("without_pillow")
def test_without_pillow_there_are_none_and_a_hint_says_so(tmp_path: Path) -> None:
    built = make_site(BuildOptions(root=write_folder(tmp_path), with_hints=True))
    assert not cards(built)
    assert not tags(built, "briefings/summit.html")
    (hint,) = (problem for problem in built.report if problem.code == "cards-missing")
    assert hint.severity is Severity.HINT
    assert (hint.where.path, hint.where.line, hint.where.column) == ("content/site.yaml", 5, 6)


@pytest.mark.usefixtures("without_pillow")
def test_without_pillow_and_an_address_nothing_is_missing(tmp_path: Path) -> None:
    root = write_folder(tmp_path, settings="languages: [ar]\n")
    report = make_site(BuildOptions(root=root, with_hints=True)).report
    assert "cards-missing" not in {problem.code for problem in report}
