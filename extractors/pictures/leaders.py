"""Dotted and dashed lines, taken out of pictures of pages before their lines of text are looked for.

People type and write on them; dots right below letters are otherwise found as parts of these, and a long row
of dots makes ghost words of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np

from extractors.pictures.components import Components, Mask, Numbers, components, painted

_HIGHEST: Final = 2.2
"""Points; higher pieces of ink are no dots or dashes."""
_LONGEST: Final = 24.0
"""Points; longer dashes, and dots run together, are rulings."""
_REACH: Final = 9.0
"""Points from one dot or dash to the next, at most."""
_LEVEL: Final = 0.6
"""Points by which the next one may stand higher or lower."""
_FEWEST: Final = 8
"""Dots or dashes that make a line: an ellipsis has three, and abbreviations are not spaced evenly."""
_UNEVEN, _SOFT = 0.25, 2.0
"""Share of a step, and pixels, by which steps of a line may differ."""
_HOLES: Final = 4
"""Steps that may be missing one dot less than so many: letters hide dots."""
_REGULAR: Final = 0.75
"""Share of the pieces of a line that are like most of them; of what pale letters fall to, it is less."""
_CROWD: Final = 48
"""Pieces to the right of one among which the next one is looked for."""
_BLOCK: Final = 20_000


def leaders(dark: Mask, *, dpi: int, pieces: Components | None = None) -> Mask:
    """Return which pixels of a page's ink belong to dotted and dashed lines, soft edges included.

    Such a line is a row of small, flat pieces of ink with even steps between them.

    Args:
        dark: The page's ink; shape (rows, columns).
        dpi: Pixels per inch.
        pieces: The connected pieces of ``dark``, if they are known.
    """
    scale = dpi / 72
    pieces = pieces or components(dark)
    flat = (pieces.height <= _HIGHEST * scale) & (pieces.width <= _LONGEST * scale)
    small = np.flatnonzero(flat)
    small = small[np.argsort(pieces.left[small], kind="stable")]
    chosen = np.zeros(len(flat), bool)
    if len(small) >= _FEWEST:
        after, has_next = _next_ones(pieces, small, scale)
        goes_on = _goes_on(pieces.left[small], after, has_next)
        for chain in _chains(after, goes_on):
            line = small[chain]
            if _is_regular(pieces.left[line], pieces.bottom[line], pieces.width[line]):
                chosen[line] = True
    return _grown(painted(pieces, chosen, dark.shape)) if chosen.any() else np.zeros_like(dark)


def _next_ones(pieces: Components, small: Numbers, scale: float) -> tuple[Numbers, Mask]:
    """Return for each small piece the nearest one to its right on its level, and whether there is one."""
    left, right = pieces.left[small], pieces.right[small]
    middle = (pieces.top[small] + pieces.bottom[small]) / 2
    after, has_next = np.zeros(len(small), np.intp), np.zeros(len(small), bool)
    for first in range(0, len(small), _BLOCK):  # a plan has 700,000 pieces: all at once would take a gigabyte
        here = np.arange(first, min(first + _BLOCK, len(small)))[:, None]
        there = np.minimum(here + np.arange(1, _CROWD), len(small) - 1)
        gap = left[there] - right[here]
        near = (gap > 0) & (gap <= _REACH * scale) & (abs(middle[there] - middle[here]) <= _LEVEL * scale)
        after[here[:, 0]] = np.take_along_axis(there, near.argmax(axis=1)[:, None], axis=1)[:, 0]
        has_next[here[:, 0]] = near.any(axis=1)
    return after, has_next


def _goes_on(left: Numbers, after: Numbers, has_next: Mask) -> Mask:
    """Return for each piece whether the next two steps are even, or one is a multiple of the other."""
    step = left[after] - left
    one, other = np.maximum(np.minimum(step, step[after]), 1), np.maximum(step, step[after])
    times = np.maximum(np.rint(other / one), 1)
    off = abs(other - times * one) / times
    even: Mask = has_next & has_next[after] & (times <= _HOLES) & (off <= np.maximum(_UNEVEN * one, _SOFT))
    return even


def _chains(after: Numbers, goes_on: Mask) -> Iterator[list[int]]:
    """Yield the pieces of each line, from left to right."""
    seen = np.zeros(len(after), bool)
    for first in range(len(after)):
        if seen[first] or not goes_on[first]:
            continue
        chain = [first, int(after[first])]
        while goes_on[chain[-2]] and not seen[chain[-2]]:
            seen[chain[-2]] = True
            chain.append(int(after[chain[-1]]))
        if len(chain) >= _FEWEST:
            yield chain


def _is_regular(left: Numbers, bottom: Numbers, width: Numbers) -> bool:
    """Whether most of a line's pieces are equally wide, on one level, and in equal steps."""
    step = np.diff(left)
    usual = np.median(step)
    fits = abs(step - usual) <= max(_UNEVEN * usual, _SOFT)
    fits &= abs(width[:-1] - np.median(width)) <= _SOFT
    fits &= abs(np.diff(bottom)) <= 1
    return bool(fits.mean() >= _REGULAR)


def _grown(places: Mask) -> Mask:
    """Return the places with one pixel around them."""
    wide = places.copy()
    wide[1:] |= places[:-1]
    wide[:-1] |= places[1:]
    wide[:, 1:] |= wide[:, :-1].copy()
    wide[:, :-1] |= wide[:, 1:].copy()
    return wide
