"""Answers: what a household writes into a form, and how each value is printed there."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from samples.people import Household, Person

Values = dict[str, Any]
"""Form field id -> value as reports write it; ``personen`` is a list of such mappings."""


def german_date(iso: str) -> str:
    """``2026-10-24`` as ``24.10.2026``."""
    return f"{iso[8:10]}.{iso[5:7]}.{iso[:4]}"


def german_amount(amount: str) -> str:
    """``1575.00`` as ``1.575,00``."""
    return f"{float(amount):,.2f}".translate(str.maketrans(",.", ".,"))


def _part(separator: str, index: int) -> Callable[[str], str]:
    return lambda value: value.split(separator)[index] if separator in value else value


def _house(line: str) -> tuple[str, str]:
    street = _part(", ", 0)(line)
    cut = next((i for i, sign in enumerate(street) if sign.isdigit()), len(street))
    return street[:cut].strip(), street[cut:].strip()


def _town_first(line: str) -> str:
    street, town = line.split(", ")
    return f"{town}, {street}"


RELATION_WORDS: Mapping[str, str] = {
    "arbeiter": "Arbeiter/in",
    "angestellt": "Angestellte/r",
    "beamt": "Beamtin/Beamter",
    "selbststaendig": "selbständig",
    "rentner": "Rentner/in",
    "pensionaer": "Pensionär/in",
    "student": "Student/in",
    "auszubildend": "Auszubildende/r",
    "arbeitslos": "arbeitslos",
    "sonstige": "ohne Erwerb",
}

PRINTED: Mapping[str, Callable[[str], str]] = {
    "text": str,
    "date": german_date,
    "digits": lambda iso: german_date(iso).replace(".", ""),
    "amount": german_amount,
    "euro": lambda amount: f"{german_amount(amount)} €",
    "iban": lambda iban: " ".join(iban[i : i + 4] for i in range(0, len(iban), 4)),
    "street": _part(", ", 0),
    "road": lambda line: _house(line)[0],
    "house": lambda line: _house(line)[1],
    "town_line": _part(", ", 1),
    "postcode": lambda line: _part(", ", 1)(line).split(" ", 1)[0],
    "town": lambda line: _part(", ", 1)(line).split(" ", 1)[1],
    "town_first": _town_first,
    "place": _part(", ", 0),
    "first": _part(", ", 0),
    "rest": lambda value: value.split(", ", 1)[1],
    "day": lambda place_and_date: german_date(place_and_date[-10:]),
    "place_day": lambda value: f"{value[:-10]}{german_date(value[-10:])}",
    "capital": str.capitalize,
    "word": lambda value: RELATION_WORDS.get(value, value),
    "plate": lambda plate: re.sub(r"(?<=[A-Z])(?=\d)", " ", plate),
    "role": lambda value: {"ehepartner": "Ehegatte/Ehegattin", "kind": "Kind"}[value],
}
"""How a value as the reports write it is printed on a form."""


def name_and_birth(person: Person) -> Values:
    """Return a person's names and day of birth."""
    return {
        "familienname": person.familienname,
        "vorname": person.vorname,
        "geburtsdatum": person.geburtsdatum.isoformat(),
    }


def wohngeld_answers(household: Household, *, day: date) -> Values:
    """Return the answers of ``household`` to an application for Wohngeld, signed on ``day``."""
    earning = {"sonstige", "arbeitslos"}
    return {
        **name_and_birth(household.applicant),
        "antragsart": "erstantrag",
        "telefon": household.telefon,
        "email": household.email,
        "anschrift": household.address.line,
        "verhaeltnis": household.applicant.verhaeltnis,
        "bankverbindung": household.iban,
        "kontoinhaber": "antragsteller",
        "wohnverhaeltnis": "hauptmieter",
        "vermieter": f"{household.landlord}, {household.landlord_address.line}",
        "miete_monatlich": f"{household.rent:.2f}",
        "einzugsdatum": household.moved_in.isoformat(),
        "kindergeld": "ja" if any(person.rolle == "kind" for person in household.persons) else "nein",
        "sozialleistungen": "nein",
        "unterhalt": "nein",
        "ort_datum": f"{household.address.town}, {day.isoformat()}",
        "personen": [
            {
                **name_and_birth(person),
                "einkommen": "nein" if person.verhaeltnis in earning else "ja",
                "verhaeltnis": person.verhaeltnis,
            }
            for person in household.persons
        ],
    }


def anmeldung_answers(household: Household, *, day: date) -> Values:
    """Return the answers of ``household`` to a registration of residence, signed on ``day``."""
    applicant = household.applicant
    answers = {
        **name_and_birth(applicant),
        "geburtsname": applicant.geburtsname or None,
        "geburtsort": applicant.geburtsort,
        "geschlecht": applicant.geschlecht,
        "familienstand": applicant.familienstand,
        "religion": applicant.religion,
        "staatsangehoerigkeit": applicant.staatsangehoerigkeit,
        "neue_anschrift": household.address.line,
        "bisherige_anschrift": household.previous.line,
        "einzugsdatum": household.moved_in.isoformat(),
        "ort_datum": f"{household.address.town}, {day.isoformat()}",
        "personen": [{**name_and_birth(person), "rolle": person.rolle} for person in household.persons],
    }
    return {field: value for field, value in answers.items() if value is not None}
