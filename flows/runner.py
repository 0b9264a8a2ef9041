"""Runs what Prefect has scheduled, in threads of this process, with everything loaded once.

Prefect's own Runner starts a Python process for each run: measured, 3.4 s of CPU to import what a run needs,
and as long again to load the models; on two busy cores 15 s between two submissions. What is
dangerous, parsing untrusted files, happens in the pipeline's own child processes anyway.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import structlog
from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas import OrchestrationResult
from prefect.client.schemas.objects import FlowRun, State
from prefect.client.schemas.responses import SetStateStatus
from prefect.flow_engine import run_flow
from prefect.flows import Flow
from prefect.states import Crashed, Pending

log = structlog.get_logger()


class FlowRunner:
    """Takes runs from Prefect's schedule.

    Args:
        flows: Id of a deployment, and the flow that it runs.
        limit: Runs at the same time.
    """

    def __init__(self, flows: Mapping[UUID, Flow[..., Any]], limit: int) -> None:
        self._flows = flows
        self._limit = limit
        self._running: dict[UUID, threading.Thread] = {}

    def work(self, stop: threading.Event, *, poll: float) -> None:
        """Look for runs every ``poll`` seconds until ``stop`` is set."""
        while not stop.wait(poll):
            try:
                self.look()
            except Exception as error:  # noqa: BLE001 - the server may be away for a while
                log.warning("runner.interrupted", error=type(error).__name__)

    def look(self) -> None:
        """Start the runs that are due, as far as there is room."""
        self._running = {run: thread for run, thread in self._running.items() if thread.is_alive()}
        free = self._limit - len(self._running)
        if free <= 0:
            return
        with get_client(sync_client=True) as client:
            due = client.get_scheduled_flow_runs_for_deployments(
                list(self._flows), scheduled_before=datetime.now(UTC), limit=free
            )
            for found in due:
                if _take(client, found.id):
                    self._start(client.read_flow_run(found.id))

    def _start(self, run: FlowRun) -> None:
        if run.deployment_id is None:
            return
        flow = self._flows[run.deployment_id]
        thread = threading.Thread(target=_run, args=(flow, run), name=f"run-{run.id}", daemon=True)
        self._running[run.id] = thread
        thread.start()

    def finish(self, seconds: float) -> None:
        """Wait so long for what is running, and tell Prefect what does not get done.

        A submission that is interrupted here is taken up by the next worker.
        """
        end = datetime.now(UTC).timestamp() + seconds
        for thread in self._running.values():
            thread.join(max(0.0, end - datetime.now(UTC).timestamp()))
        unfinished = [run for run, thread in self._running.items() if thread.is_alive()]
        if unfinished:
            with get_client(sync_client=True) as client:
                for run in unfinished:
                    ended: State[Any] = Crashed(message="Der Worker wurde beendet.")
                    client.set_flow_run_state(run, ended, force=True)


def _take(client: SyncPrefectClient, run: UUID) -> bool:
    """Tell Prefect that this process runs it; False if another one was quicker."""
    pending: State[Any] = Pending()
    answer: OrchestrationResult[Any] = client.set_flow_run_state(run, pending)
    return answer.status is SetStateStatus.ACCEPT


def _run(flow: Flow[..., Any], run: FlowRun) -> None:
    """Run a flow; how it ended stands in Prefect, and here for the log."""
    try:
        run_flow(flow, flow_run=run, return_type="state")
    except Exception as error:  # noqa: BLE001 - the thread ends here, and its text must not get out
        log.warning("flow_run.interrupted", run=str(run.id), error=type(error).__name__)
