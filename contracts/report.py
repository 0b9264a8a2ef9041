"""The report of a checked submission, as written to JSON: ``antragslotse/report/1``.

This is a door: inside, pages count from 0 and documents are numbered; in the report pages count
from 1 and documents have names.
"""

from __future__ import annotations

from datetime import date
from typing import Literal, NamedTuple

from pydantic import ConfigDict, Field

from contracts.findings import (
    Agreement,
    Attachment,
    Evidence,
    FieldReading,
    FieldState,
    FilledForm,
    Finding,
    FindingState,
    Guess,
    Hint,
    ProposedAction,
    Reason,
)
from contracts.reading import DocumentText, Problem, ProblemCode, TextSource
from contracts.records import Box, Record


class ReportProcedure(Record):
    """Which contract was checked against."""

    id: str
    version: str


class ReportProblem(Record):
    """A problem of a document; ``page`` counts from 1."""

    code: ProblemCode
    page: int | None = None
    message: str


class ReportField(Record):
    """A value with its evidence; ``page`` counts from 1, ``box`` in points of the upright page.

    ``note`` says in plain German what is wrong with an invalid value, or remarkable about another.
    ``file`` is set where the value stands in another file than the form's main one.
    """

    value: str | None
    raw: str
    state: FieldState
    page: int | None = None
    file: str | None = None
    box: Box | None = None
    confidence: float
    source: TextSource | None = None
    handwritten: bool = False
    note: str = ""
    items: list[dict[str, ReportField]] | None = None


class ReportPart(Record):
    """One document inside a file; ``box`` is set where there are others on the same page.

    ``agrees`` says which form fields' values stand in it, see ``contracts.findings.Attachment``.
    """

    pages: list[int]
    type: str
    procedure: str | None = None
    confidence: float
    runner_up: Guess | None = None
    box: Box | None = None
    fields: dict[str, ReportField]
    agrees: dict[str, Agreement] = Field(default_factory=dict)


class ReportDocument(Record):
    """One file of the submission."""

    file: str
    sha256: str
    pages: int
    problems: list[ReportProblem]
    parts: list[ReportPart]


class ReportForm(Record):
    """The application form's fields; all of the contract's fields are listed."""

    fields: dict[str, ReportField]


class ReportEvidence(Record):
    """Where to look for a finding's reason."""

    file: str
    pages: list[int]
    page: int | None = None
    box: Box | None = None


class ReportFinding(Record):
    """What was found about one requirement for one subject."""

    requirement: str
    subject: str
    state: FindingState
    reason: Reason
    evidence: list[ReportEvidence]
    confidence: float
    sources: list[str]
    soft: bool = False


class ReportHint(Record):
    """Two places that contradict each other: for people, without any weight."""

    subject: str
    reason: Reason
    evidence: list[ReportEvidence]


class Versions(Record):
    """What produced the report."""

    product: str
    contract: str
    classifier: str
    ocr: str


class Timing(Record):
    """Wall time per stage in milliseconds."""

    read: int = 0
    ocr: int = 0
    classify: int = 0
    extract: int = 0
    check: int = 0


class Report(Record):
    """The whole report; ``hints`` is empty in reports of versions that knew none."""

    model_config = ConfigDict(populate_by_name=True)

    schema_id: Literal["antragslotse/report/1"] = Field(default="antragslotse/report/1", alias="schema")
    procedure: ReportProcedure
    received: date
    documents: list[ReportDocument]
    form: ReportForm
    findings: list[ReportFinding]
    hints: list[ReportHint] = Field(default_factory=list)
    complete: bool
    proposal: ProposedAction
    versions: Versions
    timing_ms: Timing

    def to_json(self) -> str:
        """The report as JSON text, two blanks indented, ending in a line feed."""
        return self.model_dump_json(by_alias=True, indent=2) + "\n"


class Outcome(NamedTuple):
    """All that the stages found about one submission: what a report is written from.

    ``attachments`` holds every part, the form and blank pages among them.
    """

    procedure: ReportProcedure
    received: date
    documents: tuple[DocumentText, ...]
    attachments: tuple[Attachment, ...]
    form: FilledForm
    findings: tuple[Finding, ...]
    proposal: ProposedAction
    versions: Versions
    timing: Timing
    hints: tuple[Hint, ...] = ()


def write_report(outcome: Outcome) -> Report:
    """Turn the stages' records into the report."""
    return Report(
        procedure=outcome.procedure,
        received=outcome.received,
        documents=[
            _document(document, [each for each in outcome.attachments if each.part.document == index])
            for index, document in enumerate(outcome.documents)
        ],
        form=ReportForm(fields=_fields(outcome.form.fields, outcome.documents)),
        findings=[_finding(finding, outcome.documents) for finding in outcome.findings],
        hints=[_hint(hint, outcome.documents) for hint in outcome.hints],
        complete=is_complete(outcome.findings),
        proposal=outcome.proposal,
        versions=outcome.versions,
        timing_ms=outcome.timing,
    )


def is_complete(findings: tuple[Finding, ...]) -> bool:
    """Whether no finding (soft requirements aside) keeps the case from being complete."""
    return not any(finding.blocking for finding in findings)


def _document(document: DocumentText, attachments: list[Attachment]) -> ReportDocument:
    return ReportDocument(
        file=document.file,
        sha256=document.sha256,
        pages=len(document.pages),
        problems=[_problem(problem) for problem in document.problems],
        parts=[_part(attachment) for attachment in attachments],
    )


def _problem(problem: Problem) -> ReportProblem:
    page = None if problem.page is None else problem.page + 1
    return ReportProblem(code=problem.code, page=page, message=problem.message)


def _part(attachment: Attachment) -> ReportPart:
    part = attachment.part
    return ReportPart(
        pages=[page + 1 for page in part.pages],
        type=part.type,
        procedure=part.procedure,
        confidence=round(part.confidence, 4),
        runner_up=part.runner_up,
        box=_rounded(part.region),
        fields=_fields(attachment.facts),
        agrees=attachment.agrees,
    )


def _fields(
    fields: dict[str, FieldReading], documents: tuple[DocumentText, ...] = ()
) -> dict[str, ReportField]:
    return {name: _field(reading, documents) for name, reading in fields.items()}


def _field(reading: FieldReading, documents: tuple[DocumentText, ...]) -> ReportField:
    return ReportField(
        value=reading.value,
        raw=reading.raw,
        state=reading.state,
        page=None if reading.page is None else reading.page + 1,
        file=None if reading.document is None else documents[reading.document].file,
        box=_rounded(reading.box),
        confidence=round(reading.confidence, 4),
        source=reading.source,
        handwritten=reading.handwritten,
        note=reading.note,
        items=[_fields(item, documents) for item in reading.items] or None,
    )


def _rounded(box: Box | None) -> Box | None:
    return None if box is None else Box(*(round(edge, 1) for edge in box))


def _finding(finding: Finding, documents: tuple[DocumentText, ...]) -> ReportFinding:
    return ReportFinding(
        requirement=finding.requirement,
        subject=finding.subject,
        state=finding.state,
        reason=finding.reason,
        evidence=_evidence(finding.evidence, documents),
        confidence=round(finding.confidence, 4),
        sources=list(finding.sources),
        soft=finding.soft,
    )


def _hint(hint: Hint, documents: tuple[DocumentText, ...]) -> ReportHint:
    return ReportHint(subject=hint.subject, reason=hint.reason, evidence=_evidence(hint.evidence, documents))


def _evidence(evidence: tuple[Evidence, ...], documents: tuple[DocumentText, ...]) -> list[ReportEvidence]:
    return [
        ReportEvidence(
            file=documents[each.document].file,
            pages=[page + 1 for page in each.pages],
            page=None if each.page is None else each.page + 1,
            box=each.box,
        )
        for each in evidence
    ]
