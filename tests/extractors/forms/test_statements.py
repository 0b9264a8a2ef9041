"""Forms in plain language put their questions as statements, which answers complete."""

from __future__ import annotations

import pytest

from contracts.fields import FieldKind, FieldSpec
from extractors.forms.generic import read_by_labels
from extractors.forms.labelling.statements import as_statement
from tests.extractors.typed import typed_page

CHILD, PARENT = ("Ihr Kind", "das Kind", "Kind"), ("Wer sind Sie", "Antragsteller")
FIELDS = {
    "kind_vorname": FieldSpec(
        kind=FieldKind.NAME,
        required=True,
        labels=("Wie heißt das Kind mit Vornamen", "Vorname"),
        sections=CHILD,
        not_sections=PARENT,
    ),
    "kind_geburtsdatum": FieldSpec(
        kind=FieldKind.DATE,
        required=True,
        labels=("An welchem Tag ist das Kind geboren",),
        sections=CHILD,
        not_sections=PARENT,
    ),
    "vorname": FieldSpec(
        kind=FieldKind.NAME,
        required=True,
        labels=("Vorname",),
        sections=PARENT,
        not_sections=CHILD,
    ),
}


def test_a_statement_asks_what_its_question_does() -> None:
    """The statements were no labels but headings: the parent's name was taken for the child's."""
    page = typed_page(
        "1. Ihr Kind",
        "So heißt das Kind mit Vornamen     An diesem Tag ist das Kind geboren",
        "Max                                13.08.2026",
        "",
        "2. Das sind Sie",
        "Ihr Vorname",
        "Erika",
    )
    readings = read_by_labels([page], FIELDS, {})
    assert [each.value for each in readings.values()] == ["Max", "2026-08-13", "Erika"]


def test_anothers_name_is_not_taken_under_a_statement() -> None:
    """A sentence that mentions the child heads nothing: what follows it is not the child's."""
    page = typed_page(
        "So sieht das Kind der Arzt", "Datum: 13.08.2026", "", "Wer sind Sie?", "Vorname: Erika"
    )
    readings = read_by_labels([page], FIELDS, {})
    assert readings["kind_vorname"].value is None
    assert readings["vorname"].value == "Erika"


@pytest.mark.parametrize(
    ("question", "statement"),
    [
        ("Wer sind Sie", "Das sind Sie"),
        ("Wo wohnen Sie", "Hier wohnen Sie"),
        ("Welche Adresse haben Sie", "Diese Adresse haben Sie"),
        ("Unter welcher Nummer erreichen wir Sie", "Unter dieser Nummer erreichen wir Sie"),
        ("Vorname", None),
        ("Wie", None),
    ],
)
def test_questions_become_statements(question: str, statement: str | None) -> None:
    """Words that ask have their counterparts; a label without one stays as it is."""
    assert as_statement(question) == statement
