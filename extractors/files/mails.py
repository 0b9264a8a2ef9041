"""The only door to mails (RFC 5322, MIME). Call this in a child process only.

A mail yields its attachments, mails attached to it, and its own words: as a page that people can look at,
since applicants explain there what they send. Its header and its words are personal data.
"""

from __future__ import annotations

import io
import mimetypes
from collections.abc import Iterator
from email import policy
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesParser
from functools import partial
from typing import Final

from contracts.reading import ProblemCode
from extractors.errors import UnreadableFileError
from extractors.files.html_text import text_of_html
from extractors.files.images import picture_size
from extractors.files.packed import Packed
from extractors.files.pdf import text_as_pdf

NOTE: Final = "Nachricht.txt"
"""Name of a mail's own words."""
_HEADERS: Final = {"From": "Von", "To": "An", "Date": "Datum", "Subject": "Betreff"}
_SIGNATURES: Final = frozenset(
    {
        *("application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature"),
        *("application/pgp-keys", "text/x-amp-html", "text/vcard", "text/x-vcard"),
    }
)
"""What programs add for each other, and cards of address books: a person has nothing to look at there."""
_BODIES: Final = frozenset({"text/plain", "text/html"})
_FOLLOWING: Final = frozenset({"message/rfc822", "message/global"})
_EXTENSIONS: Final = {"image/jpg": ".jpg", "message/rfc822": ".eml", "application/octet-stream": ".bin"}
_LOGO_SHORT: Final = 200
_LOGO_LONG: Final = 500
"""Pixels: a picture in a mail's text with a shorter short side, or no longer long side, is a mere logo."""
_LONGEST_HEADER: Final = 500
_LONGEST_TEXT: Final = 60_000
"""Letters of a mail's words that are shown; about twenty pages."""


def packed_in_mail(data: bytes) -> Iterator[Packed]:
    """Yield the mail's words, then its attachments in their order."""
    # The modern policies parse headers strictly, and at great length where those are hostile.
    # From a stream it takes half of the memory that it takes from bytes.
    mail = BytesParser(policy=policy.compat32).parse(io.BytesIO(data))
    plain: list[str] = []
    rich: list[str] = []
    attachments: list[Message] = []
    logos = 0
    for part in _leaves(mail):
        if _is_body(part):
            (plain if part.get_content_type() == "text/plain" else rich).append(_text_of(part))
        elif _is_logo(part):
            logos += 1
        elif part.get_content_type() not in _SIGNATURES:
            attachments.append(part)
    words = "\n\n".join(plain if any(text.strip() for text in plain) else map(text_of_html, rich)).strip()
    if words or logos:
        yield Packed(NOTE, partial(_note, mail, words, logos), note=True)
    for part in attachments:
        yield Packed(_name_of(part), partial(_content_of, part))


def _leaves(mail: Message) -> Iterator[Message]:
    """Yield the parts that hold something, in their order; attached mails stay whole."""
    waiting = [mail]
    while waiting:
        part = waiting.pop()
        if part.get_content_maintype() == "multipart" and part.is_multipart():
            waiting += reversed(_parts(part))
        else:
            yield part


def _parts(part: Message) -> list[Message]:
    payload = part.get_payload()
    return [each for each in payload if isinstance(each, Message)] if isinstance(payload, list) else []


def _is_body(part: Message) -> bool:
    is_text = part.get_content_type() in _BODIES and not part.is_multipart()
    return is_text and part.get_content_disposition() != "attachment" and not _file_name(part)


def _is_logo(part: Message) -> bool:
    """Whether this is a small picture in the text: of a signature, or a mark that counts readers."""
    shown = part.get_content_disposition() == "inline" or part["Content-ID"] is not None
    if part.get_content_maintype() != "image" or not shown:
        return False
    size = picture_size(_payload(part))
    return size is not None and (min(size) < _LOGO_SHORT or max(size) <= _LOGO_LONG)


def _content_of(part: Message, _limit: int) -> bytes:
    """Return an attachment; what a mail holds is no larger than the mail itself, which kept to the limit."""
    inner = _parts(part)
    if part.get_content_type() in _FOLLOWING and inner:
        return inner[0].as_bytes(policy=policy.compat32)
    if part.is_multipart():  # reports of mail servers: headers in several blocks
        return part.as_bytes(policy=policy.compat32)
    content = _payload(part)
    if not content:
        raise UnreadableFileError(ProblemCode.EMPTY)
    return content


def _payload(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _text_of(part: Message) -> str:
    content = _payload(part)
    try:
        return content.decode(part.get_content_charset() or "utf-8")
    except (LookupError, UnicodeError):
        return content.decode("latin-1")


def _note(mail: Message, words: str, logos: int, _limit: int) -> bytes:
    """Return the mail's words as a PDF, under the header that says whose they are."""
    lines = [f"{title}: {_header(mail, name)}" for name, title in _HEADERS.items() if mail[name] is not None]
    lines += ["", words[:_LONGEST_TEXT]]
    if len(words) > _LONGEST_TEXT:
        lines += ["", "[Die Nachricht ist länger; das Übrige steht in der Originaldatei.]"]
    if logos:
        lines += ["", f"[Kleine Bilder im Text der Nachricht, nicht einzeln aufgeführt: {logos}]"]
    return text_as_pdf("\n".join(lines))


def _header(mail: Message, name: str) -> str:
    return " ".join(_decoded(_raw(mail, name)[:_LONGEST_HEADER]).split())


def _name_of(part: Message) -> str:
    name = _file_name(part)
    if name:
        return name
    kind = part.get_content_type()
    suffix = _EXTENSIONS.get(kind) or mimetypes.guess_extension(kind, strict=False) or ".bin"
    return ("Weitergeleitete Nachricht" if kind in _FOLLOWING else "Anlage") + suffix


def _file_name(part: Message) -> str:
    """Return the attachment's name; many programs write it in ways that no norm knows."""
    for header in ("Content-Disposition", "Content-Type"):
        if part[header] is not None:
            part.replace_header(header, _raw(part, header))
    return _decoded(part.get_filename() or "")


def _raw(part: Message, name: str) -> str:
    """Return a header as text, where it has bytes beyond ASCII as UTF-8 or else Latin-1."""
    value = next((str(value) for key, value in part.raw_items() if key.lower() == name.lower()), "")
    raw = value.encode("utf-8", "surrogateescape")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("latin-1")


def _decoded(value: str) -> str:
    """Undo the encoding of words in headers (RFC 2047), where it is valid."""
    try:
        return str(make_header(decode_header(value)))
    except (HeaderParseError, LookupError, UnicodeError, ValueError):
        return value
