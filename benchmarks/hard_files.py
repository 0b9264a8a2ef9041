"""Files that are hard to read: large stacks and plans, decompression bombs, pages made of nonsense."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from typing import Any

import numpy as np
import pymupdf as _pymupdf
from PIL import Image, ImageDraw

pymupdf: Any = _pymupdf
_A4 = (595, 842)
_A0 = (2384, 3370)
_LINE = "Antrag auf Wohngeld, Blatt {} der Unterlagen von Erika Musterfrau"
GIB = 1024**3


def stack(pages: int, *, dpi: int = 300) -> bytes:
    """Return a PDF of scanned sheets with little text, as grey JPEGs; each tenth in colour."""
    document = pymupdf.open()
    for number in range(pages):
        sheet = _sheet(number, dpi=dpi, mode="L" if number % 10 else "RGB")
        document.new_page(width=_A4[0], height=_A4[1]).insert_image((0, 0, *_A4), stream=_jpeg(sheet))
    return bytes(document.tobytes())


def born_digital(pages: int) -> bytes:
    """Return a PDF with native text only."""
    document = pymupdf.open()
    for number in range(pages):
        page = document.new_page()
        for row in range(30):
            page.insert_text((60, 60 + 24 * row), _LINE.format(f"{number}, Zeile {row}"))
    return bytes(document.tobytes())


def vector_plan(lines: int = 100_000, *, size: tuple[float, float] = _A0) -> bytes:
    """Return a plan of many strokes, with no text but some letters drawn as a picture."""
    chance = np.random.default_rng(4)
    starts = chance.uniform(0, 1, (lines, 2)) * np.array(size)
    ends = np.hstack([starts, starts + chance.normal(0, 30, (lines, 2))])
    strokes = b"0.2 w\n" + b"".join(b"%d %d m %d %d l S\n" % tuple(row) for row in ends.astype(int))
    document = pymupdf.open()
    page = document.new_page(width=size[0], height=size[1])
    page.insert_image((0, 0, 595, 842), stream=_jpeg(_sheet(0, dpi=200, mode="L")))
    xref = document.get_new_xref()
    document.update_object(xref, "<<>>")
    document.update_stream(xref, strokes)
    contents = " ".join(f"{each} 0 R" for each in (*page.get_contents(), xref))
    document.xref_set_key(page.xref, "Contents", f"[{contents}]")
    return bytes(document.tobytes())


def scanned_plan(*, dpi: int = 300) -> bytes:
    """Return an A0 sheet as one picture: 139 million pixels at 300 dpi."""
    plan = Image.new("L", (round(_A0[0] / 72 * dpi), round(_A0[1] / 72 * dpi)), 255)
    draw = ImageDraw.Draw(plan)
    for row in range(40):
        for column in range(8):
            draw.text((1100 * column + 200, 320 * row + 300), f"Zimmer {row}", fill=0, font_size=60)
    document = pymupdf.open()
    document.new_page(width=_A0[0], height=_A0[1]).insert_image((0, 0, *_A0), stream=_jpeg(plan))
    return bytes(document.tobytes())


def paged_tiff(pages: int) -> bytes:
    """Return a fax-like TIFF of many pages."""
    sheets = [_sheet(number, dpi=200, mode="1") for number in range(pages)]
    sink = io.BytesIO()
    sheets[0].save(
        sink, "TIFF", save_all=True, append_images=sheets[1:], compression="group4", dpi=(200, 200)
    )
    return sink.getvalue()


def bombs() -> Iterator[tuple[str, bytes]]:
    """Yield files that are small, and huge when unpacked."""
    yield "png-900-megapixels", _png_of(30_000, 30_000, b"")
    yield "png-59-megapixels", _picture("PNG", (7_000, 8_400), "RGBA")
    yield "jpeg-59-megapixels", _picture("JPEG", (7_000, 8_400), "RGB", progressive=True)
    yield "webp-59-megapixels", _picture("WEBP", (7_000, 8_400), "RGB")
    yield "stream-of-1-gib", _pdf_with_stream(b"0 0 m 1 1 l S\n" * 80, times=GIB // 1120)
    yield "picture-of-4-gigapixels", _pdf_with_picture(65_000, 65_000)
    yield "million-words", _pdf_with_stream(b"BT /F0 1 Tf 9 9 Td (aa bb cc dd) Tj ET\n" * 100, times=3_000)
    yield "nested-forms", _pdf_of_forms(depth=12, width=8)


def _sheet(number: int, *, dpi: int, mode: str) -> Image.Image:
    """Return an A4 sheet with three lines of text on slightly noisy paper."""
    sheet = Image.new("L", (round(8.27 * dpi), round(11.69 * dpi)), 250)
    draw = ImageDraw.Draw(sheet)
    for row in range(3):
        draw.text((dpi, dpi * (1 + row)), _LINE.format(number), fill=20, font_size=dpi // 7)
    if mode == "1":
        return sheet.convert(mode)
    noise = np.random.default_rng(number).integers(0, 6, (sheet.height, sheet.width), dtype=np.uint8)
    return Image.fromarray(np.maximum(np.asarray(sheet), 6) - noise).convert(mode)


def _jpeg(picture: Image.Image) -> bytes:
    sink = io.BytesIO()
    picture.save(sink, "JPEG", quality=60)
    return sink.getvalue()


def _picture(kind: str, size: tuple[int, int], mode: str, **options: Any) -> bytes:
    sink = io.BytesIO()
    Image.new(mode, size).save(sink, kind, **options)
    return sink.getvalue()


def _png_of(width: int, height: int, pixels: bytes) -> bytes:
    """Return a PNG that claims a size, whatever it holds."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4) + kind + data + zlib.crc32(kind + data).to_bytes(4)

    head = width.to_bytes(4) + height.to_bytes(4) + b"\x08\x02\0\0\0"
    parts = chunk(b"IHDR", head), chunk(b"IDAT", zlib.compress(pixels)), chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def _deflated(piece: bytes, times: int) -> bytes:
    """Return ``piece``, so many times over, compressed without ever being there as a whole."""
    packer = zlib.compressobj(9)
    return b"".join(packer.compress(piece) for _ in range(times)) + packer.flush()


def _pdf(*objects: bytes) -> bytes:
    """Return a PDF of objects numbered from 1; the first is the catalogue. Its table is left to repair."""
    numbered = (b"%d 0 obj\n%b\nendobj\n" % (number, each) for number, each in enumerate(objects, start=1))
    return b"%PDF-1.7\n" + b"".join(numbered) + b"trailer\n<</Root 1 0 R>>\n%%EOF\n"


def _stream(data: bytes, entries: bytes = b"") -> bytes:
    return b"<</Length %d %b>>\nstream\n%b\nendstream" % (len(data), entries, data)


def _one_page(resources: bytes, *others: bytes) -> bytes:
    """Return a PDF with one A4 page; the first of the ``others`` is object 4, its contents."""
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<<%b>>>>" % resources
    tree = b"<</Type/Pages/Count 1/Kids[3 0 R]>>"
    return _pdf(b"<</Type/Catalog/Pages 2 0 R>>", tree, page, *others)


def _pdf_with_stream(piece: bytes, *, times: int) -> bytes:
    font = b"/Font<</F0<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>"
    return _one_page(font, _stream(_deflated(piece, times), b"/Filter/FlateDecode"))


def _pdf_with_picture(width: int, height: int) -> bytes:
    entries = b"/Type/XObject/Subtype/Image/Width %d/Height %d" % (width, height)
    entries += b"/BitsPerComponent 8/ColorSpace/DeviceGray/Filter/FlateDecode"
    picture = _stream(_deflated(bytes(width), height), entries)
    return _one_page(b"/XObject<</X 5 0 R>>", _stream(b"595 0 0 842 0 0 cm /X Do"), picture)


def _pdf_of_forms(*, depth: int, width: int) -> bytes:
    """Return a page that draws a form, which draws the next one several times, and so on."""
    forms = []
    for level in range(depth):
        inner = b"/X Do " * width if level < depth - 1 else b"0 0 9 9 re f"
        entries = b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</XObject<</X %d 0 R>>>>"
        forms.append(_stream(inner, entries % min(level + 6, depth + 4)))
    return _one_page(b"/XObject<</X 5 0 R>>", _stream(b"/X Do"), *forms)
