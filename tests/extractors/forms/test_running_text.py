"""Forms that are written like letters: sentences with gaps to fill in."""

from __future__ import annotations

from datetime import date
from typing import Self

import pytest

from contracts.catalogue import load_catalogue
from contracts.fields import FieldKind, FieldSpec
from contracts.findings import FieldState
from tests.extractors.forms.test_tables import Sheet

DISTRICT = FieldSpec(kind=FieldKind.TEXT, required=True, labels=("Gemarkung",))
PLOT = FieldSpec(kind=FieldKind.TEXT, required=True, labels=("Flurstück(e)",))
COSTS = FieldSpec(kind=FieldKind.AMOUNT, labels=("Baukosten",))
PROJECT = FieldSpec(kind=FieldKind.TEXT, required=True, long=True, labels=("Vorhaben", "genaue Bezeichnung"))
PLANNER = FieldSpec(kind=FieldKind.TEXT, required=True, labels=("Entwurfsverfasser", "Architekt"))
OWN = FieldSpec(
    kind=FieldKind.TEXT,
    labels=("Name und Anschrift",),
    not_sections=("Entwurfsverfasser", "Entwurfsverfassers"),
)


class Letter(Sheet):
    """A page with sentences; a gap is a line of dots or a ruling with what was typed on it."""

    def __init__(self, *, line: str) -> None:
        super().__init__()
        self.line = line

    def gap(self, left: float, right: float, y: float, typed: str = "", hint: str = "") -> Self:
        """Draw a line to write on at the baseline ``y``, what stands on it, and small print under it."""
        if self.line == "dots":
            self.dots(left, right, y + 2)
        else:
            self.page.draw_line((left, y + 2), (right, y + 2), width=0.6)
        self.text(left + 3, y, typed)
        if hint:
            self.text((left + right) / 2 - 20, y + 9, hint, size=5.5)
        return self


def letter(*, line: str = "dots", project: str = "Errichtung eines Carports") -> Letter:
    """Return an application for a building permit as a letter."""
    page = Letter(line=line)
    page.text(
        50,
        100,
        "hiermit beantrage ich die Erteilung der Baugenehmigung für das nachstehend bezeichnete Vorhaben:",
    )
    page.gap(50, 520, 122, project).gap(
        50, 520, 142, "mit Abstellraum" if project else "", "(genaue Bezeichnung)"
    )
    page.text(50, 168, "Das Grundstück liegt in der Gemarkung")
    page.gap(215, 330, 168, "Musterhausen", "(lt. Grundbuch)")
    page.text(333, 168, ", Flurstück(e)")
    page.gap(395, 480, 168, "118/4").text(484, 168, ", Größe")
    page.gap(50, 110, 194, "812").text(114, 194, "qm. Den Entwurf hat")
    page.gap(205, 420, 194, "Erika Musterfrau, Am Graben 7", "(Name und Anschrift des Entwurfsverfassers)")
    page.text(424, 194, "gefertigt; er/sie ist")
    page.text(50, 220, "bauvorlageberechtigt als")
    page.gap(155, 300, 220, "Meister", "(Architekt, Ingenieur, Meister)")
    page.text(303, 220, ".")
    page.text(50, 246, "Die Baukosten (brutto, einschl. Nebenkosten) betragen voraussichtlich")
    page.gap(345, 440, 246, "385.000,00").text(50, 272, "Euro.")
    return page


def test_two_gaps_in_the_midst_of_sentences_are_running_text() -> None:
    """Where OCR overlooked the only full stop behind a gap, the next sentence went on with its answer."""
    page = Letter(line="ruling")
    page.text(50, 100, "ich bin am").gap(95, 190, 100, "14.03.1988").text(194, 100, "geboren und wohne hier.")
    page.text(50, 140, "Gebaut wird in der Gemarkung").gap(177, 270, 140, "Neudorf")
    page.text(278, 140, "Es soll ab dem").gap(341, 430, 140, "01.12.2026").text(434, 140, "dauern.")
    assert page.read(district=DISTRICT)["district"].value == "Neudorf"


def test_what_a_sentence_asks_for_without_a_gap_is_unclear() -> None:
    """A number plate in a place that was not found was "empty", and would have been asked for again."""
    page = Letter(line="ruling")
    page.text(50, 100, "ich bin am").gap(95, 190, 100, "14.03.1988").text(194, 100, "geboren und wohne hier.")
    page.text(50, 140, "Mein Auto hat das Kennzeichen,")
    page.text(278, 140, "Es soll ab dem").gap(341, 430, 140, "01.12.2026").text(434, 140, "dort stehen.")
    plate = FieldSpec(kind=FieldKind.PLATE, required=True, labels=("Kennzeichen",))
    assert page.read(plate=plate)["plate"].state is not FieldState.EMPTY


@pytest.mark.parametrize("line", ["dots", "ruling"])
def test_answers_in_sentences_end_where_their_gaps_end(line: str) -> None:
    """The value was "118/4 , Größe", and the costs, named in the middle of a sentence, were not found."""
    found = letter(line=line).read(district=DISTRICT, plot=PLOT, costs=COSTS)
    assert [each.value for each in found.values()] == ["Musterhausen", "118/4", "385000.00"]


def test_a_gap_goes_on_in_the_next_line() -> None:
    """The sentence under the gap was taken for the project: "Das Grundstück liegt in"."""
    found = letter().read(project=PROJECT)["project"]
    assert found.value == "Errichtung eines Carports mit Abstellraum"


def test_bare_gaps_have_no_answer() -> None:
    """A printed sentence is no answer, even where the gap before it was left bare."""
    found = letter(project="").read(project=PROJECT)["project"]
    assert found.value is None
    assert "Grundstück" not in found.raw


def test_small_print_names_its_gap() -> None:
    """The gap of the person who draws the plans is named under it only, and is nobody else's.

    "Architekt" is one of several words to choose from, no name of the gap over it.
    """
    found = letter().read(own=OWN, planner=PLANNER)
    assert found["planner"].value == "Erika Musterfrau, Am Graben 7"
    assert found["own"].value is None


def test_a_required_field_is_not_empty_beside_nameless_gaps() -> None:
    """Its label may be worded in a way that nobody knows: then a person has to look."""
    unknown = FieldSpec(kind=FieldKind.TEXT, required=True, labels=("Wohneinheiten",))
    page = letter().text(50, 320, "Wohneinheiten")
    assert page.read(unknown=unknown)["unknown"].state is FieldState.UNCLEAR


def test_ticks_in_a_sentence_choose() -> None:
    """Options stood between gaps and the words of a sentence, and none was found."""
    page = letter()
    page.text(50, 300, "Das Fahrzeug, Fabrikat")
    page.gap(150, 260, 300, "Muster Kombi")
    page.text(263, 300, ", ist").box(290, 293, ticked=True).text(302, 300, "auf meinen Namen")
    page.box(385, 293, ticked=False).text(397, 300, "auf einen anderen Halter zugelassen,")
    fields = load_catalogue().procedure("bewohnerparkausweis", date(2026, 11, 16)).form.fields
    assert page.read(keeper=fields["fahrzeughalter"])["keeper"].value == "selbst"


def test_a_number_without_a_line_is_no_print() -> None:
    """A number stood on a sentence's row, its line unseen: it was taken for print, its field for empty."""
    number = FieldSpec(kind=FieldKind.TEXT, required=True, labels=("Kundennummer",))
    page = letter()
    page.text(50, 320, "Kundennummer").text(130, 320, "13620579876").text(215, 320, "wohnhaft in")
    page.gap(270, 400, 320, "Musterhausen").text(404, 320, ", und")
    assert page.read(number=number)["number"].value == "13620579876"


def test_labels_that_begin_small_are_no_sentences() -> None:
    """Two labels to a row, each with its line: "PLZ, Ort: ____ dort gemeldet seit: ____"."""
    sheet = Sheet()
    for top, first, answer, second in (
        (100, "Name:", "Muster", "früher auch genannt:"),
        (130, "Ort:", "12345 Musterstadt", "dort gemeldet seit:"),
        (160, "Zone:", "II", "gewünschter Beginn:"),
    ):
        sheet.text(50, top, first).text(100, top, answer).text(260, top, second)
        sheet.page.draw_line((95, top + 2), (250, top + 2), width=0.7)
        sheet.page.draw_line((350, top + 2), (500, top + 2), width=0.7)
    town = FieldSpec(kind=FieldKind.TEXT, required=True, labels=("Ort",))
    assert sheet.read(town=town)["town"].value == "12345 Musterstadt"


def test_a_gap_in_brackets_is_named_in_them() -> None:
    """Nothing was left of the print before the gap, and reading ended with an error."""
    number = FieldSpec(kind=FieldKind.TEXT, labels=("bisherige Ausweis-Nr.",))
    page = letter()
    page.text(50, 300, "(bisherige Ausweis-Nr.")
    page.gap(150, 260, 300, "B-0317").text(264, 300, ")")
    assert page.read(number=number)["number"].value == "B-0317"
