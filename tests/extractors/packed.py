"""ZIP files and mails made on the fly; fictitious people only."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterable, Mapping
from email.message import EmailMessage


def zip_of(files: Mapping[str, bytes] | Iterable[tuple[str, bytes]], *, stored: bool = False) -> bytes:
    """Return a ZIP of (name, data); a ZipInfo's flags follow Python's own habits."""
    pairs = files.items() if isinstance(files, Mapping) else files
    sink = io.BytesIO()
    method = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    with zipfile.ZipFile(sink, "w", method) as archive:
        for name, data in pairs:
            archive.writestr(zipfile.ZipInfo(name), data, compress_type=method)
    return sink.getvalue()


def with_raw_name(archive: bytes, name: bytes, raw: bytes) -> bytes:
    """Return the ZIP with other bytes for a name of the same length, and the sign for UTF-8 removed."""
    assert len(name) == len(raw)
    changed = bytearray(archive.replace(name, raw))
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = changed.find(mark)
        while place >= 0:
            (bits,) = struct.unpack_from("<H", changed, place + flags)
            struct.pack_into("<H", changed, place + flags, bits & ~0x800)
            place = changed.find(mark, place + 4)
    return bytes(changed)


def patched(archive: bytes, *, flags: int = 0, method: int | None = None, size: int | None = None) -> bytes:
    """Return the ZIP with lies about its first entry, in both of its directories.

    Args:
        archive: With one entry.
        flags: Bits that are set.
        method: Of compression.
        size: Unpacked, in bytes.
    """
    changed = bytearray(archive)
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = changed.find(mark)
        (bits,) = struct.unpack_from("<H", changed, place + at)
        struct.pack_into("<H", changed, place + at, bits | flags)
        if method is not None:
            struct.pack_into("<H", changed, place + at + 2, method)
        if size is not None:
            struct.pack_into("<I", changed, place + at + 16, size)
    return bytes(changed)


def overlapping(data: bytes, count: int) -> bytes:
    """Return a ZIP whose directory names the same entry ``count`` times."""
    archive = zip_of({"x.pdf": data})
    end = archive.rfind(b"PK\x05\x06")
    start = archive.rfind(b"PK\x01\x02")
    entry = archive[start:end]
    tail = bytearray(archive[end:])
    struct.pack_into("<HHI", tail, 8, count, count, count * len(entry))
    return archive[:start] + count * entry + bytes(tail)


def mail_of(
    text: str = "", attachments: Mapping[str, bytes] | None = None, *, html: str = ""
) -> EmailMessage:
    """Return a mail from Erika Musterfrau."""
    mail = EmailMessage()
    mail["From"] = "Erika Musterfrau <erika.musterfrau@example.org>"
    mail["To"] = "wohngeld@musterstadt.example"
    mail["Subject"] = "Mein Antrag für Köln"
    mail["Date"] = "Mon, 02 Nov 2026 09:30:00 +0100"
    mail["Message-ID"] = "<1@example.org>"
    mail.set_content(text)
    if html:
        mail.add_alternative(html, subtype="html")
    for name, data in (attachments or {}).items():
        mail.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return mail
