import re
from datetime import date
from pathlib import Path

import pytest

from sitegen.build import BuildOptions, make_site
from sitegen.model.problems import Severity
from sitegen.workbench.skeleton import seed_skeleton, sidecar_skeleton
from tests.documentation import write_files

DAY = date(2026, 3, 15)
REGISTERS = {
    "content/actors.yaml": "actors: [{id: id_of_an_actor, name: Somebody}]\n",
    "content/sources.yaml": "sources: [{id: id_of_a_source, title: A paper}]\n",
}
ARTICLE = "A title\nSomebody wrote words of the article, words that somebody said and words that can be checked.\n"


@pytest.mark.parametrize("language", ["ar", "en", "fa", "he", "fr", "ar-EG"])
def test_the_skeletons_are_valid_as_they_are(language: str, tmp_path: Path) -> None:
    files = {
        "content/site.yaml": f"languages: [{language}]\n",
        "seeds/one.txt": seed_skeleton("", language),
        "content/briefings/one.yaml": sidecar_skeleton("one", language=language, editions=(language,), day=DAY),
    }
    report = make_site(BuildOptions(root=write_files(tmp_path, files), with_drafts=True, with_hints=True)).report
    assert {one.code for one in report} <= {"url-missing", "no-interface-language", "rights-unstated"}


def test_what_is_a_comment_is_valid_too_once_it_is_none(tmp_path: Path) -> None:
    sidecar = sidecar_skeleton("one", language="en", editions=("en", "ar"), day=DAY)
    taken_in = re.sub(r"^# ?(?=[ a-z_]+:|  +- )", "", sidecar, flags=re.MULTILINE)
    assert taken_in.count("\n#") < sidecar.count("\n#") / 2
    files = {**REGISTERS, "seeds/one.txt": ARTICLE, "content/briefings/one.yaml": taken_in}
    site = make_site(BuildOptions(root=write_files(tmp_path, files), with_drafts=True))
    assert [one.message for one in site.report if one.severity is Severity.ERROR] == []
    (page,) = (one.content.decode() for one in site.artifacts if one.path == "briefings/one.html")
    assert len(re.findall(r"data-note=", page)) == 3


def test_the_title_is_the_seeds_first_line() -> None:
    assert seed_skeleton("قمة المياه", "ar").startswith("قمة المياه\n\n")
