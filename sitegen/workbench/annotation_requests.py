"""The answers to a page's script: the state of a briefing, changes that are shown, written and taken back."""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from sitegen.language.editions import Edition
from sitegen.model.registers import Registers
from sitegen.refusal import MACHINE_FAILED, Refusal
from sitegen.workbench.annotated_site import AnnotatedSite, OpenBriefing
from sitegen.workbench.annotation_state import tell_briefing, tell_entries_named, tell_forms, tell_notes
from sitegen.workbench.entry_choice import RegisterChoices, author_choice, find_choices, local_choices, tell_choice
from sitegen.workbench.note_forms import Forms, languages_of_texts

Asked = Mapping[str, Any]
Answer = tuple[int, Mapping[str, Any]]
"""The status of HTTP, and JSON."""

_OK: Final = 200
_BAD: Final = 400
_MISSING: Final = 404
_FAILED: Final = 500


@dataclass
class Annotator:
    """Answers requests about one site, one at a time."""

    root: Path
    _lock: threading.Lock = field(default_factory=threading.Lock, init=False)
    _site: AnnotatedSite = field(init=False)
    _choices: RegisterChoices = field(default_factory=lambda: RegisterChoices(Registers()), init=False)
    _forms: dict[tuple[str, tuple[str, ...]], dict[str, Any]] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        self._site = AnnotatedSite(self.root)

    @property
    def site(self) -> AnnotatedSite:
        """Return the site that is written on."""
        return self._site

    def answer(self, request: str, asked: Asked) -> Answer:
        """Return status and JSON for a request; whatever it asks for, nothing is raised but faults of our own."""
        handlers: Mapping[str, Callable[[Asked], Answer]] = {"state": self._tell_state, "entries": self._find_entries}
        handler = handlers.get(request)
        if handler is None:
            return _MISSING, {"error": f"nothing is called `{request}`"}
        with self._lock:
            try:
                return handler(asked)
            except Refusal as refusal:
                status = _FAILED if refusal.status == MACHINE_FAILED else _BAD
                return status, {"error": refusal.message}
            except OSError as error:
                return _FAILED, {"error": f"{error.filename or 'sitegen'}: {error.strerror or error}"}

    def _tell_state(self, asked: Asked) -> Answer:
        briefing = self._open(asked)
        edition = self._edition(asked)
        choices = self._choices_of(briefing)
        return _OK, {
            **tell_briefing(briefing, self._site.editions()),
            **self._tell_forms(briefing, edition),
            **tell_notes(briefing),
            "entries": tell_entries_named(briefing, choices, edition),
            "proposals": [],
            "drifted": [],
            "undo": [],
        }

    def _find_entries(self, asked: Asked) -> Answer:
        briefing, edition = self._open(asked), self._edition(asked)
        wanted = asked.get("registers")
        registers = [str(one) for one in wanted] if isinstance(wanted, list) and wanted else ["any"]
        local = local_choices(briefing.manuscript)
        choices = (author_choice(edition), *local, *self._choices_of(briefing).all)
        found = find_choices(text_of(asked, "text"), registers, choices)
        return _OK, {"entries": [tell_choice(one, edition) for one in found]}

    def _open(self, asked: Asked) -> OpenBriefing:
        return self._site.open(text_of(asked, "slug"))

    def _edition(self, asked: Asked) -> Edition:
        editions = self._site.editions()
        wanted = text_of(asked, "edition")
        return next((one for one in editions if one.language.lower() == wanted.lower()), editions[0])

    def _choices_of(self, briefing: OpenBriefing) -> RegisterChoices:
        registers = briefing.shared.registers
        if self._choices.registers is not registers:
            self._choices = RegisterChoices(registers)
        return self._choices

    def _tell_forms(self, briefing: OpenBriefing, edition: Edition) -> dict[str, Any]:
        languages = languages_of_texts(self._site.editions(), briefing.manuscript.seed.language)
        key = (edition.language, languages)
        if key not in self._forms:
            self._forms[key] = tell_forms(Forms(edition, languages))
        return self._forms[key]


def text_of(asked: Asked, key: str) -> str:
    """Return a text that was asked with; empty where there is none."""
    value = asked.get(key)
    return value if isinstance(value, str) else ""
