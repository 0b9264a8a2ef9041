"""Whether a paper says itself that it may prove nothing: closed, revoked, a draft, a sister of the proof.

Such a remark may have been overtaken by events, or concern another paper: a person looks.
"""

from __future__ import annotations

from checks.case import Dossier, Paper
from checks.conditions import Truth
from checks.messages import noun, reason
from checks.verdict import Check, Verdict
from checks.words import PERHAPS, Spot
from classifiers.remarks import remark_on

CODES = frozenset({"void", "draft", "sister"})


def check_remarks(paper: Paper, dossier: Dossier) -> Check:
    """Say whether a paper bears no remark that it does not hold; its reason quotes the remark."""
    pages, types = paper.attachment.pages, dossier.types
    found = remark_on(pages, paper.part.type, types) if types is not None else None
    if found is None:
        return Check(Truth.TRUE)
    why = reason(found.remark.means, noun=noun(paper.part.type), remark=found.phrase)
    return Check(Truth.UNKNOWN, why, Spot(found.page, found.box), PERHAPS)


def is_remarked(verdict: Verdict) -> bool:
    """Whether a paper is doubtful because of a remark: then another one does not complete it."""
    return verdict.reason.code in CODES
