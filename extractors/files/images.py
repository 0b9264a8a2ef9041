"""The only door to picture files: pictures as documents of pages.

JPEG, PNG, TIFF, WebP and HEIF come from phones and scanners, BMP and GIF from old screens. JPEG 2000 and AVIF
nobody sends loose: each further decoder is one more for hostile bytes to aim at.
"""

from __future__ import annotations

import hashlib
import io
import warnings
from typing import Any, Final

import numpy as np
import pi_heif  # type: ignore[import-untyped] # it has no annotations
from numpy.typing import NDArray
from PIL import Image, ImageOps, UnidentifiedImageError

from contracts.reading import FontRun, Problem, ProblemCode
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
_JPEG: Final = frozenset({"JPEG", "MPO"})
_TRANSPARENT: Final = frozenset({"RGBA", "LA"})
_BITS, _BRIGHTEST = 8, 255  # of a pixel in mode L
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
        self._data = data
        self._image = _open(data)
        self.page_count: int = getattr(self._image, "n_frames", 1) if self._image.format in _PAGED else 1
        self._check_pixels()

    def font_runs(self, index: int) -> tuple[FontRun, ...]:  # noqa: ARG002 - as of every opened file
        """Return nothing: a picture has no letters of its own."""
        return ()

    def fingerprint(self, index: int) -> str:
        """Return a digest of the file and the frame's number."""
        return f"{hashlib.sha256(self._data).hexdigest()}-{index}"

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
        wanted = (max(1, round(size.width * dpi / 72)), max(1, round(size.height * dpi / 72)))
        upright = ImageOps.exif_transpose(_on_white(self._decoded(max(wanted))))
        return upright.resize(wanted, Image.Resampling.LANCZOS, reducing_gap=2.0)

    def _decoded(self, side: int) -> Image.Image:
        """Return the frame; a JPEG no finer than needed for ``side`` pixels: whole, a photo takes 300 MB."""
        if self._image.format not in _JPEG:
            return self._image
        image = _open(self._data)
        image.draft("L", (side, side))
        return image

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
    coloured = image if image.mode in _TRANSPARENT else image.convert("RGBA")
    grey = Image.new("L", coloured.size, "white")
    grey.paste(coloured.convert("L"), mask=coloured.getchannel("A"))
    grey.info.update(image.info)
    return grey


def _shallow(image: Image.Image) -> Image.Image:
    """Return a picture of more than eight bits in eight; Pillow itself would keep the darkest tones only."""
    values: NDArray[Any] = np.asarray(image)
    brightest = float(values.max(initial=0))
    if values.dtype.kind == "f":
        eight: NDArray[Any] = values * (_BRIGHTEST / (brightest or 1.0))
    else:
        eight = values >> max(0, int(brightest).bit_length() - _BITS)
    grey = Image.fromarray(eight.clip(0, _BRIGHTEST).astype(np.uint8))
    grey.info.update(image.info)
    return grey
