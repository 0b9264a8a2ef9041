"""Proofs of which several kinds are asked for: ground plan, section and view of a building."""

from __future__ import annotations

from collections.abc import Sequence

from checks.case import Paper
from checks.documents import Assessed
from checks.messages import listed, noun, reason
from checks.verdict import Verdict, best, evidence_of
from checks.words import ALMOST, split_words
from contracts.findings import FindingState
from contracts.procedure import Proof

OTHER_WORDS = frozenset(
    split_words("Abschnitt Ausschnitt Durchschnitt Zuschnitt Anschnitt Hausansichtskarte")
)
"""Words that end like a kind, but mean something else."""


def have_kinds(proof: Proof, assessed: Sequence[Assessed]) -> Verdict:
    """Say whether each kind is there once; one sheet may hold several."""
    good = [each for each in assessed if each.verdict.present]
    if not good:
        return best([each.verdict for each in assessed]) if assessed else _none()
    absent = [kind for kind in proof.kinds if not any(shows_kind(kind, each.paper) for each in good)]
    evidence = evidence_of(each.paper for each in good)
    surest = min(each.verdict.confidence for each in good)
    if not absent:
        return Verdict(state=FindingState.PRESENT, reason=reason("ok"), evidence=evidence, confidence=surest)
    kinds = listed(kind.capitalize() for kind in absent)
    if all(each.paper.words.well_read and not each.paper.lost_pages for each in good):
        why, state = reason("kinds", kinds=kinds), FindingState.MISSING
    else:
        why, state = reason("kind_unreadable", noun=noun(proof.type), kinds=kinds), FindingState.UNCLEAR
    return Verdict(state=state, reason=why, evidence=evidence, confidence=surest)


def shows_kind(kind: str, paper: Paper) -> bool:
    """Whether a paper says that it is of a kind: "Ansicht", "Ansichten", "Nordansicht"."""
    wanted = "".join(split_words(kind))
    facts = [word for reading in paper.facts.values() for word in split_words(reading.value or "")]
    words = {token.text for token in paper.words.tokens} | set(facts)
    if any((word.startswith(wanted) or word.endswith(wanted)) and word not in OTHER_WORDS for word in words):
        return True
    return paper.words.find(wanted).certainty >= ALMOST


def _none() -> Verdict:
    return Verdict(state=FindingState.MISSING, reason=reason("none"))
