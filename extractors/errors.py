"""Errors of reading, and the German sentences that caseworkers see.

    ReadingError
    ├── UnreadableFileError   the file as a whole cannot be read; carries the coded problem
    ├── EngineMissingError    no OCR engine on this machine: a matter for the admin, not of the file
    └── WorkroomError         no room for temporary files: likewise

Only what concerns a whole file is raised. What is wrong with one page is data: a ``Problem`` with its page.
"""

from __future__ import annotations

from typing import Final

from contracts.reading import Problem, ProblemCode

_BY_HAND: Final = "Bitte von Hand prüfen."
_NO_ROOM: Final = "Der Ordner für temporäre Dateien (TMPDIR) lässt sich nicht benutzen. Bitte Platz schaffen."
_MESSAGES: Final = {
    ProblemCode.ENCRYPTED: (
        "Die Datei ist mit einem Kennwort geschützt. Bitte ohne Kennwortschutz neu einreichen."
    ),
    ProblemCode.DAMAGED: (
        "Die Datei ist beschädigt und lässt sich nicht öffnen. Bitte neu erzeugen und noch einmal einreichen."
    ),
    ProblemCode.EMPTY: "Die Datei ist leer. Bitte noch einmal einreichen.",
    ProblemCode.UNSUPPORTED: (
        "Das Dateiformat{limit} wird nicht unterstützt. Bitte als PDF speichern oder drucken und neu "
        "einreichen; auch Bilder (JPEG, PNG, TIFF, HEIC, WebP), ZIP-Dateien und E-Mails (.eml) sind möglich."
    ),
    ProblemCode.TOO_LARGE: (
        "Die Datei ist größer als die erlaubten {limit}. "
        "Bitte kleiner scannen oder auf mehrere Dateien verteilen."
    ),
    ProblemCode.TOO_MANY_PAGES: (
        "Die Datei hat mehr als die erlaubten {limit} Seiten. Bitte auf mehrere Dateien verteilen."
    ),
    ProblemCode.TIMEOUT: (
        "Das Lesen hat länger als die erlaubten {limit} Sekunden gedauert und wurde abgebrochen. " + _BY_HAND
    ),
    ProblemCode.OUT_OF_MEMORY: (
        "Das Lesen brauchte mehr als die erlaubten {limit} Arbeitsspeicher und wurde abgebrochen. " + _BY_HAND
    ),
    ProblemCode.CRASHED: "Das Leseprogramm ist an dieser Stelle abgestürzt. " + _BY_HAND,
    ProblemCode.PAGE_ILLEGIBLE: (
        "Die Seite ist nicht lesbar. Bitte von Hand prüfen oder einen besseren Scan anfordern."
    ),
    ProblemCode.PAGE_FAILED: "Die Seite ist fehlerhaft und ließ sich nicht lesen. " + _BY_HAND,
    ProblemCode.PAGE_INCOMPLETE: (
        "Der Plan ist zu dicht gezeichnet, um ihn in der erlaubten Zeit ganz zu lesen. Gelesen wurde das "
        "Schriftfeld mit seiner Umgebung. Bitte den Rest von Hand prüfen."
    ),
    ProblemCode.DYNAMIC_XFA: (
        "Die Datei ist ein dynamisches XFA-Formular, dessen Inhalt nur Adobe-Programme anzeigen. "
        "Bitte als gewöhnliches PDF drucken und neu einreichen."
    ),
    ProblemCode.REPAIRED: (
        "Die Datei war beschädigt und wurde beim Öffnen repariert. Bitte auf Vollständigkeit achten."
    ),
    ProblemCode.EMBEDDED_FILES: (
        "In der Datei stecken weitere Dateien ({limit}), die nicht gelesen wurden. "
        "Bitte dort nachsehen oder sie einzeln einreichen lassen."
    ),
    ProblemCode.WRONG_TEXT_LAYER: (
        "Der hinterlegte Text der Seite passt nicht zu dem, was sie zeigt. Gelesen wurde, was sie zeigt."
    ),
    ProblemCode.TOO_MANY_FILES: (
        "In der Datei stecken mehr als die erlaubten {limit} Dateien. Bitte auf mehrere Sendungen verteilen."
    ),
    ProblemCode.TOO_DEEP: (
        "In der Datei stecken Dateien tiefer als die erlaubten {limit} Ebenen ineinander. "
        "Bitte die Dateien einzeln einreichen."
    ),
}


def problem(code: ProblemCode, *, page: int | None = None, limit: str = "") -> Problem:
    """Return a problem in plain German.

    Args:
        code: Which sentence.
        page: Page number, counted from 0; None when the whole document is meant.
        limit: What the sentence names, if anything: "100 MB", "500" pages, "10" seconds, "2" files.
            For formats see ``unsupported``.
    """
    return Problem(code=code, page=page, message=_MESSAGES[code].format(limit=limit))


class ReadingError(Exception):
    """Base of everything that this room raises on purpose."""


class UnreadableFileError(ReadingError):
    """No page of the file can be looked at.

    Attributes:
        problem: What is wrong, with a stable code; never a word of the document.
    """

    def __init__(self, code: ProblemCode, *, limit: str = "") -> None:
        self.problem = problem(code, limit=limit)
        super().__init__(self.problem.message)


def unsupported(format_name: str = "") -> UnreadableFileError:
    """Return the error for a file of a format that is not read; people call it ``format_name``."""
    return UnreadableFileError(ProblemCode.UNSUPPORTED, limit=f" ({format_name})" if format_name else "")


class EngineMissingError(ReadingError):
    """No OCR engine can be used on this machine."""


class WorkroomError(ReadingError):
    """The folder for temporary files cannot be used: the disk is full, or the folder gone or forbidden."""

    def __init__(self, message: str = _NO_ROOM) -> None:
        super().__init__(message)
