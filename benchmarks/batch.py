"""Submissions per minute on scanned paper, beside OCRmyPDF's time for the same pages.

    python -m benchmarks.batch [--quick]

``lotse check --batch`` does all: reads, splits, classifies, reads forms and facts, checks, writes reports.
OCRmyPDF only makes the pages searchable (turned and levelled, two jobs, file by file as they arrive). It
reads each third submission, half of the files before ours and half after; its time is scaled to all pages.

The service reads no more of a page than a decision needs. So every submission is also read in full, and the
findings of both are compared, requirement by requirement; and both with what the samples are known to lack.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Final

import typer

from benchmarks.costs import Cost, measured
from benchmarks.engines import OCRMYPDF, PROCESSES, STRAIGHTENING, checked, run_ocrmypdf
from benchmarks.incoming import scanned_submissions, write
from cli.check import Exit, check
from cli.files import submission_from
from contracts.records import Record
from contracts.report import write_report
from pipeline.build import open_pipeline
from samples.pdf import pymupdf

SUBMISSIONS: Final = 21
FEW: Final = 6
EACH: Final = 3
"""OCRmyPDF reads one of so many submissions."""
States = dict[str, str]
"""``requirement/subject`` -> state."""


class BatchSpeed(Record):
    """What the batch took.

    Attributes:
        seconds: By the clock, start of the processes and writing of the reports included.
        cpu: Processor seconds.
        ocrmypdf_seconds: By the clock, scaled from ``ocrmypdf_pages`` to all pages.
        same: Requirements with the same state as when all is read, out of ``compared``.
        right: Requirements with the state that the samples are made for, out of ``known``; ``right_in_full``
            those of the full reading.
    """

    submissions: int
    pages: int
    seconds: float
    cpu: float
    ocrmypdf_pages: int
    ocrmypdf_seconds: float
    ocrmypdf_cpu: float
    same: int
    compared: int
    right: int
    right_in_full: int
    known: int

    @property
    def per_minute(self) -> float:
        """Submissions per minute."""
        return 60 * self.submissions / self.seconds


def measure(count: int) -> BatchSpeed:
    """Write ``count`` submissions into a folder, and let all sides read them."""
    os.putenv("OMP_THREAD_LIMIT", "1")
    with tempfile.TemporaryDirectory() as place:
        inbox, out = Path(place) / "in", Path(place) / "out"
        cases = {case.name: case for case in scanned_submissions(count)}
        for name, case in cases.items():
            write(inbox / name, case)
        sampled = [path for name in list(cases)[::EACH] for path in sorted((inbox / name).glob("*.pdf"))]
        theirs = _ocrmypdf(sampled[::2], Path(place))
        ours = _check_batch(inbox, out)
        theirs += _ocrmypdf(sampled[1::2], Path(place))
        needed = {name: _states_of_file(out / f"{name}.json") for name in cases}
        full = read_in_full([inbox / name for name in cases])
        pages = sum(_pages(path.read_bytes()) for path in inbox.rglob("*.pdf"))
        sampled_pages = sum(_pages(path.read_bytes()) for path in sampled)
    share = pages / sampled_pages
    return BatchSpeed(
        submissions=count,
        pages=pages,
        seconds=ours.wall,
        cpu=ours.cpu,
        ocrmypdf_pages=sampled_pages,
        ocrmypdf_seconds=share * sum(cost.wall for cost in theirs),
        ocrmypdf_cpu=share * sum(cost.cpu for cost in theirs),
        same=sum(_agreeing(needed[name], full[name]) for name in cases),
        compared=sum(map(len, full.values())),
        right=sum(_agreeing(case.expected, needed[name]) for name, case in cases.items()),
        right_in_full=sum(_agreeing(case.expected, full[name]) for name, case in cases.items()),
        known=sum(len(case.expected) for case in cases.values()),
    )


def _ocrmypdf(paths: Sequence[Path], place: Path) -> list[Cost]:
    costs = []
    for path in paths:
        with measured() as cost:
            run_ocrmypdf(path, place / "read.pdf", jobs=PROCESSES, options=(*OCRMYPDF, *STRAIGHTENING))
        costs.append(cost)
    return costs


def _check_batch(inbox: Path, out: Path) -> Cost:
    """Run the command as an office does; only what it needs is read.

    In this process: of a command's own children, those that it did not wait for would not be counted.

    Raises:
        RuntimeError: if a file could not be read.
    """
    with measured() as cost:
        try:
            check(batch=inbox, out=out, workers=PROCESSES)
        except typer.Exit as end:
            if end.exit_code != Exit.DONE:
                raise RuntimeError(f"lotse check ended with {end.exit_code}") from end
    return cost


def read_in_full(folders: Sequence[Path]) -> dict[str, States]:
    """Check the submissions with every page read to its end."""
    with (
        open_pipeline(workers=PROCESSES, whole=True) as pipeline,
        ThreadPoolExecutor(PROCESSES + 1) as threads,
    ):

        def states(folder: Path) -> States:
            outcome = pipeline.check(submission_from([folder], procedure=None, received=None))
            for document in outcome.documents:
                checked(document)
            return states_of(json.loads(write_report(outcome).to_json()))

        return dict(zip((folder.name for folder in folders), threads.map(states, folders), strict=True))


def _states_of_file(path: Path) -> States:
    return states_of(json.loads(path.read_text(encoding="utf-8")))


def states_of(report: Mapping[str, Any]) -> States:
    """Return the states of a report, keyed as ``samples`` keys what it expects."""
    return {
        each["requirement"] + ("" if each["subject"] == "antragsteller" else f"/{each['subject']}"): each[
            "state"
        ]
        for each in report["findings"]
    }


def _agreeing(one: Mapping[str, str], other: Mapping[str, str]) -> int:
    return sum(other.get(requirement) == state for requirement, state in one.items())


def _pages(pdf: bytes) -> int:
    with pymupdf.open("pdf", pdf) as document:
        return int(document.page_count)


def show(row: BatchSpeed) -> None:
    """Print the figures."""
    times = row.ocrmypdf_seconds / row.seconds
    print(f"{row.submissions} scanned submissions, {row.pages} pages, {PROCESSES} workers")
    print(f"{'lotse check --batch':22}{row.seconds:7.0f} s, CPU {row.cpu:.0f} s, {row.per_minute:.1f}/minute")
    print(
        f"{'ocrmypdf, text only':22}{row.ocrmypdf_seconds:7.0f} s, CPU {row.ocrmypdf_cpu:.0f} s, "
        f"{times:.1f} times as long (from {row.ocrmypdf_pages} pages)"
    )
    print(f"same finding as when all is read: {row.same / row.compared:.1%} of {row.compared}")
    print(f"right: {row.right / row.known:.1%} of {row.known}; all read: {row.right_in_full / row.known:.1%}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Misst Einreichungen je Minute.")
    parser.add_argument("--quick", action="store_true", help=f"{FEW} submissions instead of {SUBMISSIONS}")
    show(measure(FEW if parser.parse_args().quick else SUBMISSIONS))


if __name__ == "__main__":
    main()
