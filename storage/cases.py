"""Repository of cases, their documents and what each check of them found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from contracts.findings import Attachment
from contracts.reading import DocumentText
from contracts.report import Outcome, Report, ReportFinding, write_report
from storage.references import make_reference
from storage.states import OPEN_CASE_STATES, CaseState
from storage.tables import Case, CheckResult, Document, FindingRow, PartRow, Submission, case_numbers, utcnow


def open_case(session: Session, procedure: str, received: date) -> Case:
    """Open a case with a reference of its own."""
    number = session.scalar(select(case_numbers.next_value()))
    case = Case(
        reference=make_reference(received.year, int(number or 0)), procedure=procedure, received=received
    )
    session.add(case)
    session.flush()
    return case


def get(session: Session, case_id: UUID) -> Case | None:
    """Return a case."""
    return session.get(Case, case_id)


def by_reference(session: Session, reference: str) -> Case | None:
    """Return the case with this reference (Aktenzeichen)."""
    return session.scalar(select(Case).where(Case.reference == reference))


def is_open(case: Case) -> bool:
    """Whether late documents still join this case."""
    return case.state in OPEN_CASE_STATES


def set_state(session: Session, case_id: UUID, state: CaseState) -> None:
    """Move a case to a state."""
    session.execute(update(Case).where(Case.id == case_id).values(state=state, updated_at=utcnow()))


def documents_of(session: Session, case_id: UUID) -> Sequence[Document]:
    """Return all files of a case in the order in which they arrived, those packed in others among them."""
    order = (Document.position, Document.member, Document.id)  # a container stands before what it holds
    query = select(Document).where(Document.case_id == case_id).order_by(*order)
    return session.scalars(query).all()


def originals_of(session: Session, case_id: UUID) -> Sequence[Document]:
    """Return the files of a case that were submitted as such, in the order in which they arrived."""
    return [each for each in documents_of(session, case_id) if not each.member]


def get_document(session: Session, document_id: UUID) -> Document | None:
    """Return one file's row."""
    return session.get(Document, document_id)


def latest_check(session: Session, case_id: UUID) -> CheckResult | None:
    """Return what the newest check of a case found."""
    query = select(CheckResult).where(CheckResult.case_id == case_id).order_by(CheckResult.created_at.desc())
    return session.scalar(query.limit(1))


def check_of_submission(session: Session, submission_id: UUID) -> CheckResult | None:
    """Return the check that a submission led to, if it was done already."""
    return session.scalar(select(CheckResult).where(CheckResult.submission_id == submission_id))


def latest_checks(session: Session, procedure: str) -> Iterator[tuple[Case, CheckResult, Submission]]:
    """Yield the newest check of each case of a procedure, with the submission that led to it."""
    query = (
        select(Case, CheckResult, Submission)
        .join(CheckResult, CheckResult.case_id == Case.id)
        .join(Submission, CheckResult.submission_id == Submission.id)
        .where(Case.procedure == procedure)
        .distinct(Case.id)
        .order_by(Case.id, CheckResult.created_at.desc())
    )
    for row in session.execute(query.execution_options(yield_per=100)):
        yield row.Case, row.CheckResult, row.Submission


def report_of(check: CheckResult) -> Report:
    """Return a check's report as a record."""
    return Report.model_validate(check.report)


def save_check(
    session: Session, submission_id: UUID, case: Case, outcome: Outcome, documents: Sequence[Document]
) -> CheckResult:
    """Write what a check found; files that came packed in ``documents`` get rows of their own.

    Raises:
        sqlalchemy.exc.IntegrityError: if this submission was decided on already.
    """
    report = write_report(outcome)
    rows = _rows_of(session, case.id, outcome, documents)
    check = CheckResult(
        case_id=case.id,
        submission_id=submission_id,
        proposal=report.proposal.value,
        complete=report.complete,
        contract=report.versions.contract,
        form_variant=outcome.form.variant,
        report=report.model_dump(mode="json", by_alias=True),
        parts=[_part(attachment, index, rows) for index, attachment in enumerate(outcome.attachments)],
        findings=[_finding(finding, index) for index, finding in enumerate(report.findings)],
    )
    session.add(check)
    for row, document in zip(rows, outcome.documents, strict=True):
        turned = [page.turned for page in document.pages]
        session.execute(update(Document).where(Document.id == row.id).values(turned=turned))
    session.flush()
    return check


def _rows_of(
    session: Session, case_id: UUID, outcome: Outcome, originals: Sequence[Document]
) -> list[Document]:
    """Return the rows of the outcome's documents in their order; packed files that are new get one."""
    known = {row.file: row for row in documents_of(session, case_id)}
    known |= {row.file: row for row in originals}
    rows = []
    for document in outcome.documents:
        row = known.get(document.file)
        if row is None:
            row = _packed(document, known[document.submitted_file])
            session.add(row)
        rows.append(row)
    session.flush()
    return rows


def _packed(document: DocumentText, container: Document) -> Document:
    return Document(
        submission_id=container.submission_id,
        case_id=container.case_id,
        position=container.position,
        file=document.file,
        sha256=document.sha256,
        size=0,
        key=container.key,
        member=list(document.member),
    )


def _part(attachment: Attachment, index: int, documents: Sequence[Document]) -> PartRow:
    part = attachment.part
    return PartRow(
        document_id=documents[part.document].id,
        position=index,
        pages=list(part.pages),
        type=part.type,
        confidence=part.confidence,
        runner_up=part.runner_up.model_dump() if part.runner_up else None,
        procedure=part.procedure,
        words=list(part.words),
    )


def _finding(finding: ReportFinding, index: int) -> FindingRow:
    return FindingRow(
        position=index,
        requirement=finding.requirement,
        subject=finding.subject,
        state=finding.state.value,
        reason_code=finding.reason.code,
        reason_message=finding.reason.message,
        evidence=[evidence.model_dump(mode="json") for evidence in finding.evidence],
        confidence=finding.confidence,
        sources=list(finding.sources),
        soft=finding.soft,
    )
