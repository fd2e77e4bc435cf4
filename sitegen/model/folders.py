"""The folders of a site that its writers own, within the site's own."""

from typing import Final

CONTENT: Final = "content"
BRIEFINGS: Final = "briefings"
"""Of the sidecars, within that."""
SIDECARS: Final = f"{CONTENT}/{BRIEFINGS}"
PICTURES: Final = f"{CONTENT}/pages/pictures"
"""Pictures of the free pages, beside them."""
SEEDS: Final = "seeds"
TEMPLATES: Final = "templates"
