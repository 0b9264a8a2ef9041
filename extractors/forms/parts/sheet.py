"""All that an unknown form is read from: its segments, live fields, tick boxes, labels and headings."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Mapping, Sequence
from functools import cached_property
from typing import Any, Final, TypeVar

from contracts.fields import FieldKind, FieldSpec
from contracts.reading import PageInk, PageText, Widget, WidgetKind, Word
from contracts.records import Box
from extractors.forms.labelling.answer_sides import AnswerSides
from extractors.forms.labelling.column_heads import heads_of_persons
from extractors.forms.labelling.label_hits import LabelHit, first_come, one_each
from extractors.forms.labelling.labelled_paper import LabelledPaper
from extractors.forms.labelling.labels import Hit, words_of
from extractors.forms.labelling.letterheads import without_letterhead
from extractors.forms.labelling.office_use import office_blocks
from extractors.forms.labelling.phrases import find_phrase, is_about
from extractors.forms.labelling.print_only import print_of
from extractors.forms.labelling.signers_named import names_signer
from extractors.forms.labelling.widget_names import find_widget_label
from extractors.forms.page.hints import hints
from extractors.forms.page.layout import Segment
from extractors.forms.page.scopes import Scopes
from extractors.forms.page.typed_words import Print, boxed
from extractors.forms.parts.blocks import Block
from extractors.forms.parts.headings import Headings
from extractors.forms.parts.live import first_part
from extractors.forms.parts.other_people import OtherPeople

TICKS: Final = frozenset({WidgetKind.CHECKBOX, WidgetKind.RADIO})
TICKED: Final = frozenset({FieldKind.CHOICE, FieldKind.YES_NO})
"""Live fields that hold no text; kinds of fields that are ticked."""

NUMBERED: Final = re.compile(r"(?:\d{1,2}|[A-Z]|[IVX]{1,4})[.)]?")
LONG_BAR: Final = 250.0
"""Number of a heading; points that the bar of one is wide at least."""
BAR: Final = 2.0
"""Heights of its print that the bar of a heading is high, at most; that a label of two lines is, at least."""

ROW: Final = 3.0
"""Points by which labels of one row may stand higher or lower than another."""


T = TypeVar("T")


class Sheet(LabelledPaper):
    """An unknown form, prepared: what every field needs is found once."""

    def __init__(
        self, pages: Sequence[PageText], fields: Mapping[str, FieldSpec], inks: Mapping[int, PageInk]
    ) -> None:
        super().__init__(pages, fields, inks)
        printed = [each for each in self.segments if not self._is_sentence(each)]
        self.headings = Headings(fields, printed, Scopes(self.cell, self.words))
        self._known: dict[Hashable, Any] = {}

    @cached_property
    def sides(self) -> AnswerSides:
        """On which side of their labels answers stand."""
        return AnswerSides(self)

    @cached_property
    def others(self) -> OtherPeople:
        """Where the form asks about others than the applicant."""
        return OtherPeople(self, self.headings, self.sides)

    def once(self, asked: Hashable, find: Callable[[], T]) -> T:
        """Return what ``find`` finds for what is asked, looking only the first time."""
        if asked not in self._known:
            self._known[asked] = find()
        found: T = self._known[asked]
        return found

    def _is_sentence(self, printed: Segment) -> bool:
        """Whether print is part of a sentence with gaps, which may mention what a heading says."""
        return all(self.is_in_running_text(printed.page, word) for word in printed.words)

    @cached_property
    def labels(self) -> dict[str, list[LabelHit]]:
        """Per field the places of its labels, best first."""
        return {name: self.hits(name, spec) for name, spec in self.fields.items()}

    def hits(self, name: str, spec: FieldSpec) -> list[LabelHit]:
        """Return the places of a field's labels, best first; none under another field's heading."""
        printed = [
            LabelHit(name, hit, hit.score + 0.5 * self.headings.verdict_on(spec, hit))
            for label in spec.labels
            for hit in (self.whole_label(spec, each) for each in self.find(label))
            if not self._names_another(spec, label, hit)
        ]
        if spec.kind is FieldKind.YES_NO:
            printed += [
                LabelHit(name, hit, 0.3 + hit.score / 2)
                for label in spec.labels
                for hit in find_phrase(label, self.segments)
            ]
        named = [
            LabelHit(name, hit, hit.score + 0.5 * self.headings.verdict_on(spec, hit), widget)
            for page in self.pages.values()
            for widget in page.widgets
            if (widget.kind not in TICKS or spec.kind in TICKED or spec.options)
            and first_part(widget, page) is widget
            and (hit := find_widget_label(spec.labels, widget, page.index)) is not None
            and not self._is_labelled_otherwise(widget, page.index, spec)
        ]
        if spec.kind is not FieldKind.PERSONS:
            printed = [each for each in printed if not self.others.has(each)]
            named = [each for each in named if not self.others.has(each)]
        printed = [each for each in printed if not self.is_for_office(each.hit.page, each.hit.box)]
        printed = without_letterhead(spec, printed, self.segments)
        hits = one_each([each for each in printed + named if each.score > 0])
        return first_come(hits)

    def _is_labelled_otherwise(self, field: Widget, page: int, spec: FieldSpec) -> bool:
        """Whether a known label of something else owns a live field: tool tips are copied with fields."""
        owner = (
            self.sides.print_under(page, field)
            if self.sides.labels_under
            else self.owners(page).label_of(field)
        )
        if owner is None:
            return False
        beside = [hit for hit in self.known_labels if hit.page == page and owner.holds(*hit.box.middle)]
        own = [hit.box for hit in self.mentions(spec) if hit.page == page]
        return bool(beside) and not any(owner.overlap(box) > 0 for box in own)

    def mentions(self, spec: FieldSpec) -> list[Hit]:
        """Return the places of a field's labels, whoever they are about."""
        return [hit for label in spec.labels for hit in self.find(label)]

    def hits_in(self, block: Block, name: str, spec: FieldSpec) -> list[LabelHit]:
        """Return the places of a person's label inside that person's block, best first."""
        asking = spec.model_copy(update={"kind": FieldKind.PERSONS})  # not hidden from itself
        return [
            each
            for each in self.once((name, asking.model_dump_json()), lambda: self.hits(name, asking))
            if block.holds(each.hit.page, *reversed(each.hit.box.middle)) and each.widget is None
        ]

    def is_for_office(self, page: int, box: Box) -> bool:
        """Whether a place is in a block that the authority fills in."""
        return any(page == number and block.holds(*box.middle) for number, block in self._office_blocks)

    @cached_property
    def _office_blocks(self) -> list[tuple[int, Box]]:
        return list(office_blocks(self.segments, self.cell, self.headings.places, card=self.frame))

    def _names_another(self, spec: FieldSpec, label: str, hit: Hit) -> bool:
        """Whether a label goes on with somebody else whom it means: "Anschrift des Vermieters"."""
        own = " ".join(words_of(label))
        others = [phrase for phrase in spec.not_sections if " ".join(words_of(phrase)) not in own]
        if not others:
            return False
        near = [each for each in self.segments if each.page == hit.page]
        own_signs = spec.kind is FieldKind.SIGNATURE and names_signer(label)
        return is_about(others, hit.box, near, first_named=own_signs) or self._in_row_of(others, hit, near)

    def _in_row_of(self, others: Sequence[str], hit: Hit, printed: Sequence[Segment]) -> bool:
        """Whether the ruled row of a label begins with somebody else: "Betriebsstätte", then "Telefon"."""
        cell = self.cell(hit.page, hit.box)
        return cell is not None and is_about(
            others, Box(cell.left, hit.box.top - ROW, hit.box.left, hit.box.bottom + ROW), printed
        )

    def is_label(self, page: int, word: Word) -> bool:
        """Whether a word is part of a field's label or its hint, of a column's head, or of running text."""
        printed = (*self.printed_labels[page], *self._hints[page], *self._heads_of_columns[page])
        return any(box.holds(*word.box.middle) for box in printed) or self.is_in_running_text(page, word)

    @cached_property
    def _heads_of_columns(self) -> dict[int, list[Box]]:
        """Per page the heads of columns with a person each."""
        heads = [head for row in heads_of_persons(self.segments) for head in row]
        return {page: [head.box for head in heads if head.page == page] for page in self.pages}

    def is_bar(self, label: Hit) -> bool:
        """Whether a label is a heading in a bar as high as its line: nothing was left out there.

        Headings have numbers, or decide between labels.
        """
        cell = self.cell(label.page, label.box)
        if cell is None or cell.height >= BAR * label.box.height:
            return False
        before = [word for word in self.words[label.page] if cell.holds(*word.box.middle)][:1]
        numbered = any(NUMBERED.fullmatch(word.text) for word in before) and cell.width > LONG_BAR
        return numbered or (label.page, label.box) in self.headings.places

    def typed(self, label: Hit, words: Sequence[Word], *, alone: bool) -> list[Word]:
        """Return those of some words that may be a label's answer, as far as their font says so.

        Args:
            label: Where the label stands.
            words: In reading order.
            alone: Whether they stand in a cell of the answer's own.
        """
        if not alone:
            return self._print.typed(label.page, words, label.box)
        return self._print.typed(label.page, words, None) or self._print.fitted(label.page, words, label.box)

    def has_typed(self, each: Segment) -> bool:
        """Whether not all of some words are print, as far as their font says so."""
        return bool(self._print.typed(each.page, each.words, None))

    @cached_property
    def _print(self) -> Print:
        return Print(self.words, self.runs, boxed(self.printed_labels))

    def is_hint(self, page: int, box: Box) -> bool:
        """Whether ``box`` begins with a hint to a label; a label of its own may only end in one."""
        start = box._replace(right=box.left + ROW)
        return any(start.holds(hint.left + 1, hint.middle[1]) for hint in self._hints[page])

    def is_in_hint(self, page: int, word: Word) -> bool:
        """Whether a word is part of a hint to a label."""
        return any(hint.holds(*word.box.middle) for hint in self._hints[page])

    @cached_property
    def _hints(self) -> dict[int, list[Box]]:
        """Per page where hints to labels stand."""
        return {
            page: list(hints([each for each in self.segments if each.page == page], labels))
            for page, labels in self.printed_labels.items()
        }

    def labels_on_line(self, page: int, box: Box) -> list[Box]:
        """Return the labels that stand on the same line as ``box``."""
        return [
            other
            for other in self.printed_labels[page]
            if min(other.bottom, box.bottom) - max(other.top, box.top) > 0.4 * box.height
        ]

    @cached_property
    def printed_labels(self) -> dict[int, list[Box]]:
        """Per page where labels stand, those of parts of addresses among them."""
        hits = [hit.hit for found in self.labels.values() for hit in found if hit.widget is None]
        columns = [column for spec in self.fields.values() for column in spec.columns.values()]
        more = {*self.shared_labels, *(label for spec in columns for label in spec.labels)}
        hits += [hit for label in sorted(more) for hit in self.find(label)]
        return {
            page: [
                hit.box.grown(1)
                for hit in print_of(
                    [hit for hit in hits if hit.page == page],
                    [each for each in self.segments if each.page == page],
                )
            ]
            for page in self.pages
        }
