"""What an example tells, as what reading would have found: a form, documents with words, facts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from checks.case import Dossier
from contracts.document_types import FORM, DocumentTypes
from contracts.fields import FieldKind, FieldSpec
from contracts.findings import Attachment, FieldReading, FieldState, FilledForm, Part
from contracts.procedure import Procedure
from contracts.reading import DocumentText, PageGrade, PageText, TextSource, Word
from contracts.records import Box, PageSize
from drafting.examples import UNREADABLE, Answer, Example, PaperTold, Told

_SIZE: Final = PageSize(595, 842)
_FILLING: Final = "·"
_FILLED: Final = 30
"""Words without letters on each page: enough to say that something does not stand there."""


def dossier_of(example: Example, told: Told, procedure: Procedure, types: DocumentTypes) -> Dossier:
    """Return the submission that an example tells of, as the checks get it."""
    form = _form(told, procedure)
    attachments = [] if form.part is None else [Attachment(part=form.part, pages=(written_page("", 0),))]
    for paper in told.documents:
        attachments.append(_attachment(paper, len(attachments), types))
    documents = [
        DocumentText(file=f"{attachment.part.type}-{number + 1}", sha256=f"{number}", pages=attachment.pages)
        for number, attachment in enumerate(attachments)
    ]
    return Dossier(form, attachments, documents, example.received, example.meta)


def written_page(text: str, index: int, *, filled: bool = True) -> PageText:
    """Return a page with these words; ``filled`` up with signs, so that it counts as well read."""
    texts = [*text.split(), *([_FILLING] * _FILLED if filled else ())]
    words = tuple(Word(word, Box(40, 40 + 12 * at, 300, 50 + 12 * at)) for at, word in enumerate(texts))
    return PageText(index=index, size=_SIZE, source=TextSource.TEXT, words=words)


def lost_page(index: int) -> PageText:
    """Return a page that nobody could read."""
    return PageText(
        index=index, size=_SIZE, source=TextSource.TEXT, words=(), confidence=0, grade=PageGrade.ILLEGIBLE
    )


def _form(told: Told, procedure: Procedure) -> FilledForm:
    if told.form is None:
        return FilledForm()
    part = Part(document=0, pages=(0,), type=FORM, confidence=1, procedure=procedure.id)
    fields = {
        name: _listed(answer, spec.columns) if isinstance(answer, list) else _reading(answer)
        for name, spec in procedure.form.fields.items()
        for answer in (told.form.get(name, [] if spec.kind is FieldKind.PERSONS else None),)
    }
    return FilledForm(part=part, fields=fields)


def _listed(persons: Sequence[Mapping[str, Answer]], columns: Mapping[str, FieldSpec]) -> FieldReading:
    items = tuple({name: _reading(person.get(name)) for name in columns} for person in persons)
    if not items:
        return FieldReading(state=FieldState.EMPTY, page=0)
    return FieldReading(value=str(len(items)), page=0, items=items)


def _reading(answer: Answer) -> FieldReading:
    if answer is None or not answer.strip():
        return FieldReading(state=FieldState.EMPTY, page=0)
    if answer == UNREADABLE:
        return FieldReading(state=FieldState.UNCLEAR, page=0, confidence=0.3)
    return FieldReading(value=answer, raw=answer, page=0, source=TextSource.TEXT)


def _attachment(paper: PaperTold, document: int, types: DocumentTypes) -> Attachment:
    part = Part(document=document, pages=(0,), type=paper.type, confidence=1)
    if not paper.legible:
        return Attachment(part=part, pages=(lost_page(0),))
    known = types[paper.type].facts
    facts = {name: _reading(value) for name, value in paper.facts.items() if name in known}
    text = " ".join([*paper.facts.values(), paper.text])
    return Attachment(part=part, facts=facts, pages=(written_page(text, 0),))
