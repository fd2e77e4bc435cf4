"""`content/site.yaml` into Settings."""

from sitegen.model.problems import Report
from sitegen.model.settings import Settings
from sitegen.model.text import SourceText
from sitegen.readers.context import Context
from sitegen.readers.decode import decode_noun
from sitegen.readers.documents import read_root
from sitegen.readers.files import our_version, refuse_conflict
from sitegen.readers.yaml_nodes import ListNode, MapNode, Node, ScalarNode

SETTINGS_FILE = "content/site.yaml"
_EXPECTED = "title: …\nlanguages: [ar, en]"


def read_settings(source: SourceText, report: Report) -> Settings:
    """Return the settings; those that are missing or wrong are the defaults.

    Where a merge was not finished, which is reported, they are as they were before it: languages, levels and limits of
    the whole site hang on them, and what these change would be told in every other file.
    """
    if refuse_conflict(source, report):
        source, report = our_version(source), Report()
    root = read_root(source, report, expected=_EXPECTED)
    if root is None:
        return Settings()
    context = Context(source.path, _default_language(root), report, source=source)
    return decode_noun(Settings, root, context) or Settings()


def _default_language(root: Node) -> str:
    """Return the first edition's language, in which the settings' own texts are."""
    fallback = Settings().editions[0]
    if type(root) is not MapNode:
        return fallback
    for key, value in root.pairs:
        if type(key) is ScalarNode and key.value == "languages" and type(value) is ListNode and value.items:
            first = value.items[0]
            return first.value if type(first) is ScalarNode else fallback
    return fallback
