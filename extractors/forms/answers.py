"""Where an answer stands: the live field or the words beside, below or above a label."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from contracts.reading import PageText, TextSource, Widget, Word
from contracts.records import Box
from extractors.forms.answer_cells import (
    LINE,
    LONGEST_NUMBER,
    column_end,
    column_start,
    in_cells_of,
    up_to_label,
)
from extractors.forms.by_hand import UNREAD
from extractors.forms.headed_cells import headed_cell
from extractors.forms.label_hits import LabelHit
from extractors.forms.labels import Hit
from extractors.forms.layout import in_cells, lines
from extractors.forms.linking import Side
from extractors.forms.live import field_of, written_below, written_in
from extractors.forms.long_answers import with_following_lines
from extractors.forms.readings import Written, lines_of
from extractors.forms.sheet import Sheet
from extractors.forms.stray_ink import EDGE, unread_answer, unread_in

BELOW: Final = 30.0
"""Points under a label within which the first line of its answer begins."""

ABOVE: Final = 26.0

RIGHT: Final = 470.0

OPTION, WIDE_BOX = 20.0, 14.0
"""Points between an answer and the first tick box of another question on its line; width of such a box."""

ELSEWHERE: Final = 60.0
"""Points from typed words to handwriting that is another question's."""


LABEL_WORDS: Final = 3


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
        told = written_below if long or lines_below > 1 else written_in
        yield Answer(Side.INSIDE, told(widget, page), widget)
        return
    beside = sheet.answer_cell(label.hit)
    if beside is not None:
        yield Answer(Side.INSIDE, _in_cell(beside, page, sheet))
        return
    headed = headed_cell(label.hit, sheet) is not None
    over = _above(label.hit, sheet) if (above and not headed) or under_rule else []
    right = _right(label.hit, sheet)
    filled = sheet.ends_in_colon(label.hit) and (right or sheet.line_beside(label.hit))
    ruled = over if under_rule else None if cell is None and filled else in_cells_of(label.hit, cell, sheet)
    if under_rule or (ruled is not None and not over):
        yield Answer(Side.INSIDE, written(ruled, page) if ruled else unread_answer(label.hit, cell, sheet))
        if cell is not None:
            yield from _besides(label.hit, cell, ruled or (), sheet)
        return
    found = False
    for side, words in (
        (Side.RIGHT, right),
        (Side.BELOW, [] if filled or sheet.labels_under else _below(label.hit, sheet, lines_below)),
        (Side.ABOVE, over),
    ):
        if words:
            found = True
            whole = with_following_lines(words, page.index, sheet) if long else words
            yield Answer(side, written(whole, page))
    if not found and (unread := unread_answer(label.hit, cell, sheet)) is not None:
        yield Answer(Side.INSIDE, unread)


def _in_cell(cell: Box, page: PageText, sheet: Sheet) -> Written | None:
    """Return what stands in a cell that is the answer's alone; None if it is bare."""
    words = [word for word in sheet.words[page.index] if cell.holds(*word.box.middle)]
    return written(words, page) if words else unread_in(page.index, [cell.grown(-EDGE)], sheet)


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


def _right(hit: Hit, sheet: Sheet) -> list[Word]:
    """Return the words right of a label, up to the next label on its line."""
    top, bottom = hit.box.top, hit.box.bottom
    row = [
        word
        for word in sheet.words[hit.page]
        if word.box.left >= hit.box.right - 1
        and _overlap(word.box, top, bottom) > 0.5 * min(word.box.height, bottom - top)
    ]
    end = min(_cell_end(hit, sheet) or hit.box.right + RIGHT, _other_label(hit, sheet))
    return up_to_label(sorted(row, key=lambda word: word.box.left), hit.page, sheet, end)


def _besides(hit: Hit, cell: Box, ruled: Sequence[Word], sheet: Sheet) -> Iterator[Answer]:
    """Yield what else may be the answer to a label in a ruled cell."""
    yield from _on_its_line(hit, cell, ruled, sheet) if ruled else _behind_open_cell(hit, cell, sheet)


def _on_its_line(hit: Hit, cell: Box, taken: Sequence[Word], sheet: Sheet) -> Iterator[Answer]:
    """Yield what follows a label on its line in a cell of several lines, each with a label of its own."""
    row = [word for word in _right(hit, sheet) if cell.holds(*word.box.middle)]
    if row and row[0] not in taken:
        yield Answer(Side.RIGHT, written(row, sheet.pages[hit.page]))


def _behind_open_cell(hit: Hit, cell: Box, sheet: Sheet) -> Iterator[Answer]:
    """Yield what follows a label on its line where the rulings of the cell beside it were lost in copying."""
    beside = sheet.cell(hit.page, Box(cell.right + 4, hit.box.top, cell.right + 8, hit.box.bottom))
    if beside is None and (row := _right(hit, sheet)):
        yield Answer(Side.RIGHT, written(row, sheet.pages[hit.page]))


def _other_label(hit: Hit, sheet: Sheet) -> float:
    """Return where the next label with a colon begins on a label's line, known or not: "Fabrikat:".

    Words at a tick box are an option that goes on, "andere: ...".
    """
    boxes = sheet.squares(hit.page)
    starts = [
        each.box.left - 1
        for each in sheet.segments
        if each.page == hit.page
        and each.box.left > hit.box.right + OPTION
        and _overlap(each.box, hit.box.top, hit.box.bottom) > 0.5 * min(each.box.height, hit.box.height)
        and any(word.text.endswith(":") for word in each.words[:LABEL_WORDS])
        and each.words[0].text[:1].isupper()
        and not any(_is_before(box, each.box) for box in boxes)
    ]
    return min(starts, default=hit.box.right + RIGHT)


def _is_before(box: Box, words: Box) -> bool:
    """Whether a tick box stands right before words."""
    return words.top <= box.middle[1] <= words.bottom and 0 <= words.left - box.middle[0] < OPTION


def _cell_end(hit: Hit, sheet: Sheet) -> float | None:
    """Return where the cell right of a label's own ends: what stands behind it is the next person's."""
    cell = sheet.cell(hit.page, hit.box)
    beside = cell and sheet.cell(hit.page, Box(cell.right + 4, hit.box.top, cell.right + 8, hit.box.bottom))
    return beside.right if cell and beside and beside.left > cell.right - 4 else None


def _below(hit: Hit, sheet: Sheet, most_lines: int) -> list[Word]:
    """Return the first lines of words under a label, in its column."""
    left, right = column_start(hit, sheet.words[hit.page]) - 8, column_end(hit, sheet)
    under = [
        word
        for word in sheet.words[hit.page]
        if hit.box.bottom - 3 <= word.box.middle[1] <= hit.box.bottom + BELOW + LINE * (most_lines - 1)
        and left <= word.box.left < right
        and not hit.box.holds(*word.box.middle)
        and (word.box.middle[1] > hit.box.bottom or word.box.left < hit.box.right)
    ]
    cut = _cut_off(under, left, hit.page, sheet)
    under = [word for word in under if word not in cut]
    found: list[Word] = []
    for number, line in enumerate(lines(under)):
        if number >= most_lines or any(sheet.is_label(hit.page, word) for word in line) or _asks(line):
            break
        found.extend(line)
    return found


def _asks(line: Sequence[Word]) -> bool:
    """Whether a line is another question with its answer: "Monatliche Miete (mit Nebenkosten): 390,00".

    Options begin with a small letter: "deutsch, andere: ...".
    """
    return line[0].text[:1].isupper() and any(word.text.endswith((":", "?")) for word in line[1:])


def _cut_off(words: Sequence[Word], left: float, page: int, sheet: Sheet) -> list[Word]:
    """Return the words that go on from a line which begins left of their column: they are a part of print.

    A number, or what OCR makes of a tick box, is no such beginning.
    """
    lines_before = [
        each
        for each in sheet.segments
        if each.page == page
        and any(word.box.left < left and len(word.text) > LONGEST_NUMBER for word in each.words)
    ]
    return [word for word in words if any(word in each.words for each in lines_before)]


def _above(hit: Hit, sheet: Sheet) -> list[Word]:
    box, right = hit.box, column_end(hit, sheet)
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
    row = _up_to_signature(_up_to_box(rows[-1], sheet.squares(hit.page))) if rows else []
    return [] if any(sheet.is_label(hit.page, word) for word in row) else row


def _up_to_signature(row: Sequence[Word]) -> list[Word]:
    """Return the words of a line without handwriting far behind them: place and day, not who signs beside."""
    for number, (word, following) in enumerate(pairwise(row), start=1):
        if following.text == UNREAD != word.text and following.box.left - word.box.right > ELSEWHERE:
            return list(row[:number])
    return list(row)


def _up_to_box(row: Sequence[Word], boxes: Sequence[Box]) -> list[Word]:
    """Return the words of a line up to a tick box well behind one of them: what follows are options."""
    for number, (word, following) in enumerate(pairwise(row), start=1):
        gap = Box(word.box.right, word.box.top, following.box.left + WIDE_BOX, word.box.bottom)
        if gap.width > OPTION + WIDE_BOX and any(gap.holds(*box.middle) for box in boxes):
            return list(row[:number])
    return list(row)


def _overlap(box: Box, top: float, bottom: float) -> float:
    return min(box.bottom, bottom) - max(box.top, top)
