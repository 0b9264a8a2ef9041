"""The head of a form, over its title: telephone and e-mail there are those of the authority named in it.

A form may also begin with the applicant's own address; then no label below the title asks for these again.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median
from typing import Final

from contracts.fields import FieldKind, FieldSpec
from extractors.forms.labelling.label_hits import LabelHit
from extractors.forms.page.layout import Segment

CONTACTS: Final = frozenset({FieldKind.PHONE, FieldKind.EMAIL})

LARGE: Final = 1.3
"""How much higher the title is than most lines of its page, at least."""

_TITLE: Final = re.compile(r"\w*(?:antrag|anmeldung|anzeige|meldung|meldeschein|erklärung)\b", re.IGNORECASE)
_AUTHORITY: Final = re.compile(
    r"(?:(?:große )?(?:kreis|landes|haupt|universitäts|hanse)?stadt|gemeinde|markt|(?:land)?kreis|bezirk)\b"
    r"|\w*(?:amt|behörde|verwaltung|stelle|büro)\b",
    re.IGNORECASE,
)


def without_letterhead(
    spec: FieldSpec, labels: Sequence[LabelHit], segments: Sequence[Segment]
) -> list[LabelHit]:
    """Return the labels of a contact without those in the letterhead, if the form asks for it below."""
    foot = _foot(segments) if spec.kind in CONTACTS else None
    if foot is None:
        return list(labels)
    page, top = foot
    below = [each for each in labels if (each.hit.page, each.hit.box.top) >= (page, top)]
    return below or list(labels)


def _foot(segments: Sequence[Segment]) -> tuple[int, float] | None:
    """Return the page and the upper edge of the form's title, if an authority is named over it."""
    first = min((each.page for each in segments), default=0)
    lines = [each for each in segments if each.page == first]
    large = LARGE * median([each.box.height for each in lines]) if lines else 0.0
    titles = [each.box.top for each in lines if each.box.height > large and _TITLE.match(each.text)]
    named = [each.box.top for each in lines if _AUTHORITY.match(each.text)]
    top = min(titles, default=None)
    return (first, top) if top is not None and any(each < top for each in named) else None
