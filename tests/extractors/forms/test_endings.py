"""Words of the same stem: their endings tell who from what."""

from __future__ import annotations

from contracts.fields import FieldKind, FieldSpec
from extractors.forms.generic import read_by_labels
from tests.extractors.typed import typed_page

PLANNER = FieldSpec(kind=FieldKind.TEXT, labels=("Bauvorlageberechtigter", "Name"))


def test_another_ending_makes_another_word() -> None:
    """A planner's number, or by which rule they plan, was taken for their name."""
    page = typed_page("Name", "Ruth Muster", "", "Bauvorlageberechtigt nach", "uneingeschränkt (Abs. 3)")
    assert read_by_labels([page], {"planner": PLANNER}, {})["planner"].value == "Ruth Muster"


def test_one_letter_of_an_ending_may_be_lost() -> None:
    """OCR loses the last letter of a label at the edge of its cell."""
    page = typed_page("Bauvorlageberechtigte", "Ruth Muster", by_ocr=True, confidence=0.9)
    assert read_by_labels([page], {"planner": PLANNER}, {})["planner"].value == "Ruth Muster"
