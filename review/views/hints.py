"""Contradictions between documents as the case page shows them: for information, nothing to decide."""

from __future__ import annotations

from collections.abc import Mapping

from contracts.records import Record
from contracts.report import Report
from review.texts import Texts
from review.views.places import Link, evidence_links
from review.words import subject_words


class HintView(Record):
    """One contradiction; ``whose`` names the person it is about, ``links`` lead to both places."""

    subject: str
    whose: str
    message: str
    links: tuple[Link, ...]


def hint_views(report: Report, names: Mapping[str, str], t: Texts) -> tuple[HintView, ...]:
    """Return all hints of a report, in its order."""
    return tuple(
        HintView(
            subject=hint.subject,
            whose=names.get(hint.subject, subject_words(hint.subject, t)),
            message=hint.reason.message,
            links=evidence_links(report, hint.evidence, t),
        )
        for hint in report.hints
    )
