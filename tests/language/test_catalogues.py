"""The catalogues have every sentence of templates and labels, and the compiled ones say what the written ones do."""

import gettext
import re
from functools import cache
from pathlib import Path

import pytest
from babel.messages import Catalog, pofile
from babel.messages.extract import extract_from_dir

from sitegen.language.catalogues import LOCALE, interface_languages, load_catalogue
from tests.pages.sample_site import THEME

LANGUAGES = interface_languages()
PACKAGE = LOCALE.parent
KEYWORDS = {
    "_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "message": ((1, "c"), 2),
}
TEMPLATE_OPTIONS = {"**.html": {"trim_blocks": "true", "lstrip_blocks": "true"}}


@cache
def sentences() -> set[tuple[str | None, str | tuple[str, ...]]]:
    """Return context and words of every sentence that pages can show."""
    modules = [("language/**.py", "python"), ("pages/**.py", "python")]
    found = list(extract_from_dir(PACKAGE, modules, keywords=KEYWORDS))
    found += extract_from_dir(THEME, [("**.html", "jinja2")], TEMPLATE_OPTIONS, keywords=KEYWORDS)
    return {(context, words) for _, _, words, _, context in found}


@cache
def read_catalogue(language: str) -> Catalog:
    with (LOCALE / language / "LC_MESSAGES" / "sitegen.po").open("rb") as file:
        return pofile.read_po(file, locale=language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_translated_and_none_is_left_over(language: str) -> None:
    catalogue = read_catalogue(language)
    written = {(message.context, message.id): message for message in catalogue if message.id}

    assert set(written) == sentences()
    for message in written.values():
        forms = message.string if isinstance(message.string, tuple | list) else (message.string,)
        assert all(forms), message.id
        assert not message.fuzzy, message.id
        assert not list(message.check(catalogue)), message.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_catalogue_is_that_of_the_written_one(language: str) -> None:
    """Compile with `pybabel compile -d sitegen/locale -D sitegen` where this fails."""
    folder = Path(LOCALE, language, "LC_MESSAGES")
    with (folder / "sitegen.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    for message in read_catalogue(language):
        if not message.id:
            continue
        if isinstance(message.id, tuple | list):
            singular, plural = message.id
            said = [compiled.ngettext(singular, plural, number) for number in EXAMPLES[language]]
            assert said == list(message.string or ())
        elif message.context:
            assert compiled.pgettext(message.context, message.id) == message.string
        else:
            assert compiled.gettext(message.id) == message.string


EXAMPLES = {"ar": (0, 1, 2, 3, 11, 100), "en": (1, 2), "fa": (1, 2), "he": (1, 2, 3)}
"""A number for each plural form, in the order of the forms."""


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (0, "بلا حواشٍ"),
        (1, "حاشية واحدة"),
        (2, "حاشيتان"),
        (3, "3 حواشٍ"),
        (10, "10 حواشٍ"),
        (11, "11 حاشية"),
        (99, "99 حاشية"),
        (100, "100 حاشية"),
        (103, "103 حواشٍ"),
        (111, "111 حاشية"),
    ],
)
def test_arabic_has_six_plural_forms(number: int, expected: str) -> None:
    pattern = load_catalogue("ar").ngettext("%(num)s note", "%(num)s notes", number)

    assert pattern % {"num": number} == expected


@pytest.mark.parametrize(
    ("language", "number", "expected"),
    [
        ("fa", 0, "0 یادداشت"),
        ("fa", 1, "1 یادداشت"),
        ("fa", 25, "25 یادداشت"),
        ("he", 1, "הערה אחת"),
        ("he", 2, "שתי הערות"),
        ("he", 10, "10 הערות"),
        ("he", 0, "0 הערות"),
    ],
)
def test_persian_and_hebrew_have_forms_of_their_own(language: str, number: int, expected: str) -> None:
    pattern = load_catalogue(language).ngettext("%(num)s note", "%(num)s notes", number)

    assert pattern % {"num": number} == expected


def test_four_languages_have_an_interface() -> None:
    assert LANGUAGES == ("ar", "en", "fa", "he")


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "en"])
def test_no_sentence_is_left_in_english(language: str) -> None:
    """Every translation has letters of its own script; only patterns without words are the same in both."""
    for message in read_catalogue(language):
        said = message.string if isinstance(message.string, tuple | list) else (message.string or "",)
        bare = re.sub(r"%\(\w+\)s", "", "".join(said)) if message.id else ""
        assert not re.search("[a-z]", bare, re.IGNORECASE), message.id


def test_a_region_has_the_words_of_its_language() -> None:
    assert load_catalogue("ar-EG").gettext("Notes") == "الحواشي"


def test_a_language_without_words_has_english_ones_marked() -> None:
    catalogue = load_catalogue("fr")

    assert catalogue.is_fallback
    assert catalogue.gettext("Notes") == '<bdi lang="en" dir="ltr">Notes</bdi>'


def test_sentences_do_not_mix_up_in_memory() -> None:
    for catalogue in (load_catalogue("en"), load_catalogue("fr")):
        said = [
            catalogue.gettext("a"),
            catalogue.pgettext("a", "b"),
            catalogue.ngettext("a", "b", 1),
            catalogue.ngettext("a", "b", 2),
            catalogue.npgettext("c", "a", "b", 1),
        ]
        again = [
            catalogue.gettext("a"),
            catalogue.pgettext("a", "b"),
            catalogue.ngettext("a", "b", 1),
            catalogue.ngettext("a", "b", 2),
            catalogue.npgettext("c", "a", "b", 1),
        ]
        assert said == again
        assert [one.striptags() for one in said] == ["a", "b", "a", "b", "a"]
    assert load_catalogue("fr").gettext("a") == '<bdi lang="en" dir="ltr">a</bdi>'


def test_memory_is_bounded() -> None:
    catalogue = load_catalogue("en")
    said = [str(catalogue.gettext(f"sentence {number}")) for number in range(10_000)]

    assert said == [f"sentence {number}" for number in range(10_000)]
