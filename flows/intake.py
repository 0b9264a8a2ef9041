"""The flow ``intake``: compares the inbox's listing with the ledger and takes over what is new and whole.

An event is a hint, the ledger is the truth: whatever events lost, this finds, and counts it.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta

import structlog
from prefect import flow

from flows import dispatch
from flows.grouping import Parcel, parcels
from flows.house import House, open_house
from flows.taking import take
from storage import hints, ledger, reviews
from storage.ledger import SeenObject
from storage.locks import exclusive
from storage.objects import Bucket, StoreUnreachable
from storage.states import SubmissionState

log = structlog.get_logger()

NAME = "intake"


@flow(name=NAME, persist_result=False)
def intake() -> None:
    """Take new submissions over, and see to it that everything unfinished goes on."""
    house = open_house()
    sweep_inbox(house)
    dispatch.start_unfinished(house)
    dispatch.start_verdicts(house, round_key=f"-{int(time.time() // house.settings.inbox.sweep)}")


def sweep_inbox(house: House) -> dict[SubmissionState, int]:
    """Take over all parcels that are whole; one process at a time. Returns how many came to which state."""
    taken: dict[SubmissionState, int] = {}
    with exclusive(house.database.engine, "intake") as mine:
        if not mine:
            return taken
        for parcel in whole_parcels(house):
            state = _take_or_leave(house, parcel)
            if state is not None:
                taken[state] = taken.get(state, 0) + 1
    with house.database.begin() as session:
        hints.forget_old(session)
        reviews.release_abandoned(session, minutes=house.settings.review.claim_minutes)
    log.info("inbox.swept", **{state.value: count for state, count in taken.items()})
    return taken


def _take_or_leave(house: House, parcel: Parcel) -> SubmissionState | None:
    """Take a parcel; one that can't be taken now must not keep the others waiting."""
    try:
        return take(house, parcel)
    except StoreUnreachable:
        raise
    except Exception as error:  # noqa: BLE001 - the next sweep tries again
        log.error("parcel.left", submission=str(parcel.submission_id), error=type(error).__name__)  # noqa: TRY400 - no text of it
        return None


def whole_parcels(house: House) -> list[Parcel]:
    """Return the submissions in the inbox that the ledger doesn't know and that are whole."""
    listing = list(house.store.list(Bucket.INBOX))
    with house.database.begin() as session:
        unseen = ledger.unseen(session, Bucket.INBOX, [SeenObject(each.key, each.etag) for each in listing])
    new = [each for each in listing if SeenObject(each.key, each.etag) in unseen]
    stability = timedelta(seconds=house.settings.inbox.stability)
    now = datetime.now(UTC)
    return [parcel for parcel in parcels(new) if parcel.is_whole(now, stability)]
