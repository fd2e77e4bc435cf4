"""Marks of a merge that git could not finish: two versions of some lines stand in one file."""

import re
from typing import Final

from sitegen.model.problems import Report
from sitegen.model.text import SourceText

_MARK: Final = re.compile(r"^(?:<{7}|\|{7}|>{7})(?: .*)?$", re.MULTILINE)
"""Lines that git writes (gitformat: seven signs, then mostly a space and the version's name); `=======` may be text."""
_PARTING: Final = re.compile(r"^={7}$", re.MULTILINE)


def refuse_conflict(source: SourceText, report: Report) -> bool:
    """Report the first mark of a merge in a file, be it YAML, article or page; tell whether there is one.

    A line of seven signs alone counts only where another begins with other ones: it may be an ornament.
    """
    text = source.text
    if "<<<<<<<" not in text and ">>>>>>>" not in text and "|||||||" not in text:
        return False
    marks = list(_MARK.finditer(text))
    if all(mark[0] == marks[0][0] and " " not in mark[0] for mark in marks):
        return False
    first = marks[0]
    partings = list(_PARTING.finditer(text, 0, first.start())) if first[0].startswith(">") else []
    first = partings[-1] if partings else first
    message = "a merge was not finished: from here on two versions stand in this file"
    older = ", and what stands from `|||||||` to `=======`" if any(mark[0].startswith("|") for mark in marks) else ""
    way_out = (
        "keep one of the two versions, or both, and delete the lines that begin with `<<<<<<<`, `=======` and"
        f" `>>>>>>>`{older}; if these signs are part of the text, begin their lines with a space"
    )
    report.error("merge-conflict", message, source.location(first.start()), found=first[0], help=way_out)
    return True


def our_version(source: SourceText) -> SourceText:
    """Return a file as it stood on this side of a merge."""
    kept, is_ours = [], True
    for line in source.text.split("\n"):
        if _MARK.fullmatch(line):
            is_ours = not line.startswith("|")
        elif _PARTING.fullmatch(line):
            is_ours = False
        elif is_ours:
            kept.append(line)
    return SourceText(source.path, "\n".join(kept))
