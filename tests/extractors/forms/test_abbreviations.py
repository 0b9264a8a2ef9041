"""Labels on old forms are abbreviated; they ask for what the whole words ask."""

from __future__ import annotations

import pytest

from contracts.fields import FieldKind, FieldSpec
from extractors.forms.generic import read_by_labels
from extractors.forms.values.abbreviations import spelled_out
from tests.extractors.typed import typed_page

NAME = FieldSpec(kind=FieldKind.NAME, required=True, labels=("Familienname", "Name"))
HOME = FieldSpec(kind=FieldKind.ADDRESS, required=True, labels=("Anschrift",))
PLAN = FieldSpec(kind=FieldKind.TEXT, required=True, labels=("Genaue Bezeichnung des Vorhabens",))


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("Str., Haus-Nr.", "straße, hausnummer"),
        ("Unterschr. d. Meldepflichtigen", "unterschrift des Meldepflichtigen"),
        ("Fam.-Name", "familienname"),
        ("Gmkg.", "gemarkung"),
        ("Rechtl. Zugeh. Religionsges.", "rechtliche zugehörigkeit religionsgesellschaft"),
        ("Dr. Muster", "Dr. Muster"),
        ("d", "d"),
    ],
)
def test_abbreviations_stand_for_words(printed: str, meant: str) -> None:
    """Only what is known, and ends in a point, is spelled out: titles and names are not."""
    assert spelled_out(printed) == meant


def test_an_old_form() -> None:
    """Name, address and plan stood under abbreviated labels, and none of them was read."""
    page = typed_page(
        "Fam.-Name",
        "Muster",
        "",
        "Str., Haus-Nr.          PLZ, Wohnort",
        "Am Graben 7             12345 Musterstadt",
        "",
        "Genaue Bez. d. Vorhabens",
        "Neubau einer Garage",
    )
    found = read_by_labels([page], {"name": NAME, "home": HOME, "plan": PLAN}, {})
    values = [found[name].value for name in ("name", "home", "plan")]
    assert values == ["Muster", "Am Graben 7, 12345 Musterstadt", "Neubau einer Garage"]


def test_a_label_goes_on_behind_a_conjunction() -> None:
    """The landlord's "Name u. Anschr." gave the applicant a strange name."""
    page = typed_page("Name u. Anschr. d. Wohnungsgebers", "Max Mustermann, Dorfstr. 8, 12345 Musterstadt")
    assert read_by_labels([page], {"name": NAME}, {})["name"].value is None
