"""What people do with a pen: ticks, signatures and handwriting, read as scans, copies, photos and faxes.

    python -m benchmarks.marks [--sheets N] [--lot test] [--fonts FOLDER]

Shapes, pens and frames of ``--lot test`` are others than those that the reading was tuned with, and so
are the fonts in FOLDER/test (see ``scripts/train_handwriting.py``; without the option there is no table
of handwriting).

- Ticks: F1 over groups of boxes; one that a person has to look at (corrected, or marked beside a box) is
  wrong when it gets a value. "missed" is read as empty, "unclear" goes to a person.
- Signatures: share of the places that are told right.
- Handwriting: share of the written answers that are found; share of all printed words that are taken for it.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from contracts.findings import FieldState
from contracts.reading import PageText
from contracts.records import Box
from extractors.forms.choosing.tick_marks import not_marks
from extractors.forms.parts.readings import ticked
from extractors.forms.signing.signatures import is_signed
from extractors.forms.ticks.marks import InkPicture
from extractors.forms.ticks.tick_boxes import tick_boxes
from extractors.sandbox import ReadingPool
from samples.degrade import How, degrade, pdf_of, pictures_of
from samples.form_layout import PAPER
from samples.handwriting import Page, handwriting_page
from samples.ink import Lot
from samples.mark_sheets import UNCLEAR, Group, SignatureSheet, TickSheet, signature_sheet, tick_sheet
from scripts.train_handwriting import BY_HAND, fonts_in

WAYS: Final[tuple[How, ...]] = ("clean_scan", "office_scan", "poor_copy", "photo", "fax")
Sheet = TickSheet | SignatureSheet | Page
Counts = dict[str, Counter[str]]


def main() -> None:
    """Print the three tables."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--sheets", type=int, default=2)
    arguments.add_argument("--lot", choices=("tuning", "test"), default="test")
    arguments.add_argument("--fonts", type=Path)
    options = arguments.parse_args()
    counts: Counts = defaultdict(Counter)
    with ReadingPool() as pool:
        for way, sheet, page in read(sheets(options.sheets, options.lot, options.fonts), pool):
            counts[way].update(judged(sheet, page))
    for way in WAYS:
        print_row(way, counts[way])


def sheets(number: int, lot: Lot, fonts: Path | None) -> Iterator[Sheet]:
    """Yield the pages to be read."""
    for seed in range(number):
        yield tick_sheet(random.Random(seed), lot)
        yield signature_sheet(random.Random(seed), lot)
        if fonts is not None:
            folder = fonts / ("test" if lot == "test" else "development")
            for share in (BY_HAND, 0.0):
                yield handwriting_page(fonts_in(folder), random.Random(f"{seed}/{share}"), share=share)


def read(made: Iterator[Sheet], pool: ReadingPool) -> Iterator[tuple[How, Sheet, PageText]]:
    """Yield each sheet in each way of arrival as the service reads it."""
    arrived: list[tuple[How, Sheet]] = []

    def scans() -> Iterator[tuple[str, bytes]]:
        for seed, sheet in enumerate(made):
            pictures = [sheet.picture] if isinstance(sheet, Page) else pictures_of(sheet.pdf)
            for way in WAYS:
                arrived.append((way, sheet))
                yield str(len(arrived) - 1), pdf_of(degrade(pictures, way, seed=seed))

    for document in pool.read_all(scans()):
        if document.pages and document.pages[0].ink is not None:
            yield *arrived[int(document.file)], document.pages[0]


def judged(sheet: Sheet, page: PageText) -> Counter[str]:
    """Count what is right and wrong on one page."""
    match sheet:
        case TickSheet():
            return _ticks(sheet, page)
        case SignatureSheet():
            return _signatures(sheet, page)
        case _:
            return _handwriting(sheet, page)


def _ticks(sheet: TickSheet, page: PageText) -> Counter[str]:
    assert page.ink is not None  # noqa: S101 -- pages without ink are left out by ``read``
    picture = InkPicture(page.ink)
    found = tick_boxes(picture, page.words)
    if not found:
        return Counter({"tick missed": len(sheet.groups)})
    place = _placed([box.middle for group in sheet.groups for box in group.boxes.values()], found)
    printed = not_marks(page.words)
    expected = [place(box) for group in sheet.groups for box in group.boxes.values()]
    counts = Counter({"box made up": sum(not _is_any(box, expected) for box in found)})
    for group in sheet.groups:
        boxes = _boxes_of(group, found, place)
        shares = {option: picture.tick_share(box, printed=printed) for option, box in boxes.items()}
        reading = ticked(shares, {option: (0, box) for option, box in boxes.items()})
        counts[f"tick {_tick_outcome(group.truth, reading.value, reading.state)}"] += 1
        counts["box"] += len(group.boxes)
        counts["box found"] += sum(box in found for box in boxes.values())
    return counts


def _tick_outcome(truth: str | None, value: str | None, state: FieldState) -> str:
    if value is not None:
        return "right" if value == truth else "wrong"
    if truth == UNCLEAR:
        return "rightly unclear" if state is FieldState.UNCLEAR else "overlooked"
    if truth is None:
        return "rightly empty" if state is FieldState.EMPTY else "needlessly unclear"
    return "unclear" if state is FieldState.UNCLEAR else "missed"


def _boxes_of(group: Group, found: list[Box], place: Callable[[Box], Box]) -> dict[str, Box]:
    """Return a group's boxes as found; one whose frame is hidden lies where the others say, as in forms."""
    boxes = {}
    for option, box in group.boxes.items():
        expected = place(box)
        near = min(found, key=lambda other: _distance(other, expected))
        if _distance(near, expected) < 0.6 * box.width + 2:
            boxes[option] = near
        else:
            boxes[option] = expected
    seen = any(box in found for box in boxes.values())
    return boxes if seen else {}


def _is_any(box: Box, expected: list[Box]) -> bool:
    return any(_distance(box, other) < 0.6 * other.width + 2 for other in expected)


def _distance(box: Box, other: Box) -> float:
    return float(np.hypot(box.middle[0] - other.middle[0], box.middle[1] - other.middle[1]))


def _placed(truth: list[tuple[float, float]], found: list[Box]) -> Callable[[Box], Box]:
    """Return how places of the sheet lie on the page as read: photos are cut out and stretched."""
    points, seen = np.array(truth), np.array([box.middle for box in found])
    matrix: NDArray[np.float64] = np.array([[1.0, 0.0], [0.0, 1.0], [0.0, 0.0]])
    with_one = np.c_[points, np.ones(len(points))]
    for reach in (40, 25, 15, 10, 8, 8):
        gaps = np.linalg.norm((with_one @ matrix)[:, None] - seen[None], axis=2)
        near = gaps.min(axis=1) < reach
        if near.sum() >= len(truth) / 4:
            matrix = np.linalg.lstsq(with_one[near], seen[gaps.argmin(axis=1)[near]], rcond=None)[0]

    def place(box: Box) -> Box:
        x, y = np.array([*box.middle, 1.0]) @ matrix
        half = box.width / 2
        return Box(x - half, y - half, x + half, y + half)

    return place


def _stretched(box: Box, page: PageText) -> Box:
    x, y = page.size.width / PAPER[0], page.size.height / PAPER[1]
    return Box(box.left * x, box.top * y, box.right * x, box.bottom * y)


def _signatures(sheet: SignatureSheet, page: PageText) -> Counter[str]:
    assert page.ink is not None  # noqa: S101 -- pages without ink are left out by ``read``
    picture, counts = InkPicture(page.ink), Counter[str]()
    for place in sheet.places:
        told = is_signed(picture, _stretched(place.box, page), page)
        counts["signature " + ("right" if told == place.signed else f"wrong: {place.content}")] += 1
    return counts


def _handwriting(sheet: Page, page: PageText) -> Counter[str]:
    hands = [_stretched(line.box, page).grown(4) for line in sheet.lines if line.hand]
    counts: Counter[str] = Counter(written=len(hands))
    for hand in hands:
        inner = hand.grown(-4)
        seen = sum(
            max(0.0, min(b.right, inner.right) - max(b.left, inner.left))
            for b in page.handwriting
            if b.overlap(inner) > 0
        )
        counts["written found"] += seen > 0.5 * inner.width
    for word in page.words:
        if not any(hand.overlap(word.box) > 0 for hand in hands):
            counts["printed"] += 1
            counts["printed mistaken"] += any(box.holds(*word.box.middle) for box in page.handwriting)
    return counts


def print_row(way: str, count: Counter[str]) -> None:
    """Print what was counted for one way of arrival."""
    right, wrong = count["tick right"], count["tick wrong"]
    unread = count["tick missed"] + count["tick unclear"]
    print(
        f"{way:12} ticks F1 {2 * right / max(2 * right + wrong + unread, 1):.3f}"
        f" (right {right}, wrong {wrong}, missed {count['tick missed']}, unclear {count['tick unclear']};"
        f" empty {count['tick rightly empty']}, needlessly unclear {count['tick needlessly unclear']};"
        f" to a person {count['tick rightly unclear']}, overlooked {count['tick overlooked']};"
        f" boxes found {count['box found'] / max(count['box'], 1):.2f}, made up {count['box made up']})"
    )
    errors = {name[17:]: number for name, number in count.items() if name.startswith("signature wrong")}
    places = count["signature right"] + sum(errors.values())
    print(f"{'':12} signatures {count['signature right'] / max(places, 1):.3f} of {places} {errors or ''}")
    if count["printed"]:
        found = count["written found"] / max(count["written"], 1)
        mistaken = count["printed mistaken"] / count["printed"]
        print(
            f"{'':12} handwriting found {found:.3f} of {count['written']};"
            f" print mistaken {mistaken:.4f} of {count['printed']} words"
        )


if __name__ == "__main__":
    main()
