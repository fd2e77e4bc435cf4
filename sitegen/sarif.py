"""Problems in SARIF 2.1.0 (OASIS), which code hosts and editors show at their lines."""

import re
from collections.abc import Iterable
from typing import Final
from urllib.parse import quote

from sitegen.messages import LineReader, dump_json, visible
from sitegen.model.codes import CODES
from sitegen.model.problems import Problem, Severity

SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
SITE_FOLDER: Final = "%SRCROOT%"
"""The folder to which paths are relative, under the name by which readers of SARIF know the checked folder."""

_LEVEL: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "note"}
_INDEX_OF_CODE: Final = {code: index for index, code in enumerate(CODES)}
_LINK: Final = re.compile(r"\[(?=[^\[\]]*\]\()")
"""The beginning of what section 3.11.6 takes for an embedded link."""

Json = dict[str, object]


def write_sarif(problems: Iterable[Problem], read_line: LineReader, *, version: str) -> str:
    """Return a SARIF log of one run by this version of sitegen; lines and columns are those of our own messages."""
    run: Json = {
        "tool": {"driver": {"name": "sitegen", "version": version, "rules": [_rule(code) for code in CODES]}},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {SITE_FOLDER: {"description": {"text": "The site's folder."}}},
        "results": [_result(problem, read_line(problem.where.path, problem.where.line)) for problem in problems],
    }
    return dump_json({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(code: str) -> Json:
    severity, sentence = CODES[code]
    return {
        "id": code,
        "shortDescription": _message(sentence),
        "fullDescription": _message(sentence),
        "defaultConfiguration": {"level": _LEVEL[severity]},
    }


def _result(problem: Problem, line: str) -> Json:
    index = _INDEX_OF_CODE.get(problem.code)
    place = {"artifactLocation": _artifact(problem.where.path), "region": _region(problem, line)}
    return {
        "ruleId": problem.code,
        **({} if index is None else {"ruleIndex": index}),
        "level": _LEVEL[problem.severity],
        "message": _message(problem.message + (f"\nhelp: {problem.help}" if problem.help else "")),
        "locations": [{"physicalLocation": place}],
    }


def _message(text: str) -> Json:
    """Return a plain text message: braces doubled and square brackets of links escaped (sections 3.11.5 and 3.11.6)."""
    written = visible(text).replace("{", "{{").replace("}", "}}")
    return {"text": _LINK.sub(r"\\[", written)}


def _artifact(path: str) -> Json:
    uri = quote(path, safe="/", errors="surrogateescape")
    return {"uri": f"file://{uri}"} if path.startswith("/") else {"uri": uri, "uriBaseId": SITE_FOLDER}


def _region(problem: Problem, line: str) -> Json:
    """Return where the problem is: the faulty text where it stands there as written, else the place alone."""
    start = problem.where.column
    region: Json = {"startLine": problem.where.line, "startColumn": start}
    if problem.found and line.startswith(problem.found, start - 1):
        region["endColumn"] = start + len(problem.found)
    return region
