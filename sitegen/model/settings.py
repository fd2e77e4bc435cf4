"""The settings of the whole site, in `content/site.yaml`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Annotated, ClassVar, Final

from sitegen.model.codes import Level
from sitegen.model.keys import Key, key_fields
from sitegen.model.registers import Params
from sitegen.model.text import Location
from sitegen.model.urls import is_web_address
from sitegen.model.vocabularies import DIGITS, FONT_SCRIPTS, FONT_USES, PARAGRAPHS
from sitegen.model.wording import Text, Url, Written


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """Who wrote the notes; a plain string stands for the name."""

    scalar_key: ClassVar[str] = "name"
    where: Location = field(compare=False)
    name: Annotated[Text, Key("The name as it is shown.")]
    url: Annotated[Url | None, Key("A page about the author.")] = None

    @property
    def homepage(self) -> str:
        """Return the address of the author's page on the web, empty where it is none or within this site."""
        return self.url.value if self.url and is_web_address(self.url.value) else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class License:
    """What may be done with article and notes; a plain string stands for the notes' licence."""

    scalar_key: ClassVar[str] = "annotations"
    where: Location = field(compare=False)
    article: Annotated[Text | None, Key("The article's rights: an SPDX name or a sentence.")] = None
    annotations: Annotated[Text | None, Key("The notes' licence: an SPDX name or a sentence.")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NavItem:
    """An entry of the site's menu; a plain string stands for the page."""

    scalar_key: ClassVar[str] = "page"
    where: Location = field(compare=False)
    page: Annotated[Written | None, Key("A page of this site without `.html`: about, actors, a-z.")] = None
    url: Annotated[Url | None, Key("An address elsewhere.")] = None
    label: Annotated[Text | None, Key("What the entry says; without it the page's title.")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Font:
    """A font that the site ships, for the letters of one script in one use."""

    where: Location = field(compare=False)
    family: Annotated[str, Key("The font's name on pages; files of one family differ in weight or slant.")]
    file: Annotated[Written, Key("Its file in `content/fonts/`: TTF, OTF, WOFF or WOFF2.")]
    script: Annotated[str, Key("The script of the letters that it shows.", one_of=FONT_SCRIPTS)]
    use: Annotated[
        str,
        Key("What it is for: texts (and titles, where none is for these), titles, or labels.", one_of=FONT_USES),
    ]
    license: Annotated[Written, Key("The file of its licence in `content/fonts/`, which the site ships beside it.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How large inputs may be, so that a mistake does not stop the machine."""

    where: Location = field(compare=False, default=Location("content/site.yaml"))
    seed_bytes: Annotated[int, Key("Largest seed in bytes.", low=1, sample="5000000")] = 5_000_000
    yaml_bytes: Annotated[int, Key("Largest YAML file in bytes.", low=1, sample="5000000")] = 5_000_000
    page_bytes: Annotated[int, Key("Largest free page in bytes.", low=1, sample="1000000")] = 1_000_000
    font_bytes: Annotated[int, Key("Largest file of a font or of its licence.", low=1, sample="10000000")] = 10_000_000
    template_characters: Annotated[
        int, Key("Most characters of a page that the site's own templates make.", low=1, sample="20000000")
    ] = 20_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """What pages may load beside the site's own files: sources for directives of the Content Security Policy (W3C)."""

    where: Location = field(compare=False, default=Location("content/site.yaml"))
    default_src: Annotated[
        tuple[Written, ...],
        Key("Sources of all that has no key of its own here.", name="default-src", form="code-source"),
    ] = ()
    script_src: Annotated[tuple[Written, ...], Key("Scripts.", name="script-src", form="code-source")] = ()
    style_src: Annotated[tuple[Written, ...], Key("Style sheets.", name="style-src", form="code-source")] = ()
    worker_src: Annotated[tuple[Written, ...], Key("Workers.", name="worker-src", form="code-source")] = ()
    connect_src: Annotated[
        tuple[Written, ...], Key("What scripts may ask.", name="connect-src", form="content-source")
    ] = ()
    font_src: Annotated[tuple[Written, ...], Key("Fonts.", name="font-src", form="content-source")] = ()
    frame_src: Annotated[tuple[Written, ...], Key("Pages in frames.", name="frame-src", form="content-source")] = ()
    img_src: Annotated[tuple[Written, ...], Key("Pictures.", name="img-src", form="content-source")] = ()
    manifest_src: Annotated[tuple[Written, ...], Key("Manifests.", name="manifest-src", form="content-source")] = ()
    media_src: Annotated[tuple[Written, ...], Key("Sound and film.", name="media-src", form="content-source")] = ()
    object_src: Annotated[tuple[Written, ...], Key("Plug-ins.", name="object-src", form="content-source")] = ()
    form_action: Annotated[
        tuple[Written, ...], Key("Where forms are sent.", name="form-action", form="content-source")
    ] = ()

    @property
    def text(self) -> str:
        """Return the whole policy as pages carry it: the site's own files, and for a directive its sources too."""
        directives = {"default-src": ["'self'"], "base-uri": ["'none'"], "form-action": ["'self'"]}
        for one in key_fields(Policy):
            if sources := getattr(self, one.attribute):
                directives.setdefault(one.name, ["'self'"]).extend(source.value for source in sources)
        return "; ".join(" ".join((name, *sources)) for name, sources in directives.items())


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """`content/site.yaml`."""

    where: Location = field(compare=False, default=Location("content/site.yaml"))
    title: Annotated[Text | None, Key("The site's name.")] = None
    description: Annotated[Text | None, Key("What the site is, in a sentence.")] = None
    languages: Annotated[
        tuple[Written, ...],
        Key("The editions, as BCP 47 tags; the first is the default and stands at the root.", form="language"),
    ] = ()
    url: Annotated[Url | None, Key("The site's address; feeds, sitemap, canonical and social tags need it.")] = None
    repo_url: Annotated[Url | None, Key("The repository, for reporting errors.")] = None
    authors: Annotated[tuple[Author, ...], Key("Who writes the notes, where a briefing says nothing else.")] = ()
    license: Annotated[License | None, Key("The licence, where a briefing says nothing else.")] = None
    nav: Annotated[
        tuple[NavItem, ...], Key("The menu; without it: home, every list that holds something, free pages.")
    ] = ()
    digits: Annotated[
        str, Key("latn 123, arab ١٢٣, arabext ۱۲۳: digits in editions of Arabic script.", one_of=DIGITS)
    ] = "latn"
    paragraphs: Annotated[
        str, Key("line: each line is a block; blank-line: blocks are parted by empty lines.", one_of=PARAGRAPHS)
    ] = "line"
    noindex: Annotated[bool, Key("true: search engines are asked to leave the whole site out.")] = False
    fonts: Annotated[tuple[Font, ...], Key("Fonts that the site ships; without them pages have the reader's own.")] = ()
    policy: Annotated[Policy, Key("What pages may load from other hosts.")] = field(default_factory=Policy)
    limits: Annotated[Limits, Key("Limits of size.")] = field(default_factory=Limits)
    checks: Annotated[Mapping[str, Level] | None, Key("A level for each code: `mention-ambiguous: error`.")] = None
    params: Params = None

    @property
    def editions(self) -> tuple[str, ...]:
        """Return the languages of the editions, the default first; Arabic where none is given."""
        return tuple(language.value for language in self.languages) or ("ar",)

    def with_url(self, url: str) -> "Settings":
        """Return the same settings for a site at another address."""
        return replace(self, url=Url(url, self.where))


def licence_deed(name: str) -> str:
    """Return the address of a licence's deed by its SPDX name, empty where the licence is none of Creative Commons."""
    if name.upper() == "CC0-1.0":
        return "https://creativecommons.org/publicdomain/zero/1.0/"
    parts = _CREATIVE_COMMONS.fullmatch(name)
    return f"https://creativecommons.org/licenses/{parts[1].lower()}/{parts[2]}/" if parts else ""


_CREATIVE_COMMONS: Final = re.compile(r"CC-(BY(?:-NC)?(?:-SA|-ND)?)-(\d\.\d)", re.IGNORECASE)
