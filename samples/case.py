"""What all made-up submissions share: the record, the defects, and the dates of papers."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

from contracts.records import Record
from samples.people import Person

Defect = Literal[
    "none",
    "missing_attachment",
    "expired_id",
    "missing_signature",
    "empty_required_field",
    "foreign_document",
]
Files = dict[str, bytes]
"""File name -> content; names say nothing about people."""

Expected = dict[str, str]
"""Requirement -> state of its finding; ``requirement/person-1`` for others than the applicant."""

STRANGER = Person(
    familienname="Fremdmann", vorname="Gregor", geburtsdatum=date(1971, 2, 3), geschlecht="männlich"
)
"""Whose paper a ``foreign_document`` is."""


class Submission(Record):
    """One submission.

    Attributes:
        meta: Content of ``meta.json``.
        note: What is special about it, for the person who runs the demo.
        expected: The findings to come to, as far as there is only one right answer.
    """

    name: str
    procedure: str
    files: Files
    meta: dict[str, str]
    note: str
    expected: Expected


def meta_of(procedure: str, today: date) -> dict[str, str]:
    """Return the content of ``meta.json`` for a submission received on ``today``."""
    return {"procedure": procedure, "received": today.isoformat(), "vertreter": "nein"}


def identity_expiry(today: date, defect: Defect) -> date:
    """Return until when the applicant's identity card is valid."""
    return today - timedelta(days=41) if defect == "expired_id" else today + timedelta(days=1100)
