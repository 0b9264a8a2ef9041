"""Values that live forms ask for in parts: accounts in combs, addresses, the day beside the signature."""

from __future__ import annotations

from datetime import date
from typing import Final

import pytest

from contracts.catalogue import load_catalogue
from contracts.fields import FieldKind, FieldSpec
from contracts.findings import FieldReading
from contracts.reading import Widget, WidgetKind
from contracts.records import Box
from extractors.forms.generic import read_by_labels
from extractors.forms.values.normalise import normalise
from tests.extractors.typed import ADVANCE, HEIGHT, PITCH, typed_page

CATALOGUE: Final = load_catalogue()
DAY: Final = date(2026, 11, 2)


def field(row: float, column: float, text: str, *, letters: float = 14, comb: int = 0) -> Widget:
    """Return a live field over the letters of a typed line; its name says nothing."""
    left, top = 30 + column * ADVANCE, 40 + row * PITCH
    box = Box(left, top - 2, left + letters * ADVANCE, top + HEIGHT)
    return Widget(name=f"F{row}_{column}", kind=WidgetKind.TEXT, box=box, value=text or None, comb=comb)


def read(procedure: str, *lines: str, widgets: list[Widget]) -> dict[str, FieldReading]:
    """Read a page of a form that no variant knows."""
    fields = CATALOGUE.procedure(procedure, DAY).form.fields
    return read_by_labels([typed_page(*lines, widgets=widgets)], fields, {})


def test_an_account_in_combs_under_a_heading_is_read_from_its_first_part() -> None:
    """A heading's words may stand over any of the combs; the account begins with the leftmost of them."""
    parts = ("DE02", "1203", "0000", "0000", "2020", "51")
    widgets = [field(1, 8 + 7 * number, text, letters=6, comb=len(text)) for number, text in enumerate(parts)]
    heading = "Bankverbindung Das Wohngeld soll auf das Konto"
    found = read("wohngeld-mietzuschuss", heading, "IBAN", widgets=widgets)
    assert found["bankverbindung"].value == "DE02120300000000202051"


def test_numbers_of_two_persons_side_by_side_are_two() -> None:
    """Fields as wide once more, closely behind the first person's, hold the second one's number."""
    widgets, column = [], 20.0
    for text in ("27", "450", "381", "945", "61", "930", "582", "711"):
        letters = 2.0 * len(text)
        widgets.append(field(0, column, text, letters=letters, comb=len(text)))
        column += letters + 1
    found = read("elterngeld", "Steuer-ID", widgets=widgets)
    assert found["steuer_id"].raw == "27 450 381 945"


def test_a_day_ends_with_its_year() -> None:
    """The days of four persons side by side have three fields each; the first one is the applicant's."""
    widgets, column = [], 20.0
    for text in ("08 12 1988", "21 04 1986", "17 07 2020", "03 03 2022"):
        for part in text.split():
            letters = 1.5 * len(part)
            widgets.append(field(0, column, part, letters=letters))
            column += letters + 1
    found = read("wohnsitzanmeldung", "Geburtsdatum", widgets=widgets)
    assert found["geburtsdatum"].value == "1988-12-08"


def test_a_street_in_the_next_column_does_not_take_a_town() -> None:
    """The fields of the right column are a little lower: the street of the left one is nearer to the town."""
    lines = ["Neue Wohnung", "PLZ, Ort", "", "Straße, Hausnummer", ""]
    other = ["Bisherige Wohnung", *lines[1:]]
    lines = [f"{one:50}{two}" for one, two in zip(lines, other, strict=True)]
    widgets = [
        field(2, 0, "24159 Kiel", letters=49),
        field(4, 0, "Am Markt 1", letters=49),
        field(2, 50, "25746 Heide", letters=49),
        field(4.2, 50, "Alte Gasse 2", letters=49),
    ]
    found = read("wohnsitzanmeldung", *lines, widgets=widgets)
    assert found["neue_anschrift"].value == "Am Markt 1, 24159 Kiel"
    assert found["bisherige_anschrift"].value == "Alte Gasse 2, 25746 Heide"


def test_town_and_street_may_follow_a_postcode_of_its_own() -> None:
    """One field for "PLZ", the next for "Ort, Straße und Hausnummer"."""
    lines = ("Neue Wohnung", "PLZ       Ort, Straße und Hausnummer", "", "")
    widgets = [field(2, 0, "80331", letters=8), field(2, 10, "München, Sendlinger Straße 14", letters=40)]
    found = read("wohnsitzanmeldung", *lines, widgets=widgets)
    assert found["neue_anschrift"].value == "Sendlinger Straße 14, 80331 München"


def test_the_day_beside_the_signature_is_the_forms() -> None:
    """Day and town of a wedding stand side by side as those of a signature do; the signed one counts."""
    lines = (
        "Datum               Ort",
        "",
        "",
        "",
        "Datum               Unterschrift der meldepflichtigen Person",
        "",
    )
    widgets = [field(1, 0, "12.05.2012"), field(1, 20, "Aleppo"), field(5, 0, "20.10.2026")]
    found = read("wohnsitzanmeldung", *lines, widgets=widgets)
    assert found["ort_datum"].value == "2026-10-20"


def test_the_day_may_be_asked_for_under_the_town() -> None:
    """Town and day are asked for one below the other, left of the signature."""
    lines = ("", "Ort                 Unterschrift", "", "Datum", "")
    widgets = [field(0, 0, "Auenfels"), field(2, 0, "12.10.2026")]
    found = read("elterngeld", *lines, widgets=widgets)
    assert found["ort_datum"].value == "Auenfels, 2026-10-12"


@pytest.mark.parametrize(
    ("kind", "raw", "value"),
    [
        (FieldKind.PLACE_DATE, "Frankfurt (Oder), 9.10.2026", "Frankfurt (Oder), 2026-10-09"),
        (FieldKind.PLACE_DATE, "(Jena), 9.10.2026", "Jena, 2026-10-09"),
        (FieldKind.PLACE, "01.05.1990, Frankfurt (Oder)", "Frankfurt (Oder)"),
        (FieldKind.PLACE, "Gorzów Wlkp., Polen", "Gorzów Wlkp., Polen"),
        (FieldKind.PLACE, "St. Georgen i. Schw.", "St. Georgen i. Schw."),
        (FieldKind.PLACE, "Bad Musterstadt.", "Bad Musterstadt"),
        (FieldKind.PLACE, "Musterstadt ..., Polen", "Musterstadt, Polen"),
        (FieldKind.PLACE_DATE, "Frankfurt a. M., den 9.10.2026", "Frankfurt a. M., 2026-10-09"),
    ],
)
def test_a_town_keeps_its_bracket_and_its_abbreviation(kind: FieldKind, raw: str, value: str) -> None:
    """The bracket belongs to the name of the town, unless it stands around it; so does its point."""
    assert normalise(FieldSpec(kind=kind, labels=("Ort",)), raw) == value


def test_a_field_below_with_a_label_of_its_own_is_no_answer() -> None:
    """Two questions in a line, one that is as wide as both in the next."""
    lines = ["Geburtsdatum              Geburtsort", "Staatsangehörigkeit"]
    answers = [
        field(0, 14, "05.06.1970", letters=11),
        field(0, 46, "Beispielburg"),
        field(1, 22, "deutsch", letters=38),
    ]
    fields = read("wohnsitzanmeldung", *lines, widgets=answers)
    assert fields["geburtsort"].value == "Beispielburg"
    assert fields["staatsangehoerigkeit"].value == "deutsch"


def test_a_town_may_stand_in_a_higher_field_than_its_postcode() -> None:
    """One label asks for both: of the comb and the field beside it only the comb was read."""
    code = field(1, 30, "12345", comb=5)
    town = field(1, 46, "Musterhausen")
    town = town.model_copy(update={"box": town.box.grown(1)})
    lines = ("Straße und Hausnummer", "Postleitzahl / Wohnort", "")
    found = read("elterngeld", *lines, widgets=[field(0, 30, "Am Anger 3"), code, town])
    assert found["anschrift"].value == "Am Anger 3, 12345 Musterhausen"
