"""Scanned submissions as offices receive them: complete and not, for both procedures, some are long."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Final, get_args

from benchmarks.corpus import SCAN_DPI, TODAY, joined
from benchmarks.prose import LAYOUTS, text_page
from samples.degrade import How, degraded
from samples.forms import FORMS, HELD_OUT_FORMS, flatten
from samples.people import random_household
from samples.submissions import Defect, Submission, anmeldung_case, wohngeld_case

DEFECTS: Final[tuple[Defect, ...]] = get_args(Defect)
WAYS: Final[tuple[How, ...]] = ("office_scan", "clean_scan", "office_scan", "skewed", "poor_copy")
"""How a file of a submission was scanned; all of its files alike."""
LONG: Final = {"mietvertrag.pdf": ("terms", 6), "kontoauszug.pdf": ("statement", 3)}
"""File -> layout and number of the pages added to it in every other submission for Wohngeld: a lease of eight
pages, statements of four."""
_FIRST_SEED: Final = 7000
_LAYOUTS: Final = 5


def scanned_submissions(count: int) -> Iterator[Submission]:
    """Yield submissions; two of three are for Wohngeld, two of seven are complete."""
    for number in range(count):
        yield _scanned(_case(number), number)


def write(folder: Path, submission: Submission) -> None:
    """Put a submission into a folder, as ``lotse check --batch`` expects it."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in submission.files.items():
        (folder / name).write_bytes(content)
    (folder / "meta.json").write_text(json.dumps(submission.meta), encoding="utf-8")


def _case(number: int) -> Submission:
    make, procedure = (anmeldung_case, "anmeldung") if number % 3 == 1 else (wohngeld_case, "wohngeld")
    forms = [form for form in (*FORMS, *HELD_OUT_FORMS) if form.startswith(procedure)]
    defects: tuple[Defect, ...] = ("none", *DEFECTS)
    return make(
        TODAY,
        defect=defects[number % len(defects)],
        household=random_household(random.Random(_FIRST_SEED + number), today=TODAY, max_persons=2),
        form=forms[number % len(forms)],
        layout=number % _LAYOUTS,
    )


def _scanned(case: Submission, number: int) -> Submission:
    """Return the same papers on paper, some with more pages, all scanned."""
    files = {}
    for name, pdf in case.files.items():
        extra = LONG.get(name) if number % 2 == 0 else None
        paper = flatten(pdf) if extra is None else joined([pdf, *_more(*extra, seed=number)])
        files[name] = degraded(paper, WAYS[number % len(WAYS)], seed=number, dpi=SCAN_DPI)
    return case.model_copy(update={"files": files, "name": f"{number:02}-{case.name}"})


def _more(name: str, pages: int, *, seed: int) -> list[bytes]:
    layout = next(each for each in LAYOUTS["test"] if each.name == name)
    return [text_page("test", layout, seed=100 * seed + page) for page in range(pages)]
