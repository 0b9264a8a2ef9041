"""Lines of text as Tesseract finds them, made whole with what it left out of them or set apart."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Final

import numpy as np
from numpy.typing import NDArray

from extractors.ocr.line_pictures import LEAST_RISE, TextLine
from extractors.pictures.components import components

_DEEPEST: Final = 0.5
"""Depth of letters like p below the baseline, at most, as a share of what stands above (a line of "pq")."""
_LETTERS_WIDE: Final = 2
"""Width, in heights, from which on a line has letters enough to tell its baseline."""
_DARK: Final = 150
"""Grey below which a pixel of a whitened picture is ink."""
_REACH: Final = 12
"""How far letters beside a line are looked for, in heights of the line."""
_LETTER_GAP: Final = 0.4
"""Widest gap between letters, in heights of the line; the next word may stand in a cell of its own."""
_POINT_GAP: Final = 0.65
"""The same between a letter and a point or comma: typewriters set it as far apart as a letter is wide."""
_POINT_HEIGHT, _POINT_WIDTH = 0.35, 0.35
"""How high above the line's foot a point or comma reaches, and how wide it is, in heights of the line."""
_LETTER_HEIGHT: Final = 0.4
"""Lowest height of letters, in heights of the line; less is dirt."""
_SAME_ROW: Final = 0.8
"""Share of the lower one's height by which two pieces of one line overlap."""
_SIZE_GAP, _SMALL_PRINT = 0.6, 0.64
"""Gap between a title and print of another size, and height of the latter, in heights of the title above its
baseline; letters like "a" and "n" of the title's own size have 0.7."""
_FEW_WIDE: Final = 3
"""Width, in heights, up to which a line is so short that dots above it may have been left out."""
_DOTS: Final = 0.5
"""How far above a line such dots, and paper above them, are looked for, in heights of the line."""
_LONE_WIDTH: Final = (0.25, 0.9)
"""Width of a lone sign, in heights of the line in one row with it; what is narrower is a stroke."""
_LONE_OFF: Final = 0.25
"""How far its head and foot may be off that line's, in heights of the line."""
_MOST_LONE, _MOST_PIECES = 60, 2_000
"""Lone signs of a page, and pieces of ink as high as letters beside its lines; of handwriting and dirt there
are more."""
_RULING: Final = 0.9
"""Share of ink of a column that runs beyond the line: a ruling."""


def completed(lines: Iterable[TextLine], white: NDArray[np.uint8]) -> list[TextLine]:
    """Return the lines of a whitened page with the letters beside them that were left out or set apart.

    The search for lines takes letters that touch a dotted line or a frame for parts of it:
    "post26@example.org" loses its "post", or becomes two lines.
    """
    joined = _joined(map(_without_undergrowth, lines), _goes_on)
    parts = [part for line in joined for part in _parts_by_size(line, white)]
    unclaimed = white.copy()
    for line in parts:
        unclaimed[line.top : line.bottom, line.left : line.right] = 255
    found = []
    for line in _joined(parts, partial(_goes_on_behind_point, unclaimed)):
        whole = line._replace(
            left=line.left - _letters_beside(line, unclaimed[:, : line.left][:, ::-1]),
            top=line.top - _dots_above(line, unclaimed),
            right=line.right + _letters_beside(line, unclaimed[:, line.right :]),
        )
        # What stands between two lines belongs to one of them.
        unclaimed[line.top : line.bottom, whole.left : whole.right] = 255
        found.append(whole)
    return found


def lone_signs(lines: Sequence[TextLine], white: NDArray[np.uint8]) -> list[TextLine]:
    """Return where signs stand by themselves in one row with a line: the search for lines leaves them out.

    It takes the "3" in a cell of its own for dirt, or for a part of the frame that is no longer there.
    """
    if not lines:
        return []
    unclaimed = white < _DARK
    for line in lines:
        unclaimed[line.top : line.bottom, line.left : line.right] = False
    pieces = components(unclaimed)
    top, foot = (
        np.array(edges) for edges in zip(*((line.top, _foot_of(line)) for line in lines), strict=True)
    )
    height = foot - top
    # A noisy page has 300,000 pieces: each is compared with each line only if few are as large as letters.
    like_letters = (pieces.height >= (1 - 2 * _LONE_OFF) * height.min()) & (
        pieces.height <= (1 + 2 * _LONE_OFF) * height.max()
    )
    at = np.flatnonzero(like_letters)
    if len(at) > _MOST_PIECES:
        return []
    over, under, width = (each[at, None] for each in (pieces.top, pieces.bottom, pieces.width))
    fits = (np.abs(over - top) <= _LONE_OFF * height) & (np.abs(under - foot) <= _LONE_OFF * height)
    fits &= (width >= _LONE_WIDTH[0] * height) & (width <= _LONE_WIDTH[1] * height)
    found = [
        TextLine(
            int(pieces.left[piece]),
            int(pieces.top[piece]),
            int(pieces.right[piece]),
            int(pieces.bottom[piece]),
            lines[int(row.argmax())].baseline,
        )
        for piece, row in zip(at, fits, strict=True)
        if row.any()
    ]
    return found if len(found) <= _MOST_LONE else []


def _without_undergrowth(line: TextLine) -> TextLine:
    """Return a line without the dotted or drawn line below it, which may count as a part of its letters.

    The baseline of a letter or two is often wrong: a lone "1" would lose its lower half.
    """
    narrow = line.right - line.left < _LETTERS_WIDE * (line.bottom - line.top)
    if narrow or line.baseline is None or line.baseline - line.top < LEAST_RISE:
        return line
    return line._replace(
        bottom=min(line.bottom, round(line.baseline + _DEEPEST * (line.baseline - line.top)))
    )


def _joined(lines: Iterable[TextLine], goes_on: Callable[[TextLine, TextLine], bool]) -> list[TextLine]:
    """Return the lines, those of one row of which one ``goes_on`` in the other as one."""
    found: list[TextLine] = []
    for line in sorted(lines):
        before = next((each for each in reversed(found) if goes_on(each, line)), None)
        if before is None:
            found.append(line)
        else:
            found[found.index(before)] = before._replace(
                top=min(before.top, line.top),
                right=max(before.right, line.right),
                bottom=max(before.bottom, line.bottom),
            )
    return found


def _goes_on(line: TextLine, after: TextLine) -> bool:
    """Whether two lines stand in one row with no more than a letter's gap between them."""
    gap, height = abs(after.left - line.right), _height_of_row(line, after)
    return height > 0 and gap <= _LETTER_GAP * height


def _goes_on_behind_point(unclaimed: NDArray[np.uint8], line: TextLine, after: TextLine) -> bool:
    """Whether there is a point or comma between two lines of one row, and nothing else: "17 . 06 . 2024"."""
    gap, height = after.left - line.right, _height_of_row(line, after)
    if not 0 < gap <= (2 * _POINT_GAP + _POINT_WIDTH) * height:
        return False
    between = unclaimed[line.top : line.bottom, line.right : after.left] < _DARK
    inked = np.flatnonzero(between.any(axis=0))
    if not len(inked) or not _is_point(
        between[:, inked[0] : inked[-1] + 1], _foot_of(line) - line.top, height
    ):
        return False
    return bool(max(inked[0], gap - 1 - inked[-1]) <= _POINT_GAP * height)


def _height_of_row(line: TextLine, after: TextLine) -> int:
    """Return the height of the lower one of two lines in one row; 0 if they are in different ones."""
    height = min(line.bottom - line.top, after.bottom - after.top)
    shared = min(line.bottom, after.bottom) - max(line.top, after.top)
    return height if shared >= _SAME_ROW * height else 0


def _is_point(ink: NDArray[np.bool_], foot: int, height: int) -> bool:
    """Whether the ink of some columns is no higher and wider than a point or comma at the line's foot."""
    highest = int(ink.any(axis=1).argmax())
    return ink.shape[1] <= _POINT_WIDTH * height and 0 <= foot - highest <= _POINT_HEIGHT * height


def _foot_of(line: TextLine) -> int:
    return line.bottom if line.baseline is None else min(line.bottom, round(line.baseline))


def _parts_by_size(line: TextLine, white: NDArray[np.uint8]) -> list[TextLine]:
    """Return a title and the small print behind it as two lines: as one, the latter is read too small."""
    foot = _foot_of(line)
    height = foot - line.top
    ink: NDArray[np.bool_] = white[line.top : foot, line.left : line.right] < _DARK
    inked = np.flatnonzero(ink.any(axis=0))
    behind = np.flatnonzero(np.diff(inked) > _SIZE_GAP * height)
    for last, first in zip(inked[behind], inked[behind + 1], strict=True):
        above = [int(part.any(axis=1).argmax()) for part in (ink[:, : last + 1], ink[:, first:])]
        low, wide = max(above), min(last, ink.shape[1] - first) >= _LETTERS_WIDE * height
        if min(above) == 0 and wide and height - low <= _SMALL_PRINT * height:
            return [
                line._replace(right=line.left + int(last) + 1, top=line.top + above[0]),
                line._replace(left=line.left + int(first), top=line.top + above[1]),
            ]
    return [line]


def _letters_beside(line: TextLine, beside: NDArray[np.uint8]) -> int:
    """Return how many columns of ``beside`` (from the line outwards) belong to the line."""
    height, foot = line.bottom - line.top, _foot_of(line) - line.top
    reach = slice(0, _REACH * height)
    ink: NDArray[np.bool_] = beside[line.top : line.bottom, reach] < _DARK
    tall = beside[max(0, line.top - height // 2) : line.bottom + height // 2, reach] < _DARK
    ruling = np.flatnonzero(tall.mean(axis=0) > _RULING)
    columns_inked: NDArray[np.bool_] = np.logical_or.reduce(ink[:foot])
    places = np.flatnonzero(columns_inked[: ruling[0] if len(ruling) else None])
    columns = _word_beside(ink, places=places, foot=foot)
    rows = np.flatnonzero(ink[:foot, :columns].any(axis=1))
    is_letter = len(rows) > 0 and rows[-1] - rows[0] >= _LETTER_HEIGHT * height
    return columns if is_letter else 0


def _word_beside(ink: NDArray[np.bool_], *, places: NDArray[np.intp], foot: int) -> int:
    """Return where what stands near column 0 ends, letter by letter; ``places`` are the inked columns."""
    height, end, behind_point = len(ink), -1, False
    if not len(places) or places[0] >= _POINT_GAP * height:
        return 0
    for stretch in np.split(places, np.flatnonzero(np.diff(places) > 1) + 1):
        first, last = int(stretch[0]), int(stretch[-1])
        is_point = _is_point(ink[:, first : last + 1], foot, height)
        widest = _LETTER_GAP if is_point == behind_point else _POINT_GAP
        if first - end > widest * height:
            break
        end, behind_point = last, is_point
    return end + 1


def _dots_above(line: TextLine, unclaimed: NDArray[np.uint8]) -> int:
    """Return how many rows above a short line hold the dots of its letters: without its dot, "ja" is "Ja"."""
    height = line.bottom - line.top
    if line.right - line.left > _FEW_WIDE * height:
        return 0
    above = unclaimed[max(0, line.top - round(_DOTS * height)) : line.top, line.left : line.right][::-1]
    inked = np.flatnonzero((above < _DARK).any(axis=1))
    is_whole = len(inked) > 0 and inked[-1] < len(above) - 1
    return int(inked[-1]) + 1 if is_whole else 0
