"""Upright strokes that may be the teeth of a comb: thin, of a tooth's length, on a line or free."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from extractors.pictures.components import runs_down

_TOOTH: Final = (4.0, 34.0)
"""Shortest and longest tooth, in points."""
_THICK: Final = 2.0
_WOBBLE: Final = 1.2
"""Points by which the columns of one stroke may begin and end apart."""
_FOOT: Final = (1.5, 6.5)
"""Points beside a tooth between which the line is looked for that it stands on; serifs are shorter."""
_NEAR: Final = 1.2
"""Points by which that line may be off the tooth's end."""
_MOSTLY: Final = 0.85


def strokes_of(dark: NDArray[np.bool_], point: float) -> NDArray[np.intp]:
    """Return thin upright strokes of a tooth's length as rows of (x, top, bottom), from left to right."""
    columns, tops, bottoms = runs_down(dark)
    lengths = bottoms - tops
    right = (lengths >= _TOOTH[0] * point) & (lengths <= _TOOTH[1] * point)
    columns, tops, bottoms = columns[right], tops[right], bottoms[right]
    open_strokes: list[list[int]] = []
    done: list[list[int]] = []
    column, wobble = -1, _WOBBLE * point
    for x, top, bottom in zip(columns.tolist(), tops.tolist(), bottoms.tolist(), strict=True):
        if x != column:
            column = x
            done += [stroke for stroke in open_strokes if stroke[3] < x - 1]
            open_strokes = [stroke for stroke in open_strokes if stroke[3] >= x - 1]
        for stroke in open_strokes:
            if abs(stroke[1] - top) <= wobble and abs(stroke[2] - bottom) <= wobble:
                stroke[3] = x
                break
        else:
            open_strokes.append([x, top, bottom, x])
    thin = [
        ((first + last) // 2, top, bottom)
        for first, top, bottom, last in done + open_strokes
        if last - first < _THICK * point
    ]
    return np.array(sorted(thin), dtype=np.intp).reshape(-1, 3)


def single(strokes: NDArray[np.intp], point: float) -> NDArray[np.intp]:
    """Return strokes, ordered by x, without pieces of the same tooth: of those side by side, the longest."""
    kept: list[list[int]] = []
    for x, top, bottom in strokes.tolist():
        if not kept or x - kept[-1][0] >= _THICK * point:
            kept.append([x, top, bottom])
        elif bottom - top > kept[-1][2] - kept[-1][1]:
            kept[-1] = [x, top, bottom]
    return np.array(kept, dtype=np.intp).reshape(-1, 3)


def standing(strokes: NDArray[np.intp], dark: NDArray[np.bool_], point: float) -> NDArray[np.bool_]:
    """Return which strokes stand on a line, to one side at least; the stems of letters do not."""
    near = round(_NEAR * point)
    rows = strokes[:, 2, None, None] - 1 + np.arange(-near, near + 1)[None, :, None]
    aside = np.arange(*(round(foot * point) for foot in _FOOT))
    on_line = np.zeros(len(strokes), np.bool_)
    for side in (aside, -aside):
        columns = strokes[:, 0, None, None] + side[None, None, :]
        inside = (columns >= 0) & (columns < dark.shape[1]) & (rows < dark.shape[0])
        foot = dark[rows.clip(0, dark.shape[0] - 1), columns.clip(0, dark.shape[1] - 1)] & inside
        on_line |= foot.any(axis=1).mean(axis=1) > _MOSTLY
    return on_line


def joined(teeth: NDArray[np.intp], dark: NDArray[np.bool_], point: float) -> list[bool]:
    """Return for each tooth but the first whether a line at the foot leads to it from the one before."""
    near = round(_NEAR * point)
    links = []
    for (before, _, foot), (x, _, other) in pairwise(teeth.tolist()):
        line = dark[min(foot, other) - 1 - near : max(foot, other) + near, before:x]
        links.append(bool(line.any(axis=0).mean() > _MOSTLY))
    return links
