"""Rows of a page with gaps: print, lines to write on and tick boxes from left to right, small print apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from contracts.reading import Word
from contracts.records import Box
from extractors.forms.page.layout import lines
from extractors.forms.ticks.tick_boxes import SIGNS

ROOM: Final = 9.0
"""Points over a line that are its gap's."""

SMALL: Final = 0.8
"""Height of small print, as a share of the row's over it."""

UNDER: Final = (-3.0, 9.0)
"""Points between a line and the upper edge of the small print under it."""

ASIDE: Final = 25.0
"""Points by which small print may reach beyond the gap that it is centred under."""

LETTERS: Final = 3
"""Letters of a word that is no tick box."""

_GAP, _TICK = "\0gap", "\0tick"


class Item(NamedTuple):
    """What stands on a row, from left to right: a word of print, a tick box, or a gap with its line."""

    row: int
    box: Box
    word: Word | None = None
    line: Box | None = None


class Rows(NamedTuple):
    """The rows of a page, one after the other, and the small print under each line to write on."""

    items: tuple[Item, ...]
    hints: Mapping[Box, Sequence[Word]]


def place_over(line: Box) -> Box:
    """Return where one writes on a line."""
    return Box(line.left, line.top - ROOM, line.right, line.top)


def rows_of(words: Sequence[Word], drawn: Sequence[Box], boxes: Sequence[Box]) -> Rows:
    """Return the rows of a page.

    Args:
        words: What is printed on it.
        drawn: The lines to write on.
        boxes: Its tick boxes.
    """
    rows, hints = _rows(words, drawn, boxes)
    return Rows(tuple(_items(rows, drawn)), hints)


def is_of_letters(box: Box, words: Sequence[Word], drawn: Sequence[Box]) -> bool:
    """Whether what looks like a tick box is a letter, or one together with the line under it."""
    letters = [word.box.grown(1) for word in words if sum(map(str.isalnum, word.text)) >= LETTERS]
    over = [place_over(line).grown(1) for line in drawn]
    return any(place.holds(*box.middle) for place in (*letters, *over)) or any(
        box.left < line.right and box.right > line.left and box.top < line.middle[1] < box.bottom
        for line in drawn
    )


def _rows(
    printed: Sequence[Word], drawn: Sequence[Box], boxes: Sequence[Box]
) -> tuple[list[list[Word]], dict[Box, list[Word]]]:
    """Return the rows of a page, and per line to write on the small print under it, which is no row."""
    places = [Word(_GAP, place_over(line)) for line in drawn]
    ticks = [Word(_TICK, box) for box in boxes]
    rows: list[list[Word]] = []
    hints: dict[Box, list[Word]] = {}
    for row in lines([*printed, *places, *ticks]):
        over = [line for line in drawn if rows and _is_under(row, line, rows[-1])]
        if over:
            for word in row:
                nearest = min(over, key=lambda line: _aside(word, line))
                hints.setdefault(nearest, []).append(word)
        else:
            rows.append(row)
    return rows, hints


def _is_under(row: Sequence[Word], line: Box, above: Sequence[Word]) -> bool:
    """Whether a row is small print right under a line of the row above it."""
    box, over = (Box.around([word.box for word in words]) for words in (row, above))
    nearest, farthest = UNDER
    near = nearest < box.top - line.bottom < farthest and over.bottom >= line.top - 1
    small = box.height < SMALL * over.height and all(word.text not in {_GAP, _TICK} for word in row)
    return near and small and any(_aside(word, line) < ASIDE for word in row)


def _aside(word: Word, line: Box) -> float:
    """Return by how many points a word stands left or right of a line."""
    return max(line.left - word.box.middle[0], word.box.middle[0] - line.right, 0.0)


def _items(rows: Sequence[Sequence[Word]], drawn: Sequence[Box]) -> Iterator[Item]:
    by_place = {place_over(line): line for line in drawn}
    for number, row in enumerate(rows):
        for word in row:
            if word.text == _GAP:
                yield Item(number, word.box, line=by_place[word.box])
            elif word.text == _TICK or SIGNS.issuperset(word.text):
                yield Item(number, word.box)
            else:
                yield Item(number, word.box, word=word)
