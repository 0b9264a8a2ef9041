"""Values in combs, where every letter has its cell, and with the blanks that OCR sees."""

from __future__ import annotations

import pytest

from contracts.fields import FieldKind, FieldSpec
from extractors.forms.values.normalise import normalise


@pytest.mark.parametrize(
    ("kind", "raw", "value"),
    [
        (FieldKind.DATE, "1 4 . 0 7 . 2 0 2 6", "2026-07-14"),
        (FieldKind.DATE, "14 . 07 . 2026", "2026-07-14"),
        (FieldKind.PLACE_DATE, "Musterstadt, 0 5 1 0 2 0 2 6", "Musterstadt, 2026-10-05"),
        (FieldKind.PLACE_DATE, "Musterstadt, 05 10 2026", "Musterstadt, 2026-10-05"),
        (FieldKind.PLATE, "L – K M 4 1 7", "L-KM417"),
        (FieldKind.PLATE, "G Z – A Y 2 0 3 8", "GZ-AY2038"),
        (FieldKind.EMAIL, "max .mustermann@post .example", "max.mustermann@post.example"),
        (FieldKind.EMAIL, "m@web. example", "m@web.example"),
        (FieldKind.EMAIL, "Mail: m@web.example", "m@web.example"),
        (FieldKind.EMAIL, "Tel. m@web.example", None),
        (FieldKind.AMOUNT, "8 1 2 , 5 0", "812.50"),
        (FieldKind.AMOUNT, "8 1 2 5 0", None),
        (FieldKind.NUMBER, "6 0", None),
        (FieldKind.DATE, "3 4 . 0 7 . 2 0 2 6", None),
    ],
)
def test_blanks_between_cells_go(kind: FieldKind, raw: str, value: str | None) -> None:
    """A well printed value in a comb is read as it stands, not asked for again."""
    assert normalise(FieldSpec(kind=kind, labels=("Feld",)), raw) == value
