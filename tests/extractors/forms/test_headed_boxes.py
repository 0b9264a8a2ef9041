"""Yes and no in two columns, with one head each for all questions."""

from __future__ import annotations

import pytest

from contracts.fields import FieldKind, FieldSpec
from contracts.findings import FieldState
from tests.extractors.forms.test_tables import Sheet

PAID = FieldSpec(kind=FieldKind.YES_NO, required=True, labels=("Bekommen Sie Kindergeld",))
HELPED = FieldSpec(kind=FieldKind.YES_NO, required=True, labels=("Bekommen Sie Sozialleistungen",))


def columns(*heads: str) -> Sheet:
    """Return two questions with two boxes each at the right: the first is answered yes, the other no."""
    sheet = Sheet()
    for left, head in zip((440, 480), heads, strict=True):
        sheet.text(left, 60, head)
    for top, question, yes in ((80, PAID.labels[0], True), (100, HELPED.labels[0], False)):
        sheet.text(40, top, f"{question}?")
        sheet.box(440, top - 8, ticked=yes).box(480, top - 8, ticked=not yes)
    return sheet


def test_heads_of_columns_name_the_answers() -> None:
    """No words stand at the boxes; all such questions were unclear."""
    found = columns("ja", "nein").read(paid=PAID, helped=HELPED)
    assert (found["paid"].value, found["helped"].value) == ("ja", "nein")


@pytest.mark.parametrize("heads", [("ja", "weiß nicht"), ("Person 1", "Person 2")])
def test_other_heads_name_no_answers(heads: tuple[str, str]) -> None:
    """Nothing is guessed from the order of the boxes."""
    found = columns(*heads).read(paid=PAID, helped=HELPED)
    assert found["paid"].state is FieldState.UNCLEAR
