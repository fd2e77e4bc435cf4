"""Translations of an article: for each language a list with one item a block."""

from sitegen.language.names import meant_language
from sitegen.model.forms import is_language
from sitegen.model.problems import Report
from sitegen.model.project import Seed, Sidecar
from sitegen.model.wording import BlockTranslation, Wording
from sitegen.readers.context import BROKEN, Context, Decoder, Label, describe, look_for_cut, refuse_type, shown
from sitegen.readers.maps import unique_keys
from sitegen.readers.texts import make_wording
from sitegen.readers.yaml_nodes import BrokenNode, ListNode, MapNode, Node, ScalarNode

_ADVICE = "write below each language a list with one item a block, `- ~` where there is no translation"


def translation_decoder(label: Label) -> Decoder:
    """Return the decoder of a map from languages to lists of blocks; `~` stands for a block that has none."""

    def decode(node: Node, context: Context) -> object:
        if type(node) is not MapNode:
            return _refuse(node, context, label, "a map of languages")
        pairs = list(unique_keys(node, context, str(label)))
        read = tuple(_translation(key, value, context, label) for key, value in pairs)
        return tuple(one for one in read if one is not None) or BROKEN

    return decode


def check_translations(sidecar: Sidecar, seed: Seed, report: Report) -> None:
    """Report each translation that has not as many items as the article has blocks."""
    for translation in sidecar.translation:
        items, blocks = len(translation.blocks), len(seed.blocks)
        if items == blocks:
            continue
        counted = f"{items} item{'' if items == 1 else 's'}"
        message = f"the translation `{translation.language}` has {counted}, {seed.source.path} has {blocks} blocks"
        if items < blocks:
            line = seed.source.location(seed.blocks[items].span.start).line
            way_out = f"add one item a block, `- ~` where there is no translation; the first without one is line {line}"
        else:
            way_out = f"take {items - blocks} out, or join what belongs to one block; title and deck are blocks too"
        report.error("translation-count", message, translation.where, found=translation.language, help=way_out)


def _translation(key: ScalarNode, node: Node, context: Context, label: Label) -> BlockTranslation | None:
    if not is_language(key.value):
        message = f"`{shown(key.value)}` in {label} is no language"
        way_out = f"write a BCP 47 tag: `{meant_language(key.value) or 'ar'}`"
        context.report.error("bad-language", message, context.at(key), found=key.value, help=way_out)
        return None
    if type(node) is not ListNode:
        _refuse(node, context, Label(key.value, str(label)), "a list of blocks")
        return None
    blocks = tuple(_block(item, key.value, context, label) for item in node.items)
    return BlockTranslation(key.value, blocks, context.at(key))


def _refuse(node: Node, context: Context, label: Label, expected: str) -> object:
    """Report that something of another type stands there; how many items are needed the article tells alone."""
    if type(node) is not BrokenNode:
        kind, found = describe(node)
        message = f"{label} must be {expected}, and here stands {kind}"
        context.report.error("wrong-type", message, context.at(node), found=found, help=_ADVICE)
    return BROKEN


def _block(node: Node, language: str, context: Context, label: Label) -> Wording | None:
    if type(node) is not ScalarNode:
        refuse_type(node, context, Label(language, str(label), is_item=True), expected="a text", sample="- …")
        return None
    look_for_cut(node, context)
    return None if node.is_blank else make_wording(language, node, context)
