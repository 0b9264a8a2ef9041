"""Bar codes and matrix codes on pictures of pages."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pytest
import zxingcpp as _zxingcpp
from PIL import Image

from contracts.fields import FieldKind, FieldSpec
from contracts.reading import Barcode, PageText, TextSource
from contracts.records import Box, PageSize
from extractors.facts.fact_reader import read_facts
from extractors.facts.girocode import read_girocode
from extractors.pages.barcodes import read_barcodes
from tests.extractors.drawn import letter_picture

zxingcpp: Any = _zxingcpp
DPI = 200
IBAN = "DE02120300000000202051"
GIROCODE = f"BCD\n002\n1\nSCT\n\nErika Musterfrau\n{IBAN}\nEUR575.00\n\n\nMiete Mai"
CODES = {
    "QRCode": (GIROCODE, 25),
    "DataMatrix": ("DEA 0123456789", 14),
    "Aztec": ("Musterstadt 4711", 16),
    "PDF417": ("Bescheid 4711 vom 02.05.2026", 50),
    "Code128": ("RR123456785DE", 50),
    "Code39": ("AZ-4711-2026", 70),
    "ITF": ("01234567890128", 50),
    "EAN13": ("4006381333931", 38),
}
"""What a code says, and how many millimetres it is wide."""


def with_code(name: str, text: str, millimetres: float, *, degrees: float = 0) -> Image.Image:
    """Return the letter with a code, two inches from the left and seven from the top."""
    code = zxingcpp.create_barcode(text, getattr(zxingcpp.BarcodeFormat, name))
    drawn = Image.fromarray(np.array(zxingcpp.write_barcode_to_image(code))).convert("L")
    width = round(millimetres / 25.4 * DPI)
    height = max(round(drawn.height * width / drawn.width), DPI // 2)
    page = letter_picture(dpi=DPI)
    page.paste(drawn.resize((width, height), Image.Resampling.BOX), (2 * DPI, 7 * DPI))
    return page.rotate(degrees, expand=True, fillcolor=255)


@pytest.mark.parametrize("degrees", [0, 3, 90, 180])
@pytest.mark.parametrize("name", CODES)
def test_codes_are_read(name: str, degrees: float) -> None:
    """What authorities and the post print is read, upright or not."""
    text, millimetres = CODES[name]
    found = read_barcodes(with_code(name, text, millimetres, degrees=degrees), dpi=DPI)
    assert [(code.symbology, code.text) for code in found] == [(name, text)]


def test_codes_have_their_place() -> None:
    """A code's box is where it was printed, in points."""
    (code,) = read_barcodes(with_code("QRCode", *CODES["QRCode"]), dpi=DPI)
    assert (code.box.left, code.box.top) == pytest.approx((2 * 72, 7 * 72), abs=12)
    assert code.box.width == pytest.approx(25 / 25.4 * 72, rel=0.2)


@pytest.mark.parametrize(("name", "text"), [("ITF", "0128"), ("Code39", "A1")])
def test_short_codes_are_not_believed(name: str, text: str) -> None:
    """A few strokes without a check sign may be anything."""
    assert not read_barcodes(with_code(name, text, 30), dpi=DPI)


def test_a_letter_has_no_codes() -> None:
    """Text is no code."""
    assert not read_barcodes(letter_picture(dpi=DPI), dpi=DPI)


def page_with(text: str) -> PageText:
    code = Barcode(symbology="QRCode", text=text, box=Box(10, 10, 80, 80))
    return PageText(index=0, size=PageSize(595, 842), source=TextSource.OCR, words=(), barcodes=(code,))


def test_an_iban_comes_from_the_girocode() -> None:
    """A fact that is an IBAN is taken from the code of the transfer, with its place."""
    spec = FieldSpec(kind=FieldKind.IBAN, labels=("IBAN",))
    facts = read_facts("rechnung", {"iban": spec}, [page_with(GIROCODE)], today=date(2026, 11, 2))
    assert facts["iban"].value == IBAN
    assert facts["iban"].source is TextSource.BARCODE
    assert facts["iban"].box == Box(10, 10, 80, 80)


@pytest.mark.parametrize("text", ["https://example.org", GIROCODE.replace("2051", "2052"), "BCD\n002"])
def test_other_codes_are_no_girocode(text: str) -> None:
    """A link, a wrong check digit or half a code is no transfer."""
    assert read_girocode([page_with(text)]) is None
