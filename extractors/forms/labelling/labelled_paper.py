"""Where any labels of a form stand, and on which side of them their answers are."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cached_property, partial
from itertools import pairwise
from typing import Final

from contracts.fields import FieldKind, FieldSpec
from contracts.reading import PageInk, PageText, Widget
from contracts.records import Box
from contracts.values import fold
from extractors.forms.labelling import part_labels
from extractors.forms.labelling.applicant_columns import ApplicantColumns
from extractors.forms.labelling.column_heads import number_of
from extractors.forms.labelling.label_cells import ONE_LETTER, answer_cell, sets_labels_apart
from extractors.forms.labelling.labels import Hit, find_label, print_of, words_of
from extractors.forms.labelling.sides import (
    Surroundings,
    are_over,
    is_under,
    keeps_labels_under,
    surroundings,
)
from extractors.forms.labelling.statements import wordings
from extractors.forms.labelling.under_fields import is_under_field
from extractors.forms.labelling.wordings import are_listed
from extractors.forms.page.cells import TOOTH, is_lined
from extractors.forms.page.field_frames import frame_under
from extractors.forms.page.layout import in_cells, with_cells
from extractors.forms.page.owners import TEXT_KINDS, Owners
from extractors.forms.page.paper import Paper
from extractors.forms.page.prose import later_lines
from extractors.forms.page.ruled_apart import are_ruled_apart
from extractors.forms.values.names import FAMILY_FIRST, GIVEN_FIRST

SHARED_LABELS: Final = (*part_labels.ALL, *FAMILY_FIRST, *GIVEN_FIRST)

LINE_TO_FILL: Final = 33.0
"""Points right of a label within which a line to write on is seen."""

ON_LINE: Final = 2.0
"""Points under a label down to which a line beside it may run; a lower one is the edge of a frame."""

_AND: Final = re.compile(r" ?[,;/] ?| (?:und|oder|bzw\.) ")
"""What stands between the things that one label names."""

NEAREST, ALIGNED = 9.0, 15.0
"""Points between a label and the box under it; between their left edges."""

RIGHT_UNDER, INDENT = 4.0, 6.0
"""Points between a live field and a label right under it; by which the label may begin before it."""

AT_FOOT: Final = 6.0
"""Points under a label down to which a line beside it is its own; OCR's boxes end where the letters do."""

LARGER: Final = 1.15
"""How much larger answers are than the labels over them."""

CARD_ROWS: Final = 3
ROW: Final = 10.0
"""Rows of labels, and of other questions, that make a frame a card and no cell of one; their height."""


class LabelledPaper(Paper):
    """The pages of a form with the places of all labels: on which side of them answers stand."""

    def __init__(
        self, pages: Sequence[PageText], fields: Mapping[str, FieldSpec], inks: Mapping[int, PageInk]
    ) -> None:
        super().__init__(pages, inks)
        self.fields = fields
        self._places: dict[str, list[Hit]] = {}
        self._owners: dict[int, Owners] = {}
        self._unlabelled: dict[int, list[Box]] = {}
        self._apart: dict[int, bool] = {}
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
        return are_ruled_apart([each.box for each in lines], partial(super().cell, hit.page))

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

    def cell(self, page: int, box: Box) -> Box | None:
        """Return the ruled cell that ``box`` stands in; a card around many questions is no cell."""
        cell = super().cell(page, box)
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
        known = [hit.box for hit in self.known_labels if hit.page == page]
        if page not in self._apart:
            words = [word.box for word in self.words[page]]
            self._apart[page] = sets_labels_apart(known, words, partial(self.cell, page))
        if cell is None or not self._apart[page] or self._is_over_larger(label, cell):
            return None
        return answer_cell(label, cell, known, partial(self.cell, page))

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

    def is_under(self, label: Hit) -> bool:
        """Whether a label stands under its answer: under a ruling, or as most labels of its form do.

        Behind a colon an answer follows, and a box right under a label, or filled in beside it, is for its
        answer.
        """
        if self.ends_in_colon(label) or self.cell_under(label.page, label.box) is not None:
            return False
        if self._is_beside_cell(label) or self._is_beside_comb(label) or self._is_beside_line(label):
            return False
        if self._is_under_field_of_frame(label):
            return True
        near = self._surroundings(label.page, label.box)
        if near.under and are_over(self._free_labels):
            return False
        return is_under(near, way=self.labels_under) or self.owners(label.page).is_under(label.box)

    def _is_under_field_of_frame(self, label: Hit) -> bool:
        frame = super().cell(label.page, label.box)
        fields = [each.box for each in self.pages[label.page].widgets if each.kind in TEXT_KINDS]
        if frame is None or not fields:
            return False
        printed = [each.box for each in self.segments if each.page == label.page]
        return is_under_field(label.box, frame, printed, fields)

    def _is_beside_cell(self, label: Hit) -> bool:
        """Whether what stands right of a label without a cell has one of its own, with no label in it."""
        beside = [box for box in self.segments_on_line(label.page, label.box) if box.left > label.box.right]
        if not beside or self.cell(label.page, label.box) is not None:
            return False
        cell = self.cell(label.page, min(beside, key=lambda box: box.left))
        if cell is None or cell.left < label.box.right - ON_LINE:
            return False
        return not any(cell.holds(*hit.box.middle) for hit in self.known_labels if hit.page == label.page)

    def _is_beside_comb(self, label: Hit) -> bool:
        """Whether a comb stands right of a label with nothing between; its letters may be a little lower."""
        y = label.box.middle[1]
        right = [word for word in self.words[label.page] if word.box.left > label.box.right]
        level = [word for word in right if with_cells(word).top < y < with_cells(word).bottom]
        return bool(level) and in_cells(min(level, key=lambda word: word.box.left))

    def _is_beside_line(self, label: Hit) -> bool:
        """Whether a line to write on runs right of a label, at its foot, and none over it."""
        box = label.box
        level = (
            line.left > box.right and box.middle[1] < line.middle[1] < box.bottom + AT_FOOT
            for line in self.lines(label.page)
        )
        return any(level) and not self.rule_above(label.page, box)

    def ends_in_colon(self, label: Hit) -> bool:
        """Whether a label ends in a colon: what stands behind it is its answer."""
        return any(
            word.text.endswith((":", ";")) and label.box.right - 2 <= word.box.right <= label.box.right + 2
            for word in self.words[label.page]
            if label.box.top < word.box.middle[1] < label.box.bottom
        )

    def cell_under(self, page: int, box: Box) -> Box | None:
        """Return the ruled box without a label in it that a label stands directly above."""
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
            box.left + ON_LINE < side < box.right - ON_LINE
            for box in level
            for side in (cell.left, cell.right)
        )

    def line_beside(self, label: Hit) -> bool:
        """Whether a line to write on begins right behind a label: what stands below it is no answer."""
        picture, box = self.ink(label.page), label.box
        beside = Box(box.right + 3, box.middle[1], box.right + LINE_TO_FILL, box.bottom + 4)
        return picture is not None and is_lined(picture, beside)

    def begins_line(self, label: Hit) -> bool:
        """Whether a line to write on begins behind a label, not before it as the side of a frame does.

        A comb has gaps between its groups: its side begins under the label's first letters.
        """
        picture, box = self.ink(label.page), label.box
        if picture is None or self.cell_under(label.page, box) is not None:
            return False
        beside = Box(box.right + 3, box.middle[1], box.right + LINE_TO_FILL, box.bottom + ON_LINE)
        if not is_lined(picture, beside):
            return False
        start = max(box.left, box.right - LINE_TO_FILL)
        under = (start, box.right), (box.left, min(box.left + TOOTH, box.right))
        return not any(
            is_lined(picture, Box(left, box.middle[1], right, box.bottom + 4)) for left, right in under
        )

    @cached_property
    def labels_under(self) -> bool:
        """Whether the form's labels stand under the lines that they name."""
        return keeps_labels_under(self._free_labels)

    @cached_property
    def _free_labels(self) -> list[Surroundings]:
        """What is close to each label that has no cell."""
        places = {(hit.page, hit.box) for hit in self.known_labels}
        free = [(page, box) for page, box in sorted(places) if self.cell(page, box) is None]
        return [self._surroundings(page, box) for page, box in free]

    def _surroundings(self, page: int, label: Box) -> Surroundings:
        ruled = self.rule_above(page, label) or self._is_under_field(page, label)
        return surroundings(label, self._answers_of(page), ruled=ruled, line=self._own_line(page, label))

    def _own_line(self, page: int, label: Box) -> Box | None:
        """Return the line right over a label, as far as the label is the nearest one under it."""
        line = self.line_over(page, label)
        if line is None:
            return None
        beside = self.segments_on_line(page, label)
        left = max([line.left, *(each.right for each in beside if each.right < label.left)])
        right = min([line.right, *(each.left for each in beside if each.left > label.right)])
        return line._replace(left=left, right=right)

    def _is_under_field(self, page: int, label: Box) -> bool:
        """Whether a live field ends right over a label: it may hide the line that it stands on."""
        fields = (field.box for field in self.pages[page].widgets if field.kind in TEXT_KINDS)
        return any(_is_right_under(label, field) for field in fields)

    def _label_under(self, page: int, field: Widget) -> Box | None:
        """Return the print right under a live field; None if there is none."""
        printed = (each.box for each in self.segments if each.page == page)
        return next((each for each in printed if _is_right_under(each, field.box)), None)

    def _answers_of(self, page: int) -> list[Box]:
        """Return the words of a page that are part of no known label nor of the head of a person's card.

        Live fields are places of answers, filled in or not.
        """
        if page not in self._unlabelled:
            printed = print_of([hit for hit in self.known_labels if hit.page == page])
            labels = [hit.box.grown(1) for hit in printed]
            labels += [each.box for each in self.segments if each.page == page and number_of(each)]
            self._unlabelled[page] = [
                word.box
                for word in self.words[page]
                if not any(label.holds(*word.box.middle) for label in labels)
            ]
            self._unlabelled[page] += [
                field.box for field in self.pages[page].widgets if field.kind in TEXT_KINDS
            ]
        return self._unlabelled[page]


def _is_right_under(label: Box, field: Box) -> bool:
    near = abs(label.top - field.bottom) < RIGHT_UNDER
    return near and field.left - INDENT < label.left < field.right


def _rows(cell: Box, printed: Sequence[Box]) -> int:
    """Return on how many rows of a frame something is printed."""
    tops = sorted(box.top for box in printed if cell.holds(*box.middle))
    return sum(lower - upper > ROW for upper, lower in pairwise(tops)) + bool(tops)
