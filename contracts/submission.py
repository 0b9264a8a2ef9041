"""What comes in: the meta.json of a submission, and its limits."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import ConfigDict, Field

from contracts.records import Record


class Meta(Record):
    """The meta.json that closes a submission.

    Unknown keys are passed over: a portal may send more than is understood, and the right to submit
    is never blocked.

    Attributes:
        received: The day on which the legal clock started; the day of arrival if None.
        reference: Case reference (Aktenzeichen) of an open case that this submission joins.
        reply_to: Where the applicant can be reached; never logged.
        vertreter: Whether a representative handed the application in.
    """

    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True)

    procedure: str | None = Field(default=None, max_length=100)
    received: date | None = None
    vertreter: Literal["ja", "nein"] | None = None
    reference: str | None = Field(default=None, max_length=100)
    reply_to: str | None = Field(default=None, max_length=320)

    @property
    def values(self) -> dict[str, str]:
        """What conditions may ask as ``meta.<name>``."""
        return {} if self.vertreter is None else {"vertreter": self.vertreter}
