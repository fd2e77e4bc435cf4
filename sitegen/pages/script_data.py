"""Data inside a page's `<script>`: JSON that no reader of HTML can take for markup."""

import json
from typing import Final

from markupsafe import Markup

from sitegen.language.isolation import mark_html

_ESCAPES: Final = (
    ("<", "\\u003c"),
    (">", "\\u003e"),
    ("&", "\\u0026"),
    ("\u2028", "\\u2028"),
    ("\u2029", "\\u2029"),
)
"""Without `<` neither `</script>` nor `<!--` can stand there (HTML Living Standard, 4.12.1.3); JSON reads them back."""


def write_script_data(value: object) -> Markup:
    """Return a value as JSON for a data block: the same for a reader of JSON, and inert for one of HTML."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for character, escaped in _ESCAPES:  # seldom found, and looking for one is quicker than translating all others
        text = text.replace(character, escaped)
    return mark_html(text)
