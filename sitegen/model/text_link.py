"""A link in a text that leads to a file of the site: what must be there for it to hold."""

from dataclasses import dataclass

from sitegen.model.text import Location


@dataclass(frozen=True, slots=True)
class TextLink:
    """A link, or a picture, as it stands in one edition."""

    where: Location
    written: str
    """The address as it stands in the text."""
    file: str
    """The file of the site to which it leads, relative to the output; empty where the address means nothing there."""
    fragment: str
    """The place on that page, escapes resolved; empty for none."""
    is_picture: bool = False
