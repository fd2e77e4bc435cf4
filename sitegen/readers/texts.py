"""Texts in one language or several."""

from sitegen.model.forms import is_language
from sitegen.model.text import Location
from sitegen.model.wording import LinkingWording, MarkdownText, Text, Wording
from sitegen.readers.context import BLANK, BROKEN, Context, Decoder, Label, refuse_type, shown
from sitegen.readers.maps import refuse_duplicate, refuse_key
from sitegen.readers.yaml_nodes import MapNode, Node, ScalarNode


def text_decoder(make: type[Text], label: Label) -> Decoder:
    """Return the decoder of a text: a string in the file's language, or a map of languages."""

    def decode(node: Node, context: Context) -> object:
        if type(node) is ScalarNode:
            return make((make_wording(context.language, node, context, make),))
        if type(node) is MapNode:
            wordings = _wordings(make, node, context, label)
            return make(wordings) if wordings else BLANK if _is_blank(node) else BROKEN
        sample = f"{label.key}: …\nor in several languages:\n{label.key}:\n  ar: …\n  en: …"
        return refuse_type(node, context, label, expected="a text", sample=sample)

    return decode


def make_wording(language: str, node: ScalarNode, context: Context, make: type[Text] = Text) -> Wording:
    """Return a text with its place, which knows its lines if they are the file's.

    One in Markdown that may hold a link knows in which briefing's sidecar it stands.
    """
    first = node.first and Location(context.path, *node.first)
    value, where = node.value, Location(context.path, node.line, node.column)
    if make is MarkdownText and context.briefing and "]" in value:
        return LinkingWording(language, value, where, first, context.briefing)
    return Wording(language, value, where, first)


def _is_blank(node: MapNode) -> bool:
    return all(type(value) is ScalarNode and value.is_blank for value in node.parts[1::2])


def _wordings(make: type[Text], node: MapNode, context: Context, label: Label) -> tuple[Wording, ...]:
    found: dict[str, tuple[ScalarNode, Wording | None]] = {}
    for key, value in node.pairs:
        if type(key) is not ScalarNode:
            refuse_key(key, context, str(label))
        elif not is_language(key.value):
            _refuse_language_key(key, context, label)
        elif first := found.get(key.value.lower()):
            refuse_duplicate(key, context, str(label), first[0])
        else:
            found[key.value.lower()] = (key, _wording(make, key, value, context, label))
    return tuple(wording for _, wording in found.values() if wording)


def _wording(make: type[Text], key: ScalarNode, node: Node, context: Context, label: Label) -> Wording | None:
    language = key.value
    if type(node) is not ScalarNode:
        refuse_type(node, context, Label(language, str(label)), expected="a text", sample=f"{language}: …")
        return None
    return None if node.is_blank else make_wording(language, node, context, make)


def _refuse_language_key(key: ScalarNode, context: Context, label: Label) -> None:
    message = f"`{shown(key.value)}` in {label} is no language; a text is a string or a map of languages"
    way_out = f"write languages as BCP 47 tags:\n{label.key}:\n  {context.language}: …"
    context.report.error("bad-language", message, context.at(key), found=key.value, help=way_out)
