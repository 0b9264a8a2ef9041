"""How many form fields are read right, unclear or wrong: live, flattened, printed to pictures, scanned.

    python benchmarks/forms.py [--seeds N] [--show] [--only FORM]

The fictitious forms (``samples``) are known to no variant: they are read by their labels alone. Official
ones are added where they lie beside the checkout: two as known forms, three by their labels.
Each figure is right/unclear/missed/wrong.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from contracts.catalogue import Catalogue, load_catalogue
from contracts.fields import FieldKind
from contracts.findings import FieldReading
from contracts.form_variant import FormVariant
from contracts.procedure import Procedure
from extractors.forms.form_reader import read_form
from extractors.sandbox import ReadingPool
from samples.answers import Values, anmeldung_answers, wohngeld_answers
from samples.applications import answers_for
from samples.degrade import degraded
from samples.forms import (
    FORMS,
    LATER_FORMS,
    LATER_HELD_OUT_FORMS,
    FilledForm,
    fill,
    flatten,
    layout,
    print_to_pictures,
)
from samples.official_forms import fill_gewerbe
from samples.people import random_household
from samples.real_forms import fill_anmeldung_berlin, fill_wohngeld_nrw

TODAY = date(2026, 11, 2)
OFFICIAL_FORMS = Path(__file__).parents[2] / "shared" / "data" / "forms"
OFFICIAL = {
    "wohngeld-nrw-known": ("wohngeld_nrw.pdf", fill_wohngeld_nrw),
    "anmeldung-berlin-known": ("anmeldung_berlin.pdf", fill_anmeldung_berlin),
    "wohngeld-nrw-labels": ("wohngeld_nrw.pdf", fill_wohngeld_nrw),
    "anmeldung-berlin-labels": ("anmeldung_berlin.pdf", fill_anmeldung_berlin),
    "gewerbe-gewa1-labels": ("gewerbeanmeldung_gewa1.pdf", fill_gewerbe),
}
PROCEDURES = {
    "wohngeld": "wohngeld-mietzuschuss",
    "anmeldung": "wohnsitzanmeldung",
    "gewerbe": "gewerbeanmeldung",
}
ANSWERS: Mapping[str, Callable[..., Values]] = {
    "wohngeld": wohngeld_answers,
    "anmeldung": anmeldung_answers,
    "gewerbe": partial(answers_for, "gewerbe-musterhausen"),
}
MADE_UP = (*FORMS, *LATER_FORMS, *LATER_HELD_OUT_FORMS)


def main() -> None:
    """Print shares per form and way of arrival, and with ``--show`` each field that is not right."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--seeds", type=int, default=2)
    arguments.add_argument("--show", action="store_true")
    arguments.add_argument("--only", default="")
    options = arguments.parse_args()
    catalogue = load_catalogue()
    with ReadingPool() as pool:
        for form in (*MADE_UP, *OFFICIAL):
            if options.only in form and (form in MADE_UP or OFFICIAL_FORMS.is_dir()):
                for way, count in _measure(form, catalogue, pool, seeds=options.seeds, show=options.show):
                    print(f"{form:24} {way:9} {_shares(count)}", flush=True)


def _measure(
    form: str, catalogue: Catalogue, pool: ReadingPool, *, seeds: int, show: bool
) -> Iterator[tuple[str, Counter[str]]]:
    made_up = form in MADE_UP
    procedure_id = layout(form).procedure if made_up else PROCEDURES[form.split("-", maxsplit=1)[0]]
    procedure = catalogue.procedure(procedure_id, TODAY)
    variants = catalogue.variants_of(procedure.id) if form.endswith("-known") else ()
    counts: dict[str, Counter[str]] = {}
    for seed in range(seeds):
        filled = fill_form(form, seed)
        for way, pdf in arrivals(filled.pdf, seed):
            readings = read(pdf, procedure, pool, variants)
            for field, outcome in judge(filled.truth, readings, procedure):
                counts.setdefault(way, Counter())[outcome] += 1
                if show and not outcome.endswith("right"):
                    reading = _reading(field, readings)
                    found = reading and (reading.raw, reading.value)
                    print("   ", way, seed, field, outcome, filled.truth[field], "<-", found)
    yield from counts.items()


def fill_form(form: str, seed: int) -> FilledForm:
    """Fill a form with a random household."""
    household = random_household(random.Random(seed), today=TODAY)
    if form in MADE_UP:
        return fill(form, answers_for(form, household, day=TODAY), signed=True)
    answers = ANSWERS[form.split("-", maxsplit=1)[0]](household, day=TODAY)
    path, fill_official = OFFICIAL[form]
    return fill_official(OFFICIAL_FORMS / path, answers, signed=True)


def arrivals(pdf: bytes, seed: int) -> Iterator[tuple[str, bytes]]:
    """Yield the form as it may arrive."""
    yield "live", pdf
    yield "flat", flatten(pdf)
    yield "pictures", print_to_pictures(flatten(pdf))
    yield "scan", degraded(flatten(pdf), "office_scan", seed=seed)


def read(
    pdf: bytes, procedure: Procedure, pool: ReadingPool, variants: Sequence[FormVariant] = ()
) -> Mapping[str, FieldReading]:
    """Read a form as the service does."""
    document = pool.read(pdf, file="form.pdf")
    inks = pool.inks(pdf, [page.index for page in document.pages if page.ink is None])
    return read_form(document.pages, procedure.form.fields, variants, inks)[0]


def judge(
    truth: Mapping[str, str | None], readings: Mapping[str, FieldReading], procedure: Procedure
) -> Iterator[tuple[str, str]]:
    """Yield (field, right | unclear | wrong | missed) for each filled field of the contract."""
    for field, value in truth.items():
        reading = _reading(field, readings)
        name = field.split(".")[0]
        if value is None or name not in procedure.form.fields:
            continue
        kind = "required " if procedure.form.fields[name].required else "optional "
        if procedure.form.fields[name].kind is FieldKind.PERSONS:
            kind = "persons "
        yield field, kind + _outcome(value, reading)


def _reading(field: str, readings: Mapping[str, FieldReading]) -> FieldReading | None:
    if not field.startswith("personen."):
        return readings.get(field)
    _, number, column = field.split(".")
    items = readings["personen"].items
    return items[int(number) - 1].get(column) if int(number) <= len(items) else None


def _outcome(value: str, reading: FieldReading | None) -> str:
    if reading is not None and reading.value == value:
        return "right"
    if reading is None or reading.state.value == "empty":
        return "missed"
    return "unclear" if reading.value is None else "wrong"


def _shares(count: Counter[str]) -> str:
    kinds = ("required", "optional", "persons")
    outcomes = ("right", "unclear", "missed", "wrong")
    return "  ".join(
        f"{kind}: " + "/".join(str(count[f"{kind} {outcome}"]) for outcome in outcomes) for kind in kinds
    )


if __name__ == "__main__":
    main()
