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

CODES = frozenset({"void", "draft", "sister", "unsigned"})


def check_remarks(paper: Paper, dossier: Dossier) -> Check:
    """Say whether a paper is signed and bears no remark that it does not hold; the reason quotes it."""
    pages, types = paper.attachment.pages, dossier.types
    found = remark_on(pages, paper.part.type, types) if types is not None else None
    if found is None:
        return _check_signed(paper)
    why = reason(found.remark.means, noun=noun(paper.part.type), remark=found.phrase)
    return Check(Truth.UNKNOWN, why, Spot(found.page, found.box), PERHAPS)


def _check_signed(paper: Paper) -> Check:
    page = paper.attachment.unsigned
    if page is None:
        return Check(Truth.TRUE)
    why = reason("unsigned:paper", noun=noun(paper.part.type))
    return Check(Truth.UNKNOWN, why, Spot(page), PERHAPS)


def is_remarked(verdict: Verdict) -> bool:
    """Whether a paper is doubtful because of a remark: then another one does not complete it."""
    return verdict.reason.code in CODES
