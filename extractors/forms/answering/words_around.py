"""The words right of, below and above a label that may be its answer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import dropwhile, pairwise, takewhile
from statistics import median
from typing import Final

from contracts.reading import Word
from contracts.records import Box
from extractors.forms.answering.answer_cells import (
    LARGER,
    LINE,
    LONGEST_NUMBER,
    column_end,
    column_start,
    up_to_label,
)
from extractors.forms.answering.next_on_line import (
    ASIDE,
    OPTION,
    RIGHT,
    is_next_question,
    next_on_line,
    overlap,
)
from extractors.forms.answering.own_lines import on_own_line, stands_on, up_to_end
from extractors.forms.labelling.labels import Hit
from extractors.forms.page.by_hand import UNREAD
from extractors.forms.page.hints import is_sentence
from extractors.forms.page.layout import in_cells, lines, with_cells
from extractors.forms.parts.sheet import Sheet

BELOW: Final = 30.0
"""Points under a label within which the first line of its answer begins."""

ABOVE: Final = 26.0

WIDE_BOX: Final = 14.0
"""Width in points of the first tick box of another question on an answer's line."""

ELSEWHERE: Final = 60.0
"""Points from typed words to handwriting that is another question's."""

LEAST_CELLS: Final = 4
APART: Final = 0.6
"""Letters in the cells of a comb, at least; share of their height by which they stand apart."""

SEVERAL: Final = 0.8
"""Heights of a line by which the middles of words differ that stand on several lines."""

_HANGING: Final = re.compile(r"\d{1,2}[.,;)]")
"""The number of a question, whose point OCR may misread."""

_MARK: Final = re.compile(r"\[\w{1,2}\]|\(\d\)")
"""What refers from a label to a note: "Geburtsdatum [N]"."""


def words_right(hit: Hit, sheet: Sheet) -> list[Word]:
    """Return the words right of a label, up to the next label on its line."""
    top, bottom = hit.box.top, hit.box.bottom
    beside = sheet.sides.lines_beside(hit)
    row = [
        word
        for word in sheet.words[hit.page]
        if word.box.left >= hit.box.right - 1
        and not sheet.is_for_office(hit.page, word.box)
        and (
            overlap(with_cells(word), top, bottom) > 0.5 * min(word.box.height, bottom - top)
            or (word.box.bottom > top and any(stands_on(line, word.box) for line in beside))
        )
    ]
    end = min(_cell_end(hit, sheet) or hit.box.right + RIGHT, next_on_line(hit, sheet))
    found = [word for line in _rows(row) for word in up_to_label(line, hit.page, sheet, end)]
    found = list(takewhile(lambda word: not _has_own_label(word, hit, sheet), found))
    found = on_own_line(list(dropwhile(_ends_label, found)), hit, beside, sheet)
    return _up_to_signature(_in_comb(found))


def _has_own_label(word: Word, hit: Hit, sheet: Sheet) -> bool:
    """Whether another label stands between a label and a word, on the word's line, if a little lower."""
    before = sheet.labels_on_line(hit.page, word.box)
    return any(hit.box.right < other.left and other.right <= word.box.left + 1 for other in before)


def _ends_label(word: Word) -> bool:
    """Whether a word only ends a label: its bracket, "(z. B. „Gasthaus zum …“)", or by its mark, "[N]"."""
    return _MARK.fullmatch(word.text) is not None or (
        ")" in word.text and not any(map(str.isalnum, word.text))
    )


def _rows(words: Sequence[Word]) -> list[list[Word]]:
    """Return the words beside a label, that may have several lines, line by line."""
    high = max((word.box.height for word in words), default=0.0)
    middles = [word.box.middle[1] for word in words]
    if words and max(middles) - min(middles) > SEVERAL * high:
        return lines(words)
    return [sorted(words, key=lambda word: word.box.left)]


def _in_comb(row: Sequence[Word]) -> list[Word]:
    """Return the words of a line up to the last cell of the comb that it begins in, if it does."""
    cells = list(takewhile(_is_in_cells, row))
    letters = sum(len(word.text) for word in cells)
    return cells if letters >= LEAST_CELLS and len(row) > len(cells) and _are_apart(cells) else list(row)


def _is_in_cells(word: Word) -> bool:
    return len(word.text) == 1 or in_cells(word)


def _are_apart(cells: Sequence[Word]) -> bool:
    """Whether words stand further apart than blanks do; a comb read in one is a word."""
    if len(cells) == 1:
        return True
    gaps = [following.box.left - word.box.right for word, following in pairwise(cells)]
    return median(gaps) > APART * median(word.box.height for word in cells)


def _cell_end(hit: Hit, sheet: Sheet) -> float | None:
    """Return where the cell right of a label's own ends: what stands behind it is the next person's."""
    cell = sheet.cell(hit.page, hit.box)
    beside = cell and sheet.cell(hit.page, Box(cell.right + 4, hit.box.top, cell.right + 8, hit.box.bottom))
    return beside.right if cell and beside and beside.left > cell.right - 4 else None


def words_below(hit: Hit, sheet: Sheet, most_lines: int) -> list[Word]:
    """Return the first lines of words under a label, in its column."""
    left, right = column_start(hit, sheet.words[hit.page]) - 8, column_end(hit, sheet)
    foot = sheet.translations.whole(hit.page, hit.box).bottom + BELOW + LINE * (most_lines - 1)
    under = [
        word
        for word in sheet.words[hit.page]
        if hit.box.bottom - 3 <= word.box.middle[1] <= foot
        and left <= word.box.left < right
        and not hit.box.holds(*word.box.middle)
        and (word.box.middle[1] > hit.box.bottom or word.box.left < hit.box.right)
    ]
    cut = _cut_off(under, left, hit.page, sheet)
    under = [word for word in under if word not in cut]
    found: list[Word] = []
    for number, line in enumerate(_from_column(hit, lines(under), sheet)):
        asks = _asks(line) or is_next_question(line, hit, sheet) or _has_hanging_number(line, hit, sheet)
        declares = bool(found) and is_sentence(" ".join(word.text for word in line))
        labelled = any(sheet.is_label(hit.page, word) for word in line)
        if number >= most_lines or labelled or asks or declares:
            break
        found.extend(_up_to_sign(_behind_question(line)))
    return [] if found and _are_caption(found, hit, sheet) else found


def _are_caption(words: Sequence[Word], hit: Hit, sheet: Sheet) -> bool:
    """Whether words under a label that is a heading, too, are what is asked there.

    The answer stands in the cell beside theirs, or under them in larger print.
    """
    cell = sheet.cell(hit.page, words[0].box) if (hit.page, hit.box) in sheet.headings.places else None
    if cell is None or cell.holds(*hit.box.middle):
        return False
    if any(word.box.left > cell.right for word in words):
        return True
    foot = max(word.box.bottom for word in words)
    lower = [word for word in sheet.words[hit.page] if cell.holds(*word.box.middle) and word.box.top > foot]
    high = max(word.box.height for word in words)
    return any(word.box.height > LARGER * high for word in lower)


def _up_to_sign(line: list[Word]) -> list[Word]:
    """Return a line without a single letter far behind it: the sign of a note in the margin, "i"."""
    last = line[-1]
    far = len(line) > 1 and last.box.left - line[-2].box.right > ELSEWHERE
    return line[:-1] if far and len(last.text) == 1 and last.text.isalpha() else line


def _behind_question(line: list[Word]) -> list[Word]:
    """Return a line without how the question over it goes on: "untervermietet? Max Mustermann"."""
    ends = [number for number, word in enumerate(line) if word.text.endswith("?")]
    rest = list(dropwhile(_ends_label, line[ends[-1] + 1 :])) if ends and line[0].text[:1].islower() else []
    return rest or line


def _from_column(hit: Hit, rows: Sequence[list[Word]], sheet: Sheet) -> Sequence[list[Word]]:
    """Return the lines under a label from the first one that reaches under it, if any does.

    What stands higher far on the right belongs to a card beside the label's own, or is a label in a row that
    begins with one.
    """
    reaching = (number for number, row in enumerate(rows) if row[0].box.left < hit.box.right + ASIDE)
    first = next(reaching, None)
    if first is None and rows:
        before = (box.left < rows[0][0].box.left for box in sheet.labels_on_line(hit.page, rows[0][0].box))
        return [] if any(before) else rows
    return rows[first:]


def _asks(line: Sequence[Word]) -> bool:
    """Whether a line is another question with its answer: "Monatliche Miete (mit Nebenkosten): 390,00".

    Options begin with a small letter: "deutsch, andere: ...".
    """
    return line[0].text[:1].isupper() and any(word.text.endswith((":", "?")) for word in line[1:])


def _has_hanging_number(line: Sequence[Word], hit: Hit, sheet: Sheet) -> bool:
    """Whether a line begins with the number of a question, or has it before it, left of the label above."""
    first = line[0].box
    return any(
        _HANGING.fullmatch(word.text)
        and word.box.right <= hit.box.left
        and first.left - word.box.right < LINE
        and first.top < word.box.middle[1] < first.bottom
        for word in sheet.words[hit.page]
    )


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


def words_above(hit: Hit, sheet: Sheet) -> list[Word]:
    """Return the line of words right over a label."""
    box, right = hit.box, column_end(hit, sheet)
    others = [other.right + 2 for other in sheet.labels_on_line(hit.page, box) if other.right < box.left]
    left = max([min(box.left - 40, _line_start(hit, sheet)), *others])
    over = [
        word
        for word in sheet.words[hit.page]
        if box.top - ABOVE <= word.box.middle[1] < box.top + 1 and left <= word.box.middle[0] < right
    ]
    rows = lines(over)
    row = up_to_end(rows[-1], sheet.line_over(hit.page, box)) if rows else []
    row = _up_to_signature(_up_to_box(row, sheet.squares(hit.page)))
    return [] if any(sheet.is_label(hit.page, word) for word in row) else row


def _line_start(hit: Hit, sheet: Sheet) -> float:
    """Return where the line begins that a label alone stands under, perhaps in its middle."""
    line = sheet.line_over(hit.page, hit.box)
    beside = [] if line is None else sheet.segments_on_line(hit.page, hit.box)
    shared = any(line and line.left < each.middle[0] < hit.box.left for each in beside)
    return hit.box.left if line is None or shared else line.left


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
