"""The files that readers see on the disk: those of a folder, their bytes as text, and merges that were not finished."""

import os
import re
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from operator import attrgetter
from pathlib import Path
from typing import Final

from sitegen.model.problems import Report
from sitegen.model.site_files import CONTENT, is_text
from sitegen.model.text import Location, SourceText
from sitegen.readers.characters import is_plain, name_unseen

_LAST_ASCII: Final = 0x7F
_FEW: Final = 4
"""Fewer bytes or letters than that tell nothing of an encoding."""
MOST_UNFIT_TOLD: Final = 20
"""Forbidden characters of one file that are told; a file of another kind is full of them."""
_UNFIT: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")
_NAME: Final = attrgetter("name")
_LINE_END: Final = re.compile("\r\n?")
_ARABIC_IN_1256: Final = re.compile(rb"[\xc7-\xd6\xd8-\xdf\xe1\xe3-\xe6\xec\xed]")
"""Bytes that are Arabic letters in windows-1256."""
_ARABIC_IN_UTF8: Final = re.compile(rb"[\xd8-\xdb][\x80-\xbf]")
_UTF16_HIGH_BYTES: Final = (0x00, 0x06)
"""High bytes of Latin and Arabic letters."""
_ARABIC_SHARE: Final = 0.6
"""Of the bytes above 127 that many at least are Arabic letters in a text saved as windows-1256."""
_MARK: Final = re.compile(r"^(?:<{7}|\|{7}|>{7})(?: .*)?$", re.MULTILINE)
"""Lines that git writes (gitformat: seven signs, then mostly a space and the version's name); `=======` may be text."""
_PARTING: Final = re.compile(r"^={7}$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class SizeLimit:
    """How large a file may be, and the setting that says so."""

    size: int
    setting: str
    """As written in site.yaml: `seed_bytes`."""


@dataclass(frozen=True, slots=True)
class Root:
    """A site's folder: the way to every file in it, and to none outside."""

    folder: Path

    def has_folder(self, folder: str, report: Report) -> bool:
        """Tell whether a folder is there and lies in the site; a file or link in its place is reported."""
        path = self.folder / folder
        if not os.path.lexists(path):
            return False
        if fault := self._fault_of_link(path):
            _warn_of_link(folder, fault, report)
            return False
        if not path.is_dir():
            report.warn("not-a-file", "a folder is expected here, and this is none; it is not read", Location(folder))
            return False
        return True

    def list_files(self, folder: str, ending: str, report: Report) -> tuple[str, ...]:
        """Return the names of a folder's regular files, sorted; hidden ones left out, strange ones reported.

        A folder that is missing holds nothing. Links that lead out of the site, nowhere or in a circle are left out
        with a warning, and so is what is no file: a pipe would never end, a device may not be touched. Files of the
        `ending` that lie in a folder within this one are told too, as nobody reads them there.
        """
        if not self.has_folder(folder, report):
            return ()
        plain: list[str] = []
        others: list[os.DirEntry[str]] = []
        with suppress(FileNotFoundError), os.scandir(self.folder / folder) as entries:
            for entry in entries:
                name = entry.name
                if is_passed_over(name):
                    continue
                if name.isascii() and entry.is_file(follow_symlinks=False):
                    plain.append(name)
                else:
                    others.append(entry)
        others.sort(key=_NAME)
        wanted = (entry.name for entry in others if self._is_wanted(entry, folder, ending, report))
        return tuple(sorted([*plain, *wanted]))

    def list_folders(self, folder: str) -> tuple[str, ...]:
        """Return the names of the folders in a folder, sorted; hidden ones and links left out."""
        with suppress(OSError), os.scandir(self.folder / folder) as entries:
            found = [entry.name for entry in entries if entry.is_dir(follow_symlinks=False)]
            return tuple(sorted(name for name in found if is_text(name) and not is_passed_over(name)))
        return ()

    def warn_of_files_below(self, folder: str, ending: str, home: str, report: Report) -> None:
        """Warn of the files of an ending below a folder that is not read; `home` is where they would be."""
        for name in self.list_folders(folder):
            self.warn_of_files_below(f"{folder}/{name}", ending, home, report)
        with suppress(OSError), os.scandir(self.folder / folder) as entries:
            names = sorted(entry.name for entry in entries if entry.is_file() and is_text(entry.name))
            for name in names:
                if name.lower().endswith(ending) and not is_passed_over(name):
                    message = f"files in the folder {folder}/ are not read"
                    way_out = f"move it into `{home}/`"
                    report.warn("file-ignored", message, Location(f"{folder}/{name}"), help=way_out)

    def read_text(self, path: str, limit: SizeLimit, report: Report) -> SourceText | None:
        """Return a file's text; None where it is too large or no text, which is reported."""
        file = os.path.join(self.folder, path)  # noqa: PTH118 - two of these for each briefing: Path takes longer
        try:
            size = os.stat(file).st_size  # noqa: PTH116
        except FileNotFoundError:
            report.error("source-changed", "the file is gone since its folder was looked at", Location(path))
            return None
        if size > limit.size:
            message = f"the file has {size:,} bytes, and at most {limit.size:,} are read"
            way_out = f"split it, or raise the limit in content/site.yaml:\nlimits:\n  {limit.setting}: {size}"
            report.error("too-large", message, Location(path), help=way_out)
            return None
        with open(file, "rb", buffering=0) as opened:  # noqa: PTH123
            return decode_text(path, opened.readall(), report)

    def _is_wanted(self, entry: "os.DirEntry[str]", folder: str, ending: str, report: Report) -> bool:
        is_named = is_text(entry.name)
        if is_named and entry.is_file(follow_symlinks=False):
            return True
        path = f"{folder}/{entry.name}"
        if entry.is_symlink() and (fault := self._fault_of_link(Path(entry.path))):
            _warn_of_link(path, fault, report)
            return False
        if not entry.is_file():
            if not entry.is_dir():
                report.warn("not-a-file", "this is a pipe, socket or device and is not read", Location(path))
            elif is_named and entry.name.lower().endswith(ending):
                report.warn("not-a-file", "this is a folder and is not read; a file is expected here", Location(path))
            elif folder != CONTENT and not entry.is_symlink():
                self.warn_of_files_below(path, ending, folder, report)
            return False
        if not is_named:
            report.warn("file-ignored", "the file name holds bytes that are no UTF-8", Location(folder))
        return is_named

    def _fault_of_link(self, link: Path) -> str:
        try:
            target = link.resolve(strict=True)
        except FileNotFoundError:
            return "leads nowhere"
        except (OSError, RuntimeError):
            return "leads in a circle"
        return "" if target.is_relative_to(self.folder.resolve()) else "leads out of the site's folder"


def is_passed_over(name: str) -> bool:
    """Tell whether a file is hidden, or an editor's backup."""
    return name[0] == "." or name[-1] == "~"


def decode_text(path: str, content: bytes, report: Report) -> SourceText | None:
    """Return bytes as text: strict UTF-8, no byte-order mark, lines ending at LF. None where they are no text.

    What is wrong is reported with its place: another encoding, bytes that are no UTF-8, forbidden characters.
    """
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        if not _refuse_encoding(path, content, report):
            _refuse_byte(path, content, error, report)
        return None
    if "\0" in text and _refuse_encoding(path, content, report):
        return None
    return _fit_text(SourceText(path, normal_lines(text)), report)


def normal_lines(text: str) -> str:
    """Return a text without byte-order mark, its lines ending at LF; nothing else is changed."""
    text = text.removeprefix("\ufeff")
    return _LINE_END.sub("\n", text) if "\r" in text else text


def refuse_conflict(source: SourceText, report: Report) -> bool:
    """Report the first mark of a merge in a file, be it YAML, article or page; tell whether there is one.

    A line of seven signs alone counts only where another begins with other ones: it may be an ornament.
    """
    text = source.text
    if "<<<<<<<" not in text and ">>>>>>>" not in text and "|||||||" not in text:
        return False
    marks = list(_MARK.finditer(text))
    if all(mark[0] == marks[0][0] and " " not in mark[0] for mark in marks):
        return False
    first = marks[0]
    partings = list(_PARTING.finditer(text, 0, first.start())) if first[0].startswith(">") else []
    first = partings[-1] if partings else first
    message = "a merge was not finished: from here on two versions stand in this file"
    older = ", and what stands from `|||||||` to `=======`" if any(mark[0].startswith("|") for mark in marks) else ""
    way_out = (
        "keep one of the two versions, or both, and delete the lines that begin with `<<<<<<<`, `=======` and"
        f" `>>>>>>>`{older}; if these signs are part of the text, begin their lines with a space"
    )
    report.error("merge-conflict", message, source.location(first.start()), found=first[0], help=way_out)
    return True


def our_version(source: SourceText) -> SourceText:
    """Return a file as it stood on this side of a merge."""
    kept, is_ours = [], True
    for line in source.text.split("\n"):
        if _MARK.fullmatch(line):
            is_ours = not line.startswith("|")
        elif _PARTING.fullmatch(line):
            is_ours = False
        elif is_ours:
            kept.append(line)
    return SourceText(source.path, "\n".join(kept))


def _warn_of_link(path: str, fault: str, report: Report) -> None:
    message = f"this symbolic link {fault} and is not followed"
    report.warn("link-ignored", message, Location(path), help="put the file itself in its place")


def _refuse_encoding(path: str, content: bytes, report: Report) -> bool:
    """Report the encoding in which a file was saved where it is plainly another one; tell whether it is."""
    utf16 = content.startswith((b"\xff\xfe", b"\xfe\xff")) or _has_utf16_halves(content[:400])
    encoding = "UTF-16" if utf16 else "windows-1256" if _looks_like_1256(content) else ""
    if encoding:
        message = f"the file looks like {encoding}; save it as UTF-8"
        way_out = "in most editors: Save as, with the encoding UTF-8"
        report.error("not-utf8", message, Location(path), help=way_out)
    return bool(encoding)


def _looks_like_1256(content: bytes) -> bool:
    letters = _ARABIC_IN_1256.findall(content)
    high = sum(byte > _LAST_ASCII for byte in content)
    is_mostly_utf8 = len(_ARABIC_IN_UTF8.findall(content)) * 4 > high
    return len(set(letters)) >= _FEW and len(letters) > _ARABIC_SHARE * high and not is_mostly_utf8


def _has_utf16_halves(beginning: bytes) -> bool:
    """Tell whether every second byte is that of Latin or Arabic letters in UTF-16, which need no mark before them."""
    halves = (beginning[::2], beginning[1::2])
    high = [sum(half.count(byte) for byte in _UTF16_HIGH_BYTES) for half in halves]
    return len(beginning) >= _FEW and any(count > 0.9 * len(half) for count, half in zip(high, halves, strict=True))


def _refuse_byte(path: str, content: bytes, error: UnicodeDecodeError, report: Report) -> None:
    before = normal_lines(content[: error.start].decode("utf-8"))
    where = SourceText(path, before).location(len(before))
    message = f"the byte 0x{content[error.start]:02X} here is no UTF-8"
    report.error("not-utf8", message, where, help="save the file as UTF-8; text pasted from elsewhere may be at fault")


def _fit_text(source: SourceText, report: Report) -> SourceText | None:
    found = () if is_plain(source.text) else islice(_UNFIT.finditer(source.text), MOST_UNFIT_TOLD)
    offsets = [match.start() for match in found]
    for offset in offsets:
        message = f"the character {name_unseen(source.text[offset])} may not stand in a text"
        report.error("bad-character", message, source.location(offset), help="delete it; it cannot be seen")
    return None if offsets else source
