"""All measurements, one after the other; ``make bench`` calls this.

    python -m benchmarks.everything [--quick] [--out FILE]

Prints tables as they come, headed by date and machine, and writes the figures to a JSON file. What fails is
named there and costs the others nothing; the exit code is 1 then. Reading is measured on the ``test`` split.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import time
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

import psutil

from benchmarks import accuracy, batch, speed
from benchmarks.corpus import KINDS
from benchmarks.engines import ENVIRONMENT

OUT: Final = Path(".cache/benchmarks/results.json")

HOSTILE: Final = Path(__file__).parents[2] / "shared" / "data" / "hostile"
"""Files that were made to do harm; they are read where they are there."""


def _hostile(option: str) -> tuple[str, ...]:
    return (option, str(HOSTILE)) if HOSTILE.is_dir() else ()


PRINTING: Final[dict[str, tuple[str, ...]]] = {
    "forms": ("benchmarks.forms", "--seeds", "2"),
    "classify": ("benchmarks.classify",),
    "facts": ("benchmarks.facts", "--ways", "native", "--held-out"),
    "marks": ("benchmarks.marks",),
    "robustness": ("benchmarks.robustness", *_hostile("--hostile")),
    "fuzz": ("benchmarks.fuzz", *_hostile("--corpus")),
}
"""Section of a full run -> module, with its arguments, whose output is kept as it is printed."""


def main() -> None:
    """Run all sections."""
    parser = argparse.ArgumentParser(description="Misst alles.")
    parser.add_argument("--quick", action="store_true", help="a few pages of each, in some ten minutes")
    parser.add_argument("--out", type=Path, default=OUT, help="JSON file for the figures")
    options = parser.parse_args()
    os.putenv("OMP_THREAD_LIMIT", "1")
    facts = about()
    print("\n".join(f"{name:12}{value}" for name, value in facts.items()), flush=True)
    results: dict[str, Any] = {}
    failed = [name for name, run in sections(quick=options.quick).items() if not kept(name, run, results)]
    options.out.parent.mkdir(parents=True, exist_ok=True)
    report = {"about": facts, "quick": options.quick, "failed": failed, "results": results}
    options.out.write_text(json.dumps(report, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"\n{options.out}" + (f"\nfailed: {', '.join(failed)}" if failed else ""))
    sys.exit(1 if failed else 0)


def about() -> dict[str, str]:
    """Return when, on what machine and of what versions this is measured."""
    command = [*ENVIRONMENT, "tesseract", "--version"]
    tesseract = subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603 - fixed
    return {
        "date": f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC",
        "processor": _processor(),
        "cores": f"{os.cpu_count()}, load {os.getloadavg()[0]:.1f} at the start",
        "memory": f"{psutil.virtual_memory().total / 2**30:.0f} GiB",
        "python": platform.python_version(),
        "antragslotse": version("antragslotse"),
        "tesserocr": version("tesserocr"),
        "ocrmypdf": version("ocrmypdf"),
        "tesseract": tesseract.split()[1],
    }


def _processor() -> str:
    path = Path("/proc/cpuinfo")
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def sections(*, quick: bool) -> dict[str, Callable[[], object]]:
    """Return what is to be run: section -> function that prints, and returns its figures."""
    own: dict[str, Callable[[], object]] = {
        "born digital": _born_digital,
        "scanned stack": partial(_scanned_stack, chunks=1 if quick else speed.CHUNKS),
        "accuracy": partial(_accuracy, pages=2 if quick else 6),
        "batch": partial(_batch, count=batch.FEW if quick else batch.SUBMISSIONS),
    }
    if quick:
        return own
    here = Path(__file__).parent
    others = {
        name: partial(_printed, words) for name, words in PRINTING.items() if (here / f"{name}.py").exists()
    }
    return own | others


def kept(name: str, run: Callable[[], object], results: dict[str, Any]) -> bool:
    """Run a section and put its figures into ``results``; whether it came to its end."""
    print(f"\n== {name}", flush=True)
    started = time.monotonic()
    try:
        results[name] = run()
    except Exception:  # noqa: BLE001 - whatever it is, the other sections are still worth having
        traceback.print_exc()
        return False
    print(f"   {time.monotonic() - started:.0f} s", flush=True)
    return True


def _born_digital() -> object:
    rows = speed.digital()
    speed.show_digital(rows)
    return [row.model_dump(mode="json") for row in rows]


def _scanned_stack(*, chunks: int) -> object:
    rows = speed.scans(count=chunks)
    speed.show_scans(rows)
    return [row.model_dump(mode="json") for row in rows]


def _accuracy(*, pages: int) -> object:
    print(accuracy.HEADER)
    rows = []
    for row, _ in accuracy.measure("test", KINDS, accuracy.ENGINES, pages=pages):
        print(accuracy.line(row), flush=True)
        rows.append(row.model_dump(mode="json"))
    return rows


def _batch(*, count: int) -> object:
    row = batch.measure(count)
    batch.show(row)
    return row.model_dump(mode="json")


def _printed(words: tuple[str, ...]) -> object:
    """Run a module that prints its findings; its output is shown as it comes."""
    lines = []
    command = [sys.executable, "-m", *words]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 - named above
        for line in process.stdout or ():
            print(line, end="", flush=True)
            lines.append(line.rstrip())
    if process.returncode:
        raise RuntimeError(f"{words[0]} ended with {process.returncode}")
    return lines


if __name__ == "__main__":
    main()
