from datetime import date, datetime

import pytest

from sitegen.refusal import Refusal
from sitegen.workbench.today import today


def test_the_day_is_that_of_the_epoch_in_utc() -> None:
    assert today({"SOURCE_DATE_EPOCH": "0"}) == date(1970, 1, 1)
    assert today({"SOURCE_DATE_EPOCH": "1767225599"}) == date(2025, 12, 31)


def test_without_one_it_is_the_present_day() -> None:
    before = datetime.now().astimezone().date()
    assert before <= today({}) <= datetime.now().astimezone().date()
    assert today({"SOURCE_DATE_EPOCH": ""}) >= before


@pytest.mark.parametrize("seconds", ["tomorrow", "1e9", "9" * 30])
def test_what_is_no_number_of_seconds_is_refused(seconds: str) -> None:
    with pytest.raises(Refusal, match="SOURCE_DATE_EPOCH=") as refused:
        today({"SOURCE_DATE_EPOCH": seconds})
    assert refused.value.status == 2
