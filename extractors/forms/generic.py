"""Reading a form that no variant knows: every field by its printed label, its kind, and where answers stand.

One mechanism for live fields, flat text and scans: a label is found; the answer is the live field, or the
words, to its right, below it, or (on a line to be signed) above it. Candidates are ranked by how well the
label fits, by the heading above, and by whether the text is a value of the field's kind.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Final, Literal

from contracts.fields import FieldKind, FieldSpec
from contracts.findings import FieldReading, FieldState
from contracts.reading import PageInk, PageText, TextSource
from contracts.records import Box
from extractors.forms.answering.address import is_begun, read_address, read_place_date, with_town
from extractors.forms.answering.best_answer import best_answer
from extractors.forms.answering.claims import doubtful_claims
from extractors.forms.answering.gap_answers import gap_readings
from extractors.forms.answering.legal_form import with_legal_form
from extractors.forms.answering.lost_place import place_is_lost
from extractors.forms.answering.one_by_one import beside_question, read_one_by_one
from extractors.forms.answering.overlooked import with_doubts
from extractors.forms.answering.own_parts import read_own_parts
from extractors.forms.answering.printed_towns import day_at_printed_town
from extractors.forms.answering.register_entry import with_register
from extractors.forms.answering.rows_beside import read_rows_beside
from extractors.forms.answering.unlisted import unlisted_answer
from extractors.forms.choosing.choices import choice_in, read_choice
from extractors.forms.choosing.option_lines import names_options
from extractors.forms.choosing.questions import is_question
from extractors.forms.labelling.label_hits import LabelHit
from extractors.forms.parts.blocks import Block
from extractors.forms.parts.readings import EMPTY, UNFOUND, Written, listed, settled
from extractors.forms.parts.sheet import Sheet
from extractors.forms.parts.signers import own_labels
from extractors.forms.people.live_persons import live_persons
from extractors.forms.people.person_columns import persons_in_columns, persons_under_heads, said_in_head
from extractors.forms.people.person_lists import in_one_list, is_named
from extractors.forms.people.persons import persons_in_tables
from extractors.forms.people.unlisted import head_no_table, somebody_is_listed
from extractors.forms.signing.signed import read_signature
from extractors.forms.values.names import FAMILY_FIRST, GIVEN_FIRST, split_name
from extractors.forms.values.normalise import normalise

MOST_HITS: Final = 8

FULL_NAME: Final[Mapping[str, Literal["family", "given"]]] = {"familienname": "family", "vorname": "given"}
"""Fields that may share one place, and the part of the full name that each is."""


def read_by_labels(
    pages: Sequence[PageText], fields: Mapping[str, FieldSpec], inks: Mapping[int, PageInk]
) -> dict[str, FieldReading]:
    """Return a reading for every field; a required field whose label is nowhere is unclear."""
    fields = {name: _with_own_labels(spec, fields) for name, spec in fields.items()}
    sheet = Sheet(pages, fields, inks)
    readings: dict[str, FieldReading] = {}
    persons_last = sorted(fields.items(), key=lambda field: field[1].kind is FieldKind.PERSONS)
    for name, spec in persons_last:
        if spec.kind is FieldKind.PERSONS:
            readings[name] = _persons(spec, sheet, readings)
        else:
            readings[name] = _read(name, spec, sheet)
    readings |= doubtful_claims(readings, fields, sheet)
    readings |= gap_readings(readings, fields, sheet)
    return with_legal_form(with_register(with_doubts(readings, fields, sheet), sheet))


def _with_own_labels(spec: FieldSpec, fields: Mapping[str, FieldSpec]) -> FieldSpec:
    """Return a list of persons whose columns may also be labelled as the applicant's fields are."""
    if spec.kind is not FieldKind.PERSONS:
        return spec
    own = {name: each.labels for name, each in fields.items()}
    columns = {
        name: column.model_copy(update={"labels": (*column.labels, *own.get(name, ()))})
        for name, column in spec.columns.items()
    }
    return spec.model_copy(update={"columns": columns})


def _persons(spec: FieldSpec, sheet: Sheet, applicant: Mapping[str, FieldReading]) -> FieldReading:
    """Persons stand in tables, in cards or in columns of their own; one form may have several of these.

    Where somebody is listed and nobody can be read, the list is unclear, not empty.
    """
    live = live_persons(spec, sheet)
    if live:
        return listed(live)
    tables = [] if head_no_table(spec, sheet) else persons_in_tables(spec, sheet, applicant)
    cards = filter(is_named, (_person_in(block, spec, sheet) for block in sheet.others.blocks))
    beside = (persons_in_columns(spec, sheet), persons_under_heads(spec, sheet))
    found = listed(in_one_list([*tables, list(cards), *beside]))
    return found if found.items or not somebody_is_listed(spec, sheet, applicant) else UNFOUND


def _person_in(block: Block, spec: FieldSpec, sheet: Sheet) -> dict[str, FieldReading]:
    item = {}
    for name, column in spec.columns.items():
        labels = sheet.hits_in(block, name, column)
        item[name] = _in_block(name, column, labels, block, sheet)
    for name, reading in said_in_head(spec, block.page, _head_of(block, spec, sheet), sheet).items():
        item[name] = reading if item[name].state is FieldState.EMPTY else item[name]
    return settled(item, spec.columns)


def _head_of(block: Block, spec: FieldSpec, sheet: Sheet) -> Box:
    """Return what stands over the first label of a block."""
    labels = [hit for name, column in spec.columns.items() for hit in sheet.hits_in(block, name, column)]
    first = min((each.hit.box.top for each in labels if each.hit.page == block.page), default=block.top)
    return Box(block.left, block.top, block.right, first)


def _in_block(
    name: str, spec: FieldSpec, labels: Sequence[LabelHit], block: Block, sheet: Sheet
) -> FieldReading:
    for part in block.parts if spec.kind in {FieldKind.CHOICE, FieldKind.YES_NO} else ():
        right = min(part.right, sheet.pages[part.page].size.width)
        area = Box(part.left, part.top, right, part.bottom)
        chosen = choice_in(spec, part.page, area, sheet)
        if chosen is not None:
            return chosen
    own = best_answer(spec, labels, sheet)
    if (own is not None and own.state is FieldState.FILLED) or name not in FULL_NAME:
        return own or EMPTY
    return _of_full_name(name, spec, sheet, block) or own or EMPTY


def _read(name: str, spec: FieldSpec, sheet: Sheet) -> FieldReading:
    labels = sheet.labels[name][:MOST_HITS]
    reading = _at_labels(name, spec, labels, sheet)
    if reading is None or reading.state is FieldState.EMPTY:
        reading = unlisted_answer(name, spec, sheet, asked=reading is not None) or reading
    if reading is None or (reading.state is FieldState.EMPTY and _are_anothers(spec, labels, sheet)):
        return UNFOUND if spec.required or _is_read_by_ocr(spec, sheet) else EMPTY
    return reading


def _at_labels(name: str, spec: FieldSpec, labels: Sequence[LabelHit], sheet: Sheet) -> FieldReading | None:
    """Return what stands at a field's labels, each kind in its own way; None if it has none."""
    read: Callable[[FieldSpec, Sequence[LabelHit], Sheet], FieldReading | None]
    match spec.kind:
        case FieldKind.SIGNATURE:
            read = read_signature
        case FieldKind.CHOICE | FieldKind.YES_NO:
            read = _choice
        case FieldKind.ADDRESS:
            read = _best_address
        case FieldKind.NAME if name in FULL_NAME:
            read = partial(_name, name)
        case FieldKind.PLACE_DATE:
            read = _place_date
        case _ if spec.options:
            read = _ticked_or_written
        case _:
            read = best_answer
    return read(spec, labels, sheet)


def _is_read_by_ocr(spec: FieldSpec, sheet: Sheet) -> bool:
    """Whether labels, if only somebody else's, stand on a scan: OCR may have lost the field's own one."""
    return any(sheet.pages[hit.page].source is TextSource.OCR for hit in sheet.mentions(spec))


def _are_anothers(spec: FieldSpec, labels: Sequence[LabelHit], sheet: Sheet) -> bool:
    """Whether all labels of a field stand under headings where they mean somebody else."""
    return bool(labels) and all(sheet.headings.verdict_on(spec, label.hit) < 0 for label in labels)


def _choice(spec: FieldSpec, labels: Sequence[LabelHit], sheet: Sheet) -> FieldReading | None:
    """A choice is ticked or written; where it is asked but neither can be found, it is unclear, not empty."""
    ticked = read_choice(spec, labels, sheet)
    if ticked is None or ticked.value is None:
        ticked = read_one_by_one(spec, sheet) or ticked
    if ticked is not None:
        return ticked
    asked = labels
    if spec.kind is FieldKind.YES_NO:
        asked = [label for label in labels if is_question(label, sheet)]
        said = _said_beside(asked, sheet)
        if said is not None:
            return said
    typed = best_answer(spec, asked, sheet)
    if typed is None or typed.state is FieldState.EMPTY or names_options(typed, spec, sheet):
        return None if typed is None else UNFOUND
    return typed


def _ticked_or_written(spec: FieldSpec, labels: Sequence[LabelHit], sheet: Sheet) -> FieldReading | None:
    """The commonest answers have tick boxes, others are written: "[ ] deutsch, andere: ..."."""
    ticked = read_choice(spec, labels, sheet)
    if ticked is not None and ticked.value is not None:
        return ticked
    written = best_answer(spec, labels, sheet)
    is_asked = ticked is not None and ticked.state is not FieldState.EMPTY
    return ticked if written is None or (is_asked and written.value is None) else written


def _said_beside(questions: Sequence[LabelHit], sheet: Sheet) -> FieldReading | None:
    """Return the yes or no that is written beside one of the lines of a question."""
    printed = [label.hit for label in questions if label.widget is None]
    said = (each for hit in printed for each in beside_question(hit, sheet))
    return next((each for each in said if each.state is FieldState.FILLED), None)


def _best_address(spec: FieldSpec, labels: Sequence[LabelHit], sheet: Sheet) -> FieldReading | None:
    """An address may stand in one place, or be asked for in parts: street, number, postcode, town."""
    parts = read_own_parts(spec, labels, sheet) or read_rows_beside(spec, labels, sheet)
    parts = parts or read_address(spec, sheet)
    if parts is not None:
        return parts
    whole = best_answer(spec, labels, sheet)
    if whole is not None and whole.state is FieldState.EMPTY and is_begun(spec, sheet):
        return UNFOUND
    if whole is None or whole.value is not None or whole.page is None or whole.box is None:
        return whole
    source = whole.source or TextSource.TEXT
    return with_town(spec, whole, Written(whole.raw, whole.box, whole.page, whole.confidence, source), sheet)


def _place_date(spec: FieldSpec, labels: Sequence[LabelHit], sheet: Sheet) -> FieldReading | None:
    """Place and date may stand in one place, or under "Ort" and "Datum" side by side."""
    labels = own_labels(spec, labels, sheet)
    whole = best_answer(spec, labels, sheet)
    if whole is not None and whole.value is not None and "," in whole.value:
        return whole
    parts = read_place_date(spec, sheet)
    found = whole if parts is None or parts.state is FieldState.EMPTY else parts
    if found is None or found.value is None:
        found = day_at_printed_town(spec, sheet) or found
    if found is None or found.value is None or "," in found.value or found.source is not TextSource.OCR:
        return found
    return (
        found.model_copy(update={"value": None, "state": FieldState.UNCLEAR})
        if place_is_lost(found, labels, sheet)
        else found
    )


def _name(name: str, spec: FieldSpec, labels: Sequence[LabelHit], sheet: Sheet) -> FieldReading | None:
    """A name has its own place, or stands together with the other part of it: "Vor- und Zuname"."""
    own = best_answer(spec, labels, sheet)
    if own is not None and own.state is FieldState.FILLED:
        return own
    return _of_full_name(name, spec, sheet) or own


def _of_full_name(
    name: str, spec: FieldSpec, sheet: Sheet, block: Block | None = None
) -> FieldReading | None:
    """Return a part of a name from where both stand together; within a person's ``block``, if given."""
    for given_first, phrases in ((False, FAMILY_FIRST), (True, GIVEN_FIRST)):
        both = spec.model_copy(update={"labels": phrases, "kind": FieldKind.TEXT})
        hits = sheet.hits(name, both) if block is None else sheet.hits_in(block, name, both)
        together = best_answer(both, hits[:MOST_HITS], sheet)
        full = split_name(together.value, given_first=given_first) if together and together.value else None
        value = normalise(spec, getattr(full, FULL_NAME[name])) if full else None
        if together is not None and value is not None:
            return together.model_copy(update={"value": value})
    return None
