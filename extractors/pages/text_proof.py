"""Whether a text layer says what the page shows: two strips of the page are read, and compared with it.

Scanners and OCRmyPDF lay their own text, unseen, over the picture of a page. It is mostly good, and then
reading the page anew would cost a second; now and then it is bad, belongs to another page, or lies.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final, NamedTuple

import numpy as np
from PIL import Image
from rapidfuzz import fuzz

from contracts.reading import Word
from contracts.records import Box
from contracts.values import fold
from extractors.ocr.engines import OcrEngine
from extractors.opened import NativePage
from extractors.pages.triage import doubtful
from extractors.pictures.cleaning import whiten
from extractors.pictures.page_ink import ink_mask

_HEIGHT: Final = 70.0
"""Points of a strip; the one with most words is read, and the one that may lack most."""
_SHRINK: Final = 4
_EDGE: Final = 4.0
"""Points at a strip's edges in which a line may be cut through."""
_TELLING: Final = 4
"""Letters of a word that is compared; shorter ones are alike by chance."""
_SURE: Final = 0.8
_ALIKE: Final = 70.0
"""Of 100: two engines differ in a letter now and then."""
_MOST: Final = 0.6
"""Share of the words that must be found on the other side."""
_LEAST: Final = 0.4
"""The same, where OCR saw nothing else."""
_CLEAR, _HARDLY_ANY = 12, 0.2
"""So many words that are drawn must be compared, and at most this share of them found, to disbelieve them."""
_ENOUGH: Final = 4
"""Words without which nothing is proven."""


class Proof(NamedTuple):
    """What a comparison shows.

    Attributes:
        agrees: The words of the layer are seen where it says.
        complete: What is seen is in the layer.
    """

    agrees: bool
    complete: bool


def prove(picture: Image.Image, page: NativePage, *, engine: OcrEngine) -> Proof:
    """Compare the words of an upright page, drawn or not, with strips ``engine`` reads of its picture."""
    scale = picture.width / page.size.width
    doubted = _in_pixels(doubtful(page), scale)
    known = _in_pixels(page.words + page.undrawn, scale)
    said: list[Word] = []
    seen: list[Word] = []
    for top, bottom in _strips(picture, doubted, known, height=_HEIGHT * scale):
        said += (word for word in doubted if top <= word.box.top and word.box.bottom <= bottom)
        seen += _read(picture, top, bottom, engine=engine, dpi=max(1, round(scale * 72)))
    told = [word for word in said if _is_telling(word)]
    sure = [word for word in seen if _is_telling(word) and word.confidence >= _SURE]
    shown, known_share = _share_found(told, seen), _share_found(sure, known)
    complete = len(sure) < _ENOUGH or known_share >= _MOST
    if doubtful(page) is page.words:  # drawn in sound fonts: OCR may not see it, so only a clear no counts
        return Proof(agrees=len(told) < _CLEAR or shown >= _HARDLY_ANY, complete=complete)
    if len(told) < _ENOUGH:
        return Proof(agrees=True, complete=False)
    # OCR may overlook words of the layer in tables, but what it is sure of must be there.
    share = (shown + known_share) / 2 if len(sure) >= _ENOUGH else shown
    return Proof(agrees=shown >= _LEAST and share >= _MOST, complete=complete)


def _in_pixels(words: Sequence[Word], scale: float) -> list[Word]:
    return [word._replace(box=Box(*(side * scale for side in word.box))) for word in words]


def _strips(
    picture: Image.Image, doubted: Sequence[Word], known: Sequence[Word], *, height: float
) -> list[tuple[int, int]]:
    """Return top and bottom of the strip with most letters in doubt, and of the one with most unknown ink."""
    edges = np.linspace(0, picture.height, max(2, round(picture.height / height)) + 1).astype(int)
    middles = [word.box.middle[1] for word in doubted for _ in word.text]
    letters, _ = np.histogram(middles, bins=edges)
    ink = ink_mask(picture.reduce(_SHRINK))
    for word in known:
        left, top, right, bottom = (max(0, int(side / _SHRINK)) for side in word.box)
        ink[top : bottom + 1, left : right + 1] = False
    unknown = np.array([ink[top // _SHRINK : bottom // _SHRINK].sum() for top, bottom in pairwise(edges)])
    fullest = int(np.argmax(letters))
    unknown[fullest] = -1
    return [(int(edges[each]), int(edges[each + 1])) for each in (fullest, int(np.argmax(unknown)))]


def _read(picture: Image.Image, top: int, bottom: int, *, engine: OcrEngine, dpi: int) -> list[Word]:
    """Return the words of a strip that are not at its edges, in the picture's coordinates."""
    margin = _EDGE * dpi / 72
    strip = whiten(picture.crop((0, top, picture.width, bottom)))
    return [
        word._replace(box=Box(left, top + above, right, top + below))
        for word in engine.read(strip, dpi=dpi)
        for left, above, right, below in (word.box,)
        if margin <= above and below <= bottom - top - margin
    ]


def _is_telling(word: Word) -> bool:
    return len(fold(word.text)) >= _TELLING


def _share_found(words: Sequence[Word], others: Sequence[Word]) -> float:
    """Return the share of ``words`` that stand among ``others`` in about the same place."""
    found = sum(any(_is_same(word, other) for other in others) for word in words)
    return found / max(len(words), 1)


def _is_same(word: Word, other: Word) -> bool:
    if word.box.overlap(other.box) <= 0:
        return False
    one, two = fold(word.text), fold(other.text)
    return fuzz.ratio(one, two) >= _ALIKE or (len(two) >= _TELLING and two in one) or one in two
