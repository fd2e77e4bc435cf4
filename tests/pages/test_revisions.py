import pytest

from sitegen.model.project import Revision, Sidecar
from sitegen.pages.revisions import last_revised, list_revisions
from tests.pages.sample_site import HERE, date, markdown


@pytest.mark.parametrize(
    ("updated", "revisions", "expected"),
    [
        (None, [], None),
        ("2024-05-02", [], "2024-05-02"),
        (None, ["2024-05-01", "2024-05-03"], "2024-05-03"),
        ("2024-05", ["2024-05-03"], "2024-05"),
        ("2024-04", ["2024-05-03"], "2024-05-03"),
        ("2024-05-03", ["2024-05-03~"], "2024-05-03"),
    ],
)
def test_the_latest_change_counts(updated: str | None, revisions: list[str], expected: str | None) -> None:
    sidecar = Sidecar(
        where=HERE,
        updated=date(updated) if updated else None,
        revisions=tuple(Revision(where=HERE, date=date(day)) for day in revisions),
    )

    assert last_revised(sidecar) == (date(expected) if expected else None)


def test_the_newest_change_comes_first() -> None:
    days = ("2024-05-01", "2024-06", "2024-05-01", "2023")
    sidecar = Sidecar(
        where=HERE,
        revisions=tuple(
            Revision(where=HERE, date=date(day), note=markdown(en=str(number))) for number, day in enumerate(days)
        ),
    )

    assert [str(revision.note.wordings[0]) for revision in list_revisions(sidecar) if revision.note] == list("1023")
