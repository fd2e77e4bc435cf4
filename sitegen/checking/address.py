"""The site's own address, without which some of its files cannot be made, and what else these take."""

from sitegen.exports.social_cards import find_artist
from sitegen.model.problems import Report, Severity
from sitegen.model.settings import Settings


def hint_at_missing_address(settings: Settings, report: Report) -> None:
    """Give a hint where the settings name no address; where they are wrong, that has been reported and may be why."""
    path = settings.where.path
    if settings.url or any(problem.where.path == path and problem.severity is Severity.ERROR for problem in report):
        return
    report.hint(
        "url-missing",
        "without `url`, feeds, sitemap, canonical and social tags are left out",
        settings.where,
        help=f"write in {path} where the site will stand:\nurl: https://example.org/",
    )


def hint_at_missing_cards(settings: Settings, report: Report) -> None:
    """Give a hint where the site has an address, and so a use for social cards, but nothing can draw them."""
    if settings.url and not find_artist():
        report.hint(
            "cards-missing",
            "without Pillow, links to the briefings are shown without a picture",
            settings.url.where,
            help="install it beside sitegen: pip install pillow",
        )
