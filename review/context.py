"""What the web app works with; made once by whoever starts it, and handed to every request."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, tzinfo
from typing import Annotated, NamedTuple, Protocol

from fastapi import Depends, Request

from contracts.catalogue import Catalogue
from contracts.clock import GERMANY
from followups.letter import Authority
from review.pictures import Pictures
from storage.audit import Audit
from storage.database import Database
from storage.reviews import CLAIM_MINUTES


class Originals(Protocol):
    """Where the untouched files lie."""

    def read(self, key: str) -> bytes:
        """Return the bytes of an original."""
        ...


class ReviewContext(NamedTuple):
    """All that pages need; nothing of it is global.

    Attributes:
        events_secret: What the object store must say to be heard; no events are taken if empty.
        secure_cookies: Whether the app is reached through https; cookies then travel nowhere else.
        claim_minutes: After so many minutes a claimed case is open to others again.
        session_hours: A login lasts a working day.
    """

    database: Database
    audit: Audit
    originals: Originals
    pictures: Pictures
    catalogue: Catalogue
    authority: Authority
    events_secret: str = ""
    secure_cookies: bool = False
    claim_minutes: int = CLAIM_MINUTES
    session_hours: int = 10
    zone: tzinfo = GERMANY
    now: Callable[[], datetime] = lambda: datetime.now(UTC)

    @property
    def today(self) -> date:
        """The day on the wall."""
        return self.now().astimezone(self.zone).date()


def context_of(request: Request) -> ReviewContext:
    """Return the context that the app was made with."""
    context: ReviewContext = request.app.state.context
    return context


Context = Annotated[ReviewContext, Depends(context_of)]
