"""What a person changed about a proposal; kept as JSON in ``Verdict.corrections``."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Self

from pydantic import Field

from contracts.findings import FindingState
from contracts.records import Record
from contracts.report import ReportFinding


class Why(StrEnum):
    """Why a person decided otherwise; codes are stable, so that they can be counted."""

    SEEN = "seen"
    WRONG_TYPE = "wrong_type"
    MISREAD = "misread"
    WRONG_PERSON = "wrong_person"
    KNOWN = "known"
    RULE = "rule"
    OTHER = "other"


class FindingCorrection(Record):
    """Another state for a finding; ``proposed`` is what the service had said."""

    requirement: str
    subject: str
    proposed: FindingState
    state: FindingState
    why: Why
    note: str = Field(default="", max_length=500)


class PartCorrection(Record):
    """Another type for a part: ``document`` counts from 0, ``pages`` count from 1."""

    document: int
    pages: tuple[int, ...]
    proposed: str
    type: str


class Corrections(Record):
    """All that a person changed in one step, or in all steps of a task together."""

    findings: tuple[FindingCorrection, ...] = ()
    parts: tuple[PartCorrection, ...] = ()

    @classmethod
    def merged(cls, steps: Iterable[Self]) -> Self:
        """Return what remains of several steps: the last word on each finding and part.

        A correction back to what was proposed takes the earlier one away.
        """
        findings: dict[tuple[str, str], FindingCorrection] = {}
        parts: dict[tuple[int, tuple[int, ...]], PartCorrection] = {}
        for step in steps:
            findings |= {(each.requirement, each.subject): each for each in step.findings}
            parts |= {(each.document, each.pages): each for each in step.parts}
        return cls(
            findings=tuple(each for each in findings.values() if each.state is not each.proposed),
            parts=tuple(each for each in parts.values() if each.type != each.proposed),
        )

    def of_finding(self, finding: ReportFinding) -> FindingCorrection | None:
        """Return the correction of a finding, if there is one."""
        wanted = (finding.requirement, finding.subject)
        return next((each for each in self.findings if (each.requirement, each.subject) == wanted), None)

    def of_part(self, document: int, pages: Iterable[int]) -> PartCorrection | None:
        """Return the correction of a part, if there is one."""
        wanted = (document, tuple(pages))
        return next((each for each in self.parts if (each.document, each.pages) == wanted), None)

    @property
    def any(self) -> bool:
        """Whether anything was changed."""
        return bool(self.findings or self.parts)
