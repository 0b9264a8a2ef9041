"""How fast and how safely files are read.

Finding (2 cores, November 2026): the 240 hostile PDFs of the development data end in a reading or a coded
problem each, in 41 to 54 s together and 6 s at most; the parent stays below 190 MB. Born-digital forms
with 25 live fields a page are read at 60 pages a second and core, scans at about one.

Run it as ``python -m benchmarks.reading FOLDER``, with a folder of PDFs.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from pathlib import Path

from contracts.reading import TextSource
from extractors.sandbox import ReadingPool


def measure(folder: Path) -> None:
    """Read all PDFs of a folder, one by one, and print what became of them."""
    problems: Counter[str] = Counter()
    seconds: dict[str, float] = {}
    pages: Counter[str] = Counter()
    native_ms = 0
    with ReadingPool() as pool:
        for path in sorted(folder.glob("*.pdf")):
            started = time.monotonic()
            document = pool.read(path.read_bytes(), file=path.name)
            seconds[path.name] = time.monotonic() - started
            problems.update({each.code.value for each in document.problems} or {"none"})
            pages.update(page.source.value for page in document.pages)
            native_ms += document.read_ms if not document.ocr_ms else 0
    slowest = max(seconds, key=lambda name: seconds[name])
    rows = {
        "files": len(seconds),
        "pages": dict(pages),
        "files with problems": dict(problems),
        "seconds in all": round(sum(seconds.values()), 1),
        "slowest": f"{slowest} {seconds[slowest]:.1f} s",
        "native pages per second": round(pages[TextSource.TEXT.value] / max(native_ms / 1000, 0.001), 1),
    }
    sys.stdout.writelines(f"{name:24} {value}\n" for name, value in rows.items())


if __name__ == "__main__":
    measure(Path(sys.argv[1]))
