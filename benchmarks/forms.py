"""How many form fields are read right, unclear or wrong: live, flattened, printed to pictures, scanned.

    python benchmarks/forms.py [--seeds N] [--show]

The forms are fictitious (``samples``) and known to no variant: they are read by their labels alone.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date

from contracts.catalogue import Catalogue, load_catalogue
from contracts.fields import FieldKind
from contracts.findings import FieldReading
from contracts.procedure import Procedure
from extractors.forms.form_reader import read_form
from extractors.sandbox import ReadingPool
from samples.answers import anmeldung_answers, wohngeld_answers
from samples.degrade import degraded
from samples.forms import FORMS, FilledForm, fill, flatten, print_to_pictures
from samples.people import random_household

TODAY = date(2026, 11, 2)
PROCEDURES = {"wohngeld": "wohngeld-mietzuschuss", "anmeldung": "wohnsitzanmeldung"}


def main() -> None:
    """Print shares per form and way of arrival, and with ``--show`` each field that is not right."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--seeds", type=int, default=2)
    arguments.add_argument("--show", action="store_true")
    arguments.add_argument("--only", default="")
    options = arguments.parse_args()
    catalogue = load_catalogue()
    with ReadingPool() as pool:
        for form in FORMS:
            if options.only in form:
                for way, count in _measure(form, catalogue, pool, options.seeds, options.show):
                    print(f"{form:24} {way:9} {_shares(count)}")


def _measure(
    form: str, catalogue: Catalogue, pool: ReadingPool, seeds: int, show: bool  # noqa: FBT001 - a private helper
) -> Iterator[tuple[str, Counter[str]]]:
    procedure = catalogue.procedure(PROCEDURES[form.split("-")[0]], TODAY)
    counts: dict[str, Counter[str]] = {}
    for seed in range(seeds):
        filled = fill_form(form, seed)
        for way, pdf in arrivals(filled.pdf, seed):
            readings = read(pdf, procedure, pool)
            count = counts.setdefault(way, Counter())
            for field, outcome in judge(filled.truth, readings, procedure):
                count[outcome] += 1
                if show and not outcome.endswith("right"):
                    reading = readings.get(field.split(".")[0])
                    print("   ", way, seed, field, outcome, filled.truth[field], "<-", reading and (reading.raw, reading.value))
    yield from counts.items()


def fill_form(form: str, seed: int) -> FilledForm:
    """Fill a form with a random household."""
    household = random_household(random.Random(seed), today=TODAY)
    answers = wohngeld_answers if form.startswith("wohngeld") else anmeldung_answers
    return fill(form, answers(household, day=TODAY), signed=True)


def arrivals(pdf: bytes, seed: int) -> Iterator[tuple[str, bytes]]:
    """Yield the form as it may arrive."""
    yield "live", pdf
    yield "flat", flatten(pdf)
    yield "pictures", print_to_pictures(flatten(pdf))
    yield "scan", degraded(flatten(pdf), "office_scan", seed=seed)


def read(pdf: bytes, procedure: Procedure, pool: ReadingPool) -> Mapping[str, FieldReading]:
    """Read a form as the service does."""
    document = pool.read(pdf, file="form.pdf")
    inks = pool.inks(pdf, [page.index for page in document.pages if page.ink is None])
    return read_form(document.pages, procedure.form.fields, (), inks)[0]


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
