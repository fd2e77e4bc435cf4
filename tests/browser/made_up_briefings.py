"""Briefings made up to be hard on a reading page, in four languages: crowds of notes, long notes, hundreds of them."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import cycle


@dataclass(frozen=True)
class Words:
    """What a language's briefings are made of."""

    title: str
    """Of two lines."""
    summary: str
    """Of about 40 words."""
    stem: str
    """With a number behind it, it is what one note is about."""
    rest: str
    """Goes on after the stem."""


WORDS = {
    "ar": Words(
        "قوة حفظ السلام تبدأ انسحابها بعد أسبوعين",
        "تقول هذه الخلاصة في أربعين كلمة ما يحتاج القارئ إلى معرفته قبل أن يبدأ القراءة، ومن قال ماذا ومتى، "
        "وما ثبت منه وما لم يثبت بعد، وما جرى بعد نشر المقال من أمور لم يعرفها كاتبه في ذلك اليوم.",
        "كلمة",
        "قيل فيها ما قيل من كلام طويل،",
    ),
    "en": Words(
        "Peacekeepers begin to leave after two weeks",
        "This bottom line says in forty words what a reader has to know before the article begins, who said what and "
        "when, what has been borne out since and what has not, and which events came later than its publication.",
        "word",
        "of which much has been said at length,",
    ),
    "fa": Words(
        "نیروی حافظ صلح پس از دو هفته می‌رود",
        "این چکیده در چهل واژه می‌گوید که خواننده پیش از آغاز مقاله چه باید بداند، چه کسی چه گفته است و کی، "
        "چه چیزی از آن تأیید شده و چه چیزی نه، و پس از انتشار آن چه پیش آمده است.",
        "واژه",
        "که درباره‌اش سخن بسیار گفته‌اند،",
    ),
    "he": Words(
        "כוח השלום מתחיל לסגת לאחר שבועיים",
        "תקציר זה אומר בארבעים מילים מה צריך הקורא לדעת לפני שהוא מתחיל לקרוא את המאמר, מי אמר מה ומתי, "
        "מה אושר מאז ומה עדיין לא, ואילו אירועים התרחשו אחרי היום שבו פורסם המאמר הזה לראשונה בעיתון ההוא.",
        "מילה",
        "שנאמרו עליה דברים רבים וארוכים,",
    ),
}
LANGUAGES = tuple(WORDS)
HEAD = 'published: "2022-01-11"\nsource: paper\nactors: [who]\n'
SHAPES: Mapping[str, tuple[tuple[int, ...], int]] = {
    "crowd": ((2, 0, 20, 1, 0, 3), 12),
    "light": ((1, 0, 1), 12),
    "long-note": ((1,), 900),
    "hundreds": ((10,) * 40, 6),
}
"""For each briefing how many notes its paragraphs have, and of how many words a note's body is."""


def write_briefings(language: str) -> dict[str, str]:
    """Return the files of a site in one language, with a briefing of each shape."""
    words = WORDS[language]
    files = {
        "content/site.yaml": f"title: {words.stem}\nlanguages: [{language}]\n",
        "content/sources.yaml": f"sources: [{{id: paper, title: {words.title}, container-title: {words.title}}}]\n",
        "content/actors.yaml": f"actors: [{{id: who, type: person, name: {words.stem}000}}]\n",
    }
    for shape, (paragraphs, length) in SHAPES.items():
        notes = (json.dumps(note, ensure_ascii=False) for note in make_notes(words, paragraphs, length))
        files[f"seeds/{shape}.txt"] = "\n\n".join((words.title, *write_paragraphs(words, paragraphs))) + "\n"
        files[f"content/briefings/{shape}.yaml"] = "\n- ".join(
            (f"{HEAD}summary: {words.summary}\nkey_points: [{words.title}]\nannotations:", *notes)
        )
    return files


def write_paragraphs(words: Words, paragraphs: tuple[int, ...]) -> Iterator[str]:
    number = 0
    for count in paragraphs:
        stems = [f"{words.stem}{number + index + 1:03}" for index in range(count)]
        number += count
        yield " ".join(f"{stem} {words.rest}" for stem in (f"{words.stem}000", *stems, f"{words.stem}000"))


def make_notes(words: Words, paragraphs: tuple[int, ...], length: int) -> Iterator[dict[str, object]]:
    body = " ".join((words.rest.split() * length)[:length])
    kinds: Iterator[dict[str, object]] = cycle(
        [
            {"kind": "claim", "status": "disputed", "speaker": "author", "text": words.title, "body": body},
            {"kind": "context", "body": body},
            {"kind": "quote", "speaker": "author", "stance": "warn", "form": "direct", "body": body},
            {"kind": "definition", "title": words.title, "body": body},
            {"kind": "event", "date": "2026-01-02", "title": words.title},
            {"kind": "quote", "speaker": "author", "stance": "assert"},
            {"kind": "language", "body": body},
            {"kind": "figure", "value": {"amount": 2600}, "status": "confirmed", "body": body},
            {"kind": "question", "title": words.title},
            {"kind": "framing", "body": body},
        ]
    )
    for number in range(1, sum(paragraphs) + 1):
        yield {"id": f"n{number}", "at": f"{words.stem}{number:03}", **next(kinds)}
