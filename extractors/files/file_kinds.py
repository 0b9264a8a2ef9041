"""What kind of file some bytes are, told from how they begin. A look at bytes, no parsing: safe everywhere.

Names are not asked: people rename files, and mail programs invent names.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final

_SNIFFED: Final = 1024
_HEADERS_SNIFFED: Final = 16_384
_PICTURE_STARTS: Final = (
    *(b"\xff\xd8\xff", b"\x89PNG", b"II*\0", b"MM\0*", b"II+\0", b"MM\0+"),
    *(b"GIF87a", b"GIF89a"),
)
_ZIP_STARTS: Final = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_HEIF_BRANDS: Final = frozenset(
    {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs", b"mif1", b"msf1"}
)
_BMP_HEADERS: Final = frozenset({12, 40, 52, 56, 64, 108, 124})
"""Sizes of the header after a BMP's file header; two letters alone would be too little to tell by."""
_ATTACHMENT_SIGNS: Final = (b"/EmbeddedFile", b"/FileAttachment", b"/ObjStm")
"""A PDF with none of these has no attachments; object streams (ObjStm) may hide the other two."""
_HEADER_LINE: Final = re.compile(rb"([!-9;-~]+)[ \t]*:.*")
_FOLDED: Final = (b" ", b"\t")
_MAIL_HEADERS: Final = frozenset(
    {
        *(b"from", b"to", b"subject", b"message-id", b"received", b"return-path", b"mime-version"),
        *(b"delivered-to", b"reply-to"),
    }
)
"""What dumps of web servers' answers do not have; two of them make a mail."""

_FORMATS: Final = (
    (re.compile(rb"PK\x03\x04"), "ZIP-Datei"),
    (re.compile(rb"Rar!\x1a\x07"), "RAR-Archiv"),
    (re.compile(rb"7z\xbc\xaf\x27\x1c"), "7-Zip-Archiv"),
    (re.compile(rb"\x1f\x8b|.{257}ustar", re.DOTALL), "TAR- oder GZIP-Archiv"),
    (re.compile(rb"\x78\x9f\x3e\x22"), "winmail.dat von Outlook"),
    (re.compile(rb"\{\\rtf"), "RTF-Text"),
    (re.compile(rb"\s*(<!--.{0,200}-->\s*)?<(!doctype\s+html|html)", re.IGNORECASE | re.DOTALL), "Webseite"),
    (re.compile(rb"MZ|\x7fELF"), "Programm"),
    (re.compile(rb"....ftypavi[fs]", re.DOTALL), "AVIF-Bild"),
    (re.compile(rb"....(ftyp|moov)", re.DOTALL), "Video"),
    (re.compile(rb"\0\0\0\x0cjP  |\xff\x4f\xff\x51"), "JPEG-2000-Bild"),
    (re.compile(rb"\x30[\x80-\x84].{0,40}\x2a\x86\x48\x86\xf7\x0d\x01\x07", re.DOTALL), "smime.p7m"),
    (re.compile(rb"\s*<"), "XML-Datei"),
    (re.compile(rb"[\t\n\r\f -~\x80-\xff]+\Z"), "Textdatei"),
)
_OLE: Final = b"\xd0\xcf\x11\xe0"
_OLE_STREAMS: Final = {
    "WordDocument": "Word-Dokument",
    "Workbook": "Excel-Tabelle",
    "PowerPoint Document": "PowerPoint-Präsentation",
    "__substg1.0_": "Outlook-Nachricht",
}


class FileKind(StrEnum):
    """What can be done with a file."""

    PDF = "pdf"
    PICTURE = "picture"
    ZIP = "zip"
    MAIL = "mail"
    OTHER = "other"


def kind_of(data: bytes) -> FileKind:
    """Tell what some bytes are."""
    head = data[:_SNIFFED]
    if _is_picture(head):
        return FileKind.PICTURE
    if head.startswith(_ZIP_STARTS):  # before PDF: a ZIP may hold one uncompressed
        return FileKind.ZIP
    if _is_mail(data[:_HEADERS_SNIFFED]):
        return FileKind.MAIL
    return FileKind.PDF if b"%PDF" in head or b" obj" in head else FileKind.OTHER


def may_hold_files(data: bytes) -> bool:
    """Whether it is worth while to look for files inside."""
    kind = kind_of(data)
    if kind is FileKind.PDF:
        return any(sign in data for sign in _ATTACHMENT_SIGNS)
    return kind in {FileKind.ZIP, FileKind.MAIL}


def format_name(data: bytes) -> str:
    """Return what people call the format of a file that is not read, or "" where it is not known."""
    if data.startswith(_OLE):
        streams = _OLE_STREAMS.items()
        found = (title for name, title in streams if name.encode("utf-16-le") in data)
        return next(found, "älteres Office-Dokument")
    head = data[:_SNIFFED]
    return next((title for pattern, title in _FORMATS if pattern.match(head)), "")


def _is_picture(head: bytes) -> bool:
    if head.startswith(_PICTURE_STARTS) or (head[:4] == b"RIFF" and head[8:12] == b"WEBP"):
        return True
    if head.startswith(b"BM"):
        return int.from_bytes(head[14:18], "little") in _BMP_HEADERS
    return head[4:8] == b"ftyp" and head[8:12] in _HEIF_BRANDS and b"avif" not in head[:64]


def _is_mail(head: bytes) -> bool:
    """Whether the bytes begin with the header of a mail (RFC 5322, 2.2)."""
    known = set()
    for number, line in enumerate(head.removeprefix(b"\xef\xbb\xbf").lstrip().splitlines()):
        header = _HEADER_LINE.fullmatch(line)
        if header:
            known.add(header[1].lower())
        elif not line or not (line.startswith(_FOLDED) or (number == 0 and line.startswith(b"From "))):
            break
    return len(known & _MAIL_HEADERS) > 1
