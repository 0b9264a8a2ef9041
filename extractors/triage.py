"""Which pages need OCR, told in milliseconds from their text layer and their pictures."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from enum import StrEnum
from typing import Final

import numpy as np
from PIL import Image

from contracts.reading import Word
from extractors.opened import NativePage
from extractors.page_ink import ink_mask

_FEW_LETTERS: Final = 20
_FEW_WORDS: Final = 40
_LARGE_PICTURE: Final = 0.3
_MOST_ODD: Final = 0.1
_ENOUGH_LETTERS: Final = 60
_LEAST_VOWELS: Final = 0.22
"""European languages have 35 to 48 % vowels; text shifted by a broken font, or at random, below 20 %."""
_VOWELS: Final = "aeiouyAEIOUY"
_ODD_CATEGORIES: Final = frozenset({"Cc", "Cf", "Cn", "Co", "Cs"})
_REPLACEMENT: Final = "\ufffd"
_BLANK_INK: Final = 0.0004
"""A page with less of its inner area inked is blank; one line of small print is about three times that."""
_EDGE: Final = 0.03


class TextLayer(StrEnum):
    """What a page's text layer is good for."""

    USABLE = "usable"
    PARTIAL = "partial"
    NONE = "none"


def judge_text_layer(page: NativePage) -> TextLayer:
    """Tell whether the page's own words can stand for the page.

    PARTIAL is good text beside a large picture that may hold more: OCR adds to the words. NONE is no text,
    or garbage (a font without a usable mapping, a scanner's failed OCR): OCR replaces the words.
    """
    letters = sum(len(word.text) for word in page.words)
    large_picture = page.picture_share > _LARGE_PICTURE
    if is_garbage(page.words):
        return TextLayer.NONE
    if large_picture and len(page.words) < _FEW_WORDS:
        return TextLayer.PARTIAL if page.words else TextLayer.NONE
    if letters < _FEW_LETTERS:
        return TextLayer.PARTIAL if page.words else TextLayer.NONE
    return TextLayer.USABLE


def is_garbage(words: Iterable[Word]) -> bool:
    """Whether a text layer does not say what the page shows."""
    signs = "".join(word.text for word in words)
    odd = sum(sign == _REPLACEMENT or unicodedata.category(sign) in _ODD_CATEGORIES for sign in signs)
    if odd > _MOST_ODD * len(signs):
        return True
    letters = [sign for sign in signs if sign.isascii() and sign.isalpha()]
    return len(letters) >= _ENOUGH_LETTERS and sum(map(_VOWELS.count, letters)) < _LEAST_VOWELS * len(letters)


def is_blank(picture: Image.Image) -> bool:
    """Whether a grey picture of a page shows paper only; scanners' shadows on its edges don't count."""
    mask = ink_mask(picture)
    dx, dy = int(mask.shape[1] * _EDGE), int(mask.shape[0] * _EDGE)
    inner = mask[dy : mask.shape[0] - dy, dx : mask.shape[1] - dx]
    return bool(np.count_nonzero(inner) < _BLANK_INK * max(inner.size, 1))
