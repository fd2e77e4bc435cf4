from sitegen.model.problems import Report
from sitegen.model.project import Manuscript
from sitegen.weaving.mention_rules import PlacedRules, place_rules
from tests.weaving.mention_cases import HERE, make_registers, make_seed, make_sidecar

REGISTERS = make_registers({"actors": [{"id": "a", "name": "ألف"}], "places": [{"id": "p", "name": "باء"}]})


def place(article: str, report: Report, **briefing: object) -> PlacedRules:
    manuscript = Manuscript("case", make_seed(article), make_sidecar(briefing), (), is_draft=False)
    return place_rules(manuscript, REGISTERS, report)


def test_rules_stand_at_their_words_in_the_order_of_the_text() -> None:
    report = Report()
    article = "البلاد ثم وزير المدينة"
    rules = [{"ref": "p", "at": "مدين"}, {"ref": "a", "at": ["البلاد", "وزير"]}]
    said = place(article, report, mentions=rules).said
    assert [(each.meaning.id, each.name.of(article), each.words.of(article)) for each in said] == [
        ("a", "البلاد", "البلاد"),
        ("a", "وزير", "وزير"),
        ("p", "مدين", "المدينة"),
    ]
    assert not list(report)


def test_denials_stand_at_all_places() -> None:
    article = "البلاد والبلاد"
    denied = place(article, Report(), not_mentions=[{"ref": "a", "at": "البلاد"}, {"at": "وال"}]).denied
    assert [(each.words.of(article), each.ref) for each in denied] == [
        ("البلاد", "a"),
        ("والبلاد", "a"),
        ("والبلاد", None),
    ]


def test_a_denial_whose_context_fits_nowhere_is_told() -> None:
    report = Report()
    assert not place("البلاد والبلاد", report, not_mentions=[{"at": {"exact": "البلاد", "prefix": "في"}}]).denied
    assert [problem.code for problem in report] == ["anchor-missing"]


def test_two_rules_for_one_word_are_told_at_the_second() -> None:
    report = Report()
    rules = [{"ref": "a", "at": "ثم البلاد"}, {"ref": "p", "at": "بلاد"}]
    assert [each.meaning.id for each in place("ثم البلاد", report, mentions=rules).said] == ["a"]
    (problem,) = report
    assert (problem.code, problem.where, problem.found) == ("mention-overlap", HERE, "بلاد")
    assert "`a`" in problem.message


def test_a_reference_to_nothing_places_nothing() -> None:
    report = Report()
    assert not place("البلاد", report, mentions=[{"ref": "nobody", "at": "البلاد"}]).said
    assert not list(report)
