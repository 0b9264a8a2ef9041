"""The only door to picture files: pictures as documents of pages.

JPEG, PNG, TIFF, WebP and HEIF come from phones and scanners, BMP and GIF from old screens. JPEG 2000 and AVIF
nobody sends loose: each further decoder is one more for hostile bytes to aim at.
"""

from __future__ import annotations

import io
import warnings
from typing import Final

import numpy as np
import pi_heif  # type: ignore[import-untyped] # it has no annotations
from PIL import Image, ImageOps, UnidentifiedImageError

from contracts.reading import Problem, ProblemCode
from contracts.records import PageSize
from extractors.errors import UnreadableFileError
from extractors.limits import ReadingLimits
from extractors.opened import NativePage

pi_heif.options.DECODE_THREADS = 1  # as many processes as cores are reading already
pi_heif.register_heif_opener()

_FORMATS: Final = ("JPEG", "PNG", "TIFF", "WEBP", "HEIF", "BMP", "GIF")
_PAGED: Final = frozenset({"TIFF", "HEIF"})
"""Formats whose further pictures are pages. Elsewhere they are motion, or a camera's own (depth, light)."""
_A4: Final = PageSize(595.3, 841.9)
_POINTS_PER_INCH: Final = 72
_PLAUSIBLE_SIDE: Final = (100.0, 1300.0)
"""Points; a page between a business card and A2. Cameras write 72 dpi without meaning it."""
_ORIENTATION: Final = 0x0112  # EXIF
_DEEP: Final = ("I", "F")
"""Pillow's modes of more than eight bits a pixel."""
_EIGHT_BITS, _SIXTEEN_BITS = 255.0, 65535.0
_SIDEWAYS: Final = frozenset({5, 6, 7, 8})


class ImageFile:
    """An open picture file; each frame is a page.

    Args:
        data: The file's bytes.

    Raises:
        UnreadableFileError: if the bytes are no whole picture of a known format, or it has too many pixels.
    """

    problems: tuple[Problem, ...] = ()
    embedded: tuple[str, ...] = ()

    def __init__(self, data: bytes, *, limits: ReadingLimits) -> None:
        self._limits = limits
        self._image = _open(data)
        self.page_count: int = getattr(self._image, "n_frames", 1) if self._image.format in _PAGED else 1
        self._check_pixels()

    def close(self) -> None:
        """Let go of the file."""
        self._image.close()

    def native(self, index: int) -> NativePage:
        """Return a page without words that is all picture."""
        self._image.seek(index)
        return NativePage(self._size(), picture_share=1.0)

    def picture(self, index: int, *, dpi: int) -> Image.Image:
        """Return frame ``index`` upright as the camera meant it, grey, at about ``dpi`` pixels per inch."""
        self._image.seek(index)
        self._check_pixels()
        size = self._size()
        upright = ImageOps.exif_transpose(_on_white(self._image))
        wanted = (max(1, round(size.width * dpi / 72)), max(1, round(size.height * dpi / 72)))
        return upright.resize(wanted, Image.Resampling.LANCZOS, reducing_gap=2.0)

    def _check_pixels(self) -> None:
        if self._image.width * self._image.height > self._limits.max_pixels:
            raise UnreadableFileError(
                ProblemCode.TOO_LARGE, limit=f"{self._limits.max_pixels // 1_000_000} Megapixel"
            )

    def _size(self) -> PageSize:
        """Return the page's size: by the file's resolution where that is plausible, else fitted into A4."""
        width, height = self._image.size
        dpi_x, dpi_y = (float(value) for value in self._image.info.get("dpi", (0, 0)))
        if self._image.getexif().get(_ORIENTATION) in _SIDEWAYS:
            width, height, dpi_x, dpi_y = height, width, dpi_y, dpi_x
        if dpi_x > 0 and dpi_y > 0:
            tagged = PageSize(width / dpi_x * _POINTS_PER_INCH, height / dpi_y * _POINTS_PER_INCH)
            if _PLAUSIBLE_SIDE[0] <= min(tagged) <= max(tagged) <= _PLAUSIBLE_SIDE[1]:
                return tagged
        paper = _A4 if height >= width else PageSize(_A4.height, _A4.width)
        scale = min(paper.width / width, paper.height / height)
        return PageSize(width * scale, height * scale)


def picture_size(data: bytes) -> tuple[int, int] | None:
    """Return width and height in pixels without decoding the picture; None if it is none that can be read."""
    try:
        with _open(data) as image:
            return image.size
    except UnreadableFileError:
        return None


def _open(data: bytes) -> Image.Image:
    try:
        with warnings.catch_warnings():
            # The limit on pixels is ours, and stricter.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            return Image.open(io.BytesIO(data), formats=_FORMATS)
    except Image.DecompressionBombError as error:
        raise UnreadableFileError(ProblemCode.TOO_LARGE, limit="60 Megapixel") from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise UnreadableFileError(ProblemCode.DAMAGED) from error


def _on_white(image: Image.Image) -> Image.Image:
    """Return the picture in grey, on white paper where it is transparent."""
    if image.mode.startswith(_DEEP):
        return _shallow(image)
    if not image.has_transparency_data:
        return image.convert("L")
    coloured = image.convert("RGBA")
    white = Image.new("RGBA", coloured.size, "white")
    grey = Image.alpha_composite(white, coloured).convert("L")
    grey.info.update(image.info)
    return grey


def _shallow(image: Image.Image) -> Image.Image:
    """Return a picture of 16 bits or more in eight; Pillow itself would cut off all but the darkest tones."""
    values = np.asarray(image, dtype=np.float32)
    brightest = max(float(values.max(initial=0)), 1.0 if image.mode == "F" else 0.0)
    if image.mode != "F":
        brightest = _SIXTEEN_BITS if brightest > _EIGHT_BITS else _EIGHT_BITS
    grey = Image.fromarray(np.clip(values * (_EIGHT_BITS / brightest), 0, _EIGHT_BITS).astype(np.uint8))
    grey.info.update(image.info)
    return grey
