"""Photos with what was read drawn over them, to be looked at by eye.

    python -m benchmarks.receipts FOLDER OUT

Each picture of FOLDER becomes a PNG in OUT: left the page as reading saw it, turned and flat, with a box
around each word (green: sure, orange: so-so, red: a guess); right the words in the same places. There is no
truth for such photos here, so this measures nothing; it shows what goes wrong.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

from contracts.reading import PageText
from extractors.sandbox import ReadingPool
from samples.pdf import pymupdf

DPI: Final = 110
GREEN: Final = (0.0, 0.5, 0.0)
ORANGE: Final = (0.9, 0.55, 0.0)
RED: Final = (0.85, 0.0, 0.0)
_SURE: Final = 0.85
_SO_SO: Final = 0.6


def main() -> None:
    """Draw all pictures of a folder."""
    folder, out = Path(sys.argv[1]), Path(sys.argv[2])
    out.mkdir(parents=True, exist_ok=True)
    with ReadingPool() as pool:
        for path in sorted(each for each in folder.iterdir() if each.is_file()):
            data = path.read_bytes()
            document = pool.read(data, file=path.name)
            for page in document.pages:
                picture = pool.render(data, page.index, dpi=DPI, turned=page.turned + page.skew)
                (out / f"{path.stem}-{page.index + 1}.png").write_bytes(overlay(picture, page))
                size = f"{page.size.width:.0f} x {page.size.height:.0f}"
                print(
                    f"{path.name:36} {len(page.words):4} words, {page.confidence:.2f} {page.grade.value:9}"
                    f" turned {page.turned:3}, skew {page.skew:5.1f}, {size} points, {document.ocr_ms} ms"
                )


def overlay(png: bytes, page: PageText) -> bytes:
    """Return a PNG of the page with its words' boxes, and beside it the words."""
    width, height = page.size
    with pymupdf.open() as document:
        sheet = document.new_page(width=2 * width, height=height)
        sheet.insert_image((0, 0, width, height), stream=png)
        for text, box, confidence in page.words:
            colour = GREEN if confidence >= _SURE else ORANGE if confidence >= _SO_SO else RED
            sheet.draw_rect(box, color=colour, width=0.4)
            size = min(max(0.8 * box.height, 5), 18)
            sheet.insert_text((width + box.left, box.bottom), text, fontsize=size, color=colour)
        return bytes(sheet.get_pixmap(dpi=DPI).tobytes("png"))


if __name__ == "__main__":
    main()
