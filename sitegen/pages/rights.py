"""Licences by their short names: where the deed of a Creative Commons licence stands."""

import re

_CREATIVE_COMMONS = re.compile(r"CC-(BY(?:-NC)?(?:-SA|-ND)?)-(\d\.\d)", re.IGNORECASE)


def licence_deed(name: str) -> str:
    """Return the address of a licence's deed by its SPDX name, empty for what is not one of Creative Commons."""
    if name.upper() == "CC0-1.0":
        return "https://creativecommons.org/publicdomain/zero/1.0/"
    parts = _CREATIVE_COMMONS.fullmatch(name)
    return f"https://creativecommons.org/licenses/{parts[1].lower()}/{parts[2]}/" if parts else ""
