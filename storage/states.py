"""The words in which the database says where things stand; all are stable, shown and exported."""

from __future__ import annotations

from enum import StrEnum


class SubmissionState(StrEnum):
    """Way of a submission: received, processing, then one of the last three."""

    RECEIVED = "received"
    PROCESSING = "processing"
    CHECKED = "checked"
    QUARANTINED = "quarantined"
    FAILED = "failed"


class FoundBy(StrEnum):
    """How an object in the inbox was noticed.

    EVENT is the object store's own message, WATCH the worker's frequent look at the listing, SWEEP the
    scheduled one: what only the sweep found, the others lost, and that is counted.
    """

    EVENT = "event"
    WATCH = "watch"
    SWEEP = "sweep"


class CaseState(StrEnum):
    """Where a case stands for the applicant; only a person's verdict moves it on from IN_REVIEW."""

    PROCESSING = "processing"
    IN_REVIEW = "in_review"
    WAITING_FOR_APPLICANT = "waiting_for_applicant"
    ACCEPTED = "accepted"
    REFERRED = "referred"
    FAILED = "failed"


OPEN_CASE_STATES = frozenset({CaseState.PROCESSING, CaseState.IN_REVIEW, CaseState.WAITING_FOR_APPLICANT})
"""A document that arrives for a case in one of these states is checked with the case's other ones."""


class TaskKind(StrEnum):
    """What a person is asked: a case, something that could not be taken in, or a blind second look."""

    CASE = "case"
    QUARANTINE = "quarantine"
    SAMPLE = "sample"


class TaskState(StrEnum):
    """State of a review task; WITHDRAWN when newer documents made it pointless."""

    OPEN = "open"
    CLAIMED = "claimed"
    DONE = "done"
    WITHDRAWN = "withdrawn"


class VerdictAction(StrEnum):
    """What a person decides.

    CORRECT is the only one that is not final: it records corrections and leaves the task as it is.
    RETRY and DISMISS answer tasks of kind quarantine.
    """

    ACCEPT = "accept"
    REQUEST_DOCUMENTS = "request_documents"
    REFER = "refer"
    CORRECT = "correct"
    RETRY = "retry"
    DISMISS = "dismiss"


class Role(StrEnum):
    """What a person may do."""

    CASEWORKER = "caseworker"
    SUPERVISOR = "supervisor"
    ADMIN = "admin"
