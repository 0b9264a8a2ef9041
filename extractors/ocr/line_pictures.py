"""Lines of text, cut out of a page's picture and made ready for the network that reads them."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from extractors.ocr.line_network import LINE_HEIGHT, LinePixels

_PADDING: Final = 4
"""Pixels of paper around a line, as the network was trained."""
_DESCENT: Final = 0.28
"""Depth of letters below the baseline, as a share of what stands above: kept free where none has any."""
LEAST_RISE: Final = 4
_SMALLEST: Final = 4
"""Lines with a side of fewer pixels are specks."""
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
    if line.baseline is None or line.baseline - line.top < LEAST_RISE:
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
