"""Who may do what with an article and its notes, and where the deed of a licence stands."""

import re

from sitegen.model.project import Sidecar
from sitegen.model.settings import License, Settings
from sitegen.model.wording import Text

_CREATIVE_COMMONS = re.compile(r"CC-(BY(?:-NC)?(?:-SA|-ND)?)-(\d\.\d)", re.IGNORECASE)


def licence_deed(name: str) -> str:
    """Return the address of a licence's deed by its SPDX name, empty for what is not one of Creative Commons."""
    if name.upper() == "CC0-1.0":
        return "https://creativecommons.org/publicdomain/zero/1.0/"
    parts = _CREATIVE_COMMONS.fullmatch(name)
    return f"https://creativecommons.org/licenses/{parts[1].lower()}/{parts[2]}/" if parts else ""


def article_rights(sidecar: Sidecar, settings: Settings) -> Text | None:
    """Return what is said of the rights in an article: by its sidecar, else by the site."""
    return next((said.article for said in _said(sidecar, settings) if said.article), None)


def notes_licence(sidecar: Sidecar, settings: Settings) -> Text | None:
    """Return the licence of the notes on an article: its sidecar's, else the site's."""
    return next((said.annotations for said in _said(sidecar, settings) if said.annotations), None)


def _said(sidecar: Sidecar, settings: Settings) -> tuple[License, ...]:
    return tuple(licence for licence in (sidecar.license, settings.license) if licence)
