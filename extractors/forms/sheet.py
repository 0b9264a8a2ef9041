"""All that an unknown form is read from: its segments, live fields, tick boxes, labels and headings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property, partial
from typing import Final

from contracts.fields import FieldKind, FieldSpec
from contracts.reading import PageInk, PageText, WidgetKind, Word
from contracts.records import Box
from extractors.forms import part_labels
from extractors.forms.blocks import Block, person_blocks
from extractors.forms.cells import is_lined
from extractors.forms.column_heads import columns_of_others
from extractors.forms.headings import Headings
from extractors.forms.hints import hints
from extractors.forms.label_cells import ONE_LETTER, answer_cell, sets_labels_apart
from extractors.forms.label_hits import LabelHit, first_come, one_each
from extractors.forms.labels import Hit, find_label, find_widget_label, print_of, words_of
from extractors.forms.layout import Segment
from extractors.forms.names import FAMILY_FIRST, GIVEN_FIRST
from extractors.forms.office_use import office_blocks
from extractors.forms.owners import Owners
from extractors.forms.paper import Paper
from extractors.forms.phrases import find_phrase, is_about
from extractors.forms.sides import Surroundings, is_under, keeps_labels_under, surroundings
from extractors.forms.tables import Table, tables_of_others

SHARED_LABELS: Final = (*part_labels.ALL, *FAMILY_FIRST, *GIVEN_FIRST)

TICKS: Final = frozenset({WidgetKind.CHECKBOX, WidgetKind.RADIO})
TICKED: Final = frozenset({FieldKind.CHOICE, FieldKind.YES_NO})
"""Live fields that hold no text; kinds of fields that are ticked."""

LINE_TO_FILL: Final = 33.0
"""Points right of a label within which a line to write on is seen."""

ROW: Final = 3.0
"""Points by which labels of one row may stand higher or lower than another."""

NEAREST, ALIGNED = 9.0, 15.0
"""Points between a label and the box under it; between their left edges."""


class Sheet(Paper):
    """An unknown form, prepared: what every field needs is found once."""

    def __init__(
        self, pages: Sequence[PageText], fields: Mapping[str, FieldSpec], inks: Mapping[int, PageInk]
    ) -> None:
        super().__init__(pages, inks)
        self.fields = fields
        self._owners: dict[int, Owners] = {}
        self._hits: dict[str, list[Hit]] = {}
        self._unlabelled: dict[int, list[Box]] = {}
        self._apart: dict[int, bool] = {}
        self.headings = Headings(fields, self.segments)

    @cached_property
    def labels(self) -> dict[str, list[LabelHit]]:
        """Per field the places of its labels, best first."""
        return {name: self.hits(name, spec) for name, spec in self.fields.items()}

    def hits(self, name: str, spec: FieldSpec) -> list[LabelHit]:
        """Return the places of a field's labels, best first; none under another field's heading."""
        printed = [
            LabelHit(name, hit, hit.score + 0.5 * self.headings.verdict(spec, hit.page, hit.box))
            for label in spec.labels
            for hit in self._find(label)
            if not self._names_another(spec, label, hit)
        ]
        if spec.kind is FieldKind.YES_NO:
            printed += [
                LabelHit(name, hit, 0.3 + hit.score / 2)
                for label in spec.labels
                for hit in find_phrase(label, self.segments)
            ]
        named = [
            LabelHit(name, hit, hit.score + 0.5 * self.headings.verdict(spec, hit.page, hit.box), widget)
            for page in self.pages.values()
            for widget in page.widgets
            if (widget.kind not in TICKS or spec.kind in TICKED or spec.options)
            and (hit := find_widget_label(spec.labels, widget, page.index)) is not None
        ]
        if spec.kind is not FieldKind.PERSONS:
            printed = [each for each in printed if not self._about_others(each)]
            named = [each for each in named if not self._about_others(each)]
        printed = [each for each in printed if not self._for_office(each.hit)]
        hits = one_each([each for each in printed + named if each.score > 0])
        return first_come(hits)

    def mentions(self, spec: FieldSpec) -> list[Hit]:
        """Return the places of a field's labels, whoever they are about."""
        return [hit for label in spec.labels for hit in self._find(label)]

    def hits_in(self, block: Block, name: str, spec: FieldSpec) -> list[LabelHit]:
        """Return the places of a person's label inside that person's block, best first."""
        asking = spec.model_copy(update={"kind": FieldKind.PERSONS})  # not hidden from itself
        return [
            each
            for each in self.hits(name, asking)
            if block.holds(each.hit.page, each.hit.box.middle[1]) and each.widget is None
        ]

    @cached_property
    def blocks(self) -> list[Block]:
        """The blocks of further persons, where the form asks for them one below the other."""
        lists = [spec for spec in self.fields.values() if spec.kind is FieldKind.PERSONS]
        if not lists:
            return []
        return person_blocks(lists[0].columns, self.segments, lists[0].sections, is_under=self.is_under)

    def _for_office(self, label: Hit) -> bool:
        """Whether a label stands in a block that the authority fills in."""
        return any(page == label.page and box.holds(*label.box.middle) for page, box in self._office_blocks)

    @cached_property
    def _office_blocks(self) -> list[tuple[int, Box]]:
        return list(office_blocks(self.segments, self.cell))

    @cached_property
    def _columns_of_others(self) -> list[tuple[int, Box]]:
        asked = any(spec.kind is FieldKind.PERSONS for spec in self.fields.values())
        return list(columns_of_others(self.segments)) if asked else []

    @cached_property
    def _tables_of_others(self) -> list[Table]:
        return tables_of_others(self.fields, self.segments, self.headings)

    def _names_another(self, spec: FieldSpec, label: str, hit: Hit) -> bool:
        """Whether a label goes on with somebody else whom it means: "Anschrift des Vermieters"."""
        own = " ".join(words_of(label))
        others = [phrase for phrase in spec.not_sections if " ".join(words_of(phrase)) not in own]
        if not others:
            return False
        near = [each for each in self.segments if each.page == hit.page]
        return is_about(others, hit.box, near) or self._in_row_of(others, hit, near)

    def _in_row_of(self, others: Sequence[str], hit: Hit, printed: Sequence[Segment]) -> bool:
        """Whether the ruled row of a label begins with somebody else: "Betriebsstätte", then "Telefon"."""
        cell = self.cell(hit.page, hit.box)
        return cell is not None and is_about(
            others, Box(cell.left, hit.box.top - ROW, hit.box.left, hit.box.bottom + ROW), printed
        )

    def _about_others(self, label: LabelHit) -> bool:
        """Whether a label asks for another person's answer, in a block or in a table of further persons."""
        page, box = label.hit.page, label.hit.box if label.widget is None else label.widget.box
        if any(block.holds(page, box.middle[1]) for block in self.blocks):
            return True
        if any(number == page and area.holds(*box.middle) for number, area in self._columns_of_others):
            return True
        tables = self._tables_of_others
        return any(
            table.heads(page, box) if label.widget is None else table.holds(page, box) for table in tables
        )

    def answer_cell(self, label: Hit) -> Box | None:
        """Return the cell of a label's answer, on a page that sets the two into cells side by side."""
        page, cell = label.page, self.cell(label.page, label.box)
        known = [hit.box for hit in self._known_labels if hit.page == page]
        if page not in self._apart:
            words = [word.box for word in self.words[page]]
            self._apart[page] = sets_labels_apart(known, words, partial(self.cell, page))
        if cell is None or not self._apart[page]:
            return None
        return answer_cell(label, cell, known, partial(self.cell, page))

    def owners(self, page: int) -> Owners:
        """Return which labels own what stands on a page."""
        if page not in self._owners:
            printed = [segment for segment in self.segments if segment.page == page]
            known = [hit.box for hit in self._known_labels if hit.page == page]
            self._owners[page] = Owners(self.pages[page], printed, known)
        return self._owners[page]

    def is_under(self, label: Hit) -> bool:
        """Whether a label stands under its answer: under a ruling, or as most labels of its form do.

        Behind a colon an answer follows, and a box right under a label is for its answer.
        """
        if self.ends_in_colon(label) or self.cell_under(label.page, label.box) is not None:
            return False
        near = self._surroundings(label.page, label.box)
        return is_under(near, way=self.labels_under) or self.owners(label.page).is_under(label.box)

    def ends_in_colon(self, label: Hit) -> bool:
        """Whether a label ends in a colon: what stands behind it is its answer."""
        return any(
            word.text.endswith((":", ";")) and label.box.right - 2 <= word.box.right <= label.box.right + 2
            for word in self.words[label.page]
            if label.box.top < word.box.middle[1] < label.box.bottom
        )

    def cell_under(self, page: int, box: Box) -> Box | None:
        """Return the ruled box without a label in it that a label stands directly above."""
        cell = self.cell(page, Box(box.left + 2, box.bottom + 6, box.left + 6, box.bottom + 10))
        if cell is None or not -3 <= cell.top - box.bottom <= NEAREST or abs(cell.left - box.left) > ALIGNED:
            return None
        if cell.width < ONE_LETTER:
            return None
        words = [word for word in self.words[page] if cell.holds(*word.box.middle)]
        return None if any(self.is_label(page, word) for word in words) else cell

    def line_beside(self, label: Hit) -> bool:
        """Whether a line to write on begins right behind a label: what stands below it is no answer."""
        picture, box = self.ink(label.page), label.box
        beside = Box(box.right + 3, box.middle[1], box.right + LINE_TO_FILL, box.bottom + 4)
        return picture is not None and is_lined(picture, beside)

    @cached_property
    def labels_under(self) -> bool:
        """Whether the form's labels stand under the lines that they name."""
        places = {(hit.page, hit.box) for hit in self._known_labels}
        free = [(page, box) for page, box in sorted(places) if self.cell(page, box) is None]
        return keeps_labels_under([self._surroundings(page, box) for page, box in free])

    def _surroundings(self, page: int, label: Box) -> Surroundings:
        return surroundings(label, self._answers_of(page), ruled=self.rule_above(page, label))

    def _answers_of(self, page: int) -> list[Box]:
        """Return the words of a page that are part of no known label."""
        if page not in self._unlabelled:
            labels = [hit.box.grown(1) for hit in self._known_labels if hit.page == page]
            self._unlabelled[page] = [
                word.box
                for word in self.words[page]
                if not any(label.holds(*word.box.middle) for label in labels)
            ]
        return self._unlabelled[page]

    def is_label(self, page: int, word: Word) -> bool:
        """Whether a word is part of a label that was found for some field, or of a hint beside one."""
        printed = (*self._printed_labels[page], *self._hints[page])
        return any(box.holds(*word.box.middle) for box in printed)

    def is_hint(self, page: int, box: Box) -> bool:
        """Whether a hint to a label begins in ``box``."""
        return any(box.holds(hint.left + 1, hint.middle[1]) for hint in self._hints[page])

    @cached_property
    def _hints(self) -> dict[int, list[Box]]:
        """Per page where hints to labels stand."""
        return {
            page: list(hints([each for each in self.segments if each.page == page], labels))
            for page, labels in self._printed_labels.items()
        }

    def labels_on_line(self, page: int, box: Box) -> list[Box]:
        """Return the labels that stand on the same line as ``box``."""
        return [
            other
            for other in self._printed_labels[page]
            if min(other.bottom, box.bottom) - max(other.top, box.top) > 0.4 * box.height
        ]

    @cached_property
    def _known_labels(self) -> list[Hit]:
        """All places of all labels, whoever they are about."""
        specs = [each for spec in self.fields.values() for each in (spec, *spec.columns.values())]
        labels = {*SHARED_LABELS, *(label for spec in specs for label in spec.labels)}
        return [hit for label in sorted(labels) for hit in self._find(label)]

    def _find(self, label: str) -> list[Hit]:
        if label not in self._hits:
            self._hits[label] = find_label(label, self.segments)
        return self._hits[label]

    @cached_property
    def _printed_labels(self) -> dict[int, list[Box]]:
        """Per page where labels stand, those of parts of addresses among them."""
        hits = [hit.hit for found in self.labels.values() for hit in found if hit.widget is None]
        columns = [column for spec in self.fields.values() for column in spec.columns.values()]
        more = {*SHARED_LABELS, *(label for spec in columns for label in spec.labels)}
        hits += [hit for label in more for hit in self._find(label)]
        return {
            page: [hit.box.grown(1) for hit in print_of([hit for hit in hits if hit.page == page])]
            for page in self.pages
        }
