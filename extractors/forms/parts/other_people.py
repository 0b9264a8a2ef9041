"""Whom a form asks about beside the applicant: in blocks, in columns, in tables and in live fields."""

from __future__ import annotations

from functools import cached_property

from contracts.fields import FieldKind
from contracts.records import Box
from extractors.forms.labelling.answer_sides import AnswerSides
from extractors.forms.labelling.column_heads import columns_of_others, left_of_columns
from extractors.forms.labelling.label_hits import LabelHit
from extractors.forms.labelling.labelled_paper import LabelledPaper
from extractors.forms.labelling.labels import Hit
from extractors.forms.parts.blocks import Block, person_blocks
from extractors.forms.parts.headings import Headings
from extractors.forms.parts.live_people import Person
from extractors.forms.parts.live_places import areas_of, others_on
from extractors.forms.parts.split_blocks import Seen, with_rests
from extractors.forms.parts.tables import Table, tables_of_others


class OtherPeople:
    """Where a form asks for answers of persons other than the applicant.

    Args:
        paper: The pages of the form with the places of all labels.
        headings: Of the form.
        sides: On which side of its labels answers stand.
    """

    def __init__(self, paper: LabelledPaper, headings: Headings, sides: AnswerSides) -> None:
        self._paper, self._headings, self._sides = paper, headings, sides
        self._lists = [spec for spec in paper.fields.values() if spec.kind is FieldKind.PERSONS]

    @cached_property
    def blocks(self) -> list[Block]:
        """The blocks of further persons, where the form asks for them one below the other."""
        if not self._lists:
            return []
        columns, sections = self._lists[0].columns, self._lists[0].sections
        heights = {number: page.size.height for number, page in self._paper.pages.items()}
        blocks = person_blocks(
            columns,
            self._paper.segments,
            sections,
            is_under=self._sides.is_under,
            is_taken=self._is_in_columns,
        )
        return with_rests(blocks, columns, Seen(self._paper.segments, self._headings.places, heights))

    def _is_in_columns(self, label: Hit) -> bool:
        """Whether a label stands left of columns with a person each."""
        return any(
            page == label.page and labels.holds(*label.box.middle)
            for page, labels in left_of_columns(self._paper.segments, self._paper.cell)
        )

    @cached_property
    def _columns(self) -> list[tuple[int, Box]]:
        return list(columns_of_others(self._paper.segments, self._paper.cell)) if self._lists else []

    @cached_property
    def people(self) -> list[list[Person]]:
        """The live fields of all persons but the applicant, in groups of persons asked for alike."""
        under = self._sides.labels_under
        return [group for spec in self._lists for group in others_on(self._paper, spec, under=under)]

    @cached_property
    def _areas(self) -> list[tuple[int, Box]]:
        return [area for group in self.people for area in areas_of(group)]

    @cached_property
    def _tables(self) -> list[Table]:
        return tables_of_others(self._paper.fields, self._paper.segments, self._headings)

    def has(self, label: LabelHit) -> bool:
        """Whether a label asks for another person's answer, in a block or in a table of further persons."""
        page, box = label.hit.page, label.hit.box if label.widget is None else label.widget.box
        people = [area for number, area in self._areas if number == page]
        if people:  # live fields stand exactly where they are said to: no other place is somebody else's
            return any(area.holds(*box.middle) for area in people)
        if any(block.holds(page, *reversed(box.middle)) for block in self.blocks):
            return True
        if any(number == page and area.holds(*box.middle) for number, area in self._columns):
            return True
        return any(
            table.heads(page, box) if label.widget is None else table.holds(page, box)
            for table in self._tables
        )
