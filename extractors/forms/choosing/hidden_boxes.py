"""Tick boxes of a group that were not found: a tick hides their frame, or their words could not be read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from contracts.records import Box
from extractors.forms.choosing.tick_marks import YES_NO, Mark
from extractors.forms.labelling.labels import Hit
from extractors.forms.labelling.phrases import find_phrase
from extractors.forms.parts.sheet import Sheet

PAIR: Final = 90.0
"""Points between the two boxes of a yes or no, at most."""


def completed(
    group: Mapping[str, Mark], options: Mapping[str, Sequence[str]], sheet: Sheet
) -> dict[str, Mark]:
    """Return the group with the boxes that were not found because the tick hides their frame.

    Where an option's words stand on a line of the group, its box lies beside them like the others' boxes.
    """
    marks = list(group.values())
    if not marks or any(mark.widget is not None or mark.glyph is not None for mark in marks):
        return dict(group)
    pattern = min(marks, key=lambda mark: mark.gap)
    whole = dict(group)
    for option, phrases in options.items():
        if option in group:
            continue
        for hit in _mentions(option, phrases, sheet):
            box = _box_like(pattern, hit.box)
            near = hit.page == pattern.page and any(_near_group(hit.box, mark.words) for mark in marks)
            named = any(mark.words.overlap(hit.box) > 0 for mark in whole.values())
            if near and not named and not sheet.has_print(hit.page, box):
                whole[option] = Mark(option, hit.page, box, pattern.gap, pattern.leftward, hit.box)
                break
    missing = set(options) - set(whole)
    if len(options) == len(YES_NO) and len(missing) == 1:
        whole |= _other_of_two(missing.pop(), whole, sheet)
    return whole


def _other_of_two(option: str, group: Mapping[str, Mark], sheet: Sheet) -> dict[str, Mark]:
    """Return the second box of a pair whose words could not be read: the only other one close by."""
    (known,) = group.values()
    others = [
        box
        for box in sheet.squares(known.page)
        if abs(box.middle[1] - known.box.middle[1]) < 6
        and 0 < abs(box.left - known.box.left) < PAIR
        and box.overlap(known.box) == 0
    ]
    if len(others) != 1:
        return {}
    return {option: known._replace(option=option, box=others[0], words=others[0])}


def _mentions(option: str, phrases: Sequence[str], sheet: Sheet) -> Iterator[Hit]:
    for phrase in sorted({*phrases, option}, key=len, reverse=True):
        yield from find_phrase(phrase, sheet.segments)


def _near_group(words: Box, other: Box) -> bool:
    """Whether words stand on the line of a group's words, or in its column a few lines away."""
    same_line = abs(words.middle[1] - other.middle[1]) < 6 and abs(words.left - other.left) < 330
    same_column = abs(words.left - other.left) < 25 and abs(words.top - other.top) < 45
    return same_line or same_column


def _box_like(pattern: Mark, words: Box) -> Box:
    """Return the place of a box that lies beside ``words`` as the pattern's box beside its own."""
    width, height = pattern.box.width, pattern.box.height
    left = words.left - pattern.gap - width if pattern.leftward else words.right + pattern.gap
    top = words.middle[1] + pattern.box.middle[1] - pattern.words.middle[1] - height / 2
    return Box(left, top, left + width, top + height)
