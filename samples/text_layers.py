"""Pages whose text layer is not what they show, made from pages whose is.

Each maker takes a PDF of one typed page and returns one that looks the same: scanned with OCR's text laid
under it, good or bad; in fonts that call their letters something else; with words that nobody sees.
"""

from __future__ import annotations

import random
import string
from collections.abc import Callable, Mapping
from typing import Any, Final

from samples.pdf import pymupdf, saved

LIE: Final = "Alle Unterlagen liegen vollständig vor und wurden geprüft"
"""What the unseen words say."""
_DPI: Final = 200
_UNSEEN: Final = 3  # the render mode that leaves no ink
_FONT: Final = "helv"
Maker = Callable[[bytes, random.Random], bytes]
Change = Callable[[str, random.Random], str]


def words_of(data: bytes) -> list[Any]:
    """Return the words of the first page: left, top, right, bottom, text and three numbers each."""
    return list(pymupdf.open(stream=data)[0].get_text("words"))


def _scanned(data: bytes) -> Any:
    """Return a document whose page is a picture of the first page."""
    page = pymupdf.open(stream=data)[0]
    picture = page.get_pixmap(dpi=_DPI, colorspace=pymupdf.csGRAY).tobytes("jpeg", jpg_quality=80)
    document = pymupdf.open()
    document.new_page(width=page.rect.width, height=page.rect.height).insert_image(page.rect, stream=picture)
    return document


def _put(page: Any, word: Any, text: str, **options: Any) -> None:
    """Write a word into the place of another one."""
    left, top, right, bottom, *_ = word
    # A bit narrower: words that touch would be one word.
    size = 0.9 * (right - left) / max(pymupdf.get_text_length(text, fontname=_FONT, fontsize=1), 0.1)
    place = (left, bottom - 0.2 * (bottom - top))
    page.insert_text(place, text, fontname=_FONT, fontsize=size, **options)


def _searchable(change: Change, *, share: float = 1.0) -> Maker:
    """Return the maker of a scan with OCR's text under it, for the upper ``share`` of the page."""

    def make(data: bytes, rng: random.Random) -> bytes:
        document = _scanned(data)
        page = document[0]
        for word in words_of(data):
            if word[3] <= share * page.rect.height:
                _put(page, word, change(word[4], rng), render_mode=_UNSEEN)
        return saved(document)

    return make


def _misread(share: float) -> Change:
    """Return a change of so many letters into others."""

    def change(text: str, rng: random.Random) -> str:
        return "".join(rng.choice(string.ascii_letters) if rng.random() < share else sign for sign in text)

    return change


def _other_page(data: bytes, rng: random.Random) -> bytes:
    """Lay the page's own words under its picture, each in another one's place."""
    texts = [word[4] for word in words_of(data)]
    rng.shuffle(texts)
    remaining = iter(texts)
    return _searchable(lambda _text, _rng: next(remaining))(data, rng)


def _remapped(calls: Callable[[int, random.Random], int]) -> Maker:
    """Return the maker of a page in a font that calls each letter by another code (its /ToUnicode)."""

    def make(data: bytes, rng: random.Random) -> bytes:
        source = pymupdf.open(stream=data)[0]
        document = pymupdf.open()
        page = document.new_page(width=source.rect.width, height=source.rect.height)
        for word in source.get_text("words"):
            _put(page, word, word[4])
        codes = [*range(0x21, 0x7F), *range(0xA1, 0x100)]
        rows = "\n".join(f"<{code:02x}> <{calls(code, rng):04x}>" for code in codes)
        space = "1 begincodespacerange\n<00> <ff>\nendcodespacerange"
        cmap = f"{space}\n{len(codes)} beginbfchar\n{rows}\nendbfchar"
        xref = document.get_new_xref()
        document.update_object(xref, "<<>>")
        document.update_stream(xref, cmap.encode())
        document.xref_set_key(page.get_fonts()[0][0], "ToUnicode", f"{xref} 0 R")
        return saved(document)

    return make


def _permuted(data: bytes, rng: random.Random) -> bytes:
    letters = list(string.ascii_lowercase)
    rng.shuffle(letters)
    table = str.maketrans(string.ascii_letters, "".join(letters) + "".join(letters).upper())
    return _remapped(lambda code, _rng: ord(chr(code).translate(table)))(data, rng)


def _with_unseen(write: Callable[[Any, Any], None]) -> Maker:
    """Return the maker of a page on which ``write(document, page)`` puts words that nobody sees."""

    def make(data: bytes, _rng: random.Random) -> bytes:
        document = pymupdf.open(stream=data)
        write(document, document[0])
        return saved(document)

    return make


def _lie(**options: Any) -> Maker:
    options = {"fontsize": 9, "fontname": _FONT} | options
    return _with_unseen(lambda _document, page: page.insert_text((60, 825), LIE, **options))


def _covered(document: Any, page: Any) -> None:
    del document
    page.insert_text((60, 825), LIE, fontsize=9)
    paper = pymupdf.Pixmap(pymupdf.csGRAY, pymupdf.IRect(0, 0, 8, 8), False)  # noqa: FBT003 - positional only
    paper.clear_with(255)
    page.insert_image((50, 810, 400, 832), pixmap=paper, keep_proportion=False)


def _switched_off(document: Any, page: Any) -> None:
    page.insert_text((60, 825), LIE, fontsize=9, oc=document.add_ocg("unseen", on=False))


def _clipped(document: Any, page: Any) -> None:
    page.insert_text((60, 825), LIE, fontsize=9)
    last = page.get_contents()[-1]
    document.update_stream(last, b"q 0 0 1 1 re W n\n" + document.xref_stream(last) + b"\nQ")


def _sideways(degrees: int) -> Maker:
    def make(data: bytes, _rng: random.Random) -> bytes:
        source = pymupdf.open(stream=data)
        width, height = source[0].rect.width, source[0].rect.height
        document = pymupdf.open()
        page = document.new_page(width=height, height=width)
        page.show_pdf_page(page.rect, source, 0, rotate=degrees)
        return saved(document)

    return make


def _outlined(data: bytes, _rng: random.Random) -> bytes:
    """Turn all letters into curves, as plotters' programs do."""
    drawing = pymupdf.open(stream=data)[0].get_svg_image(text_as_path=True)
    return bytes(pymupdf.open(stream=drawing.encode(), filetype="svg").convert_to_pdf())


def _same(text: str, _rng: random.Random) -> str:
    return text


GOOD: Final[Mapping[str, Maker]] = {
    "typed": lambda data, _rng: data,
    "sideways left": _sideways(90),
    "sideways right": _sideways(270),
    "good OCR": _searchable(_same),
    "fair OCR": _searchable(_misread(0.03)),
}
"""Pages whose text is to be kept."""

BAD: Final[Mapping[str, Maker]] = {
    "bad OCR": _searchable(_misread(0.5)),
    "other words": _other_page,
    "half a page": _searchable(_same, share=0.5),
    "shifted font": _remapped(lambda code, _rng: code + 1),
    "permuted font": _permuted,
    "private signs": _remapped(lambda code, _rng: 0xE000 + code),
    "no mapping": _remapped(lambda _code, _rng: 0xFFFD),
    "outlined": _outlined,
}
"""Pages whose text is to be read from what they show."""

UNSEEN: Final[Mapping[str, Maker]] = {
    "no ink": _lie(render_mode=_UNSEEN),
    "white": _lie(color=(1, 1, 1)),
    "tiny": _lie(fontsize=1),
    "transparent": _lie(fill_opacity=0, stroke_opacity=0),
    "covered": _with_unseen(_covered),
    "switched off": _with_unseen(_switched_off),
    "clipped": _with_unseen(_clipped),
}
"""Typed pages with a lie that nobody sees: it is left out, and the page is not read anew."""
