"""What stands in a gap of running text; full names: "Ich, Erika Mustermann, geboren am"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from contracts.fields import FieldKind, FieldSpec
from contracts.findings import FieldReading, FieldState
from contracts.reading import TextSource
from contracts.records import Box
from contracts.values import fold
from extractors.forms.answering.answers import written
from extractors.forms.answering.gap_labels import clause, score_of
from extractors.forms.answering.stray_ink import unread_in
from extractors.forms.page.running_text import Gap
from extractors.forms.parts.readings import EMPTY, WIDGET_CONFIDENCE, value_of
from extractors.forms.parts.sheet import Sheet
from extractors.forms.values.names import FAMILY_FIRST, GIVEN_FIRST, split_name
from extractors.forms.values.normalise import normalise

PARTS: Final[Mapping[str, str]] = {"familienname": "family", "vorname": "given"}
"""The fields that are parts of a full name."""

ONESELF: Final = frozenset({"ich", "ich der die unterzeichnende", "ich die der unterzeichnende"})
"""All that stands before the name of the one who writes."""

EDGE: Final = 1.5
EDGES: Final = " ,;‚"
_END: Final = re.compile(r"\s+\.$")
"""What of the sentence stands so close behind a gap that it seems to be in it."""

_ORDERS: Final = ((False, FAMILY_FIRST), (True, GIVEN_FIRST))


class NameGap(NamedTuple):
    """A gap, by its number, for a full name; whether its given name is said to be first, or the family's.

    ``said`` is None where nothing says so.
    """

    number: int
    said: bool | None


def name_gap(gaps: Sequence[Gap], fields: Mapping[str, FieldSpec], sheet: Sheet) -> NameGap | None:
    """Return the gap for the applicant's full name; None if there is none."""
    spec = fields.get("familienname")
    if spec is None or "vorname" not in fields:
        return None
    named = max(_named(spec, gaps, sheet), default=None)
    if named is not None:
        return NameGap(-named[1], named[2])
    before = (fold(" ".join(word.text for word in clause(gap.before))) for gap in gaps)
    return next((NameGap(number, None) for number, text in enumerate(before) if text in ONESELF), None)


def _named(spec: FieldSpec, gaps: Sequence[Gap], sheet: Sheet) -> Iterator[tuple[float, int, bool]]:
    """Yield the gaps that are named for both parts: how well, the number (negative), whose order."""
    for given_first, phrases in _ORDERS:
        both = spec.model_copy(update={"labels": phrases, "kind": FieldKind.TEXT})
        for number, gap in enumerate(gaps):
            score = score_of(both, gap, sheet)
            if score is not None:
                yield score, -number, given_first


def names_in(place: NameGap, fields: Mapping[str, FieldSpec], sheet: Sheet) -> dict[str, FieldReading]:
    """Return both parts of the name in a gap; they are unclear where it is no full name."""
    gap = sheet.gaps[place.number]
    whole = in_gap(FieldSpec(kind=FieldKind.TEXT), gap, sheet)
    if whole.value is None:
        return dict.fromkeys(PARTS, whole)
    # OCR may have lost the comma behind the family name.
    sure = place.said is not None or "," in whole.value or whole.source is not TextSource.OCR
    full = split_name(whole.value, given_first=place.said is not False) if sure else None
    found = {}
    for name, part in PARTS.items():
        value = normalise(fields[name], getattr(full, part)) if full else None
        state = FieldState.FILLED if value else FieldState.UNCLEAR
        found[name] = whole.model_copy(update={"value": value, "state": state})
    return found


def in_gap(spec: FieldSpec, gap: Gap, sheet: Sheet) -> FieldReading:
    """Return what stands in a gap as a field's reading; empty only where the gap is bare."""
    if gap.words:
        found = written(gap.words, sheet.pages[gap.page])
        if sheet.pages[gap.page].widgets:
            found = found._replace(source=TextSource.WIDGET, confidence=WIDGET_CONFIDENCE)
    else:
        places = [Box(each.left, each.top, each.right, each.bottom - EDGE) for each in gap.places]
        unread = unread_in(gap.page, places, sheet)
        if unread is None:
            return EMPTY
        found = unread
    reading = value_of(spec, _END.sub("", found.raw.strip(EDGES)), [found])
    return reading if reading.value is not None else reading.model_copy(update={"state": FieldState.UNCLEAR})
