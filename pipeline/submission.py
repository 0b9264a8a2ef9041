"""What goes through the stages: the files of one submission."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from contracts.submission import Meta


class SubmittedFile(NamedTuple):
    """One file: its path inside the submission, and its bytes."""

    name: str
    data: bytes


class Submission(NamedTuple):
    """One submission as it is to be checked.

    Attributes:
        procedure: Id of the procedure whose contract it is checked against.
        received: Day on which it arrived: the legal clock, ages and expiry dates count from here.
    """

    procedure: str
    received: date
    files: tuple[SubmittedFile, ...]
    meta: Meta = Meta()
