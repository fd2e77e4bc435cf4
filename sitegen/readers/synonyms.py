"""The values and keys that writers mean by other words: synonyms, labels of the interface, slips of the pen."""

import re
from collections.abc import Collection, Iterator, Mapping
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Final

from sitegen.language.catalogues import interface_languages, load_catalogue
from sitegen.language.folding import fold
from sitegen.language.labels import LABELS
from sitegen.model.codes import LEVELS
from sitegen.model.nearest import is_opposite, nearest_meaning
from sitegen.model.vocabularies import (
    ACTOR_TYPES,
    CERTAINTIES,
    CONFIDENCES,
    FONT_SCRIPTS,
    FONT_USES,
    FORMS,
    KINDS,
    LIKELIHOODS,
    MATCHES,
    MODIFIERS,
    PARAGRAPHS,
    RELATION_TYPES,
    STANCES,
    STATUSES,
    SUPPORTS,
)

LIKENESS: Final = 0.75
"""A slip of the pen is nearer than this; words that are less alike mean other things (`larger_than`, `less_than`)."""


@lru_cache(maxsize=1024)
def meant_value(word: str, known: tuple[str, ...]) -> str | None:
    """Return the value of a closed set that a word stands for; None where none is near, or it says the opposite."""
    words, written = _words_for(known), _bare(word)
    if written in words:
        return words[written]
    opposites = {value for other, value in words.items() if is_opposite(written, other)}
    fitting = (other for other, value in words.items() if value not in opposites)
    return words.get(nearest_meaning(written, fitting, likeness=LIKENESS) or "")


def named_value(word: str, known: tuple[str, ...]) -> str | None:
    """Return the value of a closed set that a word stands for surely: a value itself, a synonym or a label."""
    return _words_for(known).get(_bare(word))


def meant_key(word: str, known: Collection[str]) -> str | None:
    """Return the key of a map that a word stands for; None where none is near."""
    keys = MEANT_KEYS.get(word.lower().replace("-", "_"), ())
    return next((key for key in keys if key in known), None) or nearest_meaning(word, known)


def synonyms_of(known: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield the words that writers type instead of a set's values, each with the value."""
    for value, words in SYNONYMS.get(known, {}).items():
        for word in re.split(r"[,،]\s*", words):
            yield word, value


@cache
def _words_for(known: tuple[str, ...]) -> Mapping[str, str]:
    """Return the values of a set by the words that stand for them, folded; the first of two that are alike counts."""
    found: dict[str, str] = {}
    for word, value in (*((value, value) for value in known), *synonyms_of(known), *_labels(known)):
        found.setdefault(_bare(word), value)
    return MappingProxyType(found)


def _labels(known: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield the interface's labels of the values, in all its languages."""
    catalogues = [load_catalogue(language) for language in interface_languages()]
    for labels in LABELS.values():
        if set(known) == labels.keys() - {""}:
            for value in known:
                yield from ((str(catalogue.pgettext(*labels[value])), value) for catalogue in catalogues)


def _bare(word: str) -> str:
    """Return a word as it is compared: folded, with spaces between its parts, without the place of a number."""
    return " ".join(re.sub(r"%\(\w+\)s|[_()-]", " ", fold(word).text).split())


MEANT_KEYS: Final[Mapping[str, tuple[str, ...]]] = {
    "type": ("kind",),
    "quote": ("at", "exact"),
    "quotation": ("at", "exact"),
    "words": ("at", "exact"),
    "anchor": ("at",),
    "target": ("at",),
    "where": ("at", "place"),
    "exact": ("at",),
    "text": ("body", "title", "name", "exact", "note"),
    "note": ("body", "description"),
    "notes": ("annotations", "body"),
    "comment": ("body", "note"),
    "content": ("body",),
    "explanation": ("body", "definition"),
    "meaning": ("definition", "translation"),
    "definition": ("body", "description"),
    "description": ("summary", "body", "definition", "note"),
    "bio": ("description",),
    "body": ("description", "definition", "note", "summary"),
    "abstract": ("summary",),
    "bottom_line": ("summary",),
    "points": ("key_points",),
    "name": ("title", "term", "text"),
    "heading": ("title", "headline"),
    "headline": ("title",),
    "label": ("title", "name"),
    "title": ("name", "term", "text"),
    "people": ("actors",),
    "persons": ("actors",),
    "cast": ("actors",),
    "locations": ("places",),
    "location": ("place",),
    "glossary": ("terms",),
    "who": ("speaker",),
    "said_by": ("speaker",),
    "by": ("speaker", "author"),
    "spokesman": ("via",),
    "spokesperson": ("via",),
    "language": ("lang",),
    "lang": ("language",),
    "tags": ("topics",),
    "see": ("refs",),
    "links": ("refs",),
    "link": ("url", "URL", "links"),
    "url": ("URL", "links"),
    "website": ("url", "URL", "links"),
    "number": ("amount", "value"),
    "amount": ("value",),
    "min": ("range",),
    "max": ("range",),
    "when": ("date",),
    "day": ("date",),
    "date": ("published", "issued", "as_of", "said"),
    "since": ("from",),
    "start": ("from",),
    "end": ("to", "until"),
    "until": ("to",),
    "to": ("until",),
    "verdict": ("status",),
    "rating": ("status", "reliability"),
    "proof": ("evidence",),
    "file": ("seed",),
    "path": ("file",),
    "src": ("file",),
    "font": ("family", "fonts"),
    "faces": ("fonts",),
    "article": ("seed",),
    "id": ("slug",),
    "other_names": ("aliases",),
    "alias": ("aliases",),
    "surname": ("family",),
    "last_name": ("family",),
    "position": ("roles",),
    "role": ("roles", "title"),
    "country": ("in",),
}
"""By a word that writers type for a key, the keys that it may mean, the likeliest first; most depend on the noun."""

SYNONYMS: Final[Mapping[tuple[str, ...], Mapping[str, str]]] = {
    STATUSES: {
        "unverified": "unchecked, unconfirmed, unknown, open, pending, to check, not verified, not confirmed, "
        "لم يتحقق منه, غير مؤكد, قيد التحقق, تأییدنشده, לא מאומת",
        "corroborated": "supported, substantiated, backed, backed up, مؤيد, مدعوم, مدعوم بمصدر",
        "confirmed": "verified, true, correct, accurate, right, proven, proved, established, undisputed, yes, fact, "
        "صحيح, ثابت, متحقق منه, حقيقة, درست, נכון, אמת",
        "disputed": "misleading, contested, controversial, half true, partly true, mixed, partly false, "
        "مضلل, متنازع عليه, مختلف عليه, גורר מחלוקת, گمراه‌کننده",
        "contradicted": "false, wrong, incorrect, untrue, refuted, debunked, disproved, disproven, fake, denied, "
        "fabricated, inaccurate, no, كاذب, خاطئ, خطأ, غير صحيح, زائف, مفبرك, منفي, نادرست, שקר, שגוי",
        "unsubstantiated": "unproven, unproved, unsupported, uncorroborated, unfounded, baseless, no evidence, "
        "without evidence, بدون دليل, من دون دليل, لا دليل عليه, غير مثبت",
        "outdated": "obsolete, superseded, old, no longer true, out of date, قديم, متقادم",
        "not_checkable": "uncheckable, unverifiable, not verifiable, cannot be checked, لا يمكن التحقق منه",
    },
    KINDS: {
        "context": "background, explanation, note, info, information, comment, شرح, خلفية, ملاحظة, توضيح",
        "definition": "term, glossary, مصطلح, معنى",
        "event": "date, happening, واقعة, تاريخ",
        "quote": "quotation, citation, statement, saying, speech, voice, قول, تصريح",
        "claim": "fact check, factcheck, check, fact, verification, assertion, allegation, زعم, تحقق",
        "figure": "number, statistic, statistics, data, amount, عدد, إحصاء, رقم إحصائي",
        "update": "later, development, follow up, followup, news, تحديث, تطور",
        "translation": "original, مترجم",
        "language": "wording, word, style, linguistic, لغوي, صياغة",
        "framing": "frame, bias, slant, headline, إطار, تحيز, انحياز",
        "assessment": "analysis, judgement, judgment, evaluation, opinion, forecast, تحليل, رأي, تقييم",
        "question": "discussion, سؤال, نقاش",
        "crossref": "cross reference, xref, see, reference, link, related, انظر, رابط",
    },
    FORMS: {
        "direct": "literal, exact, full, quoted, verbatim quote, مباشر, حرفي, اقتباس مباشر",
        "partial": "fragment, part, partly, incomplete, جزئي, اقتباس جزئي",
        "scare": "scare quotes, distancing, ironic, irony, so called, تحفظ, سخرية",
        "indirect": "reported, paraphrase, paraphrased, not verbatim, غير مباشر, بالمعنى, منقول",
    },
    STANCES: {
        "neutral": "say, said, says, state, stated, announce, announced, add, added, report, "
        "قال, أعلن, أضاف, ذكر, صرح, گفت, אמר",
        "assert": "affirm, affirmed, stress, stressed, insist, confirm, confirmed, emphasise, emphasize, "
        "أكد, شدد, جزم, تأكید کرد",
        "opinion": "view, believe, consider, think, held, اعتبر, رأى, يرى",
        "claim": "allege, alleged, claimed, زعم, ادعى",
        "deny": "denied, denies, reject, rejected, refute, dismiss, نفى, أنكر, رفض",
        "admit": "admitted, acknowledge, concede, confess, أقر, اعترف",
        "warn": "warned, caution, alert, threaten, حذر, هدد, أنذر",
        "promise": "pledge, pledged, vow, commit, undertake, تعهد, وعد, التزم",
        "order": "ordered, command, instruct, allow, decree, demand, أمر, سمح, قرر, وجه",
        "call": "urge, appeal, call for, call on, ask, request, invite, دعا, طالب, ناشد, حث",
        "hint": "imply, suggest, suggested, indicate, allude, ألمح, أشار, لمح",
        "accuse": "accused, blame, condemn, criticise, criticize, اتهم, أدان, حمل المسؤولية",
    },
    CONFIDENCES: {
        "high": "strong, sure, certain, عالية, مرتفعة",
        "moderate": "medium, middle, average, fair, متوسطة",
        "low": "weak, little, unsure, ضعيفة, منخفضة",
    },
    LIKELIHOODS: {
        "almost_no_chance": "remote, impossible, nearly impossible, almost impossible, no chance, مستحيل",
        "very_unlikely": "highly unlikely, highly improbable, very improbable",
        "unlikely": "improbable, not likely, doubtful, غير مرجح, بعيد",
        "roughly_even": "even, even chance, fifty fifty, 50/50, possible, ممكن, متساو",
        "likely": "probable, probably, محتمل",
        "very_likely": "highly likely, highly probable, very probable",
        "almost_certain": "certain, nearly certain, sure, مؤكد, شبه مؤكد",
    },
    MODIFIERS: {
        "exact": "exactly, precise, precisely, equal, equals, =, بالضبط, تماما",
        "approx": "about, around, approximately, approximate, circa, ca, nearly, almost, roughly, ~, نحو, حوالي, "
        "قرابة, زهاء, تقريبا",
        "less_than": "less, under, below, smaller, lower, fewer than, fewer, smaller than, lower than, <, أقل, دون",
        "more_than": "more, over, above, greater, larger, higher, bigger, greater than, larger than, higher than, "
        "bigger than, exceeds, exceeding, "
        "upwards of, >, أكثر, أزيد من, فوق, ما يزيد على",
        "at_most": "most, up to, maximum, max, not more than, no more than, <=, ≤, حتى, بحد أقصى, لا يزيد على",
        "at_least": "least, minimum, min, not less than, no less than, no fewer than, >=, ≥, بحد أدنى, لا يقل عن",
        "vague": "unknown, unclear, unspecified, inexact, some, dozens, hundreds, thousands, "
        "عشرات, مئات, آلاف, غير محدد",
    },
    CERTAINTIES: {
        "certain": "sure, confirmed, known, exact, definite, ثابت",
        "approximate": "approx, about, around, circa, roughly, تقريبا",
        "uncertain": "unsure, unconfirmed, unknown, doubtful, possible, غير ثابت, غير أكيد",
        "planned": "scheduled, announced, expected, future, مخطط له, متوقع",
    },
    SUPPORTS: {
        "true": "yes, for, supports, supporting, support, confirms, pro, نعم",
        "false": "no, against, contradicts, refutes, opposes, con, لا, ضده",
        "partly": "partial, partially, in part, mixed, half, some, جزئيا",
    },
    ACTOR_TYPES: {
        "person": "people, man, woman, human, individual, politician, official, فرد, رجل, امرأة",
        "organisation": "organization, company, firm, business, ngo, corporation, association, union, شركة, جمعية",
        "institution": "ministry, government, agency, court, parliament, university, authority, public body, "
        "وزارة, حكومة, هيئة, محكمة, برلمان, جامعة",
        "state": "country, nation, kingdom, republic, بلد, مملكة, جمهورية",
        "armed_force": "army, military, militia, navy, police, جيش, ميليشيا, شرطة",
        "party": "political party, حزب سياسي",
        "media": "newspaper, agency of news, news agency, channel, outlet, press, broadcaster, "
        "صحيفة, قناة, وكالة أنباء",
        "group": "movement, team, community, tribe, حركة, مجموعة, فريق",
        "bloc": "alliance, coalition, block, bloc of states, تحالف, تكتل, حلف",
    },
    RELATION_TYPES: {
        "succeeded": "successor of, preceded by, came after, follows, خلف",
        "preceded": "predecessor of, succeeded by, came before, سلف",
        "ally": "ally of, allied with, partner, friend, حليف",
        "rival": "rival of, opponent, enemy, foe, competitor, خصم, منافس",
        "family": "father, mother, son, daughter, brother, sister, wife, husband, spouse, child of, relative, "
        "أب, أم, ابن, ابنة, أخ, أخت, زوج, زوجة, قريب",
        "spokesperson_of": "spokesman of, spokeswoman of, speaks for, spokesman, spokesperson, متحدث باسم",
        "spoken_for_by": "represented by",
        "appointed": "named, nominated",
        "appointed_by": "named by, nominated by",
        "dismissed": "sacked, fired, removed",
        "dismissed_by": "sacked by, fired by, removed by",
        "leads": "leader of, head of, heads, chairs, president of, directs, chairman of, يقود, يرأس, رئيس",
        "led_by": "headed by, chaired by",
        "member_of": "belongs to, member, عضو",
        "has_member": "includes member, members",
        "part_of": "parent, subsidiary of, belongs to group, within, تابع ل",
        "has_part": "parent of, contains, includes, has subsidiary",
        "owns": "owner of, owned, مالك",
        "owned_by": "property of, مملوك ل",
        "founded": "founder of, founder, created, established, مؤسس",
        "founded_by": "created by, established by",
        "supports": "supporter of, backs, endorses, funds, finances",
        "supported_by": "backed by, endorsed by, funded by, financed by",
        "opposes": "against, opponent of, criticises, criticizes",
        "opposed_by": "criticised by, criticized by",
        "detained": "arrested, jailed, imprisoned, اعتقل",
        "detained_by": "arrested by, jailed by, imprisoned by, اعتقله",
    },
    MATCHES: {
        "auto": "automatic, always, everywhere, yes, true",
        "briefing": "listed, local, briefings",
        "manual": "never, no, none, false, off",
    },
    LEVELS: {
        "off": "none, no, never, ignore, silent, disable, disabled, false",
        "hint": "info, note, notice, suggestion",
        "warning": "warn, alert",
        "error": "fail, fatal, err",
    },
    FONT_SCRIPTS: {
        "arab": "ar, arabic, persian, fa, urdu, عربي, العربية",
        "latn": "la, latin, en, english, لاتيني, اللاتينية",
        "hebr": "he, hebrew, عبري, العبرية",
    },
    FONT_USES: {
        "text": "body, article, prose, serif, نص, متن",
        "title": "heading, headline, header, display, عنوان, عناوين",
        "label": "ui, interface, sans, caption, small, ملصق, واجهة",
    },
    PARAGRAPHS: {
        "line": "lines, newline, single",
        "blank-line": "blank, blank lines, empty line, double, paragraph",
    },
}
"""By the set and the value, words that writers type instead: other systems' terms, opposites of opposites, verbs."""
