"""The anchoring cases of the Hypothesis client's own tests, where ../shared/peer stands beside the checkout."""

import json
from pathlib import Path
from typing import Any

import pytest

from sitegen.model.problems import Report
from sitegen.model.project import Seed, Selector
from sitegen.model.text import Location, SourceText, Span
from sitegen.model.wording import Written
from sitegen.weaving.anchors import QuoteFinder

CASES = Path(__file__).parents[2].parent / "shared" / "peer" / "hypothesis_anchoring_cases.json"
WHERE = Location("content/briefings/article.yaml")
BELOW_THE_FLOOR = {"hyp-014", "hyp-015", "hyp-016"}
"""Too short to be found by likeness."""

UNLIKE_CONTEXT = {"hyp-008", "hyp-009", "hyp-012", "hyp-013"}
"""Their prefix or suffix is only like the article's: here it does not decide."""

OTHER_CONTEXT = {"hyp-017", "hyp-018"}
"""Their prefix or suffix is another than the article's: the words may be found where they were not quoted."""


def read_cases() -> list[dict[str, Any]]:
    if not CASES.exists():
        return []
    read = json.loads(CASES.read_text("utf-8"))
    return [{**case, "text": case.get("text", read["texts"].get(case.get("text_id")))} for case in read["cases"]]


def expected_code(case: dict[str, Any], *, with_context: bool) -> str:
    if case["kind"] == "none" or case["id"] in BELOW_THE_FLOOR:
        return "anchor-missing"
    if case["kind"] == "exact-ambiguous" and (case["id"] in UNLIKE_CONTEXT or not with_context):
        return "anchor-ambiguous"
    if case["id"] in OTHER_CONTEXT and with_context:
        return "anchor-drifted"
    return {"fuzzy": "anchor-drifted", "normalized": "anchor-inexact"}.get(case["kind"], "")


def make_selector(case: dict[str, Any], *, with_context: bool) -> Selector:
    prefix, suffix = (
        Written(case[key], WHERE) if with_context and case[key] is not None else None for key in ("prefix", "suffix")
    )
    return Selector(where=WHERE, exact=Written(case["quote"], WHERE), prefix=prefix, suffix=suffix)


@pytest.mark.skipif(not CASES.exists(), reason="the cases lie beside the checkout, not in it")
@pytest.mark.parametrize("with_context", [True, False], ids=["with context", "without"])
@pytest.mark.parametrize("case", [pytest.param(case, id=case["id"]) for case in read_cases()])
def test_case(case: dict[str, Any], with_context: bool) -> None:  # noqa: FBT001 - pytest hands parameters by name
    text, report = case["text"], Report()
    finder = QuoteFinder(Seed("article.txt", SourceText("seeds/article.txt", text), "en", ()))
    selector = make_selector(case, with_context=with_context)
    found = finder.place((selector,), report)
    code = expected_code(case, with_context=with_context)
    assert [problem.code for problem in report] == ([code] if code else [])
    if code == "anchor-drifted":
        found = finder.find_close(selector)
        if case["id"] in OTHER_CONTEXT:  # only the editor knows whether it is the place
            assert found == ()
            found = finder.place((make_selector(case, with_context=False),), Report())
    if code in {"", "anchor-inexact", "anchor-drifted"}:
        expected = case["expected_text"].rstrip("\n")  # line breaks around a quote are YAML's
        assert found == (Span(case["expected_start"], case["expected_start"] + len(expected)),)
