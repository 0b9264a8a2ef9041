"""Photos with what was read drawn over them, to be looked at by eye.

    python -m benchmarks.receipts FOLDER OUT

Each picture of FOLDER becomes a PNG in OUT: left the page as reading saw it, turned and flat, with a box
around each word (green: sure, orange: so-so, red: a guess); right the words in the same places. There is no
truth for such photos here, so this measures nothing; it shows what goes wrong.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import Final

from PIL import Image, ImageDraw, ImageFont

from contracts.reading import PageText
from extractors.sandbox import ReadingPool

DPI: Final = 110
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
                overlay(picture, page).save(out / f"{path.stem}-{page.index + 1}.png")
                size = f"{page.size.width:.0f} x {page.size.height:.0f}"
                print(
                    f"{path.name:36} {len(page.words):4} words, {page.confidence:.2f} {page.grade.value:9}"
                    f" turned {page.turned:3}, skew {page.skew:5.1f}, {size} points, {document.ocr_ms} ms"
                )


def overlay(png: bytes, page: PageText) -> Image.Image:
    """Return the page with its words' boxes, and beside it the words."""
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    sheet = Image.new("RGB", (2 * picture.width, picture.height), "white")
    sheet.paste(picture, (0, 0))
    pen, scale = ImageDraw.Draw(sheet), DPI / 72
    for text, box, confidence in page.words:
        left, top, right, bottom = (side * scale for side in box)
        colour = "green" if confidence >= _SURE else "orange" if confidence >= _SO_SO else "red"
        pen.rectangle((left, top, right, bottom), outline=colour)
        size = min(max(0.8 * (bottom - top), 7), 26)
        pen.text((picture.width + left, top), text, fill=colour, font=ImageFont.load_default(size))
    return sheet


if __name__ == "__main__":
    main()
