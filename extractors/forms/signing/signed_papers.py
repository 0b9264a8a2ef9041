"""Whether a paper that somebody has to sign, such as a contract, bears no signature in the place for it.

The place is told by what stands under it: "Vermieter" and "Mieter" in one row, or "Unterschrift ...". Where
no such row is found, or the page cannot be read well, nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from contracts.reading import Extent, PageInk, PageText, WidgetKind, Word
from contracts.records import Box
from contracts.values import fold
from extractors.forms.signing.signatures import is_signed
from extractors.forms.ticks.marks import InkPicture

_WELL_READ: Final = 0.75
_ABOVE, _UNDER = 55.0, 25.0
"""Points around a caption's row in which a signature may be; anywhere across the page."""
_MOST_WORDS: Final = 5
"""Words of a caption."""
_GAP: Final = 2.5
"""Heights of a word; a wider gap parts columns."""
_SIGNATURE: Final = "unterschrift"
_INSTEAD: Final = (
    "ohne unterschrift",
    "elektronisch signiert",
    "elektronisch unterzeichnet",
    "elektronische signatur",
)
_ENDINGS: Final = ("", " in", "in", " innen", "innen")


def place_to_sign(page: PageText, parties: Sequence[str]) -> Box | None:
    """Return the lowest place for signatures of the parties of a paper; None if none is sure to be one."""
    text = fold(page.text)
    electronic = any(widget.kind is WidgetKind.SIGNATURE for widget in page.widgets)
    if page.extent is not Extent.WHOLE or page.confidence < _WELL_READ or electronic:
        return None
    if any(phrase in text for phrase in _INSTEAD):
        return None
    rows = [row for row in _rows(page) if _is_caption_row(row, parties)]
    if not rows:
        return None
    top, bottom = min(word.box.top for word in rows[-1]), max(word.box.bottom for word in rows[-1])
    return Box(20.0, max(0.0, top - _ABOVE), page.size.width - 20.0, bottom + _UNDER)


def is_unsigned(page: PageText, ink: PageInk, place: Box) -> bool:
    """Whether a place for signatures has no stroke of a pen in it."""
    return not is_signed(InkPicture(ink), place, page)


def _is_caption_row(row: Sequence[Word], parties: Sequence[str]) -> bool:
    named = 0
    for column in _columns(row):
        caption = fold(" ".join(word.text for word in column))
        if caption.startswith(_SIGNATURE) and len(column) <= _MOST_WORDS:
            return True
        named += any(caption == fold(party) + ending for party in parties for ending in _ENDINGS)
    return named > 1


def _rows(page: PageText) -> Iterator[list[Word]]:
    """Yield the words of a page row by row, from the top, each row from left to right."""
    row: list[Word] = []
    for word in sorted(page.words, key=lambda word: word.box.middle[1]):
        if row and word.box.middle[1] - row[0].box.middle[1] > 0.5 * max(word.box.height, row[0].box.height):
            yield sorted(row, key=lambda each: each.box.left)
            row = []
        row.append(word)
    if row:
        yield sorted(row, key=lambda each: each.box.left)


def _columns(row: Sequence[Word]) -> Iterator[list[Word]]:
    column: list[Word] = []
    for word in row:
        if column and word.box.left - column[-1].box.right > _GAP * column[-1].box.height:
            yield column
            column = []
        column.append(word)
    yield column
