"""Letters behind the digits of house numbers: their blanks and sizes."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from PIL import Image

from extractors.ocr.house_letters import with_house_letters
from extractors.ocr.line_network import Glyph, LineNetwork
from extractors.ocr.line_pictures import LinePicture, TextLine, cut
from samples.pdf import pymupdf


def printed(text: str, font: str) -> tuple[Image.Image, LinePicture]:
    """Return a page with a line of 10 points at 200 dpi, and the line's picture."""
    with pymupdf.open() as document:
        page = document.new_page(width=324, height=36)
        page.insert_text((36, 21.6), text, fontsize=10, fontname=font)
        pixmap = page.get_pixmap(dpi=200, colorspace=pymupdf.csGRAY)
        picture = Image.frombytes("L", (pixmap.width, pixmap.height), pixmap.samples)
    rows, columns = np.nonzero(np.asarray(picture) < 128)
    box = (int(columns.min()), int(rows.min()), int(columns.max()) + 1, int(rows.max()) + 1)
    return picture, cut(picture, TextLine(*box, 60.0))


def said(glyphs: Sequence[Glyph]) -> str:
    return "".join(glyph.text for glyph in glyphs)


def test_running_text_stays() -> None:
    """A section of a law is no house."""
    picture, piece = printed("Es gilt hier sonst Absatz 2a des Rechts", "helv")
    (glyphs,) = LineNetwork().read([piece.pixels])
    assert with_house_letters(glyphs, piece, np.asarray(picture)) == glyphs


@pytest.mark.parametrize("font", ["helv", "tiro", "cour"])
@pytest.mark.parametrize(
    ("text", "misread"),
    [("56 c", "56C"), ("104 c", "104c"), ("8a", "8a"), ("51c", "51C")],
)
def test_blank_and_size_are_told_by_the_picture(text: str, misread: str, font: str) -> None:
    """The network is told to have lost the blank, and to have seen a capital."""
    picture, piece = printed(text, font)
    (glyphs,) = LineNetwork().read([piece.pixels])
    signs = [glyph for glyph in glyphs if glyph.text != " "]
    wrong = [sign._replace(text=letter) for sign, letter in zip(signs, misread, strict=True)]
    assert said(with_house_letters(wrong, piece, np.asarray(picture))) == text


def test_a_capital_stays() -> None:
    """A zone is no house."""
    picture, piece = printed("12 C", "helv")
    (glyphs,) = LineNetwork().read([piece.pixels])
    assert said(with_house_letters(glyphs, piece, np.asarray(picture))) == "12 C"
