"""Labels of fields where they stand on a form."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from contracts.reading import Widget
from extractors.forms.labels import Hit


class LabelHit(NamedTuple):
    """A label of a field in its place; ``widget`` is set when the live field itself names the label."""

    field: str
    hit: Hit
    score: float
    widget: Widget | None = None


def one_each(hits: Sequence[LabelHit]) -> list[LabelHit]:
    """Return the best hit of each place: many synonyms may fit one printed label."""
    kept: list[LabelHit] = []
    for each in sorted(hits, key=lambda each: -each.score):
        if not any(_same_place(each, other) for other in kept):
            kept.append(each)
    return kept


def _same_place(one: LabelHit, other: LabelHit) -> bool:
    if one.widget is not None or other.widget is not None:
        return one.widget is other.widget
    first, second = one.hit.box, other.hit.box
    touch = first.holds(*second.middle) or second.holds(*first.middle)
    return one.hit.page == other.hit.page and touch
