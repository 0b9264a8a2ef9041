"""Documents, parts and form fields as the case page shows them."""

from __future__ import annotations

import re

from contracts.document_types import FORM, DocumentTypes
from contracts.fields import FieldKind, FieldSpec
from contracts.findings import FieldState
from contracts.procedure import Procedure
from contracts.records import Record
from contracts.report import Report, ReportField, ReportPart, ReportProblem
from followups.german import with_german_dates
from review.corrections import Corrections, PartCorrection
from review.texts import Texts
from review.views.places import Link, Spot, field_link
from review.words import page_words, sureness

AMOUNT = re.compile(r"\d+\.\d{2}")


class PartView(Record):
    """One document inside a file; ``number`` is its position among all parts of the case, from 0."""

    number: int
    type: str
    title: str
    pages: tuple[int, ...]
    page_words: str
    sure: str
    runner_up: str | None
    spot: Spot
    correction: PartCorrection | None


class DocumentView(Record):
    """One file; ``number`` is its position in the report, from 0."""

    number: int
    file: str
    pages: int
    parts: tuple[PartView, ...]
    problems: tuple[ReportProblem, ...]


class FieldView(Record):
    """One field of the form, or of a person on it.

    Attributes:
        state: Key of the words for the state.
        to_check: Whether somebody has to look at it.
        handwritten: Whether it is written by hand, so that it may be misread.
    """

    name: str
    title: str
    value: str
    state: str
    to_check: bool
    handwritten: bool = False
    link: Link | None


def document_views(
    report: Report, types: DocumentTypes, corrections: Corrections, t: Texts
) -> tuple[DocumentView, ...]:
    """Return all files with their parts."""
    views: list[DocumentView] = []
    number = 0
    for index, document in enumerate(report.documents):
        parts = [
            _part((index, number + offset), part, types, corrections, t)
            for offset, part in enumerate(document.parts)
        ]
        number += len(parts)
        views.append(
            DocumentView(
                number=index,
                file=document.file,
                pages=document.pages,
                parts=tuple(parts),
                problems=tuple(document.problems),
            )
        )
    return tuple(views)


def field_views(report: Report, procedure: Procedure, t: Texts) -> tuple[FieldView, ...]:
    """Return the form's fields in the order of the contract, persons as further fields of their own."""
    form = _form_document(report)
    views: list[FieldView] = []
    for name, spec in procedure.form.fields.items():
        field = report.form.fields.get(name)
        if field is None:
            continue
        if field.items:
            views.extend(_person_fields(report, field, spec, form, t))
        else:
            views.append(_field(name, field, spec, field_link(report, field, form, t)))
    return tuple(views)


def title_of(types: DocumentTypes, type_id: str) -> str:
    """Return a document type's title; its id if it is not known any more."""
    return types[type_id].title if type_id in types.ids else type_id


def _part(
    place: tuple[int, int], part: ReportPart, types: DocumentTypes, corrections: Corrections, t: Texts
) -> PartView:
    document, number = place
    correction = corrections.of_part(document, part.pages)
    type_id = correction.type if correction else part.type
    return PartView(
        number=number,
        type=type_id,
        title=title_of(types, type_id),
        pages=tuple(part.pages),
        page_words=page_words(part.pages, t),
        sure=sureness(part.confidence),
        runner_up=title_of(types, part.runner_up.type) if part.runner_up else None,
        spot=Spot(document=document, page=part.pages[0]),
        correction=correction,
    )


def _form_document(report: Report) -> int | None:
    """Return the document that holds the form of this procedure."""
    forms = [
        (part.procedure == report.procedure.id, index)
        for index, document in enumerate(report.documents)
        for part in document.parts
        if part.type == FORM
    ]
    own = [index for belongs, index in forms if belongs]
    return next(iter(own or [index for _, index in forms]), None)


def _field(name: str, field: ReportField, spec: FieldSpec, link: Link | None) -> FieldView:
    missing = spec.required and field.state is FieldState.EMPTY
    return FieldView(
        name=name,
        title=spec.title or name,
        value=_shown(field.value or field.raw, spec),
        state="field_state.empty_required" if missing else f"field_state.{field.state.value}",
        to_check=missing or field.state in {FieldState.UNCLEAR, FieldState.INVALID},
        handwritten=field.handwritten,
        link=link,
    )


def _person_fields(
    report: Report, field: ReportField, spec: FieldSpec, form: int | None, t: Texts
) -> list[FieldView]:
    return [
        _field(
            f"person-{number}.{name}",
            value,
            column.model_copy(update={"title": f"{t('subject.person', n=number)}: {column.title or name}"}),
            field_link(report, value, form, t),
        )
        for number, person in enumerate(field.items or (), start=1)
        for name, value in person.items()
        if (column := spec.columns.get(name)) is not None and (value.value or value.raw)
    ]


def _shown(value: str, spec: FieldSpec) -> str:
    """Return a value as people write it: choices in words, dates and IBAN as usual."""
    if spec.options.get(value):
        return spec.options[value][0]
    if spec.kind is FieldKind.ACCOUNT or spec.kind is FieldKind.IBAN:
        return " ".join(value[start : start + 4] for start in range(0, len(value), 4))
    if spec.kind is FieldKind.AMOUNT and AMOUNT.fullmatch(value):
        return f"{float(value):,.2f} €".translate(str.maketrans(",.", ".,"))
    return with_german_dates(value)
