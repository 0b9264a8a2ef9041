"""Starting flow runs through Prefect's API: ids as parameters, idempotency keys, dead runs marked."""

from __future__ import annotations

from uuid import UUID

import structlog
from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.objects import FlowRun
from prefect.states import Crashed

from flows import processing
from flows.house import House
from flows.refusals import Refusal
from storage import ledger, verdicts
from storage.locks import is_free
from storage.states import SubmissionState
from storage.tables import Submission

log = structlog.get_logger()

PROCESS = "process-submission/process-submission"
APPLY = "apply-verdict/apply-verdict"


def start_run(client: SyncPrefectClient, deployment: str, key: str, **parameters: str) -> FlowRun:
    """Start a flow run, or return the one that was started with the same key before."""
    found = client.read_deployment_by_name(deployment)
    return client.create_flow_run_from_deployment(found.id, parameters=parameters, idempotency_key=key)


def start_unfinished(house: House) -> int:
    """See to it that each unfinished submission has a living flow run; return how many got a new one."""
    with house.database.begin() as session:
        waiting = ledger.unfinished(session)
    if not waiting:
        return 0
    with get_client(sync_client=True) as client:
        return sum(_see_to(house, client, submission) for submission in waiting)


def _see_to(house: House, client: SyncPrefectClient, submission: Submission) -> bool:
    if submission.state is SubmissionState.PROCESSING:
        lock = processing.lock_name(submission.case_id or submission.id)
        if not is_free(house.database.engine, lock):
            return False  # somebody works on it, or on another submission of the same case
        _mark_crashed(client, _run(client, submission.id, submission.attempts))
    return _start_attempt(house, client, submission)


def _run(client: SyncPrefectClient, submission_id: UUID, attempt: int) -> FlowRun:
    return start_run(client, PROCESS, f"{submission_id}-{attempt}", submission_id=str(submission_id))


def _start_attempt(house: House, client: SyncPrefectClient, submission: Submission) -> bool:
    """Start the next attempt; runs that ended before they began to work count as attempts."""
    for attempt in range(submission.attempts + 1, house.settings.worker.attempts + 1):
        run = _run(client, submission.id, attempt)
        if run.state is None or not run.state.is_final():
            return True
    processing.give_up(house, submission, Refusal.PROCESSING_FAILED)
    return False


def _mark_crashed(client: SyncPrefectClient, run: FlowRun) -> None:
    """Tell Prefect that a run's process is gone: nobody else would."""
    if run.state is not None and run.state.is_final():
        return
    log.warning("flow_run.crashed", run=str(run.id))
    client.set_flow_run_state(run.id, Crashed(message="Der Prozess ist abgebrochen."), force=True)


def start_verdicts(house: House, round_key: str = "") -> int:
    """Start a run for each verdict that is still to be carried out; ``round_key`` allows another try."""
    with house.database.begin() as session:
        waiting = verdicts.unapplied(session)
    if waiting:
        with get_client(sync_client=True) as client:
            for verdict_id in waiting:
                start_run(client, APPLY, f"{verdict_id}{round_key}", verdict_id=str(verdict_id))
    return len(waiting)
