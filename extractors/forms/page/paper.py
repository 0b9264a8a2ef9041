"""What is on the pages of a form, whatever it asks: words, segments, ink, tick boxes, ruled cells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Final

from contracts.reading import FontRun, PageInk, PageText, TextSource, Word
from contracts.records import Box
from extractors.forms.page.cells import cell_around, rule_above
from extractors.forms.page.fill_lines import parted_at_lines
from extractors.forms.page.layout import Segment, segments
from extractors.forms.page.lines_to_write_on import lines_to_write_on
from extractors.forms.page.live_gaps import line_of, one_line_fields, words_in
from extractors.forms.page.owners import TEXT_KINDS
from extractors.forms.page.print_words import is_print, printed_words
from extractors.forms.page.printed import Printed
from extractors.forms.page.ruled_apart import parted_at_rulings
from extractors.forms.page.running_text import Gap, RunningText, running_text
from extractors.forms.page.spaced_letters import is_spread, words_of_combs
from extractors.forms.page.translations import Translations
from extractors.forms.page.typed_words import fonts_of
from extractors.forms.ticks.marks import InkPicture
from extractors.forms.ticks.tick_boxes import SIGNS, tick_boxes, without_loops

HOLDS: Final = 0.8
"""Share of a box's height that the cell around it has at least."""

INSIDE: Final = 2.0
"""Points that a word goes on at both sides of one of its letters, on a scan."""

SHARP: Final = 0.5
"""Points by which the ink of a letter may be wider than the letter: pixels at its edges."""

RIGHT_UNDER: Final = 8.0
"""Points from a line to write on to the top of the small print under it, at most."""

BEHIND: Final = 10.0
"""Points from a tick box to its words, at most."""

_LETTER_OR_NUMBER: Final = re.compile(r"\(?[A-Za-z]\.|\d\d+")
"""Words that OCR makes of no tick box: those of "(z. B.", and numbers."""


class Paper:
    """The pages of a form: what is found there is found once."""

    def __init__(self, pages: Sequence[PageText], inks: Mapping[int, PageInk]) -> None:
        self.pages = {page.index: page for page in pages}
        self._inks = inks
        self._pictures: dict[int, InkPicture | None] = {}
        self._squares: dict[int, list[Box]] = {}
        self._cells: dict[tuple[int, Box], Box | None] = {}
        self._all_words = {page.index: printed_words(page) for page in pages}
        self.translations = self._translations()
        self.words = {
            page: [word for word in words if word not in self.translations.words]
            for page, words in self._all_words.items()
        }
        self._lines: dict[int, list[Box]] = {}
        self._running = {page.index: self._running_text(page) for page in pages}
        self._in_running_text = {page: text.all_words for page, text in self._running.items()}
        self.segments = Printed(part for page in pages for part in self._segments_of(page))

    def _running_text(self, page: PageText) -> RunningText:
        picture, words = self.ink(page.index), self.words[page.index]
        if page.widgets:
            fields = one_line_fields(page)
            printed = [*words, *words_in(fields)]
            boxes = [each.box for each in page.widgets if each.kind not in TEXT_KINDS]
            return running_text(page.index, printed, [line_of(field) for field in fields], boxes)
        if picture is None:
            return RunningText()
        return running_text(page.index, words, self.lines(page.index), self.squares(page.index))

    def lines(self, page: int) -> list[Box]:
        """Return the level lines of a page that people may write on."""
        if page not in self._lines:
            picture, words = self.ink(page), self._all_words[page]
            by_ocr = self.pages[page].source is TextSource.OCR
            self._lines[page] = [] if picture is None else lines_to_write_on(picture, words, by_ocr=by_ocr)
        return self._lines[page]

    def line_over(self, page: int, box: Box) -> Box | None:
        """Return the line to write on right over ``box``, which then names what stands on it."""
        middle = box.middle[0]
        over = [
            line
            for line in self.lines(page)
            if line.left < middle < line.right and -RIGHT_UNDER <= box.top - line.middle[1] <= RIGHT_UNDER
        ]
        return min(over, key=lambda line: abs(box.top - line.middle[1]), default=None)

    def _translations(self) -> Translations:
        runs = self.runs
        fonts = (fonts_of(words, runs.get(page, ())) for page, words in self._all_words.items())
        printed = (segments(page, self._all_words[index]) for index, page in self.pages.items())
        return Translations(
            list(chain.from_iterable(printed)), {word: font for own in fonts for word, font in own.items()}
        )

    def _segments_of(self, page: PageText) -> Iterator[Segment]:
        """Yield what stands together on a page; what was filled into combs and gaps of text is no part."""
        filled = {*self._running[page.index].filled, *words_of_combs(page), *filter(is_spread, page.words)}
        picture = None if page.source is TextSource.OCR else self.ink(page.index)
        for each in segments(page, [word for word in self.words[page.index] if word not in filled]):
            for piece in parted_at_rulings(each, self.ink(page.index)):
                yield from parted_at_lines(piece, picture)

    @property
    def gaps(self) -> list[Gap]:
        """The gaps in the running text of the form."""
        return [gap for text in self._running.values() for gap in text.gaps]

    def is_in_running_text(self, page: int, word: Word) -> bool:
        """Whether a word is part of a sentence with gaps, or stands in one: it answers no other question."""
        return word in self._in_running_text[page]

    @property
    def runs(self) -> dict[int, tuple[FontRun, ...]]:
        """How the letters of each page are set."""
        inks = {index: page.ink or self._inks.get(index) for index, page in self.pages.items()}
        return {index: ink.runs for index, ink in inks.items() if ink is not None}

    def ink(self, page: int) -> InkPicture | None:
        """Return the page's ink, its own or the one that was asked for."""
        if page not in self._pictures:
            ink = self.pages[page].ink or self._inks.get(page)
            self._pictures[page] = InkPicture(ink) if ink is not None else None
        return self._pictures[page]

    def squares(self, page: int) -> list[Box]:
        """Return the printed tick boxes of a page; what lies in a word is a letter."""
        if page not in self._squares:
            picture = self.ink(page)
            boxes = tick_boxes(picture, self._all_words[page]) if picture is not None else []
            boxes = [box for box in boxes if not self._is_letter(page, box)]
            boxes = [box for box in boxes if not self._is_behind_box(page, box, boxes)]
            self._squares[page] = without_loops(boxes, self.pages[page].handwriting)
        return self._squares[page]

    def _is_letter(self, page: int, box: Box) -> bool:
        """Whether a box lies in a word of letters that the file itself names: "E" is nearly a square.

        A single letter may be a font's tick box, but no digit, and none with a mark: "Ó" is a letter.

        OCR may take a tick box into the word beside it, and a tick for a letter.
        """
        around = [word for word in self._all_words[page] if word.box.holds(*box.middle)]
        if self.pages[page].source is not TextSource.OCR:
            return any(is_letter_of(word, box) for word in around)
        return any(
            _LETTER_OR_NUMBER.fullmatch(word.text)
            or min(box.left - word.box.left, word.box.right - box.right) > INSIDE
            for word in around
        )

    def _is_behind_box(self, page: int, box: Box, boxes: Sequence[Box]) -> bool:
        """Whether a box is a letter of the word behind another one: the "G" of "GK 1"."""
        read = any(len(word.text) > 1 and word.box.holds(*box.middle) for word in self._all_words[page])
        return read and any(
            0 < box.left - other.right < BEHIND and other.top < box.middle[1] < other.bottom
            for other in boxes
        )

    def cell(self, page: int, box: Box) -> Box | None:
        """Return the ruled cell that ``box`` stands in."""
        key = (page, box)
        if key not in self._cells:
            picture = self.ink(page)
            cell = cell_around(picture, box) if picture is not None else None
            # White letters on a dark bar have no rulings around them.
            self._cells[key] = cell if cell is not None and cell.height > HOLDS * box.height else None
        return self._cells[key]

    def rule_above(self, page: int, box: Box) -> bool:
        """Whether ``box`` stands directly under a ruling: the answer stands over the line."""
        picture = self.ink(page)
        return picture is not None and rule_above(picture, box)

    def has_print(self, page: int, box: Box) -> bool:
        """Whether a word of some letters reaches into ``box``: then it is no tick box."""
        exact = self.pages[page].source is not TextSource.OCR
        return any(
            word.box.overlap(box) > 0.1 * box.width * box.height
            for word in self._all_words[page]
            if is_print(word, box, exact=exact)
        )

    def segments_on_line(self, page: int, box: Box) -> list[Box]:
        """Return the places of printed segments on the same line as ``box``."""
        return [
            segment.box
            for segment in self.segments
            if segment.page == page
            and min(segment.box.bottom, box.bottom) - max(segment.box.top, box.top) > 0.4 * box.height
        ]

    def begins_small(self, page: int, box: Box) -> bool:
        """Whether the printed segment at ``box`` begins with a small letter: it goes on from another one."""
        return any((each.page, each.box) == (page, box) and each.text[:1].islower() for each in self.segments)


def is_letter_of(word: Word, box: Box) -> bool:
    """Whether a box lies among the letters of a word, that a tick box of the font may begin: "☐Sonstiges"."""
    if word.text[0] in SIGNS:
        return box.left > word.box.left + word.box.height
    if len(word.text) == 1:
        drawn = word.text.isdigit() or (word.text.isalpha() and not word.text.isascii())
        return drawn and box.width <= word.box.width + SHARP
    return word.text[0].isalnum()
