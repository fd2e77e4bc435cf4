"""XML as this site writes it: well formed whatever the texts hold."""

import re
from typing import Final
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from sitegen.model.site_files import Artifact

_NO_CHARACTER_OF_XML: Final = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""XML 1.0, production 2: U+FFFE and U+FFFF can stand in a text file, but not in XML, not even escaped."""


def add(parent: Element, tag: str, text: str = "", **attributes: str) -> Element:
    """Return a new element at the end of its parent; of an attribute's name `_` stands for `:`."""
    named = {name.replace("_", ":"): in_xml(value) for name, value in attributes.items() if value}
    element = SubElement(parent, tag, named)
    element.text = in_xml(text) or None
    return element


def in_xml(text: str) -> str:
    """Return a text with U+FFFD for what XML cannot hold."""
    return _NO_CHARACTER_OF_XML.sub("\ufffd", text)


def xml_file(path: str, root: Element) -> Artifact:
    """Return a file of XML."""
    indent(root, " ")
    return Artifact(path, f'<?xml version="1.0" encoding="utf-8"?>\n{tostring(root, encoding="unicode")}\n'.encode())
