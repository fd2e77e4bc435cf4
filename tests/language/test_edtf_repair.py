import pytest

from sitegen.language.edtf_repair import propose_spellings


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
