"""`assets/fonts.css` and the fonts that it names: those of the settings, each cut to its script, with their licences.

Pages link the stylesheet alone, which names the fonts with digests: a font that changes changes no page.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final
from urllib.parse import quote

from sitegen.language.repertoires import LETTERS, UNICODE_RANGES, repertoire
from sitegen.model.nearest import nearest
from sitegen.model.problems import Report
from sitegen.model.settings import Font, Settings
from sitegen.model.site_files import CONTENT, FONTS, TEMPLATES, Artifact, without_case
from sitegen.model.text import Location
from sitegen.model.vocabularies import FONT_SCRIPTS, FONT_USES
from sitegen.model.wording import Written
from sitegen.pages.assets import ASSETS, list_assets, list_fonts
from sitegen.pages.font_cache import FontCache, WebFont

STYLESHEET: Final = f"{ASSETS}/fonts.css"
FORMAT: Final = 1
"""Another one wherever the same font and the same libraries would give other bytes."""
_LIBRARIES: Final = ("fonttools", "brotli")
_DIGEST_SIZE: Final = 4
"""Of a digest in a file's name: enough to tell a font from its former versions."""


def ship_fonts(root: Path, settings: Settings, kept: FontCache, report: Report) -> Iterator[Artifact]:
    """Yield the stylesheet of the settings' fonts, and every font and licence once; what is wrong is reported.

    A font that is wrong is left out.
    """
    sources = _FontFiles(list_fonts(root, report), settings.limits.font_bytes, report)
    faces: list[_Face] = []
    artifacts: dict[str, bytes] = {}
    for font in settings.fonts:
        source, licence = sources.read(font.file), sources.read(font.license)
        made = _make_ready(font, source.content, kept, report) if source and licence else None
        if source and licence and made:
            digest = blake2b(made.content, digest_size=_DIGEST_SIZE).hexdigest()
            file = f"{source.path.rpartition('.')[0] or source.path}-{font.script}-{digest}.woff2"
            faces.append(_Face(font, made, file))
            artifacts |= {file: made.content, licence.path: licence.content}
    kept.remove_others()
    _refuse_equal_faces(faces, report)
    yield Artifact(STYLESHEET, _write_stylesheet(faces).encode())
    yield from (Artifact(f"{ASSETS}/fonts/{path}", content) for path, content in artifacts.items())


def refuse_taken_names(shipped: Iterable[Artifact], templates: Sequence[Path], report: Report) -> Iterator[Artifact]:
    """Yield the files whose names are no asset's; the assets of the others are reported."""
    assets = {without_case(path): path for path in list_assets(templates, Report())}
    for artifact in shipped:
        asset = assets.get(without_case(artifact.path))
        if asset is None:
            yield artifact
        else:
            message = "sitegen makes a file of this name, as the settings have `fonts`"
            report.error("reserved-name", message, Location(f"{TEMPLATES}/{asset}"), help="give it another name")


@dataclass(frozen=True, slots=True)
class _FontFile:
    """A font's or a licence's file."""

    path: str
    """Within the folder of fonts."""
    content: bytes


@dataclass(frozen=True, slots=True)
class _FontFiles:
    """The files of fonts and licences."""

    files: Mapping[str, Path]
    """By their paths within the folder of fonts."""
    most_bytes: int
    report: Report

    def read(self, written: Written) -> _FontFile | None:
        """Return a file that the settings name; None where there is none, or it is too large, which is reported."""
        path = written.value.removeprefix(f"{CONTENT}/").removeprefix(f"{FONTS.rpartition('/')[2]}/")
        if path not in self.files:
            guess = nearest(path, self.files)
            message = f"there is no file `{path}` in {FONTS}/"
            meant = f"did you mean `{guess}`? if not, " if guess else ""
            way_out = f"{meant}put the file into {FONTS}/, and name it here"
            self.report.error("font-missing", message, written.where, found=written.value, help=way_out)
            return None
        size = self.files[path].stat().st_size
        if size > self.most_bytes:
            message = f"the file `{path}` has {size:,} bytes, and at most {self.most_bytes:,} are read"
            way_out = f"take a smaller one, or raise the limit in content/site.yaml:\nlimits:\n  font_bytes: {size}"
            self.report.error("too-large", message, written.where, found=written.value, help=way_out)
            return None
        return _FontFile(path, self.files[path].read_bytes())


@dataclass(frozen=True, slots=True)
class _Face:
    """A font of the settings, made ready."""

    font: Font
    made: WebFont
    file: str
    """Its path within `assets/fonts/`."""

    @property
    def key(self) -> tuple[object, ...]:
        """Return by what a page tells it from other faces."""
        return self.font.family, self.font.script, self.made.weights, self.made.is_italic


@cache
def _versions() -> tuple[str, ...]:
    """Return the versions of the libraries that make fonts ready, none where one is not installed."""
    try:
        return tuple(version(library) for library in _LIBRARIES)
    except PackageNotFoundError:
        return ()


def _make_ready(font: Font, content: bytes, kept: FontCache, report: Report) -> WebFont | None:
    """Return a font made ready, from the cache where it is there; None where it cannot be, which is reported."""
    libraries = _versions()
    if not libraries:
        message = "fonts cannot be made ready for pages, as fontTools or brotli is not installed"
        way_out = "install them beside sitegen: pip install fonttools brotli"
        report.error("fonttools-missing", message, font.file.where, help=way_out)
        return None
    ranges, letters = UNICODE_RANGES[font.script], LETTERS[font.script]
    made_from = (content, ranges.encode(), letters.encode(), repr((FORMAT, *libraries)).encode())
    made = kept.find(*made_from)
    if made is None:
        # Only sites that ship fonts pay for it, and those once for each font.
        from sitegen.pages.font_subset import BadFontError, subset_font  # noqa: PLC0415

        try:
            made = subset_font(content, repertoire(font.script), letters)
        except BadFontError as fault:
            message, way_out = f"the font `{font.file.value}` {fault}", fault.way_out
            report.error("bad-font", message, font.file.where, found=font.file.value, help=way_out)
            return None
        kept.keep(made, *made_from)
    if made.restriction:
        message = f"the font `{font.file.value}` says that it {made.restriction}"
        way_out = "take a font with an open licence; if its maker gave you leave:\nchecks:\n  font-restricted: off"
        report.warn("font-restricted", message, font.file.where, found=font.file.value, help=way_out)
    return made


def _refuse_equal_faces(faces: Iterable[_Face], report: Report) -> None:
    """Report each font that a page cannot tell from one before it."""
    first: dict[tuple[object, ...], _Face] = {}
    for face in faces:
        other = first.setdefault(face.key, face)
        if other.file != face.file:
            font = face.font
            message = (
                f"the font `{font.file.value}` has the family, script, weight and slant of `{other.font.file.value}`"
            )
            way_out = "give it a `family` of its own, or take one of the two out"
            report.error("duplicate-id", message, font.file.where, found=font.file.value, help=way_out)


def _write_stylesheet(faces: list[_Face]) -> str:
    """Return the faces, each once, and the families of each script and use, which the theme puts before its own."""
    rules = dict.fromkeys(_write_face(face) for face in faces)
    families = {
        f"--own-{script}-{use}": dict.fromkeys(_quoted(face.font.family) for face in _shown(faces, script, use))
        for script in FONT_SCRIPTS
        for use in FONT_USES
    }
    properties = "".join(f"  {name}: {', '.join(names)};\n" for name, names in families.items() if names)
    return "\n".join([*rules, f":root {{\n{properties}}}\n" if properties else ""])


def _shown(faces: Iterable[_Face], script: str, use: str) -> list[_Face]:
    """Return the faces of a script in a use; titles without one have that of texts."""
    of_script = [face for face in faces if face.font.script == script]
    found = [face for face in of_script if face.font.use == use]
    return _shown(of_script, script, "text") if use == "title" and not found else found


def _write_face(face: _Face) -> str:
    least, greatest = face.made.weights
    weight = f"{least}" if least == greatest else f"{least} {greatest}"
    return f"""@font-face {{
  font-family: {_quoted(face.font.family)};
  src: url("fonts/{quote(face.file)}") format("woff2");
  font-weight: {weight};
  font-style: {"italic" if face.made.is_italic else "normal"};
  font-display: swap;
  unicode-range: {UNICODE_RANGES[face.font.script]};
}}
"""


def _quoted(family: str) -> str:
    """Return a name as a string of CSS, in which nothing ends it (CSS Syntax 3, 4.3.7)."""
    escaped = re.sub(r'["\\\x00-\x1f\x7f]', lambda found: f"\\{ord(found[0]):x} ", family)
    return f'"{escaped}"'
