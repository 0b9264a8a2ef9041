"""Ticks that belong to no known option of their group: then the group is not empty."""

from __future__ import annotations

from collections.abc import Mapping

from contracts.reading import PageText, Widget
from contracts.records import Box
from extractors.forms.choosing.tick_marks import Mark
from extractors.forms.parts.sheet import Sheet
from extractors.forms.ticks.marks import Tick

COLUMN, NEXT_LINE = 3.0, 20.0
"""Points by which boxes of one column differ; from one of them to the next."""


def stray_tick(group: Mapping[str, Mark], sheet: Sheet) -> bool:
    """Whether a box on the group's lines, or in its column, is ticked that is none of its own.

    Its words could not be read, or name no option that is known: then the group is not empty.
    """
    for mark in group.values():
        picture = sheet.ink(mark.page)
        if mark.widget is not None and _is_another_on(mark.widget, group, sheet.pages[mark.page]):
            return True
        if picture is None or mark.widget is not None or mark.glyph is not None:
            continue
        for box in sheet.squares(mark.page):
            beside = abs(box.middle[1] - mark.box.middle[1]) < 6 or _is_under(box, mark.box)
            known = any(box.overlap(other.box) > 0 for other in group.values())
            if beside and not known and picture.judge(picture.tick_share(box)) is Tick.ON:
                return True
    return False


def _is_another_on(field: Widget, group: Mapping[str, Mark], page: PageText) -> bool:
    """Whether a button of a live field is on that is none of the group's."""
    known = [mark.box for mark in group.values()]
    return any(each.checked and each.name == field.name and each.box not in known for each in page.widgets)


def _is_under(box: Box, other: Box) -> bool:
    """Whether a box stands in the column of another one, on a line next to it."""
    return abs(box.left - other.left) < COLUMN and abs(box.top - other.top) < NEXT_LINE
