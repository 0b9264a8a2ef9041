"""Where the combs of a page are: teeth at even distances, and the cells between them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from operator import sub
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from extractors.ocr.comb_strokes import joined, single, standing, strokes_of

_THICK: Final = 2.0
_PITCH: Final = (9.0, 50.0)
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


class _Seen(NamedTuple):
    """A comb, and how many of its teeth are strokes: the outermost cells may be of a frame."""

    comb: Comb
    teeth: int


def find_combs(dark: NDArray[np.bool_], *, dpi: int) -> list[Comb]:
    """Return rows of at least four cells: thin strokes on a line, of one height, at even distances."""
    point = dpi / 72
    strokes = strokes_of(dark, point)
    found = [
        seen
        for level in _levels(strokes[standing(strokes, dark, point)], dark.shape[0], point)
        for seen in _combs_of(single(level, point), dark, point)
    ]
    found.sort(key=lambda seen: (seen.comb.top - seen.comb.bottom) * seen.teeth)
    combs = [comb for comb, _ in found]
    return [comb for number, comb in enumerate(combs) if not any(map(comb.meets, combs[:number]))]


def _levels(strokes: NDArray[np.intp], height: int, point: float) -> Iterator[NDArray[np.intp]]:
    """Yield the strokes that end at about one height, from top to bottom; too few for a comb are left out."""
    seen: bytes = b""
    for bottom in range(0, height, max(1, round(_DRIFT * point / 2))):
        on_level = np.abs(strokes[:, 2] - bottom) <= _DRIFT * point
        if np.count_nonzero(on_level) >= _FEWEST_TEETH and (same := on_level.tobytes()) != seen:
            seen = same
            yield strokes[on_level]


def _combs_of(teeth: NDArray[np.intp], dark: NDArray[np.bool_], point: float) -> Iterator[_Seen]:
    """Yield the combs that strokes on one level make up: from tooth to tooth there is a line at the foot."""
    places = teeth[:, 0].tolist()
    links = joined(teeth, dark, point)
    apart = [x for x, linked in zip(places[1:], links, strict=True) if not linked]
    for xs in _even_runs(places, point, apart=apart):
        top, foot = (int(np.median(teeth[np.isin(teeth[:, 0], xs), end])) for end in (1, 2))
        comb = Comb(top, foot, xs)
        closed = _closed(dark, comb, point) if _stands_free(dark, comb, point) else None
        if closed is not None:
            yield _Seen(closed, len(xs))


def _stands_free(dark: NDArray[np.bool_], comb: Comb, point: float) -> bool:
    """Whether the strokes have white beside them, as teeth have and the stems of printed letters have not."""
    aside = round(_FREE * point)
    beside = [x + offset for x in comb.edges for offset in (-aside, aside) if x + offset < dark.shape[1]]
    foot = comb.bottom - round(_THICK * point)
    return bool(dark[comb.top : foot, beside].mean() < _LEAST_FREE)


def _even_runs(xs: list[int], point: float, *, apart: Collection[int]) -> list[tuple[int, ...]]:
    """Split sorted places of teeth into runs of fairly even distance, as long as a comb's at least.

    Before teeth that stand ``apart`` a new run begins.
    """
    runs: list[list[int]] = []
    for x in xs:
        run = runs[-1] if runs else [x]
        gap = x - run[-1]
        pitch = (run[-1] - run[0]) / (len(run) - 1) if len(run) > 1 else gap
        if x in apart or not _PITCH[0] * point <= gap <= _PITCH[1] * point:
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
    """Whether the line that the cells stand on ends at ``x``, with white behind it.

    A frame around the comb, or the next group, may begin before there is room for another cell.
    """
    if pitch < 0:
        return _foot_ends(dark[:, ::-1], comb, dark.shape[1] - 1 - x, -pitch, aside)
    high, rim = comb.bottom - aside, aside // 3
    within = dark[high : comb.bottom + aside, x - pitch + aside : x - aside]
    feet = np.flatnonzero(within.mean(axis=1) > _MOSTLY)
    beyond = dark[:, x : x + pitch // 2]
    strokes = beyond[comb.top : high].mean(axis=0) > _MOSTLY
    end = int(np.argmin(strokes))
    lines = np.flatnonzero(strokes[end:])
    behind = beyond[:, end + rim : end + int(lines[0]) - rim // 2] if len(lines) else beyond[:, end + rim :]
    if not len(feet) or not behind.size:
        return False
    foot = high + int(feet[0])
    return not _is_inked(behind[foot - 1 : foot + 2]) and not _is_inked(behind[comb.top : high])


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
