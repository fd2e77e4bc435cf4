"""What a build is asked for, as far as what is made follows from it."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for; all that is made of a site's files follows from it."""

    root: Path
    """The site's folder."""
    templates: tuple[Path, ...]
    """Folders of templates in order of precedence, the theme last."""
    base_url: str = ""
    """Instead of `url` in site.yaml."""
    with_drafts: bool = False
    shows_drafts: bool = False
    """Readers will see the drafts; a check reads them too, but shows them to nobody."""
    with_hints: bool = False
    """Look for hints too."""
