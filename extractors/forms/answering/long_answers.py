"""Answers of several lines: what a business does, what is to be built."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median
from typing import Final

from contracts.reading import Word
from contracts.records import Box
from extractors.forms.labelling.labels import Hit
from extractors.forms.page.layout import lines
from extractors.forms.parts.sheet import Sheet

MOST_LINES: Final = 6
NEXT_LINE: Final = 26.0
"""Points from one line of an answer to the next, at most: people write on rulings."""

LEFT_ALIGNED: Final = 8.0
"""Points by which the beginnings of its lines may differ."""

LEAST_PITCH: Final = 8.0
"""Points from one line to write on to the next one, at least."""

ON_LINE: Final = 6.0
"""Points that the letters of an answer stand over their line, at most."""

SAME_LEFT, APART = 3.0, 0.6
"""Points by which labels one below the other differ; free space between them, in heights of a line."""

PITCH, LARGER = 1.6, 1.15
"""Heights of an answer's line to its next one, at most; how much larger than its label an answer is."""

ALIKE: Final = 0.35
"""Share by which the heights of its lines may differ: print is smaller, a heading larger."""


def with_following_lines(first: Sequence[Word], label: Hit, sheet: Sheet) -> list[Word]:
    """Return an answer with the lines under its first one that go on in the same column and hand."""
    page = label.page
    answer, start = list(first), Box.around([word.box for word in first])
    under = [
        word
        for word in sheet.words[page]
        if start.bottom - 2 < word.box.middle[1] < start.bottom + MOST_LINES * NEXT_LINE
        and word.box.left > start.left - LEFT_ALIGNED
    ]
    last = start
    for line in lines(under)[: MOST_LINES - 1]:
        box = Box.around([word.box for word in line])
        if box.top - last.top > NEXT_LINE or not _goes_on(line, box, start) or _is_print(line, page, sheet):
            break
        if _is_anothers(box, label, sheet):
            break
        answer.extend(line)
        last = box
    return answer


def with_lines_over(last: Sequence[Word], label: Hit, sheet: Sheet) -> list[Word]:
    """Return an answer that ends over its label, with its lines over the last one.

    Each of them stands on a line to write on of its own, right over the next one and as far left, with
    no small print between the two.
    """
    page = label.page
    answer, rows, under = (
        list(last),
        Box.around([word.box for word in last]),
        sheet.line_over(page, label.box),
    )
    while under is not None:
        under = _line_next_over(under, page, sheet)
        row = [] if under is None else _standing_on(under, page, sheet)
        if under is None or not row or _is_print(row, page, sheet):
            break
        box = Box.around([word.box for word in row])
        if not _goes_on(row, box, rows) or _has_print_between(under, rows, page, sheet):
            break
        answer, rows = [*row, *answer], box
    return answer


def _line_next_over(under: Box, page: int, sheet: Sheet) -> Box | None:
    over = [
        line
        for line in sheet.lines(page)
        if abs(line.left - under.left) < LEFT_ALIGNED and LEAST_PITCH < under.top - line.top < NEXT_LINE
    ]
    return max(over, key=lambda line: line.top, default=None)


def _standing_on(line: Box, page: int, sheet: Sheet) -> list[Word]:
    return [
        word
        for word in sheet.words[page]
        if line.left - 2 < word.box.middle[0] < line.right + 2
        and word.box.middle[1] < line.middle[1] < word.box.bottom + ON_LINE
    ]


def _has_print_between(line: Box, below: Box, page: int, sheet: Sheet) -> bool:
    """Whether something stands between a line and the words on the next one: it names the upper line."""
    return any(
        line.middle[1] < word.box.middle[1] < below.top and line.left < word.box.middle[0] < line.right
        for word in sheet.words[page]
    )


def _goes_on(line: Sequence[Word], box: Box, start: Box) -> bool:
    high = max(word.box.height for word in line)
    return abs(box.left - start.left) < LEFT_ALIGNED and abs(high - start.height) < ALIKE * start.height


def _is_print(line: Sequence[Word], page: int, sheet: Sheet) -> bool:
    """Whether a line is a label, a heading, or has tick boxes."""
    box = Box.around([word.box for word in line])
    around = Box(box.left - 16, box.top, box.right + 16, box.bottom)
    return (
        any(sheet.is_label(page, word) for word in line)
        or any(number == page and box.overlap(place) > 0 for number, place in sheet.headings.places)
        or any(around.holds(*square.middle) for square in sheet.squares(page))
    )


def _is_anothers(line: Box, label: Hit, sheet: Sheet) -> bool:
    """Whether a label of its own, known or not, stands left of a line, under the answer's label."""
    known = sheet.labels_on_line(label.page, line)
    beside = [each for each in (*known, *sheet.segments_on_line(label.page, line)) if each.right <= line.left]
    return any(
        other.top > label.box.bottom - 2 if other in known else _is_next(other, label) for other in beside
    ) and not _are_in_bracket(beside, label, sheet)


def _are_in_bracket(beside: Sequence[Box], label: Hit, sheet: Sheet) -> bool:
    """Whether a label opens a bracket that is still open where a line begins: "(genau angeben; bei ..."."""
    top = min(each.top for each in beside)
    column = [
        each.text
        for each in sheet.segments
        if each.page == label.page
        and abs(each.box.left - label.box.left) < SAME_LEFT
        and label.box.top - 2 <= each.box.top < top
    ]
    return sum(text.count("(") - text.count(")") for text in column) > 0


def _is_next(printed: Box, label: Hit) -> bool:
    """Whether print begins right under a label, too far below it for going on in its next line."""
    aligned = abs(printed.left - label.box.left) < SAME_LEFT
    return aligned and printed.top - label.box.bottom > APART * printed.height


def with_whole_lines(words: Sequence[Word], cell: Box, hit: Hit, sheet: Sheet) -> list[Word]:
    """Return the lines of a long answer in a label's cell with all that stands behind them, brackets too.

    Where another label stands in the same row, what is behind may be its answer.
    """
    if any(hit.box.right < other.left < cell.right for other in sheet.labels_on_line(hit.page, hit.box)):
        return list(words)
    boxes = [Box.around([word.box for word in line]) for line in lines(words)]
    behind = [
        word
        for word in sheet.words[hit.page]
        if cell.holds(*word.box.middle)
        and any(box.top < word.box.middle[1] < box.bottom and word.box.left > box.left for box in boxes)
    ]
    more = [word for word in behind if word not in words]
    added = _in_brackets_below(boxes, cell, hit, sheet)
    return [word for line in lines([*words, *more, *added]) for word in line]


def _in_brackets_below(rows: Sequence[Box], cell: Box, hit: Hit, sheet: Sheet) -> list[Word]:
    """Return a line in brackets right under an answer, as far left and in its hand.

    A hint is as small as the label that it explains.
    """
    start, last = rows[0], rows[-1]
    label = [word.box.height for word in sheet.words[hit.page] if hit.box.holds(*word.box.middle)]
    under = [
        each
        for each in sheet.segments
        if each.page == hit.page
        and cell.holds(*each.box.middle)
        and all(sheet.is_in_hint(hit.page, word) for word in each.words)
        and 0 < each.box.top - last.top < PITCH * last.height
        and _goes_on(each.words, each.box, start)
        and each.box.height > LARGER * median(label or [hit.box.height])
    ]
    return [word for each in under for word in each.words]
