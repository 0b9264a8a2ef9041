"""The only door to ZIP files. Call this in a child process only.

A ZIP's own words about itself are not trusted: what is unpacked is measured while it is unpacked, and
never goes beyond the limit. Of the methods of compression only those are allowed that can be stopped in
the middle (stored, deflate); no usual program writes others.
"""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from collections.abc import Iterator
from functools import partial
from typing import Final

from contracts.reading import ProblemCode
from extractors.errors import UnreadableFileError, unsupported
from extractors.files.member_names import is_junk
from extractors.files.packed import Packed

_ENCRYPTED: Final = 0x1
_UTF8: Final = 0x800
_METHODS: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_OFFICE: Final = {
    "word/document.xml": "Word-Dokument",
    "xl/workbook.xml": "Excel-Tabelle",
    "xl/workbook.bin": "Excel-Tabelle",
    "ppt/presentation.xml": "PowerPoint-Präsentation",
    "META-INF/container.xml": "E-Book",
    "META-INF/MANIFEST.MF": "Programm",
}
"""Files by which one knows formats that are ZIP files inside."""
_ODF: Final = "META-INF/manifest.xml"


def packed_in_zip(data: bytes) -> Iterator[Packed]:
    """Yield the files in a ZIP in its own order, without folders and what systems leave for themselves.

    Raises:
        UnreadableFileError: if it has no readable directory, or is an office document.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise UnreadableFileError(ProblemCode.DAMAGED) from error
    _refuse_office(set(archive.namelist()))
    for info in archive.infolist():
        name = _name_of(info)
        if not info.is_dir() and not is_junk(name):
            yield Packed(name, partial(_read, archive, info))


def _refuse_office(names: set[str]) -> None:
    if _ODF in names and "mimetype" in names and "META-INF/container.xml" not in names:
        raise unsupported("OpenDocument von LibreOffice")
    for name, title in _OFFICE.items():
        if name in names:
            raise unsupported(title)


def _name_of(info: zipfile.ZipInfo) -> str:
    """Return the name; Apple writes UTF-8 without saying so, Windows its old code page.

    For German letters the code pages 437 and 850 agree.
    """
    if info.flag_bits & _UTF8:
        return info.orig_filename
    try:
        return info.orig_filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return info.orig_filename


def _read(archive: zipfile.ZipFile, info: zipfile.ZipInfo, limit: int) -> bytes:
    if info.flag_bits & _ENCRYPTED:
        raise UnreadableFileError(ProblemCode.ENCRYPTED)
    if stat.S_ISLNK(info.external_attr >> 16):
        raise unsupported("Verknüpfung")
    if info.compress_type not in _METHODS:
        raise unsupported("ungewöhnlich gepackt")
    try:
        with archive.open(info) as stream:
            content = stream.read(limit + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, OSError) as error:
        raise UnreadableFileError(ProblemCode.DAMAGED) from error
    return content
