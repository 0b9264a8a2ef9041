"""Where an answer stands: the live field or the words beside, below or above a label."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from contracts.reading import PageText, TextSource, Widget, Word
from contracts.records import Box
from extractors.forms.labels import Hit
from extractors.forms.layout import in_cells, lines, without_traces
from extractors.forms.linking import Side
from extractors.forms.live import field_of, written_in
from extractors.forms.long_answers import with_following_lines
from extractors.forms.readings import Written, lines_of
from extractors.forms.sheet import LabelHit, Sheet
from extractors.forms.stray_ink import unread_answer

BELOW: Final = 30.0
"""Points under a label within which the first line of its answer begins."""

ABOVE: Final = 26.0
RIGHT: Final = 470.0
WIDEST: Final = 560.0
LINE: Final = 15.0
LONGEST_NUMBER: Final = 3
"""Letters of a question's number: "11.", "a)"."""

OPTION, WIDE_BOX = 20.0, 14.0
"""Points between an answer and the first tick box of another question on its line; width of such a box."""

ROOM_BELOW, ROOM_RIGHT = 8.5, 45.0
"""Points of free space that a cell has for an answer."""


class Answer(NamedTuple):
    """A candidate; ``written`` is None where a live field stands there empty."""

    side: Side
    written: Written | None
    widget: Widget | None = None


def answers(
    label: LabelHit, sheet: Sheet, *, above: bool = False, lines_below: int = 1, long: bool = False
) -> Iterator[Answer]:
    """Yield what may be the answer to a label, likeliest first.

    Args:
        label: Where the label stands.
        sheet: The form.
        above: Also look over the label, as under a line to be signed.
        lines_below: So many lines under the label may belong to the answer.
        long: Whether the answer may go on in further lines.
    """
    page = sheet.pages[label.hit.page]
    cell = sheet.cell(label.hit.page, label.hit.box)
    owners = sheet.owners(label.hit.page)
    under_rule = cell is None and sheet.is_under(label.hit)
    widget = (
        label.widget or field_of(label.hit, page, above=above or under_rule) or owners.field_of(label.hit.box)
    )
    if widget is not None:
        yield Answer(Side.INSIDE, written_in(widget, page), widget)
        return
    over = _above(label.hit, sheet) if above or under_rule else []
    ruled = over if under_rule else _ruled(label.hit, cell, sheet)
    if under_rule or (ruled is not None and not over):
        yield Answer(Side.INSIDE, written(ruled, page) if ruled else unread_answer(label.hit, cell, sheet))
        return
    found = False
    for side, words in (
        (Side.RIGHT, _right(label.hit, sheet)),
        (Side.BELOW, _below(label.hit, sheet, lines_below)),
        (Side.ABOVE, over),
    ):
        if words:
            found = True
            whole = with_following_lines(words, page.index, sheet) if long else words
            yield Answer(side, written(whole, page))
    if not found and (unread := unread_answer(label.hit, cell, sheet)) is not None:
        yield Answer(Side.INSIDE, unread)


def _ruled(hit: Hit, cell: Box | None, sheet: Sheet) -> list[Word] | None:
    """Return what stands in the ruled box of a label, empty if nothing does; None if it has no such box."""
    if cell is None:
        under = _cell_under(hit, sheet)
        return None if under is None else _inside(under, hit, sheet)
    if not _has_room(cell, hit.box):
        return None
    beside = [] if _is_head(hit, cell, sheet) else _in_next_cell(hit, cell, sheet)
    return _in_cell(hit, cell, sheet) or beside or _in_cell_below(hit, cell, sheet)


def _is_head(hit: Hit, cell: Box, sheet: Sheet) -> bool:
    """Whether a label stands right of another label's cell: in a row of labels, over their answers."""
    before = sheet.cell(hit.page, Box(cell.left - 8, hit.box.top, cell.left - 4, hit.box.bottom))
    if before is None or before.right > cell.left + 4:
        return False
    inside = [word for word in sheet.words[hit.page] if before.holds(*word.box.middle)]
    return bool(inside) and all(sheet.is_label(hit.page, word) for word in inside)


def _in_cell_below(hit: Hit, cell: Box, sheet: Sheet) -> list[Word]:
    """Return the words of the cell right under an empty one of the same width: the first row of a table."""
    under = sheet.cell(hit.page, Box(cell.left + 3, cell.bottom + 5, cell.left + 6, cell.bottom + 9))
    if under is None or max(abs(under.left - cell.left), abs(under.right - cell.right)) > 3:
        return []
    words = _inside(under, hit, sheet)
    return [] if any(sheet.is_label(hit.page, word) for word in words) else words


def written(words: Sequence[Word], page: PageText) -> Written:
    """Return words as the text that stands there; there must be one at least."""
    return Written(
        lines_of(words),
        Box.around([word.box for word in words]),
        page.index,
        min(word.confidence for word in words),
        page.source if page.source is TextSource.OCR else TextSource.TEXT,
        cells=page.source is TextSource.OCR and any(map(in_cells, words)),
    )


def _has_room(cell: Box, label: Box) -> bool:
    """Whether an answer fits into the label's own cell; else the cell is the label's alone, as in a table."""
    return cell.bottom - label.bottom > ROOM_BELOW or cell.right - label.right > ROOM_RIGHT


def _cell_under(hit: Hit, sheet: Sheet) -> Box | None:
    """Return the ruled box that a label stands directly above."""
    box = hit.box
    cell = sheet.cell(hit.page, Box(box.left + 2, box.bottom + 6, box.left + 6, box.bottom + 10))
    if cell is None or not -3 <= cell.top - box.bottom <= 9 or abs(cell.left - box.left) > LINE:
        return None
    words = [word for word in sheet.words[hit.page] if cell.holds(*word.box.middle)]
    return None if any(sheet.is_label(hit.page, word) for word in words) else cell


def _inside(cell: Box, hit: Hit, sheet: Sheet) -> list[Word]:
    found = [word for word in sheet.words[hit.page] if cell.holds(*word.box.middle)]
    return [word for line in lines(found) for word in without_traces(line)]


def _in_cell(hit: Hit, cell: Box, sheet: Sheet) -> list[Word]:
    """Return the words in a label's cell: the lines under the label, else what follows it on its line."""
    inside = [word for word in sheet.words[hit.page] if cell.holds(*word.box.middle)]
    lower = [word for word in inside if word.box.middle[1] > hit.box.bottom + 0.5]
    under = [word for word in _of_column(hit, lower, cell, sheet) if not sheet.is_label(hit.page, word)]
    if under:
        return [word for line in lines(under) for word in without_traces(line)]
    beside = [
        word
        for word in inside
        if word.box.left >= hit.box.right - 1
        and word.box.bottom > hit.box.top
        and not _of_lower_label(word, hit, cell, sheet)
    ]
    return _up_to_label(sorted(beside, key=lambda word: word.box.left), hit.page, sheet, cell.right)


def _of_column(hit: Hit, words: Sequence[Word], cell: Box, sheet: Sheet) -> list[Word]:
    """Return the words of a label's column; among labels of one cell they belong to whom they are linked."""
    left, right = _column_start(hit, sheet.words[hit.page]) - 8, _column_end(hit, sheet)
    owners = sheet.owners(hit.page)
    row = [other for other in sheet.labels_on_line(hit.page, hit.box) if cell.holds(*other.middle)]
    others = owners.neighbours_words(hit.box, row)
    own = owners.words_of(hit.box) if others else []
    return [
        word
        for word in words
        if (left <= word.box.left < right and not any(box.holds(*word.box.middle) for box in others))
        or any(box.holds(*word.box.middle) for box in own)
    ]


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
    return [] if any(sheet.is_label(hit.page, word) for word in inside) else inside


def _right(hit: Hit, sheet: Sheet) -> list[Word]:
    """Return the words right of a label, up to the next label on its line."""
    top, bottom = hit.box.top, hit.box.bottom
    row = [
        word
        for word in sheet.words[hit.page]
        if word.box.left >= hit.box.right - 1
        and _overlap(word.box, top, bottom) > 0.5 * min(word.box.height, bottom - top)
    ]
    end = _cell_end(hit, sheet) or hit.box.right + RIGHT
    return _up_to_label(sorted(row, key=lambda word: word.box.left), hit.page, sheet, end)


def _cell_end(hit: Hit, sheet: Sheet) -> float | None:
    """Return where the cell right of a label's own ends: what stands behind it is the next person's."""
    cell = sheet.cell(hit.page, hit.box)
    beside = cell and sheet.cell(hit.page, Box(cell.right + 4, hit.box.top, cell.right + 8, hit.box.bottom))
    return beside.right if cell and beside and beside.left > cell.right - 4 else None


def _up_to_label(row: Sequence[Word], page: int, sheet: Sheet, end: float) -> list[Word]:
    taken: list[Word] = []
    for word in row:
        if word.box.left > end or sheet.is_label(page, word):
            break
        taken.append(word)
    return taken


def _below(hit: Hit, sheet: Sheet, most_lines: int) -> list[Word]:
    """Return the first lines of words under a label, in its column."""
    left, right = hit.box.left - 8, _column_end(hit, sheet)
    under = [
        word
        for word in sheet.words[hit.page]
        if hit.box.bottom - 3 <= word.box.middle[1] <= hit.box.bottom + BELOW + LINE * (most_lines - 1)
        and left <= word.box.left < right
        and not hit.box.holds(*word.box.middle)
    ]
    found: list[Word] = []
    for number, line in enumerate(lines(under)):
        if number >= most_lines or any(sheet.is_label(hit.page, word) for word in line):
            break
        found.extend(line)
    return found


def _column_start(hit: Hit, words: Sequence[Word]) -> float:
    """Return where the column of a label begins: at the number before it, if it has one, as in "11 Name"."""
    numbers = (
        word.box.left
        for word in words
        if len(word.text) <= LONGEST_NUMBER
        and 0 <= hit.box.left - word.box.right < LINE
        and hit.box.top < word.box.middle[1] < hit.box.bottom
    )
    return min(numbers, default=hit.box.left)


def _column_end(hit: Hit, sheet: Sheet) -> float:
    """Return where the column of a label ends: where the next label on its line begins."""
    starts = [
        other.left
        for other in sheet.segments_on_line(hit.page, hit.box)
        if other.left > hit.box.right and not sheet.is_hint(hit.page, other)
    ]
    return min(starts, default=hit.box.left + WIDEST) - 2


def _above(hit: Hit, sheet: Sheet) -> list[Word]:
    box, right = hit.box, _column_end(hit, sheet)
    left = max(
        [
            box.left - 40,
            *(other.right + 2 for other in sheet.labels_on_line(hit.page, box) if other.right < box.left),
        ]
    )
    over = [
        word
        for word in sheet.words[hit.page]
        if box.top - ABOVE <= word.box.middle[1] < box.top + 1 and left <= word.box.middle[0] < right
    ]
    rows = lines(over)
    row = _up_to_box(rows[-1], sheet.squares(hit.page)) if rows else []
    return [] if any(sheet.is_label(hit.page, word) for word in row) else row


def _up_to_box(row: Sequence[Word], boxes: Sequence[Box]) -> list[Word]:
    """Return the words of a line up to a tick box well behind one of them: what follows are options."""
    for number, (word, following) in enumerate(pairwise(row), start=1):
        gap = Box(word.box.right, word.box.top, following.box.left + WIDE_BOX, word.box.bottom)
        if gap.width > OPTION + WIDE_BOX and any(gap.holds(*box.middle) for box in boxes):
            return list(row[:number])
    return list(row)


def _overlap(box: Box, top: float, bottom: float) -> float:
    return min(box.bottom, bottom) - max(box.top, top)
