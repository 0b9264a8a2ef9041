"""Who applied, and who else stands on the form: names and addresses for a letter."""

from __future__ import annotations

from collections.abc import Mapping

from contracts.findings import FieldReading, FilledForm
from followups.letter import Applicant

UNKNOWN_NAME = "Antragstellerin oder Antragsteller"
FULL_NAMES = ("bauherr_name",)
ADDRESSES = ("anschrift", "neue_anschrift", "bauherr_anschrift")


def applicant_on(form: FilledForm) -> Applicant:
    """Return whom a letter goes to, as far as the form says."""
    fields = form.fields
    name = _full_name(fields) or _first_value(fields, FULL_NAMES) or UNKNOWN_NAME
    address = _first_value(fields, ADDRESSES)
    return Applicant(name=name, address=tuple(line.strip() for line in address.split(",") if line.strip()))


def names_on(form: FilledForm) -> dict[str, str]:
    """Return the names of all subjects: ``antragsteller``, ``person-1`` and so on."""
    names = {"antragsteller": applicant_on(form).name}
    persons = form.fields.get("personen", FieldReading()).items
    for number, person in enumerate(persons, start=1):
        names[f"person-{number}"] = _full_name(person) or f"Person {number}"
    return names


def _full_name(fields: Mapping[str, FieldReading]) -> str:
    parts = (_first_value(fields, (name,)) for name in ("vorname", "familienname"))
    return " ".join(part for part in parts if part)


def _first_value(fields: Mapping[str, FieldReading], names: tuple[str, ...]) -> str:
    values = (fields[name].value or fields[name].raw for name in names if name in fields)
    return next((value for value in values if value), "")
