"""Pages whose text is known, treated as offices receive them.

Two splits. **Only ``tune`` may be looked at, and tuned on**; figures for readers come from ``test``.

| split | attachments (35 types) | forms | running text |
| --- | --- | --- | --- |
| tune | all but each type's last layout | Musterhausen, Beispielburg | ``tune.txt``, 4 kinds |
| test | each type's last layout | Probstadt | ``test.txt``, 4 others |

Seeds differ as well, so no page, wording, layout or number is in both. Half of the pages is dense text
(contracts, notices, tables, two and three columns, print of 7 to 8 points, footers), the rest are forms and
attachments. The truth are the words of the PDF's own text layer, taken before the page is treated.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final, Literal, get_args

from benchmarks.prose import LAYOUTS, Split, text_page
from contracts.reading import Word
from contracts.records import Box, Record
from samples import degrade as degrading
from samples.answers import anmeldung_answers, wohngeld_answers
from samples.attachments import TYPES, facts_of, held_out, render, training_layouts
from samples.degrade import How, degraded
from samples.forms import FORMS, HELD_OUT_FORMS, fill, flatten
from samples.pdf import pymupdf, saved
from samples.people import random_household

Kind = Literal["native", "clean", "office", "copy", "photo", "fax", "rotated", "skewed", "coarse"]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
_WAYS: Final[dict[Kind, tuple[How, ...]]] = {
    "clean": ("clean_scan",),
    "office": ("office_scan",),
    "copy": ("poor_copy",),
    "photo": ("photo",),
    "fax": ("fax",),
    "rotated": ("sideways", "upside_down", "turned_left"),
    "skewed": ("skewed",),
    "coarse": ("low_resolution",),
}
SCAN_DPI: Final = 300
"""What office scanners are set to, and about what a telephone makes of a sheet that fills the picture."""
TODAY: Final = date(2026, 11, 2)
_CACHE: Final = Path(".cache/benchmarks/corpus")
_LEAST_WORDS: Final = 35
_TICKS: Final = "Dingbats"
"""Part of the name of fonts that have signs for letters."""
_FIRST_SEED: Final[dict[Split, int]] = {"tune": 1000, "test": 5000}
_MIX: Final = ("prose", "attachment", "prose", "form", "prose", "attachment")


class TruthPage(Record):
    """One page of the corpus.

    Attributes:
        pdf: One page, as it arrives.
        words: What it says, in points on the upright page before it was treated.
        ignored: Boxes of text that runs upwards or downwards; what is read there is neither right nor wrong.
    """

    name: str
    kind: Kind
    pdf: bytes
    words: tuple[Word, ...]
    ignored: tuple[Box, ...]


def corpus(split: Split, kind: Kind, *, pages: int) -> Iterator[TruthPage]:
    """Yield the first ``pages`` pages of a kind; a longer corpus begins with the pages of a shorter one."""
    for number in range(pages):
        seed = _FIRST_SEED[split] + 37 * number + 1009 * KINDS.index(kind)
        name, pdf = _clean_page(split, number, seed)
        words, ignored = _words_of(pdf)
        treated = _treated(pdf, kind, number, seed)
        yield TruthPage(name=name, kind=kind, pdf=treated, words=words, ignored=ignored)


def joined(pdfs: Sequence[bytes]) -> bytes:
    """Return one PDF of all pages."""
    with pymupdf.open() as whole:
        for pdf in pdfs:
            with pymupdf.open("pdf", pdf) as part:
                whole.insert_pdf(part)
        return saved(whole)


def _clean_page(split: Split, number: int, seed: int) -> tuple[str, bytes]:
    """Return a page's name and its PDF, with a text layer and upright."""
    rng = random.Random(f"{split}/{seed}")
    match _MIX[number % len(_MIX)]:
        case "prose":
            layout = LAYOUTS[split][(number // 2 + seed // 1009) % len(LAYOUTS[split])]
            return f"prose/{layout.name}", text_page(split, layout, seed=seed)
        case "form":
            form = rng.choice(FORMS if split == "tune" else HELD_OUT_FORMS)
            return f"form/{form}", _one_page(_filled_form(form, seed), rng)
        case _:
            kind = rng.choice(TYPES)
            layout_number = rng.choice(training_layouts(kind)) if split == "tune" else held_out(kind)
            facts = facts_of(random_household(rng, today=TODAY), today=TODAY, seed=seed)
            return f"{kind}/{layout_number}", _one_page(render(kind, facts, layout=layout_number), rng)


@cache
def _filled_form(form: str, seed: int) -> bytes:
    household = random_household(random.Random(seed), today=TODAY)
    answers = wohngeld_answers if form.startswith("wohngeld") else anmeldung_answers
    return flatten(fill(form, answers(household, day=TODAY), signed=True).pdf)


def _one_page(pdf: bytes, rng: random.Random) -> bytes:
    """Return one of the pages that have some text, or the one that has most."""
    with pymupdf.open("pdf", pdf) as document:
        sizes = {page.number: len(page.get_text("words")) for page in document}
        full = [number for number, size in sizes.items() if size >= _LEAST_WORDS]
        document.select([rng.choice(full) if full else max(sizes, key=lambda number: sizes[number])])
        return saved(document)


def _words_of(pdf: bytes) -> tuple[tuple[Word, ...], tuple[Box, ...]]:
    """Return the words of level lines, and the boxes of all other lines.

    Ticks are no words, though forms draw them as letters: "3" of Zapf Dingbats is a check mark.
    """
    flags = pymupdf.TEXTFLAGS_WORDS
    with pymupdf.open("pdf", pdf) as document:
        page = document[0]
        lines = {
            (block["number"], number): line
            for block in page.get_text("dict", flags=flags)["blocks"]
            for number, line in enumerate(block["lines"])
        }
        words = page.get_text("words", flags=flags)
    ticks = [
        Box(*span["bbox"]) for line in lines.values() for span in line["spans"] if _TICKS in span["font"]
    ]
    steep = {key for key, line in lines.items() if abs(line["dir"][1]) > 0.02}  # noqa: PLR2004 - a degree
    level = (Word(word[4], Box(*word[:4])) for word in words if (word[5], word[6]) not in steep)
    said = tuple(word for word in level if not any(tick.holds(*word.box.middle) for tick in ticks))
    return said, tuple(Box(*lines[key]["bbox"]) for key in sorted(steep))


def _treated(pdf: bytes, kind: Kind, number: int, seed: int) -> bytes:
    """Return the page as it arrives; the result is kept in the cache."""
    if kind == "native":
        return pdf
    ways = _WAYS[kind]
    how = ways[number % len(ways)]
    recipe = hashlib.sha256(Path(degrading.__file__).read_bytes() + pdf + f"{how}/{seed}".encode())
    path = _CACHE / f"{recipe.hexdigest()[:24]}.pdf"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(degraded(pdf, how, seed=seed, dpi=SCAN_DPI))
    return path.read_bytes()
