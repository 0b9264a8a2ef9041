"""Round tick boxes, as radio buttons are printed: thin rings, whatever is inside."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np
from numpy.typing import NDArray

from contracts.records import Box
from extractors.components import Components, Mask, components
from extractors.forms.frames import LARGEST, SMALLEST, Found, Frame, boxes_of, gathered
from extractors.forms.marks import InkPicture

ANGLES: Final = 40
ROUND: Final = 0.92
"""Share of the angles at which a ring has ink at its radius."""

THIN: Final = 0.3
"""A ring's corners, outside of the circle, hold no more ink than this; those of a square are full."""

REACH: Final = 3.5
"""A tick makes its ring's piece of ink so many times larger, at most."""


def find_circles(picture: InkPicture) -> list[Box]:
    """Return the round tick boxes of a page, in points, from top to bottom.

    Rings by themselves are found first; then, in pieces of ink that are larger, rings of the same size
    with a tick through them.
    """
    mask, scale = picture.mask, picture.scale
    pieces = components(mask)
    thick = _thickened(mask)
    shortest, longest = round(SMALLEST * scale), round(LARGEST * scale)
    found = Found(mask)
    found.add(
        gathered(
            frame
            for frame in _pieces(pieces, shortest, longest)
            if abs((frame.right - frame.left) - (frame.bottom - frame.top)) <= 2
            and _is_ring(thick, mask, frame)
        )
    )
    for size, _, _ in found.sizes(least=1):
        for piece in _pieces(pieces, size, round(REACH * size)):
            found.add(gathered(_hidden(thick, mask, piece, size)))
    return boxes_of(found.frames, scale)


def _pieces(pieces: Components, shortest: int, longest: int) -> Iterator[Frame]:
    """Yield the pieces of ink whose sides are both within these bounds, in pixels."""
    sides = np.minimum(pieces.width, pieces.height), np.maximum(pieces.width, pieces.height)
    for at in np.flatnonzero((sides[0] >= shortest) & (sides[1] <= longest)):
        edges = (pieces.top[at], pieces.left[at], pieces.bottom[at], pieces.right[at])
        yield Frame(*(int(edge) for edge in edges))


def _is_ring(thick: Mask, mask: Mask, frame: Frame) -> bool:
    """Whether a ring fills the frame: ink at the radius at nearly all angles, none in the corners."""
    size = frame.right - frame.left
    rows, columns = _circle(frame.top, frame.left, size)
    if thick[rows, columns].mean() < ROUND:
        return False
    corner = max(2, round(0.12 * size))
    cut = mask[frame.top : frame.bottom, frame.left : frame.right]
    corners = (cut[:corner, :corner], cut[:corner, -corner:], cut[-corner:, :corner], cut[-corner:, -corner:])
    return sum(float(each.mean()) < THIN for each in corners) >= 3


def _circle(top: float, left: float, size: float) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return rows and columns along a ring whose outer edge touches the square at ``top`` and ``left``."""
    angle = np.linspace(0, 2 * np.pi, ANGLES, endpoint=False)
    radius = size / 2 - 1
    rows = np.round(top + size / 2 - 0.5 + radius * np.sin(angle)).astype(np.intp)
    columns = np.round(left + size / 2 - 0.5 + radius * np.cos(angle)).astype(np.intp)
    return rows, columns


def _hidden(thick: Mask, mask: Mask, piece: Frame, size: int) -> Iterator[Frame]:
    """Yield the ring of a known size inside a larger piece of ink, if there is one."""
    tops = np.arange(max(0, piece.top - 1), min(piece.bottom - size + 2, mask.shape[0] - size))
    lefts = np.arange(max(0, piece.left - 1), min(piece.right - size + 2, mask.shape[1] - size))
    if not (tops.size and lefts.size):
        return
    rows, columns = _circle(0, 0, size)
    shares = thick[tops[:, None, None] + rows, lefts[None, :, None] + columns].mean(axis=2)
    down, along = np.unravel_index(int(shares.argmax()), shares.shape)
    top, left = int(tops[down]), int(lefts[along])
    frame = Frame(top, left, top + size, left + size)
    if _is_ring(thick, mask, frame):
        yield frame


def _thickened(mask: Mask) -> Mask:
    """Return the mask with ink one pixel further in all four directions."""
    thick = mask.copy()
    thick[1:] |= mask[:-1]
    thick[:-1] |= mask[1:]
    thick[:, 1:] |= mask[:, :-1]
    thick[:, :-1] |= mask[:, 1:]
    return thick
