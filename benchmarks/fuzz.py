"""Broken files without end, read by the real pool: nothing may raise, hang, leak or be left behind.

Run it as ``python -m benchmarks.fuzz --seconds 600 --seed 1 [--corpus FOLDER] [--keep FOLDER]``. The same
seed and number make the same file; ``--keep`` writes what was found.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import psutil

from benchmarks.evil_engines import Evil
from benchmarks.mutations import mutated, samples
from contracts.reading import ProblemCode
from extractors.errors import UnreadableFileError
from extractors.files.containers import Room
from extractors.limits import MIB
from extractors.ocr.engines import OcrEngine, fastest_engine
from extractors.sandbox import ReadingPool

_LARGEST: Final = MIB // 4
_FILE_SECONDS: Final = 20.0
"""By the clock, on a machine that is not overloaded; each page that is read earns some more."""
_PER_PAGE: Final = 5.0


def fuzz(corpus: list[bytes], *, seconds: float, seed: int, keep: Path | None, ocr: bool) -> Counter[str]:
    """Read broken files for so many seconds; return how often each outcome was met."""
    outcomes: Counter[str] = Counter()
    ends = time.monotonic() + seconds
    engine: Callable[[], OcrEngine] = fastest_engine if ocr else Evil
    with ReadingPool(make_engine=engine) as pool:
        for number in range(sys.maxsize):
            if time.monotonic() > ends:
                break
            data = mutated(corpus, random.Random(f"{seed}-{number}"))
            for finding in _findings(pool, data, outcomes, keep):
                outcomes[f"FOUND {finding}"] += 1
                print(f"{seed}-{number}: {finding}", flush=True)
                if keep:
                    (keep / f"{seed}-{number}").write_bytes(data)
    outcomes.update(f"FOUND {each}" for each in _left_behind())
    return outcomes


def _findings(pool: ReadingPool, data: bytes, outcomes: Counter[str], keep: Path | None) -> Iterator[str]:
    """Read, unpack and draw one file; yield what must not be."""
    started = time.monotonic()
    try:
        document = pool.read(data, file="x")
        contents = pool.unpack(data, room=Room(files=20, bytes=20 * MIB, levels=2))
    except Exception as error:  # noqa: BLE001 - any is a finding
        yield f"raised {type(error).__name__}"
        return
    seconds = time.monotonic() - started
    outcomes["files"] += 1
    outcomes["pages"] += len(document.pages)
    codes = {each.code for each in (*document.problems, *contents.problems)}
    outcomes.update(code.value for code in codes)
    busy = max(1.0, os.getloadavg()[0] / pool.workers)
    if seconds > busy * (_FILE_SECONDS + _PER_PAGE * len(document.pages)):
        yield f"took {seconds:.0f} s"
    if not document.pages and not document.problems:
        yield "neither pages nor problems"
    if ProblemCode.CRASHED in codes:
        outcomes["files that kill a child"] += 1
        if keep:
            (keep / f"killer-{hashlib.sha256(data).hexdigest()[:8]}").write_bytes(data)
    try:
        pool.render(data, 0, dpi=50)
    except UnreadableFileError:
        pass
    except Exception as error:  # noqa: BLE001 - any other is a finding
        yield f"drawing raised {type(error).__name__}"


def _left_behind() -> Iterator[str]:
    """Yield what the pool has left: processes of this one, and folders."""
    time.sleep(1)
    names = {process.pid: process.cmdline() for process in psutil.Process().children(recursive=True)}
    readers = [
        line for line in names.values() if "forkserver" not in str(line) and "tracker" not in str(line)
    ]
    if readers:
        yield f"{len(readers)} processes left"
    for folder in Path(tempfile.gettempdir()).glob("antragslotse-reading-*"):
        if f"-{os.getpid()}-" in folder.name:
            yield "a folder left"


def main() -> None:
    """Fuzz, print what came of it, and fail if anything was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--corpus", type=Path)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--ocr", action="store_true", help="with the real engine: far fewer files")
    chosen = parser.parse_args()
    files = sorted(chosen.corpus.iterdir()) if chosen.corpus else []
    corpus = [path.read_bytes() for path in files if path.stat().st_size <= _LARGEST]
    with tempfile.TemporaryFile() as noise:
        os.dup2(noise.fileno(), sys.stderr.fileno())  # the children's as well
        outcomes = fuzz(
            samples() + corpus, seconds=chosen.seconds, seed=chosen.seed, keep=chosen.keep, ocr=chosen.ocr
        )
        if os.fstat(noise.fileno()).st_size:
            noise.seek(0)
            outcomes[f"FOUND noise: {noise.read(200)!r}"] += 1
    for outcome, count in outcomes.most_common():
        print(f"{outcome:28} {count}")
    sys.exit(any(outcome.startswith("FOUND") for outcome in outcomes))


if __name__ == "__main__":
    main()
