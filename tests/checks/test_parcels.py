"""Plots: numbers with and without a stroke, in sentences and alone on maps."""

from __future__ import annotations

import pytest

from checks.parcels import find_parcel, parcels_in, shows_parcels
from checks.words import ABSENT, EXACT, PERHAPS, Printed, Spot, Words


def words(text: str, *, scanned: bool = False) -> Words:
    """Return words as if read from a page."""
    return Words((Printed(word, Spot(0)) for word in text.split()), scanned=scanned)


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("Gemarkung Beispieldorf, Flur 7, Flurstück 123/4", EXACT),
        ("Flst. 123/4 Neubau", EXACT),
        ("Flst.-Nr. 123 / 4", EXACT),
        ("17 123/4 88/2", EXACT),
        ("Flurstück 123/45", ABSENT),
        ("Flurstück 1123/4", ABSENT),
        ("Flurstück 123", ABSENT),
        ("Maßstab 1 : 123 und 4 Stellplätze", ABSENT),
    ],
)
def test_a_number_with_a_stroke(text: str, certainty: float) -> None:
    """It is the plot wherever it stands, but only as a whole."""
    assert find_parcel("123/4", words(text)).certainty == certainty


def test_a_short_number_needs_its_label() -> None:
    """45 may be a house number, a scale or a height; behind "Flurstück" it is the plot."""
    assert find_parcel("45", words("Parzelle 45")).certainty == EXACT
    assert find_parcel("45", words("Musterstraße 45, Höhe 6,45")).certainty == PERHAPS
    assert find_parcel("45", words("Höhe 6,45 m am 14.11.2045")).certainty == ABSENT
    assert find_parcel("1245", words("12 1245 88")).certainty == EXACT


def test_a_plot_beside_the_one_that_is_named() -> None:
    """A plan for 123/5 also shows the number of its neighbour; a list names all of its plots."""
    assert find_parcel("123/4", words("Lageplan Flurstück 123/5 zeigt 123/4 123/6")).certainty == PERHAPS
    assert find_parcel("123/4", words("Flurstück 123/5 Nachbarflurstück 123/4")).certainty == PERHAPS
    assert find_parcel("123/4", words("Flurstücke 122, 123/4 und 125")).certainty == EXACT
    assert find_parcel("125", words("Flurstücke 122, 123/4 und 125")).certainty == EXACT


def test_what_forms_say_about_plots() -> None:
    """Several plots, and the other numbers of the cadastre beside them."""
    assert parcels_in("Flur 7, Flurstücke 123/4 und 125") == ["123/4", "125"]
    assert parcels_in("123/4") == ["123/4"]
    assert parcels_in("12, 13/1") == ["12", "13/1"]
    assert find_parcel("123/4 und 125/1", words("Flurstück 125/1")).certainty == EXACT


def test_scans_lose_strokes() -> None:
    """What OCR reads without the stroke is for a person to look at."""
    assert find_parcel("123/4", words("Flurstück 12314", scanned=True)).certainty == PERHAPS
    assert find_parcel("123/4", words("Flurstück 12314")).certainty == ABSENT


def test_whether_a_document_names_plots() -> None:
    """Only then it can be about another one."""
    assert shows_parcels(words("Flurstück 8"))
    assert not shows_parcels(words("Grundriss Erdgeschoss"))


def test_a_misread_label() -> None:
    """OCR takes the l of "Flst." for an i; a short number behind it is the plot all the same."""
    assert find_parcel("455", words("Flur 2 Fist. 455", scanned=True)).certainty == EXACT
    assert find_parcel("455", words("Fiurstück 455", scanned=True)).certainty == EXACT


def test_one_label_for_district_and_plot() -> None:
    """Behind "Flur / Flurst." the district's number comes first; the plot is the second one."""
    assert find_parcel("123/4", words("Flur / Flurst. 7 / 123/4")).certainty == EXACT
    assert find_parcel("1102", words("Flur / Flurst. 3/1102", scanned=True)).certainty == EXACT
    assert find_parcel("1102", words("Gemarkung / Flur / Flurstück Musterdorf / 3 / 1102")).certainty == EXACT
    assert find_parcel("12", words("Flur, Flurstück 3, 12")).certainty == EXACT
    assert find_parcel("3", words("Flur / Flurst. 3 / 12")).certainty == ABSENT
    assert find_parcel("123/5", words("123/5 Flur / Flurst. 7 / 123/4")).certainty == PERHAPS


@pytest.mark.parametrize("misread", ["7112314", "71123/4"])
def test_what_no_district_and_plot_can_be_names_no_other_plot(misread: str) -> None:
    """OCR takes strokes for ones; the number alone on the map then is the plot."""
    text = f"122 123/4 124 Flur / Flurst. {misread} Vorhaben"
    assert find_parcel("123/4", words(text, scanned=True)).certainty == EXACT
    assert find_parcel("125/4", words(text, scanned=True)).certainty == ABSENT
