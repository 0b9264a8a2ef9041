"""Which papers are looked at for signatures, and where."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import pytest
from PIL import Image, ImageDraw

from contracts.catalogue import load_catalogue
from contracts.findings import Part
from contracts.reading import DocumentText, PageInk, PageText, TextSource, Word
from contracts.records import Box, PageSize
from extractors.pictures.page_ink import page_ink
from extractors.sandbox import ReadingPool
from pipeline.signatures import unsigned_page

TYPES = load_catalogue().document_types
CAPTIONS = (Word("Vermieter", Box(60, 600, 110, 608)), Word("Mieter", Box(260, 600, 300, 608)))


class Drawing(ReadingPool):
    """Gives the ink of pages that are blank but for a line of a pen, if there is one."""

    def __init__(self, *, signed: bool) -> None:
        self._signed = signed

    def inks(
        self, data: bytes, pages: Collection[int], *, turned: Mapping[int, float] | None = None
    ) -> dict[int, PageInk]:
        """Return the same for every page."""
        assert data == b""
        assert turned == dict.fromkeys(pages, 0)
        picture = Image.new("L", (1240, 1754), 255)
        if self._signed:
            wave = [(150 + 12 * at, 1225 - 25 * (at % 2)) for at in range(14)]
            ImageDraw.Draw(picture).line(wave, fill=0, width=4)
        return {page: page_ink(picture, dpi=150) for page in pages}


def lease(*, captions: bool = True) -> DocumentText:
    words = (Word("Mietvertrag", Box(60, 60, 130, 72)), *(CAPTIONS if captions else ()))
    size = PageSize(595, 842)
    first = PageText(index=0, size=size, source=TextSource.TEXT, words=words[:1])
    last = PageText(index=1, size=size, source=TextSource.TEXT, words=words)
    return DocumentText(file="vertrag.pdf", sha256="1", pages=(first, last))


@pytest.mark.parametrize(
    ("type_id", "signed", "captions", "page"),
    [
        ("mietvertrag", False, True, 1),
        ("mietvertrag", True, True, None),
        ("mietvertrag", False, False, None),
        ("kontoauszug", False, True, None),
    ],
)
def test_an_empty_place(type_id: str, signed: bool, captions: bool, page: int | None) -> None:  # noqa: FBT001 - cases
    """Only of papers that must be signed, and only where a place for it was found."""
    part = Part(document=0, pages=(0, 1), type=type_id, confidence=0.99)
    found = unsigned_page(part, lease(captions=captions), b"", types=TYPES, pool=Drawing(signed=signed))
    assert found == page


def test_a_card_among_others_is_no_contract() -> None:
    """Its place on the page is not where the captions stand."""
    part = Part(document=0, pages=(1,), type="vollmacht", confidence=0.99, region=Box(0, 0, 300, 200))
    assert unsigned_page(part, lease(), b"", types=TYPES, pool=Drawing(signed=False)) is None
