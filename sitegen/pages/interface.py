"""Warnings about editions in whose language the interface has no words."""

from collections.abc import Iterable

from sitegen.language.catalogues import interface_languages
from sitegen.language.editions import Edition
from sitegen.model.problems import Report
from sitegen.model.settings import Settings


def report_missing_words(editions: Iterable[Edition], settings: Settings, report: Report) -> None:
    """Warn of each edition that shows the interface in English although it is in another language."""
    written = {language.value: language.where for language in settings.languages}
    for edition in editions:
        if edition.catalogue.is_fallback:
            report.warn(
                "no-interface-language",
                f"the interface has no words in “{edition.language}”; English ones are shown",
                written.get(edition.language, settings.where),
                found=edition.language,
                help=f"languages with an interface: {', '.join(interface_languages())}",
            )
