"""Pictures as documents of pages."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from contracts.reading import ProblemCode
from contracts.records import PageSize
from extractors.errors import UnreadableFileError
from extractors.files.images import ImageFile, picture_size
from extractors.limits import ReadingLimits
from tests.extractors.drawn import letter_picture, picture_file

LIMITS = ReadingLimits()
PICTURES = Path(__file__).parents[1] / "assets"
SIDEWAYS = 6
"""EXIF orientation of a phone held upright: the picture is to be turned 90 degrees clockwise."""


def opened(data: bytes) -> ImageFile:
    return ImageFile(data, limits=LIMITS)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "WEBP", "BMP", "GIF"])
def test_every_kind_is_a_page(kind: str) -> None:
    """Each supported kind of picture is one page without words, all picture."""
    image = opened(picture_file(letter_picture(dpi=100), kind))
    native = image.native(0)
    assert image.page_count == 1
    assert not native.words
    assert native.picture_share == 1
    assert image.picture(0, dpi=50).mode == "L"


def test_tagged_resolution_gives_the_page_size() -> None:
    """A scan that names its resolution has its real size."""
    data = picture_file(Image.new("L", (2000, 1000), 255), "PNG", dpi=(200, 200))
    assert opened(data).native(0).size == pytest.approx(PageSize(720, 360), rel=0.01)


def test_photo_is_fitted_into_a4() -> None:
    """A photo whose tagged resolution makes no sense becomes a page that fits A4, upright or lying."""
    tall = opened(picture_file(Image.new("L", (3000, 4000), 255), "JPEG", dpi=(72, 72))).native(0).size
    wide = opened(picture_file(Image.new("L", (4000, 3000), 255), "JPEG", dpi=(72, 72))).native(0).size
    assert tall == pytest.approx(PageSize(595.3, 793.7), abs=0.1)
    assert wide == pytest.approx(PageSize(793.7, 595.3), abs=0.1)


def test_camera_orientation_is_obeyed() -> None:
    """A phone's picture that is stored on its side is seen as its viewer shows it."""
    picture = Image.new("L", (400, 200), 255)
    picture.paste(0, (0, 0, 200, 200))
    exif = Image.Exif()
    exif[0x0112] = SIDEWAYS
    image = opened(picture_file(picture, "JPEG", exif=exif))
    assert image.native(0).size.height > image.native(0).size.width
    upright = image.picture(0, dpi=72)
    assert upright.getpixel((upright.width // 2, 10)) == 0
    assert upright.getpixel((upright.width // 2, upright.height - 10)) == 255


def test_tiff_has_a_page_for_each_frame() -> None:
    """A fax's TIFF is one document of several pages."""
    frames = [Image.new("1", (850, 1100), 1) for _ in range(3)]
    image = opened(picture_file(frames[0], "TIFF", save_all=True, append_images=frames[1:], dpi=(100, 100)))
    assert image.page_count == 3
    assert image.native(2).size == pytest.approx(PageSize(612, 792))


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG", "MPO"])
def test_motion_has_no_pages(kind: str) -> None:
    """Of an animation, and of a phone's picture with further ones for itself, the first is the page."""
    frames = [Image.new("RGB", (100, 200), colour) for colour in ("white", "black")]
    image = opened(picture_file(frames[0], kind, save_all=True, append_images=frames[1:]))
    assert image.page_count == 1
    assert image.picture(0, dpi=20).getpixel((10, 10)) == 255


@pytest.mark.parametrize("mode", ["1", "P", "LA", "CMYK", "I;16", "I", "F"])
def test_every_depth_of_colour_shows_the_same(mode: str) -> None:
    """Black is black, grey grey and paper white, in one bit or sixteen."""
    ramp = np.tile(np.linspace(0, 255, 101).astype(np.uint8), (101, 1))
    deep = {"I;16": (np.uint16, 257), "I": (np.int32, 257), "F": (np.float32, 1 / 255)}
    if mode in deep:
        kind, times = deep[mode]
        picture = Image.fromarray((ramp * float(times)).astype(kind))
    else:
        picture = Image.fromarray(ramp).convert("RGB" if mode in {"P", "CMYK"} else mode).convert(mode)
    image = opened(picture_file(picture, "PNG" if mode == "LA" else "TIFF"))
    drawn = np.asarray(image.picture(0, dpi=72))
    assert drawn[:, 0].mean() < 20
    assert drawn[:, -1].mean() > 235
    assert drawn.mean() == pytest.approx(127, abs=6)


@pytest.mark.parametrize("name", ["letter.heic", "sideways.heic"])
def test_heif_photos_are_read(name: str) -> None:
    """What iPhones send looks like the letter that it was made of; it is turned once, not twice."""
    image = opened((PICTURES / name).read_bytes())
    assert image.page_count == 1
    letter = letter_picture(dpi=72)
    drawn = image.picture(0, dpi=72).resize(letter.size)
    assert np.abs(np.asarray(drawn, np.float32) - np.asarray(letter, np.float32)).mean() < 5


@pytest.mark.parametrize("cut", [40, 400, 6000])
def test_a_torn_heif_is_no_picture(cut: int) -> None:
    """A photo whose upload broke off raises what the reader catches."""
    with pytest.raises((UnreadableFileError, OSError, ValueError, RuntimeError)):
        opened((PICTURES / "letter.heic").read_bytes()[:cut]).picture(0, dpi=72)


def test_the_size_of_a_picture_is_told_without_decoding() -> None:
    """And None is what is no picture."""
    assert picture_size(picture_file(Image.new("L", (30, 20)), "PNG")) == (30, 20)
    assert picture_size(b"GIF89a") is None


def test_transparent_is_white() -> None:
    """What is transparent is paper, not ink."""
    image = opened(picture_file(Image.new("RGBA", (100, 100), (0, 0, 0, 0)), "PNG"))
    assert image.picture(0, dpi=20).getextrema() == (255, 255)
    image.close()


def test_bomb_is_refused_unread() -> None:
    """A few bytes that unpack to a huge picture are refused by their header."""
    data = picture_file(Image.new("1", (20_000, 20_000)), "PNG")
    with pytest.raises(UnreadableFileError, match="60 Megapixel") as caught:
        opened(data)
    assert caught.value.problem.code is ProblemCode.TOO_LARGE


def test_large_picture_is_refused_below_the_librarys_own_limit() -> None:
    """Our limit on pixels holds, not the library's."""
    data = picture_file(Image.new("1", (8_000, 8_000)), "PNG")
    with pytest.raises(UnreadableFileError, match="60 Megapixel"):
        opened(data)


def test_damaged_picture() -> None:
    """A file that only begins like a picture is damaged."""
    with pytest.raises(UnreadableFileError) as caught:
        opened(b"\x89PNG\r\n\x1a\n" + b"nothing")
    assert caught.value.problem.code is ProblemCode.DAMAGED
