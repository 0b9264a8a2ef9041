"""Why something goes to quarantine: stable codes, and for each what a person reads."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from uuid import UUID


class Refusal(StrEnum):
    """Stable codes of why something went to quarantine."""

    STRAY = "stray"
    EMPTY = "empty"
    TOO_LARGE = "too_large"
    TOO_MANY_FILES = "too_many_files"
    BAD_META = "bad_meta"
    UNKNOWN_PROCEDURE = "unknown_procedure"
    UNKNOWN_REFERENCE = "unknown_reference"
    CASE_CLOSED = "case_closed"
    PROCESSING_FAILED = "processing_failed"


EXPLANATIONS = {
    Refusal.STRAY: "Die Datei liegt in keinem Ordner eines Verfahrens. Erwartet wird inbox/<Verfahren>/….",
    Refusal.EMPTY: "Die Einsendung enthält nur meta.json und kein Dokument.",
    Refusal.TOO_LARGE: "Die Einsendung ist zu groß (LOTSE_INBOX_MAX_MEGABYTES).",
    Refusal.TOO_MANY_FILES: "Die Einsendung hat zu viele Dateien (LOTSE_INBOX_MAX_FILES).",
    Refusal.BAD_META: "Die meta.json ist nicht zu lesen oder enthält ungültige Angaben.",
    Refusal.UNKNOWN_PROCEDURE: "Für dieses Verfahren gibt es am Eingangstag keinen Vertrag.",
    Refusal.UNKNOWN_REFERENCE: "Dieses Aktenzeichen gibt es nicht.",
    Refusal.CASE_CLOSED: "Der Vorgang mit diesem Aktenzeichen ist abgeschlossen.",
    Refusal.PROCESSING_FAILED: "Die Verarbeitung ist mehrmals abgebrochen.",
}


class Refused(Exception):
    """A parcel can't be taken; a person decides what becomes of it."""

    def __init__(self, code: Refusal) -> None:
        super().__init__(code.value)
        self.code = code


def reason_for(code: Refusal, submission_id: UUID) -> dict[str, str]:
    """Return the machine-readable reason that lies beside what is in quarantine."""
    return {
        "schema": "antragslotse/quarantine/1",
        "code": code.value,
        "message": EXPLANATIONS[code],
        "submission": str(submission_id),
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
    }
