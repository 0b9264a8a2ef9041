"""How well pages are read: ours against OCRmyPDF and plain Tesseract, on the same pages.

    python -m benchmarks.accuracy [--split tune|test] [--kinds K,...] [--engines E,...] [--pages N]

Character error rate (CER), word recall and word precision, as ``benchmarks.scoring`` defines them: blind for
the order of words and for turned or flattened pages. Pages come from ``benchmarks.corpus``: tune on ``tune``
only. CPU seconds per page count all child processes; our pool is warm, the programs start anew for each file,
as they do wherever they are called. With ``--worst N`` the N worst pages of each kind and engine are named,
with ``--out FOLDER`` every page, its truth and its readings are written there to be looked at.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import Final, cast, get_args

from benchmarks.corpus import KINDS, Kind, TruthPage, corpus, joined
from benchmarks.costs import measured
from benchmarks.engines import Engine, open_reader
from benchmarks.prose import Split
from benchmarks.scoring import Score, score
from contracts.reading import Word
from contracts.records import Record

ENGINES: Final[tuple[Engine, ...]] = get_args(Engine)
PAGES: Final = 8


class Accuracy(Record):
    """One row of the table.

    Attributes:
        median_cer: Of the pages; the total is ruled by the worst ones.
        cpu: Seconds per page, child processes included.
    """

    split: Split
    kind: Kind
    engine: Engine
    pages: int
    cer: float
    median_cer: float
    recall: float
    precision: float
    cpu: float


class PageScore(Record):
    """One page, read and compared."""

    name: str
    score: Score
    words: tuple[Word, ...]


def measure(
    split: Split, kinds: Sequence[Kind], engines: Sequence[Engine], *, pages: int
) -> Iterator[tuple[Accuracy, list[PageScore]]]:
    """Yield a row and its pages for each kind and engine."""
    for kind in kinds:
        stack = list(corpus(split, kind, pages=pages))
        for engine in engines:
            if engine == "ocrmypdf-eager" and kind != "rotated":
                continue  # it differs from OCRmyPDF as it is by turning more pages only
            yield _row(split, kind, engine, stack)


def _row(
    split: Split, kind: Kind, engine: Engine, stack: Sequence[TruthPage]
) -> tuple[Accuracy, list[PageScore]]:
    whole = joined([page.pdf for page in stack])
    with open_reader(engine, native=kind == "native") as read:
        if engine == "ours":
            read(stack[0].pdf)
        with measured() as cost:
            readings = read(whole)
    scored = [
        PageScore(name=page.name, score=score(page.words, words, ignored=page.ignored), words=words)
        for page, words in zip(stack, readings, strict=True)
    ]
    total = sum((page.score for page in scored), Score())
    row = Accuracy(
        split=split,
        kind=kind,
        engine=engine,
        pages=len(stack),
        cer=total.cer,
        median_cer=median(page.score.cer for page in scored),
        recall=total.recall,
        precision=total.precision,
        cpu=cost.cpu / len(stack),
    )
    return row, scored


HEADER: Final = (
    f"{'split':6}{'kind':9}{'engine':15}{'CER':>8}{'median':>8}{'recall':>8}{'precis.':>8}{'CPU s':>7}"
)


def line(row: Accuracy) -> str:
    """Return a row of the table for people."""
    return (
        f"{row.split:6}{row.kind:9}{row.engine:15}{row.cer:8.2%}{row.median_cer:8.2%}"
        f"{row.recall:8.1%}{row.precision:8.1%}{row.cpu:7.2f}"
    )


def main() -> None:
    """Print the table as it grows."""
    parser = argparse.ArgumentParser(description="Misst, wie gut Seiten gelesen werden.")
    parser.add_argument("--split", choices=get_args(Split), default="tune")
    parser.add_argument("--kinds", default=",".join(KINDS))
    parser.add_argument("--engines", default=",".join(ENGINES))
    parser.add_argument("--pages", type=int, default=PAGES, help="pages of each kind")
    parser.add_argument("--worst", type=int, default=0, help="name this many of the worst pages")
    parser.add_argument("--out", type=Path, help="folder for pages, truths and readings")
    options = parser.parse_args()
    kinds = cast("list[Kind]", _chosen(options.kinds, KINDS, parser))
    engines = cast("list[Engine]", _chosen(options.engines, ENGINES, parser))
    print(HEADER)
    for row, pages in measure(options.split, kinds, engines, pages=options.pages):
        print(line(row), flush=True)
        for page in sorted(pages, key=lambda each: -each.score.cer)[: options.worst]:
            print(f"    {page.score.cer:8.2%}  {page.name}")
        if options.out:
            _write(options.out, row, pages)
    if options.out:
        _write_truth(options.out, options.split, kinds, options.pages)


def _chosen(given: str, known: Sequence[str], parser: argparse.ArgumentParser) -> list[str]:
    """Return the names that begin with one of the given, so ``tesseract`` means both resolutions."""
    chosen = [name for name in known if any(name.startswith(each) for each in given.split(","))]
    return chosen or parser.error(f"unknown: {given}; known are {', '.join(known)}")


def _write(folder: Path, row: Accuracy, pages: Sequence[PageScore]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for number, page in enumerate(pages):
        text = "\n".join(word.text for word in page.words)
        (folder / f"{row.kind}-{number}-{row.engine}.txt").write_text(text, encoding="utf-8")


def _write_truth(folder: Path, split: Split, kinds: Sequence[Kind], count: int) -> None:
    for kind in kinds:
        for number, page in enumerate(corpus(split, kind, pages=count)):
            text = "\n".join(word.text for word in page.words)
            (folder / f"{kind}-{number}-truth.txt").write_text(text, encoding="utf-8")
            (folder / f"{kind}-{number}.pdf").write_bytes(page.pdf)


if __name__ == "__main__":
    main()
