"""Live fields whose tool tip names one thing, and the label printed beside them another: tips are copied."""

from __future__ import annotations

from extractors.forms.labelling.label_hits import LabelHit
from extractors.forms.parts.live import field_of
from extractors.forms.parts.sheet import Sheet


def has_anothers_tip(label: LabelHit, sheet: Sheet) -> bool:
    """Whether the live field that names a label by its tool tip stands at another field's printed label."""
    if label.widget is None:
        return False
    page = sheet.pages[label.hit.page]
    return any(
        field_of(other.hit, page, above=False) is label.widget
        for name, labels in sheet.labels.items()
        for other in labels
        if name != label.field and other.widget is None and other.hit.page == page.index and other.hit.sure
    )
