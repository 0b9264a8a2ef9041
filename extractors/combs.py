"""Combs (rows of cells for one letter each), found and read on scans.

Tesseract takes the teeth between the cells for letters: "59387784" becomes "5193817". So combs are looked
for in the picture; the letters are set close together on white paper, without teeth, and read again.
"""

from __future__ import annotations

from itertools import groupby, pairwise
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from contracts.reading import Word
from contracts.records import Box
from extractors.ocr import OcrEngine

_DARK: Final = 170
"""Grey below which a pixel of a whitened picture is ink."""
_TOOTH: Final = (4.0, 34.0)
"""Shortest and longest tooth, in points."""
_THICK: Final = 2.0
_PITCH: Final = (9.0, 34.0)
"""Narrowest and widest cell, in points."""
_FEWEST_TEETH: Final = 4
_UNEVEN: Final = 0.25
"""Share by which a cell may be wider or narrower than the cells before it: real forms are drawn so."""
_DRIFT: Final = 2.2
"""Points by which the feet of a comb's teeth may rise or fall: what levelling leaves of a skew."""
_FREE: Final = 1.8
_LEAST_FREE: Final = 0.1
_WOBBLE: Final = 1.2
"""Points by which the columns of one stroke may begin and end apart."""
_TALLEST_LETTER: Final = 15.0
_INSET: Final = 1.8
"""Points inside a cell's sides and foot from where on ink is the letter's."""
_LEAST_INK: Final = 0.01
_SURE: Final = 0.6
_MOSTLY: Final = 0.85


class Comb(NamedTuple):
    """Cells of a comb, in pixels: ``edges`` are the x of all cells' sides, one more than cells."""

    top: int
    bottom: int
    edges: tuple[int, ...]


def correct_combs(
    words: tuple[Word, ...], picture: Image.Image, *, engine: OcrEngine, dpi: int
) -> tuple[Word, ...]:
    """Return the words of a whitened, level picture with those in combs read again; boxes in pixels."""
    readings = read_combs(picture, engine=engine, dpi=dpi)
    others = [word for word in words if not any(place.holds(*word.box.middle) for place, _ in readings)]
    return (*others, *(word for _, again in readings for word in again))


def read_combs(picture: Image.Image, *, engine: OcrEngine, dpi: int) -> list[tuple[Box, list[Word]]]:
    """Return the places of filled combs, each with its words; in pixels.

    A comb whose reading has not as many letters as cells have ink is left out: better the engine's first
    reading than a wrong place. Cells left empty part words.
    """
    dark = np.asarray(picture) < _DARK
    found = [(comb, _letters(dark, comb, dpi)) for comb in find_combs(dark, dpi=dpi)]
    filled = [(comb, letters) for comb, letters in found if any(letter is not None for letter in letters)]
    readings = []
    for comb, letters in filled:
        strip = _strip(picture, [letter for letter in letters if letter is not None], dpi)
        read = sorted(engine.read(strip, dpi=dpi), key=lambda word: word.box.left)
        signs = [(sign, word.confidence) for word in read for sign in word.text]
        sure = all(word.text.isalnum() and word.confidence >= _SURE for word in read)
        if sure and len(signs) == sum(letter is not None for letter in letters):
            readings.append((_place(comb, letters), _words(comb, letters, signs)))
    return readings


def find_combs(dark: NDArray[np.bool_], *, dpi: int) -> list[Comb]:
    """Return rows of at least four cells: thin strokes of one height at even distances."""
    point = dpi / 72
    strokes = _strokes(dark, point)
    combs = []
    while len(strokes):
        bottom = int(strokes[0, 2])
        level = np.abs(strokes[:, 2] - bottom) <= _DRIFT * point  # teeth between groups may be longer
        for xs in _even_runs(strokes[level, 0].tolist(), point):
            top = int(np.median(strokes[level & np.isin(strokes[:, 0], xs), 1]))
            comb = Comb(top, bottom, xs)
            closed = _closed(dark, comb, point) if _stands_free(dark, comb, point) else None
            if closed is not None:
                combs.append(closed)
        strokes = strokes[~level]
    return combs


def _strokes(dark: NDArray[np.bool_], point: float) -> NDArray[np.intp]:
    """Return thin upright strokes of a tooth's length as rows of (x, top, bottom), from left to right."""
    columns, tops, bottoms = _upright_runs(dark)
    lengths = bottoms - tops
    right = (lengths >= _TOOTH[0] * point) & (lengths <= _TOOTH[1] * point)
    columns, tops, bottoms = columns[right], tops[right], bottoms[right]
    open_strokes: list[list[int]] = []
    done: list[list[int]] = []
    for x, top, bottom in zip(columns.tolist(), tops.tolist(), bottoms.tolist(), strict=True):
        done += [stroke for stroke in open_strokes if stroke[3] < x - 1]
        open_strokes = [stroke for stroke in open_strokes if stroke[3] >= x - 1]
        for stroke in open_strokes:
            if max(abs(stroke[1] - top), abs(stroke[2] - bottom)) <= _WOBBLE * point:
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


def _upright_runs(dark: NDArray[np.bool_]) -> tuple[NDArray[np.intp], ...]:
    """Return columns, tops and bottoms of all runs of ink along columns, from left to right."""
    framed = np.pad(dark, ((1, 1), (0, 0)))
    rows, columns = np.divmod(np.flatnonzero(framed[1:] != framed[:-1]), dark.shape[1])
    # Along a column, ink begins and ends in turns; a stable sort of small numbers is a fast one.
    order = np.argsort(columns.astype(np.uint16), kind="stable")
    rows, columns = rows[order], columns[order]
    return columns[::2], rows[::2], rows[1::2]


def _stands_free(dark: NDArray[np.bool_], comb: Comb, point: float) -> bool:
    """Whether the strokes have white beside them, as teeth have and the stems of printed letters have not."""
    aside = round(_FREE * point)
    beside = [x + offset for x in comb.edges for offset in (-aside, aside) if x + offset < dark.shape[1]]
    return bool(dark[comb.top : comb.bottom, beside].mean() < _LEAST_FREE)


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
    return [tuple(run) for run in runs if len(run) >= _FEWEST_TEETH]


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
    if not beyond.any() or taller.mean(axis=0).max() > _MOSTLY:
        return x
    lines = np.flatnonzero(beyond.mean(axis=0) > _MOSTLY) + max(0, near)
    wide_enough = lines[np.abs(lines - x) >= abs(pitch) * (1 - _UNEVEN)]
    if len(wide_enough):
        return int(wide_enough[np.argmin(np.abs(wide_enough - x))])
    end = band[:, max(0, x + pitch - aside) : max(0, x + pitch + aside)]
    return x + pitch if sign > 0 and not end.any() else None


def _letters(dark: NDArray[np.bool_], comb: Comb, dpi: int) -> list[Box | None]:
    """Return where the ink of each cell is, or None for an empty cell."""
    point = dpi / 72
    top = max(0, min(comb.top, comb.bottom - round(_TALLEST_LETTER * point)))
    found: list[Box | None] = []
    for left, right in pairwise(comb.edges):
        inset = round(_INSET * point)
        cell = dark[top : comb.bottom - inset, left + inset : right - inset].copy()
        cell[cell.mean(axis=1) > _MOSTLY] = False  # the line at the foot of the comb
        cell[:, cell.mean(axis=0) > _MOSTLY] = False  # what thick teeth leave
        rows, columns = np.nonzero(cell)
        if len(rows) < _LEAST_INK * cell.size or np.ptp(rows) < _TOOTH[0] * point:
            found.append(None)
            continue
        x = left + inset
        found.append(Box(x + columns.min(), top + rows.min(), x + columns.max() + 1, top + rows.max() + 1))
    return found


def _strip(picture: Image.Image, letters: list[Box], dpi: int) -> Image.Image:
    """Return the letters side by side on white paper."""
    gap, margin = round(dpi / 72 * 2), round(dpi / 72 * 12)
    top, bottom = int(min(box.top for box in letters)), int(max(box.bottom for box in letters))
    width = sum(int(box.width) + gap for box in letters)
    strip = Image.new("L", (width + 2 * margin, bottom - top + 2 * margin), 255)
    x = margin
    for box in letters:
        strip.paste(picture.crop((int(box.left), top, int(box.right), bottom)), (x, margin))
        x += int(box.width) + gap
    return strip


def _place(comb: Comb, letters: list[Box | None]) -> Box:
    """Return where a comb's words stand: letters may be taller than its teeth."""
    top = min(letter.top for letter in letters if letter is not None)
    return Box(comb.edges[0], min(comb.top, top), comb.edges[-1], comb.bottom)


def _words(comb: Comb, letters: list[Box | None], signs: list[tuple[str, float]]) -> list[Word]:
    """Return the words of a comb, parted by its empty cells; a word is as wide as its cells."""
    remaining = iter(signs)
    cells = [next(remaining) if letter is not None else None for letter in letters]
    words = []
    for filled, group in groupby(enumerate(cells), key=lambda cell: cell[1] is not None):
        members = [(index, cell) for index, cell in group if cell is not None]
        if filled:
            first, last = members[0][0], members[-1][0]
            ink = Box.around([letter for letter in letters[first : last + 1] if letter is not None])
            box = Box(comb.edges[first], ink.top, comb.edges[last + 1], ink.bottom)
            text = "".join(sign for _, (sign, _) in members)
            words.append(Word(text, box, min(confidence for _, (_, confidence) in members)))
    return words
