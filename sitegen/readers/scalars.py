"""Scalars of YAML into values: strings, closed sets, ids, slugs, tags, references, dates, addresses, numbers, booleans.

The type of a field says what a scalar means, not YAML's guess: `no`, `12:30` and `010` are texts where texts belong.
"""

import re
from functools import lru_cache
from typing import Final

from sitegen.language.edtf import parse_edtf
from sitegen.language.locales import meant_language
from sitegen.model.forms import AUTHOR, LONGEST_NAME, is_id, is_language, is_slug, propose_id, propose_slug
from sitegen.model.keys import Key
from sitegen.model.registers import Link, Source
from sitegen.model.urls import (
    SCHEMES,
    has_scheme,
    is_code_source,
    is_content_source,
    is_safe_address,
    propose_address,
)
from sitegen.model.vocabularies import MODIFIERS
from sitegen.model.wording import Date, Reference, Url, Written
from sitegen.readers.characters import NAME_KEYS, first_unseen, name_unseen, unsettled_bidi_controls
from sitegen.readers.context import (
    BROKEN,
    Context,
    Decoder,
    Label,
    as_item,
    expect_scalar,
    look_for_cut,
    refuse_type,
    shown,
)
from sitegen.readers.quoting import THOUSANDS
from sitegen.readers.samples import sample_value, title_of
from sitegen.readers.synonyms import meant_value, named_value
from sitegen.readers.yaml_nodes import Node, ScalarNode

_OF_OTHERS: Final = frozenset({title_of(Link), title_of(Source)})
"""Nouns whose addresses are of other sites alone."""
_PROPOSAL: Final = re.compile("[;:] write ")
"""Parts the fault of a date from the proposal."""
INTEGER: Final = re.compile(r"[+-]?(0|[1-9][0-9]{0,17})")
NUMBER: Final = re.compile(r"[+-]?(0|[1-9][0-9]{0,17})(\.[0-9]{1,17})?([eE][+-]?[0-9]{1,2})?")
_BETWEEN_DIGITS: Final = re.compile("(?<=\\d)[_\u066c\u2019'\\s](?=\\d)")
"""What parts thousands and is nothing else."""


def string_decoder(key: Key, label: Label) -> Decoder:
    """Return the decoder of a bare string: one of a closed set, a language tag, or any."""
    known, sample = frozenset(key.one_of), sample_value(str, key, label.key)
    is_text = not (known or key.form)

    def decode(node: Node, context: Context) -> object:
        scalar = expect_scalar(node, context, label, "a text", sample=sample)
        if scalar is None:
            return BROKEN
        if is_text:
            look_for_cut(scalar, context)
        if known and scalar.value not in known:
            guess = meant_value(scalar.value, key.one_of)
            meant = f"did you mean `{guess}`? " if guess else ""
            message = f"unknown value `{shown(scalar.value)}` of {label}"
            way_out = f"{meant}the values are: {', '.join(key.one_of)}"
            context.report.error("unknown-value", message, context.at(scalar), found=scalar.value, help=way_out)
            return BROKEN
        return scalar.value if _has_form(scalar, key.form, context, label) else BROKEN

    return decode


def written_decoder(key: Key, label: Label) -> Decoder:
    """Return the decoder of a string that keeps its place; ids are noted in the context."""
    sample = sample_value(Written, key, label.key)

    def decode(node: Node, context: Context) -> object:
        scalar = expect_scalar(node, context, label, "a text", sample=sample)
        if scalar is None or not _has_form(scalar, key.form, context, label):
            return BROKEN
        if not key.form:
            look_for_cut(scalar, context)
        written = Written(scalar.value, context.at(scalar))
        if key.form == "id":
            context.declared.append(written)
        return written

    return decode


def reference_decoder(key: Key, label: Label) -> Decoder:
    """Return the decoder of an id of something else; whether it is there is looked up when all has been read."""
    expected = "an id" if key.refers_to != ("briefing",) else "a slug"

    def decode(node: Node, context: Context) -> object:
        scalar = expect_scalar(node, context, label, expected, sample="")
        return Reference(scalar.value, context.at(scalar)) if scalar else BROKEN

    return decode


def date_decoder(label: Label) -> Decoder:
    """Return the decoder of an EDTF date."""

    def decode(node: Node, context: Context) -> object:
        scalar = expect_scalar(node, context, label, "a date", sample='"2022-01-11"')
        if scalar is None:
            return BROKEN
        where = context.at(scalar)
        fault = _fault_of_date(scalar.value)
        if not fault:
            return Date(scalar.value, where)
        reason, _, proposal = _PROPOSAL.sub("\n", fault, count=1).partition("\n")
        way_out = f"write {proposal}" if proposal else f'write a date as EDTF does:\n{label.key}: "2022-01-11"'
        context.report.error("bad-date", f"{label}: {reason}", where, found=scalar.value, help=way_out)
        return BROKEN

    return decode


def url_decoder(label: Label) -> Decoder:
    """Return the decoder of an address that may stand in a link."""

    def decode(node: Node, context: Context) -> object:
        scalar = expect_scalar(node, context, label, "an address", sample="https://example.org/")
        if scalar is None:
            return BROKEN
        where = context.at(scalar)
        if is_safe_address(scalar.value):
            if has_scheme(scalar.value) or label.title not in _OF_OTHERS:
                return Url(scalar.value, where)
            # without a scheme it would lead to another file from each page on which it stands
            message = (
                f"{label} does not begin with https://, so it leads nowhere and is left out: `{shown(scalar.value)}`"
            )
            way_out = f"write the whole address:\n{label.sample(as_item(propose_address(scalar.value)))}"
            context.report.warn("dead-link", message, where, found=scalar.value, help=way_out)
            return BROKEN
        message = f"{label} is no address that may stand in a link: `{shown(scalar.value)}`"
        schemes = ", ".join(f"`{scheme}:`" for scheme in SCHEMES)
        way_out = (
            f"write an address that begins with {schemes} or a path within the site, without spaces and backslashes"
        )
        context.report.error("unsafe-url", message, where, found=scalar.value, help=way_out)
        return BROKEN

    return decode


def bool_decoder(label: Label) -> Decoder:
    """Return the decoder of true and false."""

    def decode(node: Node, context: Context) -> object:
        if type(node) is ScalarNode and node.value in ("true", "false"):
            return node.value == "true"
        return refuse_type(node, context, label, expected="`true` or `false`", sample=label.sample("true"))

    return decode


def integer_decoder(key: Key, label: Label, *, word: str = "") -> Decoder:
    """Return the decoder of a whole number, or of the one word that may stand for it."""
    expected = "a whole number" + (f" or `{word}`" if word else "")

    def decode(node: Node, context: Context) -> object:
        if type(node) is ScalarNode:
            if word and node.value == word:
                return word
            if INTEGER.fullmatch(node.value):
                return _in_range(int(node.value), node, context, (key, label))
        return _refuse_number(node, context, label, expected, sample=key.sample)

    return decode


def number_decoder(key: Key, label: Label) -> Decoder:
    """Return the decoder of a number with or without a fraction."""

    def decode(node: Node, context: Context) -> object:
        if type(node) is ScalarNode and NUMBER.fullmatch(node.value):
            return _in_range(float(node.value), node, context, (key, label))
        return _refuse_number(node, context, label, "a number")

    return decode


def figure_in(text: str) -> str:
    """Return the keys of a figure that is written in words, as YAML: `more than 1,200 metres`. Empty without number."""
    found = re.search(r"[\d٠-٩۰-۹][\d.,\u066b\u066c]*(?<![.,])", text)
    amount = _meant_number(found[0]) if found else ""
    if not found or not amount:
        return ""
    modifier, unit = named_value(text[: found.start()].strip(), MODIFIERS), text[found.end() :].strip()
    keys = {"amount": amount, "unit": unit and as_item(unit), "modifier": modifier}
    return "\n".join(f"{key}: {value}" for key, value in keys.items() if value)


def _has_form(node: ScalarNode, form: str, context: Context, label: Label) -> bool:
    """Tell whether a string looks as its key asks; what does not is reported."""
    if not form or (_IS_OF_FORM[form](node.value) and not (form == "id" and node.value.lower() == AUTHOR)):
        return True
    if form == "language":
        message = f"{label} is no language tag: `{shown(node.value)}`"
        way_out = f"write a BCP 47 tag:\n{label.sample(meant_language(node.value) or context.language)}"
        context.report.error("bad-language", message, context.at(node), found=node.value, help=way_out)
    elif form in ("code-source", "content-source"):
        message = f"{label} is no source that the policy may name: `{shown(node.value)}`"
        other = "the hash of a script or style in its quotes" if form == "code-source" else '`"data:"` or `"blob:"`'
        way_out = f"write a host, {other}; the site itself is there already:\n{label.sample('https://example.org')}"
        context.report.error("unsafe-url", message, context.at(node), found=node.value, help=way_out)
    elif label.key not in NAME_KEYS or not any(unsettled_bidi_controls(node.value)):
        message = f"{label} {_fault_of_name(node.value, form)}: `{shown(node.value)}`"
        proposal = propose_id(node.value) if form == "id" else propose_slug(node.value)
        way_out = f"write:\n{label.sample(as_item(proposal))}"
        context.report.error(f"bad-{form}", message, context.at(node), found=node.value, help=way_out)
    return False


_IS_OF_FORM: Final = {
    "id": is_id,
    "slug": is_slug,
    "language": is_language,
    "code-source": is_code_source,
    "content-source": is_content_source,
}


def _fault_of_name(name: str, form: str) -> str:
    unseen = first_unseen(name)
    if unseen:
        return f"holds a character that cannot be seen, {name_unseen(unseen)}"
    if len(name) > LONGEST_NAME:
        return f"is longer than {LONGEST_NAME} characters"
    if name.lower() == AUTHOR:
        return "may not be the word that as a speaker means the article itself"
    start = "begin with a letter and hold" if form == "id" else "hold"
    return f"must {start} only ASCII letters, digits, `-` and `_`"


@lru_cache(maxsize=4096)
def _fault_of_date(text: str) -> str:
    """Return the fault of a date, empty where it has none; kept, as dates come again and again."""
    try:
        parse_edtf(text)
    except ValueError as error:
        return str(error) or "it cannot be read"
    return ""


def _in_range(number: float, node: ScalarNode, context: Context, what: tuple[Key, Label]) -> object:
    key, label = what
    if (key.low is None or number >= key.low) and (key.high is None or number <= key.high):
        return number
    bounds = f"at least {key.low:g}" if key.high is None else f"between {key.low:g} and {key.high:g}"
    nearest = key.low if key.low is not None and number < key.low else key.high
    way_out = f"write:\n{label.sample(key.sample or f'{nearest:g}')}"
    context.report.error("unknown-value", f"{label} must be {bounds}", context.at(node), found=node.value, help=way_out)
    return BROKEN


def _refuse_number(node: Node, context: Context, label: Label, expected: str, *, sample: str = "") -> object:
    meant = _meant_number(node.value) if type(node) is ScalarNode else ""
    return refuse_type(node, context, label, expected=expected, sample=label.sample(meant or sample or "1"))


def _meant_number(written: str) -> str:
    """Return a number as it is to be written, made from one in another form; empty where there is none.

    A comma parts thousands where three digits follow each, else it begins the fraction.
    """
    digits = "".join(str(int(letter)) if letter.isdecimal() else letter for letter in written.strip())
    digits = _BETWEEN_DIGITS.sub("", digits.replace("\u066b", ".").replace("\u2212", "-"))
    digits = digits.replace(",", "") if THOUSANDS.fullmatch(digits) else digits.replace(",", ".")
    digits = re.sub(r"^([+-]?)0+(?=\d)", r"\1", digits)
    return digits if NUMBER.fullmatch(digits) else ""
