"""Frames for answers, row by row in a card, each with its label over it."""

from __future__ import annotations

from contracts.fields import FieldKind, FieldSpec
from contracts.findings import FieldState
from tests.extractors.forms.test_tables import Sheet

BORN = FieldSpec(kind=FieldKind.DATE, labels=("Geburtsdatum",))
INSURER = FieldSpec(kind=FieldKind.TEXT, labels=("Krankenkasse",))
CLASS = FieldSpec(
    kind=FieldKind.TEXT, labels=("Gebäudeklasse",), options={"1": ("GK 1",), "2": ("GK 2",), "3": ("GK 3",)}
)


def card() -> Sheet:
    """Return a card with three rows of two frames; in the second row only the left one is filled in."""
    sheet = Sheet()
    sheet.page.draw_rect((40, 50, 555, 220), width=0.7)
    rows = (("Name", "Muster", "Vorname", "Erika"), ("Geburtsdatum", "01.10.1988", "Krankenkasse", ""))
    for number, (left, answer, right, other) in enumerate((*rows, ("Ort", "Fulda", "PLZ", "36037"))):
        top = 60 + 50 * number
        for start, end, label, text in ((50, 240, left, answer), (256, 545, right, other)):
            sheet.text(start, top + 8, label).text(start + 4, top + 29, text, size=11)
            sheet.page.draw_rect((start, top + 14, end, top + 38), width=0.7)
    return sheet


def test_an_empty_frame_under_a_label_is_its_answer() -> None:
    """The strip between two rows of frames looked like a cell, with the next row under it."""
    found = card().read(born=BORN, insurer=INSURER)
    assert found["born"].value == "1988-10-01"
    assert found["insurer"].state is FieldState.EMPTY


def test_an_answer_that_is_an_option_ends_with_it() -> None:
    """Under a number stood the next question, that no contract knows, with its tick boxes."""
    sheet = Sheet()
    sheet.page.draw_rect((40, 50, 555, 150), width=0.7)
    sheet.text(50, 64, "Gebäudeklasse").text(54, 80, "1", size=11).text(50, 104, "Bebauungsplan")
    sheet.box(50, 110, ticked=True).text(64, 118, "vorhanden").box(120, 110, ticked=False)
    assert sheet.text(134, 118, "nicht vorhanden").read(gk=CLASS)["gk"].value == "1"
