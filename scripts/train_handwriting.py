"""Train the model that tells handwriting from print, and write ``extractors/pictures/handwriting.npz``.

    python -m scripts.train_handwriting FONTS [--forms 90] [--typed 25]

FONTS is a folder with one folder per lot (``train``, ``development``, ``test``), each with ``hand`` and
``print``: TrueType files, no family in two lots. The families that the shipped model was trained with are
listed in ``samples.handwriting``. Pages are read by the service's own OCR after they were treated as
scanners, phones and fax machines do.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
from sklearn.ensemble import GradientBoostingClassifier

from contracts.reading import PageText
from contracts.records import Box
from extractors.pictures.handwriting import Trees
from extractors.pictures.page_ink import unpack
from extractors.pictures.stroke_pixels import Floats
from extractors.pictures.strokes import units_of
from extractors.sandbox import ReadingPool
from samples.degrade import DPI, How, degrade, pdf_of
from samples.handwriting import Fonts, Page, handwriting_page

MODEL: Final = Path(__file__).parents[1] / "extractors" / "pictures" / "handwriting.npz"
WAYS: Final[tuple[How, ...]] = ("clean_scan", "office_scan", "poor_copy", "photo", "fax")
TREES, DEPTH = 150, 3
LEAST_INK: Final = 20
BY_HAND: Final = 0.55
"""Share of the answers that is written by hand."""


class Examples(NamedTuple):
    """Words of ink with their features; ``hand`` is the truth."""

    features: Floats
    hand: Floats


def main() -> None:
    """Train, print what mattered, write the model."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("fonts", type=Path)
    arguments.add_argument("--forms", type=int, default=90)
    arguments.add_argument("--typed", type=int, default=25)
    options = arguments.parse_args()
    fonts = fonts_in(options.fonts / "train")
    shares = [BY_HAND] * options.forms + [0.0] * options.typed
    found = [examples(page, read) for page, read in pages(fonts, shares)]
    features = np.vstack([each.features for each in found])
    hand = np.concatenate([each.hand for each in found])
    model = fit(features, hand)
    np.savez_compressed(MODEL, **exported(model)._asdict())
    print(f"{len(hand)} words of ink, {hand.mean():.0%} by hand; {MODEL.stat().st_size // 1024} kB")


def fonts_in(folder: Path) -> Fonts:
    """Return the fonts of one lot."""
    return Fonts(sorted(folder.glob("hand/*.ttf")), sorted(folder.glob("print/*.ttf")))


def pages(fonts: Fonts, shares: list[float]) -> Iterator[tuple[Page, PageText]]:
    """Yield pages with what the service reads on them."""
    made: list[Page] = []

    def scans() -> Iterator[tuple[str, bytes]]:
        for seed, share in enumerate(shares):
            page = handwriting_page(fonts, random.Random(seed), share=share)
            made.append(page._replace(picture=page.picture.resize((1, 1))))
            how = WAYS[seed % len(WAYS)]
            yield str(seed), pdf_of(degrade([page.picture], how, seed=seed))

    with ReadingPool() as pool:
        for document in pool.read_all(scans()):
            if document.pages:
                yield made[int(document.file)], document.pages[0]


def examples(page: Page, read: PageText) -> Examples:
    """Return the words of ink of a page that are surely handwriting or surely not."""
    if read.ink is None:
        return Examples(np.zeros((0, 0)), np.zeros(0))
    scale = read.ink.dpi / 72
    units = units_of(unpack(read.ink), read.words, scale)
    stretch = read.size.width / (1654 * 72 / DPI), read.size.height / (2339 * 72 / DPI)
    hands = [_stretched(line.box, stretch).grown(4) for line in page.lines if line.hand]
    shares = np.array([_share(Box(*(units.boxes[at] / scale)), hands) for at in range(len(units.ink))])
    clear = (units.ink >= LEAST_INK) & ((shares > 0.6) | (shares < 0.1))  # noqa: PLR2004 -- shares of a box
    return Examples(units.features[clear], (shares > 0.6)[clear].astype(float))  # noqa: PLR2004 -- as above


def _stretched(box: Box, by: tuple[float, float]) -> Box:
    return Box(box.left * by[0], box.top * by[1], box.right * by[0], box.bottom * by[1])


def _share(box: Box, hands: list[Box]) -> float:
    return max((box.overlap(hand) for hand in hands), default=0.0) / max(box.width * box.height, 1e-9)


def fit(features: Floats, hand: Floats) -> Any:
    """Fit the trees."""
    model = GradientBoostingClassifier(n_estimators=TREES, max_depth=DEPTH, subsample=0.7, random_state=0)
    return model.fit(features, hand)


def exported(model: Any) -> Trees:
    """Return the trees of a fitted model as arrays."""
    trees = [row[0].tree_ for row in model.estimators_]
    nodes = max(tree.node_count for tree in trees)

    def table(values: Any, kind: Any) -> Any:
        rows = np.zeros((len(trees), nodes), kind)
        for number, tree in enumerate(trees):
            rows[number, : tree.node_count] = values(tree)
        return rows

    rate, share = model.learning_rate, float(model.init_.class_prior_[1])
    return Trees(
        feature=table(lambda tree: np.where(tree.children_left < 0, -1, tree.feature), np.int8),
        limit=table(
            lambda tree: np.where(tree.children_left < 0, rate * tree.value[:, 0, 0], tree.threshold),
            np.float32,
        ),
        left=table(lambda tree: np.maximum(tree.children_left, 0), np.int8),
        right=table(lambda tree: np.maximum(tree.children_right, 0), np.int8),
        start=float(np.log(share / (1 - share))),
        depth=DEPTH,
    )


if __name__ == "__main__":
    main()
