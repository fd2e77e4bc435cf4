from sitegen.model.project import Annotation, Sidecar
from sitegen.readers.free_pages import FrontMatter
from sitegen.readers.samples import sample_of, title_of


def test_messages_call_nouns_as_editors_do() -> None:
    assert title_of(Sidecar) == "a briefing"
    assert title_of(FrontMatter) == "a front matter"


def test_a_sample_has_what_cannot_be_missing() -> None:
    assert sample_of(Annotation) == "kind: context"
    assert sample_of(Sidecar) == "slug: a-slug"
