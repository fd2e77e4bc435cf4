"""XML that is well formed whatever stands in it."""

from xml.etree.ElementTree import Element

from sitegen.exports.xml_files import add, xml_file
from tests.exports.feed_reading import read_xml


def test_what_xml_cannot_hold_is_replaced() -> None:
    root = Element("root")
    add(root, "part", "a\ufffeb\uffffc\x0cd\U0001f600", x_y="\x1b")
    content = xml_file("a.xml", root).content
    assert content.startswith(b'<?xml version="1.0" encoding="utf-8"?>\n<root>')
    assert read_xml(content.decode().replace("x:y", "y"))[0].text == "a\ufffdb\ufffdc\ufffdd\U0001f600"


def test_what_means_something_in_xml_is_escaped() -> None:
    root = Element("root")
    hostile = "\"><script> ]]> <!-- & ' <![CDATA["
    add(root, "part", hostile, name=hostile)
    part = read_xml(xml_file("a.xml", root).content.decode())[0]
    assert (part.text, part.get("name")) == (hostile, hostile)


def test_empty_attributes_are_left_out() -> None:
    root = Element("root")
    assert add(root, "part", name="").attrib == {}
