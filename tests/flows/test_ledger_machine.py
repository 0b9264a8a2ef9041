"""The intake as a state machine: whatever arrives, fails and is repeated, nothing is lost or taken twice."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from sqlalchemy import select

from flows.grouping import parcels
from flows.house import House
from flows.intake import sweep_inbox
from storage.objects import Bucket, StoreUnreachable
from storage.states import SubmissionState
from storage.tables import Document, LedgerObject, Submission
from tests.flows.memory_store import MemoryStore
from tests.servers import empty

PROCEDURE = "wohngeld-mietzuschuss"
KEYS = (
    f"{PROCEDURE}/a.pdf",
    f"{PROCEDURE}/b.pdf",
    f"{PROCEDURE}/folder/1.pdf",
    f"{PROCEDURE}/folder/2.pdf",
    f"{PROCEDURE}/folder/meta.json",
    "unknown/a.pdf",
    "stray.pdf",
)
CONTENTS = (b"{}", b'{"procedure": "wohngeld-mietzuschuss"}')


class Intake(RuleBasedStateMachine):
    """Drops, sweeps, and sweeps that die after some writes."""

    house: House

    def __init__(self) -> None:
        super().__init__()
        empty(self.house.database)
        self.store = MemoryStore()
        self.mine = self.house._replace(store=self.store)
        self.seen: set[tuple[str, str]] = set()

    @rule(key=st.sampled_from(KEYS), content=st.sampled_from(CONTENTS))
    def drop(self, key: str, content: bytes) -> None:
        """A file arrives, or a new version of one."""
        self.store.content[Bucket.INBOX, key] = content

    @rule()
    def sweep(self) -> None:
        """Afterwards the ledger knows everything that is in the inbox."""
        sweep_inbox(self.mine)
        for each in self.store.list(Bucket.INBOX):
            self.seen.add((each.key, hashlib.sha256(self.store.get(Bucket.INBOX, each.key).data).hexdigest()))
        assert self.ledger() == sorted(self.seen)

    @rule(writes=st.integers(0, 3))
    def die(self, writes: int) -> None:
        """The store goes away in the middle of a sweep."""
        self.store.writes_left = writes
        try:
            sweep_inbox(self.mine)
        except StoreUnreachable:
            pass
        finally:
            self.store.writes_left = None
        self.seen |= set(self.ledger())

    def ledger(self) -> list[tuple[str, str]]:
        """Return key and hash of all rows."""
        with self.house.database.begin() as session:
            rows = session.scalars(select(LedgerObject)).all()
        return sorted((row.key, row.sha256) for row in rows)

    @invariant()
    def originals_are_there_and_right(self) -> None:
        """A document's row promises bytes; each submission that was received has a case."""
        with self.house.database.begin() as session:
            documents = session.scalars(select(Document)).all()
            received = session.scalars(
                select(Submission).where(Submission.state == SubmissionState.RECEIVED)
            ).all()
        for document in documents:
            data = self.store.get(Bucket.ORIGINALS, document.key).data
            assert hashlib.sha256(data).hexdigest() == document.sha256
        assert all(submission.case_id for submission in received)
        assert len(self.ledger()) == len(set(self.ledger()))


@pytest.mark.filterwarnings("ignore::hypothesis.errors.HypothesisWarning")
def test_nothing_is_lost_and_nothing_taken_twice(house: House) -> None:
    """In any order of arrivals, sweeps and failures."""
    Intake.house = house
    limits = settings(
        max_examples=20, stateful_step_count=15, deadline=None, suppress_health_check=list(HealthCheck)
    )
    run_state_machine_as_test(Intake, settings=limits)


keys = st.lists(st.text("ab/.ü", min_size=1, max_size=8), unique=True)


@given(keys)
def test_every_object_is_in_exactly_one_parcel(names: list[str]) -> None:
    """Whatever keys people make up; and taking the same parcel twice gives the same id."""
    store = MemoryStore()
    for name in names:
        store.content[Bucket.INBOX, name] = name.encode()
    listing = list(store.list(Bucket.INBOX))
    found = parcels(listing)
    assert sorted(each.key for parcel in found for each in parcel.objects) == sorted(names)
    again = parcels(reversed(listing))
    assert {parcel.submission_id for parcel in again} == {parcel.submission_id for parcel in found}
    assert len({parcel.submission_id for parcel in found}) == len(found)
