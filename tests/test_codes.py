"""The table of codes and the pages that explain them: neither has a code that the other lacks."""

import re
from pathlib import Path

import pytest

from sitegen.model.codes import CODES

PAGES = Path(__file__).parent.parent / "content/pages"
pytestmark = pytest.mark.skipif(not PAGES.is_dir(), reason="packages come without the content of this site")
LANGUAGES = {"messages.md": "ar", "messages.en.md": "en"}
SEVERITY_WORDS = {
    "ar": {"error": "خطأ", "warning": "تنبيه", "hint": "تلميح"},
    "en": {"error": "Error", "warning": "Warning", "hint": "Hint"},
}
CURES = {"ar": "**العلاج:** ", "en": "**To mend it:** "}


def sections(page: str) -> dict[str, str]:
    """Return what a page says of each code."""
    _, *parts = re.split(r"^## ", (PAGES / page).read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {heading: body for heading, _, body in (part.partition("\n") for part in parts)}


def example(section: str) -> str:
    (found,) = re.findall(r"^```\n(.*?)\n```$", section, flags=re.MULTILINE | re.DOTALL)
    return str(found)


@pytest.mark.parametrize("page", LANGUAGES)
def test_every_code_has_its_section_and_every_section_a_code(page: str) -> None:
    text = (PAGES / page).read_text(encoding="utf-8")
    assert re.findall(
        r"^#+ (.*)$", re.sub(r"^```\n.*?\n```$", "", text, flags=re.MULTILINE | re.DOTALL), flags=re.MULTILINE
    ) == [*CODES]


@pytest.mark.parametrize("page", LANGUAGES)
@pytest.mark.parametrize("code", CODES)
def test_a_section_tells_the_weight_the_cause_an_example_and_the_cure(code: str, page: str) -> None:
    language, section, severity = LANGUAGES[page], sections(page)[code], str(CODES[code][0])
    cause, cure = section.split("```")[0], section.split("```")[-1]
    assert cause.startswith(f"\n*{SEVERITY_WORDS[language][severity]}.* ")
    assert re.match(rf"\S+:\d+:\d+: {severity}\[{code}\]: \S", example(section))
    assert cure.strip().startswith(CURES[language])


@pytest.mark.parametrize("code", CODES)
def test_both_editions_show_the_same_example(code: str) -> None:
    first, second = (example(sections(page)[code]) for page in LANGUAGES)
    assert first == second
