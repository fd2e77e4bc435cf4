"""The sample site as pages, rendered once for each way of asking."""

from collections.abc import Callable
from functools import cache

import pytest

from sitegen.model.problems import Report, Severity
from tests.pages.sample_site import THEME, make_sample, make_settings, render_pages

Pages = dict[str, str]


@cache
def render_sample(*languages: str, url: str = "https://example.org/news/", digits: str = "latn") -> Pages:
    site = make_sample(make_settings(*languages, url=url, digits=digits))
    report = Report()
    artifacts = tuple(render_pages(site, report, templates=(THEME,)))
    assert not report.count(Severity.ERROR), [problem.message for problem in report]
    return {artifact.path: artifact.content.decode() for artifact in artifacts}


@pytest.fixture(scope="session")
def sample() -> Pages:
    """The pages of the sample site in Arabic and English."""
    return render_sample("ar", "en")


@pytest.fixture(scope="session")
def render() -> Callable[..., Pages]:
    """What renders the sample in other languages, digits and at other addresses."""
    return render_sample
