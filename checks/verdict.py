"""What one requirement comes to, before it is written down as a finding; and which of several says most."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from checks.case import Paper
from checks.conditions import Truth
from checks.words import Spot
from contracts.findings import Evidence, FindingState, Reason
from contracts.reading import Confidence
from contracts.records import Record

RANK = (
    FindingState.PRESENT,
    FindingState.UNCLEAR,
    FindingState.ILLEGIBLE,
    FindingState.EXPIRED,
    FindingState.MISMATCH,
    FindingState.MISSING,
)
"""Of several documents the state that explains best: nearest to being present comes first."""


class Verdict(Record):
    """A state with its reason, where to look, and how sure it is."""

    state: FindingState
    reason: Reason
    evidence: tuple[Evidence, ...] = ()
    confidence: Confidence = 1.0

    @property
    def present(self) -> bool:
        """Whether the requirement is met."""
        return self.state is FindingState.PRESENT

    @property
    def doubtful(self) -> bool:
        """Whether a person has to look."""
        return self.state in {FindingState.UNCLEAR, FindingState.ILLEGIBLE}


class Check(NamedTuple):
    """One question to a document, such as whether it names the applicant.

    Attributes:
        passes: The answer; ``reason`` is set unless it is true.
        spot: Where the deciding value stands.
        fails_as: The document's state if the answer is no.
    """

    passes: Truth
    reason: Reason | None = None
    spot: Spot = Spot()
    confidence: float = 1.0
    fails_as: FindingState = FindingState.MISMATCH


def best(verdicts: Sequence[Verdict]) -> Verdict:
    """Return the verdict nearest to being present, the surest of equals; there must be one at least."""
    return min(verdicts, key=lambda verdict: (_rank(verdict), -verdict.confidence))


def worst(verdicts: Sequence[Verdict]) -> Verdict:
    """Return the verdict furthest from being present; there must be one at least."""
    return max(verdicts, key=lambda verdict: (_rank(verdict), -verdict.confidence))


def about(paper: Paper, state: FindingState, why: Reason, *, spot: Spot | None, confidence: float) -> Verdict:
    """Return a verdict on one document; no surer than its type is."""
    evidence = paper.evidence if spot is None else paper.pointing_at(*spot)
    return Verdict(
        state=state, reason=why, evidence=(evidence,), confidence=min(confidence, paper.part.confidence)
    )


def evidence_of(papers: Iterable[Paper]) -> tuple[Evidence, ...]:
    """Return all pages of some documents."""
    return tuple(paper.evidence for paper in papers)


def _rank(verdict: Verdict) -> tuple[int, bool]:
    """Some but too few of a counted document say more than somebody else's document."""
    if verdict.state is FindingState.MISSING and verdict.evidence:
        return RANK.index(FindingState.MISMATCH), False
    return RANK.index(verdict.state), True
