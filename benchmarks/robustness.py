"""What hard and hostile files cost: time by the clock, memory, and what becomes of them.

Finding (2 cores, November 2026): no process takes more than 660 MB; 500 pages that sleep, compute, crash or
hoard cost 4 to 17 s; 240 hostile files take 11 s at most with other work beside.

Run it as ``python -m benchmarks.robustness [--hostile FOLDER] [--only SCENARIO ...]``; each scenario runs in
a process of its own, so that memory can be told apart.
"""

from __future__ import annotations

import argparse
import multiprocessing
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple, TypeVar

from benchmarks import evil_engines, hard_files
from benchmarks.gauge import Gauge
from contracts.reading import DocumentText
from extractors.ocr.engines import OcrEngine, fastest_engine
from extractors.sandbox import ReadingPool

T = TypeVar("T")
Files = Iterable[tuple[str, bytes]]


class Scenario(NamedTuple):
    """Files to be read one after the other.

    Attributes:
        make: Makes the files; runs in a process of its own, too, so as not to be measured.
        workers: Number of children; one per core if None.
    """

    make: Callable[[], Files]
    engine: Callable[[], OcrEngine] = fastest_engine
    workers: int | None = None


class Cost(NamedTuple):
    """What a scenario took; times in seconds, memory in MiB."""

    scenario: str
    files: int
    pages: int
    seconds: float
    slowest: float
    parent: int
    child: int
    together: int
    problems: str


def _one(name: str, make: Callable[[], bytes]) -> Files:
    yield name, make()


def _evil(pages: int) -> Files:
    yield "evil", hard_files.stack(pages, dpi=50)


SCENARIOS = {
    "stack of 300": Scenario(partial(_one, "stack", partial(hard_files.stack, 300))),
    "plan, vectors": Scenario(partial(_one, "plan", hard_files.vector_plan)),
    "plan, scanned": Scenario(partial(_one, "plan", hard_files.scanned_plan)),
    "page of 5 m": Scenario(
        partial(_one, "plan", partial(hard_files.vector_plan, 2000, size=(14_400, 14_400)))
    ),
    "tiff of 100": Scenario(partial(_one, "fax", partial(hard_files.paged_tiff, 100))),
    "bombs": Scenario(hard_files.bombs),
    "2000 typed, 1 child": Scenario(
        lambda: ((str(n), hard_files.born_digital(500)) for n in range(4)), workers=1
    ),
    "2000 scanned, 1 child": Scenario(
        lambda: ((str(n), hard_files.stack(200, dpi=100)) for n in range(10)), workers=1
    ),
    "500 sleeping": Scenario(partial(_evil, 500), evil_engines.Sleeping),
    "500 computing": Scenario(partial(_evil, 500), evil_engines.Computing),
    "500 crashing": Scenario(partial(_evil, 500), evil_engines.Crashing),
    "500 hoarding": Scenario(partial(_evil, 500), evil_engines.Hoarding),
}


def _lay(name: str, folder: Path) -> None:
    for file, data in SCENARIOS[name].make():
        (folder / file).write_bytes(data)


def _measure(name: str, folder: Path) -> Cost:
    """Read the files of a folder, and return what that took."""
    scenario = SCENARIOS.get(name) or Scenario(lambda: ())
    seconds: list[float] = []
    problems: Counter[str] = Counter()
    pages = 0
    with Gauge() as gauge, ReadingPool(workers=scenario.workers, make_engine=scenario.engine) as pool:
        for path in sorted(path for path in folder.iterdir() if path.suffix != ".tsv"):
            started = time.monotonic()
            document = pool.read(path.read_bytes(), file=path.name)
            seconds.append(time.monotonic() - started)
            problems.update(_codes(document))
            pages += len(document.pages)
    said = ", ".join(f"{code} {count}" for code, count in problems.most_common())
    times = sum(seconds), max(seconds, default=0.0)
    return Cost(name, len(seconds), pages, *times, gauge.parent, gauge.child, gauge.together, said)


def _codes(document: DocumentText) -> Iterator[str]:
    yield from (each.code.value for each in document.problems)


def _apart(function: Callable[..., T], *arguments: object) -> T:
    """Run a function in a new process."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as process:
        return process.submit(function, *arguments).result()


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--hostile", type=Path)
    parser.add_argument("--only", nargs="*", choices=[*SCENARIOS])
    chosen = parser.parse_args()
    print("| scenario | files | pages | s | slowest | parent MB | child MB | USS MB | problems |")
    for name in chosen.only if chosen.only is not None else SCENARIOS:
        with TemporaryDirectory() as folder:
            _apart(_lay, name, Path(folder))
            _print(_apart(_measure, name, Path(folder)))
    if chosen.hostile:
        _print(_apart(_measure, "hostile files", chosen.hostile))


def _print(cost: Cost) -> None:
    cells = (f"{cell:.1f}" if isinstance(cell, float) else str(cell) for cell in cost)
    print("|", " | ".join(cells), "|", flush=True)


if __name__ == "__main__":
    main()
