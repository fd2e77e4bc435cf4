"""The interface's words in templates: what Jinja's own functions would say, in the language of each page."""

import pytest
from jinja2 import Environment
from markupsafe import Markup

from sitegen.language.editions import list_editions
from sitegen.language.typesetting import Typesetter
from sitegen.pages.environment import PageEnvironment
from sitegen.pages.page import Page
from sitegen.pages.template_loader import FolderLoader
from tests.pages.sample_site import make_settings

EDITIONS = list_editions(make_settings("ar", "en", "fr"))


def say(environment: PageEnvironment, source: str, page: Page, **nouns: object) -> str:
    return environment.render(environment.from_string(source), page, Typesetter(page.edition, {}), nouns)


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.language)
@pytest.mark.parametrize(
    "source",
    [
        "{{ _('Notes') }}",
        "{{ gettext('Notes')|striptags }}",
        "{{ gettext('no such sentence, 100%%') }}",
        "{{ _('Mention %(number)s', number='<3>') }}",
        "{{ _('Mention %(number)s', number=safe) }}",
        "{{ _('%(a)d of %%(b)s', a=3) }}",
        "{{ ngettext('%(num)s note', '%(num)s notes', 3) }}",
        "{{ ngettext('%(num)s note', '%(num)s notes', 1, num='<1>') }}",
        "{{ pgettext('citation', ', ') }}",
        "{{ pgettext('x', 'in %(context)s') }}",
        "{{ npgettext('x', 'one %(num)s', 'more %(num)s', 2) }}",
        "{% trans number=safe %}Mention {{ number }}{% endtrans %}",
        "{% trans count=4 %}{{ count }} note{% pluralize %}{{ count }} notes{% endtrans %}",
    ],
)
def test_sentences_are_those_of_jinja_and_the_catalogue(source: str, edition: object) -> None:
    (page,) = (Page("index.html", one, EDITIONS, "") for one in EDITIONS if one is edition)
    plain = Environment(autoescape=True, extensions=["jinja2.ext.i18n"])
    plain.install_gettext_translations(page.edition.catalogue, newstyle=True)  # type: ignore[attr-defined]
    ours = PageEnvironment(FolderLoader(()), site_wide={})

    for number in ("7", "<b>"):
        safe = Markup("<i>{}</i>").format(number)
        assert say(ours, source, page, safe=safe) == plain.from_string(source).render(safe=safe)


@pytest.mark.parametrize(
    "source",
    [
        "{{ _('Mention %(number)s', number=n) }}",
        "{{ ngettext('%(num)s note', '%(num)s notes', 2, num=n) }}",
    ],
)
@pytest.mark.parametrize("number", ["7", "a long name, which seldom comes again", Markup("<b>7</b>"), 7])
def test_a_sentence_says_the_same_when_it_comes_again(source: str, number: object) -> None:
    page = Page("index.html", EDITIONS[1], EDITIONS, "")
    environment = PageEnvironment(FolderLoader(()), site_wide={})
    said = [say(environment, source + "{{ n }}", page, n=value) for value in (number, "8", number)]

    assert said[0] == said[2] != said[1]
    assert said[0].count(str(number)) == 2


def test_a_place_that_nothing_fills_is_an_error() -> None:
    page = Page("index.html", EDITIONS[1], EDITIONS, "")
    with pytest.raises(KeyError, match="number"):
        say(PageEnvironment(FolderLoader(()), site_wide={}), "{{ _('Mention %(number)s') }}", page)
