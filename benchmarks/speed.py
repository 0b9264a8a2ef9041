"""How fast stacks are read: scans beside OCRmyPDF in one paired run, born-digital pages against a target.

    python -m benchmarks.speed [--quick]

The scanned stack is what a mail room scans at 300 dpi: half of it as an office scanner makes it, the rest
clean, skewed, turned, copied and photographed; six chunks of ten pages with the same mixture each. Per chunk
all sides read the same file, one after the other, and who begins changes from chunk to chunk: what else the
machine does hits all alike. Ours is a warm pool, as the service has it; OCRmyPDF starts for each chunk, which
costs it about half a second. Both have two processes, and one thread for each of Tesseract's.

Born digital: forms with live fields, each a file of its own, and pages of running text, one and ten to a
file, to words with boxes. Through one child process, in this process, where nothing but reading is counted,
and, for the machine's own pace, by PyMuPDF's ``get_text("words")``, which reads no fields and does not ask
what people see; in turns.
Processor time is counted in steps of 10 ms, so a whole round is measured at once.
"""

from __future__ import annotations

import argparse
import os
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import product
from typing import Final, Literal

from benchmarks.corpus import TODAY, Kind, corpus, joined
from benchmarks.costs import Cost, measured
from benchmarks.engines import checked, ocrmypdf_reader, our_reader
from benchmarks.prose import LAYOUTS, text_page
from contracts.reading import DocumentText
from contracts.records import Record
from extractors.files.pdf import open_pdf
from extractors.limits import ReadingLimits
from extractors.ocr.engines import fastest_engine
from extractors.pages.reader import read_document
from extractors.sandbox import ReadingPool
from samples.answers import anmeldung_answers, wohngeld_answers
from samples.forms import FORMS, fill
from samples.people import random_household

Side = Literal["ours", "ocrmypdf, turned and levelled", "ocrmypdf, as they lie"]
MIXTURE: Final[tuple[Kind, ...]] = (
    *("office", "skewed", "office", "clean", "photo", "office", "rotated", "office", "copy", "office"),
)
"""One chunk."""
CHUNKS: Final = 6
DIGITAL_PAGES: Final = 120
ROUNDS: Final = 3
TARGET: Final = 100
"""Born-digital pages per second and core."""


class ScanSpeed(Record):
    """One side's figures, over all chunks.

    Attributes:
        seconds: Per chunk, by the clock.
        cpu: Processor seconds of all chunks.
    """

    side: Side
    pages: int
    seconds: tuple[float, ...]
    cpu: float

    @property
    def pages_per_second(self) -> float:
        """By the clock."""
        return self.pages / sum(self.seconds)

    @property
    def cpu_per_page(self) -> float:
        """Processor seconds of one page."""
        return self.cpu / self.pages


class DigitalSpeed(Record):
    """Pages per second of one core; ``pages`` of all rounds together."""

    how: str
    pages: int
    pages_per_second: float


def chunks(count: int) -> Iterator[bytes]:
    """Yield PDFs of ten scanned pages each."""
    streams = {
        kind: corpus("test", kind, pages=count * MIXTURE.count(kind)) for kind in dict.fromkeys(MIXTURE)
    }
    for _ in range(count):
        yield joined([next(streams[kind]).pdf for kind in MIXTURE])


def scans(*, count: int = CHUNKS) -> list[ScanSpeed]:
    """Measure all sides on the same chunks, taking turns."""
    with ExitStack() as stack:
        readers = {
            "ours": stack.enter_context(our_reader()),
            "ocrmypdf, turned and levelled": stack.enter_context(ocrmypdf_reader()),
            "ocrmypdf, as they lie": stack.enter_context(ocrmypdf_reader(straighten=False)),
        }
        costs: dict[str, list[Cost]] = {side: [] for side in readers}
        for number, chunk in enumerate(chunks(count)):
            if not number:
                readers["ours"](chunk)
            sides = list(readers)
            for side in sides[number % len(sides) :] + sides[: number % len(sides)]:
                with measured() as cost:
                    readers[side](chunk)
                costs[side].append(cost)
    return [
        ScanSpeed.model_validate(
            {
                "side": side,
                "pages": count * len(MIXTURE),
                "seconds": [cost.wall for cost in each],
                "cpu": sum(cost.cpu for cost in each),
            }
        )
        for side, each in costs.items()
    ]


def digital(*, pages: int = DIGITAL_PAGES) -> list[DigitalSpeed]:
    """Measure forms and running text through a child process, in this one, and by PyMuPDF alone, in turns."""
    texts = list(_texts(pages))
    stacks = {
        "forms": list(_forms(pages)),
        "text": texts,
        "text in files of ten": [joined(texts[start : start + 10]) for start in range(0, pages, 10)],
    }
    engine, limits = fastest_engine(), ReadingLimits()
    with ReadingPool(workers=1) as pool:
        ways: dict[str, Callable[[bytes], int]] = {
            "one child process": lambda pdf: _pages(pool.read(pdf, file="page.pdf")),
            "in this process": lambda pdf: _pages(
                read_document(pdf, file="page.pdf", engine=engine, limits=limits)
            ),
            "PyMuPDF's words": _plain,
        }
        turns = list(product(stacks, ways))
        counts = Counter[tuple[str, str]]()
        seconds: dict[tuple[str, str], float] = defaultdict(float)
        for name, way in turns:
            for pdf in stacks[name][:3]:
                ways[way](pdf)
        for _, (name, way) in product(range(ROUNDS), turns):
            with measured() as cost:
                counts[name, way] += sum(map(ways[way], stacks[name]))
            seconds[name, way] += cost.cpu
    return [
        DigitalSpeed(how=", ".join(turn), pages=counts[turn], pages_per_second=counts[turn] / seconds[turn])
        for turn in turns
    ]


def _pages(found: DocumentText) -> int:
    return len(checked(found).pages)


def _plain(pdf: bytes) -> int:
    """Take all words off the pages, seen or not, and no fields: what the library needs for itself."""
    with open_pdf(pdf) as document:
        return len([page.get_text("words") for page in document])


def _forms(pages: int) -> Iterator[bytes]:
    """Yield filled forms with live fields, until there are about ``pages`` pages: each has one to three."""
    for seed in range(pages // 2):
        form = FORMS[seed % len(FORMS)]
        answers = wohngeld_answers if form.startswith("wohngeld") else anmeldung_answers
        household = random_household(random.Random(seed), today=TODAY)
        yield fill(form, answers(household, day=TODAY), signed=True).pdf


def _texts(pages: int) -> Iterator[bytes]:
    layouts = LAYOUTS["test"]
    for seed in range(pages):
        yield text_page("test", layouts[seed % len(layouts)], seed=seed)


def show_scans(rows: list[ScanSpeed]) -> None:
    """Print the paired figures and the ratios to ours."""
    ours = next(row for row in rows if row.side == "ours")
    heading = f"scanned, {ours.pages} pages"
    print(f"{heading:32}{'pages/s':>9}{'CPU s':>8}   ours is faster by clock, by CPU")
    for row in rows:
        wall = ours.pages_per_second / row.pages_per_second
        ratios = "" if row is ours else f"{wall:10.1f}x{row.cpu_per_page / ours.cpu_per_page:8.1f}x"
        print(f"{row.side:32}{row.pages_per_second:9.2f}{row.cpu_per_page:8.2f}{ratios}")


def show_digital(rows: list[DigitalSpeed]) -> None:
    """Print pages per second and core."""
    print(f"{'born digital':40}{'pages':>7}{'pages/s and core':>18}   target {TARGET}")
    for row in rows:
        print(f"{row.how:40}{row.pages:7}{row.pages_per_second:18.0f}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Misst, wie schnell gelesen wird.")
    parser.add_argument("--quick", action="store_true", help="two chunks instead of six")
    quick = parser.parse_args().quick
    os.putenv("OMP_THREAD_LIMIT", "1")
    show_digital(digital())
    show_scans(scans(count=2 if quick else CHUNKS))


if __name__ == "__main__":
    main()
