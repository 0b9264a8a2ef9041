"""Answers in the cells of a form: in the label's own ruled box, the one beside it, or under it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from contracts.reading import Word
from contracts.records import Box
from extractors.forms.answering.answer_lines import up_to_next_label, without_hints
from extractors.forms.answering.headed_cells import headed_cell
from extractors.forms.labelling.labels import Hit
from extractors.forms.labelling.small_print import is_small_print, without_label
from extractors.forms.page.layout import lines, without_traces
from extractors.forms.parts.first_rows import cell_below, first_row, is_head
from extractors.forms.parts.sheet import Sheet

WIDEST: Final = 560.0
LINE: Final = 15.0
"""Points that a column is wide at most; that a line is high."""

LONGEST_NUMBER: Final = 3
"""Letters of a question's number: "11.", "a)"."""

CLOSE: Final = 20.0
"""Points between a label and how it goes on: "Art des Vorhabens - kurze Beschreibung"."""

LABEL_AND_ANSWER: Final = 2
SAME_TOP, LARGER = 2.5, 1.15
"""Lines of a cell with a label; points by which labels side by side differ; how much larger answers are."""

TOP: Final = 5.0
"""Points over a label at the top of its cell."""

EDGE: Final = 3.0
"""Points by which a frame is narrower than the box that it stands in, at least."""

ROOM_BELOW, ROOM_RIGHT = 8.5, 45.0
"""Points of free space that a cell has for an answer."""


def in_cells_of(hit: Hit, cell: Box | None, sheet: Sheet) -> list[Word] | None:
    """Return what stands in the ruled box of a label, empty if nothing does; None if it has no such box."""
    if cell is None:
        under = sheet.cell_under(hit.page, hit.box)
        return None if under is None else _inside(under, hit, sheet)
    if not _has_room(cell, hit.box):
        return _in_first_row(hit, sheet)
    beside = [] if is_head(hit, cell, sheet) else _in_next_cell(hit, cell, sheet)
    own = _in_cell(hit, cell, sheet)
    if beside and is_small_print(own, hit):
        return beside
    below = _in_frame_below(hit, cell, sheet)
    return own or beside or (_in_cell_below(hit, cell, sheet) if below is None else below)


def _in_frame_below(hit: Hit, cell: Box, sheet: Sheet) -> list[Word] | None:
    """Return the words in a frame right under a label, inside of the box around both; None without one."""
    under = sheet.cell_under(hit.page, hit.box)
    if under is None or under.top < cell.bottom - EDGE:
        return None
    inside = cell.left + EDGE < under.left and under.right < cell.right - EDGE
    return _inside(under, hit, sheet) if inside else None


def _in_first_row(hit: Hit, sheet: Sheet) -> list[Word] | None:
    """Return the words of the first row under the head of a column; None if it is none, or over a label."""
    under = first_row(hit, sheet)
    words = [] if under is None else _inside(under, hit, sheet)
    return None if under is None or any(sheet.is_label(hit.page, word) for word in words) else words


def _in_cell_below(hit: Hit, cell: Box, sheet: Sheet) -> list[Word]:
    """Return the words of the cell right under an empty one of the same width: the first row of a table.

    A cell with tick boxes asks something itself.
    """
    under = cell_below(hit, cell, sheet)
    if under is None:
        return []
    words = _inside(under, hit, sheet)
    asks = _asks(under, words, hit.page, sheet) or _is_label_alone(hit, cell, under, words)
    if asks or any(sheet.is_label(hit.page, word) for word in words):
        return []
    is_bar = cell.bottom - hit.box.bottom < ROOM_BELOW
    return without_label(words) if is_bar else words


def _asks(cell: Box, words: Sequence[Word], page: int, sheet: Sheet) -> bool:
    """Whether there are tick boxes in a cell; a single one in a word is a round letter or digit."""
    boxes = [box for box in sheet.squares(page) if cell.holds(*box.middle)]
    return len(boxes) > 1 or any(not any(word.box.holds(*box.middle) for word in words) for box in boxes)


def _is_label_alone(hit: Hit, cell: Box, under: Box, words: Sequence[Word]) -> bool:
    """Whether the words in a cell are a label of no known field: at its top like the other, as small.

    Under them is room for an answer that nobody gave.
    """
    if not words or any(map(str.isdigit, "".join(word.text for word in words))):
        return False
    box = Box.around([word.box for word in words])
    alike = abs(box.top - under.top - (hit.box.top - cell.top)) < SAME_TOP and box.top - under.top < TOP
    small = max(word.box.height for word in words) < LARGER * hit.box.height
    return alike and small and under.bottom - box.bottom > ROOM_BELOW


def _has_room(cell: Box, label: Box) -> bool:
    """Whether an answer fits into the label's own cell; else the cell is the label's alone, as in a table."""
    return cell.bottom - label.bottom > ROOM_BELOW or cell.right - label.right > ROOM_RIGHT


def _inside(cell: Box, hit: Hit, sheet: Sheet) -> list[Word]:
    found = [word for word in sheet.words[hit.page] if cell.holds(*word.box.middle)]
    return [word for line in lines(found) for word in without_traces(line)]


def _in_cell(hit: Hit, cell: Box, sheet: Sheet) -> list[Word]:
    """Return the words in a label's cell: the lines under the label, else what follows it on its line."""
    inside = [word for word in sheet.words[hit.page] if cell.holds(*word.box.middle)]
    lower = [word for word in inside if word.box.middle[1] > hit.box.bottom + 0.5]
    under = up_to_next_label(_of_column(hit, lower, cell, sheet), hit.page, sheet)
    if under:
        return [word for line in without_hints(under, hit) for word in without_traces(line)]
    beside = [
        word
        for word in inside
        if word.box.left >= hit.box.right - 1
        and word.box.bottom > hit.box.top
        and not _of_lower_label(word, hit, cell, sheet)
    ]
    return up_to_label(sorted(beside, key=lambda word: word.box.left), hit.page, sheet, cell.right)


def _of_column(hit: Hit, words: Sequence[Word], cell: Box, sheet: Sheet) -> list[Word]:
    """Return the words of a label's column; among labels of one cell they belong to whom they are linked."""
    left, right = column_start(hit, sheet.words[hit.page]) - 8, column_end(hit, sheet)
    left = min(left, _free_from(hit, cell, sheet))
    right = cell.right if _is_crossed(right, hit, cell, sheet) else right
    owners = sheet.owners(hit.page)
    row = [other for other in sheet.labels_on_line(hit.page, hit.box) if cell.holds(*other.middle)]
    others = owners.neighbours_words(hit.box, row)
    beside = [other.left for other in sheet.segments_on_line(hit.page, hit.box) if other.left >= right]
    own = [box for box in owners.words_of(hit.box) if not _is_under_any(box, beside)] if others else []
    return [
        word
        for word in words
        if (left <= word.box.left < right and not any(box.holds(*word.box.middle) for box in others))
        or any(box.holds(*word.box.middle) for box in own)
    ]


def _is_crossed(right: float, hit: Hit, cell: Box, sheet: Sheet) -> bool:
    """Whether a line in a label's cell runs on where other print begins on the label's line: no column ends.

    What begins there is no label that is known: OCR lost words of the label itself.
    """
    row = sheet.labels_on_line(hit.page, hit.box)
    if any(hit.box.right < other.left < cell.right for other in row):
        return False
    return any(
        each.page == hit.page
        and each.box.top > hit.box.bottom
        and cell.holds(*each.box.middle)
        and each.box.left < right - EDGE < right + EDGE < each.box.right
        for each in sheet.segments
    )


def _is_under_any(word: Box, starts: Sequence[float]) -> bool:
    """Whether a word begins where other print on a label's line does: it answers that."""
    return any(abs(word.left - start) < EDGE for start in starts)


def _free_from(hit: Hit, cell: Box, sheet: Sheet) -> float:
    """Return where a label's column begins at the latest: at its cell's edge if nothing stands before it.

    OCR may have lost the first word of the label.
    """
    before = (other for other in sheet.segments_on_line(hit.page, hit.box) if other.left < hit.box.left - 2)
    return hit.box.left if any(cell.holds(*other.middle) for other in before) else cell.left


def _of_lower_label(word: Word, hit: Hit, cell: Box, sheet: Sheet) -> bool:
    """Whether a word stands behind another label of the same cell, further down than ``hit``."""
    return any(
        other.right <= word.box.left + 1 and other.top >= hit.box.bottom - 2 and cell.holds(*other.middle)
        for other in sheet.labels_on_line(hit.page, word.box)
    )


def _in_next_cell(hit: Hit, cell: Box, sheet: Sheet) -> list[Word]:
    """Return the words in the cell right of a label's cell, if that has no label of its own."""
    beside = Box(cell.right + 4, hit.box.top, cell.right + 8, hit.box.bottom)
    neighbour = sheet.cell(hit.page, beside)
    if neighbour is None or neighbour.left < cell.right - 4:
        return []
    inside = [word for word in sheet.words[hit.page] if neighbour.holds(*word.box.middle)]
    inside = [word for word in inside if not sheet.is_in_hint(hit.page, word)] or inside
    own_label = any(sheet.is_label(hit.page, word) for word in inside) or _is_labelled(hit, inside)
    asks = _asks(neighbour, inside, hit.page, sheet)
    is_head = headed_cell(hit, sheet) is not None or _is_over_answers(hit, cell, sheet)
    return [] if own_label or (is_head and (asks or _is_head_alone(hit, inside))) else inside


def _is_over_answers(hit: Hit, cell: Box, sheet: Sheet) -> bool:
    """Whether larger print, as of answers, stands in the cell right under a label's, of the same width."""
    under = cell_below(hit, cell, sheet)
    if under is None:
        return False
    heights = [word.box.height for word in sheet.words[hit.page] if under.holds(*word.box.middle)]
    return bool(heights) and min(heights) > LARGER * hit.box.height


def _is_labelled(hit: Hit, words: Sequence[Word]) -> bool:
    """Whether words beside a label begin with a label of no known field: on its line, in smaller print."""
    rows = lines(words)
    if len(rows) < LABEL_AND_ANSWER:
        return False
    label, answer = (Box.around([word.box for word in row]) for row in rows[:LABEL_AND_ANSWER])
    return abs(label.top - hit.box.top) < SAME_TOP and answer.height > LARGER * label.height


def _is_head_alone(hit: Hit, words: Sequence[Word]) -> bool:
    """Whether the words beside a label at the top of a cell are a label as well: as high up, as small."""
    rows = lines(words)
    if not rows:
        return False
    label = Box.around([word.box for word in rows[0]])
    return abs(label.top - hit.box.top) < SAME_TOP and label.height < LARGER * hit.box.height


def up_to_label(row: Sequence[Word], page: int, sheet: Sheet, end: float) -> list[Word]:
    """Return the words of a line, from left to right, up to the next label or to ``end``."""
    taken: list[Word] = []
    for word in row:
        if word.box.left > end or sheet.is_label(page, word):
            break
        taken.append(word)
    return taken


def column_start(hit: Hit, words: Sequence[Word]) -> float:
    """Return where the column of a label begins: at the number before it, if it has one, as in "11 Name"."""
    numbers = (
        word.box.left
        for word in words
        if len(word.text) <= LONGEST_NUMBER
        and 0 <= hit.box.left - word.box.right < LINE
        and hit.box.top < word.box.middle[1] < hit.box.bottom
    )
    return min(numbers, default=hit.box.left)


def column_end(hit: Hit, sheet: Sheet) -> float:
    """Return where the column of a label ends: where the next label on its line begins."""
    starts = [
        other.left
        for other in sheet.segments_on_line(hit.page, hit.box)
        if other.left > hit.box.right
        and not sheet.is_hint(hit.page, other)
        and not (other.left - hit.box.right < CLOSE and sheet.begins_small(hit.page, other))
    ]
    return min(starts, default=hit.box.left + WIDEST) - 2
