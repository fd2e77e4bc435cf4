"""The page of the search: what its script needs of the interface's words; all else it reads from the index."""

import json
from collections.abc import Mapping
from functools import partial
from typing import Final

from sitegen.language.editions import Edition
from sitegen.language.labels import LABELS, label
from sitegen.model.addresses import SEARCH
from sitegen.pages.list_page import ListPage, Nouns
from sitegen.records.site import Site


def plan_search_page(site: Site, edition: Edition) -> ListPage:
    """Return the page of the search."""
    return ListPage(SEARCH, "search.html", partial(_fill, site, edition))


def _fill(site: Site, edition: Edition) -> Nouns:
    labels = {of_set: _labels(of_set, edition) for of_set in _SETS}
    return {"editions": " ".join(site.settings.editions), "labels": json.dumps(labels, ensure_ascii=False)}


def _labels(of_set: str, edition: Edition) -> Mapping[str, str]:
    return {value: label(edition.catalogue, of_set, value) for value in LABELS[of_set]}


_SETS: Final = ("kind", "register", "status")
"""What results are labelled by."""
