"""The worker: registers the flows as code, runs them, and watches for work. ``python -m flows.worker``."""

from __future__ import annotations

import asyncio
import signal
import sys
import threading
import time
from datetime import timedelta
from typing import Any
from uuid import UUID

import structlog
from prefect.client.orchestration import get_client
from prefect.flows import Flow
from prefect.types.entrypoint import EntrypointType

from config.settings import Settings
from flows import apply_verdict, intake, process_submission
from flows.checking import load_checker
from flows.house import House, open_house
from flows.runner import FlowRunner
from flows.watching import Watcher

log = structlog.get_logger()

FINISH_SECONDS = 8
"""A run that lasts longer when the worker is asked to end is left to the next worker."""

LAST_LOOK_SECONDS = 3
"""For the watcher to end what it is at, and to close its connection to the database."""


async def register(settings: Settings) -> dict[UUID, Flow[..., Any]]:
    """Tell Prefect which flows there are, and when the sweep runs."""
    sweep = timedelta(seconds=settings.inbox.sweep)
    by_module = EntrypointType.MODULE_PATH  # a path of a file would hold on this machine only
    flows: tuple[tuple[Flow[..., Any], str, timedelta | None], ...] = (
        (intake.intake, intake.NAME, sweep),
        (process_submission.process_submission, process_submission.NAME, None),
        (apply_verdict.apply_verdict, apply_verdict.NAME, None),
    )
    registered = {}
    for flow, name, interval in flows:
        deployment = await flow.ato_deployment(name, interval=interval, entrypoint_type=by_module)
        registered[await deployment.aapply()] = flow
    return registered


def work(house: House, stop: threading.Event) -> None:
    """Run the flows and watch, until ``stop`` is set."""
    runner = FlowRunner(asyncio.run(register(house.settings)), house.settings.worker.limit)
    load_checker()  # before the first run, so that two at once don't load it twice
    watcher = threading.Thread(target=Watcher(house, stop).run, name="watcher", daemon=True)
    watcher.start()
    log.info("worker.started", limit=house.settings.worker.limit)
    runner.work(stop, poll=house.settings.worker.poll)
    runner.finish(FINISH_SECONDS)
    watcher.join(LAST_LOOK_SECONDS)
    log.info("worker.stopped")


def wait_for_servers(house: House, stop: threading.Event, seconds: float = 120) -> None:
    """Wait until database, object store and Prefect answer: in a cluster nobody starts in order."""
    end = time.monotonic() + seconds
    while not stop.wait(0.5):
        try:
            house.database.check()
            house.store.ensure_buckets()
            with get_client(sync_client=True) as client:
                client.hello().raise_for_status()
        except Exception as error:
            if time.monotonic() > end:
                raise
            log.debug("worker.waiting", error=type(error).__name__)
        else:
            return


def main() -> int:
    """Run until SIGINT or SIGTERM."""
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    house = open_house()
    wait_for_servers(house, stop)
    if not stop.is_set():
        work(house, stop)
    return 0


if __name__ == "__main__":
    sys.exit(main())
