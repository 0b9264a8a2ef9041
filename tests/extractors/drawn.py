"""Files made on the fly for the tests of reading; fictitious people only."""

from __future__ import annotations

import io
from typing import Any

import pymupdf as _pymupdf
from PIL import Image

pymupdf: Any = _pymupdf

LETTER = (
    "Sehr geehrte Damen und Herren,",
    "hiermit beantrage ich Wohngeld für meine Wohnung.",
    "Meine Miete beträgt 575,00 Euro im Monat.",
    "Ich bin am 01.05.2021 eingezogen.",
    "Die Unterlagen liegen diesem Schreiben bei.",
    "Mit freundlichen Grüßen",
    "Erika Musterfrau",
    "Heidestraße 17, 51147 Köln",
)


def pdf_of(document: Any, **options: Any) -> bytes:
    """Return the bytes of a PyMuPDF document."""
    return bytes(document.tobytes(**options))


def text_pdf(pages: int = 1, *, rotation: int = 0, numbered: bool = True) -> bytes:
    """Return a PDF with the letter as native text on each page."""
    document = pymupdf.open()
    for number in range(pages):
        page = document.new_page()
        for row, line in enumerate(LETTER):
            page.insert_text((72, 100 + 24 * row), line)
        if numbered:
            page.insert_text((72, 400), f"Seite {number + 1} von {pages} dieses Schreibens")
        page.set_rotation(rotation)
    return pdf_of(document)


def letter_picture(*, dpi: int = 200) -> Image.Image:
    """Return the letter as a grey A4 picture."""
    page = pymupdf.open(stream=text_pdf(numbered=False))[0]
    pixmap = page.get_pixmap(dpi=dpi, colorspace=pymupdf.csGRAY)
    return Image.frombytes("L", (pixmap.width, pixmap.height), pixmap.samples)


def scan_pdf(*pictures: Image.Image, dpi: int = 200) -> bytes:
    """Return a PDF whose pages are pictures."""
    sink = io.BytesIO()
    pictures[0].save(sink, "PDF", save_all=True, append_images=pictures[1:], resolution=dpi)
    return sink.getvalue()


def picture_file(picture: Image.Image, kind: str, **options: Any) -> bytes:
    """Return a picture file of ``kind`` (JPEG, PNG, TIFF, WEBP)."""
    sink = io.BytesIO()
    picture.save(sink, kind, **options)
    return sink.getvalue()


def add_field(page: Any, name: str, kind: int, box: tuple[float, ...], **attributes: Any) -> None:
    """Put a live form field on a page."""
    widget = pymupdf.Widget()
    widget.field_name, widget.field_type, widget.rect = name, kind, pymupdf.Rect(box)
    for key, value in attributes.items():
        setattr(widget, key, value)
    page.add_widget(widget)
