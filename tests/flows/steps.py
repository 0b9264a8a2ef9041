"""Steps that several tests of the flows take."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from flows.checking import Checker
from flows.house import House
from flows.intake import sweep_inbox
from flows.processing import check, in_hands, queue_for_review
from storage.objects import Bucket
from storage.tables import Submission
from tests.flows.fakes import FakeChecker

PROCEDURE = "wohngeld-mietzuschuss"


def arrive(house: House, content: bytes, key: str = f"{PROCEDURE}/a.pdf") -> UUID:
    """Let one file arrive, and return the id of its submission."""
    house.store.put(Bucket.INBOX, key, content)
    sweep_inbox(house)
    with house.database.begin() as session:
        newest = select(Submission.id).order_by(Submission.created_at.desc()).limit(1)
        return session.scalars(newest).one()


def process(house: House, submission_id: UUID, checker: Checker | None = None) -> bool:
    """Do what the flow does; False if there was nothing to do."""
    with in_hands(house, submission_id) as work:
        if work is None:
            return False
        outcome = check(house, checker or FakeChecker(), work)
        assert outcome is not None
        queue_for_review(house, work, outcome)
    return True
