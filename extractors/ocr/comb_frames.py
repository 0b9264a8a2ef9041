"""Combs of closed cells: small frames side by side, each for one letter, as publishers print them.

Such a cell is white all around its letter, with lines on all sides: no tooth has to be told from a stem.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from extractors.ocr.comb_teeth import Comb
from extractors.pictures.components import components

_WIDE: Final = (7.5, 24.0)
_HIGH: Final = (8.5, 26.0)
"""Points inside a cell, from side to side and from top to foot."""

_LINE: Final = 2.0
"""Points that the line between two cells is thick, at most."""

_LEVEL: Final = 1.6
"""Points by which the cells of a comb may differ in their tops and feet."""

_ALIKE: Final = 0.15
"""Share by which a cell may be wider or narrower than the first one."""

_GROUP: Final = 1.1
"""Share of a cell's width between groups of one number, at most: there is room for a dash."""

_FEWEST: Final = 4
"""Cells that a comb, with the groups beside it, has at least."""

_LARGE_HOLE: Final = 4.8
"""Points: what is white inside of a letter is smaller in one direction, inside of a tick box it is not."""

_PARTED: Final = 1.4
"""Points of white between two letters: a cell with two is one of a table."""

_INSET: Final = 1.0

_OFF, _SEEN, _WHOLE = 1.0, 0.6, 0.9
"""Points by which a line may be off its place; share of it that a poor copy leaves, at least; and share of
both lines from which on they tell by themselves where a cell ends."""

Cell = tuple[int, int, int, int]
"""Left, top, right, bottom of the white in a cell, in pixels."""


def framed_combs(dark: NDArray[np.bool_], *, dpi: int) -> list[Comb]:
    """Return the combs of closed cells on a page; groups of cells are combs of their own."""
    point = dpi / 72
    cells, holes = _whites(dark, point)
    return [
        _comb(group)
        for row in _rows(_completed(_groups(cells, point), dark, point))
        if sum(map(len, row)) >= _FEWEST
        and all(_is_for_a_letter(dark, cell, holes, point) for group in row for cell in group)
        for group in row
    ]


def _whites(dark: NDArray[np.bool_], point: float) -> tuple[list[Cell], list[Cell]]:
    """Return what is white with ink all around it and as large as a cell, and as the inside of a tick box."""
    # White would leak over the corners where a thin line that is askew goes on a pixel further down.
    lines = dark | np.pad(dark, ((1, 0), (0, 0)))[:-1] | np.pad(dark, ((0, 0), (1, 0)))[:, :-1]
    white = components(~lines)
    edges = np.stack([white.left, white.top, white.right, white.bottom], axis=1)
    is_cell = _within(white.width, _WIDE, point) & _within(white.height, _HIGH, point)
    is_hole = np.minimum(white.width, white.height) > _LARGE_HOLE * point
    is_hole &= np.maximum(white.width, white.height) < _HIGH[1] * point
    cells, holes = ([_cell(each) for each in edges[chosen].tolist()] for chosen in (is_cell, is_hole))
    return sorted(cells), holes


def _cell(edges: list[int]) -> Cell:
    left, top, right, bottom = edges
    return left, top, right, bottom


def _within(sizes: NDArray[np.intp], limits: tuple[float, float], point: float) -> NDArray[np.bool_]:
    return (sizes >= limits[0] * point) & (sizes <= limits[1] * point)


def _groups(cells: Sequence[Cell], point: float) -> list[list[Cell]]:
    """Return cells, ordered from left to right, in groups of those that have one line between them."""
    groups: list[list[Cell]] = []
    for cell in cells:
        group = next((group for group in groups if _abut(group[-1], cell, point)), None)
        if group is None:
            groups.append([cell])
        else:
            group.append(cell)
    return [group for group in groups if len(group) > 1]


def _completed(groups: Sequence[list[Cell]], dark: NDArray[np.bool_], point: float) -> Iterator[list[Cell]]:
    """Yield groups with the cells beside them that a broken line has opened: white leaks out of these."""
    done: list[list[Cell]] = []
    for group in groups:
        if any(_holds(known, group[0]) for known in done):
            continue
        done.append(_with_neighbours(group, dark, point))
        yield done[-1]


def _with_neighbours(group: Sequence[Cell], dark: NDArray[np.bool_], point: float) -> list[Cell]:
    pitch = round((group[-1][0] - group[0][0]) / (len(group) - 1))
    found = list(group)
    while (before := _drawn(dark, found[0], found[0][0] - 1 - pitch, point)) is not None:
        found.insert(0, before)
    while (behind := _drawn(dark, found[-1], found[-1][2] + 1 + pitch, point)) is not None:
        found.append(behind)
    return found


def _holds(group: Sequence[Cell], cell: Cell) -> bool:
    """Whether a cell lies in a group."""
    x, y = (cell[0] + cell[2]) // 2, (cell[1] + cell[3]) // 2
    return group[0][0] < x < group[-1][2] and group[0][1] < y < group[0][3]


def _drawn(dark: NDArray[np.bool_], cell: Cell, side: int, point: float) -> Cell | None:
    """Return the cell beside another one, with its outer side near ``side`` and a line over or under it.

    The side itself may be lost where both lines end there.
    """
    left, top, right, bottom = cell
    off = round(_OFF * point)
    if not (off < side < dark.shape[1] - off - 1 and off < top and bottom + off + 1 < dark.shape[0]):
        return None
    near = dark[top:bottom, side - off : side + off + 2]
    strokes = (near[:, :-1] | near[:, 1:]).mean(axis=0)  # a stroke that leans is in two columns
    sided = strokes.max() > _SEEN
    x = side - off + int(strokes.argmax()) if sided else side
    beside = (x + 1, top, left - 2, bottom) if x < left else (right + 2, top, x - 1, bottom)
    lines = [_line(dark, y, (beside[0], beside[2]), off) for y in (top - 1, bottom + 1)]
    if sided:
        return beside if max(lines) > _SEEN else None
    beyond = (side - 4 * off, side - off) if x < left else (side + off, side + 4 * off)
    ends = max(_line(dark, y, beyond, off) for y in (top - 1, bottom + 1)) < 1 - _SEEN
    return beside if min(lines) > _WHOLE and ends else None


def _line(dark: NDArray[np.bool_], y: int, span: tuple[int, int], off: int) -> float:
    """Return the share of a line at about a height that is there."""
    place = dark[y - off : y + off + 1, max(0, span[0]) : max(0, span[1])].any(axis=0)
    return float(place.mean()) if place.size else 0.0


def _abut(one: Cell, other: Cell, point: float) -> bool:
    return 0 < other[0] - one[2] <= _LINE * point and _like(one, other, point)


def _like(one: Cell, other: Cell, point: float) -> bool:
    """Whether two cells are on one level and as wide as each other."""
    level = max(abs(one[1] - other[1]), abs(one[3] - other[3])) <= _LEVEL * point
    width = one[2] - one[0]
    return level and abs(other[2] - other[0] - width) <= max(_ALIKE * width, point)


def _rows(groups: Iterable[list[Cell]]) -> list[list[list[Cell]]]:
    """Return groups in the rows they make up: "DD" "MM" "YYYY"; between two is less than a cell."""
    rows: list[list[list[Cell]]] = []
    for group in sorted(groups):
        row = next((row for row in rows if _follows(row[-1][-1], group[0])), None)
        if row is None:
            rows.append([group])
        else:
            row.append(group)
    return rows


def _follows(last: Cell, first: Cell) -> bool:
    width, high = last[2] - last[0], last[3] - last[1]
    level = abs(last[1] - first[1]) < high / 4 and abs(last[3] - first[3]) < high / 4
    return level and 0 < first[0] - last[2] < _GROUP * width


def _is_for_a_letter(dark: NDArray[np.bool_], cell: Cell, holes: Sequence[Cell], point: float) -> bool:
    """Whether a cell is empty or holds one letter: no tick box, no number of a table."""
    left, top, right, bottom = cell
    if any(left < hole[0] and hole[2] < right and top < hole[1] and hole[3] < bottom for hole in holes):
        return False
    inset = round(_INSET * point)
    columns = np.flatnonzero(dark[top + inset : bottom - inset, left + inset : right - inset].any(axis=0))
    return bool(not columns.size or np.diff(columns, prepend=columns[0]).max() <= _PARTED * point)


def _comb(group: Sequence[Cell]) -> Comb:
    edges = [group[0][0] - 1, *((one[2] + other[0]) // 2 for one, other in pairwise(group)), group[-1][2] + 1]
    top, bottom = max(cell[1] for cell in group), min(cell[3] for cell in group)
    return Comb(top, bottom, tuple(edges), closed=True)
