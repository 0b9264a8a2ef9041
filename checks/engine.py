"""Check a submission against its procedure's contract, and propose what to do.

Every requirement gets a finding for each person it applies to; what each state means is fixed in
docs/contracts.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from checks.application import evidence_of_fields, judge_application, titles
from checks.case import APPLICANT, Dossier, Subject
from checks.conditions import Truth, unknown_fields
from checks.documents import Errand
from checks.messages import reason
from checks.proofs import judge
from checks.situation import Situation, lay_out
from checks.verdict import Verdict
from checks.words import PERHAPS
from contracts.fields import FieldKind
from contracts.findings import Attachment, FilledForm, Finding, FindingState, ProposedAction
from contracts.procedure import Procedure, Requirement
from contracts.reading import DocumentText

SURE_TYPE = 0.5
RULE, RULE_AND_MODEL = ("rule",), ("rule", "model")
CLEARLY_LACKING = frozenset({FindingState.MISSING, FindingState.EXPIRED, FindingState.MISMATCH})


def check(
    procedure: Procedure,
    form: FilledForm,
    attachments: Sequence[Attachment],
    *,
    documents: Sequence[DocumentText],
    received: date,
    meta: Mapping[str, str],
) -> tuple[Finding, ...]:
    """Check a submission.

    Args:
        procedure: The contract in the version that is valid on the received date.
        form: Its application form, as far as there is one.
        attachments: Every part of the submission, the form and blank pages among them.
        documents: The files, in the order that parts refer to.
        received: The day on which documents must be valid.
        meta: What conditions may ask as ``meta.<name>``.

    Returns:
        One finding per requirement and person, in the contract's order.
    """
    return check_dossier(procedure, Dossier(form, attachments, documents, received, meta))


def check_dossier(procedure: Procedure, dossier: Dossier, *, sure: float = SURE_TYPE) -> tuple[Finding, ...]:
    """Check a submission; the type of a part less probable than ``sure`` only raises doubts."""
    situation = lay_out(procedure, dossier, sure=sure)
    return tuple(
        _check_one(Errand(requirement, subject, situation))
        for requirement in procedure.requirements
        for subject in situation.subjects_of(requirement)
    )


def propose(findings: Iterable[Finding]) -> ProposedAction:
    """Propose to accept, to ask for what is clearly lacking, or to let a person look; a person decides."""
    states = {finding.state for finding in findings if finding.blocking}
    if not states:
        return ProposedAction.ACCEPT
    if states & CLEARLY_LACKING:
        return ProposedAction.REQUEST_DOCUMENTS
    return ProposedAction.REFER


def _check_one(errand: Errand) -> Finding:
    requirement, subject, situation = errand
    if requirement.asks_for_form:
        return _finding(errand, judge_application(errand))
    applies = situation.applies(requirement, subject)
    if applies is Truth.FALSE and subject.id == APPLICANT and situation.may_concern_others(requirement):
        return _finding(errand, _open_persons(situation), sources=RULE)
    if applies is Truth.FALSE:
        verdict = Verdict(state=FindingState.NOT_REQUIRED, reason=reason("not_required"))
        return _finding(errand, verdict, sources=RULE)
    verdict = judge(errand)
    if applies is Truth.UNKNOWN and not verdict.present:
        return _finding(errand, _open_condition(requirement, subject, situation), sources=RULE)
    return _finding(errand, verdict)


def _open_condition(requirement: Requirement, subject: Subject, situation: Situation) -> Verdict:
    """Whether the proof is needed is open, and it is not there: a person has to look."""
    names = unknown_fields(requirement.when.term, situation.world(subject)) if requirement.when else ()
    return _open(names, situation)


def _open_persons(situation: Situation) -> Verdict:
    """Whether the proof is needed for a person who could not be read on the form is open."""
    fields = situation.procedure.form.fields
    return _open([name for name, spec in fields.items() if spec.kind is FieldKind.PERSONS], situation)


def _open(names: Sequence[str], situation: Situation) -> Verdict:
    why = reason("condition_unclear", fields=titles(names, situation.procedure))
    if not situation.has_form:
        why = reason("no_form:condition")
    evidence = evidence_of_fields(names, situation)
    return Verdict(state=FindingState.UNCLEAR, reason=why, evidence=evidence, confidence=PERHAPS)


def _finding(errand: Errand, verdict: Verdict, *, sources: tuple[str, ...] = RULE_AND_MODEL) -> Finding:
    return Finding(
        requirement=errand.requirement.id,
        subject=errand.subject.id,
        state=verdict.state,
        reason=verdict.reason,
        evidence=verdict.evidence,
        confidence=round(verdict.confidence * _absence(errand, verdict), 4),
        sources=sources if errand.situation.dossier.attachments else RULE,
        soft=errand.requirement.soft,
    )


def _absence(errand: Errand, verdict: Verdict) -> float:
    """How sure it is that no other part is the proof after all; 1 unless it is missing."""
    if verdict.state is not FindingState.MISSING:
        return 1.0
    sure = 1.0
    for paper in errand.situation.papers:
        second = paper.part.runner_up
        if second is not None and second.type in errand.requirement.types:
            sure *= 1 - second.confidence
    return sure
