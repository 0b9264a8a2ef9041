"""On which side of its label an answer stands: beside it, under it, or over it on the line that it names."""

from __future__ import annotations

from functools import cached_property
from typing import Final

from contracts.fields import FieldKind
from contracts.reading import Widget
from contracts.records import Box
from extractors.forms.labelling.column_heads import number_of
from extractors.forms.labelling.labelled_paper import LabelledPaper
from extractors.forms.labelling.labels import Hit
from extractors.forms.labelling.print_only import print_of
from extractors.forms.labelling.sides import (
    Surroundings,
    are_over,
    is_under,
    keeps_labels_under,
    surroundings,
)
from extractors.forms.labelling.under_fields import is_under_field
from extractors.forms.page.cells import TOOTH, edge, is_lined
from extractors.forms.page.layout import in_cells, with_cells
from extractors.forms.page.owners import TEXT_KINDS

SIGNED: Final = frozenset({FieldKind.SIGNATURE, FieldKind.PLACE_DATE})
"""Kinds that people fill in over their labels, whatever the way of the form."""

LINE_TO_FILL: Final = 33.0
"""Points right of a label within which a line to write on is seen."""

ON_LINE: Final = 2.0
"""Points under a label down to which a line beside it may run; a lower one is the edge of a frame."""

RIGHT_UNDER, INDENT = 4.0, 6.0
"""Points between a live field and a label right under it; by which the label may begin before it."""

AT_FOOT: Final = 6.0
"""Points under a label down to which a line beside it is its own; OCR's boxes end where the letters do."""


class AnswerSides:
    """On which side of the labels of a form their answers stand.

    Args:
        paper: The pages of the form with the places of all labels.
    """

    def __init__(self, paper: LabelledPaper) -> None:
        self._paper = paper
        self._unlabelled: dict[int, list[Box]] = {}

    def is_under(self, label: Hit) -> bool:
        """Whether a label stands under its answer: under a ruling, or as most labels of its form do.

        Behind a colon an answer follows, and a box right under a label, or filled in beside it, is for its
        answer.
        """
        if self.ends_in_colon(label) or self._paper.cell_under(label.page, label.box) is not None:
            return False
        if self._is_beside_cell(label) or self._is_beside_comb(label) or self._is_beside_line(label):
            return False
        if self._is_under_field_of_frame(label):
            return True
        near = self._surroundings(label.page, label.box)
        if near.under and are_over(self._free_labels):
            return False
        return is_under(near, way=self.labels_under) or self._paper.owners(label.page).is_under(label.box)

    def _is_under_field_of_frame(self, label: Hit) -> bool:
        frame = self._paper.frame(label.page, label.box)
        fields = [each.box for each in self._paper.pages[label.page].widgets if each.kind in TEXT_KINDS]
        if frame is None or not fields:
            return False
        printed = [each.box for each in self._paper.segments if each.page == label.page]
        return is_under_field(label.box, frame, printed, fields)

    def _is_beside_cell(self, label: Hit) -> bool:
        """Whether what stands right of a label without a cell has one of its own, with no label in it."""
        level = self._paper.segments_on_line(label.page, label.box)
        beside = [box for box in level if box.left > label.box.right]
        if not beside or self._paper.cell(label.page, label.box) is not None:
            return False
        cell = self._paper.cell(label.page, min(beside, key=lambda box: box.left))
        if cell is None or cell.left < label.box.right - ON_LINE:
            return False
        known = [hit.box for hit in self._paper.known_labels if hit.page == label.page]
        return not any(cell.holds(*box.middle) for box in known)

    def _is_beside_comb(self, label: Hit) -> bool:
        """Whether a comb stands right of a label with nothing between; its letters may be a little lower."""
        y = label.box.middle[1]
        right = [word for word in self._paper.words[label.page] if word.box.left > label.box.right]
        level = [word for word in right if with_cells(word).top < y < with_cells(word).bottom]
        return bool(level) and in_cells(min(level, key=lambda word: word.box.left))

    def _is_beside_line(self, label: Hit) -> bool:
        """Whether a line to write on runs right of a label, at its foot, and none is over the label alone.

        A ruling that runs on over that line underlines a heading.
        """
        beside = self.lines_beside(label)
        if not beside or not self._paper.rule_above(label.page, label.box):
            return bool(beside)
        over = self._paper.line_over(label.page, label.box)
        return over is not None and over.right > beside[0].left + LINE_TO_FILL

    def lines_beside(self, label: Hit) -> list[Box]:
        """Return the lines to write on right of a label, at its foot, nearest first."""
        box = label.box
        return sorted(
            line
            for line in self._paper.lines(label.page)
            if line.left > box.right and box.middle[1] < line.middle[1] < box.bottom + AT_FOOT
        )

    def is_ruling(self, page: int, line: Box) -> bool:
        """Whether a level line is drawn through, not of dots."""
        picture = self._paper.ink(page)
        around = Box(line.left + ON_LINE, line.top - ON_LINE, line.right - ON_LINE, line.bottom + ON_LINE)
        return picture is not None and edge(picture, around, vertical=False) is not None

    def _has_line(self, label: Hit) -> bool:
        """Whether a line to write on runs right of a label, at its foot, with nothing printed between."""
        box, beside = label.box, self.lines_beside(label)
        level = self._paper.segments_on_line(label.page, box)
        return bool(beside) and not any(box.right < each.left < beside[0].left - ON_LINE for each in level)

    def ends_in_colon(self, label: Hit) -> bool:
        """Whether a label ends in a colon: what stands behind it is its answer."""
        return any(
            word.text.endswith((":", ";")) and label.box.right - 2 <= word.box.right <= label.box.right + 2
            for word in self._paper.words[label.page]
            if label.box.top < word.box.middle[1] < label.box.bottom
        )

    def line_beside(self, label: Hit) -> bool:
        """Whether a line to write on begins right behind a label: what stands below it is no answer.

        It may be the top of a box under the label.
        """
        picture, box = self._paper.ink(label.page), label.box
        beside = Box(box.right + 3, box.middle[1], box.right + LINE_TO_FILL, box.bottom + 4)
        lined = picture is not None and is_lined(picture, beside)
        return lined and self._paper.cell_under(label.page, box) is None

    def begins_line(self, label: Hit) -> bool:
        """Whether a line to write on begins behind a label, not before it as the side of a frame does.

        A comb has gaps between its groups: its side begins under the label's first letters.
        """
        picture, box = self._paper.ink(label.page), self._paper.translations.whole(label.page, label.box)
        if picture is None or self._paper.cell_under(label.page, label.box) is not None:
            return False
        beside = Box(box.right + 3, box.middle[1], box.right + LINE_TO_FILL, box.bottom + ON_LINE)
        if not (is_lined(picture, beside) or self._has_line(label)):
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
        """What is close to each label that has no cell; those for signing stand under lines on any form."""
        signed = [spec.labels for spec in self._paper.fields.values() if spec.kind in SIGNED]
        hits = [hit for labels in signed for label in labels for hit in self._paper.find(label)]
        places = {(hit.page, hit.box) for hit in self._paper.known_labels}
        places -= {(hit.page, hit.box) for hit in hits}
        free = [(page, box) for page, box in sorted(places) if self._paper.cell(page, box) is None]
        return [self._surroundings(page, box) for page, box in free]

    def _surroundings(self, page: int, label: Box) -> Surroundings:
        ruled = self._paper.rule_above(page, label) or self._is_under_field(page, label)
        line, known = (
            self._own_line(page, label),
            [hit.box for hit in self._paper.known_labels if hit.page == page],
        )
        whole = self._paper.translations.whole(page, label)
        return surroundings(whole, self._answers_of(page), ruled=ruled, line=line, labels=known)

    def _own_line(self, page: int, label: Box) -> Box | None:
        """Return the line right over a label, as far as the label is the nearest one under it."""
        line = self._paper.line_over(page, label)
        if line is None:
            return None
        beside = self._paper.segments_on_line(page, label)
        left = max([line.left, *(each.right for each in beside if each.right < label.left)])
        right = min([line.right, *(each.left for each in beside if each.left > label.right)])
        return line._replace(left=left, right=right)

    def _is_under_field(self, page: int, label: Box) -> bool:
        """Whether a live field ends right over a label: it may hide the line that it stands on."""
        fields = (field.box for field in self._paper.pages[page].widgets if field.kind in TEXT_KINDS)
        return any(_is_right_under(label, field) for field in fields)

    def print_under(self, page: int, field: Widget) -> Box | None:
        """Return the print right under a live field; None if there is none."""
        printed = (each.box for each in self._paper.segments if each.page == page)
        return next((each for each in printed if _is_right_under(each, field.box)), None)

    def _answers_of(self, page: int) -> list[Box]:
        """Return the words of a page that are part of no known label nor of the head of a person's card.

        Live fields are places of answers, filled in or not.
        """
        if page not in self._unlabelled:
            printed = print_of(
                [hit for hit in self._paper.known_labels if hit.page == page],
                [each for each in self._paper.segments if each.page == page],
            )
            labels = [hit.box.grown(1) for hit in printed]
            labels += [each.box for each in self._paper.segments if each.page == page and number_of(each)]
            self._unlabelled[page] = [
                word.box
                for word in self._paper.words[page]
                if not any(label.holds(*word.box.middle) for label in labels)
            ]
            self._unlabelled[page] += [
                field.box for field in self._paper.pages[page].widgets if field.kind in TEXT_KINDS
            ]
        return self._unlabelled[page]


def _is_right_under(label: Box, field: Box) -> bool:
    near = abs(label.top - field.bottom) < RIGHT_UNDER
    return near and field.left - INDENT < label.left < field.right
