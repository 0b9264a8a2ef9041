"""Where the combs of a page are: teeth at even distances, and the cells between them."""

from __future__ import annotations

from collections.abc import Iterator
from operator import sub
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from extractors.pictures.components import runs_down

_TOOTH: Final = (4.0, 34.0)
"""Shortest and longest tooth, in points."""
_THICK: Final = 2.0
_STEM: Final = 11.0
"""Points: the stems of letters are shorter; between cells that are higher, only longer strokes are teeth."""
_PITCH: Final = (9.0, 34.0)
"""Narrowest and widest cell, in points."""
_FEWEST_TEETH: Final = 4
_MOST_SHORT: Final = 2
"""Groups of two cells beside a longer one: day and month before a year."""
_UNEVEN: Final = 0.25
"""Share by which a cell may be wider or narrower than the cells before it: real forms are drawn so."""
_ALIKE: Final = 0.1
"""The same for the cells of a short group beside a long one: they are drawn alike."""
_DRIFT: Final = 2.2
"""Points by which the feet of a comb's teeth may rise or fall: what levelling leaves of a skew."""
_FREE: Final = 1.8
_LEAST_FREE: Final = 0.1
_SPECKS: Final = 0.02
"""Share of ink between two groups of cells, at most."""
_WOBBLE: Final = 1.2
"""Points by which the columns of one stroke may begin and end apart."""
_MOSTLY: Final = 0.85


class Comb(NamedTuple):
    """Cells of a comb, in pixels: ``edges`` are the x of all cells' sides, one more than cells.

    ``closed`` cells have lines on all sides; of others only the teeth between them are known.
    """

    top: int
    bottom: int
    edges: tuple[int, ...]
    closed: bool = False

    def meets(self, other: Comb) -> bool:
        """Whether two combs share cells: then one is a part of the other, seen once more."""
        common = min(self.edges[-1], other.edges[-1]) - max(self.edges[0], other.edges[0])
        return min(self.bottom, other.bottom) > max(self.top, other.top) and common > 0


def find_combs(dark: NDArray[np.bool_], *, dpi: int) -> list[Comb]:
    """Return rows of at least four cells: thin strokes of one height at even distances."""
    point = dpi / 72
    combs: list[Comb] = []
    for level in _levels(_strokes(dark, point), dark.shape[0], point):
        # Teeth between groups may be longer.
        tall = level[level[:, 2] - level[:, 1] > _STEM * point]
        for teeth in (level,) if len(tall) == len(level) else (level, tall):
            combs += _combs_of(_single(teeth, point), dark, point)
    combs.sort(key=lambda comb: (comb.top - comb.bottom) * len(comb.edges))
    return [comb for number, comb in enumerate(combs) if not any(map(comb.meets, combs[:number]))]


def _levels(strokes: NDArray[np.intp], height: int, point: float) -> Iterator[NDArray[np.intp]]:
    """Yield the strokes that end at about one height, from top to bottom; too few for a comb are left out."""
    seen: bytes = b""
    for bottom in range(0, height, max(1, round(_DRIFT * point / 2))):
        on_level = np.abs(strokes[:, 2] - bottom) <= _DRIFT * point
        if np.count_nonzero(on_level) >= _FEWEST_TEETH and (same := on_level.tobytes()) != seen:
            seen = same
            yield strokes[on_level]


def _combs_of(teeth: NDArray[np.intp], dark: NDArray[np.bool_], point: float) -> Iterator[Comb]:
    """Yield the combs that strokes on one level make up."""
    for xs in _even_runs(teeth[:, 0].tolist(), point):
        top, foot = (int(np.median(teeth[np.isin(teeth[:, 0], xs), end])) for end in (1, 2))
        comb = Comb(top, foot, xs)
        closed = _closed(dark, comb, point) if _stands_free(dark, comb, point) else None
        if closed is not None:
            yield closed


def _strokes(dark: NDArray[np.bool_], point: float) -> NDArray[np.intp]:
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


def _single(strokes: NDArray[np.intp], point: float) -> NDArray[np.intp]:
    """Return strokes, ordered by x, without pieces of the same tooth: of those side by side, the longest."""
    kept: list[list[int]] = []
    for x, top, bottom in strokes.tolist():
        if not kept or x - kept[-1][0] >= _THICK * point:
            kept.append([x, top, bottom])
        elif bottom - top > kept[-1][2] - kept[-1][1]:
            kept[-1] = [x, top, bottom]
    return np.array(kept, dtype=np.intp).reshape(-1, 3)


def _stands_free(dark: NDArray[np.bool_], comb: Comb, point: float) -> bool:
    """Whether the strokes have white beside them, as teeth have and the stems of printed letters have not."""
    aside = round(_FREE * point)
    beside = [x + offset for x in comb.edges for offset in (-aside, aside) if x + offset < dark.shape[1]]
    foot = comb.bottom - round(_THICK * point)
    return bool(dark[comb.top : foot, beside].mean() < _LEAST_FREE)


def _even_runs(xs: list[int], point: float) -> list[tuple[int, ...]]:
    """Split sorted places of teeth into runs of fairly even distance, as long as a comb's at least."""
    runs: list[list[int]] = []
    for x in xs:
        run = runs[-1] if runs else [x]
        gap = x - run[-1]
        pitch = (run[-1] - run[0]) / (len(run) - 1) if len(run) > 1 else gap
        if not _PITCH[0] * point <= gap <= _PITCH[1] * point:
            runs.append([x])
        elif abs(gap - pitch) <= _UNEVEN * pitch:
            run.append(x)
        else:
            runs.append([run[-1], x])
    known = [run for run in runs if len(run) >= _FEWEST_TEETH]
    for _ in range(_MOST_SHORT):
        known += [run for run in runs if run not in known and any(_like(run, other) for other in known)]
    return [tuple(run) for run in runs if run in known]


def _like(run: list[int], comb: list[int]) -> bool:
    """Whether a short run is the next group of a row of groups: two cells, as wide as the others'."""
    if len(run) != _FEWEST_TEETH - 1:
        return False
    pitch = (comb[-1] - comb[0]) / (len(comb) - 1)
    apart = max(run[0] - comb[-1], comb[0] - run[-1])
    return 0 < apart < pitch and all(abs(gap - pitch) <= _ALIKE * pitch for gap in map(sub, run[1:], run))


def _closed(dark: NDArray[np.bool_], comb: Comb, point: float) -> Comb | None:
    """Add the cells before the first and behind the last tooth; None if the comb seems to go on unseen.

    Better no comb than half of one: a number that was cut off is still a number.
    """
    pitch = round((comb.edges[-1] - comb.edges[0]) / (len(comb.edges) - 1))
    edges = list(comb.edges)
    for outermost, step in ((edges[0], -pitch), (edges[-1], pitch)):
        x = outermost
        while (further := _outer_edge(dark, comb, x, step, point)) != x:
            if further is None:
                return None
            edges.append(further)
            x = further
    return comb._replace(edges=tuple(sorted(edges)))


def _outer_edge(dark: NDArray[np.bool_], comb: Comb, x: int, pitch: int, point: float) -> int | None:
    """Return where the comb ends beyond its outermost tooth ``x``; ``pitch`` is negative to the left."""
    aside = round(_THICK * point)
    band = dark[comb.top : comb.bottom - aside]
    taller = dark[max(0, comb.top - 2 * aside) : comb.bottom, max(0, x - aside) : x + aside]
    sign = 1 if pitch > 0 else -1
    near, far = sorted((x + sign * aside, x + round(pitch * (1 + _UNEVEN))))
    beyond = band[:, max(0, near) : max(0, far)]
    if (
        not _is_inked(beyond)
        or taller.mean(axis=0).max() > _MOSTLY
        or _foot_ends(dark, comb, x, pitch, aside)
    ):
        return x
    leaning = beyond | np.pad(beyond, ((0, 0), (1, 0)))[:, :-1]
    lines = np.flatnonzero(leaning.mean(axis=0) > _MOSTLY) + max(0, near)
    if 0 < len(lines) <= 2 * aside and _is_gap(
        dark, comb, sorted((x, int(lines[np.argmin(np.abs(lines - x))]))), aside
    ):
        return x
    wide_enough = lines[np.abs(lines - x) >= abs(pitch) * (1 - _UNEVEN)]
    if len(wide_enough):
        return int(wide_enough[np.argmin(np.abs(wide_enough - x))])
    end = band[:, max(0, x + pitch - aside) : max(0, x + pitch + aside)]
    return x + pitch if sign > 0 and not end.any() else None


def _foot_ends(dark: NDArray[np.bool_], comb: Comb, x: int, pitch: int, aside: int) -> bool:
    """Whether the comb's cells stand on a line that goes no further than ``x``: beyond is a label."""
    foot = dark[comb.bottom - aside // 2 : comb.bottom + aside // 2 + 1]
    first, last = sorted((x + (aside // 2 if pitch > 0 else -aside // 2), x + pitch))
    own = foot[:, min(comb.edges) : max(comb.edges)]
    if own.any(axis=0).mean() < _MOSTLY or _is_inked(foot[:, max(0, first) : max(0, last)]):
        return False
    first, last = sorted((x + (aside // 2 if pitch > 0 else -aside // 2), x + pitch // 2))
    return not _is_inked(dark[comb.top : comb.bottom, max(0, first) : max(0, last)])


def _is_gap(dark: NDArray[np.bool_], comb: Comb, sides: list[int], aside: int) -> bool:
    """Whether two strokes have white between them up to the foot: groups with frames of their own.

    A copy has specks; a line at the foot would be more.
    """
    left, right = sides
    between = dark[comb.top : comb.bottom + aside, left + aside // 2 : right - aside // 2]
    return bool(between.size) and not _is_inked(between)


def _is_inked(place: NDArray[np.bool_]) -> bool:
    """Whether there is more in a place than the specks of a copy."""
    return bool(place.size) and bool(place.mean() > _SPECKS)
