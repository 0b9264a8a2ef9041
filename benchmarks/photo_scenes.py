"""Pictures of paper as a phone takes them, from pages that are known.

Independent of ``samples.degrade``: a pinhole camera looks at a table on which the sheet lies, turned, curled,
shaded, cut off or touched. Two sets of tables, one to tune on and one to test on.
"""

from __future__ import annotations

import io
import math
import random
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter

from contracts.records import PageSize

FRAME: Final = (2448, 3264)
"""Pixels of an upright photo: 8 megapixels."""
_FOCAL: Final = 1.3
"""Focal length as a share of the photo's height: a phone's main camera."""
_ORIENTATION: Final = 0x0112  # EXIF
_SIDEWAYS: Final = 6
"""The camera was held upright, its sensor lies on its side."""
_STRIPS: Final = 60
_SEAM: Final = 7

Floats = NDArray[np.float64]
Colours = NDArray[np.float32]


class Pose(NamedTuple):
    """How the sheet lies before the camera.

    Attributes:
        turned: Degrees clockwise on the table.
        tilt: Degrees by which the camera is held off the vertical, towards the sheet's foot.
        lean: Degrees by which the camera leans to the side.
        fill: Share of the frame's width that the sheet takes.
        shift: Of the sheet's middle from the frame's, in shares of the frame's width.
        curl: Height of the wave in the paper, as a share of its width.
    """

    turned: float = 0.0
    tilt: float = 0.0
    lean: float = 0.0
    fill: float = 0.85
    shift: tuple[float, float] = (0.0, 0.0)
    curl: float = 0.0


class Scene(NamedTuple):
    """A photograph to be taken."""

    pose: Pose
    table: str
    shadow: float = 1.0
    fingers: int = 0
    light: float = 1.0
    blur: float = 0.6


def _noise(rng: random.Random, shape: tuple[int, ...], *, coarse: int) -> Colours:
    """Return smooth noise of about -1 to 1, ``coarse`` pixels a grain."""
    generator = np.random.default_rng(rng.randrange(2**32))
    small = generator.normal(0, 1, (shape[0] // coarse + 2, shape[1] // coarse + 2)).astype(np.float32)
    large = Image.fromarray(small).resize((shape[1], shape[0]), Image.Resampling.BICUBIC)
    return np.asarray(large)


def _grain(rng: random.Random, base: Sequence[int], depth: float) -> Colours:
    """Wood: noise drawn out along the boards, with seams between them."""
    width, height = FRAME
    fine = _noise(rng, (height, width // 12), coarse=6)
    stretched = np.asarray(Image.fromarray(fine).resize(FRAME, Image.Resampling.BILINEAR))
    seams = np.arange(height) % rng.randint(350, 600) < _SEAM
    values = 1 + depth * stretched - 0.35 * seams[:, None]
    coloured: Colours = np.asarray(base, np.float32) * values[:, :, None].astype(np.float32)
    return coloured


def _plain(rng: random.Random, base: Sequence[int], depth: float) -> Colours:
    """A painted or coated table."""
    values = 1 + depth * _noise(rng, FRAME[::-1], coarse=80)
    coloured: Colours = np.asarray(base, np.float32) * values[:, :, None]
    return coloured


def _checks(rng: random.Random, base: Sequence[int], depth: float) -> Colours:
    """A chequered cloth, lying a little askew."""
    x, y = np.meshgrid(np.arange(FRAME[0]), np.arange(FRAME[1]))
    angle, pitch = rng.uniform(-0.3, 0.3), rng.randint(130, 240)
    u, v = x + angle * y, y - angle * x
    squares = (u // pitch % 2) + (v // pitch % 2)
    values = 1 - depth * squares + 0.03 * _noise(rng, FRAME[::-1], coarse=4)
    coloured: Colours = np.asarray(base, np.float32) * values[:, :, None].astype(np.float32)
    return coloured


def _stripes(rng: random.Random, base: Sequence[int], depth: float) -> Colours:
    """A striped cloth."""
    x, y = np.meshgrid(np.arange(FRAME[0]), np.arange(FRAME[1]))
    waves = np.sin((x * rng.uniform(0.6, 1) + y * rng.uniform(0.2, 0.8)) / rng.uniform(30, 60))
    values = 1 + depth * np.sign(waves) + 0.04 * _noise(rng, FRAME[::-1], coarse=3)
    coloured: Colours = np.asarray(base, np.float32) * values[:, :, None].astype(np.float32)
    return coloured


def _stone(rng: random.Random, base: Sequence[int], depth: float) -> Colours:
    """Granite: coarse and fine specks."""
    specks = _noise(rng, FRAME[::-1], coarse=9) + _noise(rng, FRAME[::-1], coarse=40)
    coloured: Colours = np.asarray(base, np.float32) * (1 + depth * specks)[:, :, None]
    return coloured


TABLES: Final[
    dict[str, tuple[Callable[[random.Random, Sequence[int], float], Colours], tuple[int, ...], float]]
] = {
    "oak": (_grain, (168, 128, 88), 0.08),
    "grey desk": (_plain, (120, 122, 126), 0.04),
    "white desk": (_plain, (226, 226, 222), 0.02),
    "checked cloth": (_checks, (214, 208, 196), 0.3),
    "walnut": (_grain, (92, 66, 48), 0.12),
    "granite": (_stone, (118, 112, 110), 0.16),
    "cream table": (_plain, (222, 212, 190), 0.03),
    "striped cloth": (_stripes, (176, 156, 150), 0.2),
}
TUNE, TEST = tuple(TABLES)[:4], tuple(TABLES)[4:]


def photograph(sheet: Image.Image, scene: Scene, rng: random.Random) -> Image.Image:
    """Return the photo of a sheet on a table, in colour."""
    make, base, depth = TABLES[scene.table]
    view = Image.fromarray(np.clip(make(rng, base, depth), 0, 255).astype(np.uint8))
    lay(view, sheet, scene.pose)
    values = np.asarray(view, np.float32) * _light(scene, rng)[:, :, None]
    picture = Image.fromarray(np.clip(values, 0, 255).astype(np.uint8))
    _fingers(picture, scene, rng)
    picture = picture.filter(ImageFilter.GaussianBlur(scene.blur))
    noise = np.random.default_rng(rng.randrange(2**32)).normal(0, 3 / scene.light, (*FRAME[::-1], 1))
    warm = np.array((1, rng.uniform(0.95, 1), rng.uniform(0.85, 0.98)))
    gamma = rng.uniform(0.9, 1.15)
    shot = 255 * (np.clip(np.asarray(picture) * warm + noise, 0, 255) / 255) ** gamma
    return Image.fromarray(shot.astype(np.uint8))


def file_of(picture: Image.Image, rng: random.Random) -> bytes:
    """Return the JPEG that a phone saves, half of them with the sensor's orientation."""
    sink = io.BytesIO()
    quality = rng.randint(70, 90)
    if rng.getrandbits(1):
        exif = Image.Exif()
        exif[_ORIENTATION] = _SIDEWAYS
        picture.rotate(90, expand=True).save(sink, "JPEG", quality=quality, exif=exif)
    else:
        picture.save(sink, "JPEG", quality=quality)
    return sink.getvalue()


def lay(view: Image.Image, sheet: Image.Image, pose: Pose) -> None:
    """Put a sheet into the view, as the camera sees it: by strips that are flat each."""
    width, height = sheet.size
    lengths = np.linspace(0, 1, _STRIPS + 1 if pose.curl else 2)
    heights = pose.curl * np.sin(np.pi * lengths * 1.2)
    # The wave takes up paper: its foot is shorter than the sheet.
    steps = np.sqrt(np.maximum(np.diff(lengths) ** 2 - np.diff(heights) ** 2, 0))
    across = np.concatenate(([0], np.cumsum(steps))) - steps.sum() / 2
    ratio = height / width
    for at in range(len(lengths) - 1):
        corners = [
            project((across[at + i], (j - 0.5) * ratio, heights[at + i]), pose)
            for i, j in ((0, 0), (1, 0), (1, 1), (0, 1))
        ]
        left, right = lengths[at] * width, lengths[at + 1] * width
        _paste(view, sheet, [(left, 0), (right, 0), (right, height), (left, height)], corners)


def project(point: tuple[float, float, float], pose: Pose) -> tuple[float, float]:
    """Return where a point (in widths from the sheet's middle, z towards the camera) is in the frame."""
    x, y, z = point
    turned = math.radians(pose.turned)
    x, y = x * math.cos(turned) - y * math.sin(turned), x * math.sin(turned) + y * math.cos(turned)
    tilt, lean = math.radians(pose.tilt), math.radians(pose.lean)
    y, z = y * math.cos(tilt) + z * math.sin(tilt), z * math.cos(tilt) - y * math.sin(tilt)
    x, z = x * math.cos(lean) + z * math.sin(lean), z * math.cos(lean) - x * math.sin(lean)
    focal = _FOCAL * FRAME[1]
    away = focal / (pose.fill * FRAME[0])
    scale = focal / (away - z)
    middle = FRAME[0] * (0.5 + pose.shift[0]), FRAME[1] / 2 + FRAME[0] * pose.shift[1]
    return middle[0] + x * scale, middle[1] + y * scale


def _paste(
    view: Image.Image,
    sheet: Image.Image,
    source: Sequence[tuple[float, float]],
    target: Sequence[tuple[float, float]],
) -> None:
    """Draw the quadrangle ``source`` of the sheet onto ``target``."""
    box = (
        max(0, math.floor(min(x for x, _ in target))),
        max(0, math.floor(min(y for _, y in target))),
        min(view.width, math.ceil(max(x for x, _ in target)) + 1),
        min(view.height, math.ceil(max(y for _, y in target)) + 1),
    )
    if box[0] >= box[2] or box[1] >= box[3]:
        return
    moved = [(x - box[0], y - box[1]) for x, y in target]
    rows: list[list[float]] = []
    for (x, y), (u, v) in zip(source, moved, strict=True):
        rows += [[u, v, 1, 0, 0, 0, -x * u, -x * v], [0, 0, 0, u, v, 1, -y * u, -y * v]]
    how = np.linalg.solve(np.array(rows), np.array(source).ravel()).tolist()
    size = (box[2] - box[0], box[3] - box[1])
    drawn = sheet.convert("RGB").transform(size, Image.Transform.PERSPECTIVE, how, Image.Resampling.BICUBIC)
    mask = Image.new("L", size)
    ImageDraw.Draw(mask).polygon([(round(x), round(y)) for x, y in moved], fill=255)
    view.paste(drawn, box[:2], mask)


def _light(scene: Scene, rng: random.Random) -> Colours:
    """Return the light on each pixel: a lamp to one side, a dark rim, perhaps a hand's or phone's shadow."""
    x, y = np.meshgrid(np.linspace(-1, 1, FRAME[0] // 8), np.linspace(-1, 1, FRAME[1] // 8))
    angle = rng.uniform(0, 2 * math.pi)
    light = 1 - 0.14 * (1 + x * math.cos(angle) + y * math.sin(angle)) - 0.09 * (x**2 + y**2)
    mask = Image.new("L", (FRAME[0] // 8, FRAME[1] // 8), 255)
    if scene.shadow < 1:
        pen, width, height = ImageDraw.Draw(mask), *mask.size
        left, top = rng.uniform(0.1, 0.5) * width, rng.uniform(0.3, 0.6) * height
        dark = round(255 * scene.shadow)
        pen.rounded_rectangle((left, top, left + 0.4 * width, height), 20, fill=dark)
        pen.ellipse(
            (left - 0.2 * width, 0.7 * height, left + 0.9 * width, 1.4 * height),
            fill=round(255 * scene.shadow),
        )
    soft = np.asarray(mask.filter(ImageFilter.GaussianBlur(rng.uniform(5, 14))), np.float32) / 255
    small = Image.fromarray((light * soft * scene.light).astype(np.float32))
    return np.asarray(small.resize(FRAME, Image.Resampling.BICUBIC))


def _fingers(picture: Image.Image, scene: Scene, rng: random.Random) -> None:
    """Draw thumbs that hold the sheet at its sides."""
    pen = ImageDraw.Draw(picture)
    for number in range(scene.fingers):
        edge, _ = project(((-0.5, 0.5)[number % 2], 0, 0), scene.pose)
        y = rng.uniform(0.3, 0.8) * FRAME[1]
        inward = (1, -1)[number % 2]
        tip = edge + inward * 140
        out = -300.0 if number % 2 == 0 else FRAME[0] + 300.0
        pen.rounded_rectangle((min(out, tip), y, max(out, tip), y + 170), 85, fill=(206, 160, 132))


def flat_size(sheet: Image.Image, *, dpi: int = 200) -> PageSize:
    """Return the size of a sheet drawn at ``dpi``, in points."""
    return PageSize(sheet.width * 72 / dpi, sheet.height * 72 / dpi)
