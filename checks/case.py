"""What is checked: a submission with all that was read from it, and the persons it is about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple

from checks.words import Words, words_of_pages
from contracts.document_types import BLANK, DocumentTypes
from contracts.fields import FieldKind, FieldSpec
from contracts.findings import Attachment, Evidence, FieldReading, FieldState, FilledForm, Part
from contracts.procedure import FormSpec
from contracts.reading import DocumentText, PageGrade, ProblemCode
from contracts.records import Box

APPLICANT = "antragsteller"
UNREAD = FieldReading(state=FieldState.UNCLEAR, confidence=0.0)
_PAGE_LOST = frozenset({ProblemCode.PAGE_ILLEGIBLE, ProblemCode.PAGE_FAILED, ProblemCode.PAGE_INCOMPLETE})
_UNPACKABLE = (".pdf", ".jpg", ".jpeg", ".png", ".tif", ".tiff", ".docx", ".zip")


class Dossier(NamedTuple):
    """Everything that the stages before found in one submission.

    Attributes:
        form: The application form of the procedure that is checked.
        attachments: Every part, the form and blank pages among them.
        documents: The files, in the order that parts refer to.
        received: The day on which documents must be valid.
        meta: What conditions may ask as ``meta.<name>``.
        titles: The titles of all known procedures by their ids, to name one whose form came instead.
        types: The document types, with the remarks that may be on papers; without them none is looked for.
    """

    form: FilledForm
    attachments: Sequence[Attachment]
    documents: Sequence[DocumentText]
    received: date
    meta: Mapping[str, str]
    titles: Mapping[str, str] = MappingProxyType({})
    types: DocumentTypes | None = None


class Subject(NamedTuple):
    """A person for whom something is required: the applicant, or one of the persons on the form.

    Attributes:
        family: The applicant's surname, which listed persons may share without saying so.
    """

    id: str
    specs: Mapping[str, FieldSpec]
    fields: Mapping[str, FieldReading]
    family: FieldReading | None = None

    def reading(self, name: str) -> FieldReading | None:
        """Return what the form says about this person; None if it does not ask that."""
        if name not in self.specs:
            return None
        return self.fields.get(name, UNREAD)

    def options(self, name: str) -> Mapping[str, Sequence[str]]:
        """Return by which words a field's text is understood; none where its value is an option's id."""
        spec = self.specs.get(name)
        return spec.options if spec is not None and spec.kind is FieldKind.TEXT else {}


class Paper:
    """An attachment with its words, looked up many times; immutable by convention.

    Attributes:
        number: Position among the attachments.
        lost_pages: Whether one of its pages could not be read, or not all of it.
    """

    def __init__(self, number: int, attachment: Attachment, *, lost_pages: bool) -> None:
        self.number = number
        self.attachment = attachment
        self.part = attachment.part
        self.facts = attachment.facts
        self.lost_pages = lost_pages

    @cached_property
    def words(self) -> Words:
        """The words of its pages."""
        return words_of_pages(self.attachment.pages)

    @property
    def nothing_read(self) -> bool:
        """Whether pages were lost and no word was read from the others."""
        return self.lost_pages and not self.words.tokens

    @property
    def blank(self) -> bool:
        """Whether its pages are blank, not just unreadable."""
        return self.part.type == BLANK and not self.lost_pages

    @property
    def evidence(self) -> Evidence:
        """All of its pages, or its place on one."""
        page = None if self.part.region is None else self.part.pages[0]
        return Evidence(document=self.part.document, pages=self.part.pages, page=page, box=self.part.region)

    def pointing_at(self, page: int | None, box: Box | None) -> Evidence:
        """Return all of its pages, and a place on one; its own place if none is known."""
        whole = self.evidence
        return whole if page is None else whole.model_copy(update={"page": page, "box": box})

    def fact(self, name: str) -> FieldReading | None:
        """Return a fact that was read for sure, or None."""
        reading = self.facts.get(name)
        return reading if reading and reading.state is FieldState.FILLED and reading.value else None


def papers_of(dossier: Dossier) -> tuple[Paper, ...]:
    """Return the parts of a submission; a file that was handed in twice counts once."""
    papers, seen = [], set()
    for number, attachment in enumerate(dossier.attachments):
        document = dossier.documents[attachment.part.document]
        key = (document.sha256, attachment.part.pages, attachment.part.region)
        if key not in seen:
            seen.add(key)
            papers.append(Paper(number, attachment, lost_pages=bool(lost_pages(attachment.part, dossier))))
    return tuple(papers)


def lost_pages(part: Part, dossier: Dossier) -> frozenset[int]:
    """Return the pages of a part that could not be read, or not all of them, counted from 0."""
    document = dossier.documents[part.document]
    lost = {problem.page for problem in document.problems if problem.code in _PAGE_LOST}
    lost |= {page.index for page in document.pages if page.grade is PageGrade.ILLEGIBLE}
    return frozenset(page for page in part.pages if page in lost)


def applicant(spec: FormSpec, form: FilledForm) -> Subject:
    """Return the applicant; without a form nothing about them is known."""
    return Subject(APPLICANT, spec.fields, form.fields if form.part is not None else {})


def persons(spec: FormSpec, form: FilledForm) -> tuple[Subject, ...]:
    """Return the persons listed on the form, in its order; lines without any entry are left out."""
    found: list[Subject] = []
    for name, field in spec.fields.items():
        if field.kind is not FieldKind.PERSONS or form.part is None or name not in form.fields:
            continue
        for item in form.fields[name].items:
            if any(reading.state is not FieldState.EMPTY for reading in item.values()):
                columns = {column: field.columns[column] for column in item if column in field.columns}
                family = form.fields.get("familienname")
                found.append(Subject(f"person-{len(found) + 1}", columns, item, family))
    return tuple(found)


def somebody(spec: FormSpec) -> Subject:
    """Return a person who may stand on the form, and of whom nothing could be read."""
    lists = (field for field in spec.fields.values() if field.kind is FieldKind.PERSONS)
    return Subject("", {name: column for field in lists for name, column in field.columns.items()}, {})


def persons_unread(spec: FormSpec, form: FilledForm) -> bool:
    """Whether the form's list of persons could not be read, so that there may be more of them."""
    lists = [name for name, field in spec.fields.items() if field.kind is FieldKind.PERSONS]
    return any(
        form.part is None or form.fields.get(name, UNREAD).state is FieldState.UNCLEAR for name in lists
    )


def closed_files(documents: Sequence[DocumentText]) -> tuple[int, ...]:
    """Return the numbers of the files that hold something nobody could look at."""
    return tuple(number for number, document in enumerate(documents) if _closed(document))


def _closed(document: DocumentText) -> bool:
    xfa = any(problem.code is ProblemCode.DYNAMIC_XFA for problem in document.problems)
    embedded = any(name.lower().endswith(_UNPACKABLE) for name in document.embedded)
    return document.unreadable or xfa or embedded
