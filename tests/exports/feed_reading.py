"""What a reader of feeds sees: well-formed XML, and the HTML of an item."""

from xml.etree.ElementTree import Element, fromstring

import html5lib


def read_xml(content: str) -> Element:
    """Return the root of a document; what is not well formed is an error."""
    return fromstring(content)  # noqa: S314 - made by the test itself


def read_html(content: str) -> Element:
    """Return the content as a browser understands it; what is not right HTML is an error."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    document = parser.parseFragment(content)
    assert parser.errors == [], parser.errors
    element: Element = document
    return element


def blocks_of(document: Element) -> list[str]:
    """Return the text of each block, without what was added to it."""
    found = []
    for block in document.iterfind(".//*[@data-block]"):
        for parent in list(block.iter()):
            for added in [child for child in parent if child.get("data-generated") is not None]:
                _take_out(parent, added)
        found.append("".join(block.itertext()))
    return found


def _take_out(parent: Element, child: Element) -> None:
    before = None
    for other in parent:
        if other is child:
            break
        before = other
    if before is None:
        parent.text = (parent.text or "") + (child.tail or "")
    else:
        before.tail = (before.tail or "") + (child.tail or "")
    parent.remove(child)
