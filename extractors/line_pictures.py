"""Lines of text, cut out of a page's picture and made ready for the network that reads them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from extractors.line_network import LINE_HEIGHT, LinePixels

_PADDING: Final = 4
"""Pixels of paper around a line, as the network was trained."""
_DESCENT: Final = 0.28
"""Depth of letters below the baseline, as a share of what stands above: kept free where none has any."""
_DEEPEST: Final = 0.5
"""Depth of letters like p below the baseline, at most, as a share of what stands above (a line of "pq")."""
_LEAST_RISE: Final = 4
_LETTERS_WIDE: Final = 2
"""Width, in heights, from which on a line has letters enough to tell its baseline."""
_SMALLEST: Final = 4
"""Lines with a side of fewer pixels are specks."""
_DARK: Final = 150
"""Grey below which a pixel of a whitened picture is ink."""
_REACH: Final = 12
"""How far letters beside a line are looked for, in heights of the line."""
_LETTER_GAP: Final = 0.4
"""Widest gap between letters, in heights of the line; the next word may stand in a cell of its own."""
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
_RULING: Final = 0.9
"""Share of ink of a column that runs beyond the line: a ruling."""
_INK_QUANTILE, _PAPER_QUANTILE = 25, 75
_PURE: Final = 0.85
"""Share of pixels that are pure black or white, from which on a page was black and white when it came."""
_BLACK: Final = 0.25
"""Share of what is not pure white that is pure black then: 0.3 on faxes, even where levelling made greys at
all edges; less where a finer page was drawn smaller and levelled, and was so smoothed already."""
_BURNT: Final = 0.5
"""Share of pure white from which on grey paper is burnt out; of ordinary scans it is less than 2 %."""
SMOOTH: Final = ImageFilter.GaussianBlur(1.0)
"""Rounds off the steps of black-and-white pictures."""
SHARP: Final = ImageFilter.UnsharpMask(2, 80, 0)
"""Brings out what pale copies and soft scans have left of dots and thin strokes."""
SLIM: Final = 1.15
"""By how much letters are drawn narrower than they are: the network takes print at its own width apart, or
loses blanks and commas, more often."""


class TextLine(NamedTuple):
    """Where a line of text stands, in pixels.

    Attributes:
        baseline: Height of the line that letters stand on, in the middle of the box; None if unknown.
    """

    left: int
    top: int
    right: int
    bottom: int
    baseline: float | None = None


class LinePicture(NamedTuple):
    """A line for the network.

    Attributes:
        scale: Pixels of the page per column of ``pixels``.
        left: Pixel of the page where the picture begins.
    """

    pixels: LinePixels
    line: TextLine
    left: int
    scale: float


def is_black_and_white(picture: Image.Image) -> bool:
    """Whether a grey picture shows a fax or bi-level scan: such lines are read better when smoothed."""
    counts = picture.histogram()
    black, white, whole = counts[0], counts[255], sum(counts)
    return black + white >= _PURE * whole and black >= _BLACK * (whole - white)


def is_pale(picture: Image.Image) -> bool:
    """Whether a grey picture's paper is pure white: no noise is left, and thin strokes may be faint."""
    counts = picture.histogram()
    return counts[255] >= _BURNT * sum(counts) and not is_black_and_white(picture)


def is_line(line: TextLine) -> bool:
    """Whether a line is more than a speck."""
    return min(line.right - line.left, line.bottom - line.top) >= _SMALLEST


def completed(lines: Iterable[TextLine], white: NDArray[np.uint8]) -> list[TextLine]:
    """Return the lines of a whitened page with the letters beside them that were left out or set apart.

    The search for lines takes letters that touch a dotted line or a frame for parts of it:
    "post26@example.org" loses its "post", or becomes two lines.
    """
    whole = _joined(map(_without_undergrowth, lines))
    joined = [part for line in whole for part in _parts_by_size(line, white)]
    unclaimed = white.copy()
    for line in joined:
        unclaimed[line.top : line.bottom, line.left : line.right] = 255
    return [
        line._replace(
            left=line.left - _letters_beside(line, unclaimed[:, : line.left][:, ::-1]),
            top=line.top - _dots_above(line, unclaimed),
            right=line.right + _letters_beside(line, unclaimed[:, line.right :]),
        )
        for line in joined
    ]


def _without_undergrowth(line: TextLine) -> TextLine:
    """Return a line without the dotted or drawn line below it, which may count as a part of its letters.

    The baseline of a letter or two is often wrong: a lone "1" would lose its lower half.
    """
    narrow = line.right - line.left < _LETTERS_WIDE * (line.bottom - line.top)
    if narrow or line.baseline is None or line.baseline - line.top < _LEAST_RISE:
        return line
    return line._replace(
        bottom=min(line.bottom, round(line.baseline + _DEEPEST * (line.baseline - line.top)))
    )


def _joined(lines: Iterable[TextLine]) -> list[TextLine]:
    """Return the lines, those of one row with no more than a letter's gap between them as one."""
    found: list[TextLine] = []
    for line in sorted(lines):
        before = next((each for each in reversed(found) if _goes_on(each, line)), None)
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
    height = min(line.bottom - line.top, after.bottom - after.top)
    shared = min(line.bottom, after.bottom) - max(line.top, after.top)
    return shared >= _SAME_ROW * height and abs(after.left - line.right) <= _LETTER_GAP * height


def _parts_by_size(line: TextLine, white: NDArray[np.uint8]) -> list[TextLine]:
    """Return a title and the small print behind it as two lines: as one, the latter is read too small."""
    foot = line.bottom if line.baseline is None else min(line.bottom, round(line.baseline))
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
    height = line.bottom - line.top
    foot = line.bottom if line.baseline is None else min(line.bottom, round(line.baseline))
    reach = slice(0, _REACH * height)
    ink: NDArray[np.bool_] = np.logical_or.reduce(beside[line.top : foot, reach] < _DARK)
    tall = beside[max(0, line.top - height // 2) : line.bottom + height // 2, reach] < _DARK
    ruling = np.flatnonzero(tall.mean(axis=0) > _RULING)
    places = np.flatnonzero(ink[: ruling[0] if len(ruling) else None])
    gaps = np.flatnonzero(np.diff(places, prepend=-1) > _LETTER_GAP * height)
    near = places[: gaps[0] if len(gaps) else None]
    if not len(near):
        return 0
    rows = np.flatnonzero((beside[line.top : foot, : near[-1] + 1] < _DARK).any(axis=1))
    is_letter = rows[-1] - rows[0] >= _LETTER_HEIGHT * height
    return int(near[-1]) + 1 if is_letter else 0


def _dots_above(line: TextLine, unclaimed: NDArray[np.uint8]) -> int:
    """Return how many rows above a short line hold the dots of its letters: without its dot, "ja" is "Ja"."""
    height = line.bottom - line.top
    if line.right - line.left > _FEW_WIDE * height:
        return 0
    above = unclaimed[max(0, line.top - round(_DOTS * height)) : line.top, line.left : line.right][::-1]
    inked = np.flatnonzero((above < _DARK).any(axis=1))
    is_whole = len(inked) > 0 and inked[-1] < len(above) - 1
    return int(inked[-1]) + 1 if is_whole else 0


def cut(
    picture: Image.Image, line: TextLine, *, finish: ImageFilter.Filter | None = None, slim: float = 1.0
) -> LinePicture:
    """Return a line of a grey picture, at the height and contrast that the network knows.

    Args:
        picture: The page.
        line: Where the line stands.
        finish: Applied before the line is brought to its height, as are ``SMOOTH`` and ``SHARP``.
        slim: By how much letters are drawn narrower than they are.
    """
    left, top = max(0, line.left - _PADDING), max(0, line.top - _PADDING)
    right = min(picture.width, line.right + _PADDING)
    bottom = min(picture.height, _foot(line) + _PADDING)
    scale = (bottom - top) / LINE_HEIGHT * slim
    size = (max(LINE_HEIGHT // 2, round((right - left) / scale)), LINE_HEIGHT)
    place = picture.crop((left, top, right, bottom))
    if finish is not None:
        place = place.filter(finish)
    grey = place.resize(size, Image.Resampling.LANCZOS)
    return LinePicture(_normalised(np.asarray(grey, dtype=np.float32)), line, left, scale)


def _foot(line: TextLine) -> int:
    """Return the lower edge, with room for letters like g: the network tells sizes by it."""
    if line.baseline is None or line.baseline - line.top < _LEAST_RISE:
        return line.bottom
    return max(line.bottom, round(line.baseline + _DESCENT * (line.baseline - line.top)))


def _normalised(grey: NDArray[np.float32]) -> LinePixels:
    """Return ink as -1 and paper as 1, both measured along the middle of the line.

    As Tesseract does, for whose pictures the network was trained: ink are the valleys, paper the peaks.
    """
    row = grey[LINE_HEIGHT // 2]
    before, here, after = row[:-2], row[1:-1], row[2:]
    valleys = here[((here < before) & (here <= after)) | ((here <= before) & (here < after))]
    peaks = here[((here > before) & (here >= after)) | ((here >= before) & (here > after))]
    ink = np.percentile(valleys, _INK_QUANTILE) if len(valleys) else 0.0
    paper = np.percentile(peaks, _PAPER_QUANTILE) if len(peaks) else 255.0
    half = max((paper - ink) / 2, 1.0)
    normalised: LinePixels = np.clip((grey - ink) / half - 1, -1, 1).astype(np.float32)
    return normalised
