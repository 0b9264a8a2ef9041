"""Files broken by chance: bytes, numbers and names, objects and streams of a PDF, two files in one."""

from __future__ import annotations

import contextlib
import io
import random
import re
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from typing import Any, Final

import pymupdf as _pymupdf
from PIL import Image, ImageDraw

from benchmarks.hard_files import born_digital, paged_tiff, stack

pymupdf: Any = _pymupdf
_NUMBERS: Final = (
    b"0",
    b"-1",
    b"1",
    b"65536",
    b"2147483648",
    b"4294967295",
    b"1e40",
    b"-99999999999999999999",
)
_WORDS: Final = (
    b"/Type /Kids /Parent /Contents /Length /Filter /FlateDecode /DCTDecode /JBIG2Decode /JPXDecode /Rotate "
    b"/MediaBox /Annots /AcroForm /Fields << >> [ ] null true R obj endobj stream endstream ( )"
).split()
_NUMBER: Final = re.compile(rb"-?\d+(?:\.\d+)?")
_NAME: Final = re.compile(rb"/[A-Za-z][A-Za-z0-9]+")
_INTERESTING: Final = (0, 1, 0x7F, 0x80, 0xFF)
_MOST_CHANGES: Final = 8

Mutation = Callable[[bytearray, random.Random], None]


def samples() -> list[bytes]:
    """Return whole files of each kind that is read."""
    picture = Image.new("RGB", (620, 877), "white")
    ImageDraw.Draw(picture).text((60, 90), "Antrag auf Wohngeld", fill="black", font_size=30)
    files = [_saved(picture, kind) for kind in ("JPEG", "PNG", "TIFF", "WEBP", "GIF", "BMP")]
    files += [_saved(picture.convert("RGBA"), "PNG"), _saved(picture, "JPEG", progressive=True)]
    files += [paged_tiff(2), stack(2, dpi=60), born_digital(2), _form()]
    return [*files, _zip(files[0], files[-1]), _mail(files[-1])]


def mutated(corpus: list[bytes], chance: random.Random) -> bytes:
    """Return a file of the corpus, broken."""
    data = chance.choice(corpus)
    if data.startswith(b"%PDF") and chance.random() < 0.4:  # noqa: PLR2004 - a good share
        data = _with_odd_objects(data, chance)
    broken = bytearray(data)
    for _ in range(chance.randint(0, _MOST_CHANGES)):
        chance.choice(_MUTATIONS)(broken, chance)
    if chance.random() < 0.1:  # noqa: PLR2004 - a small share
        other = chance.choice(corpus)
        broken[chance.randint(0, len(broken)) :] = other[chance.randint(0, len(other)) :]
    return bytes(broken)


def _flip(data: bytearray, chance: random.Random) -> None:
    if data:
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def _overwrite(data: bytearray, chance: random.Random) -> None:
    for _ in range(chance.randint(1, 8)):
        if data:
            data[chance.randrange(len(data))] = chance.choice(_INTERESTING)


def _insert(data: bytearray, chance: random.Random) -> None:
    at = chance.randint(0, len(data))
    data[at:at] = chance.choice((chance.randbytes(8), chance.choice(_WORDS) + b" ", bytes(64)))


def _delete(data: bytearray, chance: random.Random) -> None:
    at = chance.randint(0, len(data))
    del data[at : at + chance.choice((1, 4, 64, 1024))]


def _truncate(data: bytearray, chance: random.Random) -> None:
    if chance.random() < 0.3:  # noqa: PLR2004 - not each time: little else would be tried
        del data[chance.randint(0, len(data)) :]


def _repeat(data: bytearray, chance: random.Random) -> None:
    start = chance.randint(0, len(data))
    piece = bytes(data[start : start + chance.choice((4, 64, 1024))])
    at = chance.randint(0, len(data))
    data[at:at] = piece * chance.choice((1, 2, 50))


def _number(data: bytearray, chance: random.Random) -> None:
    _replace(data, _NUMBER, chance.choice(_NUMBERS), chance)


def _name(data: bytearray, chance: random.Random) -> None:
    names = _NAME.findall(bytes(data))
    _replace(data, _NAME, chance.choice(names) if names else b"/X", chance)


def _replace(data: bytearray, pattern: re.Pattern[bytes], new: bytes, chance: random.Random) -> None:
    places = [match.span() for match in pattern.finditer(data)]
    if places:
        start, end = chance.choice(places)
        data[start:end] = new


_MUTATIONS: Final[tuple[Mutation, ...]] = (
    _flip, _overwrite, _insert, _delete, _truncate, _repeat, _number, _number, _name,
)  # fmt: skip


def _with_odd_objects(data: bytes, chance: random.Random) -> bytes:
    """Return a PDF some of whose objects and unpacked streams are broken, so that its syntax stays whole."""
    with contextlib.suppress(Exception):  # the file may be broken already: then it stays as it is
        document = pymupdf.open(stream=data, filetype="pdf")
        for _ in range(chance.randint(1, 4)):
            with contextlib.suppress(Exception):
                _break_object(document, chance.randrange(1, document.xref_length()), chance)
        return bytes(document.tobytes(deflate=chance.random() < 0.5))  # noqa: PLR2004 - one half
    return data


def _break_object(document: Any, xref: int, chance: random.Random) -> None:
    if document.xref_is_stream(xref) and chance.random() < 0.6:  # noqa: PLR2004 - the larger half
        stream = bytearray(document.xref_stream(xref))
        for _ in range(chance.randint(1, _MOST_CHANGES)):
            chance.choice(_MUTATIONS)(stream, chance)
        document.update_stream(xref, bytes(stream))
        return
    other = chance.randrange(1, document.xref_length())
    odd = chance.choice(
        (f"{other} 0 R", "null", "[]", "<<>>", "-1", "1e30", "[0 0 1e9 1e9]", "(" + "x" * 999 + ")")
    )
    keys = document.xref_get_keys(xref)
    if keys:
        document.xref_set_key(xref, chance.choice(keys), odd)
    else:
        document.update_object(xref, document.xref_object(other))


def _saved(picture: Image.Image, kind: str, **options: Any) -> bytes:
    sink = io.BytesIO()
    picture.save(sink, kind, **options)
    return sink.getvalue()


def _form() -> bytes:
    """Return a PDF with a field of each kind."""
    document = pymupdf.open()
    page = document.new_page()
    kinds = pymupdf.PDF_WIDGET_TYPE_TEXT, pymupdf.PDF_WIDGET_TYPE_CHECKBOX, pymupdf.PDF_WIDGET_TYPE_COMBOBOX
    for row, kind in enumerate(kinds):
        widget = pymupdf.Widget()
        widget.field_name, widget.field_type = f"Feld{row}", kind
        widget.rect = pymupdf.Rect(100, 100 + 40 * row, 300, 120 + 40 * row)
        if kind == pymupdf.PDF_WIDGET_TYPE_COMBOBOX:
            widget.choice_values = ["ja", "nein"]
        page.add_widget(widget)
    page.insert_text((60, 60), "Antrag auf Wohngeld von Erika Musterfrau")
    return bytes(document.tobytes())


def _zip(*files: bytes) -> bytes:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, data in enumerate(files):
            archive.writestr(f"Anlage {number}", data)
    return sink.getvalue()


def _mail(attachment: bytes) -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "erika@example.org", "amt@example.org", "Antrag"
    mail.set_content("Anbei mein Antrag.")
    mail.add_attachment(attachment, maintype="application", subtype="pdf", filename="antrag.pdf")
    return mail.as_bytes()
