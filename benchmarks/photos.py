"""How many words of photographed sheets are read, and whether anything is cut off that must not be.

python -m benchmarks.photos [--tables tune|test] [--seeds N] [--kinds KIND,KIND] [--save FOLDER]
"""

from __future__ import annotations

import argparse
import random
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from statistics import fmean
from typing import Final, NamedTuple

import numpy as np
from PIL import Image, ImageDraw

from benchmarks.photo_scenes import FRAME, TEST, TUNE, Pose, Scene, file_of, photograph, project
from contracts.values import fold
from extractors.limits import ReadingLimits
from extractors.ocr.engines import OcrEngine, fastest_engine
from extractors.pages.ocr_page import ocr_page
from extractors.pages.page_view import PageView, view_of
from extractors.pages.reader import open_file
from extractors.pictures.photos import Corners
from samples.attachments import facts_of, layouts, render
from samples.attachments.catalogue import TYPES
from samples.degrade import encoded, fax, office_scan, pictures_of, poor_copy
from samples.pdf import pymupdf
from samples.people import random_household

TODAY: Final = date(2026, 11, 2)
PAGES: Final = ("meldebescheinigung", "gehaltsabrechnung", "rentenbescheid", "mietbescheinigung")
RECEIPT: Final = (0.25, 0.0, 0.62, 1.0)
"""Part of a page that is cut out as a long slip of paper."""
LIMITS: Final = ReadingLimits()
_LOST: Final = 0.02
"""Share of the sheet outside the corners found, from which on the cut is wrong."""

Chance = random.Random


def _near(rng: Chance, most: float) -> float:
    return rng.uniform(-most, most)


def _pose(rng: Chance) -> Pose:
    return Pose(
        turned=_near(rng, 5), tilt=rng.uniform(-4, 14), lean=_near(rng, 6), fill=rng.uniform(0.72, 0.86)
    )


KINDS: Final[dict[str, Callable[[Chance, str], Scene]]] = {
    "plain": lambda rng, table: Scene(_pose(rng), table),
    "turned": lambda rng, table: Scene(
        _pose(rng)._replace(turned=rng.choice((1, -1)) * rng.uniform(13, 35), fill=0.66), table
    ),
    "low angle": lambda rng, table: Scene(_pose(rng)._replace(tilt=-rng.uniform(28, 42), fill=0.78), table),
    "shadow": lambda rng, table: Scene(_pose(rng), table, shadow=rng.uniform(0.45, 0.65)),
    "curled": lambda rng, table: Scene(_pose(rng)._replace(curl=rng.uniform(0.03, 0.08), fill=0.8), table),
    "fingers": lambda rng, table: Scene(_pose(rng), table, fingers=2),
    "cut off": lambda rng, table: Scene(
        _pose(rng)._replace(shift=(rng.choice((1, -1)) * 0.13, _near(rng, 0.12))), table
    ),
    "dark": lambda rng, table: Scene(_pose(rng), table, light=0.35, blur=1.4),
    "receipt": lambda rng, table: Scene(_pose(rng)._replace(fill=0.3), table),
    "sideways": lambda rng, table: Scene(_pose(rng)._replace(turned=90 + _near(rng, 4), fill=0.62), table),
}


class Sheet(NamedTuple):
    """A page of paper and the words on it."""

    picture: Image.Image
    words: Counter[str]


class Outcome(NamedTuple):
    """What became of one photo.

    Attributes:
        ideal: Share of the words read from the sheet itself.
        alone: Share read with the photo left as it is.
        flat: Share read as the reader reads it.
        found: Whether a sheet was found.
        lost: Share of the visible sheet that was cut off.
        seconds: CPU time of finding the sheet and laying it flat, beyond drawing.
    """

    ideal: float
    alone: float
    flat: float
    found: bool
    lost: float
    seconds: float


def sheet(seed: int, *, slip: bool) -> Sheet:
    """Return one of the fictitious attachments, or a slip cut from it."""
    kind = PAGES[seed % len(PAGES)]
    household = random_household(random.Random(seed), today=TODAY)
    pdf = render(kind, facts_of(household, today=TODAY, seed=seed), layout=seed // len(PAGES) % layouts(kind))
    picture = pictures_of(pdf)[0]
    with pymupdf.open("pdf", pdf) as document:
        size, words = document[0].rect, document[0].get_text("words")
    if not slip:
        return Sheet(picture, folded(word[4] for word in words))
    left, _, right, _ = (share * size.width for share in RECEIPT)
    inside = folded(word[4] for word in words if left < word[0] and word[2] < right)
    box = (round(RECEIPT[0] * picture.width), 0, round(RECEIPT[2] * picture.width), picture.height)
    return Sheet(picture.crop(box), inside)


def folded(words: Iterator[str]) -> Counter[str]:
    """Return words of three letters and more, in the form in which spellings are equal."""
    return Counter(token for word in words for token in fold(word).split() if len(token) > 2)  # noqa: PLR2004 - see above


def recall(truth: Counter[str], view: PageView, engine: OcrEngine) -> float:
    """Return the share of the words that are read."""
    page = ocr_page(view.picture(dpi=LIMITS.ocr_dpi), native=view.native, layer=view.layer, engine=engine)
    return (folded(word.text for word in page.words) & truth).total() / truth.total()


def measure(kind: str, seed: int, tables: tuple[str, ...], engine: OcrEngine, save: Path | None) -> Outcome:
    """Take a photo, read it, and say what became of it."""
    rng = random.Random(f"{kind}/{seed}")
    paper = sheet(seed, slip=kind == "receipt")
    scene = KINDS[kind](rng, tables[seed % len(tables)])
    data = file_of(photograph(paper.picture, scene, rng), rng)
    with open_file(data, limits=LIMITS) as opened:
        native = opened.native(0)
        started = time.process_time()
        view = view_of(opened, 0, native, dpi=LIMITS.ocr_dpi)
        seconds = time.process_time() - started
        plain = view._replace(corners=None, native=native)
        alone = recall(paper.words, plain, engine)
        flat = recall(paper.words, view, engine) if view.corners else alone
        if save:
            _overlay(plain.picture(dpi=60), view.corners).save(save / f"{kind}-{seed}.png")
    visible = _sheet_area(paper.picture, scene)
    ideal = _ideal(paper, engine)
    return Outcome(ideal, alone, flat, view.corners is not None, _lost(visible, view.corners), seconds)


def wrongly_cut(count: int) -> Iterator[str]:
    """Yield which scans, copies, faxes and prints were cut, although there is nothing to cut off."""
    for seed in range(count):
        kind = TYPES[seed % len(TYPES)]
        facts = facts_of(random_household(random.Random(seed), today=TODAY), today=TODAY, seed=seed)
        page = pictures_of(render(kind, facts, layout=seed // len(TYPES) % layouts(kind)))[0]
        for way in (None, office_scan, poor_copy, fax):
            picture = page if way is None else way(page, random.Random(seed))
            with open_file(encoded(picture), limits=LIMITS) as opened:
                if view_of(opened, 0, opened.native(0), dpi=LIMITS.ocr_dpi).corners is not None:
                    yield f"{kind}/{seed} {way.__name__ if way else 'print'}"


def _ideal(paper: Sheet, engine: OcrEngine) -> float:
    words = engine.read(paper.picture.convert("L"), dpi=200)
    return (folded(word.text for word in words) & paper.words).total() / paper.words.total()


def _sheet_area(picture: Image.Image, scene: Scene) -> np.ndarray:
    ratio = picture.height / picture.width
    flat = scene.pose._replace(curl=0)
    points = [
        project((x, y * ratio, 0), flat) for x, y in ((-0.5, -0.5), (0.5, -0.5), (0.5, 0.5), (-0.5, 0.5))
    ]
    return _filled([(x / FRAME[0], y / FRAME[1]) for x, y in points])


def _lost(visible: np.ndarray, corners: Corners | None) -> float:
    if corners is None:
        return 0.0
    kept = _filled([(corner.x, corner.y) for corner in corners])
    return float((visible & ~kept).sum() / visible.sum())


def _filled(points: list[tuple[float, float]]) -> np.ndarray:
    mask = Image.new("1", (300, 400))
    ImageDraw.Draw(mask).polygon([(x * 300, y * 400) for x, y in points], fill=1)
    return np.asarray(mask)


def _overlay(picture: Image.Image, corners: Corners | None) -> Image.Image:
    drawn = picture.convert("RGB")
    if corners:
        points = [(corner.x * drawn.width, corner.y * drawn.height) for corner in corners]
        ImageDraw.Draw(drawn).polygon(points, outline=(255, 0, 0), width=3)
    return drawn


def main() -> None:
    """Measure all kinds, and print a row for each."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--tables", choices=("tune", "test"), default="tune")
    parser.add_argument("--seeds", type=int, default=4)
    parser.add_argument("--kinds", default=",".join(KINDS))
    parser.add_argument("--save", type=Path)
    parser.add_argument("--prints", type=int, default=0)
    options = parser.parse_args()
    engine = fastest_engine()
    tables, first = (TUNE, 0) if options.tables == "tune" else (TEST, 1000)
    print(f"{'kind':12}{'ideal':>8}{'alone':>8}{'flat':>8}{'found':>8}{'cut':>6}{'ms':>6}")
    every: list[Outcome] = []
    for kind in options.kinds.split(",") if options.kinds else ():
        seeds = range(first, first + options.seeds)
        outcomes = [measure(kind, seed, tables, engine, options.save) for seed in seeds]
        every += outcomes
        print(row(kind, outcomes), flush=True)
    if every:
        print(row("all", every))
    if options.prints:
        print("wrongly cut:", *wrongly_cut(options.prints))


def row(kind: str, outcomes: list[Outcome]) -> str:
    """Return the figures of one kind as a line."""
    found, cut = sum(each.found for each in outcomes), sum(each.lost > _LOST for each in outcomes)
    shares = "".join(
        f"{fmean(getattr(each, name) for each in outcomes):8.1%}" for name in ("ideal", "alone", "flat")
    )
    milliseconds = 1000 * fmean(each.seconds for each in outcomes)
    return f"{kind:12}{shares}{found:5}/{len(outcomes):<2}{cut:6}{milliseconds:6.0f}"


if __name__ == "__main__":
    main()
