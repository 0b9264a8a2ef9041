"""A heading that asks for the signature, over the cell to be signed."""

from __future__ import annotations

import pytest

from contracts.fields import FieldKind, FieldSpec
from extractors.forms.labelling.label_hits import LabelHit
from extractors.forms.parts.sheet import Sheet as FormSheet
from extractors.forms.signing.signed import read_signature
from tests.extractors.forms.test_tables import Sheet

HEADING, SHORT = "Unterschrift der Bauherrschaft", "Unterschrift"
ASKED = FieldSpec(kind=FieldKind.SIGNATURE, labels=(HEADING, SHORT))


@pytest.mark.parametrize(("signed", "value"), [(True, "ja"), (False, None)])
def test_the_cell_under_a_heading_is_signed(*, signed: bool, value: str | None) -> None:
    """Its label says less than the heading, and stands under somebody else's as far as the form knows."""
    page = Sheet()
    page.page.draw_rect((40, 200, 550, 216), fill=(0.1, 0.2, 0.4))
    page.page.insert_text((44, 212), HEADING, color=(1, 1, 1), fontsize=9)
    page.row(216, 270, (40, 200, "Ort, Datum"), (200, 550, SHORT))
    if signed:
        page.page.draw_squiggle((230, 256), (420, 244), breadth=9, width=1.6)
    pages, inks = page.seen()
    sheet = FormSheet(pages, {"signed": ASKED}, inks)
    heading, short = sheet.find(HEADING)[0], sheet.find(SHORT)[-1]
    assert heading.box.bottom < short.box.top
    reading = read_signature(
        ASKED, [LabelHit("signed", heading, 1.0), LabelHit("signed", short, 0.28)], sheet
    )
    assert reading is not None
    assert reading.value == value
