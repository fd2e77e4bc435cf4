"""`sitemap.xml`: every page in all its editions (sitemaps.org, with the links between languages that Google reads)."""

import posixpath
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import batched
from typing import Final
from xml.etree.ElementTree import Element

from sitegen.exports.addresses import HOME, EditionFolder, absolute_url, briefing_path, list_editions
from sitegen.exports.xml_files import add, xml_file
from sitegen.language.dates import iso_date
from sitegen.model.site import Artifact, Briefing, Site

MOST_PAGES: Final = 10_000
"""In one file. 50,000 are allowed, but no more than 50 MB either, and each page names all its editions."""

_SITEMAP: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XHTML: Final = "http://www.w3.org/1999/xhtml"
