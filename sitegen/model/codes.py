"""The codes of problems, which are part of the contract: how much each weighs and what it says."""

from types import MappingProxyType
from typing import Final

from sitegen.model.problems import Severity

_ERROR, _WARNING, _HINT = Severity.ERROR, Severity.WARNING, Severity.HINT

CODES: Final = MappingProxyType(
    {
        "alias-twice": (_WARNING, "Two actors bear one name, and nothing tells which is meant."),
        "bad-character": (_ERROR, "A character stands there that no text may hold."),
        "bad-date": (_ERROR, "A date is no EDTF date, or no day of the calendar."),
        "bad-id": (_ERROR, "An id is not made of ASCII letters, digits, - and _, or is taken by sitegen."),
        "bad-language": (_ERROR, "A language is no BCP 47 tag."),
        "bad-slug": (_ERROR, "A slug is not made of ASCII letters, digits, - and _."),
        "bad-yaml": (_ERROR, "A file cannot be read as YAML."),
        "bidi-control": (_WARNING, "A character turns the direction of what follows; in ids and keys an error."),
        "comment-in-quote": (_WARNING, "A quote without quotation marks ends at ` #`, where YAML begins a comment."),
        "conflicting-keys": (_ERROR, "Two keys stand together that exclude each other, or neither of two does."),
        "duplicate-id": (_ERROR, "Two things bear one id."),
        "duplicate-key": (_ERROR, "A key stands twice in one map."),
        "empty-file": (_ERROR, "A file holds nothing."),
        "file-ignored": (_WARNING, "A file lies where sitegen reads, but under a name that it does not read."),
        "link-ignored": (_WARNING, "A symbolic link leads out of the site, nowhere or in a circle."),
        "missing-key": (_ERROR, "A key is missing without which the rest means nothing."),
        "not-a-file": (_WARNING, "A pipe, socket or device stands where a file was expected."),
        "not-utf8": (_ERROR, "A file is not saved as UTF-8."),
        "parent-cycle": (_ERROR, "Actors are parts of each other in a circle."),
        "reserved-name": (_ERROR, "A file cannot bear this name on Windows, or sitegen makes a page of this name."),
        "seed-missing": (_ERROR, "A sidecar speaks of a seed that is not there."),
        "seed-without-sidecar": (_WARNING, "A seed has no sidecar and counts as a draft."),
        "slug-taken": (_ERROR, "Two briefings or pages have one address."),
        "too-deep": (_ERROR, "Lists and maps are nested deeper than anything here needs."),
        "too-large": (_ERROR, "A file is larger than the settings allow."),
        "unknown-key": (_ERROR, "A key is not known."),
        "unknown-ref": (_ERROR, "An id or slug is found nowhere, or means something of another sort."),
        "unknown-value": (_ERROR, "A value is not in its closed set or out of its range."),
        "unsafe-url": (_ERROR, "An address may not stand in a link."),
        "wrong-type": (_ERROR, "Something of another type was expected."),
        "yaml-alias": (_ERROR, "YAML's anchors and aliases are not read."),
        "yaml-tag": (_ERROR, "YAML's tags are not read."),
    }
)
"""What a code says, by the code."""

SEVERITY_OF_CODE: Final = MappingProxyType({code: severity for code, (severity, _) in CODES.items()})
LEVELS: Final = (*Severity, "off")
"""What `checks` in site.yaml may set a code to."""
