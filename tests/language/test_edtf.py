import random
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.language.edtf import Moment, parse_edtf, propose_spellings
from tests.language.case_files import Case, read_cases

FORMS = "write 2022, 2022-01, 2022-01-11, an interval as 2019-03-20/2022-01-11 or 2019-03-20/.., ~ behind for about"

IN_ORDER = """Y-170000002 -1985 -0044-03-15 0000 0001 19XX 1985 1989/.. 201X 2010 ../2018 2019-03 2019-03-20
2019-03-20/2019-03-25 2019-03-20/.. 2021-24 2022 2022-01 2022-01-11 2022-01-11T10:00:00+03:00 2022-01-11T10:00:00Z
2022-01-11T10:00:00-04 2022-01-12 2022-01-31 2022-21 2022-12-31 Y170000002"""


@pytest.mark.parametrize("case", read_cases("edtf"), ids=lambda case: case.given)
def test_dates_and_their_bounds(case: Case) -> None:
    edtf = parse_edtf(case.given)
    told = [str(edtf.earliest), str(edtf.latest), edtf.precision]
    ends = [end for end in (edtf.start, edtf.end) if isinstance(end, Moment)]
    told += ["approximate"] * any(end.is_approximate for end in ends) + ["uncertain"] * any(
        end.is_uncertain for end in ends
    )
    assert " ".join(told) == case.expected
    assert edtf.is_interval is ("/" in case.given)


@pytest.mark.parametrize("case", read_cases("edtf_messages"), ids=lambda case: case.given)
def test_messages(case: Case) -> None:
    with pytest.raises(ValueError, match=r".") as caught:
        parse_edtf(case.given.strip('"'))
    assert str(caught.value) == case.expected.replace("{forms}", FORMS)


@pytest.mark.parametrize("case", read_cases("edtf_overlaps"), ids=lambda case: case.given)
def test_overlaps(case: Case) -> None:
    one, other = (parse_edtf(part.strip()) for part in case.given.split("&"))
    assert one.may_overlap(other) is (case.expected == "yes")
    assert other.may_overlap(one) is (case.expected == "yes")


def test_control_characters_are_not_repeated() -> None:
    with pytest.raises(ValueError, match=r"^“2022") as caught:
        parse_edtf("2022\x1b[31m")
    assert "\x1b" not in str(caught.value)


def test_a_line_end_is_no_part_of_a_date() -> None:
    with pytest.raises(ValueError, match=r"write 2022-01-11$"):
        parse_edtf("2022-01-11\n")


def test_chronological_order() -> None:
    expected = IN_ORDER.split()
    shuffled = random.Random(2022).sample(expected, len(expected))  # noqa: S311 (no secret)
    assert sorted(shuffled, key=lambda text: parse_edtf(text).chronological_key) == expected


@given(st.dates())
def test_every_day_is_read(day: date) -> None:
    edtf = parse_edtf(day.isoformat())
    assert edtf.earliest == edtf.latest == day


@given(st.text(alphabet="0123456789-/.XTYZ:+?~% ابJan٢", max_size=24))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        edtf = parse_edtf(text)
    except ValueError as refusal:
        assert str(refusal)  # noqa: PT017 (any text may be a date)
    else:
        assert edtf.text == text
        assert edtf.earliest is None or edtf.latest is None or edtf.earliest <= edtf.latest


@given(st.tuples(st.dates(), st.dates()), st.tuples(st.dates(), st.dates()))
def test_overlap_is_what_days_say(days: tuple[date, date], other_days: tuple[date, date]) -> None:
    (start, end), (other_start, other_end) = sorted(days), sorted(other_days)
    one, other = parse_edtf(f"{start}/{end}"), parse_edtf(f"{other_start}/{other_end}")
    assert one.may_overlap(other) is (max(start, other_start) <= min(end, other_end))


@pytest.mark.parametrize(
    ("written", "proposals"),
    [
        ("2022/1/5", ("2022-01-05",)),
        ("5/1/2022", ("2022-01-05", "2022-05-01")),
        ("5 de enero de 2022", ("5DEENERODE2022",)),  # nonsense is left to the caller, who tries to read it
        ("3rd March 2022", ("3RDMARCH2022",)),
        ("3 آذار 2022", ("2022-03-03",)),
        ("about 1950", ("1950~",)),
        ("2022-01-11T10:00:00+0300", ("2022-01-11T10:00:00+03:00",)),
        ("1990 - 2019", ("1990/2019",)),
        ("2022\u200e", ("2022",)),
    ],
)
def test_proposals(written: str, proposals: tuple[str, ...]) -> None:
    assert propose_spellings(written) == proposals
