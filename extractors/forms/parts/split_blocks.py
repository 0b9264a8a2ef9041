"""A person's questions that a page's end parts: they go on at the top of the next page, without a heading."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from contracts.fields import FieldSpec
from contracts.records import Box
from extractors.forms.labelling.labels import Hit, find_label
from extractors.forms.page.layout import Segment
from extractors.forms.parts.blocks import SAME_COLUMN, Block

FOOT: Final = 0.93
"""Share of a page's height below which it may say which form and page it is."""

NEXT_LINE: Final = 0.6
"""Heights of a line by which the second line of a label stands below the first one, at most."""


class Seen(NamedTuple):
    """What tells where a block goes on: print, headings (page and box), heights of pages in points."""

    segments: Sequence[Segment]
    headings: Iterable[tuple[int, Box]]
    heights: Mapping[int, float]


def with_rests(blocks: Sequence[Block], columns: Mapping[str, FieldSpec], seen: Seen) -> list[Block]:
    """Return the blocks, each with what the next page has of it."""
    labels = {
        name: [hit for label in spec.labels for hit in find_label(label, seen.segments)]
        for name, spec in columns.items()
    }
    following = [each for _, each in pairwise([*blocks, None])]
    return [
        block._replace(rest=_rest(block, after, labels, seen))
        for block, after in zip(blocks, following, strict=True)
    ]


def _rest(block: Block, after: Block | None, labels: Mapping[str, Sequence[Hit]], seen: Seen) -> Block | None:
    held = [hit for hits in labels.values() for hit in hits if block.holds(hit.page, hit.box.middle[1])]
    if not held or block.page + 1 not in seen.heights or not _reaches_the_end(held, seen):
        return None
    missing = [
        hit
        for hits in labels.values()
        if not any(hit in held for hit in hits)
        for hit in hits
        if hit.page == block.page + 1
    ]
    ends = [box.top for page, box in seen.headings if page == block.page + 1]
    if after is not None and after.page == block.page + 1:
        ends.append(after.top)
    height = seen.heights[block.page + 1]
    column = [each for each in _column(held, block.page + 1, seen) if not _heads_pages(each, seen)]
    end = _end(missing, column, min(ends, default=height))
    return None if end is None else Block(block.page + 1, 0.0, end)


def _reaches_the_end(held: Sequence[Hit], seen: Seen) -> bool:
    """Whether nothing is asked below a block's labels on their page."""
    last = max(held, key=lambda hit: hit.box.bottom)
    foot = FOOT * seen.heights[last.page]
    below = [box for page, box in seen.headings if page == last.page]
    below += [each.box for each in _column(held, last.page, seen)]
    return not any(last.box.bottom + NEXT_LINE * last.box.height < box.top < foot for box in below)


def _column(held: Sequence[Hit], page: int, seen: Seen) -> list[Segment]:
    """Return what stands on a page at the left edge of a block's labels, from its top."""
    left = min(hit.box.left for hit in held)
    column = [each for each in seen.segments if each.page == page and abs(each.box.left - left) < SAME_COLUMN]
    return sorted(column, key=lambda each: each.box.top)


def _heads_pages(printed: Segment, seen: Seen) -> bool:
    """Whether the page before has the same at the same place."""
    return any(
        each.page == printed.page - 1 and each.folded == printed.folded and each.box.overlap(printed.box) > 0
        for each in seen.segments
    )


def _end(missing: Sequence[Hit], column: Sequence[Segment], end: float) -> float | None:
    """Return where the labels end that a block lacks, if a page begins with them; at most ``end``."""
    last: Segment | None = None
    for each in column:
        asked = any(hit.box.overlap(each.box) > 0 for hit in missing)
        if each.box.top >= end or (last is None and not asked):
            break
        if last is not None and not (asked or _goes_on(last, each)):
            return each.box.top
        last = each
    return None if last is None else end


def _goes_on(label: Segment, below: Segment) -> bool:
    """Whether print is the second line of a label."""
    return below.box.top - label.box.bottom < NEXT_LINE * label.box.height
