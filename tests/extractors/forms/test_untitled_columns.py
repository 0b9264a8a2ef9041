"""Columns of a list whose heads nobody knows: their options name them."""

from __future__ import annotations

import pytest

from contracts.fields import FieldKind, FieldSpec
from tests.extractors.forms.test_tables import Sheet
from tests.extractors.forms.test_unseen import read
from tests.extractors.typed import typed_page

NAME = FieldSpec(kind=FieldKind.NAME, required=True, labels=("Familienname",))
GIVEN = FieldSpec(kind=FieldKind.NAME, required=True, labels=("Vornamen",))
BORN = FieldSpec(kind=FieldKind.DATE, required=True, labels=("Geburtsdatum",))
WORK = FieldSpec(
    kind=FieldKind.CHOICE,
    labels=("Tätigkeit",),
    options={"arbeitslos": ("arbeitslos",), "student": ("Student", "Studium"), "sonstige": ("sonstige",)},
)
ROLE = FieldSpec(
    kind=FieldKind.CHOICE, labels=("Stellung",), options={"kind": ("Kind",), "sonstige": ("sonstige",)}
)
PEOPLE = FieldSpec(
    kind=FieldKind.PERSONS,
    columns={"familienname": NAME, "vorname": GIVEN, "geburtsdatum": BORN, "work": WORK, "role": ROLE},
)


@pytest.mark.parametrize(
    ("written", "work", "role"),
    [
        ("arbeitslos", "arbeitslos", None),
        ("Kind", None, "kind"),
        ("sonstige", None, None),  # either may be meant
        ("Studium der Chemie", None, None),
    ],
)
def test_an_option_names_its_column(written: str, work: str | None, role: str | None) -> None:
    """What is an option of one choice alone, in full, answers that."""
    page = typed_page(
        "Vornamen   Erika",
        "",
        "Wer wohnt noch bei Ihnen?",
        "",
        "Familienname      Vornamen      Geburtsdatum      Was?",
        "",
        f"Muster            Mia           17.07.2001        {written}",
    )
    person = read(page, None, vorname=GIVEN, people=PEOPLE)["people"].items[0]
    assert (person["vorname"].value, person["work"].value, person["role"].value) == ("Mia", work, role)


def test_options_at_tick_boxes_are_print() -> None:
    """The ticked one counts, whatever stands on the line of the person's name."""
    sheet = Sheet().text(40, 40, "Vornamen").text(140, 40, "Erika")
    for left, head in ((40, "Familienname"), (140, "Vornamen"), (240, "Geburtsdatum"), (340, "Wer?")):
        sheet.text(left, 100, head)
    for left, answer in ((40, "Muster"), (140, "Max"), (240, "17.07.1991")):
        sheet.text(left, 124, answer)
    sheet.box(340, 108, ticked=True).text(352, 115, "Ehegatte")
    sheet.box(340, 119, ticked=False).text(352, 126, "Kind")
    role = ROLE.model_copy(update={"options": {"ehepartner": ("Ehegatte",), "kind": ("Kind",)}})
    people = PEOPLE.model_copy(update={"columns": {**PEOPLE.columns, "role": role}})
    assert sheet.read(vorname=GIVEN, people=people)["people"].items[0]["role"].value == "ehepartner"
