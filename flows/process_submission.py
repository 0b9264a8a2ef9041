"""The flow ``process-submission``: a contents page of the service's main job."""

from __future__ import annotations

from uuid import UUID

from prefect import flow, task
from prefect.cache_policies import NO_CACHE

from flows import processing
from flows.checking import load_checker
from flows.house import open_house
from flows.refusals import Refusal

NAME = "process-submission"

_task = task(persist_result=False, cache_policy=NO_CACHE)
check = _task(processing.check)
queue_for_review = _task(processing.queue_for_review)


@flow(name=NAME, persist_result=False, validate_parameters=False)
def process_submission(submission_id: str) -> None:
    """Read, split, classify, extract and check one submission, and put it in the queue.

    Only the id is a parameter: Prefect stores parameters in its own database, where no word of a
    document may appear.
    """
    house = open_house()
    with processing.in_hands(house, UUID(submission_id)) as work:
        if work is None:
            return
        outcome = check(house, load_checker(), work)
        if outcome is None:
            processing.give_up(house, work.submission, Refusal.UNKNOWN_PROCEDURE)
            return
        queue_for_review(house, work, outcome)
