"""Full names that a form asks for in parts: the family name under one label, the given name beside it."""

from __future__ import annotations

from typing import Final

from contracts.fields import FieldSpec
from contracts.findings import FieldReading
from contracts.reading import TextSource
from contracts.values import fold
from extractors.forms.answering.answers import answers
from extractors.forms.labelling.label_hits import LabelHit
from extractors.forms.labelling.labels import find_label
from extractors.forms.labelling.part_labels import FAMILY, GIVEN
from extractors.forms.parts.readings import Written, value_of
from extractors.forms.parts.sheet import Sheet
from extractors.forms.values.names import FAMILY_FIRST, GIVEN_FIRST

WHOLE: Final = frozenset({*FAMILY_FIRST, *GIVEN_FIRST})
ON_LINE: Final = 6.0
"""Points by which the tops of two labels on one line may differ."""


def with_given_name(spec: FieldSpec, family: FieldReading, label: LabelHit, sheet: Sheet) -> FieldReading:
    """Return the full name where a field for one was read from under "Familienname", beside "Vorname"."""
    if (
        family.value is None
        or family.box is None
        or not WHOLE & set(spec.labels)
        or not _is_family(label, sheet)
    ):
        return family
    given = _given(label, sheet)
    if given is None or given.box == family.box:
        return family
    own = Written(family.raw, family.box, given.page, family.confidence, family.source or TextSource.TEXT)
    return value_of(spec, f"{given.raw} {family.raw}", [own, given])


def _is_family(label: LabelHit, sheet: Sheet) -> bool:
    page, box = label.hit.page, label.hit.box
    printed = next(
        (each.folded for each in sheet.segments if each.page == page and each.box.holds(*box.middle)), ""
    )
    return printed in {fold(word) for word in FAMILY}


def _given(family: LabelHit, sheet: Sheet) -> Written | None:
    """Return what stands at the label of the given name that is nearest right of the family name's."""
    own = family.hit
    hits = [
        hit
        for label in GIVEN
        for hit in find_label(label, sheet.segments)
        if hit.page == own.page and hit.box.left > own.box.right and abs(hit.box.top - own.box.top) < ON_LINE
    ]
    if not hits:
        return None
    nearest = min(hits, key=lambda hit: hit.box.left)
    found = answers(LabelHit("", nearest, nearest.score), sheet)
    return next((each.written for each in found if each.written is not None), None)
