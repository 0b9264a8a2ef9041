"""The drawn samples as one more author: attachments in the layouts for training, and filled forms."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any, Final

from contracts.document_types import FORM
from samples.answers import anmeldung_answers, wohngeld_answers
from samples.attachments import Facts, facts_of, held_out, render, training_layouts
from samples.attachments.facts import months_before
from samples.forms import fill, flatten
from samples.people import Household, random_household, random_person

AUTHOR: Final = "vorlagen"
HELD_OUT: Final = "vorlagen-zurueckgehalten"
"""The same for the layouts that nothing learns from."""
TODAY: Final = date(2026, 11, 2)
FORMS: Final = tuple(
    f"{procedure}-{town}"
    for procedure in ("wohngeld", "anmeldung")
    for town in ("musterhausen", "beispielburg")
)
"""Forms of which copies are learned from; those of a third town are not."""

MONTHLY: Final = ("gehaltsabrechnung", "kontoauszug", "leistungsbescheid", "kindergeldnachweis")
"""Types of which people hand in several of their own; of others, one for each person."""


def household(seed: int) -> Household:
    """Return a fictitious household; equal seeds give equal people."""
    return random_household(random.Random(seed), today=TODAY)


def facts(seed: int) -> Facts:
    """Return the facts of a document about a fictitious household."""
    rng = random.Random(f"facts/{seed}")
    issued = TODAY - timedelta(days=rng.randint(0, 900))
    parcel = f"{rng.randint(1, 900)}/{rng.randint(1, 30)}"
    return facts_of(household(seed), today=issued, other=random_person(rng), parcel=parcel, seed=seed)


def template(type_id: str, author: str, seed: int) -> tuple[str, bytes]:
    """Return the name of a layout, and an attachment in it as a PDF."""
    if type_id == FORM and author == AUTHOR and seed % 2:
        name = FORMS[seed // 2 % len(FORMS)]
        return name, form(name, seed)
    layouts = (held_out(type_id),) if author == HELD_OUT else tuple(training_layouts(type_id))
    layout = layouts[seed % len(layouts)]
    return str(layout), render(type_id, facts(seed), layout=layout)


def form(name: str, seed: int) -> bytes:
    """Return a filled application form, live or printed."""
    answers = wohngeld_answers if name.startswith("wohngeld") else anmeldung_answers
    pdf = fill(name, answers(household(seed), day=TODAY), signed=bool(seed % 2)).pdf
    return pdf if seed % 3 == 0 else flatten(pdf)


def series(type_id: str, layout: int, seed: int) -> list[bytes]:
    """Return three documents of one issuer as PDFs: of three months, or of three people."""
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
        found.append(render(type_id, first.model_copy(update=changes), layout=layout))
    return found
