"""The codes of problems, which are part of the contract: the severity of each and its meaning in a sentence."""

from types import MappingProxyType
from typing import Final, Literal, get_args

from sitegen.model.problems import Severity

_ERROR, _WARNING, _HINT = Severity.ERROR, Severity.WARNING, Severity.HINT

Level = Literal["error", "warning", "hint", "off"]
"""What `checks` in site.yaml may set a code to."""

CODES: Final = MappingProxyType(
    {
        "alias-alike": (_HINT, "Names of two actors differ in spelling only, so articles cannot tell them apart."),
        "alias-twice": (_WARNING, "Two actors bear one name, and nothing tells which is meant."),
        "anchor-ambiguous": (
            _ERROR,
            "A quote stands in the article more than once, and nothing settles which is meant.",
        ),
        "anchor-context": (_WARNING, "A quote is found where its prefix or suffix was edited a little."),
        "anchor-drifted": (_ERROR, "The article has words close to a quote, or the quote in another context only."),
        "anchor-inexact": (_WARNING, "A quote is equal to the article's words only when spelling is folded."),
        "anchor-inside-cluster": (
            _WARNING,
            "A quote ends inside a character that is written with several code points.",
        ),
        "anchor-missing": (_ERROR, "The article does not have a quote."),
        "as-of-outdated": (_HINT, "A status is older than the last change of its briefing."),
        "bad-character": (_ERROR, "A character stands there that no text may hold."),
        "bad-date": (_ERROR, "A date is no EDTF date, or no day of the calendar."),
        "bad-exchange-file": (_ERROR, "A file of another tool's notes cannot be read as what it is to be."),
        "bad-font": (_ERROR, "A file cannot be read as a font, or lacks letters of its script."),
        "bad-id": (_ERROR, "An id is not made of ASCII letters, digits, - and _, or is taken by sitegen."),
        "bad-language": (_ERROR, "A language is no BCP 47 tag."),
        "bad-slug": (_ERROR, "A slug is not made of ASCII letters, digits, - and _."),
        "bad-yaml": (_ERROR, "A file cannot be read as YAML."),
        "bidi-control": (_WARNING, "A character turns the direction of what follows; in ids and keys an error."),
        "cards-missing": (_HINT, "Social cards cannot be drawn, as Pillow is not installed or cannot shape text."),
        "claim-unsourced": (_HINT, "A claim names neither a source nor evidence."),
        "comment-in-quote": (_WARNING, "A quote without quotation marks ends at ` #`, where YAML begins a comment."),
        "conflicting-keys": (_ERROR, "Two keys stand together that exclude each other, or neither of two does."),
        "dead-link": (_WARNING, "A link leads nowhere: to no page, no place on a page, or no picture of the site."),
        "draft-errors": (_WARNING, "A draft that is left out has errors."),
        "duplicate-id": (_ERROR, "Two things bear one id."),
        "duplicate-key": (_ERROR, "A key stands twice in one map."),
        "empty-file": (_ERROR, "A file holds nothing."),
        "event-without-update": (_HINT, "An event is later than the article, and no update tells of it."),
        "external-image": (
            _WARNING,
            "A picture lies with another host, which pages never ask, and is shown as a link.",
        ),
        "file-ignored": (_WARNING, "A file lies where sitegen reads, but under a name that it does not read."),
        "font-missing": (_ERROR, "A font or its licence is named that is not in the folder of fonts."),
        "font-restricted": (_WARNING, "A font says that it may not be shipped as it is here."),
        "fonttools-missing": (_ERROR, "Fonts cannot be made ready, as fontTools or brotli is not installed."),
        "lang-mismatch": (_ERROR, "An article is not in its language: its script, or letters, are another's."),
        "lines-wrapped": (_HINT, "A page's width broke an article's lines, and each is shown as a paragraph."),
        "link-ignored": (_WARNING, "A symbolic link leads out of the site, nowhere or in a circle."),
        "listed-not-named": (_WARNING, "An actor is listed whom nothing in the briefing names."),
        "mention-across-blocks": (_ERROR, "The words of a mention reach over more than one paragraph."),
        "mention-ambiguous": (_WARNING, "A name fits several actors, and none is listed."),
        "mention-overlap": (_ERROR, "The words of two mentions overlap."),
        "merge-conflict": (_ERROR, "A merge was not finished: two versions stand in one file."),
        "missing-key": (_ERROR, "A key is missing without which the rest means nothing."),
        "name-clash": (
            _ERROR,
            "The names of two files differ in case or Unicode form alone: many disks hold only one.",
        ),
        "name-never-found": (_WARNING, "A name is an everyday word or no word, so articles are not searched for it."),
        "name-unregistered": (_HINT, "A name stands often in an article and is in no register."),
        "no-interface-language": (_WARNING, "The interface has no labels in an edition's language."),
        "not-a-file": (_WARNING, "A pipe, socket or device stands where a file was expected."),
        "not-utf8": (_ERROR, "A file is not saved as UTF-8."),
        "note-not-imported": (_WARNING, "A note of another tool, or a part of it, does not fit into a sidecar."),
        "outside-folder": (_WARNING, "A file of the theme leads out of the folder of templates."),
        "parent-cycle": (_ERROR, "Actors are parts of each other in a circle."),
        "quotation-uncovered": (_HINT, "Words in quotation marks lie under no note of kind quote."),
        "raw-html": (_WARNING, "A text holds HTML, which is shown as text."),
        "ref-to-draft": (_WARNING, "A reference leads to a draft and is shown without a link."),
        "reserved-name": (_ERROR, "A file cannot bear this name on Windows, or sitegen makes a page of this name."),
        "rights-unstated": (_HINT, "Neither briefings nor the settings say whose the articles are."),
        "seed-missing": (_ERROR, "A sidecar speaks of a seed that is not there."),
        "seed-without-sidecar": (_WARNING, "A seed has no sidecar and counts as a draft."),
        "site-empty": (_ERROR, "A site has neither an article nor a briefing nor a page."),
        "slug-taken": (_ERROR, "Two briefings or pages have one address."),
        "source-changed": (_ERROR, "A file changed while the site was made from it."),
        "template-fault": (_ERROR, "A template's line fails."),
        "template-limit": (_ERROR, "A template makes more for a page than it may, or goes on without end."),
        "template-missing": (_ERROR, "A template names one that is not there."),
        "template-syntax": (_ERROR, "A template cannot be read."),
        "template-undefined": (_ERROR, "A template asks for something that is not there."),
        "template-unsafe": (_ERROR, "A template does what templates may not."),
        "too-deep": (_ERROR, "Lists and maps are nested deeper than anything here needs."),
        "too-large": (_ERROR, "A file is larger than the settings allow."),
        "too-nested": (_ERROR, "Markdown is nested deeper than it can be read."),
        "translation-count": (_ERROR, "A translation has more or fewer items than the article has blocks."),
        "unknown-key": (_ERROR, "A key is not known."),
        "unknown-ref": (_ERROR, "An id or slug is found nowhere, or means something of another sort."),
        "unknown-value": (_ERROR, "A value is not in its closed set or out of its range."),
        "unquoted-text": (_ERROR, "A text without quotation marks holds a sign that YAML reads as its own."),
        "unsafe-url": (_ERROR, "An address may not stand in a link, or a source in the policy."),
        "url-missing": (_HINT, "The settings do not say at which address the site will stand."),
        "wrong-type": (_ERROR, "Something of another type was expected."),
        "yaml-alias": (_ERROR, "YAML's anchors and aliases are not read."),
        "yaml-tag": (_ERROR, "YAML's tags are not read."),
    }
)
"""What a code says, by the code."""

SEVERITY_OF_CODE: Final = MappingProxyType({code: severity for code, (severity, _) in CODES.items()})
LEVELS: Final[tuple[Level, ...]] = get_args(Level)
