"""Cells: the ruled box that a label stands in, and its neighbours."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from contracts.records import Box
from extractors.forms.ticks.marks import InkPicture

RULED: Final = 0.93
"""Share of a line of pixels that is ink in a ruling."""

SIDE: Final = 14.0
LEAST_BEYOND, MOST_BEYOND = 4.0, 9.0
"""Points that a cell's sides are long at least; that they go on above and below a label: letters don't."""

MOST_BLANK, MOST_DOT = 3.2, 2.6
"""Points between two dots (or dashes) of a dotted line, and that a dot is wide, at most."""

STEM: Final = 3.0
"""Points over a row of ink up to which dots do not reach, but letters do."""

LEAST_DOTS: Final = 6
EVEN: Final = 0.85
"""Share of a line's dots that stand at the same distance, to a pixel."""

MOST_BESIDE: Final = 0.35
"""Share of a dotted line's length over which ends of letters reach into its surroundings, at most."""

HIGHEST, WIDEST = 130.0, 580.0
PIECE: Final = 50.0
"""Points of a ruling that are taken for level; what is left of a sheet's skew shows over longer ones."""

SKEW: Final = 0.01
"""Points that a ruling may rise or fall in each point of its length."""

TALL: Final = 3.0
"""Heights of a label from which on its cell is so high that its sides are looked at down to the foot."""

FOOT, OFF, PARTLY = 12.0, 3.0, 0.5
"""Points of a cell's sides over its foot; by which they may be askew; share of them that is ink at least."""

NARROWEST: Final = 21.0
TOOTH: Final = 14.0
"""Points that the first cell of a comb is wide, at least: behind its group its frame is broken."""


def cell_around(picture: InkPicture, box: Box) -> Box | None:
    """Return the ruled cell that holds ``box``, in points; None if rules are missing on a side."""
    beyond = min(max(SIDE - box.height, LEAST_BEYOND), MOST_BEYOND)
    bands = ((0.0, beyond), (beyond / 2, beyond / 2), (beyond, 0.0))
    sides = next(filter(None, (_sides(picture, box, *band) for band in bands)), None)
    if sides is None:
        return None
    left, right = sides
    inner = (left + 2, right - 2)
    middle = box.middle[1]  # a font's box may reach over the rulings; letters never fill a line of the cell
    bottom = edge(picture, Box(inner[0], middle, inner[1], box.top + HIGHEST), vertical=False)
    top = edge(
        picture, Box(inner[0], max(0.0, box.bottom - HIGHEST), inner[1], middle), vertical=False, last=True
    )
    if top is None or bottom is None:
        return None
    cell = Box(left, top, right, bottom)
    return cell if cell.height < TALL * box.height or _is_closed(picture, cell) else None


def _is_closed(picture: InkPicture, cell: Box) -> bool:
    """Whether both sides of a cell run down to its foot; the end of a comb beside a label does not."""
    top, bottom = cell.bottom - FOOT, cell.bottom - 2
    sides = (Box(x - OFF, top, x + OFF, bottom) for x in (cell.left, cell.right))
    return all(bool(picture.cut(side).any(axis=1).mean() > PARTLY) for side in sides)


def _sides(picture: InkPicture, box: Box, above: float, below: float) -> tuple[float, float] | None:
    """Return where the nearest rulings left and right of ``box`` stand that go on above and below it."""
    top, bottom = max(0.0, box.top - above), box.bottom + below
    right = edge(picture, Box(box.right, top, box.left + WIDEST, bottom), vertical=True)
    left = edge(picture, Box(max(0.0, box.right - WIDEST), top, box.left, bottom), vertical=True, last=True)
    return None if left is None or right is None or right - left < NARROWEST else (left, right)


def rule_above(picture: InkPicture, box: Box) -> bool:
    """Whether a ruling runs closely above ``box`` and none below: a label under the line that it names.

    The foot of a dark bar, which heads what follows, is no line to write on.
    """
    width = min(max(box.width, NARROWEST), 60.0)
    above = Box(box.left, box.top - 7, box.left + width, box.top + 1)
    over = picture.cut(above._replace(top=max(0.0, above.top - STEM), bottom=above.top))
    if over.size and over.mean() > PARTLY:
        return False
    below = Box(box.left, box.bottom, box.left + TOOTH, box.bottom + 5)
    ruled = edge(picture, above, vertical=False) is not None or _is_dotted(picture, above)
    return ruled and edge(picture, below, vertical=False) is None


def is_lined(picture: InkPicture, area: Box) -> bool:
    """Whether a line to write on, solid or of dots at equal distances, runs all across ``area``."""
    if edge(picture, area, vertical=False) is not None:
        return True
    mask, tall = picture.cut(area), picture.cut(area._replace(top=max(0.0, area.top - STEM)))
    higher = len(tall) - len(mask)
    return any(
        _dots(row, picture.scale) and _is_even(row) and not _are_feet(row, tall[number : number + higher])
        for number, row in enumerate(_thick(mask))
    )


def _are_feet(row: NDArray[np.bool_], over: NDArray[np.bool_]) -> bool:
    """Whether most pieces of ink in a row of pixels go on right over it: the stems of small letters."""
    starts, ends = np.flatnonzero(np.diff(np.pad(row, 1).astype(np.int8))).reshape(-1, 2).T
    stems = [over[:, start:end].any(axis=1).all() for start, end in zip(starts, ends, strict=True)]
    return bool(len(over)) and float(np.mean(stems)) > PARTLY


def _is_even(row: NDArray[np.bool_]) -> bool:
    """Whether the pieces of ink in a row of pixels stand at equal distances: letters never do."""
    starts = np.flatnonzero(np.diff(np.pad(row, (1, 0)).astype(np.int8)) > 0)
    steps = np.diff(starts)
    return bool(np.mean(np.abs(steps - np.median(steps)) <= 1) >= EVEN)


def _is_dotted(picture: InkPicture, area: Box) -> bool:
    """Whether a line of dots runs all across ``area``.

    Its dots stand at equal distances; on a scan on which they do not, hardly anything is over and under it.
    """
    mask = picture.cut(area)
    thick = _thick(mask)  # dots that are slightly skewed are on two lines
    for number, row in enumerate(thick):
        if not _dots(row, picture.scale):
            continue
        others = np.delete(mask, slice(max(0, number - 2), number + 2), axis=0)
        if _is_even(row) or others.any(axis=0).mean() < MOST_BESIDE:
            return True
    return False


def _dots(row: NDArray[np.bool_], scale: float) -> bool:
    """Whether a row of pixels is small pieces of ink from end to end, close to each other."""
    if np.count_nonzero(row) < LEAST_DOTS:
        return False
    edges = np.flatnonzero(np.diff(np.pad(row, 1).astype(np.int8)))
    starts, ends = edges[::2], edges[1::2]
    if starts.size < LEAST_DOTS:
        return False
    gaps = np.concatenate([starts, [row.size]]) - np.concatenate([[0], ends])
    return bool((ends - starts).max() <= MOST_DOT * scale and gaps.max() <= MOST_BLANK * scale)


def edge(picture: InkPicture, area: Box, *, vertical: bool, last: bool = False) -> float | None:
    """Return where in ``area`` the first (or last) ruling across it stands, in points of the page."""
    mask = picture.cut(area)
    if min(mask.shape) < 2:
        return None
    ruled = _ruled(mask if not vertical else mask.T, picture.scale)
    if not ruled.size:
        return None
    start = area.left if vertical else area.top
    return max(0.0, start) + float(ruled[-1] if last else ruled[0]) / picture.scale


def _ruled(lines: NDArray[np.bool_], scale: float) -> NDArray[np.intp]:
    """Return the numbers of the lines of pixels on which the middle of a ruling lies, level or askew."""
    near = _thick(lines)  # a ruling that is slightly skewed is on two lines
    pieces = np.array_split(near, max(1, round(near.shape[1] / (PIECE * scale))), axis=1)
    shares = [piece.mean(axis=1) for piece in pieces]
    if len(pieces) == 1:
        return np.flatnonzero(shares[0] >= RULED)
    if sum(share.max() for share in shares) < RULED * len(shares):
        return np.zeros(0, np.intp)
    most = round(SKEW * lines.shape[1])
    along = np.linspace(-0.5, 0.5, len(pieces))
    spread = [_spread(share, most) for share in shares]
    ruled = np.zeros(lines.shape[0], bool)
    for rise in range(-most, most + 1):
        starts = [most + round(rise * at) for at in along]
        moved = [wide[at : at + ruled.size] for wide, at in zip(spread, starts, strict=True)]
        ruled |= np.mean(moved, axis=0) >= RULED
    return np.flatnonzero(ruled)


def _thick(lines: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return each line of pixels with the ink of the one above it."""
    thick = lines.copy()
    thick[1:] |= lines[:-1]
    return thick


def _spread(share: NDArray[np.float64], margin: int) -> NDArray[np.float64]:
    """Return of each line the share of ink, or that of a line beside it if it has more; blank ones around."""
    blank = np.zeros(margin + 1)
    wide = np.concatenate([blank, share, blank])
    most: NDArray[np.float64] = np.maximum(np.maximum(wide[:-2], wide[1:-1]), wide[2:])
    return most
