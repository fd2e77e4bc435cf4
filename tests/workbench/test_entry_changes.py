"""Names that an editor tells of on a page: rules for a place, other names, new entries and sources."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from sitegen.refusal import Refusal
from sitegen.workbench.annotated_site import AnnotatedSite, OpenBriefing
from sitegen.workbench.entry_changes import find_new_links
from sitegen.workbench.file_changes import ChangedFile
from sitegen.workbench.note_changes import make_change
from sitegen.workbench.open_change import ChangeConflict

ARTICLE = """\
الوزيرة ليلى حداد تعلن الخطة

قالت حداد للكرملين إن الخطة ثابتة، وللوزير سامي عون أن السد سيبنى.
ورحب سامي عون بالخطة، وسامي عون شاعر. وقال عون لحداد: "الماء حق".
"""
ACTORS = """\
# yaml-language-server: $schema=.schemas/actors.json
actors:
  # Persons
  - id: haddad
    type: person   # of course
    name: {ar: ليلى حداد, en: Layla Haddad}

  # Others
  - id: state
    type: state
    name: {ar: دولة}
    aliases: [الدولة]
"""
SITE: Mapping[str, str] = {
    "content/site.yaml": "title: {ar: موقع}\nlanguages: [ar, en]\nurl: https://example.org/\n",
    "content/actors.yaml": ACTORS,
    "content/sources.yaml": "sources:\n  - {id: s_1, title: Report, URL: https://example.org/1}\n",
    "content/briefings/plan.yaml": "lang: ar\nactors: [haddad]\n# The end\n",
    "seeds/plan.txt": ARTICLE,
}
PATH = "content/briefings/plan.yaml"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> AnnotatedSite:
    """Return a site of one article and a register of two."""
    root = tmp_path_factory.mktemp("site")
    for path, text in SITE.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")
    return AnnotatedSite(root)


def place(words: str, number: int = 0) -> list[int]:
    start = -1
    for _ in range(number + 1):
        start = ARTICLE.index(words, start + 1)
    return [start, start + len(words)]


def make(site: AnnotatedSite, **change: object) -> tuple[OpenBriefing, tuple[ChangedFile, ...]]:
    briefing = site.open("plan")

    def read(path: str) -> bytes | None:
        file = Path(site.root, path)
        return file.read_bytes() if file.exists() else None

    return briefing, make_change(change, briefing, read)


def texts(site: AnnotatedSite, **change: object) -> dict[str, str]:
    """Return the changed files' texts by their paths."""
    return {file.path: (file.after or b"").decode() for file in make(site, **change)[1]}


def name(site: AnnotatedSite, at: list[int], **choose: object) -> dict[str, str]:
    return texts(site, do="name", at=at, choose=choose)


def test_a_rule_says_who_is_meant_in_one_place(site: AnnotatedSite) -> None:
    rule = "mentions:\n  - ref: haddad\n    at: {exact: عون, prefix: وقال}\n"
    assert name(site, place("عون", 3), **{"is": "haddad"}) == {
        PATH: SITE[PATH].replace("# The end", f"{rule}# The end"),
    }
    with pytest.raises(ChangeConflict, match="`nobody`"):
        name(site, place("عون"), **{"is": "nobody"})


@pytest.mark.parametrize(
    ("choose", "rule"),
    [
        ({"not": True}, "at: {exact: الخطة, prefix: إن}"),
        ({"not": True, "every": True}, "at: الخطة"),
        ({"not": True, "ref": "haddad", "every": True}, "ref: haddad\n    at: الخطة"),
    ],
)
def test_a_rule_says_who_is_not_meant(site: AnnotatedSite, choose: dict[str, object], rule: str) -> None:
    expected = SITE[PATH].replace("# The end", f"not_mentions:\n  - {rule}\n# The end")
    assert name(site, place("الخطة", 1), **choose) == {PATH: expected}


@pytest.mark.parametrize(
    ("at", "alias"),
    [
        (place("ثابتة"), "ثابتة"),
        (place("للكرملين"), "الكرملين"),
        (place("وللوزير"), "الوزير"),
        (place("وسامي عون"), "سامي عون"),
        (place("وسامي ع"), "سامي عون"),
        (place("لحداد"), "حداد"),
    ],
)
def test_another_name_is_listed_without_what_is_written_onto_it(site: AnnotatedSite, at: list[int], alias: str) -> None:
    assert name(site, at, alias_of="haddad") == {
        "content/actors.yaml": ACTORS.replace("Haddad}\n", f"Haddad}}\n    aliases: [{alias}]\n")
    }


def test_another_name_stands_behind_those_that_are_there(site: AnnotatedSite) -> None:
    changed = name(site, place("الخطة"), alias_of="state")
    assert changed == {"content/actors.yaml": ACTORS.replace("[الدولة]", "[الدولة, الخطة]")}
    with pytest.raises(Refusal, match="already"):
        name(site, place("ليلى حداد"), alias_of="haddad")


def test_a_new_name_stands_in_the_register_and_is_linked_everywhere(site: AnnotatedSite) -> None:
    new = {"register": "actors", "id": "aoun", "name": {"ar": "سامي عون", "en": "Sami Aoun"}, "type": "person"}
    choose = {"new": new, "destination": "register"}
    briefing, files = make(site, do="name", at=place("سامي عون"), choose=choose)
    assert {file.path: (file.after or b"").decode() for file in files} == {
        PATH: SITE[PATH].replace("[haddad]", "[haddad, aoun]"),
        "content/actors.yaml": ACTORS.replace(
            "Haddad}\n",
            "Haddad}\n\n  - id: aoun\n    type: person\n    name: {ar: سامي عون, en: Sami Aoun}\n",
        ),
    }
    words = [span.of(ARTICLE) for span in find_new_links(briefing, files)]
    assert words == ["سامي عون", "سامي عون", "وسامي عون", "عون"]


def test_a_new_name_stands_in_the_briefing(site: AnnotatedSite) -> None:
    new = {"register": "terms", "id": "dam", "term": {"ar": "سد"}}
    changed = name(site, place("السد"), new=new, destination="briefing")
    term = "terms:\n  - id: dam\n    term: سد\n    aliases: [السد]\n"
    assert changed == {PATH: SITE[PATH].replace("# The end", f"{term}# The end")}
    with pytest.raises(Refusal, match="taken"):
        name(site, place("السد"), new={**new, "id": "haddad"}, destination="briefing")


def test_another_person_of_a_known_name_is_told_apart_by_a_rule(site: AnnotatedSite) -> None:
    other = {"register": "actors", "id": "haddad_2", "type": "person", "name": {"ar": "سعاد حداد"}}
    changed = name(site, place("حداد", 1), other=other, destination="register")
    rule = "mentions:\n  - ref: haddad_2\n    at: {exact: حداد, prefix: قالت}\n"
    assert changed[PATH] == SITE[PATH].replace("[haddad]", "[haddad, haddad_2]").replace("# The", f"{rule}# The")
    assert "\n  - id: haddad_2\n    type: person\n    name: {ar: سعاد حداد}\n" in changed["content/actors.yaml"]


def test_a_register_is_begun(site: AnnotatedSite) -> None:
    new = {"register": "places", "id": "dam", "name": {"ar": "السد"}}
    assert name(site, place("السد"), new=new, destination="register") == {
        PATH: SITE[PATH].replace("# The end", "places: [dam]\n# The end"),
        "content/places.yaml": (
            "# yaml-language-server: $schema=.schemas/places.json\nplaces:\n  - id: dam\n    name: السد\n"
        ),
    }


def test_a_source_is_added_once(site: AnnotatedSite) -> None:
    keys = {"id": "s_2", "title": "Two", "type": "article", "issued": "2022-01-11"}
    changed = texts(site, do="add-source", url="https://example.org/2", keys=keys, destination="register")
    assert changed == {
        "content/sources.yaml": SITE["content/sources.yaml"]
        + '  - {id: s_2, type: article, title: Two, issued: "2022-01-11", URL: https://example.org/2}\n'
    }
    with pytest.raises(Refusal, match="`s_1` has this address"):
        texts(site, do="add-source", url="https://example.org/1", keys=keys, destination="briefing")
