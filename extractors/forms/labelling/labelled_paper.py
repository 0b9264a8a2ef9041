"""Where any labels of a form stand, and the cells that belong to them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cached_property, partial
from itertools import pairwise
from typing import Final

from contracts.fields import FieldKind, FieldSpec
from contracts.reading import PageInk, PageText
from contracts.records import Box
from contracts.values import fold
from extractors.forms.labelling import part_labels
from extractors.forms.labelling.applicant_columns import ApplicantColumns
from extractors.forms.labelling.explained import with_explanation
from extractors.forms.labelling.label_cells import ONE_LETTER, answer_cell, sets_labels_apart
from extractors.forms.labelling.label_hits import with_small_words
from extractors.forms.labelling.labels import Hit, find_label, words_of
from extractors.forms.labelling.statements import wordings
from extractors.forms.labelling.wordings import are_listed
from extractors.forms.page.field_frames import frame_under
from extractors.forms.page.linking import Side
from extractors.forms.page.owners import Owners
from extractors.forms.page.paper import Paper
from extractors.forms.page.prose import later_lines
from extractors.forms.page.ruled_apart import are_ruled_apart, are_shaded_apart
from extractors.forms.values.names import FAMILY_FIRST, GIVEN_FIRST

SHARED_LABELS: Final = (*part_labels.ALL, *FAMILY_FIRST, *GIVEN_FIRST)

TOUCHED: Final = 2.0
"""Points at a word's ends that the side of a cell may touch."""

_AND: Final = re.compile(r" ?[,;/] ?| (?:und|oder|bzw\.) ")
"""What stands between the things that one label names."""

SAME_COLUMN: Final = 3.0
"""Points by which the left edges of a column's cells differ, at most."""

NEAREST, ALIGNED = 9.0, 15.0
"""Points between a label and the box under it; between their left edges."""

LARGER: Final = 1.15
"""How much larger answers are than the labels over them."""

CARD_ROWS: Final = 3
ROW: Final = 10.0
"""Rows of labels, and of other questions, that make a frame a card and no cell of one; their height."""


class LabelledPaper(Paper):
    """The pages of a form with the places of all labels."""

    def __init__(
        self, pages: Sequence[PageText], fields: Mapping[str, FieldSpec], inks: Mapping[int, PageInk]
    ) -> None:
        super().__init__(pages, inks)
        self.fields = fields
        self._places: dict[str, list[Hit]] = {}
        self._owners: dict[int, Owners] = {}
        self._apart: dict[tuple[int, int | None], bool] = {}
        self._cards: dict[tuple[int, Box], bool] = {}

    def find(self, label: str) -> list[Hit]:
        """Return the places where a label stands; a line of a longer text only begins with its words.

        Labels in cells one below the other are two, "Geburtsdatum" over "Geburtsort", as those of a list are.
        """
        if label not in self._places:
            worded = (each for words in wordings(label) for each in find_label(words, self.segments))
            found = (each for each in worded if not self._are_two(each))
            self._places[label] = [each for each in found if not (each.goes_on and self._is_prose(each))]
        return self._places[label]

    def _are_two(self, hit: Hit) -> bool:
        lines = [each for each in self.segments if each.page == hit.page and each.box.overlap(hit.box) > 0]
        if are_listed(lines, self._whole_labels):
            return True
        places = [each.box for each in lines]
        return are_shaded_apart(places, self.ink(hit.page)) or are_ruled_apart(
            places, partial(self.frame, hit.page)
        )

    @cached_property
    def _whole_labels(self) -> set[str]:
        return {" ".join(words_of(label)) for label in self._labels}

    def _is_prose(self, hit: Hit) -> bool:
        return any(hit.page == page and line.holds(*hit.box.middle) for page, line in self._later_lines)

    @cached_property
    def _later_lines(self) -> set[tuple[int, Box]]:
        return later_lines(self.segments)

    @cached_property
    def known_labels(self) -> list[Hit]:
        """All places of all labels, whoever they are about."""
        return [hit for label in sorted(self._labels) for hit in self.find(label)]

    @cached_property
    def _labels(self) -> set[str]:
        specs = [each for spec in self.fields.values() for each in (spec, *spec.columns.values())]
        return {*self.shared_labels, *(label for spec in specs for label in spec.labels)}

    @cached_property
    def shared_labels(self) -> set[str]:
        """The labels of parts of names and addresses, also with those whom the form's addresses are about."""
        sections = {spec.sections for spec in self.fields.values() if spec.kind is FieldKind.ADDRESS}
        owned = (part_labels.with_owner(part_labels.PARTS, each) for each in sections)
        return {*SHARED_LABELS, *(label for labels in owned for label in labels)}

    def is_caption(self, raw: str) -> bool:
        """Whether a text only names what forms ask for, and says nothing: "Anschrift, Geburtsdatum"."""
        parts = [fold(part) for part in _AND.split(" ".join(raw.split()))]
        return len(parts) > 1 and all(part in self._asked for part in parts)

    @cached_property
    def _asked(self) -> set[str]:
        return {fold(label) for label in (*self._labels, *part_labels.WHOLE)}

    def whole_label(self, spec: FieldSpec, hit: Hit) -> Hit:
        """Return a label with what belongs to it behind it, and under it where its answer is written."""
        whole = with_small_words(spec, hit)
        if spec.kind in {FieldKind.CHOICE, FieldKind.YES_NO}:
            return whole
        printed = [each for each in self.segments if each.page == hit.page]
        return with_explanation(whole, printed, self.cell)

    def frame(self, page: int, box: Box) -> Box | None:
        """Return the ruled frame that ``box`` stands in, were it a card around many questions."""
        return super().cell(page, box)

    def cell(self, page: int, box: Box) -> Box | None:
        """Return the ruled cell that ``box`` stands in; a card around many questions is no cell."""
        cell = self.frame(page, box)
        return None if cell is None or self._is_card(page, cell) else cell

    def _is_card(self, page: int, cell: Box) -> bool:
        """Whether labels, or lines to write on, stand in a frame on so many rows that it is no answer's."""
        if (page, cell) not in self._cards:
            known = [hit.box for hit in self.known_labels if hit.page == page]
            asked = [each.box for each in self.segments if each.page == page and each.text.endswith("?")]
            rows = max(_rows(cell, [*known, *asked]), _rows(cell, self.lines(page)))
            self._cards[page, cell] = _rows(cell, known) >= CARD_ROWS - 1 and rows >= CARD_ROWS
        return self._cards[page, cell]

    def answer_cell(self, label: Hit) -> Box | None:
        """Return the cell of a label's answer, on a page that sets the two into cells side by side.

        Left of columns with a person each, it is the cell in the applicant's column. A label with a box of
        its own right under it stands further down than they go.
        """
        page, cell = label.page, self.cell(label.page, label.box)
        column = self._applicant.column_beside(label)
        if column is not None and (cell is not None or self.cell_under(page, label.box) is None):
            return self._applicant.answer_in(column, label)
        if cell is None or not self._are_apart(page, cell) or self._is_over_larger(label, cell):
            return None
        known = [hit.box for hit in self.known_labels if hit.page == page]
        return answer_cell(label, cell, known, partial(self.cell, page))

    def _are_apart(self, page: int, cell: Box) -> bool:
        """Whether the labels of a page, or those in one column with a cell, have cells of their own.

        Captions in the answers' cells have what they ask for under them.
        """
        known = [hit.box for hit in self.known_labels if hit.page == page]
        for column in (None, round(cell.left)):
            if (page, column) not in self._apart:
                words = [word.box for word in self.words[page]]
                labels = [each for each in known if column is None or self._begins(page, each, column)]
                self._apart[page, column] = sets_labels_apart(labels, words, partial(self.cell, page))
        return self._apart[page, None] or self._apart[page, round(cell.left)]

    def _begins(self, page: int, label: Box, left: int) -> bool:
        """Whether the cell of a label begins at a place of its line."""
        cell = self.cell(page, label)
        return cell is not None and abs(cell.left - left) <= SAME_COLUMN

    def _is_over_larger(self, label: Hit, cell: Box) -> bool:
        """Whether larger print stands under a label in its cell: the answer, not the label's next line."""
        inside = [word.box for word in self.words[label.page] if cell.holds(*word.box.middle)]
        under = [box.height for box in inside if box.top > label.box.middle[1]]
        return bool(under) and min(under) > LARGER * label.box.height

    @cached_property
    def _applicant(self) -> ApplicantColumns:
        return ApplicantColumns(self, self.known_labels)

    def owners(self, page: int) -> Owners:
        """Return which labels own what stands on a page."""
        if page not in self._owners:
            printed = [segment for segment in self.segments if segment.page == page]
            known = [hit.box for hit in self.known_labels if hit.page == page]
            self._owners[page] = Owners(self.pages[page], printed, known)
        return self._owners[page]

    def habit(self, page: int) -> Side | None:
        """Return the side on which most answers of a page stand; where it shows none, of the form's pages."""
        own = self.owners(page).habit
        if own is not None:
            return own
        others = {self.owners(each).habit for each in self.pages} - {None}
        return others.pop() if len(others) == 1 else None

    def cell_under(self, page: int, box: Box) -> Box | None:
        """Return the ruled box without a label in it that a label stands directly above."""
        box = self.translations.whole(page, box)
        picture = self.ink(page)
        cell = self.cell(page, Box(box.left + 2, box.bottom + 6, box.left + 6, box.bottom + 10))
        cell = cell or (frame_under(picture, box) if picture is not None else None)
        if cell is None or not -3 <= cell.top - box.bottom <= NEAREST or abs(cell.left - box.left) > ALIGNED:
            return None
        if cell.width < ONE_LETTER or self._cuts_words(page, cell):
            return None
        labels = [hit.box.middle for hit in self.known_labels if hit.page == page]
        return None if any(cell.holds(*middle) for middle in labels) else cell

    def _cuts_words(self, page: int, cell: Box) -> bool:
        """Whether the side of a cell runs through a word: then it is a stroke of a letter, on a bar."""
        level = (word.box for word in self.words[page] if cell.top < word.box.middle[1] < cell.bottom)
        return any(
            box.left + TOUCHED < side < box.right - TOUCHED
            for box in level
            for side in (cell.left, cell.right)
        )


def _rows(cell: Box, printed: Sequence[Box]) -> int:
    """Return on how many rows of a frame something is printed."""
    tops = sorted(box.top for box in printed if cell.holds(*box.middle))
    return sum(lower - upper > ROW for upper, lower in pairwise(tops)) + bool(tops)
