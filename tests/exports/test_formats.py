"""All formats together: the exact files of the small site, and nothing that is not asked for."""

from pathlib import Path

from tests.exports.sample_folder import build, files_of, write_folder

SITES = Path(__file__).parents[1] / "sites"


def test_the_small_site_has_exactly_these_exports() -> None:
    made = files_of(build(SITES / "small"))
    assert set(made) == {
        ".nojekyll",
        *("data/briefings/water-plan.jsonld", "data/briefings/river-diary.jsonld"),
        *("data/actors.json", "data/site.json"),
        *("data/claims.csv", "data/mentions.csv", "data/quotes.csv", "data/terms.tbx"),
        *("feed.xml", "feed.json", "en/feed.xml", "en/feed.json"),
        *("robots.txt", "sitemap.xml"),
        *(f"search/{name}.js" for name in ("index", "words-0", "briefings-0", "entries-0", "pages/about")),
        *("search/texts/water-plan.js", "search/texts/river-diary.js"),
    }


def test_two_builds_give_the_same_bytes(tmp_path: Path) -> None:
    root = write_folder(tmp_path)
    assert files_of(build(root)) == files_of(build(root))
