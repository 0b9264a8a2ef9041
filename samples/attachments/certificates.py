"""Certificates and letters: registry offices, schools, insurers, companies, the applicant's own."""

from __future__ import annotations

from typing import Any

from samples.attachments.facts import Facts, Incidentals


def certificate(_facts: Facts, x: Incidentals) -> dict[str, Any]:
    """Numbers and names that certificates carry."""
    return {
        "number": x.digits(4),
        "long_number": x.digits(8),
        "officer": x.surname(),
        "company": x.name("employers"),
        "fund": x.name("health"),
        "town": x.pick(["Musterstadt", "Musterhausen", "Beispielburg", "Probstadt"]),
    }


CONTEXTS = dict.fromkeys(
    (
        "anschreiben",
        "antragsformular",
        "erlaubnis",
        "geburtsurkunde",
        "handelsregisterauszug",
        "heiratsurkunde",
        "immatrikulationsbescheinigung",
        "krankenkassenbescheinigung",
        "meldebescheinigung",
        "nutzungsueberlassung",
        "schulbescheinigung",
        "sonstiges",
        "vollmacht",
        "zulassungsbescheinigung",
    ),
    certificate,
)
