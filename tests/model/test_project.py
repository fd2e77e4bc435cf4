"""What a note takes from its entry, and whose word counts on rights."""

from sitegen.model.project import Annotation, Sidecar, article_rights, notes_licence, with_entry
from sitegen.model.registers import Claim, Registers
from sitegen.model.settings import License, Settings
from sitegen.model.text import Location
from sitegen.model.wording import Reference, Text, Wording, Written

HERE = Location("content/claims.yaml")
CLAIM = Claim(where=HERE, id=Written("c_one", HERE), text=Text((Wording("en", "One.", HERE),)), status="disputed")


def note(entry: str, status: str | None = None) -> Annotation:
    where = Location("content/briefings/a.yaml")
    return Annotation(where=where, id=Written("n1", where), kind="claim", entry=Reference(entry, where), status=status)


def test_a_note_takes_what_it_does_not_say_itself() -> None:
    registers = Registers(claims={"c_one": CLAIM})
    silent, speaking = with_entry(note("c_one"), registers), with_entry(note("c_one", "confirmed"), registers)
    assert (silent.text, silent.status) == (CLAIM.text, "disputed")
    assert speaking.status == "confirmed"
    assert silent.id == Written("n1", HERE)
    assert silent.where.path == "content/briefings/a.yaml"


def test_a_note_without_an_entry_stays_as_it_is() -> None:
    assert with_entry(note("gone"), Registers()) == note("gone")


def text(words: str) -> Text:
    return Text((Wording("en", words, HERE),))


def test_the_briefings_own_word_counts_before_the_sites_part_by_part() -> None:
    sites = License(where=HERE, article=text("theirs"), annotations=text("ours"))
    settings = Settings(license=sites)
    sidecar = Sidecar(where=HERE, license=License(where=HERE, annotations=text("mine")))
    assert notes_licence(sidecar, settings) == text("mine")
    assert article_rights(sidecar, settings) == text("theirs")
    assert article_rights(Sidecar(where=HERE), Settings()) is None
