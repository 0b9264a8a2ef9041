"""What the flows need of the pipeline, and where they get it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import NamedTuple, Protocol

from pydantic import ImportString, TypeAdapter

from config.settings import Settings
from contracts.report import Outcome
from contracts.submission import Meta


class CheckInput(NamedTuple):
    """A case's documents, as they are to be checked together.

    Attributes:
        procedure: Id of the procedure.
        received: Day on which the legal clock started; picks the version of the contract.
        files: File name and content, in the order in which they arrived.
    """

    procedure: str
    received: date
    meta: Meta
    files: Sequence[tuple[str, bytes]]


class Checker(Protocol):
    """Reads, splits, classifies, extracts and checks; keeps its models loaded between calls."""

    def check(self, submission: CheckInput) -> Outcome:
        """Check one submission.

        Raises:
            contracts.catalogue.UnknownProcedure: if there is no contract for the procedure on that day.
        """
        ...


@cache
def load_checker() -> Checker:
    """Build the checker that the settings name, once per process."""
    settings = Settings()
    make = TypeAdapter(ImportString).validate_python(settings.worker.checker)
    checker: Checker = make(settings)
    return checker


def make_pipeline(settings: Settings) -> Checker:
    """Build the pipeline as the settings say."""
    raise NotImplementedError(settings)
