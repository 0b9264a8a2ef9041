"""Cases for the review app, made through the repositories from the demo's PDFs.

What was found is written by hand here, so that the app's tests do not depend on how well the service
reads; the places on the pages are looked up in the real text of the PDFs.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple
from uuid import UUID, uuid4

from checks.engine import propose
from contracts.catalogue import Catalogue
from contracts.findings import (
    Attachment,
    Evidence,
    FieldReading,
    FieldState,
    FilledForm,
    Finding,
    FindingState,
    Guess,
    Hint,
    Part,
    Reason,
)
from contracts.reading import DocumentText, TextSource
from contracts.records import Box
from contracts.report import Outcome, ReportProcedure, Timing, Versions
from contracts.submission import Meta
from extractors.limits import ReadingLimits
from extractors.sandbox import ReadingPool
from samples.answers import PRINTED, wohngeld_answers
from samples.people import ERIKA
from samples.submissions import Submission, anmeldung_case, wohngeld_case
from storage import cases, ledger, reviews
from storage.database import Database
from storage.ledger import Arrival, TakenFile
from storage.states import CaseState, FoundBy, SubmissionState, TaskKind
from storage.tables import Case
from storage.tables import Submission as Row

RECEIVED = date(2026, 11, 2)
TYPES = {
    "antrag": "antragsformular",
    "anmeldung": "antragsformular",
    "ausweis": "ausweis",
    "mietvertrag": "mietvertrag",
    "kontoauszug": "kontoauszug",
    "wohnungsgeberbestaetigung": "wohnungsgeberbestaetigung",
    "gehaltsabrechnung": "gehaltsabrechnung",
}
PROOF = {
    "antrag": "antragsformular",
    "identitaet": "ausweis",
    "miete": "mietvertrag",
    "mietzahlung": "kontoauszug",
    "einkommen-arbeit": "gehaltsabrechnung",
    "wohnungsgeber": "wohnungsgeberbestaetigung",
}
MESSAGES = {
    FindingState.PRESENT: "Liegt vor und passt zum Antrag.",
    FindingState.NOT_REQUIRED: "Die Voraussetzung dafür ist nach den Angaben im Antrag nicht erfüllt.",
}
REASONS = {
    ("einkommen-arbeit", FindingState.MISSING): (
        "count", "Es liegen 2 von 3 Gehaltsabrechnungen vor; es fehlt die für September 2026."),
    ("identitaet", FindingState.EXPIRED): (
        "expired", "Der Ausweis war am Eingangstag nicht mehr gültig: gültig bis 22.09.2026."),
    ("miete", FindingState.UNCLEAR): (
        "name_unsure", "Der Name auf dem Mietvertrag ist nicht sicher zu lesen."),
    ("antrag", FindingState.MISSING): (
        "unsigned", "Der Antrag ist nicht unterschrieben."),
    ("wohnungsgeber", FindingState.MISMATCH): (
        "other_person", "Die Bestätigung nennt eine andere Person als die Anmeldung."),
}  # fmt: skip
LOOK_FOR = {"identitaet": "GÜLTIG", "miete": "Mieter", "antrag": "Unterschrift", "mietzahlung": "Miete"}


TWO_BIRTHDAYS = Hint(
    reason=Reason(
        code="birthdays_differ",
        message="Der Ausweis nennt ein anderes Geburtsdatum (22.08.1984) als der Antrag (12.08.1984).",
    ),
    evidence=(
        Evidence(document=1, pages=(0,), page=0, box=Box(160, 130, 220, 145)),
        Evidence(document=0, pages=(0, 1), page=0, box=Box(80, 250, 180, 265)),
    ),
)


class MemoryOriginals:
    """The originals in a dictionary; meets ``review.context.Originals``."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}

    def read(self, key: str) -> bytes:
        """Return the bytes of an original."""
        return self.files[key]


class Seed(NamedTuple):
    """Where cases are put."""

    database: Database
    originals: MemoryOriginals
    catalogue: Catalogue

    def add(
        self,
        submission: Submission,
        states: Mapping[str, FindingState] | None = None,
        *,
        received: date = RECEIVED,
        hints: tuple[Hint, ...] = (),
    ) -> str:
        """Put a checked case into the queue; return its reference.

        Args:
            submission: Whose files and expected states are taken.
            states: What was found otherwise than expected.
            received: Day on which it arrived.
            hints: Contradictions that were found.
        """
        documents = read(submission)
        outcome = _outcome(self.catalogue, submission, documents, dict(states or {}), received)
        return self.add_checked(submission, outcome._replace(hints=hints))

    def add_checked(self, submission: Submission, outcome: Outcome) -> str:
        """Put a case into the queue with what a check found; return its reference."""
        with self.database.begin() as session:
            case = cases.open_case(session, submission.procedure, outcome.received)
            arrival = _arrival(submission, outcome.received, self.originals)
            ledger.receive(session, "inbox", arrival, case.id)
            rows = cases.originals_of(session, case.id)
            check = cases.save_check(session, arrival.id, case, outcome, rows)
            reviews.open_task(session, TaskKind.CASE, case_id=case.id, check_id=check.id)
            cases.set_state(session, case.id, CaseState.IN_REVIEW)
            ledger.set_state(session, arrival.id, SubmissionState.CHECKED)
            return case.reference

    def add_quarantine(self, source: str = "unbekannt/einsendung-7/", reason: str = "stray") -> UUID:
        """Put a submission that could not be taken in into the queue."""
        arrival = Arrival(
            id=uuid4(), source=source, procedure=None, received=RECEIVED, meta=Meta(),
            found_by=FoundBy.SWEEP, files=(), content_sha256="0" * 64,
        )  # fmt: skip
        with self.database.begin() as session:
            session.add(
                Row(
                    id=arrival.id,
                    source=source,
                    received=RECEIVED,
                    state=SubmissionState.QUARANTINED,
                    found_by=FoundBy.SWEEP,
                    problem=reason,
                    content_sha256="0" * 64,
                )
            )
            session.flush()
            reviews.open_task(session, TaskKind.QUARANTINE, submission_id=arrival.id, reason=reason)
        return arrival.id

    def case(self, reference: str) -> Case:
        """Return a case's row."""
        with self.database.begin() as session:
            found = cases.by_reference(session, reference)
        if found is None:
            raise LookupError(reference)
        return found


@cache
def complete() -> Submission:
    """An application for Wohngeld with everything that is asked for."""
    return wohngeld_case(RECEIVED, defect="none")


@cache
def incomplete() -> Submission:
    """One with an expired identity card and a missing payslip."""
    case = wohngeld_case(RECEIVED, defect="expired_id")
    gap = next(name for name in case.files if "2026-09" in name)
    files = {name: data for name, data in case.files.items() if name != gap}
    return case.model_copy(
        update={"files": files, "expected": case.expected | {"einkommen-arbeit": "missing"}}
    )


@cache
def registration() -> Submission:
    """A registration whose landlord's confirmation is about somebody else."""
    return anmeldung_case(RECEIVED, defect="foreign_document")


_READ: dict[str, tuple[DocumentText, ...]] = {}


def read(submission: Submission) -> tuple[DocumentText, ...]:
    """Return the text of a submission's files; each submission is read once per session."""
    key = submission.name + "".join(submission.files)
    if key not in _READ:
        with ReadingPool(ReadingLimits(), workers=1) as pool:
            _READ[key] = tuple(pool.read_all(submission.files.items()))
    return _READ[key]


def _arrival(submission: Submission, received: date, originals: MemoryOriginals) -> Arrival:
    number = uuid4()
    files = []
    for name, data in submission.files.items():
        key = f"{number}/{name}"
        originals.files[key] = data
        sha256 = hashlib.sha256(data).hexdigest()
        files.append(
            TakenFile(
                inbox_key=f"{submission.procedure}/{number}/{name}", version=sha256, etag=sha256,
                sha256=sha256, size=len(data), file=name, original_key=key,
            )
        )  # fmt: skip
    return Arrival(
        id=number, source=f"{submission.procedure}/{number}/", procedure=submission.procedure,
        received=received, meta=Meta(), found_by=FoundBy.EVENT, files=tuple(files),
        content_sha256=hashlib.sha256(str(number).encode()).hexdigest(),
    )  # fmt: skip


def _outcome(
    catalogue: Catalogue,
    submission: Submission,
    documents: tuple[DocumentText, ...],
    states: dict[str, FindingState],
    received: date,
) -> Outcome:
    procedure = catalogue.procedure(submission.procedure, received)
    attachments = tuple(_attachments(submission, documents))
    expected = {key: FindingState(state) for key, state in submission.expected.items()} | states
    findings = tuple(
        _finding(requirement.id, expected[requirement.id], attachments, documents)
        for requirement in procedure.requirements
        if requirement.id in expected
    )
    form = next((each.part for each in attachments if each.part.type == "antragsformular"), None)
    return Outcome(
        procedure=ReportProcedure(id=procedure.id, version=procedure.version),
        received=received,
        documents=documents,
        attachments=attachments,
        form=FilledForm(part=form, fields=_fields(submission, documents[form.document]) if form else {}),
        findings=findings,
        proposal=propose(findings),
        versions=Versions(
            product="0.1.0",
            contract=f"{procedure.id}@{procedure.version}",
            classifier="seed",
            ocr="none needed",
        ),
        timing=Timing(),
    )


def _attachments(submission: Submission, documents: tuple[DocumentText, ...]) -> Iterator[Attachment]:
    for number, document in enumerate(documents):
        type_id = next(value for key, value in TYPES.items() if document.file.startswith(key))
        if document.pages:
            doubtful = type_id == "kontoauszug"
            yield Attachment(
                part=Part(
                    document=number,
                    pages=tuple(range(len(document.pages))),
                    type=type_id,
                    confidence=0.83 if doubtful else 0.99,
                    runner_up=Guess(type="rechnung", confidence=0.11) if doubtful else None,
                    procedure=submission.procedure if type_id == "antragsformular" else None,
                )
            )


def _finding(
    requirement: str,
    state: FindingState,
    attachments: tuple[Attachment, ...],
    documents: tuple[DocumentText, ...],
) -> Finding:
    code, message = REASONS.get(
        (requirement, state), (state.value, MESSAGES.get(state, "Es liegt nichts vor."))
    )
    parts = [each.part for each in attachments if each.part.type == PROOF.get(requirement)]
    evidence = tuple(_evidence(part, documents, LOOK_FOR.get(requirement)) for part in parts)
    return Finding(
        requirement=requirement,
        state=state,
        reason=Reason(code=code, message=message),
        evidence=() if state is FindingState.NOT_REQUIRED else evidence,
        confidence=0.72 if state is FindingState.UNCLEAR else 0.97,
        sources=("rule", "model") if parts else ("rule",),
    )


def _evidence(part: Part, documents: tuple[DocumentText, ...], wanted: str | None) -> Evidence:
    page, box = _place(documents[part.document], wanted) if wanted else (None, None)
    return Evidence(document=part.document, pages=part.pages, page=page, box=box)


def _place(document: DocumentText, wanted: str) -> tuple[int | None, Box | None]:
    """Return page and box of the last word that begins like ``wanted``."""
    places = [
        (page.index, word.box)
        for page in document.pages
        for word in page.words
        if word.text.casefold().startswith(wanted.casefold())
    ]
    return places[-1] if places else (None, None)


def _fields(submission: Submission, document: DocumentText) -> dict[str, FieldReading]:
    """Return what stands on the form, with the places of the live fields that hold it."""
    if submission.procedure != "wohngeld-mietzuschuss":
        return {}
    answers = wohngeld_answers(ERIKA, day=RECEIVED - timedelta(days=3))
    readings = {
        name: _reading(document, str(value)) for name, value in answers.items() if isinstance(value, str)
    }
    doubt = readings["miete_monatlich"].model_copy(
        update={"state": FieldState.UNCLEAR, "value": None, "confidence": 0.55}
    )
    signature = FieldReading(value="ja", state=FieldState.FILLED, page=len(document.pages) - 1)
    return readings | {"miete_monatlich": doubt, "unterschrift": signature}


def _reading(document: DocumentText, value: str) -> FieldReading:
    printed = {value, *(form(value) for form in _printings(value))}
    for page in document.pages:
        for widget in page.widgets:
            if widget.value and widget.value in printed:
                return FieldReading(
                    value=value, raw=widget.value, page=page.index, box=widget.box,
                    confidence=1.0, source=TextSource.WIDGET,
                )  # fmt: skip
    return FieldReading(value=value, raw=value, confidence=0.9, source=TextSource.TEXT)


def _printings(value: str) -> list:  # type: ignore[type-arg]
    names = ["iban"] if value.startswith("DE") else []
    if len(value) == 10 and value[4:5] == "-":
        names = ["date"]
    if value.endswith(".00"):
        names = ["amount", "euro"]
    return [PRINTED[name] for name in names]
