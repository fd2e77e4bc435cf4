"""`cards/<slug>.png`: each briefing as a picture for those who link to it, in each edition of a site with an address.

Cards need Pillow (`pip install "sitegen-briefings[cards]"`); without it there are none, and a hint says so.
"""

from collections.abc import Callable, Iterator
from functools import cache

from sitegen.exports.card_words import HEIGHT, WIDTH, CardWords, choose_words
from sitegen.language.editions import Edition, list_editions
from sitegen.model.briefing import Briefing
from sitegen.model.site_files import Artifact
from sitegen.records.site import Picture, Site


def export_social_cards(briefing: Briefing, site: Site) -> Iterator[Artifact]:
    """Yield a briefing's card in every edition; none where the site has no address or nothing can draw."""
    draw = find_card_renderer() if site.settings.url else None
    if not draw:
        return
    for edition in list_editions(site.settings):
        content = draw(choose_words(briefing, site, edition))
        yield Artifact(edition.path(card_address(briefing.slug)), content)


def find_card(briefing: Briefing, site: Site, edition: Edition) -> Picture | None:
    """Return the card that is made of a briefing in an edition; None where none is."""
    if not (site.settings.url and find_card_renderer()):
        return None
    words = choose_words(briefing, site, edition)
    said = " · ".join(line.words for line in (words.headline, words.site_title) if line)
    return Picture(edition.path(card_address(briefing.slug)), said, WIDTH, HEIGHT)


def card_address(slug: str) -> str:
    """Return where the card of a briefing stands within an edition."""
    return f"cards/{slug}.png"


@cache
def find_card_renderer() -> Callable[[CardWords], bytes] | None:
    """Return what draws cards as PNG; None where Pillow is not installed or cannot shape text."""
    try:
        # Pillow is optional, and slow to import: only sites that have an address pay for it.
        from sitegen.exports import card_drawing  # noqa: PLC0415
    except ImportError:
        return None
    return card_drawing.draw_card if card_drawing.can_draw() else None
