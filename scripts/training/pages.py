"""Made-up documents of ``samples`` as the service's own reading sees them, OCR results kept in a cache."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple

from classifiers.interface import Excerpt
from contracts.reading import DocumentText, PageText
from extractors.limits import ReadingLimits
from extractors.ocr import OcrEngine, fastest_engine
from extractors.reader import read_document
from samples.answers import anmeldung_answers, wohngeld_answers
from samples.attachments import Facts, facts_of, render
from samples.attachments.facts import months_before
from samples.degrade import How, degrade, pdf_of, pictures_of
from samples.forms import FORMS, fill, flatten
from samples.people import Household, Person, random_household, random_person

CACHE: Final = Path(".cache/training")
TODAY: Final = date(2026, 11, 2)
SCANNED_PAGES: Final = 2
"""Pages of a document that are scanned and read by OCR: the first ones say what it is."""

MONTHLY: Final = ("gehaltsabrechnung", "kontoauszug", "leistungsbescheid", "kindergeldnachweis")
"""Types of which people hand in several of their own; of others, one for each person."""


class Sample(NamedTuple):
    """A document whose type is known; ``name`` says where it comes from, for lists of errors."""

    type: str
    excerpt: Excerpt
    name: str


def household(seed: int) -> Household:
    """Return a fictitious household; equal seeds give equal people."""
    return random_household(random.Random(seed), today=TODAY)


def facts(seed: int) -> Facts:
    """Return the facts of a document about a fictitious household."""
    rng = random.Random(f"facts/{seed}")
    home = household(seed)
    issued = TODAY - timedelta(days=rng.randint(0, 900))
    other: Person = random_person(rng)
    parcel = f"{rng.randint(1, 900)}/{rng.randint(1, 30)}"
    return facts_of(home, today=issued, other=other, parcel=parcel, seed=seed)


def attachment(type_id: str, layout: int, seed: int) -> bytes:
    """Return the PDF of an attachment."""
    return render(type_id, facts(seed), layout=layout)


def form(name: str, seed: int, *, live: bool) -> bytes:
    """Return a filled application form, with live fields or printed."""
    answers = wohngeld_answers if name.startswith("wohngeld") else anmeldung_answers
    pdf = fill(name, answers(household(seed), day=TODAY), signed=bool(seed % 2)).pdf
    return pdf if live else flatten(pdf)


def forms() -> tuple[str, ...]:
    """Return the names of the forms."""
    return FORMS


def born_digital(pdf: bytes) -> DocumentText:
    """Read a PDF with a text layer."""
    return read_document(pdf, file="", engine=_engine(), limits=ReadingLimits())


def scanned(pdf: bytes, how: How, seed: int) -> DocumentText:
    """Read a degraded copy of a PDF by OCR; the result is kept in the cache."""
    key = hashlib.sha256(pdf + f"{how}/{seed}/{_engine().name}".encode()).hexdigest()[:24]
    path = CACHE / f"{key}.json"
    if path.exists():
        return DocumentText.model_validate_json(path.read_text(encoding="utf-8"))
    pictures = degrade(pictures_of(pdf)[:SCANNED_PAGES], how, seed=seed)
    document = read_document(pdf_of(pictures), file="", engine=_engine(), limits=ReadingLimits())
    bare = document.model_copy(
        update={"pages": tuple(page.model_copy(update={"ink": None}) for page in document.pages)}
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(bare.model_dump_json(), encoding="utf-8")
    return bare


def samples(
    type_id: str, layouts: Iterable[int], seeds: Iterable[int], *, how: How | None = None
) -> Iterator[Sample]:
    """Yield attachments of a type, born digital or degraded ``how``."""
    people = tuple(seeds)
    for layout in layouts:
        for seed in people:
            pdf = attachment(type_id, layout, seed)
            document = born_digital(pdf) if how is None else scanned(pdf, how, seed)
            name = f"{type_id}/{layout} {how or 'digital'}"
            yield Sample(type_id, Excerpt(pages=document.pages), name)


def series(type_id: str, layout: int, seed: int, *, how: How | None = None) -> list[tuple[PageText, ...]]:
    """Return three documents of one issuer: of three months, or of three people."""
    first = facts(seed)
    rng = random.Random(f"series/{seed}")
    found = []
    for later in range(3):
        changes: dict[str, Any]
        if type_id in MONTHLY:
            month = months_before(first.issued, 3 - later)
            changes = {"month": month, "issued": month + timedelta(days=27), "seed": seed}
        else:
            changes = {"person": random_person(rng), "child": random_person(rng), "seed": seed + later}
        pdf = render(type_id, first.model_copy(update=changes), layout=layout)
        document = born_digital(pdf) if how is None else scanned(pdf, how, seed)
        found.append(document.pages)
    return found


@cache
def _engine() -> OcrEngine:
    return fastest_engine()
