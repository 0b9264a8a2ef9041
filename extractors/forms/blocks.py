"""Persons one below the other: the same labels again, once per person, as on many registration forms."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from contracts.fields import FieldSpec
from extractors.forms.labels import Hit, find_label, find_phrase
from extractors.forms.layout import Segment
from extractors.forms.names import FAMILY_FIRST, GIVEN_FIRST

SAME_COLUMN: Final = 8.0
"""Points by which the left edges of a repeated label may differ."""

ANCHORS: Final = ("vorname", "familienname")
"""Columns whose labels tell one person's block from the next."""

LEAST_HEIGHT: Final = 40.0
LEAST_LABELS: Final = 3
"""So many different labels must be repeated for a block: a single one may be anything."""


class Block(NamedTuple):
    """The part of a page on which another person's answers stand, in points from the top."""

    page: int
    top: float
    bottom: float

    def holds(self, page: int, y: float) -> bool:
        """Whether a point lies in the block."""
        return page == self.page and self.top <= y < self.bottom


def person_blocks(
    columns: Mapping[str, FieldSpec], segments: Sequence[Segment], sections: Sequence[str] = ()
) -> list[Block]:
    """Return the blocks of all persons but the applicant.

    The first block is the applicant's, unless a heading for further persons stands above it.
    """
    repeated = _repeated(columns, segments)
    if len(repeated) < LEAST_LABELS or not any(name in repeated for name in ANCHORS):
        return []
    anchor = next(name for name in ANCHORS if name in repeated)
    hits = repeated[anchor]
    first_tops = [
        min(hit.box.top for found in repeated.values() for hit in found[number : number + 1])
        for number in range(len(hits))
    ]
    pitch = min(below.box.top - above.box.top for above, below in pairwise(hits))
    if pitch < LEAST_HEIGHT:
        return []
    ends = [*first_tops[1:], first_tops[-1] + pitch]
    blocks = [
        Block(hit.page, top - 4, bottom - 4) for hit, top, bottom in zip(hits, first_tops, ends, strict=True)
    ]
    headings = [hit for section in sections for hit in find_phrase(section, segments)]
    further = any((hit.page, hit.box.top) < (blocks[0].page, blocks[0].top + 8) for hit in headings)
    return blocks if further else blocks[1:]


def _repeated(columns: Mapping[str, FieldSpec], segments: Sequence[Segment]) -> dict[str, list[Hit]]:
    """Return per column the places of its label, from top to bottom, if it stands twice in one column."""
    found = {}
    for name, spec in columns.items():
        by_place: dict[tuple[int, int], list[Hit]] = defaultdict(list)
        for label in (*spec.labels, *((*FAMILY_FIRST, *GIVEN_FIRST) if name in ANCHORS else ())):
            for hit in find_label(label, segments):
                by_place[(hit.page, round(hit.box.left / SAME_COLUMN))].append(hit)
        best = max((_distinct(hits) for hits in by_place.values()), key=len, default=[])
        if len(best) > 1:
            found[name] = best
    return found


def _distinct(hits: Sequence[Hit]) -> list[Hit]:
    """Return one hit per line, from top to bottom."""
    lines = {round(hit.box.top): hit for hit in hits}
    return [lines[top] for top in sorted(lines)]
