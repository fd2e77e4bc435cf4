"""Sites that must fail, each a folder here with its exact problems in `expected.txt`.

`python -m pytest tests/broken --rewrite` writes these files anew.
"""

from pathlib import Path

import pytest

from sitegen.build import BuildOptions, check_site, make_site
from sitegen.messages import line_reader, write_fault
from sitegen.model.problems import Severity

SITES = sorted(path.parent for path in Path(__file__).parent.glob("*/content"))


@pytest.mark.parametrize("site", SITES, ids=lambda site: site.name)
def test_problems_are_told_exactly(site: Path, *, rewrite: bool) -> None:
    build = make_site(BuildOptions(root=site))
    read_line = line_reader(site)
    told = "\n\n".join(write_fault([problem], read_line) for problem in build.report) + "\n"
    expected = site / "expected.txt"
    if rewrite:
        expected.write_text(told, encoding="utf-8")
    assert build.report.count(Severity.ERROR)
    assert not build.artifacts
    assert told == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("site", SITES, ids=lambda site: site.name)
def test_a_check_tells_what_a_build_tells(site: Path) -> None:
    """But for hints; no site here has drafts, which a build tells of in one warning each."""
    checked = check_site(BuildOptions(root=site, with_drafts=True, with_hints=True)).without_hints()
    assert list(checked) == list(make_site(BuildOptions(root=site)).report.without_hints())
