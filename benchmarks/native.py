"""How fast typed pages are read, and whether text layers are believed when, and only when, they are right.

Finding (November 2026, 54 pages of real forms with 28 live fields each): 120 to 135 pages a second and core,
90 before widgets were read in one walk and files opened once. Of 30 made pages whose text is right none is
read anew; proving text under a scan takes 150 to 190 ms, reading it 400. Garbled fonts, bad OCR and text of
another page are always noticed, and no unseen sentence is read (0.104 is the words it shares with pages).

Run it as ``python -m benchmarks.native [FOLDER]``, with a folder of typed PDFs (forms) for the speed.
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from statistics import fmean, median
from typing import NamedTuple

from contracts.reading import DocumentText, ProblemCode, TextSource
from contracts.values import fold
from extractors.children.worker import first_pass
from extractors.limits import ReadingLimits
from extractors.ocr.engines import OcrEngine, fastest_engine
from extractors.pages.reader import read_document
from samples.attachments import facts_of, held_out, render
from samples.pdf import pymupdf
from samples.people import random_household
from samples.text_layers import BAD, GOOD, LIE, UNSEEN, Maker, words_of

TODAY = date(2026, 11, 2)
TYPES = (
    "mietvertrag",
    "gehaltsabrechnung",
    "meldebescheinigung",
    "kontoauszug",
    "rentenbescheid",
    "rechnung",
)
LIMITS = ReadingLimits()
ROUNDS = 5
MOST_FEW = 60
"""Words of a page that is too bare to tell anything."""


class Outcome(NamedTuple):
    """How one page was read.

    Attributes:
        by_ocr: Whether OCR read the page in full.
        found: Share of the page's true words that were read.
        lied: Share of the lie's words that were read.
        told: Whether the text layer was said to be wrong.
    """

    by_ocr: bool
    found: float
    lied: float
    told: bool
    milliseconds: int


def main(folders: list[str]) -> None:
    """Print the speed of typed pages, and a table of text layers."""
    lines = []
    for folder in map(Path, folders):
        files = [path.read_bytes() for path in sorted(folder.glob("*.pdf"))]
        lines.append(f"{folder.name}: {pages_per_second(files):.0f} native pages a second and core\n")
    engine = fastest_engine()
    made = (_page(type_id, seed) for seed, type_id in enumerate(TYPES))
    pages = [data for data in made if len(words_of(data)) > MOST_FEW]
    for title, makers in (("to be kept", GOOD), ("to be read", BAD), ("to be left out", UNSEEN)):
        lines.append(
            f"{title}: pages, read by OCR, words found, lies read, said to be wrong, CPU ms (median)\n"
        )
        lines += _table(makers, pages, engine)
    sys.stdout.writelines(lines)


def pages_per_second(files: list[bytes]) -> float:
    """Return how many pages a core reads in a second, to JSON; the best of some rounds."""
    pages = sum(pymupdf.open(stream=data).page_count for data in files)
    best = 0.0
    for _ in range(ROUNDS):
        started = time.process_time()
        for data in files:
            Counter(map(len, first_pass(data, LIMITS)))
        best = max(best, pages / (time.process_time() - started))
    return best


def read_as(maker: Maker, data: bytes, engine: OcrEngine, *, seed: int) -> Outcome:
    """Read a page with its text layer changed, and compare with the words that it shows."""
    made = maker(data, random.Random(seed))
    started = time.process_time()
    document = read_document(made, file="page.pdf", engine=engine, limits=LIMITS)
    spent = round((time.process_time() - started) * 1000)
    page = document.pages[0]
    truth = [word[4] for word in words_of(data)]
    return Outcome(
        by_ocr=page.source is TextSource.OCR,
        found=_share(truth, document),
        lied=_share(LIE.split(), document),
        told=any(each.code is ProblemCode.WRONG_TEXT_LAYER for each in document.problems),
        milliseconds=spent,
    )


def _table(makers: Mapping[str, Maker], pages: list[bytes], engine: OcrEngine) -> list[str]:
    rows = []
    for name, maker in makers.items():
        outcomes = [read_as(maker, data, engine, seed=seed) for seed, data in enumerate(pages)]
        rows.append(
            f"  {name:16}{len(outcomes):3}"
            f"{sum(each.by_ocr for each in outcomes):4}"
            f"{fmean(each.found for each in outcomes):7.3f}"
            f"{fmean(each.lied for each in outcomes):7.3f}"
            f"{sum(each.told for each in outcomes):4}"
            f"{median(each.milliseconds for each in outcomes):7.0f}\n"
        )
    return rows


def _share(wanted: list[str], document: DocumentText) -> float:
    """Return the share of words that a document has, each as often as it is wanted."""
    has = Counter(fold(word.text) for page in document.pages for word in page.words)
    wants = Counter(map(fold, wanted))
    return (has & wants).total() / max(wants.total(), 1)


def _page(type_id: str, seed: int) -> bytes:
    """Return the first page of a document of fictitious people, in a layout nobody trained on."""
    rng = random.Random(seed)
    facts = facts_of(random_household(rng, today=TODAY), today=TODAY, seed=seed)
    document = pymupdf.open(stream=render(type_id, facts, layout=held_out(type_id)))
    document.select([0])
    return bytes(document.tobytes())


if __name__ == "__main__":
    main(sys.argv[1:])
