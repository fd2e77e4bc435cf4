"""A small site whose briefings speak of each other, and whatever writers may do to it between two builds."""

import os
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from hypothesis import strategies as st

SMALL: Final = Path(__file__).parent.parent / "sites" / "small"
STEMS: Final = ("one", "two", "three", "five")
"""Of sidecars and seeds."""
SLUGS: Final = (*STEMS, "four", "water-plan", "former")

Edit = Callable[[Path], None]
"""Does something to a site's folder, or to what builds left in it."""

ARTICLES: Final = (
    "خطة السد\n\nقال الوزير أمس إن «الموعد ثابت» وإن السد ممتلئ. حضر كريم السالم.\n",
    "خطة السد الجديدة\n\nقال كريم السالم أمس إن «الموعد ثابت» وإن السد ممتلئ في مدينة النهر.\n",
    "خطة السد\n\nقالت ليلى حداد أمس إن «الموعد ثابت» وإن السد ممتلئ رغم الجفاف.\n",
    "SDD-PLAN 1\nخطة السد\n\nالموعد ثابت\n\nقال كريم\nالسالم أمس إن «الموعد\nثابت» وإن \u202eالسد ممتلئ.\n",
)

NOTES: Final = (
    "{id: n1, kind: quote, at: {exact: الموعد ثابت}, speaker: haddad, stance: assert, form: direct}",
    "{id: n1, kind: quote, at: {exact: الموعد ثابت}, speaker: author}",
    "{id: n1, kind: quote, at: {exact: الموعد ثابت}, speaker: {ar: مصدر مطلع, en: A source}, via: haddad}",
    "{id: n2, kind: claim, at: {exact: السد, occurrence: 1}, text: {en: It is full}, status: disputed}",
    "{id: n2, kind: claim, at: {exact: السد, occurrence: 1}, text: {en: It is half full}, sources: [s_report]}",
    "{id: n3, kind: event, at: {exact: أمس}, title: {en: A meeting}, date: '2022-01-10', refs: [haddad]}",
    "{id: n4, kind: context, body: {en: 'Some *context*'}, title: {en: Looking back}}",
    "{id: n4, kind: context, body: {en: 'Other words'}, title: {en: Looking on}}",
    "{id: n4, kind: context, at: {exact: أمس}, body: {en: Now with a place}}",
    "{id: n5, kind: crossref, at: {exact: أمس}, refs: ['two#n4']}",
    "{id: n5, kind: crossref, at: {exact: أمس}, refs: ['one#n1', 'three#n2']}",
    "{id: n6, kind: claim, entry: c1, speaker: mansour}",
    "{id: n7, kind: event, entry: e1, place: river_town}",
    "{id: n8, kind: context, at: {exact: أمس}, body: {en: <b>raw</b>}}",
    "{id: n8, kind: context, body: {ar: '[أ](two#n4) [ب](#n1)', en: '[a](three.html) [b](actors.html#haddad)'}}",
    "{id: n9, kind: claim, body: {en: '[a](briefings/two.html) [b](briefings/four.html#n1) [c](claims.html#_two.n2)'}}",
    "{id: n9, kind: claim, body: {en: '[a](briefings/one.html#_r-n1) [b](en/claims.html) [c](topics/water.html)'}}",
    "{id: n9, kind: claim, body: {en: '![a](https://a.example/a.png) [b](about.html#no) [c](briefings/former.html)'}}",
    "{id: n9, kind: claim, body: {en: '[a](actor.html) [b](briefings/fou.html) [c](two#n44) [d](pictures/dot.svg)'}}",
)
"""Notes that any of the articles has room for; two of one id are two states of one note."""

KEYS: Final = (
    "topics: [water]",
    "topics: [rain, water]",
    "topics: [أمطار, water]",
    "topics: [Water]",
    "withdrawn: {date: '2022-02-03', note: {ar: سُحب, en: Taken back}}",
    "noindex: true",
    "title: {en: A new title}",
    "title: {ar: عنوان للقوائم}",
    "headline: 2",
    "headline: خطة",
    "deck: true",
    "deck: false",
    "paragraphs: blank-line",
    "lang: en",
    "updated: '2022-02-02'",
    "actors: [{id: local, name: {ar: كريم السالم}}]",
    "actors: [mansour]",
    "places: [river_town]",
    "sources: [s_report]",
    "draft: true",
    "slug: four",
    "slug: two",
    "slug: Two",
    "seed: one.txt",
    "seed: three.txt",
    "aliases: [former]",
    "aliases: [former, two]",
    "aliases: [four]",
    "related: [two]",
    "related: [one, three]",
    "related: [four]",
    "related: [river-diary]",
    "summary: {ar: '[أ](four#n4), [ب](#n4)', en: '[a](timeline.html#e1), [b](quotes.html#_one.n1)'}",
    "summary: '[أ](briefings/two.html#_m12), [ب](feed.xml), [ج](a-z.html#_two-local)'",
)
"""Keys of sidecars; some make for conflicts that stop a build."""

BROKEN: Final = ("annotations: [", "published: 2024-02-30\n", "slug: [a]\nrelated: [two]\n", "")
"""Sidecars that cannot be read, or not whole."""

KEYS_OF_DRAFTS: Final = (
    "slug: four",
    "slug: Four",
    "slug: three",
    "aliases: [former]",
    "aliases: [former, four]",
    "related: [four]",
    "related: [fourr, former]",
    "related: [ones]",
    "seed: nowhere.txt",
    "lang: en",
    "headline: 9",
)
"""Keys of drafts: what is wrong with these stops nothing, and so is told by one build after the other."""
NOTES_OF_DRAFTS: Final = (
    "{id: n1, kind: quote, at: {exact: الموعد الثابت}, speaker: كريم}",
    "{id: n5, kind: crossref, refs: ['two#n44', 'four#n1']}",
    "{id: n9, kind: context, body: {en: '[a](briefings/four.html) [b](briefings/tow.html) [c](four#n4)'}}",
)

PLACES: Final = (
    "content/briefings/six.yaml",
    "content/briefings/old",
    "content/claims.yml",
    "content/old",
    "content/pages/more.md",
    "seeds/six.txt",
    "templates/empty",
)
"""Where a folder may stand, of which some have the name of a file."""
IGNORED: Final = (
    "content/briefings/one.yml",
    "content/briefings/old/one.yaml",
    "content/old/one.yaml",
    "content/Claims.yaml",
    "content/pages/more.markdown",
    "seeds/old/six.txt",
)
"""Files that are told, and not read."""

REGISTERS: Final = {
    "actors": (
        None,
        "  - {id: new_one, name: {ar: كريم السالم, en: Karim}}\n",
        "  - {id: new_one, name: {ar: سالم كريم, en: Karim}, mentioned_in: []}\n",
        "  - {id: new_one, name: {ar: كريم السالم}, description: '[أ](two#n4), [ب](briefings/one.html), [ج](#n1)'}\n",
        "  - {id: new_one, name: {ar: كريم السالم}, description: '[أ](four#n4), [ب](briefings/three.html#_r-n2)'}\n",
    ),
    "topics": (
        "topics: [{id: water, name: Water}]\n",
        "topics: [{id: rain, name: Rain}, {id: water, name: {ar: الماء, en: Waters}}]\n",
    ),
    "claims": (
        "claims: [{id: c1, text: Claimed., status: disputed, sources: [s_report]}]\n",
        "claims: [{id: c1, text: Claimed., status: confirmed, refs: ['one#n1']}]\n",
        "claims: [{id: c1, text: Claimed., status: confirmed, refs: ['two#n4', mansour]}]\n",
    ),
    "events": (
        "events: [{id: e1, title: Event, date: '2021-05'}]\n",
        "events: [{id: e1, title: Event, date: '2022', refs: [three#n2]}]\n",
    ),
    "places": ("places: [{id: river_town, type: city, name: {ar: مدينة النهر}}, {id: dam, name: {ar: السد}}]\n",),
    "terms": ("terms: [{id: t_drought, term: {ar: السد, en: dam}, definition: Other.}]\n",),
}

SETTINGS: Final = (
    "languages: [ar, en]\nurl: https://example.org/small/\ndigits: arab\n",
    "languages: [ar, en]\nurl: https://example.org/small/\ndigits: latn\n",
    "languages: [en]\nurl: https://example.org/small/\n",
    "languages: [ar]\n",
    "languages: [ar, en]\nparagraphs: blank-line\n",
    "languages: [ar, en, fa]\n",
    "languages: [ar, en]\nchecks: {ref-to-draft: off, raw-html: error}\n",
    "languages: [ar, en]\nchecks: {seed-without-sidecar: error}\n",
    "languages: [ar, en]\nchecks: {draft-errors: error, dead-link: hint}\n",
    "languages: [ar, en]\nchecks: {draft-errors: off, dead-link: off}\n",
    "languages: [ar, en]\nauthors: [{name: A, url: briefings/four.html}]\n",
    "languages: [ar, en]\nchecks: {claim-unsourced: warning, raw-html: hint, name-unregistered: warning}\n",
)


def write(root: Path, path: str, text: str) -> None:
    """Write a file as an editor does: in its place."""
    file = root / path
    if file.parent.is_file():
        file.parent.unlink()
    file.parent.mkdir(parents=True, exist_ok=True)
    if file.is_dir():
        shutil.rmtree(file)
    file.write_text(text, encoding="utf-8")


def make_folder(root: Path, path: str) -> None:
    """Make an empty folder in the place of what is there."""
    remove(root, path)
    (root / path).mkdir(parents=True)


def write_own(root: Path, path: str) -> None:
    """Put a file of the user's into the output, if a site is there: a folder of others is refused."""
    if (root / "site" / "assets").exists():
        write(root, path, "mine")


def write_sidecar(root: Path, stem: str, keys: tuple[str, ...], notes: tuple[str, ...]) -> None:
    """Write a sidecar, and a seed where there is none."""
    lines = ["published: '2022-01-11'", *keys, *(["annotations:"] if notes else []), *(f"- {note}" for note in notes)]
    write(root, sidecar(stem), "\n".join(lines) + "\n")
    if not (root / seed(stem)).exists():
        write(root, seed(stem), ARTICLES[0])


def write_register(root: Path, name: str, text: str | None) -> None:
    """Write a register; to the small site's own actors is added."""
    own = SMALL / "content" / f"{name}.yaml"
    before = own.read_text(encoding="utf-8") if name == "actors" else ""
    write(root, f"content/{name}.yaml", f"{before}{text or ''}")


def remove(root: Path, path: str) -> None:
    """Remove a file, or a folder with all that is in it."""
    place = root / path
    if place.is_dir():
        shutil.rmtree(place)
    else:
        place.unlink(missing_ok=True)


def rename(root: Path, old: str, new: str) -> None:
    """Give a file another name, in the place of what has it."""
    if (root / old).exists():
        (root / new).parent.mkdir(parents=True, exist_ok=True)
        (root / old).replace(root / new)


def rename_briefing(root: Path, old: str, new: str) -> None:
    """Give a seed another name with its sidecar."""
    rename(root, sidecar(old), sidecar(new))
    rename(root, seed(old), seed(new))


def swap(root: Path, one: str, other: str) -> None:
    """Give two files each other's names."""
    if one != other and (root / one).exists() and (root / other).exists():
        (root / one).rename(root / "between")
        (root / other).rename(root / one)
        (root / "between").rename(root / other)


def touch(root: Path, path: str) -> None:
    """Change nothing of a file but its times."""
    if (root / path).is_file():
        os.utime(root / path)


def change_unseen(root: Path, path: str) -> None:
    """Change a file's content, and neither its size nor the time that it tells."""
    file = root / path
    if file.exists():
        before, text = file.stat(), file.read_text(encoding="utf-8")
        file.write_text(text.replace("2022-01-11", "2023-01-11").replace("خطة", "طخة"), encoding="utf-8")
        os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


def fill_up(root: Path, kind: str, count: int) -> None:
    """Write a briefing with so many notes of a kind, or definitions, that a list may become too long for a page."""
    note = {
        "claim": "{{id: c{0}, kind: claim, text: Claim {0}.}}",
        "quote": "{{id: q{0}, kind: quote, at: {{exact: الموعد}}, speaker: author}}",
        "event": "{{id: e{0}, kind: event, title: Event {0}, date: '2022-01-{1:02}'}}",
    }
    if kind in note:
        notes = tuple(note[kind].format(number, number % 28 + 1) for number in range(count))
        write_sidecar(root, "full", (), notes)
    else:
        local = ", ".join(f"{{id: a{number}, name: {{ar: شخص {number}}}}}" for number in range(count))
        write_sidecar(root, "full", (f"actors: [{local}]",), ())


def spoil_output(root: Path) -> None:
    """Remove pages, and write into others."""
    pages = sorted((root / "site").rglob("*.html"))
    for page in pages[::5]:
        page.unlink()
    for page in pages[1::7]:
        page.write_text("spoilt", encoding="utf-8")


def renew_all(root: Path) -> None:
    """Give every file another inode and other times, as a copy or a checkout does, outputs and the cache included."""
    for file in [path for path in root.rglob("*") if path.is_file() and not path.is_symlink()]:
        copy = file.with_name("copy of all")
        shutil.copyfile(file, copy)
        copy.replace(file)


def caches(root: Path) -> list[Path]:
    """Return the files that builds keep for those that follow."""
    return sorted(path for path in (root / ".sitegen" / "cache").glob("*") if path.is_file())


def overwrite_cache(root: Path) -> None:
    """Write what no database holds behind the sign of one."""
    for file in caches(root):
        file.write_bytes(b"SQLite format 3\0 and then nothing of the kind" * 100)


def cut_cache(root: Path, share: float) -> None:
    """Cut the end of the cache's files off."""
    for file in caches(root):
        os.truncate(file, int(file.stat().st_size * share))


def turn_a_byte(root: Path, share: float) -> None:
    """Change a byte of the cache somewhere, as failing disks do."""
    for file in caches(root):
        content = bytearray(file.read_bytes())
        if content:
            place = min(int(len(content) * share), len(content) - 1)
            content[place] ^= 1
            file.write_bytes(content)


def sidecar(stem: str) -> str:
    """Return the path of a sidecar."""
    return f"content/briefings/{stem}.yaml"


def seed(stem: str) -> str:
    """Return the path of a seed."""
    return f"seeds/{stem}.txt"


_stems = st.sampled_from(STEMS)
_files = st.one_of(_stems.map(sidecar), _stems.map(seed))

_keys = st.lists(st.sampled_from(KEYS), max_size=3, unique_by=lambda key: key.partition(":")[0]).map(tuple)
_notes = st.lists(st.sampled_from(NOTES), max_size=4, unique_by=lambda note: note[:8]).map(tuple)
_harmless_keys = st.lists(st.sampled_from(KEYS[:9]), max_size=3, unique_by=lambda key: key.partition(":")[0]).map(tuple)
_harmless_notes = st.lists(
    st.sampled_from([note for note in NOTES if "refs: ['" not in note and "entry" not in note]),
    max_size=4,
    unique_by=lambda note: note[:8],
).map(tuple)

BRIEFINGS: Final[st.SearchStrategy[Edit]] = st.one_of(
    st.builds(partial, st.just(write_sidecar), stem=_stems, keys=_keys, notes=_notes),
    st.builds(partial, st.just(write_sidecar), stem=_stems, keys=_harmless_keys, notes=_harmless_notes),
    st.builds(partial, st.just(write), path=_stems.map(seed), text=st.sampled_from(ARTICLES)),
    st.builds(partial, st.just(rename_briefing), old=_stems, new=_stems),
    st.builds(partial, st.just(rename), old=_stems.map(sidecar), new=_stems.map(sidecar)),
    st.builds(partial, st.just(swap), one=_stems.map(sidecar), other=_stems.map(sidecar)),
    st.builds(partial, st.just(swap), one=_stems.map(seed), other=_stems.map(seed)),
    st.builds(partial, st.just(remove), path=_files),
    st.builds(partial, st.just(touch), path=_files),
    st.builds(partial, st.just(change_unseen), path=_files),
)
"""Edits of briefings, of which most keep them whole."""

DRAFTS: Final[st.SearchStrategy[Edit]] = st.one_of(
    st.builds(
        partial,
        st.just(write_sidecar),
        stem=st.sampled_from((*STEMS, "four")),
        keys=st.lists(st.sampled_from(KEYS_OF_DRAFTS), max_size=2, unique_by=lambda key: key.partition(":")[0]).map(
            lambda keys: ("draft: true", *keys)
        ),
        notes=st.lists(st.sampled_from(NOTES_OF_DRAFTS), max_size=2, unique=True).map(tuple),
    ),
    st.builds(partial, st.just(write_sidecar), stem=st.sampled_from(("two", "four")), keys=_keys, notes=_notes),
    st.builds(
        partial,
        st.just(write),
        path=st.sampled_from((*STEMS, "four", "ONE")).map(sidecar),
        text=st.sampled_from(BROKEN[:3]).map("draft: true\n{}".format),
    ),
    st.builds(partial, st.just(remove), path=st.sampled_from(("four", "ONE", *STEMS)).map(sidecar)),
    st.builds(partial, st.just(remove), path=st.just(seed("four"))),
)
"""Drafts come, go and become briefings, most of them with something wrong."""

NAMES: Final[st.SearchStrategy[Edit]] = st.one_of(
    st.builds(partial, st.just(make_folder), path=st.sampled_from(PLACES)),
    st.builds(partial, st.just(write), path=st.sampled_from(IGNORED), text=st.just("")),
    st.builds(partial, st.just(remove), path=st.sampled_from((*PLACES, *IGNORED))),
)
"""Folders and files come and go that are told, and not read."""

MISTAKES: Final[st.SearchStrategy[Edit]] = st.one_of(
    st.builds(partial, st.just(write), path=_stems.map(sidecar), text=st.sampled_from(BROKEN)),
    st.builds(partial, st.just(write), path=st.just("templates/home.html"), text=st.just("{{ nothing.at.all }}")),
    st.builds(partial, st.just(write), path=st.just("templates/actor.html"), text=st.just("{{ nothing.at.all }}")),
)
"""Edits that stop a build."""

SURROUNDINGS: Final[st.SearchStrategy[Edit]] = st.one_of(
    st.sampled_from(sorted(REGISTERS)).flatmap(
        lambda name: st.builds(
            partial, st.just(write_register), name=st.just(name), text=st.sampled_from(REGISTERS[name])
        )
    ),
    st.builds(
        partial, st.just(remove), path=st.sampled_from(["content/claims.yaml", "content/events.yaml", "templates"])
    ),
    st.builds(partial, st.just(write), path=st.just("content/site.yaml"), text=st.sampled_from(SETTINGS)),
    st.builds(
        partial,
        st.just(write),
        path=st.just("templates/home.html"),
        text=st.sampled_from(["One", "Two"]).map(
            '{{% extends "theme/home.html" %}}{{% block colophon %}}{}{{% endblock %}}'.format
        ),
    ),
    st.builds(
        partial,
        st.just(write),
        path=st.sampled_from(["content/pages/more.md", "content/pages/more.en.md", "content/pages/about.en.md"]),
        text=st.sampled_from(["# More\n\nWords.\n", "# Others\n\n![](pictures/dot.svg) <b>\n"]),
    ),
    st.builds(
        partial,
        st.just(remove),
        path=st.sampled_from(["content/pages/more.md", "content/pages/more.en.md", "content/pages/pictures"]),
    ),
    st.builds(
        partial,
        st.just(write),
        path=st.sampled_from(["content/pages/pictures/dot.svg", "content/pages/pictures/other.svg"]),
        text=st.sampled_from(["<svg xmlns='http://www.w3.org/2000/svg'/>", "<svg/>"]),
    ),
    st.builds(
        partial, st.just(write), path=st.sampled_from(["seeds/one.txt~", "content/notes.yaml"]), text=st.just("")
    ),
)
"""Edits of what all briefings share."""

LEFTOVERS: Final[st.SearchStrategy[Edit]] = st.one_of(
    st.just(spoil_output),
    st.just(renew_all),
    st.just(overwrite_cache),
    st.builds(partial, st.just(cut_cache), share=st.floats(0, 1)),
    st.builds(partial, st.just(turn_a_byte), share=st.floats(0, 1)),
    st.builds(partial, st.just(remove), path=st.sampled_from([".sitegen", "site"])),
    st.builds(partial, st.just(write_own), path=st.sampled_from(["site/CNAME", "site/mine/own.txt"])),
)
"""What happens to that which former builds left."""

FULL: Final[st.SearchStrategy[Edit]] = st.one_of(
    st.builds(partial, st.just(fill_up), kind=st.sampled_from(["claim", "quote"]), count=st.integers(119, 122)),
    st.builds(partial, st.just(fill_up), kind=st.just("event"), count=st.integers(88, 91)),
    st.builds(partial, st.just(fill_up), kind=st.just("actor"), count=st.integers(54, 62)),
    st.builds(partial, st.just(remove), path=st.just(sidecar("full"))),
)
"""Lists grow past a page, and shrink again."""

EDITS: Final[st.SearchStrategy[Edit]] = st.one_of(
    BRIEFINGS, BRIEFINGS, BRIEFINGS, DRAFTS, DRAFTS, MISTAKES, SURROUNDINGS, NAMES, LEFTOVERS
)
