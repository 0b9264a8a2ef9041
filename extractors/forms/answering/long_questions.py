"""Questions of several lines with their answer in a cell beside them, in the middle of their lines."""

from __future__ import annotations

from typing import Final

from contracts.records import Box
from extractors.forms.labelling.labels import Hit
from extractors.forms.parts.sheet import Sheet

NEXT_LINE: Final = 0.6
"""Heights of a line by which the next line of a question stands below one, at most."""

SAME_LEFT: Final = 3.0
"""Points by which the lines of a question begin further left or right."""

MOST_LINES: Final = 3


def cell_beside_question(label: Hit, sheet: Sheet) -> Box | None:
    """Return the uppermost filled-in cell right of a question that goes on below its first line.

    None if the label has a cell itself, or no line below it ends the question.
    """
    question = _whole(label, sheet)
    if question is None or sheet.cell(label.page, label.box) is not None:
        return None
    beside = [
        each.box
        for each in sheet.segments
        if each.page == label.page
        and each.box.left > question.right
        and question.top < each.box.middle[1] < question.bottom
    ]
    for box in sorted(beside, key=lambda box: (box.top, box.left)):
        cell = sheet.cell(label.page, box)
        if cell is not None and cell.left >= question.right:
            return cell
    return None


def _whole(label: Hit, sheet: Sheet) -> Box | None:
    """Return a question from its label to its question mark; None if it has one line."""
    own = [
        each
        for each in sheet.segments
        if each.page == label.page
        and each.box.overlap(label.box) > 0
        and label.box.top < each.box.middle[1] < label.box.bottom
    ]
    if not own or any("?" in each.text for each in own):
        return Box.around([each.box for each in own]) if len(own) > 1 else None
    lines = [Box.around([each.box for each in own])._replace(left=label.box.left)]
    for _ in range(MOST_LINES - 1):
        last = lines[-1]
        following = next(
            (
                each
                for each in sheet.segments
                if each.page == label.page
                and abs(each.box.left - last.left) < SAME_LEFT
                and last.middle[1] < each.box.top < last.bottom + NEXT_LINE * last.height
            ),
            None,
        )
        if following is None or sheet.cell(label.page, following.box) is not None:
            return None  # what stands in a box right under a label is its answer
        lines.append(following.box)
        if "?" in following.text:
            return Box.around(lines)
    return None
