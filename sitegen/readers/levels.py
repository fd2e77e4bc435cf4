"""`checks` in site.yaml: a level for each code, every mistake told where it stands."""

from sitegen.model.codes import LEVELS, SEVERITY_OF_CODE, Level
from sitegen.model.nearest import nearest_meaning
from sitegen.model.problems import Severity
from sitegen.readers.closed_sets import meant_value
from sitegen.readers.context import Context, Decoder, Label, expect_scalar, refuse_type, shown
from sitegen.readers.maps import unique_keys
from sitegen.readers.yaml_nodes import MapNode, Node, ScalarNode


def levels_decoder(label: Label) -> Decoder:
    """Return the decoder of a map of codes to levels."""

    def decode(node: Node, context: Context) -> object:
        if type(node) is not MapNode:
            return refuse_type(node, context, label, expected="a map", sample=f"{label.key}:\n  raw-html: error")
        levels: dict[str, Level] = {}
        for key, value in unique_keys(node, context, str(label)):
            level = _level(key, value, context, label)
            if level:
                levels[key.value] = level
        return levels

    return decode


def _level(code: ScalarNode, value: Node, context: Context, label: Label) -> Level | None:
    """Return the level of a code; None where code and level do not fit, which is reported."""
    if code.value not in SEVERITY_OF_CODE:
        _refuse_code(code, context, label)
        return None
    level = expect_scalar(value, context, Label(code.value, str(label)), "a level", sample="hint")
    if level is None or level.is_blank:
        return None
    known = next((one for one in LEVELS if one == level.value), None)
    if known is None:
        _refuse_level(code, level, context, label)
    elif known != "error" and SEVERITY_OF_CODE[code.value] is Severity.ERROR:
        _refuse_lowering(code, level, context)
        return None
    return known


def _refuse_code(code: ScalarNode, context: Context, label: Label) -> None:
    guess = nearest_meaning(code.value, SEVERITY_OF_CODE)
    way_out = f"did you mean `{guess}`?" if guess else "write a code as it stands in brackets in a message"
    message = f"unknown key `{shown(code.value)}` in {label}: no problem has this code"
    context.report.error("unknown-key", message, context.at(code), found=code.value, help=way_out)


def _refuse_level(code: ScalarNode, level: ScalarNode, context: Context, label: Label) -> None:
    guess = meant_value(level.value, LEVELS)
    way_out = (f"did you mean `{guess}`? " if guess else "") + f"the values are: {', '.join(LEVELS)}"
    message = f"unknown value `{shown(level.value)}` of `{code.value}` in {label}"
    context.report.error("unknown-value", message, context.at(level), found=level.value, help=way_out)


def _refuse_lowering(code: ScalarNode, level: ScalarNode, context: Context) -> None:
    message = f"`{code.value}` is an error, and no setting makes an error `{level.value}`"
    way_out = (
        "take this line out, and mend what the error tells; `sitegen build --keep-going` builds the rest meanwhile"
    )
    context.report.error("unknown-value", message, context.at(level), found=level.value, help=way_out)
