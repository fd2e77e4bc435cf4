"""The site's own address, without which some of its files cannot be made."""

from sitegen.model.problems import Report
from sitegen.model.project import Settings


def hint_at_missing_address(settings: Settings, report: Report) -> None:
    """Give a hint where the settings name no address; one that is wrong has been reported."""
    path = settings.where.path
    if settings.url or any(problem.code == "unsafe-url" and problem.where.path == path for problem in report):
        return
    report.hint(
        "url-missing",
        "without `url`, feeds, sitemap, canonical and social tags are left out",
        settings.where,
        help=f"write in {path} where the site will stand:\nurl: https://example.org/",
    )
