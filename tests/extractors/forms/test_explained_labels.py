"""Labels with a small explanation in brackets right under them, over the place of the answer."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

import pytest

from contracts.fields import FieldKind, FieldSpec
from tests.extractors.forms.test_headed_cells import PLACE, Printed
from tests.extractors.forms.test_tables import GIVEN

TAX: Final = FieldSpec(kind=FieldKind.TAX_ID, required=True, labels=("Identifikationsnummer",))
INSURER: Final = FieldSpec(kind=FieldKind.TEXT, labels=("Krankenkasse",))
NUMBER: Final = "47036295840"


class Explained(Printed):
    """A form with boxes under labels that are explained."""

    def asked(self, left: float, top: float, label: str, answer: str, *explained: str) -> Explained:
        """Print a label, the lines that explain it, and a box with the answer."""
        self.text(left, top, label, size=9)
        for number, line in enumerate(explained, start=1):
            self.text(left, top + 9.5 * number, line, size=7)
        self.boxed(left, top + 5 + 9.5 * len(explained), left + 200)
        self.text(left + 3, top + 19 + 9.5 * len(explained), answer, size=11)
        return self

    def boxed(self, left: float, top: float, right: float) -> None:
        """Draw a box that a line is written into."""
        self.page.draw_rect((left, top, right, top + 19), width=0.7)

    def comb(self, left: float, top: float, label: str, explained: str, digits: str) -> Explained:
        """Print a label and what explains it, and a box with a place for each digit."""
        self.text(left, top, label, size=9).text(left, top + 9.5, explained, size=7)
        starts = [left + 24 * number for number in range(len(digits) + 1)]
        self.boxed(left, top + 14.5, starts[-1])
        for (start, end), digit in zip(pairwise(starts), digits, strict=True):
            self.page.draw_line((end, top + 26), (end, top + 33), width=0.7)
            self.text(start + 9, top + 28, digit, size=11)
        return self


@pytest.mark.parametrize("lines", [("(alle Vornamen)",), ("(alle Vornamen, wie sie", "im Ausweis stehen)")])
def test_an_explanation_belongs_to_the_label(lines: tuple[str, ...]) -> None:
    """The box stood too far below the label, and was empty."""
    form = Explained().asked(40, 80, "Familienname", "Mustermann", "(Nachname)")
    found = form.asked(300, 80, "Vorname", "Erika Maria", *lines).read(vorname=GIVEN)
    assert found["vorname"].value == "Erika Maria"


def test_an_explanation_with_a_number_is_no_answer() -> None:
    """The explanation stood for the number, and the number for the answer to the next label."""
    form = Explained().comb(40, 80, "Identifikationsnummer", "(11 Ziffern, steht im Bescheid)", NUMBER)
    form.asked(40, 123, "Krankenkasse", "Muster BKK", "(Name der Kasse)")
    found = form.read(steuer_id=TAX, krankenkasse=INSURER)
    assert (found["steuer_id"].value, found["krankenkasse"].value) == (NUMBER, "Muster BKK")


def test_place_and_day_may_be_explained_each() -> None:
    """Only the day was read."""
    form = Explained().asked(40, 600, "Ort", "Musterstadt", "(Wo unterschreiben Sie?)")
    form.asked(260, 600, "Datum", "12.10.2026", "(Tag, Monat, Jahr)")
    form.text(480, 600, "Unterschrift", size=9)
    assert form.read(ort_datum=PLACE)["ort_datum"].value == "Musterstadt, 2026-10-12"
