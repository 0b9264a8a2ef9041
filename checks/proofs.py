"""Whether the documents that a requirement accepts are there."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from checks.case import Paper, closed_files
from checks.counting import count
from checks.documents import Assessed, Errand, assess, assess_foreign, together
from checks.kinds import have_kinds
from checks.messages import listed, reason
from checks.owners import share_out
from checks.verdict import Verdict, best, evidence_of, worst
from checks.words import PERHAPS
from contracts.document_types import OTHER
from contracts.findings import Evidence, FindingState, Reason
from contracts.procedure import Proof

DECENT = 0.2
"""From this probability a part's second guess is worth a look."""
RESEMBLES = 0.1
"""From this probability a part that is none of the proofs is shown beside the one that is missing."""
CLEAR_STATES = frozenset({FindingState.MISSING, FindingState.EXPIRED, FindingState.MISMATCH})


def judge(errand: Errand) -> Verdict:
    """Say what a requirement comes to for a person, whether or not its condition holds."""
    requirement = errand.requirement
    verdicts = [_judge_proof(proof, errand) for proof in requirement.proofs]
    verdict = best(verdicts) if requirement.any_of else worst(verdicts)
    if verdict.state is not FindingState.MISSING:
        return verdict
    return could_be_hidden(_beside(verdict, errand), errand)


def _beside(verdict: Verdict, errand: Errand) -> Verdict:
    """Return the verdict "missing" with the papers that only resemble what is missing, if any."""
    papers = [paper for paper in errand.situation.papers if _resembles(paper, errand.requirement.types)]
    if verdict.evidence or not papers:
        return verdict
    return verdict.model_copy(update={"reason": reason("resembles"), "evidence": evidence_of(papers)})


def _resembles(paper: Paper, types: Collection[str]) -> bool:
    second = paper.part.runner_up
    alike = second is not None and second.type in types and second.confidence >= RESEMBLES
    return alike and paper.part.type == OTHER


def could_be_hidden(verdict: Verdict, errand: Errand) -> Verdict:
    """Return a doubt instead of "missing" if a file or page that nobody could read may be the proof."""
    documents = errand.situation.dossier.documents
    closed = closed_files(documents)
    if closed:
        files = listed(documents[number].file for number in closed)
        evidence = tuple(Evidence(document=number, pages=()) for number in closed)
        return _doubt(reason("unreadable_file", files=files), evidence)
    lost = [paper for paper in errand.situation.papers if paper.nothing_read]
    if lost:
        doubt = Verdict(
            state=FindingState.ILLEGIBLE, reason=reason("illegible_page"), evidence=evidence_of(lost)
        )
        return doubt.model_copy(update={"confidence": PERHAPS})
    return verdict


def could_be(paper: Paper, type_id: str, *, sure: float) -> bool:
    """Whether a part may be of a type, though that is not sure."""
    part = paper.part
    if part.type == type_id:
        return part.confidence < sure
    second = part.runner_up
    unsure = part.type == OTHER or part.confidence < sure
    return unsure and second is not None and second.type == type_id and second.confidence >= DECENT


def _judge_proof(proof: Proof, errand: Errand) -> Verdict:
    situation = errand.situation
    sure = tuple(
        paper
        for paper in situation.papers
        if paper.part.type == proof.type and paper.part.confidence >= situation.sure
    )
    verdict = _judge_papers(proof, sure, errand)
    if verdict.state not in CLEAR_STATES:
        return verdict
    unsure = [paper for paper in situation.papers if could_be(paper, proof.type, sure=situation.sure)]
    possible = [paper for paper in unsure if assess(paper, errand).verdict.state not in CLEAR_STATES]
    if possible:
        return _doubt(reason("type_uncertain"), evidence_of(possible))
    return verdict


def _judge_papers(proof: Proof, papers: tuple[Paper, ...], errand: Errand) -> Verdict:
    share = share_out(errand.requirement, errand.subject, papers, errand.situation)
    assessed = [assess(paper, errand) for paper in share.own]
    assessed += [assess_foreign(paper) for paper in share.others]
    if proof.kinds:
        return have_kinds(proof, assessed)
    if proof.count > 1 or proof.months_before is not None:
        return count(proof, assessed, errand)
    return _one(assessed)


def _one(assessed: Sequence[Assessed]) -> Verdict:
    if not assessed:
        return Verdict(state=FindingState.MISSING, reason=reason("none"))
    verdict = best([each.verdict for each in assessed])
    return verdict if verdict.present else together(assessed) or verdict


def _doubt(why: Reason, evidence: tuple[Evidence, ...]) -> Verdict:
    return Verdict(state=FindingState.UNCLEAR, reason=why, evidence=evidence, confidence=PERHAPS)
