from sitegen.model.project import Annotation, Sidecar, Withdrawal
from sitegen.readers.free_pages import FrontMatter
from sitegen.readers.samples import sample_of, title_of


def test_messages_call_nouns_as_editors_do() -> None:
    assert title_of(Sidecar) == "a briefing"
    assert title_of(FrontMatter) == "a front matter"


def test_a_sample_has_what_cannot_be_missing() -> None:
    assert sample_of(Annotation) == "kind: context"
    assert sample_of(Sidecar) == "slug: a-slug"


def test_what_was_written_in_the_place_of_keys_stands_behind_the_key_that_fits_it() -> None:
    assert sample_of(Withdrawal, "2026-04-05") == 'date: "2026-04-05"'
    assert sample_of(Withdrawal, "It was made up") == 'date: "2022-01-11"\nnote: It was made up'
