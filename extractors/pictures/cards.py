"""Several cards on one page, such as the identity cards of two persons: where they lie, each read upright.

Cards are what the page's ink falls into at its white gaps (the recursive X-Y cut of Nagy and Seth 1984), if
it has the proportions of cards and passports (ISO/IEC 7810).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from contracts.reading import Word
from contracts.records import Box
from extractors.pictures.cleaning import turn

_COARSE: Final = 25
"""Pixels per inch of the picture in which cards are looked for: a millimetre each."""
_PRINTED: Final = 0.95
"""What is darker than this share of the paper belongs to a card, tint and all."""
_STREAK: Final = 0.9
"""Share of the page that is dark along a streak of a scanner, or its rim."""
_GAP: Final = 3
"""Millimetres of paper between two cards."""
_CARD_LENGTH: Final = (60, 190)
"""Millimetres of the longer side: copies are smaller or larger than the card."""
_CARD_RATIO: Final = (1.28, 1.8)
_MOST_CARDS: Final = 8
_MOST_BESIDE: Final = 0.3
"""Share of the page's ink that is on no card: captions, a stamp."""
_MARGIN: Final = 1.5
"""Millimetres beside a card that are read with it."""
_SURE: Final = 0.7
"""Upright cards are read with confidences of 0.77 (poor copies) to 0.97, on their heads with 0.38 to 0.64."""
_FEW: Final = 50
"""On cards lying on their side fewer letters are seen, some surely; upright ones have 100 and more."""
_SHORT: Final = 3
"""Letters of a word that may be higher than wide."""
_OTHER_TURNS: Final = (180, 90, 270)

Read = Callable[[Image.Image], tuple[Word, ...]]


class Card(NamedTuple):
    """A card's place in pixels, and the degrees clockwise by which it is turned to be upright."""

    box: Box
    turned: int = 0


def find_cards(picture: Image.Image, *, dpi: int) -> tuple[Box, ...]:
    """Return the places of cards on a level grey page, in pixels; none unless they are most of the page."""
    factor = max(1, round(dpi / _COARSE))
    small = np.asarray(picture.reduce(factor))
    printed = small < _PRINTED * np.percentile(small, 95)
    printed[:, printed.mean(axis=0) > _STREAK] = False
    printed[printed.mean(axis=1) > _STREAK] = False
    cells = list(_cells(printed, (0, 0, *printed.shape)))
    cards = [cell for cell in cells if _like_card(cell, dpi / factor / 25.4)]
    inked = sum(int(printed[top:bottom, left:right].sum()) for top, left, bottom, right in cards)
    if not 1 < len(cards) <= _MOST_CARDS or inked < (1 - _MOST_BESIDE) * printed.sum():
        return ()
    return tuple(
        Box(left * factor, top * factor, right * factor, bottom * factor)
        for top, left, bottom, right in cards
    )


def read_cards(
    picture: Image.Image, words: Sequence[Word], cards: Sequence[Box], *, read: Read, dpi: int
) -> tuple[tuple[Word, ...], tuple[Card, ...]]:
    """Return the page's words, those on cards that lie otherwise than the page read anew, and the cards.

    Args:
        picture: The page as it was read.
        words: What was read, in pixels.
        cards: Their places.
        read: Reads an upright picture.
        dpi: Of the picture.
    """
    found: list[Card] = []
    for card in cards:
        place = _kept_within(card.grown(_MARGIN * dpi / 25.4), picture)
        inside = [word for word in words if place.holds(*word.box.middle)]
        turned, anew = _upright(picture, place, inside, read=read)
        found.append(Card(card, turned))
        if turned:
            words = [word for word in words if not place.holds(*word.box.middle)] + list(anew)
    return tuple(words), tuple(found)


def turned_box(box: Box, size: tuple[float, float], degrees: int) -> Box:
    """Return where a box comes to lie when its sheet of ``size`` is turned clockwise by quarters."""
    width, height = size
    left, top, right, bottom = box
    match degrees % 360:
        case 90:
            return Box(height - bottom, left, height - top, right)
        case 180:
            return Box(width - right, height - bottom, width - left, height - top)
        case 270:
            return Box(top, width - right, bottom, width - left)
    return box


def worth(words: Sequence[Word]) -> float:
    """Return the number of letters in level lines, each weighed with its confidence squared."""
    return sum(len(word.text) * word.confidence**2 for word in words if _level(word))


def _level(word: Word) -> bool:
    return len(word.text) < _SHORT or word.box.width > word.box.height


def _upright(
    picture: Image.Image, place: Box, words: Sequence[Word], *, read: Read
) -> tuple[int, tuple[Word, ...]]:
    """Return by how much a card is turned, and its words where that is not 0."""
    letters = sum(len(word.text) for word in words)
    if letters >= _FEW and worth(words) >= _SURE**2 * letters:
        return 0, ()
    best, turned, found = worth(words), 0, tuple(words)
    cut = picture.crop((round(place.left), round(place.top), round(place.right), round(place.bottom)))
    for degrees in _OTHER_TURNS:
        lying = turn(cut, degrees)
        read_so = read(lying)
        if worth(read_so) > best:
            best, turned = worth(read_so), degrees
            found = tuple(_back(word, lying.size, degrees, place) for word in read_so)
    return turned, found


def _back(word: Word, size: tuple[int, int], degrees: int, place: Box) -> Word:
    """Return a word of a turned card with its box on the page."""
    left, top, right, bottom = turned_box(word.box, size, -degrees)
    return word._replace(box=Box(left + place.left, top + place.top, right + place.left, bottom + place.top))


def _kept_within(box: Box, picture: Image.Image) -> Box:
    return Box(
        max(0, box.left), max(0, box.top), min(picture.width, box.right), min(picture.height, box.bottom)
    )


def _cells(
    printed: NDArray[np.bool_], cell: tuple[int, int, int, int]
) -> Iterator[tuple[int, int, int, int]]:
    """Yield what remains (top, left, bottom, right) when a cell is cut at all of its gaps."""
    top, left, bottom, right = cell
    inner = printed[top:bottom, left:right]
    rows, columns = (_runs(np.atleast_1d(inner.any(axis=axis))) for axis in (1, 0))
    parts = [(top + a, left + b, top + c, left + d) for a, c in rows for b, d in columns]
    if parts == [cell]:
        yield cell
        return
    for part in parts:
        yield from _cells(printed, part)


def _runs(filled: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Return starts and ends of what is filled, gaps narrower than ``_GAP`` being none."""
    at = np.flatnonzero(filled)
    if not len(at):
        return []
    cuts = np.flatnonzero(np.diff(at) > _GAP)
    starts, ends = at[np.r_[0, cuts + 1]], at[np.r_[cuts, len(at) - 1]] + 1
    return list(zip(starts.tolist(), ends.tolist(), strict=True))


def _like_card(cell: tuple[int, int, int, int], per_mm: float) -> bool:
    top, left, bottom, right = cell
    short, long = sorted((bottom - top, right - left))
    fitting = _CARD_LENGTH[0] <= long / per_mm <= _CARD_LENGTH[1]
    return fitting and _CARD_RATIO[0] <= long / short <= _CARD_RATIO[1]
