"""`robots.txt`: everything may be read; where the sitemap is (RFC 9309, sitemaps.org)."""

from collections.abc import Iterator

from sitegen.model.addresses import absolute_uri
from sitegen.model.site import Site
from sitegen.model.site_files import Artifact


def export_robots(site: Site) -> Iterator[Artifact]:
    """Yield robots.txt; it names the sitemap where the site has an address."""
    lines = ["User-agent: *", "Disallow:"]
    if site.settings.url:
        lines += ["", f"Sitemap: {absolute_uri('sitemap.xml', url=site.settings.url.value)}"]
    yield Artifact("robots.txt", ("\n".join(lines) + "\n").encode())
