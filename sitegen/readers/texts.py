"""Texts in one language or several, and translations of an article, block by block."""

import re
from typing import Final

from sitegen.language.locales import is_named_language, meant_language
from sitegen.model.forms import is_language
from sitegen.model.problems import Report
from sitegen.model.project import Seed, Sidecar
from sitegen.model.text import Location
from sitegen.model.wording import BlockTranslation, LinkingWording, MarkdownText, Text, Wording
from sitegen.readers.context import (
    BLANK,
    BROKEN,
    Context,
    Decoder,
    Label,
    bracketed_text,
    describe,
    look_for_cut,
    refuse_colon,
    refuse_spaceless,
    refuse_type,
    shown,
)
from sitegen.readers.maps import refuse_duplicate, refuse_key, unique_keys
from sitegen.readers.quoting import in_quotes
from sitegen.readers.yaml_nodes import BrokenNode, ListNode, MapNode, Node, ScalarNode, first_readable

_LANGUAGES: Final = frozenset(("ar", "en", "fa", "he", "fr", "de", "es", "it", "pt", "ru", "tr", "ur", "ku", "zh"))
"""With a colon right behind it, one of these begins a text that was meant as a map of languages."""
_LETTERS_OF_RARE: Final = 3
_END_OF_TEXT: Final = re.compile(r"\s*(?:,\s*[A-Za-z]{2}(?:-\w+)?\s*:\s|\})")
"""What ends a text in braces: the next language, or the brace."""
_ADVICE = "write below each language a list with one item a block, `- ~` where there is no translation"


def text_decoder(make: type[Text], label: Label) -> Decoder:
    """Return the decoder of a text: a string in the file's language, or a map of languages."""

    def decode(node: Node, context: Context) -> object:
        if type(node) is ScalarNode:
            if context.has_comments:
                look_for_cut(node, context)
            if (
                node.value[2:3] == ":"
                and node.value[:2] in _LANGUAGES
                and refuse_spaceless(node, context, key=label.key)
            ):
                return BROKEN
            return make((make_wording(context.language, node, context, make),))
        if type(node) is MapNode:
            wordings = _wordings(make, node, context, label)
            is_blank = all(type(value) is ScalarNode and value.is_blank for value in node.parts[1::2])
            return make(wordings) if wordings else BLANK if is_blank else BROKEN
        sample = f"{label.key}: …\nor in several languages:\n{label.key}:\n  ar: …\n  en: …"
        quoted = bracketed_text(node, context)
        return refuse_type(node, context, label, expected="a text", sample=quoted or sample)

    return decode


def translation_decoder(label: Label) -> Decoder:
    """Return the decoder of a map from languages to lists of blocks; `~` stands for a block that has none."""

    def decode(node: Node, context: Context) -> object:
        if type(node) is not MapNode:
            return _refuse_translation(node, context, label, "a map of languages")
        pairs = list(unique_keys(node, context, str(label)))
        read = tuple(_translation(key, value, context, label) for key, value in pairs)
        return tuple(one for one in read if one is not None) or BROKEN

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


def _wordings(make: type[Text], node: MapNode, context: Context, label: Label) -> tuple[Wording, ...]:
    found: dict[str, tuple[ScalarNode, Wording | None]] = {}
    before: Node | None = None
    for key, value in node.pairs:
        cut, before = before, value if node.is_flow else None
        if type(key) is not ScalarNode:
            refuse_key(key, context, str(label))
        elif cut and _refuse_rest_of_text(key, cut, context):
            found.clear()
            break
        elif not is_language(key.value):
            _refuse_language_key(key, value, context, label)
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
    if context.has_comments:
        look_for_cut(node, context)
    return None if node.is_blank else make_wording(language, node, context, make)


def _refuse_rest_of_text(key: ScalarNode, text: Node, context: Context) -> bool:
    """Report a word that has the form of a tag, behind a text without quotation marks that a comma cuts: `Oil, gas: …`.

    Tell whether it is one: three letters that hardly anybody knows as a language.
    """
    is_word = key.is_plain and len(key.value) == _LETTERS_OF_RARE and is_language(key.value)
    if not is_word or type(text) is not ScalarNode or not text.is_plain or is_named_language(key.value):
        return False
    language = f"`{key.value}` names a rare language"
    message = f"in `{{…}}` a comma begins a new key, so the text before it ends there, and {language}"
    line, start = context.line_of(key), text.column - 1
    end = _END_OF_TEXT.search(line, key.column)
    offered = ""
    if end and text.line == key.line:
        whole = f"{line[:start]}{in_quotes(line[start : end.start()])}{line[end.start() :]}"
        offered = first_readable([whole.strip()])
    way_out = "put the value in quotes" + (f":\n{offered}" if offered else "")
    context.report.error("unquoted-text", message, context.at(key), found=key.value, help=way_out)
    return True


def _refuse_language_key(key: ScalarNode, value: Node, context: Context, label: Label) -> None:
    is_tag_meant = key.value.replace("_", "-") != key.value and is_language(key.value.replace("_", "-"))
    if not is_tag_meant and refuse_colon(key, value, context):
        return
    message = f"`{shown(key.value)}` in {label} is no language; a text is a string or a map of languages"
    meant = meant_language(key.value)
    samples = f"write languages as BCP 47 tags:\n{label.key}:\n  {context.language}: …"
    way_out = f"languages are written as BCP 47 tags; did you mean `{meant}`?" if meant else samples
    context.report.error("bad-language", message, context.at(key), found=key.value, help=way_out)


def _translation(key: ScalarNode, node: Node, context: Context, label: Label) -> BlockTranslation | None:
    if not is_language(key.value):
        message = f"`{shown(key.value)}` in {label} is no language"
        way_out = f"write a BCP 47 tag: `{meant_language(key.value) or 'ar'}`"
        context.report.error("bad-language", message, context.at(key), found=key.value, help=way_out)
        return None
    if type(node) is not ListNode:
        _refuse_translation(node, context, Label(key.value, str(label)), "a list of blocks")
        return None
    blocks = tuple(_block(item, key.value, context, label) for item in node.items)
    return BlockTranslation(key.value, blocks, context.at(key))


def _refuse_translation(node: Node, context: Context, label: Label, expected: str) -> object:
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
