"""Turns clean pages into what offices receive: scans, photos, faxes, poor copies, turned pages.

Pictures are grey or colour Pillow images, at ``DPI`` unless another resolution is given; what a machine does
to paper (blur, edges, streaks) keeps its size on paper. Equal seeds give equal bytes.
"""

from __future__ import annotations

import io
import random
from collections.abc import Mapping, Sequence
from typing import Final, Literal, Protocol

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter

from samples.pdf import pymupdf, saved

DPI = 200
Picture = Image.Image
How = Literal[
    "clean_scan",
    "office_scan",
    "skewed",
    "low_resolution",
    "photo",
    "fax",
    "poor_copy",
    "upside_down",
    "sideways",
    "turned_left",
]
RESOLUTIONS: Final[Mapping[How, int]] = {"fax": 200, "low_resolution": 150}
"""Ways with a resolution of their own, in pixels per inch."""
QUALITIES: Final[Mapping[How, int]] = {"clean_scan": 90, "low_resolution": 40}
"""Ways with a JPEG quality of their own."""


class Way(Protocol):
    """What happens to a page on its way to the office."""

    def __call__(self, picture: Picture, rng: random.Random, /, *, dpi: int) -> Picture:
        """Return the page, treated; ``dpi`` is the picture's."""


def pictures_of(pdf: bytes, *, dpi: int = DPI) -> list[Picture]:
    """Return the pages of a PDF as colour pictures."""
    with pymupdf.open("pdf", pdf) as document:
        pixmaps = [page.get_pixmap(dpi=dpi) for page in document]
    return [Image.frombytes("RGB", (pixmap.width, pixmap.height), pixmap.samples) for pixmap in pixmaps]


def blank_page() -> Picture:
    """Return an empty A4 page, such as the back side of a single-sided original."""
    return Image.new("RGB", (1654, 2339), "white")


def pdf_of(pictures: Sequence[Picture], *, quality: int = 80, dpi: int = DPI) -> bytes:
    """Return a PDF with one JPEG picture per page, or a bilevel PNG for black-and-white ones."""
    point = 72 / dpi
    with pymupdf.open() as document:
        for picture in pictures:
            page = document.new_page(width=picture.width * point, height=picture.height * point)
            page.insert_image(page.rect, stream=encoded(picture, quality=quality, dpi=dpi))
        return saved(document)


def encoded(picture: Picture, *, quality: int = 80, dpi: int = DPI) -> bytes:
    """Return a picture file: PNG when it is bilevel, otherwise JPEG."""
    buffer = io.BytesIO()
    if picture.mode == "1":
        picture.save(buffer, "PNG")
    else:
        picture.save(buffer, "JPEG", quality=quality, dpi=(dpi, dpi))
    return buffer.getvalue()


def _noise(shape: tuple[int, ...], rng: random.Random, *, sigma: float) -> NDArray[np.float32]:
    generator = np.random.default_rng(rng.randrange(2**32))
    return generator.standard_normal(shape, dtype=np.float32) * np.float32(sigma)


def _image(values: NDArray[np.float32]) -> Picture:
    return Image.fromarray(np.clip(values, 0, 255).astype(np.uint8))


def _grey(picture: Picture) -> NDArray[np.float32]:
    return np.asarray(picture.convert("L"), dtype=np.float32)


def _skewed(picture: Picture, degrees: float, fill: int = 250) -> Picture:
    return picture.convert("L").rotate(degrees, Image.Resampling.BICUBIC, fillcolor=fill)


def _soft(picture: Picture, radius: float, dpi: int) -> Picture:
    """Blur; ``radius`` is in pixels at ``DPI``."""
    return picture.filter(ImageFilter.GaussianBlur(radius * dpi / DPI))


def clean_scan(picture: Picture, _rng: random.Random, *, dpi: int = DPI) -> Picture:  # noqa: ARG001 - as all ways
    """A scan with no fault at all: grey, level, without noise."""
    return picture.convert("L")


def office_scan(picture: Picture, rng: random.Random, *, dpi: int = DPI) -> Picture:
    """A flatbed or feeder scan: skewed up to 1 degree, slightly soft, noisy, with a dark edge."""
    return _scanned(picture, rng, rng.uniform(-1, 1), dpi=dpi)


def skewed_scan(picture: Picture, rng: random.Random, *, dpi: int = DPI) -> Picture:
    """An office scan of a page that was fed askew, by 1.5 to 4 degrees either way."""
    return _scanned(picture, rng, rng.choice([-1, 1]) * rng.uniform(1.5, 4), dpi=dpi)


def _scanned(picture: Picture, rng: random.Random, skew: float, *, dpi: int) -> Picture:
    page = _soft(_skewed(picture, skew), rng.uniform(0.3, 0.7), dpi)
    values = _grey(page) * rng.uniform(0.9, 0.97) + rng.uniform(4, 14)
    values += _noise(values.shape, rng, sigma=rng.uniform(2, 5))
    edge = rng.randint(3, 12) * dpi // DPI
    values[:, :edge] *= np.linspace(0.55, 1, edge, dtype=np.float32)
    return _image(values)


def poor_copy(picture: Picture, rng: random.Random, *, dpi: int = DPI) -> Picture:
    """A copy of a copy: thick or eroded strokes, streaks, specks, a faded stripe."""
    page = _soft(_skewed(picture, rng.uniform(-1.6, 1.6)), rng.uniform(0.8, 1.2), dpi)
    values = (_grey(page) - 128) * 1.7 + rng.uniform(120, 165)
    values += _noise(values.shape, rng, sigma=12)
    height, width = values.shape
    for _ in range(rng.randint(1, 4)):
        column = rng.randrange(width - 4)
        values[:, column : column + rng.randint(1, 3)] -= rng.uniform(30, 90)
    faded = rng.randrange(height - 200 * dpi // DPI)
    values[faded : faded + 160 * dpi // DPI] += 35
    specks = np.random.default_rng(rng.randrange(2**32)).integers(0, [[height], [width]], (2, 900))
    values[specks[0], specks[1]] = rng.uniform(0, 90)
    return _image(values)


def fax(picture: Picture, rng: random.Random, *, dpi: int = DPI) -> Picture:
    """A fax in standard resolution: 98 lines per inch, black or white."""
    page = _skewed(picture, rng.uniform(-0.8, 0.8), 255)
    coarse = page.resize((page.width, page.height * 98 // dpi), Image.Resampling.BILINEAR)
    values = _grey(coarse) + _noise((coarse.height, coarse.width), rng, sigma=14)
    back = _image(np.where(values > 150, 255, 0).astype(np.float32))  # noqa: PLR2004 -- the threshold of the machine
    return back.resize((page.width, page.height), Image.Resampling.NEAREST).convert(
        "1", dither=Image.Dither.NONE
    )


def _desk(size: tuple[int, int], rng: random.Random) -> Picture:
    """A table top: brownish or grey, with a faint grain."""
    base = rng.choice([(122, 92, 66), (84, 78, 74), (150, 128, 100), (60, 66, 72)])
    desk = Image.new("RGB", size, base)
    pen = ImageDraw.Draw(desk)
    for _ in range(60):
        y, shade = rng.randrange(size[1]), rng.randint(-14, 14)
        pen.line(
            [(0, y), (size[0], y + rng.randint(-60, 60))], tuple(c + shade for c in base), rng.randint(1, 9)
        )
    return desk.filter(ImageFilter.GaussianBlur(3))


def _perspective(source: Sequence[tuple[float, float]], target: Sequence[tuple[float, float]]) -> list[float]:
    """Return Pillow's eight coefficients that map ``target`` corners back onto ``source`` corners."""
    rows: list[list[float]] = []
    for (x, y), (u, v) in zip(source, target, strict=True):
        rows += [[u, v, 1, 0, 0, 0, -x * u, -x * v], [0, 0, 0, u, v, 1, -y * u, -y * v]]
    right = np.array([number for corner in source for number in corner])
    return [float(number) for number in np.linalg.solve(np.array(rows), right)]


def photo(picture: Picture, rng: random.Random, *, dpi: int = DPI) -> Picture:
    """A phone's picture of a sheet on a table: perspective, shadow, warm light, a little blur."""
    page = picture.convert("RGB")
    width, height = page.size
    size = (int(width * 1.12), int(height * 1.1))

    def near(x: float, y: float) -> tuple[float, float]:
        return x + rng.uniform(-0.025, 0.025) * width, y + rng.uniform(-0.02, 0.02) * height

    left, top = (size[0] - width) / 2, (size[1] - height) / 2
    source = [(0.0, 0.0), (float(width), 0.0), (float(width), float(height)), (0.0, float(height))]
    target = [near(left + x, top + y) for x, y in source]
    how = _perspective(source, target)
    sheet = page.transform(size, Image.Transform.PERSPECTIVE, how, Image.Resampling.BICUBIC)
    mask = Image.new("L", page.size, 255).transform(size, Image.Transform.PERSPECTIVE, how)
    scene = Image.composite(sheet, _desk(size, rng), mask)
    return _lit(_soft(scene, rng.uniform(0.5, 0.9), dpi), rng)


def _lit(scene: Picture, rng: random.Random) -> Picture:
    """Uneven warm light with a soft shadow from one side, and sensor noise."""
    width, height = scene.size
    across = np.linspace(rng.uniform(0.62, 0.8), 1, width, dtype=np.float32)[None, :, None]
    down = np.linspace(1, rng.uniform(0.75, 0.9), height, dtype=np.float32)[:, None, None]
    if rng.getrandbits(1):
        across = across[:, ::-1]
    warmth = np.array([1.0, rng.uniform(0.95, 0.99), rng.uniform(0.84, 0.94)], dtype=np.float32)
    values = np.asarray(scene, dtype=np.float32) * across * down * warmth
    return _image(values + _noise((height, width, 1), rng, sigma=3.5))


def rotate(picture: Picture, degrees: int) -> Picture:
    """Turn a page by whole quarters, clockwise, as when it was fed the wrong way round."""
    return picture.rotate(-degrees, expand=True)


def _turned(degrees: int) -> Way:
    return lambda picture, rng, dpi: office_scan(rotate(picture, degrees), rng, dpi=dpi)


_WAYS: Final[Mapping[How, Way]] = {
    "clean_scan": clean_scan,
    "office_scan": office_scan,
    "skewed": skewed_scan,
    "low_resolution": office_scan,
    "photo": photo,
    "fax": fax,
    "poor_copy": poor_copy,
    "upside_down": _turned(180),
    "sideways": _turned(90),
    "turned_left": _turned(270),
}


def degrade(pictures: Sequence[Picture], how: How, *, seed: int, dpi: int = DPI) -> list[Picture]:
    """Return all pages treated the same way, each with chances of its own; ``dpi`` is the pictures'."""
    way = _WAYS[how]
    return [
        way(picture, random.Random(f"{seed}/{how}/{page}"), dpi=dpi) for page, picture in enumerate(pictures)
    ]


def degraded(pdf: bytes, how: How, *, seed: int, dpi: int = DPI) -> bytes:
    """Return a PDF of pictures: each page of ``pdf``, treated.

    ``dpi`` is the scanner's or telephone's resolution; ways in ``RESOLUTIONS`` have their own.
    """
    dpi = RESOLUTIONS.get(how, dpi)
    pictures = degrade(pictures_of(pdf, dpi=dpi), how, seed=seed, dpi=dpi)
    return pdf_of(pictures, quality=QUALITIES.get(how, 80), dpi=dpi)
