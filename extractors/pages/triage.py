"""Which pages need OCR, told in milliseconds from their text layer and their pictures."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from contracts.reading import Word
from extractors.opened import NativePage
from extractors.pictures.page_ink import coarse_ink_mask, ink_mask
from extractors.plausible import is_garbled

_FEW_LETTERS: Final = 20
_FEW_WORDS: Final = 40
_LARGE_PICTURE: Final = 0.3
_MANY_MARKS: Final = 40
"""Letters drawn as curves, a line of them at least; lines, boxes and logos make fewer marks of their size."""
_FEW_HIDDEN: Final = 3
_PROSE: Final = 3
"""Letters of a word; page numbers and a printer's signs in white are no message to anybody."""
_BLANK_INK: Final = 0.0004
"""A page with less of its inner area inked is blank; one line of small print is about three times that."""
_EDGE: Final = 0.03
_COARSE: Final = 2
"""How much smaller the picture is that tells most pages from blank ones."""


class TextLayer(StrEnum):
    """What a page's text layer is good for."""

    USABLE = "usable"
    UNPROVEN = "unproven"
    PARTIAL = "partial"
    NONE = "none"


def judge_text_layer(page: NativePage) -> TextLayer:
    """Tell whether the page's own words can stand for the page.

    UNPROVEN is plausible text on a large picture, seen or unseen: it may be what the picture shows, as a
    scanner read it, and has to be compared with it. PARTIAL is good text beside something that may hold more:
    OCR adds to the words. NONE is no text, or garbage (a font without a usable mapping, a scanner's failed
    OCR): OCR replaces the words.
    """
    known = page.words + page.undrawn
    some = TextLayer.PARTIAL if page.words else TextLayer.NONE
    if is_garbled(known):
        return TextLayer.NONE
    if page.garbled:
        return some
    if page.picture_share > _LARGE_PICTURE or _letters(page.undrawn) >= _FEW_LETTERS:
        return TextLayer.UNPROVEN if len(doubtful(page)) >= _FEW_WORDS else some
    few = _letters(page.words) < _FEW_LETTERS or page.unknown >= _MANY_MARKS
    return some if few else TextLayer.USABLE


def doubtful(page: NativePage) -> tuple[Word, ...]:
    """Return the words to be compared with the picture: what nobody sees, if there is any to speak of."""
    return page.undrawn if _letters(page.undrawn) >= _FEW_LETTERS else page.words


def is_contradicted(page: NativePage, layer: TextLayer) -> bool:
    """Whether the text layer, so judged, has more than a few words that the page doesn't show."""
    hidden = sum(len(word.text) >= _PROSE and word.text.isalpha() for word in page.hidden)
    if page.garbled or hidden >= _FEW_HIDDEN:
        return True
    known = page.words + page.undrawn
    return layer is TextLayer.NONE and _letters(known) >= _FEW_LETTERS and is_garbled(known)


def _letters(words: Iterable[Word]) -> int:
    return sum(len(word.text) for word in words)


def is_blank(picture: Image.Image) -> bool:
    """Whether a grey picture of a page shows paper only; scanners' shadows on its edges don't count."""
    # Each dark square of a smaller picture has a dark pixel in it at least: most pages need no closer look.
    return not _has_ink(coarse_ink_mask(picture, _COARSE), _COARSE**2) and not _has_ink(ink_mask(picture), 1)


def _has_ink(mask: NDArray[np.bool_], pixels: int) -> bool:
    """Whether there is ink, if as few as one of so many ``pixels`` of a place that counts are dark."""
    dx, dy = int(mask.shape[1] * _EDGE), int(mask.shape[0] * _EDGE)
    inner = mask[dy : mask.shape[0] - dy, dx : mask.shape[1] - dx]
    return bool(np.count_nonzero(inner) >= _BLANK_INK * pixels * max(inner.size, 1))
