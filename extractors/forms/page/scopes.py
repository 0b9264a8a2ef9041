"""How far headings reach, as far as rulings say so.

The title of a row stands in the middle of its cell, lower than the small labels at the top of the cells
beside it. A caption at the top of its cell, with room for an answer, says whom that cell is about: no table.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from contracts.reading import Word
from contracts.records import Box

CellOf = Callable[[int, Box], Box | None]
"""Finds the ruled cell around a box on a page."""

EDGE: Final = 3.0
"""Points by which the sides of cells of one column differ, and by which a cell reaches over its ruling."""

TOP: Final = 9.0
"""Points over a caption at the top of its cell, at most."""

ROOM: Final = 8.5
"""Points under a caption that are room for an answer."""

ALIKE: Final = 1.5
"""How much larger some words of a head are than others, at most; answers are larger than labels."""

CENTRED: Final = 4.0
"""Points by which what is over the head of a column and what is under it differ in its cell, at most."""


LOW: Final = 3.0
"""Heights of a heading that its cell has, at most."""

SHORT: Final = 3
"""Letters of the number of a heading, at most."""

_NUMBER: Final = re.compile(r"\d{1,2}[.)]?")


class Scopes:
    """The cells that headings and labels stand in.

    Args:
        cell: Finds the ruled cell around a box.
        words: The words of each page.
    """

    def __init__(self, cell: CellOf, words: Mapping[int, Sequence[Word]]) -> None:
        self._cell, self._words = cell, words

    def reach(self, page: int, heading: Box) -> Box:
        """Return a heading as wide as its cell, where it stands there alone: it heads all under it."""
        cell = self._cell(page, heading)
        if cell is None:
            return self._over_column(page, heading)
        if cell.height > LOW * heading.height:
            return heading
        around = heading.grown(1)
        alone = all(
            around.holds(*word.box.middle)
            for word in self._words[page]
            if cell.holds(*word.box.middle) and len(word.text) > SHORT
        )
        return heading._replace(left=cell.left, right=cell.right) if alone else heading

    def _over_column(self, page: int, heading: Box) -> Box:
        """Return a heading without a cell as wide as the cell under it in whose middle it stands."""
        middle, foot = heading.middle[0], heading.bottom
        cell = self._cell(page, Box(middle - EDGE, foot + TOP / 2, middle + EDGE, foot + 2 * TOP))
        if cell is None or cell.top > foot + 2 * TOP or abs(cell.middle[0] - middle) > CENTRED:
            return heading
        within = cell.left < heading.left and heading.right < cell.right
        return heading._replace(left=cell.left, right=cell.right) if within else heading

    def is_row_title(self, page: int, heading: Box, box: Box) -> bool:
        """Whether a heading stands in a cell that is left of ``box`` and as high as its row."""
        if heading.right > box.left:
            return False
        cell = self._cell(page, heading)
        return cell is not None and cell.right <= box.left + EDGE and cell.top < box.middle[1] < cell.bottom

    def ends_before(self, page: int, heading: Box, box: Box) -> bool:
        """Whether a heading is only about a cell that ``box`` does not stand in.

        That is a cell further right in its row, or one that asks a numbered question as ``box`` does: what a
        question goes on with in its further lines is no heading of the next one. A caption with room for an
        answer is of its column: "Die neue Wohnung ist" heads nothing beside that.
        Over the head of a column it is a caption with room for an answer, or a word in another column:
        "Ehegatte" in a row of a list.
        """
        own, cell = self._cell(page, box) or self._cell(page, _start(box)), self._cell(page, heading)
        if own is None or cell is None or cell.holds(*box.middle) or self.is_row_title(page, heading, box):
            return False
        if cell.left >= own.right - EDGE and cell.top < box.middle[1] < cell.bottom:
            return True
        if _is_caption(cell, heading) and (cell.right < own.left + EDGE or own.right - EDGE < cell.left):
            return True
        if self._are_questions(page, cell, own, box):
            return True
        if not self._is_column_head(page, own):
            return False
        covers = cell.left <= box.left and box.right <= cell.right
        return _is_caption(cell, heading) or (not covers and self._beside(page, cell, cell.top - 2 * TOP))

    def is_question(self, page: int, caption: Box) -> bool:
        """Whether a caption is a numbered question in a cell of its own: no heading of the next page."""
        cell = self._cell(page, caption)
        return cell is not None and self._asks_by_number(page, cell, caption)

    def _are_questions(self, page: int, cell: Box, own: Box, box: Box) -> bool:
        """Whether two cells ask a numbered question each, ``box`` in the second one."""
        asked = self._asks_by_number(page, own, box)
        asked = asked and self._asks_by_number(page, cell, self._caption(page, cell))
        return asked or self._are_numbered_rows(page, cell, own)

    def _asks_by_number(self, page: int, cell: Box, caption: Box) -> bool:
        """Whether a caption at the top of its cell has a number, and room for an answer under it."""
        line = (
            word
            for word in self._words[page]
            if caption.top < word.box.middle[1] < caption.bottom and cell.left < word.box.left < cell.right
        )
        first = min(line, key=lambda word: word.box.left, default=None)
        return first is not None and _NUMBER.fullmatch(first.text) is not None and _is_caption(cell, caption)

    def _are_numbered_rows(self, page: int, cell: Box, other: Box) -> bool:
        """Whether two cells of one column have a number each, and the cell of an answer beside them."""
        column = max(abs(cell.left - other.left), abs(cell.right - other.right)) <= EDGE
        return column and all(self._is_numbered_row(page, each) for each in (cell, other))

    def _is_numbered_row(self, page: int, cell: Box) -> bool:
        first = min(
            (word for word in self._words[page] if cell.holds(*word.box.middle)),
            key=lambda word: (round(word.box.top / TOP), word.box.left),
            default=None,
        )
        beside = Box(cell.right + EDGE, cell.bottom - TOP, cell.right + 2 * EDGE, cell.bottom - EDGE)
        return (
            first is not None
            and _NUMBER.fullmatch(first.text) is not None
            and self._cell(page, beside) is not None
        )

    def _caption(self, page: int, cell: Box) -> Box:
        """Return the first line of a cell that has words."""
        inside = [word.box for word in self._words[page] if cell.holds(*word.box.middle)]
        first = min(inside, key=lambda box: box.top)
        return Box.around([box for box in inside if box.top < first.middle[1]])

    def _is_column_head(self, page: int, cell: Box) -> bool:
        """Whether words of one size stand in the middle of a cell, with one of the same width under it."""
        words = [word.box for word in self._words[page] if cell.holds(*word.box.middle)]
        if not words or max(word.height for word in words) > ALIKE * min(word.height for word in words):
            return False
        box = Box.around(words)
        centred = abs((box.top - cell.top) - (cell.bottom - box.bottom)) < CENTRED
        return centred and self._beside(page, cell, cell.bottom)

    def _beside(self, page: int, cell: Box, top: float) -> bool:
        """Whether there is another cell with the same sides within the points under ``top``."""
        other = self._cell(page, Box(cell.left + 3, top + TOP / 2, cell.left + 6, top + TOP))
        return other is not None and max(abs(other.left - cell.left), abs(other.right - cell.right)) <= EDGE


def _start(box: Box) -> Box:
    """Return where an answer of several cells begins."""
    return Box(box.left, box.top, box.left + EDGE, box.top + EDGE)


def _is_caption(cell: Box, heading: Box) -> bool:
    over, under = heading.top - cell.top, cell.bottom - heading.bottom
    return over < TOP and under > ROOM and under > 2 * over
