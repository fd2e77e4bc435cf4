"""Filters, and the interface's words in templates: what Jinja's own functions would say, in each page's language."""

import json

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import Environment
from markupsafe import Markup

from sitegen.language.editions import list_editions
from sitegen.language.isolation import mark_html
from sitegen.language.typesetting import Typesetter
from sitegen.pages.environment import PageEnvironment
from sitegen.pages.filters import issue_form, part_label, write_script_data
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


FILLED = "title=%D8%AE+%26+1&body=https%3A%2F%2Fx.example%2F"
FILLED_FOR_GITLAB = "issue%5Btitle%5D=%D8%AE+%26+1&issue%5Bdescription%5D=https%3A%2F%2Fx.example%2F"


@pytest.mark.parametrize(
    ("repository", "expected"),
    [
        ("https://github.com/a/b", f"https://github.com/a/b/issues/new?{FILLED}"),
        ("https://github.com/a/b.git", f"https://github.com/a/b/issues/new?{FILLED}"),
        ("https://codeberg.org/a/b/", f"https://codeberg.org/a/b/issues/new?{FILLED}"),
        ("https://gitlab.example.org/a/b", f"https://gitlab.example.org/a/b/-/issues/new?{FILLED_FOR_GITLAB}"),
        ("https://git.example.org/a/b", "https://git.example.org/a/b"),
        ("https://notgithub.com/a/b", "https://notgithub.com/a/b"),
        ("mailto:desk@example.org", "mailto:desk@example.org"),
    ],
)
def test_the_form_is_that_of_the_host(repository: str, expected: str) -> None:
    assert issue_form(repository, title="خ & 1", body="https://x.example/") == expected


def test_a_field_without_a_value_is_left_out() -> None:
    assert issue_form("https://github.com/a/b", title="x") == "https://github.com/a/b/issues/new?title=x"


NASTY = "</script><!--<script>]]>&amp;\u2028\u2029 ' \" \\ خبر"


def test_data_are_read_back_as_they_were() -> None:
    assert json.loads(write_script_data({"headline": NASTY})) == {"headline": NASTY}


@settings(max_examples=settings().max_examples // 2)
@given(st.lists(st.sampled_from(["</script", "<!--", "-->", "<script", ">", " ", "&lt;", NASTY, "x"])).map("".join))
def test_no_value_ends_its_element(text: str) -> None:
    data = write_script_data([text])
    page = html5lib.parse(f'<script type="application/ld+json">{data}</script><p>', namespaceHTMLElements=False)

    assert [element.tag for element in page.iter()] == ["html", "head", "script", "body", "p"]
    assert json.loads("".join(page.itertext())) == [text]


@pytest.mark.parametrize(
    ("label", "parted"),
    [
        ("short", "short"),
        ("a name that is long", '<span class="cut">a name</span><span class="rest"> that is long</span>'),
        (
            '<a href="x y.html">a name that is long</a>',
            '<a href="x y.html"><span class="cut">a name</span><span class="rest"> that is long</span></a>',
        ),
        (
            '<time datetime="1">a date that is long</time>',
            '<time datetime="1"><span class="cut">a date</span><span class="rest"> that is long</span></time>',
        ),
        ("onewordthatislong", "onewordthatislong"),
        ("<bdi>a name</bdi> that is long", "<bdi>a name</bdi> that is long"),
    ],
)
def test_a_long_label_is_parted_behind_a_word(label: str, parted: str) -> None:
    assert part_label(mark_html(label), 10) == parted


def test_what_is_no_markup_stays_none_in_a_parted_label() -> None:
    assert part_label("<a onclick=x>a name that is long</a>", 10).startswith('<span class="cut">&lt;a')
