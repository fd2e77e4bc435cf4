"""What identifies a file of the site to programs: its address; where the site has none, a name that leads nowhere."""

from functools import lru_cache
from uuid import NAMESPACE_URL, uuid5

from sitegen.model.addresses import absolute_uri
from sitegen.model.settings import Settings
from sitegen.model.site import Site


def iri(path: str, site: Site) -> str:
    """Return what identifies a file of the site: its address, else a URN made from the site's title and the path.

    Identifiers of annotations must be IRIs, so a relative path will not do (Web Annotation Data Model, 3.1).
    """
    url = site.settings.url
    if url:
        return absolute_uri(path, url=url.value)
    file, mark, fragment = path.partition("#")
    return f"{_urn(f'{_title(site.settings)}/{file}')}{mark}{fragment}"


@lru_cache(maxsize=4096)
def _urn(name: str) -> str:
    return uuid5(NAMESPACE_URL, name).urn


def _title(settings: Settings) -> str:
    return settings.title.wordings[0].value if settings.title else ""
