"""Round tick boxes, as radio buttons are printed: thin rings, whatever is inside."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from contracts.records import Box
from extractors.forms.ticks.frames import LARGEST, SMALLEST, Found, Frame, boxes_of, gathered
from extractors.forms.ticks.marks import InkPicture
from extractors.pictures.components import Components, Mask, Numbers, components

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
        rings = _rings(thick, size)
        for piece in _pieces(pieces, size, round(REACH * size)):
            hidden = _hidden(rings, mask, piece, size)
            if hidden:
                found.add(gathered([hidden]))
    return boxes_of(found.frames, scale)


def _pieces(pieces: Components, shortest: int, longest: int) -> Iterator[Frame]:
    """Yield the pieces of ink whose sides are both within these bounds, in pixels."""
    sides = np.minimum(pieces.width, pieces.height), np.maximum(pieces.width, pieces.height)
    for at in np.flatnonzero((sides[0] >= shortest) & (sides[1] <= longest)):
        edges = (pieces.top[at], pieces.left[at], pieces.bottom[at], pieces.right[at])
        yield Frame(*(int(edge) for edge in edges))


def _is_ring(thick: Mask, mask: Mask, frame: Frame) -> bool:
    """Whether a ring fills the frame: ink at the radius at nearly all angles, none in the corners."""
    rows, columns = _circle(frame.right - frame.left)
    return bool(thick[frame.top + rows, frame.left + columns].mean() >= ROUND) and _is_bare(mask, frame)


def _is_bare(mask: Mask, frame: Frame) -> bool:
    """Whether the corners of a frame, outside of a circle, are free."""
    corner = max(2, round(0.12 * (frame.right - frame.left)))
    cut = mask[frame.top : frame.bottom, frame.left : frame.right]
    corners = (cut[:corner, :corner], cut[:corner, -corner:], cut[-corner:, :corner], cut[-corner:, -corner:])
    return sum(float(each.mean()) < THIN for each in corners) >= 3


@cache
def _circle(size: int) -> tuple[Numbers, Numbers]:
    """Return rows and columns along a ring whose outer edge touches a square's sides."""
    angle = np.linspace(0, 2 * np.pi, ANGLES, endpoint=False)
    radius, middle = size / 2 - 1, size / 2 - 0.5
    rows = np.round(middle + radius * np.sin(angle)).astype(np.intp)
    columns = np.round(middle + radius * np.cos(angle)).astype(np.intp)
    return rows, columns


def _rings(thick: Mask, size: int) -> NDArray[np.uint8]:
    """Return for each place on the page at how many angles a ring that begins there has ink."""
    height, width = (max(0, side - size) for side in thick.shape)
    ink = thick.view(np.uint8)
    counts = np.zeros((height, width), np.uint8)
    for row, column in zip(*_circle(size), strict=True):
        counts += ink[row : row + height, column : column + width]
    return counts


def _hidden(rings: NDArray[np.uint8], mask: Mask, piece: Frame, size: int) -> Frame | None:
    """Return the ring of a known size inside a larger piece of ink, if there is one."""
    top, left = max(0, piece.top - 1), max(0, piece.left - 1)
    counts = rings[top : piece.bottom - size + 2, left : piece.right - size + 2]
    if not counts.size or counts.max() < ROUND * ANGLES:
        return None
    down, along = divmod(int(counts.argmax()), counts.shape[1])
    frame = Frame(top + down, left + along, top + down + size, left + along + size)
    return frame if _is_bare(mask, frame) else None


def _thickened(mask: Mask) -> Mask:
    """Return the mask with ink one pixel further in all four directions."""
    thick = mask.copy()
    thick[1:] |= mask[:-1]
    thick[:-1] |= mask[1:]
    thick[:, 1:] |= mask[:, :-1]
    thick[:, :-1] |= mask[:, 1:]
    return thick
