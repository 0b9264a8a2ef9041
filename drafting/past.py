"""Past cases as they are stored: what was read from them, without their documents.

A report has the form's fields, the parts with their types, and the facts; not the words of the documents.
Which names, addresses and days stand in a document is known as far as its check looked for them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final, NamedTuple

from pydantic import ValidationError

from checks.case import APPLICANT, Dossier
from contracts.conditions import Comparison
from contracts.document_types import FORM
from contracts.findings import Agreement, Attachment, FieldReading, FilledForm, FindingState, Part
from contracts.procedure import Procedure, Requirement
from contracts.reading import DocumentText, PageText, Problem
from contracts.report import Report, ReportField, ReportFinding, ReportPart
from drafting.telling import written_page

META: Final = "meta."
_MATCHED: Final = frozenset({"count", "outside_period"})
"""Codes of findings whose documents agreed with the form, though they were too few."""


class PastCase(NamedTuple):
    """A case that was checked.

    Attributes:
        name: Its reference, or the name of the report's file.
        meta: What meta.json said; None if that was not kept with the report.
    """

    name: str
    report: Report
    meta: Mapping[str, str] | None = None


class BadReport(ValueError):
    """A file is no report; the argument names it."""


def reports_in(folder: Path) -> Iterator[PastCase | BadReport]:
    """Yield the reports of a folder by name; what is none as the error that says so."""
    for path in sorted(folder.glob("*.json")):
        try:
            yield PastCase(path.stem, Report.model_validate_json(path.read_bytes()))
        except ValidationError as error:
            places = sorted({".".join(map(str, each["loc"])) or "JSON" for each in error.errors()})
            yield BadReport(f"{path}: {', '.join(places[:3])}")


def dossier_of_past(case: PastCase, old: Procedure | None) -> Dossier:
    """Return a past case as the checks get it, as far as the report tells.

    Args:
        case: The case.
        old: The contract that it was checked against, if there still is one.
    """
    report = case.report
    documents = tuple(
        DocumentText(
            file=document.file,
            sha256=document.sha256,
            pages=tuple(written_page("", number, filled=False) for number in range(document.pages)),
            problems=tuple(
                Problem(
                    code=each.code, page=None if each.page is None else each.page - 1, message=each.message
                )
                for each in document.problems
            ),
        )
        for document in report.documents
    )
    attachments = tuple(_attachments(report, old))
    meta = case.meta if case.meta is not None else _meta(report, old)
    return Dossier(_form(report, attachments), attachments, documents, report.received, meta)


def _attachments(report: Report, old: Procedure | None) -> Iterator[Attachment]:
    for number, document in enumerate(report.documents):
        for part in document.parts:
            pages = tuple(page - 1 for page in part.pages)
            facts = {name: _reading(field) for name, field in part.fields.items()}
            seen = [*_agreed(part, report, old), *_seen(report, document.file, part.pages, old)]
            sure = bool(part.agrees) and Agreement.UNCLEAR not in part.agrees.values()
            yield Attachment(
                part=Part(
                    document=number,
                    pages=pages,
                    type=part.type,
                    confidence=part.confidence,
                    runner_up=part.runner_up,
                    procedure=part.procedure,
                    region=part.box,
                ),
                facts=facts,
                pages=_pages(
                    pages, [*(field.value or field.raw for field in part.fields.values()), *seen], sure=sure
                ),
            )


def _pages(numbers: tuple[int, ...], texts: Iterable[str], *, sure: bool) -> tuple[PageText, ...]:
    """Return the pages of a part: what is known to stand in it; ``sure`` if nothing else asked does."""
    text = " ".join(texts)
    return tuple(
        written_page(text if at == 0 else "", number, filled=sure) for at, number in enumerate(numbers)
    )


def _agreed(part: ReportPart, report: Report, old: Procedure | None) -> Iterator[str]:
    """Yield the form's values that stand in a part, as far as the check wrote that down."""
    for key, agreement in part.agrees.items():
        person, _, name = key.rpartition(".")
        fields = _person(person, report, old) if person and old else report.form.fields
        field = fields.get(name)
        if agreement is Agreement.YES and field is not None and field.value:
            yield field.value


def _seen(report: Report, file: str, pages: list[int], old: Procedure | None) -> Iterator[str]:
    """Yield the form's values that the check found in a part."""
    if old is None:
        return
    rules = {requirement.id: requirement for requirement in old.requirements}
    for finding in report.findings:
        rule = rules.get(finding.requirement)
        agreed = finding.state is FindingState.PRESENT or finding.reason.code in _MATCHED
        shown = any(each.file == file and set(each.pages) & set(pages) for each in finding.evidence)
        if rule is not None and agreed and shown:
            yield from _values(rule, finding, report, old)


def _values(rule: Requirement, finding: ReportFinding, report: Report, old: Procedure) -> Iterator[str]:
    fields = dict(report.form.fields)
    person = _person(finding.subject, report, old)
    for name in rule.match:
        field = person.get(name) or fields.get(name)
        if field is not None and (field.value or field.raw):
            yield field.value or field.raw


def _person(subject: str, report: Report, old: Procedure) -> Mapping[str, ReportField]:
    """Return the fields of a person on the form; none for the applicant."""
    if subject == APPLICANT:
        return {}
    items = [
        item
        for name, field in report.form.fields.items()
        if name in old.form.fields
        for item in field.items or []
        if any(each.value or each.raw for each in item.values())
    ]
    number = int(subject.rpartition("-")[2]) - 1
    return items[number] if number < len(items) else {}


def _form(report: Report, attachments: tuple[Attachment, ...]) -> FilledForm:
    own = [
        attachment.part
        for attachment in attachments
        if attachment.part.type == FORM and attachment.part.procedure == report.procedure.id
    ]
    if not own or not report.form.fields:
        return FilledForm()
    main = max(own, key=lambda part: len(part.pages))
    return FilledForm(part=main, fields={name: _reading(field) for name, field in report.form.fields.items()})


def _reading(field: ReportField) -> FieldReading:
    return FieldReading(
        value=field.value,
        raw=field.raw,
        state=field.state,
        page=None if field.page is None else field.page - 1,
        box=field.box,
        confidence=field.confidence,
        source=field.source,
        handwritten=field.handwritten,
        items=tuple({name: _reading(each) for name, each in item.items()} for item in field.items or []),
    )


def _meta(report: Report, old: Procedure | None) -> dict[str, str]:
    """Conclude what meta.json said from which requirements applied."""
    found: dict[str, str] = {}
    states = {finding.requirement: finding.state for finding in report.findings}
    for requirement in old.requirements if old else ():
        term = requirement.when.term if requirement.when else None
        applied = states.get(requirement.id) not in {None, FindingState.NOT_REQUIRED}
        if applied and isinstance(term, Comparison) and term.field.startswith(META) and term.operator == "==":
            found[term.field.removeprefix(META)] = str(term.values[0])
    return found
