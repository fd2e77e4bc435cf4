"""robots.txt."""

from tests.exports.sample_folder import Files


def test_it_names_the_sitemap(sample: Files) -> None:
    assert sample["robots.txt"] == "User-agent: *\nDisallow:\n\nSitemap: https://example.org/news/sitemap.xml\n"


def test_without_an_address_it_allows_everything(without_url: Files) -> None:
    assert without_url["robots.txt"] == "User-agent: *\nDisallow:\n"
