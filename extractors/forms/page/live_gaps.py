"""Live fields amid sentences: each is a line to write on, with what was typed into it as its words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from contracts.reading import PageText, Widget, WidgetKind, Word
from contracts.records import Box
from extractors.forms.page.text_rows import ROOM

ONE_LINE: Final = 20.0
"""Points that a live field for one line is high, at most."""

MARGIN: Final = 3.0
"""Points of a line before and behind its words: print that is just as long is underlined."""


def one_line_fields(page: PageText) -> list[Widget]:
    """Return the live fields of a page that hold one line each, as gaps do."""
    return [each for each in page.widgets if each.kind is WidgetKind.TEXT and each.box.height <= ONE_LINE]


def line_of(field: Widget) -> Box:
    """Return the line that is written on in a live field, in whose middle the text stands."""
    left, _, right, _ = field.box
    baseline = field.box.middle[1] + ROOM / 2
    return Box(left, baseline, right, baseline + 1)


def words_in(fields: Sequence[Widget]) -> Iterator[Word]:
    """Yield the words of live fields, one behind the other on the fields' lines."""
    for field in fields:
        texts = (field.value or "").split()
        line = line_of(field)
        width = (line.width - 2 * MARGIN) / max(1, len(texts))
        for number, text in enumerate(texts):
            left = line.left + MARGIN + number * width
            yield Word(text, Box(left, line.top - ROOM, left + width, line.top))
