"""The letter that asks an applicant for what is missing (Nachforderung): one letter for the whole case.

What it says is here, how it looks in ``templates/letter.typ``, and Typst in ``followups.typesetting``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from pydantic import Field

from contracts.findings import Finding, FindingState
from contracts.procedure import Procedure
from contracts.records import Record
from followups import typesetting
from followups.deadline import due_date
from followups.german import long_date, with_german_dates

APPLICANT = "antragsteller"

ASKABLE_STATES = frozenset({FindingState.MISSING, FindingState.EXPIRED, FindingState.MISMATCH})
"""What an applicant can put right. An unclear or illegible finding is for a caseworker to decide first."""

QUESTIONS = {
    FindingState.MISSING: "Was fehlt?",
    FindingState.ILLEGIBLE: "Was ist unlesbar?",
    FindingState.UNCLEAR: "Was ist unklar?",
}

REFUSAL_NOTICE = (
    "Haben wir die Unterlagen bis dahin nicht und können wir deshalb nicht entscheiden, dürfen wir die "
    "Leistung ganz oder teilweise ablehnen (§ 66 SGB I). Sie können die Unterlagen auch danach noch "
    "nachreichen (§ 67 SGB I)."
)
"""§ 66 (3) SGB I: a benefit may be refused for missing cooperation only after a written notice of it."""

LATE_NOTICE = "Solange die Unterlagen fehlen, können wir über Ihren Antrag nicht entscheiden."


class Authority(Record):
    """Who writes, as printed on the letter.

    Attributes:
        address: Street and town, one line each.
        upload: Where documents can be sent electronically, as people would type it.
        hours: Opening hours, in words.
    """

    name: str
    department: str = ""
    address: tuple[str, ...] = ()
    phone: str = ""
    email: str = ""
    upload: str = ""
    hours: str = ""


class Applicant(Record):
    """Whom the letter goes to; ``address`` is street and town, one line each."""

    name: str
    address: tuple[str, ...] = ()


class LetterHead(Record):
    """What a letter says about the case, whatever is asked for.

    Attributes:
        reference: Case reference (Aktenzeichen).
        received: The day on which the application arrived.
        caseworker: Who decided, by name.
        today: The day of the letter.
    """

    authority: Authority
    applicant: Applicant
    reference: str
    received: date
    caseworker: str
    today: date


class LetterItem(Record):
    """One thing that is asked for.

    Attributes:
        what: What is needed, in plain words.
        found: What was found instead, as one sentence.
        why: What it is needed for.
        legal_basis: Paragraphs, e.g. "§ 23 WoGG".
        proofs: What is accepted; one of them is enough.
    """

    requirement: str
    subject: str = "antragsteller"
    what: str
    found: str = ""
    why: str = ""
    legal_basis: tuple[str, ...] = ()
    proofs: tuple[str, ...] = ()
    state: FindingState = FindingState.MISSING


class LetterRequest(Record):
    """All that the letter says."""

    head: LetterHead
    procedure: str
    due: date
    items: tuple[LetterItem, ...] = Field(min_length=1)
    late: str = LATE_NOTICE


def letter_request(
    procedure: Procedure,
    findings: Iterable[Finding],
    head: LetterHead,
    *,
    names: Mapping[str, str] | None = None,
    due: date | None = None,
) -> LetterRequest:
    """Gather what to ask the applicant for.

    Args:
        procedure: The contract; its messages are what the letter says.
        findings: Those to ask about; ``askable`` picks them where no person did.
        head: What the letter says about the case.
        names: Names of the persons on the form, by subject.
        due: Day by which the documents should arrive; the contract's deadline if None.
    """
    return LetterRequest(
        head=head,
        procedure=procedure.title,
        due=due or due_date(head.today, procedure.deadline_days),
        items=tuple(_item(procedure, finding, names or {}) for finding in findings),
        late=REFUSAL_NOTICE if _may_be_refused(procedure) else LATE_NOTICE,
    )


def askable(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings that the applicant can put right without a person looking first."""
    return tuple(each for each in findings if each.blocking and each.state in ASKABLE_STATES)


def write_letter(request: LetterRequest) -> bytes:
    """Return the letter as PDF; the same request gives the same bytes."""
    return typesetting.pdf("letter.typ", _words(request), day=request.head.today)


def draw_letter(request: LetterRequest, *, dpi: int = 110) -> tuple[bytes, ...]:
    """Return the pages of the letter as PNG, for showing it on a screen."""
    return typesetting.pictures("letter.typ", _words(request), dpi=dpi)


def _words(request: LetterRequest) -> dict[str, str]:
    return {"letter": _LetterText.of(request).model_dump_json()}


class _LetterText(Record):
    """The letter in the words that the template prints."""

    authority: Authority
    applicant: Applicant
    reference: str
    caseworker: str
    today: str
    received: str
    due: str
    procedure: str
    count: str
    late: str
    items: tuple[_ItemText, ...]

    @classmethod
    def of(cls, request: LetterRequest) -> _LetterText:
        """Put dates and numbers into words."""
        head, number = request.head, len(request.items)
        return cls(
            authority=head.authority,
            applicant=head.applicant,
            reference=head.reference,
            caseworker=head.caseworker,
            today=long_date(head.today),
            received=long_date(head.received),
            due=long_date(request.due),
            procedure=request.procedure,
            count="eine Unterlage" if number == 1 else f"{number} Unterlagen",
            late=request.late,
            items=tuple(_ItemText.of(item) for item in request.items),
        )


class _ItemText(Record):
    what: str
    question: str
    found: str
    why: str
    legal_basis: str
    proofs: tuple[str, ...]

    @classmethod
    def of(cls, item: LetterItem) -> _ItemText:
        return cls(
            what=item.what,
            question=QUESTIONS.get(item.state, "Was passt nicht?"),
            found=item.found,
            why=item.why,
            legal_basis=", ".join(item.legal_basis),
            proofs=item.proofs,
        )


def _item(procedure: Procedure, finding: Finding, names: Mapping[str, str]) -> LetterItem:
    requirement = procedure.requirement(finding.requirement)
    message = requirement.message
    name = "" if finding.subject == APPLICANT else names.get(finding.subject, "")
    return LetterItem(
        requirement=finding.requirement,
        subject=finding.subject,
        what=_for_whom(message.what, name),
        found=with_german_dates(finding.reason.message),
        why=message.why,
        legal_basis=requirement.legal_basis or procedure.legal_basis,
        proofs=message.proofs,
        state=finding.state,
    )


def _for_whom(what: str, name: str) -> str:
    begun = what[:1].upper() + what[1:]  # contracts name things in mid-sentence: "ein Nachweis …"
    return f"{begun} – für {name}" if name else begun


def _may_be_refused(procedure: Procedure) -> bool:
    return any("66 SGB I" in paragraph for paragraph in procedure.legal_basis)
