"""Persons in columns of their own, "Person 1" the applicant, with the labels at the left."""

from __future__ import annotations

import pytest

from contracts.fields import FieldKind, FieldSpec
from contracts.reading import PageText
from extractors.forms.answering.answer_cells import column_end
from extractors.forms.parts.sheet import Sheet
from tests.extractors.forms.test_unseen import read
from tests.extractors.typed import typed_page

NAME = FieldSpec(kind=FieldKind.NAME, required=True, labels=("Familienname",))
GIVEN = FieldSpec(kind=FieldKind.NAME, required=True, labels=("Vorname",))
BORN = FieldSpec(kind=FieldKind.DATE, required=True, labels=("Geburtsdatum",))
PLACE = FieldSpec(kind=FieldKind.PLACE, labels=("Geburtsort",))
STATUS = FieldSpec(kind=FieldKind.WORD, labels=("Familienstand",))
SEX = FieldSpec(
    kind=FieldKind.WORD,
    labels=("Geschlecht",),
    options={"männlich": ("männlich", "m"), "weiblich": ("weiblich", "w")},
)
PEOPLE = FieldSpec(
    kind=FieldKind.PERSONS,
    columns={
        "familienname": NAME,
        "vorname": GIVEN,
        "geburtsdatum": BORN,
        "rolle": FieldSpec(
            kind=FieldKind.CHOICE,
            required=True,
            labels=("Stellung",),
            options={"ehepartner": ("Ehegatte / Lebenspartner",), "kind": ("Kind",)},
        ),
    },
)


def columns(first_head: str = "Person 1", *, sex: str = "Geschlecht (m/w/d)") -> PageText:
    """Return a form with three columns for persons, of whom the applicant and a child are named."""
    return typed_page(
        f"                    {first_head:<20}Person 2            Person 3",
        "                    Meldepflichtige/r   Ehegatte / Lebenspartner",
        "                                                            Kind",
        "",
        "Familienname        Muster                                  Muster",
        "",
        "Vorname             Erika                                   Mia",
        "",
        "Geburtsdatum        08.12.1988                              17.07.2020",
        "",
        "Geburtsort                                                  Musterstadt",
        "",
        f"{sex:<20}w                                       w",
        "",
        "Familienstand",
        "Eheschl. am / in    01.02.2010 in Bonn",
        by_ocr=True,
    )


@pytest.mark.parametrize("head", ["Person 1", "Person1"])
def test_the_first_column_is_the_applicants(head: str) -> None:
    """OCR lost the blank in "Person 1": the columns then seemed to be all other people's."""
    found = read(columns(head), familienname=NAME, vorname=GIVEN, geburtsdatum=BORN, personen=PEOPLE)
    assert (found["familienname"].value, found["vorname"].value) == ("Muster", "Erika")
    assert found["geburtsdatum"].value == "1988-12-08"
    assert [item["vorname"].value for item in found["personen"].items] == ["Mia"]


def test_what_a_columns_head_says_is_the_persons() -> None:
    """Who somebody is stands in the head of the column, and no row asks for it."""
    (child,) = read(columns(), familienname=NAME, vorname=GIVEN, geburtsdatum=BORN, personen=PEOPLE)[
        "personen"
    ].items
    assert child["rolle"].value == "kind"


def test_an_empty_place_in_the_column_stays_empty() -> None:
    """What stands in another column, or in the row below, is no answer of the applicant's."""
    found = read(columns(), place=PLACE, status=STATUS, personen=PEOPLE)
    assert (found["place"].value, found["status"].value) == (None, None)


@pytest.mark.parametrize("printed", ["Geschlecht (m/w/d)", "Geschlecht (m / w)"])
def test_a_letter_may_be_an_option_though_it_is_a_unit_elsewhere(printed: str) -> None:
    """Keys printed behind a label are none of the answer, and "m" may mean a sex, not metres."""
    assert read(columns(sex=printed), sex=SEX, personen=PEOPLE, familienname=NAME)["sex"].value == "weiblich"
    page = typed_page(f"{printed:<20}m")
    assert read(page, sex=SEX)["sex"].value == "männlich"


def test_a_label_in_brackets_is_no_hint_to_the_one_beside_it() -> None:
    """A signature seemed to stand over "(Ort und Datum)", as a label in brackets beside it was a hint."""
    fields = {
        "signed": FieldSpec(kind=FieldKind.PLACE_DATE, labels=("Ort und Datum",)),
        "name": FieldSpec(kind=FieldKind.SIGNATURE, labels=("Unterschrift des Gatten",)),
    }
    page = typed_page("(Ort und Datum)               (Unterschrift des Gatten bzw. der Gattin)")
    sheet = Sheet([page], fields, {})
    (label,) = sheet.labels["signed"]
    assert column_end(label.hit, sheet) < page.words[3].box.left
